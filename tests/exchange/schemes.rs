//! Concept schemes: each leaves with its own IRI, and with all that it said when it came.

use super::{
    same,
    skos::{SYNTAXES, concept, turtle},
    there_and_back,
};
use cxterms_base::{
    corpus::{Corpus, FactForm, Profile, Scheme},
    image,
};
use cxterms_exchange::{ExchangeFormat, ImportOptions, InputFile};
use std::collections::{BTreeMap, BTreeSet};

const HERE: &str = "https://example.org/bikes/";
const INSTANCE: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

/// A vocabulary of others, as `import` makes a corpus of it.
fn foreign(text: &str) -> Corpus {
    let mut corpus = turtle(text).corpus;
    corpus.settings.profile = Profile::Foreign;
    corpus
}

/// The triples in which a corpus leaves.
fn triples(corpus: &Corpus) -> BTreeSet<String> {
    let mut bytes = vec![];
    let format = ExchangeFormat::from_name("ntriples").unwrap();
    format.export(corpus, &mut bytes).unwrap().unwrap();
    String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
}

/// Those that join two things of the vocabulary by a SKOS predicate.
fn joined(corpus: &Corpus, predicate: &str) -> Vec<String> {
    let skos = format!(" <http://www.w3.org/2004/02/skos/core#{predicate}> ");
    let all = triples(corpus);
    let found = all.iter().filter(|line| line.contains(&skos));
    let short = |line: &str| line.trim_end_matches(" .").replace(HERE, "").replace(&skos, " ");
    found.map(|line| short(line)).collect()
}

/// Whether its files say all that a corpus does.
fn reads_again(corpus: &Corpus) {
    let [one, other] = [corpus, &super::reread(corpus)].map(|it| image::write_image(it).unwrap());
    assert!(one == other, "{:#?}", corpus.to_yaml_files().collect::<Vec<_>>());
}

fn scheme<'c>(corpus: &'c Corpus, id: &str) -> &'c Scheme {
    corpus.schemes.iter().find(|scheme| scheme.id == id).unwrap()
}

#[test]
fn a_scheme_keeps_its_iri_to_the_letter() {
    for iri in [HERE, "https://example.org/bikes", "https://example.org/bikes#", "urn:bikes:all:"] {
        let corpus = foreign(&format!(
            "<{iri}> a skos:ConceptScheme . :bell skos:inScheme <{iri}> ; skos:prefLabel 'bell'@en ; skos:topConceptOf <{iri}> ."
        ));
        assert_eq!(corpus.schemes[0].iri.as_deref(), Some(iri));
        let all = triples(&corpus);
        let typed =
            format!("<{iri}> {INSTANCE} <http://www.w3.org/2004/02/skos/core#ConceptScheme> .");
        assert!(all.contains(&typed), "{iri}: {all:#?}");
        let schemes = all.iter().filter(|line| line.contains("ConceptScheme> .")).count();
        assert_eq!(schemes, 1, "{iri}");
        same(&corpus, &again(&corpus, "turtle"));
    }
}

/// What comes back, as a vocabulary of others.
fn again(corpus: &Corpus, syntax: &str) -> Corpus {
    let mut again = there_and_back(syntax, corpus);
    again.settings.profile = corpus.settings.profile;
    again
}

#[test]
fn a_scheme_says_all_that_it_said() {
    let said = "dcterms:title 'Bicycles'@en , 'Fahrräder'@de , 'vélos'@fr , 'دراجات'@ar , '自行車'@zh-Hant , 'bikes' ;
        skos:prefLabel 'Bikes'@en ; dcterms:creator 'Ann' , :ann ; dcterms:license <https://example.org/free> ;
        <http://www.w3.org/2002/07/owl#versionInfo> '2.1' ; skos:historyNote 'begun in 1900'@en ;
        dcterms:issued '2020-02-29'^^<http://www.w3.org/2001/XMLSchema#date> ;
        <https://example.org/rank> '7'^^<https://example.org/number> ; <https://example.org/see> :other";
    let corpus = foreign(&format!(
        ":s a skos:ConceptScheme ; {said} . :bell skos:inScheme :s ; skos:prefLabel 'bell'@en ."
    ));
    let own = scheme(&corpus, "s");
    assert_eq!((own.title(), own.facts.len()), ("Bicycles", 15), "{own:#?}");
    let typed = own.facts.iter().find(|fact| fact.property == "issued").unwrap();
    assert_eq!(typed.form, FactForm::Datatype("date".to_owned()));
    for syntax in SYNTAXES {
        same(&corpus, &again(&corpus, syntax));
    }
    let all = triples(&corpus);
    let about = all.iter().filter(|line| line.starts_with(&format!("<{HERE}s> "))).count();
    assert_eq!(about, 16, "with its type: {all:#?}");
    // The files of the corpus hold it all the same.
    reads_again(&corpus);
}

