//! SKOS in its four syntaxes: what it says comes in, what is wrong with it is told, and what would harm is refused.

use super::{carries_what_it_says, same, there_and_back, unordered};
use cxterms::builtin;
use cxterms_base::corpus::{Corpus, LabelKind, NoteKind, SUBSET_OF};
use cxterms_exchange::{ExchangeFormat, ImportError, ImportOptions, ImportedCorpus, InputFile};
use std::collections::BTreeSet;

pub(super) const SYNTAXES: [&str; 4] = ["turtle", "rdfxml", "ntriples", "jsonld"];

fn read(format: &str, text: &[u8]) -> Result<ImportedCorpus, ImportError> {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "bicycles.ttl".to_owned(), format, text: Box::new(text) };
    (format.read.unwrap())(vec![input], &ImportOptions::default())
}

pub(super) fn turtle(text: &str) -> ImportedCorpus {
    let prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix dcterms: <http://purl.org/dc/terms/> . \
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix : <https://example.org/bikes/> .\n";
    read("turtle", format!("{prefixes}{text}").as_bytes()).unwrap()
}

/// The conditions that a graph breaches.
fn breached(text: &str) -> Vec<&'static str> {
    turtle(text).findings.iter().filter_map(|found| found.rule).collect()
}

pub(super) fn concept<'c>(corpus: &'c Corpus, id: &str) -> &'c cxterms_base::corpus::Concept {
    corpus.concepts.iter().find(|concept| concept.id == id).unwrap()
}

#[test]
fn the_corpus_that_ships_comes_back_from_every_syntax() {
    let corpus = unordered(builtin::open().unwrap().to_corpus().unwrap());
    for syntax in SYNTAXES {
        same(&corpus, &unordered(there_and_back(syntax, &corpus)));
        carries_what_it_says(syntax, &corpus);
    }
}

#[test]
fn the_same_corpus_is_the_same_bytes() {
    let corpus = builtin::open().unwrap().to_corpus().unwrap();
    let write = |syntax| {
        let mut bytes = vec![];
        ExchangeFormat::from_name(syntax).unwrap().export(&corpus, &mut bytes).unwrap().unwrap();
        bytes
    };
    for syntax in SYNTAXES {
        assert!(write(syntax) == write(syntax), "{syntax}");
    }
}

#[test]
fn every_condition_of_the_reference_is_found_where_it_is_breached() {
    let cases = [
        ("S9", ":a a skos:Concept, skos:ConceptScheme ."),
        ("S13", ":a skos:prefLabel 'bike'@en ; skos:altLabel 'bike'@en ."),
        ("S14", ":a skos:prefLabel 'bike'@en , 'cycle'@en ."),
        ("S27", ":a skos:broader :b . :b skos:broader :c . :c skos:related :a ."),
        ("S27", ":a skos:narrowMatch :b ; skos:relatedMatch :b ."),
        ("S37", ":a skos:broader :b . :b a skos:OrderedCollection ."),
        ("S46", ":a skos:exactMatch :b . :c skos:exactMatch :b ; skos:broadMatch :a ."),
        ("S48", ":a xl:prefLabel :l . :l a xl:Label, skos:Concept ; xl:literalForm 'bike'@en ."),
        ("S52", ":a xl:prefLabel :l . :l a xl:Label ."),
        ("S58", ":a xl:prefLabel :l ; xl:altLabel :l . :l xl:literalForm 'bike'@en ."),
    ];
    for (condition, text) in cases {
        let found = breached(text);
        assert!(found.contains(&condition), "{condition}: {text} breaches {found:?}");
    }
}

