//! Which concept of a corpus a concept of a file is, told by what the file itself says of it.

use super::{corpora::corpus_of, merge_laws::Folder};
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