#[test]
fn concepts_are_where_they_were_and_nowhere_else() {
    let corpus = foreign(
        ":s a skos:ConceptScheme ; skos:hasTopConcept :bell , :only . :t a skos:ConceptScheme .
         :bell skos:inScheme :s , :t ; skos:prefLabel 'bell'@en . :only skos:prefLabel 'only'@en .
         :free a skos:Concept ; skos:prefLabel 'free'@en .
         :c a skos:Collection ; skos:prefLabel 'parts'@en ; skos:inScheme :t ; skos:member :bell .",
    );
    let within = joined(&corpus, "inScheme");
    assert_eq!(within, ["<bell> <s>", "<bell> <t>", "<c> <t>", "<only> <s>"]);
    assert_eq!(joined(&corpus, "hasTopConcept"), ["<s> <bell>", "<s> <only>"]);
    assert_eq!(joined(&corpus, "topConceptOf"), ["<bell> <s>", "<only> <s>"]);
    assert!(concept(&corpus, "bell").root.is_none());
    same(&corpus, &again(&corpus, "rdfxml"));
    reads_again(&corpus);
}

#[test]
fn of_the_one_scheme_a_concept_that_is_in_none_is_no_part() {
    let corpus = foreign(
        ":s a skos:ConceptScheme . :in skos:inScheme :s ; skos:prefLabel 'in'@en . :out a skos:Concept ; skos:prefLabel 'out'@en .",
    );
    assert_eq!(joined(&corpus, "inScheme"), ["<in> <s>"]);
    let files: BTreeMap<_, _> = corpus.to_yaml_files().collect();
    let text = files.values().cloned().collect::<String>();
    assert_eq!(text.matches("schemes: []").count(), 1, "and who is in it need not say so: {text}");
    reads_again(&corpus);
}

#[test]
fn where_there_is_no_scheme_none_is_made() {
    let corpus = foreign(":bell a skos:Concept ; skos:prefLabel 'bell'@en .");
    assert!(corpus.settings.in_no_scheme);
    let all = triples(&corpus);
    assert!(!all.iter().any(|line| line.contains("ConceptScheme") || line.contains("inScheme")));
    same(&corpus, &again(&corpus, "jsonld"));
    reads_again(&corpus);
    // A corpus of our own that declares none is one scheme itself.
    let own = super::read("tests/fixtures/small");
    assert!(triples(&own).iter().any(|line| line.contains("ConceptScheme")));
}

#[test]
fn schemes_of_one_name_and_of_none_are_told_apart() {
    let corpus = foreign(
        "<https://a.example/s> a skos:ConceptScheme ; dcterms:title 'Parts'@en . <https://b.example/s> a skos:ConceptScheme ; dcterms:title 'Parts'@en .
         [] a skos:ConceptScheme ; dcterms:title 'Old parts'@en . _:x a skos:ConceptScheme .
         :bell a skos:Concept ; skos:prefLabel 'bell'@en ; skos:inScheme <https://b.example/s> , _:x .",
    );
    let ids: Vec<_> = corpus.schemes.iter().map(|it| (&*it.id, it.iri.is_some())).collect();
    assert_eq!(ids[..2], [("s", true), ("s-2", true)]);
    let rest: BTreeSet<_> = ids[2..].iter().copied().collect();
    assert_eq!(rest, BTreeSet::from([("old-parts", false), ("scheme", false)]));
    let within = joined(&corpus, "inScheme");
    let named = format!("<bell> <urn:cxterms:{}:scheme/scheme>", "bicycles");
    assert_eq!(within, ["<bell> <https://b.example/s>".to_owned(), named]);
}

