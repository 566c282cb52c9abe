//! Writes a workbook for Excel: terms as in a table, and on sheets of their own claims, contrasts and sources.

use super::write::{TermTable, count_losses};
use crate::{Losses, named};
use cxterms_base::corpus::{
    CONTRASTS_WITH, Citation, CitedStance, Concept, Corpus, LabelKind, Relation, RelationKind, Work,
};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::io::{self, Write};

/// How many letters a cell holds, as UTF-16 counts them.
const MAX_CELL_LETTERS: usize = 32_767;

/// How long a number may be: a longer one has more digits than a sheet keeps.
const MAX_NUMBER_LETTERS: usize = 15;

/// How many rows a sheet has.
const MAX_ROWS: usize = 1_048_576;

/// How many links Excel allows on a sheet, and how long each may be.
const MAX_LINKS: usize = 65_530;
const MAX_LINK_LETTERS: usize = 2_079;

/// How wide a column is, in letters, by what stands in it: names, or sentences.
const NARROW: f64 = 22.0;
const WIDE: f64 = 60.0;

/// How narrow a column may be that is as wide as its cells.
const NARROWEST: f64 = 8.0;

/// How long the name of a sheet may be, and what it may not hold.
const MAX_NAME_LETTERS: usize = 31;
const NOT_IN_NAMES: &[char] = &['[', ']', ':', '*', '?', '/', '\\', '\''];

/// When every workbook was made, as far as it says: the same cells give the same bytes.
const MADE: (u16, u8, u8) = (2000, 1, 1);

pub(super) fn write_workbook(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let mut book = Workbook::new();
    let mut losses = count_losses(corpus);
    book.set_properties(&date_properties()?.set_title(&corpus.settings.title));

    let terms = TermTable::from_corpus(corpus);
    let rows = terms.rows().map(|row| row.map(Cell::text).collect());
    let header: Vec<_> = terms.header().collect();
    add_sheet(&mut book, "Terms", &header, rows, &mut losses)?;
    add_sheet(&mut book, "Claims", &CLAIM_COLUMNS, claim_rows(corpus).into_iter(), &mut losses)?;
    let contrasts = contrast_rows(corpus).into_iter();
    add_sheet(&mut book, "Contrasts", &CONTRAST_COLUMNS, contrasts, &mut losses)?;
    let sources = corpus.works.iter().map(|work| describe_work(corpus, work));
    add_sheet(&mut book, "Sources", &SOURCE_COLUMNS, sources, &mut losses)?;
    out.write_all(&book.save_to_buffer().map_err(to_io_error)?)?;
    Ok(losses)
}

/// Writes rows as they are as the only sheet of a workbook; what stands above them and their header stays in sight.
pub(super) fn write_rows<'r>(
    name: Option<&str>,
    above: usize,
    rows: impl Iterator<Item = &'r [String]>,
    out: &mut dyn Write,
) -> io::Result<Losses> {
    let (mut book, mut losses) = (Workbook::new(), Losses::default());
    book.set_properties(&date_properties()?);
    let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let mut sheet =
        SheetWriter { sheet: book.add_worksheet(), wrapped, links: 0, losses: &mut losses };
    if let Some(name) = name.and_then(name_sheet) {
        sheet.sheet.set_name(name).map_err(to_io_error)?;
    }
    let header = u32::try_from(above).unwrap_or(u32::MAX);
    let (mut last, mut widths) = (header, std::collections::BTreeMap::<u16, f64>::new());
    for (row, cells) in (0..).zip(rows) {
        last = row;
        for (column, cell) in (0..).zip(cells) {
            let width = widths.entry(column).or_insert(NARROWEST);
            *width = width.max(measure_cell(cell));
            let written = match as_number(cell) {
                Some(number) => sheet.sheet.write_number(row, column, number).map(drop),
                None => sheet.write_cell(row, column, Cell::text(cell)),
            };
            written.map_err(to_io_error)?;
        }
    }
    for (column, width) in &widths {
        sheet.sheet.set_column_width(*column, *width).map_err(to_io_error)?;
    }
    if let Some(right) = widths.keys().next_back() {
        sheet.sheet.set_freeze_panes(header + 1, 0).map_err(to_io_error)?;
        sheet.sheet.autofilter(header, 0, last.max(header), *right).map_err(to_io_error)?;
    }
    out.write_all(&book.save_to_buffer().map_err(to_io_error)?)?;
    Ok(losses)
}

