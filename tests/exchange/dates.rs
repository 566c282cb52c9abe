//! When entries were written or changed: which formats keep it, and what an update does to it.

use super::{
    corpora::{corpus_of, csv, exported},
    merged::updated,
    skos::{concept, turtle},
    there_and_back,
};
use cxterms_base::corpus::{Corpus, DateKind};
use cxterms_exchange::ImportOptions;

fn dates<'c>(corpus: &'c Corpus, id: &str) -> Vec<(DateKind, &'c str)> {
    concept(corpus, id).dates.iter().map(|it| (it.kind, &*it.when)).collect()
}

#[test]
fn a_vocabulary_keeps_the_dates_of_concepts_and_collections_with_their_datatypes() {
    let read = turtle(
        ":a skos:prefLabel 'bell'@en ; dcterms:created '2006-05-31'^^xsd:date ; dcterms:modified '2019-01-02T08:30:00Z'^^xsd:dateTime .
         :all a skos:Collection ; skos:prefLabel 'all'@en ; skos:member :a ; dcterms:issued '2006'^^xsd:gYear , '2007'^^xsd:gYear .
         :b skos:prefLabel 'rim'@en ; dcterms:created 'May' , '2006-05'^^xsd:gYearMonth .",
    );
    let modified = (DateKind::Modified, "2019-01-02T08:30:00Z");
    assert_eq!(dates(&read.corpus, "a"), [(DateKind::Created, "2006-05-31"), modified]);
    assert_eq!(dates(&read.corpus, "b"), [(DateKind::Created, "2006-05")]);
    // A second one of a sort, and what is no date.
    let lost = ["dcterms:issued", "dcterms:created"].map(|kind| read.losses.count(kind));
    assert_eq!((lost, read.losses.count("datatypes of dates")), ([1, 1], 0));
    let (graph, _) = exported("ntriples", &read.corpus);
    for told in [
        "bikes/a> <http://purl.org/dc/terms/created> \"2006-05-31\"^^<http://www.w3.org/2001/XMLSchema#date>",
        "bikes/a> <http://purl.org/dc/terms/modified> \"2019-01-02T08:30:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>",
        "bikes/all> <http://purl.org/dc/terms/issued> \"2006\"^^<http://www.w3.org/2001/XMLSchema#gYear>",
    ] {
        assert!(graph.contains(told), "{told}: {graph}");
    }
    assert_eq!(dates(&there_and_back("turtle", &read.corpus), "a").len(), 2);
}

#[test]
fn the_dates_of_a_scheme_that_is_a_concept_too_are_the_schemes() {
    let read = turtle(
        ":s a skos:ConceptScheme , skos:Concept ; skos:prefLabel 'all'@en ; dcterms:created '2006-05-31'^^xsd:date .
         :a skos:prefLabel 'bell'@en ; skos:inScheme :s .",
    );
    assert_eq!(dates(&read.corpus, "s"), []);
    let (graph, _) = exported("ntriples", &read.corpus);
    assert_eq!(graph.matches("terms/created>").count(), 1, "{graph}");
}

#[test]
fn a_table_has_columns_of_dates() {
    let read = csv(
        "id,Term,Created,Last modified\na,bell,2006-05-31,2019-01-02 08:30:00\nb,rim,in May,\na,bell,2007,\n",
        &ImportOptions::default(),
    );
    let modified = (DateKind::Modified, "2019-01-02T08:30:00");
    assert_eq!(dates(&read.corpus, "a"), [(DateKind::Created, "2006-05-31"), modified]);
    let told: Vec<_> = read.findings.iter().map(|it| (it.line, &*it.message)).collect();
    let second = "an earlier row of this concept gives another `created`; this one is left out";
    assert!(told.contains(&(3, "`in May` is no date")) && told.contains(&(4, second)), "{told:?}");
    let (text, _) = exported("csv", &read.corpus);
    assert!(text.lines().next().unwrap().ends_with(",created,modified"), "{text}");
}

#[test]
fn a_term_base_has_the_days_of_two_transactions() {
    let entry = "id: a\nlabel: bell\ncreated: 2006-05-31\nissued: 2006\nmodified: 2019-01\n";
    let corpus = corpus_of(&[("corpus.yaml", "title: T\nvoice: we\n"), ("a.yaml", entry)]);
    for (format, kept) in [("tbx-basic", 1), ("tbx-linguist-dct", 1), ("martif", 1)] {
        let (text, losses) = exported(format, &corpus);
        assert!(text.contains("<date>2006-05-31</date>"), "{text}");
        assert_eq!(losses["dates of concepts"], 3 - kept, "{format}");
        let again = there_and_back(format, &corpus);
        assert_eq!(dates(&again, "a"), [(DateKind::Created, "2006-05-31")], "{format}");
        assert_eq!(concept(&again, "a").notes.len(), 0);
    }
    assert!(!exported("tbx-min", &corpus).0.contains("2006"));
}

#[test]
fn an_update_brings_a_later_change_and_no_other_date() {
    let entry = "id: a\nlabel: bell   # ours\nmodified: 2019-01-02\n";
    for (line, text, lost) in [
        (r#""modified":"2020-01-02""#, entry.replace("2019-01-02", "\"2020-01-02\""), 0),
        (r#""modified":"2018-01-02""#, entry.to_owned(), 1),
        (r#""modified":"2020""#, entry.to_owned(), 1),
        (r#""created":"2018""#, format!("{entry}created: \"2018\"\n"), 0),
    ] {
        let line = format!(r#"{{"id":"a","iri":"https://e.org/a/a","label":"bell",{line}}}"#);
        let (updated, addition) = updated(entry, &line);
        let order =
            |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(order(&updated), order(&text), "{line}");
        assert_eq!(addition.losses.count("`modified` that is another there"), lost, "{line}");
    }
}