#[test]
fn what_is_a_scheme_and_a_concept_remains_both() {
    let imported = turtle(
        ":s a skos:ConceptScheme , skos:Concept ; skos:prefLabel 'bikes'@en ; dcterms:creator 'Ann' ; skos:note 'old'@en .
         :bell skos:inScheme :s ; skos:prefLabel 'bell'@en ; skos:broader :s .",
    );
    assert_eq!(imported.findings.iter().filter(|it| it.rule == Some("S9")).count(), 1);
    let corpus = Corpus { ..imported.corpus };
    assert_eq!(concept(&corpus, "s").notes.len(), 1);
    assert_eq!(scheme(&corpus, "s").facts.len(), 1);
    let all = triples(&corpus);
    for class in ["ConceptScheme", "Concept"] {
        let typed = format!("<{HERE}s> {INSTANCE} <http://www.w3.org/2004/02/skos/core#{class}> .");
        assert!(all.contains(&typed), "{class}: {all:#?}");
    }
    assert_eq!(joined(&corpus, "broader"), ["<bell> <s>"]);
}

#[test]
fn nothing_of_ours_is_named_in_the_namespace_of_others() {
    let corpus = foreign(
        ":s a skos:ConceptScheme . :bell skos:inScheme :s ; skos:prefLabel 'bell'@en ; skos:related :saddle ;
           skos:definition [ rdf:value 'what warns'@en ; dcterms:creator 'Ann' ; dcterms:source 'A year' ] .
         :saddle skos:inScheme :s ; skos:prefLabel 'saddle'@en ; skos:broader [ skos:prefLabel 'nameless'@en ] .
         :c a skos:Collection ; skos:prefLabel 'parts'@en ; skos:member :bell .",
    );
    let known: BTreeSet<_> =
        ["s", "bell", "saddle", "c"].map(|name| format!("<{HERE}{name}>")).into();
    for line in triples(&corpus) {
        for name in line.split(' ').filter(|part| part.starts_with(&format!("<{HERE}"))) {
            assert!(known.contains(name), "{name} in {line}");
        }
    }
    same(&corpus, &again(&corpus, "ntriples"));
}

/// How often a graph breaches each condition.
fn breaches(text: &str) -> BTreeMap<&'static str, usize> {
    let format = ExchangeFormat::from_name("turtle").unwrap();
    let input = InputFile { name: "it.ttl".to_owned(), format, text: Box::new(text.as_bytes()) };
    let imported = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
    let mut count = BTreeMap::new();
    for rule in imported.findings.iter().filter_map(|it| it.rule) {
        *count.entry(rule).or_default() += 1;
    }
    count
}

#[test]
fn a_vocabulary_and_its_export_breach_no_more_than_the_vocabulary() {
    let graphs = [
        ":a a skos:Concept, skos:ConceptScheme ; skos:prefLabel 'a'@en ; skos:inScheme :a .",
        ":a a skos:Concept, skos:Collection ; skos:prefLabel 'a'@en .",
        ":a skos:prefLabel 'bike'@en ; skos:altLabel 'bike'@en , 'cycle'@en ; skos:hiddenLabel 'cycle'@en .",
        ":a skos:prefLabel 'bike'@en ; skos:broader :b . :b skos:prefLabel 'vehicle'@en ; skos:related :a .",
        ":a skos:prefLabel 'bike'@en ; skos:exactMatch <urn:x> ; skos:broadMatch <urn:x> .",
        ":s a skos:ConceptScheme . :t a skos:ConceptScheme ; skos:hasTopConcept :a . :a skos:inScheme :s ; skos:prefLabel 'a'@en .
         :c a skos:Collection ; skos:member :a ; skos:inScheme :t ; skos:prefLabel 'c'@en .",
        ":s a skos:ConceptScheme ; skos:prefLabel 's'@en . :a skos:topConceptOf :s ; skos:altLabel 'only'@en .",
        ":s a skos:ConceptScheme . :a skos:inScheme :s ; skos:prefLabel 'nur deutsch'@de .",
        ":a a skos:Concept ; skos:hiddenLabel 'never shown'@en .",
    ];
    for graph in graphs {
        let prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://example.org/bikes/> .\n";
        let before = format!("{prefixes}{graph}\n");
        let after = triples(&foreign(graph)).into_iter().collect::<Vec<_>>().join("\n");
        let (alone, both) = (breaches(&before), breaches(&format!("{before}{after}\n")));
        for (rule, count) in both {
            let known = alone.get(rule).copied().unwrap_or_default();
            assert!(count <= known, "{rule}: {count} and not {known} of {graph}\n{after}");
        }
    }
}

