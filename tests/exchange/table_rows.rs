//! Tables as people keep them: what a row says of its label, and of which concept it is one.

use super::{
    corpora::{csv, exported},
    there_and_back,
};
use cxterms_base::corpus::{Corpus, LabelKind};
use cxterms_exchange::{ImportOptions, ImportedCorpus};

/// Reads a table as it is.
fn table(text: &str) -> ImportedCorpus {
    csv(text, &ImportOptions::default())
}

/// The labels of each concept: its own, those it avoids in front of a `!`, abbreviations of a `^`, synonyms of a `~`.
fn labels(corpus: &Corpus) -> Vec<String> {
    let each = corpus.concepts.iter().map(|concept| {
        let mut all: Vec<_> = concept
            .labels
            .iter()
            .map(|label| {
                let sign = match label.kind {
                    LabelKind::Preferred => "",
                    LabelKind::Avoid => "!",
                    LabelKind::Abbreviation => "^",
                    _ => "~",
                };
                let tag = label.language.as_ref().map_or(String::new(), |tag| format!("@{tag}"));
                format!("{sign}{}{tag}", label.text)
            })
            .collect();
        all.sort();
        all.join(" ")
    });
    each.collect()
}

/// What is told, each with its line.
fn told(read: &ImportedCorpus) -> Vec<String> {
    read.findings.iter().map(|it| format!("{}: {}", it.line, it.message)).collect()
}

#[test]
fn answers_are_no_names() {
    let read = table("id,Term,Deprecated,Definition\n1,rim,no,a ring\n1,hoop,yes,\n2,hub,no,\n");
    assert_eq!(labels(&read.corpus), ["!hoop rim", "hub"]);
    assert!(read.losses.is_empty(), "{:?}", read.losses);
    // The row to avoid may come first.
    let read = table("id;Begriff;Nicht verwenden\n1;hoop;ja\n1;rim;nein\n");
    assert_eq!(labels(&read.corpus), ["!hoop rim"]);
    let read = table("id,Term,Acronym?\n1,revolutions per minute,no\n1,RPM,Yes\n2,hub,\n");
    assert_eq!(labels(&read.corpus), ["^RPM revolutions per minute", "hub"]);
    for answer in ["x", "TRUE", "1", "oui", "Si", "sí"] {
        let read = table(&format!("id,Term,Forbidden\n1,rim,\n1,hoop,{answer}\n"));
        assert_eq!(labels(&read.corpus), ["!hoop rim"], "{answer}");
    }
    // One other cell, and the column holds names.
    let read = table("Term,avoid\nrim,hoop\nhub,no\n");
    assert_eq!(labels(&read.corpus), ["!no hub", "!hoop rim"]);
}

#[test]
fn a_label_that_is_none_stands_where_there_is_no_other() {
    let read = table("Term,Deprecated\nrim,no\nhoop,yes\n");
    assert_eq!(labels(&read.corpus), ["hoop", "rim"]);
    assert_eq!(read.corpus.concepts[0].notes[0].text, "“hoop”: deprecated");
    assert_eq!(read.losses.count("names to avoid that stand alone"), 1);
    assert_eq!(
        told(&read),
        ["3: `hoop` is one to avoid, but its concept has no label; it stands for it"]
    );
    let read = table("Term,Acronym?,Synonyms\nRPM,yes,speed\n");
    assert_eq!(labels(&read.corpus), ["RPM ~speed"]);
    assert_eq!(read.losses.count("abbreviations that stand alone"), 1);
}

#[test]
fn a_lone_name_that_might_be_an_answer_comes_back_as_a_name() {
    let read = table("id,label,avoid,synonyms\na,never,no | nope,\nb,cross,,x | ex\n");
    let mut corpus = read.corpus;
    for concept in &mut corpus.concepts {
        concept.labels.retain(|label| !["nope", "ex"].contains(&&*label.text));
    }
    assert_eq!(labels(&corpus), ["!no never", "cross ~x"]);
    assert!(exported("csv", &corpus).0.contains("no |"));
    assert_eq!(labels(&there_and_back("csv", &corpus)), labels(&corpus));
}
