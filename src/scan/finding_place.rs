//! Where a finding stands: lines, columns and bytes of a text, or a unit of an Office file.

use super::spot::Spot;
use cxterms_base::{diagnostic::LineEnd, text};
use cxterms_document::{OfficeUnit, SourcePlace};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// The name of what an Office file is counted in.
type UnitName = &'static str;

/// A place in a document. In a text it has lines, columns in characters and bytes; in an Office file a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingPlace {
    /// The file's path as given.
    pub file: String,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// The line of its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<u64>,
    /// Behind its last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<u64>,
    /// The same in units of UTF-16, if it does not end in its line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_utf16: Option<u64>,
    /// Its first byte in the file, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u64>,
    /// Behind its last byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
    /// Where markup stands within: the bytes of the parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<[u64; 2]>,
    /// In an Office file what is counted: `paragraph`, `slide`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "deserialize_unit"
    )]
    pub unit: Option<UnitName>,
    /// Its number, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// The character within, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub character: Option<u64>,
    /// The words, without markup.
    pub text: String,
    /// The words, folded as the labels of a base are.
    pub label: String,
    /// The line as written or, of an Office file, some words around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

/// A number of lines or columns as findings of every kind have it.
pub(super) fn to_column(number: Option<u64>) -> u32 {
    number.map_or(0, |number| u32::try_from(number).unwrap_or(u32::MAX))
}

fn deserialize_unit<'de, D: Deserializer<'de>>(from: D) -> Result<Option<UnitName>, D::Error> {
    let units =
        [OfficeUnit::Paragraph, OfficeUnit::Note, OfficeUnit::Slide, OfficeUnit::SlideNotes];
    let Some(name) = Option::<String>::deserialize(from)? else { return Ok(None) };
    let known = units.into_iter().map(OfficeUnit::name).find(|unit| *unit == name);
    known.map(Some).ok_or_else(|| D::Error::custom(format!("no unit is called `{name}`")))
}

impl Ord for FindingPlace {
    /// The order of files, then of places in them.
    fn cmp(&self, other: &Self) -> Ordering {
        let begin = |it: &Self| (it.line, it.column, it.number, it.character, it.unit);
        let rest = |it: &Self| (it.end_line, it.end_column, it.start, it.end);
        let order = self.file.cmp(&other.file).then_with(|| begin(self).cmp(&begin(other)));
        let order = order.then_with(|| rest(self).cmp(&rest(other)));
        let order = order.then_with(|| self.pieces.cmp(&other.pieces));
        let words = |it: &Self| (it.text.clone(), it.label.clone(), it.excerpt.clone());
        order.then_with(|| words(self).cmp(&words(other)))
    }
}

impl PartialOrd for FindingPlace {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FindingPlace {
    pub(super) fn from_words(file: &str, words: &str) -> Self {
        let (file, text, label) = (file.to_owned(), words.to_owned(), text::fold(words));
        Self { file, text, label, ..Self::default() }
    }

    /// The place of a span in a file.
    pub(super) fn from_spot(file: &str, spot: &Spot) -> Self {
        let mut place = Self::from_words(file, &spot.text);
        place.excerpt.clone_from(&spot.around);
        match (spot.start, spot.end) {
            (SourcePlace::Line(start), SourcePlace::Line(end)) => {
                (place.line, place.column) = (Some(start.line), Some(start.column));
                (place.end_line, place.end_column) = (Some(end.line), Some(end.column));
            }
            (SourcePlace::Office(start), _) => {
                place.unit = Some(start.unit.name());
                (place.number, place.character) = (Some(start.number), Some(start.character));
            }
            _ => {}
        }
        if let Some(bytes) = &spot.bytes {
            (place.start, place.end) = (Some(bytes.start), Some(bytes.end));
        }
        place.pieces = spot.pieces.iter().map(|piece| [piece.start, piece.end]).collect();
        place
    }

    /// Asks for its line, if it has one that is not at hand.
    pub(super) fn want_line(&self, wanted: &mut BTreeMap<String, BTreeSet<u64>>) {
        if let (Some(line), None) = (self.line, &self.excerpt) {
            let last = self.end_line.filter(|last| *last != line);
            wanted.entry(self.file.clone()).or_default().extend([line].into_iter().chain(last));
        }
    }

    /// Takes its line, if that was read.
    pub(super) fn show_line(&mut self, lines: &BTreeMap<String, BTreeMap<u64, String>>) {
        let line = self.line.and_then(|line| lines.get(&self.file)?.get(&line));
        self.excerpt = line.cloned().or(self.excerpt.take());
        let end = self.end_line.filter(|last| Some(*last) != self.line).zip(self.end_column);
        if let Some((last, column)) = end
            && let Some(text) = lines.get(&self.file).and_then(|lines| lines.get(&last))
        {
            let before = text.chars().take(usize::try_from(column).unwrap_or(usize::MAX) - 1);
            self.end_utf16 = Some(before.map(char::len_utf16).sum::<usize>() as u64 + 1);
        }
    }

    /// Where it ends, if that is not in its line.
    pub(super) fn line_end(&self) -> Option<LineEnd> {
        let (line, utf16_column) = (self.end_line, self.end_utf16?);
        Some(LineEnd { line: to_column(line), utf16_column: to_column(Some(utf16_column)) })
    }

    /// How many characters of its first line are meant.
    pub(super) fn width(&self) -> u32 {
        let same = self.line == self.end_line;
        match (self.column, self.end_column) {
            (Some(start), Some(end)) if same => to_column(Some(end.saturating_sub(start))),
            _ => {
                let first = self.text.lines().next().unwrap_or_default();
                to_column(Some(first.chars().count() as u64))
            }
        }
    }

    /// Where in an Office file it is.
    pub(super) fn describe_unit(&self) -> Option<String> {
        let (unit, number) = (self.unit?, self.number?);
        let around = self.excerpt.as_ref().map(|around| format!(": {around}"));
        Some(format!("{unit} {number}{}", around.unwrap_or_default()))
    }
}