/// A name as a sheet may have it, if anything is left of it.
fn name_sheet(name: &str) -> Option<String> {
    let plain = name.replace(NOT_IN_NAMES, " ");
    let cut: String = plain.trim().chars().take(MAX_NAME_LETTERS).collect();
    let fits = cut.encode_utf16().count() <= MAX_NAME_LETTERS && !cut.trim().is_empty();
    fits.then(|| cut.trim().to_owned())
}

/// How wide a cell wants its column, with room for the sign of a filter; a long one is wrapped.
fn measure_cell(cell: &str) -> f64 {
    let letters = cell.chars().take(usize::from(u8::MAX)).count();
    f64::from(u8::try_from(letters).unwrap_or(u8::MAX)).min(WIDE - 3.0) + 3.0
}

/// The properties of a workbook that was made at the one time.
fn date_properties() -> io::Result<DocProperties> {
    let (year, month, day) = MADE;
    let made = ExcelDateTime::from_ymd(year, month, day).map_err(to_io_error)?;
    Ok(DocProperties::new().set_creation_datetime(&made))
}

/// The number that a cell is, if it is written as a number is: `12.5`, not `007`.
fn as_number(cell: &str) -> Option<f64> {
    let number: f64 = cell.parse().ok()?;
    (number.is_finite() && cell.len() <= MAX_NUMBER_LETTERS && number.to_string() == cell)
        .then_some(number)
}

fn to_io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

