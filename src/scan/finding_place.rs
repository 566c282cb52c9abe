//! Where a finding stands: lines, columns and bytes of a text, or a unit of an Office file.

use super::{
    spot::Spot,
    subject::{DocumentSpot, SetSubject},
};
use cxterms_base::text;
use cxterms_document::SourcePlace;
use serde::Serialize;

/// A place in a document. In a text it has lines, columns in characters and bytes; in an Office file a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
    /// Its first byte in the file, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u64>,
    /// Behind its last byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
    /// Where markup stands within: the bytes of the parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<[u64; 2]>,
    /// In an Office file what is counted: `paragraph`, `slide`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
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

impl FindingPlace {
    pub(super) fn in_set(seen: &SetSubject<'_, '_>, at: &DocumentSpot) -> Self {
        let file = seen.documents.get(at.document).map_or("", |document| &*document.file);
        Self::from_spot(file, &at.spot)
    }

    pub(super) fn from_words(file: &str, words: &str) -> Self {
        let (file, text, label) = (file.to_owned(), words.to_owned(), text::fold(words));
        Self { file, text, label, ..Self::default() }
    }

    fn from_spot(file: &str, spot: &Spot) -> Self {
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
