//! A row for each name of each concept.

use super::{
    rows::{CsvRows, RowCell, RowSink, kind_name},
    stated::{label_mark, label_property},
};
use crate::{Losses, Part, named};
use cxterms_base::{
    corpus::{Citation, Concept, ConceptState, Corpus, Label},
    text,
};
use std::io::{self, Write};

const COLUMN_COUNT: usize = 13;

/// The columns of [`label_row`], in its order.
const COLUMNS: [&str; COLUMN_COUNT] = [
    "concept",
    "term",
    "kind",
    "state",
    "label",
    "folded",
    "property",
    "language",
    "mark",
    "instead",
    "why",
    "asserted_by",
    "denied_by",
];

pub(super) fn write_labels_csv(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let mut rows = CsvRows::start(out, &COLUMNS)?;
    let mut denied = 0;
    for concept in &corpus.concepts {
        for label in &concept.labels {
            denied += label.said.denied_by.len();
            rows.add_row(&label_row(corpus, concept, label))?;
        }
    }
    rows.finish()?;
    let mut losses = Losses::default();
    losses.add(Part::Denials.name(), Part::Denials.count(corpus) - denied);
    Ok(losses)
}

fn label_row<'c>(
    corpus: &'c Corpus,
    concept: &'c Concept,
    label: &'c Label,
) -> [RowCell<'c>; COLUMN_COUNT] {
    let state = concept.state(&corpus.settings.editors);
    let voices = |by: &'c [Citation]| {
        let mut names: Vec<&str> = vec![];
        for voice in by.iter().filter_map(|citation| corpus.voice(citation.voice)) {
            if !names.contains(&&*voice.id) {
                names.push(&voice.id);
            }
        }
        RowCell::list(names)
    };
    [
        RowCell::text(&*concept.id),
        RowCell::text(named::qualified_label(concept)),
        RowCell::some(kind_name(corpus, concept)),
        RowCell::some(state.map(ConceptState::name)),
        RowCell::text(&*label.text),
        RowCell::text(text::fold(&label.text)),
        RowCell::text(label_property(label.kind)),
        RowCell::text(label.language.as_deref().unwrap_or(&corpus.settings.language)),
        RowCell::some(label_mark(label)),
        RowCell::some(label.instead()),
        RowCell::some(label.why.as_ref().map(|why| why.as_str())),
        voices(&label.said.asserted_by),
        voices(&label.said.denied_by),
    ]
}