/// What a cell holds.
enum Cell {
    Text(String),
    /// An address on the web, or what a work gives in place of one.
    Address(String),
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A sheet whose header stays in sight and whose rows can be filtered.
fn add_sheet(
    book: &mut Workbook,
    name: &str,
    header: &[impl AsRef<str>],
    rows: impl Iterator<Item = Vec<Cell>>,
    losses: &mut Losses,
) -> io::Result<()> {
    let top = Format::new().set_align(FormatAlign::Top);
    let (bold, wrapped) = (top.clone().set_bold(), top.set_text_wrap());
    let mut sheet = SheetWriter {
        sheet: book.add_worksheet().set_name(name).map_err(to_io_error)?,
        wrapped,
        links: 0,
        losses,
    };
    for (column, title) in (0..).zip(header) {
        let title = title.as_ref();
        let width = if WIDE_COLUMNS.contains(&title) { WIDE } else { NARROW };
        sheet.sheet.set_column_width(column, width).map_err(to_io_error)?;
        sheet.sheet.write_string_with_format(0, column, title, &bold).map_err(to_io_error)?;
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(rows) {
        if row as usize >= MAX_ROWS {
            sheet.losses.add(&format!("rows of the sheet {name} beyond {MAX_ROWS}"), 1);
            continue;
        }
        for (column, cell) in (0..).zip(cells) {
            sheet.write_cell(row, column, cell).map_err(to_io_error)?;
        }
        last = row;
    }
    let right = u16::try_from(header.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.sheet.set_freeze_panes(1, 0).map_err(to_io_error)?;
    sheet.sheet.autofilter(0, 0, last, right).map_err(to_io_error)?;
    Ok(())
}

/// A sheet on its way out.
struct SheetWriter<'s> {
    sheet: &'s mut Worksheet,
    wrapped: Format,
    links: usize,
    losses: &'s mut Losses,
}

impl SheetWriter<'_> {
    fn write_cell(&mut self, row: u32, column: u16, cell: Cell) -> Result<(), XlsxError> {
        let (text, is_address) = match cell {
            Cell::Text(text) => (text, false),
            Cell::Address(address) => {
                let web = address.starts_with("https://") || address.starts_with("http://");
                (address, web)
            }
        };
        if text.is_empty() {
            return Ok(());
        }
        let kept = cut_text(&text);
        self.losses
            .add("texts longer than a cell holds, cut", usize::from(kept.len() < text.len()));
        let fits = text.encode_utf16().count() <= MAX_LINK_LETTERS && self.links < MAX_LINKS;
        if is_address && fits && self.sheet.write_url(row, column, &*text).is_ok() {
            self.links += 1;
            return Ok(());
        }
        self.sheet.write_string_with_format(row, column, kept, &self.wrapped)?;
        Ok(())
    }
}

/// As much of a text as a cell holds.
fn cut_text(text: &str) -> &str {
    let mut letters = 0;
    let end = text.char_indices().find(|(_, c)| {
        letters += c.len_utf16();
        letters > MAX_CELL_LETTERS
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The columns in which sentences stand.
const WIDE_COLUMNS: [&str; 8] =
    ["definition", "words", "what", "title", "address", "notes", "usage", "examples"];

const CLAIM_COLUMNS: [&str; 9] =
    ["id", "term", "says", "about", "what", "voice", "work", "reported by", "words"];

/// A row for each citation of each claim: who says or denies what.
fn claim_rows(corpus: &Corpus) -> Vec<Vec<Cell>> {
    let mut rows = vec![];
    for concept in &corpus.concepts {
        let mut add = |about: &str, what: &str, said: &CitedStance| {
            rows.extend(citation_rows(corpus, concept, (about, what), said));
        };
        for label in &concept.labels {
            let about = match label.kind {
                LabelKind::Preferred => "name",
                LabelKind::Synonym => "other name",
                LabelKind::Abbreviation => "abbreviation",
                LabelKind::Avoid => "name to avoid",
                LabelKind::Hidden => continue,
            };
            add(about, &label.text, &label.said);
        }
        for definition in &concept.definitions {
            add("definition", &definition.text, &definition.said);
        }
        for value in &concept.facets {
            let facet = corpus.facets.get(value.facet.index());
            add(facet.map_or("", |facet| &facet.label), &value.value, &value.said);
        }
        for state in &concept.states {
            add("status", state.value.name(), &state.said);
        }
        if let Some(said) = &concept.root {
            add("nothing above it", "", said);
        }
        for note in &concept.notes {
            add(&format!("note: {}", note.kind.name()), &note.text, &note.said);
        }
    }
    for relation in corpus.relations.iter().filter(|it| it.relation != CONTRASTS_WITH) {
        let ends = [relation.from, relation.to].map(|id| corpus.concepts.get(id.index()));
        let [Some(from), Some(to)] = ends else { continue };
        let about = relation_name(corpus, relation);
        let what = named::qualified_label(to);
        rows.extend(citation_rows(corpus, from, (&about, &what), &relation.said));
    }
    rows
}

fn relation_name(corpus: &Corpus, relation: &Relation) -> String {
    let kind: Option<&RelationKind> = corpus.relation_kinds.get(relation.relation.index());
    kind.map_or("", |kind| &kind.id).replace('-', " ")
}

fn citation_rows(
    corpus: &Corpus,
    concept: &Concept,
    (about, what): (&str, &str),
    said: &CitedStance,
) -> Vec<Vec<Cell>> {
    let stances = said.asserted_by.iter().map(|it| ("yes", it));
    let stances = stances.chain(said.denied_by.iter().map(|it| ("no", it)));
    let rows = stances.map(|(says, citation)| {
        let [voice, work, via, words] = describe_citation(corpus, citation);
        let term = named::qualified_label(concept);
        let cells = [&concept.id, &term, says, about, what, &voice, &work, &via, &words];
        cells.map(|cell: &str| Cell::text(cell)).into()
    });
    rows.collect()
}

/// The voice, its work, who reports it, and what it adds.
fn describe_citation(corpus: &Corpus, citation: &Citation) -> [String; 4] {
    let name = |voice| corpus.voice(voice).map(|it| it.name.clone()).unwrap_or_default();
    let work = citation.work.and_then(|work| corpus.work(work));
    let work = work.map(|work| work.title.clone()).unwrap_or_default();
    let words = citation.joined_words().map(|it| it.to_string()).unwrap_or_default();
    [name(citation.voice), work, citation.via.map(name).unwrap_or_default(), words]
}

const CONTRAST_COLUMNS: [&str; 7] =
    ["term", "other term", "says", "differ in", "words", "voice", "work"];

/// A row for each citation of each contrast.
fn contrast_rows(corpus: &Corpus) -> Vec<Vec<Cell>> {
    let mut rows = vec![];
    for relation in corpus.relations.iter().filter(|it| it.relation == CONTRASTS_WITH) {
        let ends = [relation.from, relation.to].map(|id| corpus.concepts.get(id.index()));
        let [Some(one), Some(other)] = ends else { continue };
        let facet = relation.facet.and_then(|facet| corpus.facet(facet));
        let facet = facet.map(|facet| facet.label.clone()).unwrap_or_default();
        let text = relation.text.clone().unwrap_or_default();
        let stances = relation.said.asserted_by.iter().map(|it| ("yes", it));
        for (says, citation) in stances.chain(relation.said.denied_by.iter().map(|it| ("no", it))) {
            let [voice, work, _, words] = describe_citation(corpus, citation);
            let words = match (text.is_empty(), words.is_empty()) {
                (_, true) => text.clone(),
                (true, false) => words,
                (false, false) => format!("{text} ({words})"),
            };
            let names = [one, other].map(named::qualified_label);
            let [one, other] = names;
            let cells = [one, other, says.to_owned(), facet.clone(), words, voice, work];
            rows.push(cells.map(Cell::text).into());
        }
    }
    rows
}

const SOURCE_COLUMNS: [&str; 7] =
    ["id", "title", "by", "kind of voice", "published", "year", "address"];

fn describe_work(corpus: &Corpus, work: &Work) -> Vec<Cell> {
    let authors: Vec<_> = work.by.iter().filter_map(|voice| corpus.voice(*voice)).collect();
    let names: Vec<_> = authors.iter().map(|voice| voice.name.clone()).collect();
    let kinds = authors
        .iter()
        .filter_map(|voice| corpus.settings.voice_kinds.get(voice.kind?.index()).cloned());
    let mut kinds: Vec<_> = kinds.collect();
    kinds.dedup();
    let mut cells: Vec<_> = [
        work.id.clone(),
        work.title.clone(),
        names.join(", "),
        kinds.join(", "),
        work.published.clone(),
        work.year.clone().unwrap_or_default(),
    ]
    .map(Cell::text)
    .into();
    cells.push(Cell::Address(work.url.clone().unwrap_or_default()));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_the_name_that_excel_allows() {
        for (name, sheet) in [
            ("handbook", Some("handbook")),
            ("a/b:c", Some("a b c")),
            ("'quoted'", Some("quoted")),
            ("a name that is longer than any sheet", Some("a name that is longer than any")),
            ("[?]", None),
            ("", None),
        ] {
            assert_eq!(name_sheet(name).as_deref(), sheet, "{name}");
        }
    }

    #[test]
    fn a_workbook_of_any_rows_is_written() {
        let rows: Vec<Vec<String>> = vec![vec![], vec!["Name".to_owned()], vec!["x".repeat(900)]];
        for (above, count) in [(0, 0), (0, 1), (1, 2), (1, 3), (5, 1)] {
            let mut out = vec![];
            let given = rows.iter().take(count).map(Vec::as_slice);
            write_rows(Some("one/two"), above, given, &mut out).unwrap();
            assert!(out.starts_with(b"PK"), "{above} {count}");
        }
        assert!((measure_cell("Verdict") - 10.0).abs() < f64::EPSILON);
        assert!((measure_cell(&"x".repeat(900)) - WIDE).abs() < f64::EPSILON);
    }
}
