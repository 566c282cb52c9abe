//! `cspell`: a configuration with the words of terms and those to avoid, as <https://cspell.org/docs/Configuration> describes it.

use super::advice::{NameAdvice, collect_advice};
use crate::{
    Coverage::{InPart, No},
    ExchangeFormat, Losses, Part, named,
};
use cxterms_base::corpus::{Corpus, LabelKind};
use serde_json::json;
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

pub(in crate) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "cspell",
    family: super::FAMILY,
    about: "cspell: the words of terms, and the words to avoid",
    endings: &["json"],
    carries: &[
        (Part::Labels, InPart(WORDS)),
        (Part::Synonyms, InPart(WORDS)),
        (Part::Abbreviations, InPart(WORDS)),
        (Part::Avoided, InPart("those of one word that stands in no right name")),
    ],
    otherwise: No,
    notes: "\
A configuration that another one takes up: `\"import\": [\"./terms.cspell.json\"]`. A spelling checker looks at words one by
one: it learns the words of all names, and flags the names to avoid that are single words and stand in no other name, with what to
say instead.
",
    read: None,
    write: Some(write_configuration),
};

const WORDS: &str = "their words, one by one";

fn write_configuration(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let (advice, mut losses) = collect_advice(corpus);
    let kinds = [LabelKind::Preferred, LabelKind::Synonym, LabelKind::Abbreviation];
    let used = corpus.concepts.iter().flat_map(|concept| {
        kinds.into_iter().flat_map(move |kind| named::own_labels(concept, kind))
    });
    let words: BTreeSet<_> = used.flat_map(|label| letter_runs(&label.text)).collect();
    let (flagged, unflagged): (Vec<_>, Vec<_>) = advice.iter().partition(|it| is_flagged(it));
    for advice in unflagged {
        losses.add_example(Part::Avoided.name(), &advice.avoid);
    }
    let flagged = flagged.iter().map(|it| format!("{}->{}", it.avoid, it.instead.join(", ")));
    let flagged: Vec<_> = flagged.collect();
    let all = json!({
        "version": "0.2",
        "name": corpus.settings.title,
        "language": corpus.settings.language,
        "words": words,
        "flagWords": flagged,
    });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)?;
    named::count_denied(corpus, FORMAT.carries, &mut losses);
    Ok(losses)
}

/// Whether a name to avoid can be flagged wherever it stands: one word that is in no right name.
fn is_flagged(advice: &NameAdvice) -> bool {
    let single = letter_runs(&advice.avoid).next().is_some_and(|word| word == advice.avoid);
    single && !advice.is_within_names()
}

/// The words of a name as a spelling checker sees them: runs of letters, of three or more.
fn letter_runs(name: &str) -> impl Iterator<Item = &str> {
    let runs = name.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    runs.filter(|word| word.chars().count() > 2)
}
