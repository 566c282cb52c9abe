//! Which concept of a corpus a concept of a file is, told by what the file itself says of it.

use super::{
    corpora::corpus_of,
    merge_laws::{Folder, merge},
};
use cxterms_base::corpus::Corpus;
use cxterms_exchange::{
    CorpusAddition, ExchangeFormat, ImportOptions, InputFile, MergeInto, RenamedConcept,
};

const HEAD: &str = "@prefix : <http://their.test/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n:s a skos:ConceptScheme ; skos:prefLabel \"Theirs\"@en .\n";

/// A house with these entries.
fn house(entries: &str) -> Corpus {
    let files: Folder =
        [("corpus.yaml", "title: House\nvoice: we\n"), ("sources.yaml", ""), ("a.yaml", entries)]
            .map(|(name, text)| (name.into(), text.to_owned()))
            .into();
    corpus_of(&files)
}

/// What a file adds to a house, all of whose entries are below it.
pub(super) fn add_file(into: &Corpus, format: &str, text: &str) -> CorpusAddition {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    let voice = format.is_table().then(|| "we".to_owned());
    let options = ImportOptions { voice, ..ImportOptions::default() };
    let read = (format.read.unwrap())(vec![input], &options).unwrap();
    CorpusAddition::from_corpora(
        MergeInto {
            corpus: into,
            own_entry: &|_| None,
            identifiers: &read.identifiers,
            unattributed: format.is_table(),
        },
        read.corpus,
    )
}

/// How many concepts are new, and the identifiers of those that say more.
fn counts(addition: &CorpusAddition) -> (usize, Vec<&str>) {
    (addition.count(), addition.changed().iter().map(|it| &*it.id).collect())
}

#[test]
fn the_last_part_of_an_iri_counts_only_with_a_name() {
    let into = house(
        "- {id: '1', label: Invoice}\n- {id: '2', label: Refund, synonyms: money back}\n- {id: churn, label: Churn}\n",
    );
    let file = format!(
        "{HEAD}:1 a skos:Concept ; skos:prefLabel \"Arts\"@en .\n\
         :2 a skos:Concept ; skos:prefLabel \"Money back\"@en ; skos:definition \"d\"@en .\n\
         :churn a skos:Concept ; skos:prefLabel \"Milk\"@en .\n:3 a skos:Concept ; skos:prefLabel \"churn\"@en .\n"
    );
    let addition = add_file(&into, "turtle", &file);
    assert_eq!(counts(&addition), (2, vec!["2", "churn"]));
    assert_eq!(addition.losses.count("identifiers written otherwise"), 2);
    let new: Vec<_> = addition.corpus().concepts.iter().map(|it| &*it.id).collect();
    assert!(new.contains(&"1-2") && new.contains(&"churn-2"), "{new:?}");
    assert_eq!(addition.renamed, []);
}

#[test]
fn a_name_in_another_language_is_no_name_in_ours() {
    let into = house("- {id: gift, label: Gift, translations: {fr: {label: cadeau}}}\n");
    let concept = |label: &str| format!("{HEAD}:gift a skos:Concept ; skos:prefLabel {label} .\n");
    let poison = concept("\"Toxin\"@en, \"Gift\"@de");
    assert_eq!(counts(&add_file(&into, "turtle", &poison)), (1, vec![]));
    let present = concept("\"Present\"@en, \"Cadeau\"@fr");
    assert_eq!(counts(&add_file(&into, "turtle", &present)), (0, vec!["gift"]));
}

#[test]
fn an_identifier_of_a_column_counts_and_another_name_is_told() {
    let into = house("- {id: a1, label: Invoice}\n- {id: churn, label: Customer churn}\n");
    let given = add_file(&into, "csv", "id,label,definition\na1,Bill,d\nchurn,Churn,e\n");
    assert_eq!(counts(&given), (0, vec!["a1", "churn"]));
    let called = |[id, theirs, ours]: [&str; 3]| RenamedConcept {
        id: id.into(),
        theirs: theirs.into(),
        ours: ours.into(),
    };
    let renamed = [["a1", "Bill", "Invoice"], ["churn", "Churn", "Customer churn"]].map(called);
    assert_eq!(given.renamed, renamed);
    // An identifier that is made of a label says no more than that.
    let made = add_file(&into, "csv", "label,definition\nChurn,what butter is made in\n");
    assert_eq!((counts(&made), &*made.renamed), ((1, vec![]), &[][..]));
}

#[test]
fn what_a_corpus_without_iris_wrote_itself_is_known_whatever_it_is_called_now() {
    let into = house("- {id: churn, label: Churn}\n");
    let mut bytes = vec![];
    ExchangeFormat::from_name("turtle").unwrap().export(&into, &mut bytes).unwrap().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let later = house("- {id: churn, label: Attrition}\n");
    let addition = add_file(&later, "turtle", &text);
    assert_eq!(counts(&addition), (0, vec!["churn"]));
    assert_eq!(addition.renamed.len(), 1);
}

