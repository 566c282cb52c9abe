//! What an import adds to a corpus that is there.

use super::corpora::{csv, read};
use cxterms_base::corpus::{CONTRASTS_WITH, Corpus, SUBSET_OF};
use cxterms_exchange::{CorpusAddition, ImportOptions, MergeInto};
use std::collections::BTreeSet;

/// What a corpus gets of another where no entry of it can be seen as it is written.
fn addition(corpus: &Corpus, from: Corpus) -> CorpusAddition {
    CorpusAddition::from_corpora(
        MergeInto { corpus, own_entry: &|_| None, unattributed: true },
        from,
    )
}

#[test]
fn what_is_merged_is_what_is_not_there_yet() {
    let into = read("tests/fixtures/small");
    let text = "id,label,contrasts-with,subset-of,kind\n\
                tandem,tandem,road bike,bicycle,craft\n\
                bicycle,bicycle,,,\nroad-bike,road bike,,tandem,\n,gear,,,\n";
    let from = csv(
        text,
        &ImportOptions { voice: Some("the workshop".to_owned()), ..ImportOptions::default() },
    );
    let addition = addition(&into, from.corpus);
    assert_eq!((addition.count(), addition.count_unchanged()), (1, 1));
    assert_eq!(addition.losses.count("concepts whose label several have there"), 1);
    let files: Vec<_> = addition.file_texts().collect();
    assert_eq!(files.len(), 2);
    let further = "- {id: road-bike, relations: {subset-of: tandem}}\n";
    assert_eq!(files[1], ("further/0001.yaml".into(), further.to_owned()));
    let expected = "id: tandem\nlabel: tandem\nkind: craft\nrelations: {subset-of: bicycle, contrasts-with: road-bike}\n";
    assert_eq!(files[0].1, expected);
    assert!(
        addition.extend_manifest("voice: workshop\n").unwrap().contains("kinds:\n  craft: {}\n")
    );
    assert_eq!(addition.extend_sources("a: b\n").as_deref(), Some("a: b\n"));
    let umbrellas =
        addition.corpus().relations.iter().map(|it| it.relation).collect::<BTreeSet<_>>();
    assert_eq!(umbrellas, BTreeSet::from([SUBSET_OF, CONTRASTS_WITH]));
}

#[test]
fn what_another_voice_says_is_merged_as_what_it_says_in_a_work() {
    let into = read("tests/fixtures/small");
    let from = csv(
        "label,definition,root\ntandem,for two,yes\n",
        &ImportOptions { voice: Some("Rider A".to_owned()), ..ImportOptions::default() },
    );
    let addition = addition(&into, from.corpus);
    let (_, text) = addition.file_texts().next().unwrap();
    assert_eq!(
        text,
        "id: tandem\nlabel: tandem\ndefinitions: [{text: for two, by: it}]\nroot: {by: it}\n"
    );
    let sources = addition.extend_sources("works:\n  log: {by: rider-a, title: Log}\n").unwrap();
    assert_eq!(
        sources,
        "works:\n  log: {by: rider-a, title: Log}\n  it: {by: rider-a, title: It}\n"
    );
}