#[test]
fn what_is_merged_keeps_its_place_where_that_changes_nothing_for_others() {
    let from = || {
        foreign(
            "<urn:one> a skos:ConceptScheme . <urn:two> a skos:ConceptScheme ; dcterms:title 'Two'@en .
             :bell skos:inScheme <urn:one> , <urn:two> ; skos:prefLabel 'bell'@en .",
        )
    };
    let lost = "places in schemes";
    let house = |schemes: &str| {
        let manifest = format!("title: House\nvoice: house\n{schemes}");
        super::corpora::corpus_of(&[("corpus.yaml", manifest.as_str())])
    };
    // A corpus that declares none is one scheme itself, and one that declares one need not name it.
    let none = super::merged::addition(&house(""), from());
    assert_eq!((none.losses.count(lost), none.corpus().schemes.len()), (2, 0));
    let one = super::merged::addition(&house("schemes: {ours: {iri: 'urn:one'}}\n"), from());
    assert_eq!((one.losses.count(lost), one.corpus().schemes.len()), (1, 1));
    let manifest = "schemes:\n  ours: {iri: 'urn:one'}\n  two: {iri: 'urn:other'}\n";
    let several = super::merged::addition(&house(manifest), from());
    assert_eq!(several.losses.count(lost), 0);
    let (_, entry) = several.file_texts().next().unwrap();
    assert!(entry.contains("schemes: [ours, two-2]"), "{entry}");
    let extended = several.extend_manifest(&format!("voice: house\n{manifest}")).unwrap();
    assert!(extended.contains("two-2: {iri: urn:two, title: Two}"), "{extended}");
}

/// Each concept with the schemes of which it is part; `!` marks those of which it is a top concept.
fn places(corpus: &Corpus) -> Vec<(&str, Vec<String>)> {
    let place = |it: &cxterms_base::corpus::SchemeMembership| {
        format!("{}{}", corpus.schemes[it.scheme.index()].id, if it.is_top { "!" } else { "" })
    };
    let concepts = corpus.concepts.iter();
    concepts.map(|it| (&*it.id, it.schemes.iter().map(place).collect())).collect()
}

#[test]
fn a_table_tells_places_in_schemes_by_identifier_or_makes_one_of_a_title() {
    let (text, lost) = super::corpora::exported("csv", &super::corpora::rich());
    assert!(!lost.contains_key("places in schemes") && lost["schemes"] == 2, "{lost:?}");
    let again = super::corpora::csv(&text, &ImportOptions::default()).corpus;
    let told = |corpus: &Corpus| {
        let all = places(corpus).into_iter();
        let all = all.map(|(id, all)| (id.to_owned(), BTreeSet::from_iter(all)));
        all.collect::<BTreeMap<_, _>>()
    };
    assert_eq!(told(&again), told(&super::corpora::rich()));
    let text = "id,Term,In scheme,top-of\na,bell,Bike parts; wheels,\nb,rim,,wheels\nc,hub,,\n";
    let read = super::corpora::csv(text, &ImportOptions::default()).corpus;
    let right = [
        ("a", vec!["bike-parts".to_owned(), "wheels".to_owned()]),
        ("b", vec!["wheels!".to_owned()]),
        ("c", vec![]),
    ];
    assert_eq!(places(&read), right);
    assert_eq!(scheme(&read, "bike-parts").title(), "Bike parts");
    reads_again(&read);
}
