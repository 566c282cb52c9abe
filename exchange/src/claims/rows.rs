//! Rows of claims, and how rows are written: as CSV, or as JSON Lines.

use super::stated::{StatedClaim, visit_stated};
use crate::{Losses, named, tables};
use cxterms_base::{
    corpus::{Aspect, Citation, CitedStance, Concept, Corpus, DateKind, Placement, VoiceId},
    find_year,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Write},
};

/// What a row holds in one column.
pub(super) enum RowCell<'c> {
    Nothing,
    Number(usize),
    Text(Cow<'c, str>),
}

impl<'c> RowCell<'c> {
    pub(super) fn text(text: impl Into<Cow<'c, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A text, if there is any.
    pub(super) fn some(text: Option<&'c str>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }

    /// Identifiers, with ` | ` between them.
    pub(super) fn list<'t>(values: impl IntoIterator<Item = &'t str>) -> Self {
        let joined = values.into_iter().collect::<Vec<_>>().join(" | ");
        if joined.is_empty() { Self::Nothing } else { Self::text(joined) }
    }

    /// As a cell that no spreadsheet takes for a formula.
    fn guarded(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => "".into(),
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => tables::guard_text(text),
        }
    }
}

impl Serialize for RowCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_u64(*number as u64),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// Takes rows on their way out.
pub(super) trait RowSink<const N: usize> {
    fn add_row(&mut self, row: &[RowCell<'_>; N]) -> io::Result<()>;
}

/// Rows as CSV, below a line of names. Engines take a byte order mark for a part of the first name: there is none.
pub(super) struct CsvRows<W: Write>(csv::Writer<W>);

impl<W: Write> CsvRows<W> {
    pub(super) fn start(out: W, columns: &[&str]) -> io::Result<Self> {
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(columns).map_err(tables::to_io_error)?;
        Ok(Self(rows))
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write, const N: usize> RowSink<N> for CsvRows<W> {
    fn add_row(&mut self, row: &[RowCell<'_>; N]) -> io::Result<()> {
        for cell in row {
            self.0.write_field(cell.guarded().as_bytes()).map_err(tables::to_io_error)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(tables::to_io_error)
    }
}

/// Rows as objects, one a line, each with every key.
struct JsonRows<'c, W: Write>(W, &'c [&'static str]);

struct JsonRow<'r, 'c>(&'r [&'static str], &'r [RowCell<'c>]);

impl Serialize for JsonRow<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().zip(self.1).try_for_each(|(name, cell)| map.serialize_entry(name, cell))?;
        map.end()
    }
}

impl<W: Write, const N: usize> RowSink<N> for JsonRows<'_, W> {
    fn add_row(&mut self, row: &[RowCell<'_>; N]) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, &JsonRow(self.1, row))?;
        writeln!(self.0)
    }
}

const COLUMN_COUNT: usize = 32;

/// The columns of [`ClaimRows::row`], in its order.
const COLUMNS: [&str; COLUMN_COUNT] = [
    "claim",
    "concept",
    "term",
    "kind",
    "part",
    "property",
    "other",
    "value",
    "facet",
    "language",
    "stance",
    "voice",
    "voice_kind",
    "work",
    "year",
    "via",
    "origin",
    "words",
    "but",
    "placed_as",
    "speaks_of",
    "created",
    "issued",
    "modified",
    "date",
    "since",
    "replaced_by",
    "why",
    "instead",
    "mark",
    "title",
    "said_with",
];

pub(super) fn write_claims_csv(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let mut rows = CsvRows::start(out, &COLUMNS)?;
    write_claims(corpus, &mut rows)?;
    rows.finish()?;
    Ok(Losses::default())
}

pub(super) fn write_claims_jsonl(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    write_claims(corpus, &mut JsonRows(out, &COLUMNS))?;
    Ok(Losses::default())
}

fn write_claims(corpus: &Corpus, sink: &mut dyn RowSink<COLUMN_COUNT>) -> io::Result<()> {
    let no_stance = CitedStance::default();
    let mut number = 0;
    visit_stated(corpus, &no_stance, |wordings| {
        number += 1;
        write_claim(corpus, number, wordings, sink)
    })
}

/// Writes a claim: who asserts it, wording by wording, then who denies it, which meets every wording.
fn write_claim(
    corpus: &Corpus,
    number: usize,
    wordings: &[StatedClaim<'_>],
    sink: &mut dyn RowSink<COLUMN_COUNT>,
) -> io::Result<()> {
    let asserted = wordings.iter().flat_map(|wording| wording.asserted_by.iter());
    let origins = corpus.find_origins(asserted);
    for wording in wordings {
        let rows = ClaimRows { corpus, number, claim: wording, origins: &origins };
        for citation in wording.asserted_by.iter() {
            sink.add_row(&rows.row("asserts", citation, true))?;
        }
    }
    let Some(first) = wordings.first() else { return Ok(()) };
    let mut denied: Vec<&Citation> = vec![];
    for citation in wordings.iter().flat_map(|wording| wording.denied_by) {
        if !denied.contains(&citation) {
            denied.push(citation);
        }
    }
    let origins = corpus.find_origins(denied.iter().copied());
    let rows = ClaimRows { corpus, number, claim: first, origins: &origins };
    for citation in denied {
        sink.add_row(&rows.row("denies", citation, wordings.len() == 1))?;
    }
    Ok(())
}

/// One wording of a claim, of which the rows are to be written.
struct ClaimRows<'r, 'c> {
    corpus: &'c Corpus,
    number: usize,
    claim: &'r StatedClaim<'c>,
    /// The origin in which each voice is heard.
    origins: &'r BTreeMap<VoiceId, VoiceId>,
}

impl ClaimRows<'_, '_> {
    /// The row of one citation; with the wording, if it is of that alone.
    fn row<'r>(
        &'r self,
        stance: &'r str,
        by: &'r Citation,
        worded: bool,
    ) -> [RowCell<'r>; COLUMN_COUNT] {
        let StatedClaim { concept, part, property, other, .. } = *self.claim;
        let StatedClaim { value, facet, language, since, why, instead, mark, title, .. } =
            *self.claim;
        let voice = |id: VoiceId| self.corpus.voice(id).map(|voice| &*voice.id);
        let voice_kind = self.corpus.voice(by.voice).and_then(|voice| voice.kind);
        let kinds = &self.corpus.settings.voice_kinds;
        let work = by.work.and_then(|work| self.corpus.work(work));
        let year = work.and_then(|work| find_year(work.year.as_deref()?));
        let wording = |text: Option<&'r str>| RowCell::some(text.filter(|_| worded));
        let with = self.claim.with.iter().filter_map(|id| self.corpus.concept(*id));
        let date = |kind| RowCell::some(self.claim.date(kind));
        [
            RowCell::Number(self.number),
            RowCell::text(&*concept.id),
            RowCell::text(named::qualified_label(concept)),
            RowCell::some(kind_name(self.corpus, concept)),
            RowCell::text(part),
            RowCell::text(property),
            RowCell::some(other.map(|other| &*other.id)),
            wording(value),
            wording(facet),
            wording(language),
            RowCell::text(stance),
            RowCell::some(voice(by.voice)),
            RowCell::some(voice_kind.and_then(|kind| kinds.get(kind.index())).map(String::as_str)),
            RowCell::some(work.map(|work| &*work.id)),
            year.map_or(RowCell::Nothing, |year| RowCell::Number(year.into())),
            RowCell::some(by.via.and_then(voice)),
            RowCell::some(self.origins.get(&by.voice).copied().and_then(voice)),
            RowCell::some(by.text.as_deref()),
            RowCell::some(by.but.as_deref()),
            RowCell::some(by.placement.map(Placement::name)),
            RowCell::some(by.aspect.map(Aspect::name)),
            date(DateKind::Created),
            date(DateKind::Issued),
            date(DateKind::Modified),
            date(DateKind::Date),
            RowCell::some(since),
            RowCell::list(self.claim.replaced_by.iter().map(String::as_str)),
            RowCell::some(why),
            RowCell::some(instead),
            RowCell::some(mark),
            RowCell::some(title),
            RowCell::list(with.map(|concept| &*concept.id)),
        ]
    }
}

/// The name of a concept's kind.
pub(super) fn kind_name<'c>(corpus: &'c Corpus, concept: &Concept) -> Option<&'c str> {
    corpus.kind(concept.kind?).map(|kind| &*kind.id)
}