#[test]
fn a_collection_is_no_concept_that_is_called_alike() {
    let into = house("- {id: c, label: gamma}\n- {id: t, label: theta}\n");
    let file = format!(
        "{HEAD}:1 a skos:Concept ; skos:prefLabel \"one\"@en .\n\
         :c a skos:Collection ; skos:prefLabel \"theta\"@en ; skos:member :1 .\n"
    );
    assert_eq!(counts(&add_file(&into, "turtle", &file)), (2, vec![]));
}

const OUR_SCHEME: &str = "title: House\nvoice: we\niri: http://our.test/\nschemes:\n  s: {iri: http://our.test/s, title: Ours}\n";

/// The entries of a house with schemes once Turtle is merged into it; nothing changes when that is done once more.
fn placed(manifest: &str, entry: &str, text: &str) -> (Vec<String>, CorpusAddition) {
    let folder: Folder = [("corpus.yaml", manifest), ("sources.yaml", ""), ("a.yaml", entry)]
        .map(|(name, text)| (name.into(), text.to_owned()))
        .into();
    let prefixes = "@prefix : <http://our.test/> . @prefix t: <http://their.test/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";
    let text = format!("{prefixes}{text}");
    let read = || super::merge_laws::import("turtle", text.as_bytes(), &Corpus::default());
    let (once, addition) = merge(&folder, read(), false);
    let (twice, again) = merge(&once, read(), false);
    assert!(again.is_empty() && once == twice, "{:#?}", again.changed());
    (once.into_iter().skip(2).map(|(_, text)| text).collect(), addition)
}

#[test]
fn a_place_in_a_scheme_is_added_and_never_taken() {
    let entry = "id: a\nlabel: bill\n";
    let ours = ":s a skos:ConceptScheme .\n";
    // Another vocabulary, and one that says nothing of places.
    let theirs = "t:s a skos:ConceptScheme . t:1 a skos:Concept ; skos:inScheme t:s ; skos:prefLabel \"bill\"@en .\n";
    let (texts, addition) = placed(OUR_SCHEME, entry, theirs);
    assert!(!texts[0].contains("schemes"), "{}", texts[0]);
    assert_eq!(addition.losses.count("places in schemes"), 1);
    let silent = format!("{ours}:a a skos:Concept ; skos:prefLabel \"bill\"@en .\n");
    let (texts, addition) = placed(OUR_SCHEME, entry, &silent);
    assert_eq!((&*texts[0], addition.count_unchanged()), (entry, 1));
    let top =
        format!("{ours}:a a skos:Concept ; skos:prefLabel \"bill\"@en ; skos:topConceptOf :s .\n");
    assert_eq!(placed(OUR_SCHEME, entry, &top).0, ["id: a\nlabel: bill\ntop-of: s\n"]);
    let within =
        format!("{ours}:a a skos:Concept ; skos:prefLabel \"bill\"@en ; skos:inScheme :s .\n");
    for entry in [entry, "id: a\nlabel: bill\ntop-of: s\n"] {
        assert_eq!(placed(OUR_SCHEME, entry, &within).0, [entry]);
    }
    let out = "id: a\nlabel: bill\nschemes: []\n";
    assert_eq!(placed(OUR_SCHEME, out, &within).0, ["id: a\nlabel: bill\nschemes: [s]\n"]);
    assert_eq!(placed(OUR_SCHEME, out, theirs).0[0].lines().nth(2), Some("schemes: []"));
}

#[test]
fn beside_several_schemes_a_further_one_is_declared() {
    let manifest = format!("{OUR_SCHEME}  r: {{iri: http://our.test/r, title: Rest}}\n");
    let theirs = "t:s a skos:ConceptScheme . :a a skos:Concept ; skos:inScheme t:s, :r ; skos:prefLabel \"bill\"@en .\n";
    let (texts, addition) = placed(&manifest, "id: a\nlabel: bill\nschemes: s\n", theirs);
    assert_eq!(texts, ["id: a\nlabel: bill\nschemes: [s, r, s-2]\n"]);
    assert_eq!(addition.losses.count("places in schemes"), 0);
}

#[test]
fn what_a_table_adds_lies_in_the_only_scheme() {
    let into = [("corpus.yaml", OUR_SCHEME), ("a.yaml", "id: a\nlabel: bill\n")];
    let addition = add_file(&corpus_of(&into), "csv", "label,definition\nbill,d\ncoin,e\n");
    let texts: Vec<_> = addition.file_texts().map(|(_, text)| text).collect();
    assert!(texts.len() == 2 && texts.iter().all(|text| !text.contains("schemes")), "{texts:?}");
}