#[test]
fn what_the_reference_allows_is_not_reported() {
    let sound = [
        ":a skos:prefLabel 'bike'@en , 'vélo'@fr ; skos:altLabel 'bike'@fr .",
        ":a skos:broader :b . :b skos:broader :a .",
        ":a skos:broader :b , :c . :b skos:related :c .",
        ":a skos:related :b . :b skos:related :c . :a skos:broader :d .",
        ":a skos:exactMatch :x . :b skos:broadMatch :x .",
        ":a skos:prefLabel 'bike'@en . :c a skos:Collection ; skos:member :a .",
    ];
    for text in sound {
        assert_eq!(breached(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn labels_notes_matches_and_notations_come_in() {
    let imported = turtle(
        ":s a skos:ConceptScheme ; dcterms:title 'Bikes'@en ; dcterms:publisher 'The club' .
         :road a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s ;
            skos:prefLabel 'road bike'@en , 'vélo de route'@fr-CA ; skos:altLabel 'racer'@en ; skos:hiddenLabel 'rode bike'@en ;
            skos:definition 'one for tarmac'@en , 'un vélo de course'@fr-CA ; skos:scopeNote 'Not for mud.'@en ;
            skos:historyNote 'Older than the safety bicycle.'@en , 'Ancien.'@fr ;
            skos:notation 'B-1' ; skos:closeMatch <https://example.org/other/1> .
         :gravel skos:prefLabel 'gravel bike'@en ; skos:broader :road ; skos:related :mud .
         :mud skos:prefLabel 'mud'@en .",
    );
    let corpus = &imported.corpus;
    assert_eq!((&*corpus.settings.title, &*corpus.settings.language), ("Bikes", "en"));
    assert_eq!(corpus.voices[0].name, "The club");
    assert_eq!(corpus.settings.iri.as_deref(), Some("https://example.org/bikes/"));
    let road = concept(corpus, "road");
    let labels: Vec<_> =
        road.labels.iter().map(|it| (&*it.text, it.kind, it.language.as_deref())).collect();
    let expected = [
        ("road bike", LabelKind::Preferred, None),
        ("racer", LabelKind::Synonym, None),
        ("rode bike", LabelKind::Hidden, None),
        ("vélo de route", LabelKind::Preferred, Some("fr-CA")),
    ];
    assert_eq!(labels, expected);
    assert_eq!(road.definition.as_ref().unwrap().text, "one for tarmac");
    assert_eq!(
        (&*road.translated[0].0, &*road.translated[0].1.text),
        ("fr-CA", "un vélo de course")
    );
    let notes: Vec<_> = road.notes.iter().map(|note| note.kind).collect();
    assert_eq!(notes, [NoteKind::History, NoteKind::History, NoteKind::Scope]);
    assert_eq!(road.notes[0].language.as_deref(), Some("fr"));
    assert_eq!(road.notations[0].code, "B-1");
    assert_eq!(road.matches.len(), 1);
    assert!(road.root.is_none(), "that is what the editors say, not a scheme");
    assert!(road.schemes[0].is_top);
    let umbrellas = corpus.relations.iter().filter(|relation| relation.relation == SUBSET_OF);
    assert_eq!(umbrellas.count(), 1);
    assert_eq!(corpus.relations.len(), 2);
}

#[test]
fn labels_that_are_resources_are_labels() {
    let imported = turtle(":a xl:prefLabel :l . :l a xl:Label ; xl:literalForm 'tandem'@en .");
    assert_eq!(concept(&imported.corpus, "a").labels[0].text, "tandem");
}

#[test]
fn collections_are_entries_of_their_own_and_schemes_are_none() {
    let imported = turtle(
        ":s a skos:ConceptScheme . :t a skos:ConceptScheme . :a skos:prefLabel 'bell'@en ; skos:inScheme :s , :t .
         :c a skos:OrderedCollection ; skos:prefLabel 'parts'@en ; skos:memberList ( :a :b ) . :b skos:prefLabel 'saddle'@en .",
    );
    let ids: Vec<_> = imported.corpus.concepts.iter().map(|concept| &*concept.id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(imported.corpus.count_collections(), 1);
    let schemes: Vec<_> = imported.corpus.schemes.iter().map(|scheme| &*scheme.id).collect();
    assert_eq!(schemes, ["s", "t"]);
    assert_eq!(imported.corpus.relations.len(), 2);
    assert_eq!(imported.losses.count("orders of members"), 1);
    same(&imported.corpus, &there_and_back("turtle", &imported.corpus));
}

#[test]
fn who_gives_a_definition_comes_in() {
    let imported = turtle(
        ":s a skos:ConceptScheme ; dcterms:title 'Bikes'@en . :a skos:inScheme :s ; skos:prefLabel 'bell'@en ;
         skos:definition [ rdf:value 'what warns walkers'@en ; dcterms:creator 'Ann' ; dcterms:source 'A year in the saddle' ] ,
            [ rdf:value 'a small nuisance'@en ; dcterms:creator 'Bob' ] .",
    );
    let corpus = &imported.corpus;
    let told: Vec<_> = concept(corpus, "a")
        .definitions
        .iter()
        .map(|it| {
            let by = &it.said.asserted_by[0];
            (
                &*it.text,
                &*corpus.voices[by.voice.index()].name,
                &*corpus.works[by.work.unwrap().index()].title,
            )
        })
        .collect();
    assert!(told.contains(&("what warns walkers", "Ann", "A year in the saddle")), "{told:?}");
    assert!(told.contains(&("a small nuisance", "Bob", "Bikes")), "{told:?}");
}

#[test]
fn what_has_no_place_is_counted_and_an_inconsistent_graph_comes_in_as_far_as_it_can() {
    let imported = turtle(
        ":a skos:prefLabel 'bike'@en , 'cycle'@en ; dcterms:modified '2020' ; skos:broader :a . :b skos:narrower :a .",
    );
    let losses: Vec<_> = imported.losses.kinds().collect();
    let expected = [
        "datatypes of dates",
        "relations of a concept to itself",
        "that a synonym is a second preferred label",
    ];
    assert_eq!(losses, expected);
    let labels: Vec<_> =
        concept(&imported.corpus, "a").labels.iter().map(|it| (&*it.text, it.kind)).collect();
    assert_eq!(labels, [("bike", LabelKind::Preferred), ("cycle", LabelKind::Synonym)]);
}

#[test]
fn broken_files_are_refused_at_their_line() {
    let line = |format, text: &[u8]| match read(format, text) {
        Ok(_) => panic!("{format} is read"),
        Err(ImportError(found)) => (found.line, found.message),
    };
    assert_eq!(line("turtle", b"<https://a> <https://b>\n <https://c d> .").0, 2);
    assert_eq!(line("turtle", b"<https://a> <https://b>\n <https://c> .\n<https://d>").0, 3);
    assert_eq!(line("turtle", b"<https://a> <https://b> '\xff' .").0, 1);
    assert_eq!(line("ntriples", b"<https://a> <https://b> <https://c> .\nnonsense .").0, 2);
    assert_eq!(line("jsonld", b"{\n\"a\": }").0, 2);
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<rdf:Description>\n</rdf:RDF>";
    assert_eq!(line("rdfxml", rdf.as_bytes()).0, 3);
}

#[test]
fn nothing_is_fetched_and_no_entity_grows() {
    let refused = |format, text: &str| {
        read(format, text.as_bytes()).err().map(|ImportError(found)| found.message).unwrap()
    };
    let root = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>";
    let bomb = format!(
        "<!DOCTYPE r [\n<!ENTITY a \"aaaaaaaaaa\">\n<!ENTITY b \"&a;&a;&a;&a;\">\n]>\n{root}"
    );
    assert!(refused("rdfxml", &bomb).contains("entities"));
    let outside = format!("<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n{root}");
    assert!(refused("rdfxml", &outside).contains("never fetched"));
    let context =
        r#"{"@context": "https://example.org/context.jsonld", "@id": "https://example.org/a"}"#;
    let Err(ImportError(found)) = read("jsonld", context.as_bytes()) else { panic!("read") };
    assert!(found.hint.as_deref().unwrap_or_default().contains("never fetched"), "{found:?}");
}

#[test]
fn a_file_that_says_nothing_of_skos_holds_no_concept() {
    let imported = read("jsonld", br#"{"@context": {}, "label": "bike"}"#).unwrap();
    assert!(imported.corpus.concepts.is_empty());
    let imported = read("turtle", b"").unwrap();
    assert!(imported.corpus.concepts.is_empty());
}

#[test]
fn entities_that_only_shorten_names_are_read() {
    let text = "<?xml version='1.0'?>\n<!DOCTYPE rdf:RDF [\n <!ENTITY skos \"http://www.w3.org/2004/02/skos/core#\" >\n]>
        <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:skos='&skos;'>
        <skos:Concept rdf:about='https://example.org/bell'><skos:prefLabel xml:lang='en'>bell</skos:prefLabel></skos:Concept>
        </rdf:RDF>";
    let imported = read("rdfxml", text.as_bytes()).unwrap();
    assert_eq!(imported.corpus.concepts[0].labels[0].text, "bell");
}

#[test]
fn our_vocabulary_says_what_each_of_our_words_means_and_no_other() {
    let published = std::fs::read_to_string("docs/vocabulary.ttl").unwrap();
    let declared: BTreeSet<_> = published
        .lines()
        .filter_map(|line| line.strip_prefix("cx:")?.split(' ').next())
        .filter(|name| *name != "Citation")
        .collect();
    let names = std::fs::read_to_string("exchange/src/skos/names.rs").unwrap();
    let ours = names.split("urn:cxterms:vocabulary#").nth(1).unwrap().split('}').next().unwrap();
    let used: BTreeSet<_> = ours.split('"').skip(2).step_by(2).collect();
    assert_eq!(declared, used);
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_file() {
    let text = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <https://e.org/a> skos:prefLabel 'bell'@en .";
    let line = "<https://e.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> \"bell\"@en .\n";
    let json = r#"{"@id": "https://e.org/a", "http://www.w3.org/2004/02/skos/core#prefLabel": {"@value": "bell", "@language": "en"}}"#;
    for (format, text) in [("turtle", text), ("ntriples", line), ("jsonld", json)] {
        let marked = format!("\u{feff}{text}");
        let imported = read(format, marked.as_bytes()).unwrap();
        assert_eq!(imported.corpus.concepts[0].labels[0].text, "bell", "{format}");
    }
}

#[test]
fn a_bad_language_tag_costs_its_own_text_and_is_told_with_its_line() {
    let told = |imported: &ImportedCorpus| -> Vec<(u32, String)> {
        imported.findings.iter().map(|it| (it.line, it.message.clone())).collect()
    };
    let imported = turtle(
        ":a skos:prefLabel 'bell'@en , 'Glocke'@de_AT ;\n skos:altLabel 'ding'@e , \"\"\"a\n@b_c\"\"\"@en . # 'x'@y_z\n:it\\'s skos:prefLabel 'it'@en .",
    );
    let lost = (3, "`e` is no language tag: the texts in it are left out".to_owned());
    let read_as = (2, "`de_AT` is no language tag: it is read as `de-AT`".to_owned());
    let moved = |(line, message): (u32, String)| (line + 2, message);
    assert_eq!(told(&imported), [read_as, lost].map(moved));
    let labels: Vec<_> = concept(&imported.corpus, "a").labels.iter().map(|it| &*it.text).collect();
    assert_eq!(labels, ["bell", "a @b_c", "Glocke"]);
    assert_eq!(imported.losses.count("texts in what is no language tag"), 1);
    assert_eq!(imported.corpus.concepts.len(), 2);

    let json =
        br#"{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "lang": "@language",
        "alt": {"@id": "skos:altLabel", "@container": ["@language", "@set"]}},
        "@id": "https://e.org/a", "alt": {"en": ["bell"], "en_GB": ["ding"], "e": ["dong"]},
        "skos:prefLabel": {"@value": "sonnette", "lang": "fr_CA"}}"#;
    let imported = read("jsonld", json).unwrap();
    assert_eq!(imported.findings.len(), 3);
    assert_eq!(imported.losses.count("texts in what is no language tag"), 1);
    let labels = &imported.corpus.concepts[0].labels;
    assert!(labels.iter().any(|it| it.text == "ding" && it.language.as_deref() == Some("en-GB")));
    assert!(labels.iter().any(|it| it.text == "sonnette"));
}

#[test]
fn an_empty_language_in_xml_is_none_and_markup_is_read_as_text() {
    let text = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:skos='http://www.w3.org/2004/02/skos/core#' xml:lang='en'>
        <!-- xml:lang='e' --><skos:Concept rdf:about='https://e.org/a'><skos:prefLabel>bell</skos:prefLabel>
        <skos:altLabel xml:lang = ''>7</skos:altLabel><skos:altLabel xml:lang=\"de_AT\">Glocke</skos:altLabel>
        <skos:definition rdf:parseType='Literal'>a <b>loud</b> warning</skos:definition></skos:Concept></rdf:RDF>";
    let imported = read("rdfxml", text.as_bytes()).unwrap();
    let bell = concept(&imported.corpus, "a");
    let labels: Vec<_> = bell.labels.iter().map(|it| (&*it.text, it.language.as_deref())).collect();
    assert_eq!(labels, [("bell", None), ("7", None), ("Glocke", Some("de-AT"))]);
    assert_eq!(bell.definition.as_ref().unwrap().text, "a loud warning");
    assert_eq!(imported.losses.count("markup in texts"), 1);
    assert_eq!(imported.findings.iter().map(|it| it.line).collect::<Vec<_>>(), [3]);
}

#[test]
fn json_may_be_nested_to_its_bound() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read("jsonld", nested(64).as_bytes()).is_ok());
    let Err(ImportError(found)) = read("jsonld", nested(65).as_bytes()) else { panic!("read") };
    assert_eq!((found.line, found.column), (1, 65));
    assert_eq!(found.message, "its objects and arrays are nested deeper than 64");
}

#[test]
fn names_of_other_vocabularies_come_before_none_at_all() {
    let imported = turtle(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <https://schema.org/> .
         :a a skos:Concept ; rdfs:label 'window shopper'@en , 'Bummler'@de . :b a skos:Concept ; schema:name 'bell' .
         :c a skos:Concept ; skos:broader [ skos:prefLabel 'saddle'@en ; skos:broader _:x ] .",
    );
    let name = |id| concept(&imported.corpus, id).labels.first().map(|it| &*it.text);
    assert_eq!([name("a"), name("b"), name("c")], [Some("window shopper"), Some("bell"), None]);
    assert_eq!(name("saddle"), Some("saddle"));
    // What has no name leaves without one, and comes back.
    let mut bytes = vec![];
    let format = ExchangeFormat::from_name("ntriples").unwrap();
    format.export(&imported.corpus, &mut bytes).unwrap().unwrap();
    let labels = String::from_utf8(bytes).unwrap();
    assert_eq!(labels.matches("prefLabel").count(), 4);
}

#[test]
fn each_text_is_carried_or_counted_once() {
    // What each text is lost as; nothing where it is carried.
    let graph = ":s a skos:ConceptScheme ; dcterms:title 'k0'@en , 'k16'@de ; dcterms:created 'k17' .
        :a skos:inScheme :s ; skos:prefLabel 'k1'@en , 'k2'@de ; skos:altLabel 'k3' ; skos:hiddenLabel 'k4'@en ;
           skos:note 'k5'@en , 'k12'@de ; skos:definition 'k6'@en , 'k7'@fr , 'k13'@fr ; skos:notation 'k8'^^:code ;
           skos:broader 'l4' ; skos:exactMatch 'l5' ; skos:inScheme 'l6' ; dcterms:modified 'l7' ; skos:narrower 'l8' ;
           skos:changeNote [ rdf:value 'k9'@en ; dcterms:date 'l9' ; dcterms:creator 'k10' ] ,
              [ rdf:value 'k14'@de ; dcterms:creator 'k15' ] ; xl:altLabel [ xl:literalForm 'k11'@en ; dcterms:date 'l2' ] .
        :other dcterms:title 'l3' ; skos:notation 'l10' . :st rdf:subject :a ; rdf:predicate :p ; rdf:object 'l11' .";
    let imported = turtle(graph);
    let text: String = imported.corpus.to_yaml_files().map(|(_, text)| text).collect();
    let held = |name: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    for number in 0..=17 {
        assert!(held(&format!("k{number}")), "k{number} in {text}");
    }
    for number in 2..=11 {
        assert!(!held(&format!("l{number}")), "l{number} in {text}");
    }
    let in_part = ["datatypes of notations", "texts that name no language"];
    let lost = imported.losses.kinds().filter(|kind| !in_part.contains(kind));
    let lost: Vec<_> = lost.map(|kind| (kind, imported.losses.count(kind))).collect();
    assert_eq!(lost.iter().map(|(_, count)| count).sum::<usize>(), 10, "{lost:?}");
}

#[test]
fn one_pair_is_one_breach_at_its_line() {
    let text =
        ":a skos:broader :b ;\n skos:related :b .\n:b skos:related :a ; skos:relatedMatch :a .";
    let found = turtle(text).findings;
    assert_eq!(found.iter().map(|it| (it.rule, it.line)).collect::<Vec<_>>(), [(Some("S27"), 5)]);
}
