//! The keys of table columns.

use cxterms_base::corpus::{LabelKind, NoteKind};

/// What the cells of a column say of their concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CsvKey {
    Id,
    Label(LabelKind),
    /// Whether the row's label is of this kind.
    Status(LabelKind),
    Qualifier,
    Iri,
    Kind,
    Definition,
    /// Who gives the definition.
    Source,
    SubsetOf,
    /// What falls under it.
    Covers,
    ContrastsWith,
    SameAs,
    /// A declared relation and, if it has a direction, its inverse.
    Relation(String, Option<String>),
    Facet(String),
    Root,
    Note(NoteKind),
    Notations,
    Match(&'static str),
}

/// A key, in a language if not the corpus's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CsvColumn {
    pub(super) key: CsvKey,
    pub(super) language: Option<String>,
    /// Whether its header says, or its cells show, that commas stand between values.
    pub(super) commas: bool,
}

impl CsvColumn {
    /// A key in the corpus's own language.
    pub(super) fn own(key: CsvKey) -> Self {
        Self { key, language: None, commas: false }
    }

    /// Whether its values may be in another language than the corpus's.
    pub(super) fn is_translated(&self) -> bool {
        matches!(self.key, CsvKey::Label(_) | CsvKey::Definition)
    }

    /// Whether a cell holds several values, and which signs may stand between them besides `|` and line breaks.
    pub(super) fn value_separators(&self) -> Option<&'static [char]> {
        match self.key {
            CsvKey::Label(LabelKind::Preferred)
            | CsvKey::Status(_)
            | CsvKey::Id
            | CsvKey::Qualifier
            | CsvKey::Iri
            | CsvKey::Kind
            | CsvKey::Definition
            | CsvKey::Source
            | CsvKey::Root => None,
            // A semicolon may stand within a sentence.
            CsvKey::Note(_) => Some(&[]),
            _ if self.commas => Some(&[';', ',']),
            _ => Some(&[';']),
        }
    }

    /// Whether its values are other names, in which a comma is rarer than between them.
    pub(super) fn holds_names(&self) -> bool {
        matches!(self.key, CsvKey::Label(kind) if kind != LabelKind::Preferred)
    }
}
