//! Corpora of three concepts, of which voices claim and deny whatever comes up.

use cxterms_base::corpus::{CorpusReading, Layer};
use proptest::prelude::*;
use std::path::Path;

/// How many voices speak; each has one work.
pub(crate) const VOICES: usize = 4;

/// Claims of a generated concept, each by the voices that make it and those that deny it.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    by: Vec<usize>,
    denied_by: Vec<usize>,
    hedged: bool,
}

fn said() -> impl Strategy<Value = Said> {
    let voices =
        || prop::collection::btree_set(0..VOICES, 0..3).prop_map(|set| set.into_iter().collect());
    (voices(), voices(), any::<bool>()).prop_map(|(by, denied_by, hedged)| Said {
        by,
        denied_by,
        hedged,
    })
}

/// For each of three concepts: two definitions, four facet values, a relation and a contrast to each of the others.
pub(crate) fn corpora() -> impl Strategy<Value = Vec<Vec<Said>>> {
    prop::collection::vec(prop::collection::vec(said(), 10), 3)
}

/// A citation list in which every voice has words that name it: `v2x17` is voice 2's.
fn cite(key: &str, voices: &[usize], hedged: bool, count: &mut usize) -> String {
    let one = |voice: &usize| {
        *count += 1;
        if hedged {
            format!("{{by: w{voice}, text: v{voice}x{count}}}")
        } else {
            format!("w{voice}")
        }
    };
    let cited: Vec<_> = voices.iter().map(one).collect();
    if cited.is_empty() { String::new() } else { format!(", {key}: [{}]", cited.join(", ")) }
}

pub(crate) fn files_of(concepts: &[Vec<Said>]) -> Vec<(String, String)> {
    let mut count = 0;
    let mut files = vec![
        ("corpus.yaml".to_owned(), "title: T\nvoice: house\nfacets: {market: {single-valued: true}, use: {}}\nrelations: {leads-to: {inverse: results-from}}\n".to_owned()),
        ("sources.yaml".to_owned(), sources()),
    ];
    for (index, claims) in concepts.iter().enumerate() {
        let mut tail = |claim: &Said| {
            let by = cite("by", &claim.by, claim.hedged, &mut count);
            by + &cite("denied-by", &claim.denied_by, claim.hedged, &mut count)
        };
        let mut text =
            vec![format!("id: c{index}\nlabel: term {index}\nroot: {{}}\ndefinitions:\n")];
        for (number, claim) in claims[..2].iter().enumerate() {
            text.push(format!("  - {{text: meaning {index} {number}{}}}\n", tail(claim)));
        }
        text.push("facets:\n".to_owned());
        for (facet, values) in [("market", &claims[2..4]), ("use", &claims[4..6])] {
            text.push(format!("  {facet}:\n"));
            for (number, claim) in values.iter().enumerate() {
                text.push(format!("    - {{value: value {number}{}}}\n", tail(claim)));
            }
        }
        text.push("relations:\n".to_owned());
        for (relation, claims) in [("subset-of", &claims[6..8]), ("contrasts-with", &claims[8..10])]
        {
            text.push(format!("  {relation}:\n"));
            let others = (0..3).filter(|other| *other != index);
            for (claim, other) in claims.iter().zip(others) {
                text.push(format!("    - {{concept: c{other}{}}}\n", tail(claim)));
            }
        }
        files.push((format!("c{index}.yaml"), text.concat()));
    }
    files
}

pub(crate) fn read(files: &[(String, String)]) -> CorpusReading {
    let mut reading = CorpusReading::default();
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file(name.clone(), text.clone());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
    reading
}

fn sources() -> String {
    let each =
        |template: fn(usize) -> String| (0..VOICES).map(template).collect::<Vec<_>>().join("\n");
    let voices = each(|voice| format!("  v{voice}: {{name: Voice {voice}, short: V{voice}}}"));
    let works = each(|voice| format!("  w{voice}: {{by: v{voice}, title: Work {voice}}}"));
    format!("voices:\n  house: {{name: House}}\n{voices}\nworks:\n{works}\n")
}
