//! Abbreviations for pages of Markdown, as Python-Markdown's extension `abbr` reads them, which `MkDocs` has.

use crate::{
    Coverage::{InPart, No},
    ExchangeFormat, Losses, Part, named,
};
use cxterms_base::{
    corpus::{Corpus, LabelKind},
    text,
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

pub(in crate) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "abbreviations",
    family: super::FAMILY,
    about: "Markdown: abbreviations that MkDocs explains wherever they stand",
    endings: &["md"],
    carries: &[
        (Part::Labels, InPart("those of concepts that have an abbreviation")),
        (Part::Abbreviations, named::USED_ONLY),
        (Part::Qualifiers, InPart("those of concepts that have an abbreviation")),
    ],
    otherwise: No,
    notes: "\
A line for each abbreviation, `*[NPS]: net promoter score`. With `markdown_extensions: [abbr, pymdownx.snippets]` and
`auto_append: [abbreviations.md]`, MkDocs shows what an abbreviation means wherever it stands. One that has several
meanings names them all, the less usual ones at the end.
",
    read: None,
    write: Some(write_abbreviations),
};

fn write_abbreviations(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let (mut all, mut losses) = (BTreeMap::<&str, Vec<(bool, String)>>::new(), Losses::default());
    for concept in &corpus.concepts {
        let mut short = named::own_labels(concept, LabelKind::Abbreviation).peekable();
        losses.add(Part::Labels.name(), usize::from(short.peek().is_none()));
        for label in short {
            let meaning = (label.secondary, named::qualified_label(concept));
            all.entry(&label.text).or_default().push(meaning);
        }
    }
    for (short, mut meanings) in all {
        meanings.sort();
        meanings.dedup_by(|one, other| one.1 == other.1);
        let meanings: Vec<_> = meanings.into_iter().map(|(_, meaning)| meaning).collect();
        let [short, meanings] =
            [short, &meanings.join(" or ")].map(|text| text::to_safe(text).into_owned());
        writeln!(out, "*[{}]: {meanings}", short.replace('\\', "\\\\").replace(']', "\\]"))?;
    }
    named::count_denied(corpus, FORMAT.carries, &mut losses);
    Ok(losses)
}
