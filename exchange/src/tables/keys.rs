//! The keys of table columns.

use super::cell;
use cxterms_base::corpus::{DateKind, LabelKind, NoteKind};

/// What the cells of a column say of their concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnKey {
    Id,
    Label(LabelKind),
    /// Of which other concept the row's label is a name of this kind.
    NameOf(LabelKind),
    /// Whether the row's label is of this kind.
    Status(LabelKind),
    /// Whether the row's label is in good standing; what a `no` makes of it.
    Standing(LabelKind),
    /// How far the row's label may be used: in words that forbid it, or else the value of a facet.
    StatusWords,
    /// Since when the row's label is not to be used.
    AvoidedSince,
    /// Since when a concept is in its state.
    StateSince,
    /// What stands in a concept's place.
    StateReplacedBy,
    Qualifier,
    Iri,
    Kind,
    Definition,
    /// Who gives the definition.
    Source,
    /// In which language the row's texts are whose columns name none.
    Language,
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
    /// The schemes of which it is part.
    Schemes,
    /// The schemes of which it is a top concept, and so part.
    TopOf,
    /// When the entry was written or changed.
    Date(DateKind),
}

/// In which cells of a column commas stand between values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ListCommas {
    #[default]
    Nowhere,
    /// In those that look like lists, since some do.
    InLists,
    /// In all, as the header says.
    Everywhere,
}

/// A key, in a language if not the corpus's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetColumn {
    pub(super) key: ColumnKey,
    pub(super) language: Option<String>,
    pub(super) commas: ListCommas,
}

impl SheetColumn {
    /// A key in the corpus's own language.
    pub(super) fn own(key: ColumnKey) -> Self {
        Self { key, language: None, commas: ListCommas::Nowhere }
    }

    /// Whether its values may be in another language than the corpus's.
    pub(super) fn is_translated(&self) -> bool {
        matches!(self.key, ColumnKey::Label(_) | ColumnKey::Definition | ColumnKey::Note(_))
    }

    /// Whether a cell holds several values, and which signs may stand between them besides `|` and line breaks.
    pub(super) fn value_separators(&self) -> Option<&'static [char]> {
        match self.key {
            ColumnKey::Label(LabelKind::Preferred)
            | ColumnKey::Status(_)
            | ColumnKey::Standing(_)
            | ColumnKey::AvoidedSince
            | ColumnKey::StateSince
            | ColumnKey::NameOf(_)
            | ColumnKey::Id
            | ColumnKey::Qualifier
            | ColumnKey::Iri
            | ColumnKey::Kind
            | ColumnKey::Definition
            | ColumnKey::Source
            | ColumnKey::Language
            | ColumnKey::Root
            | ColumnKey::Date(_) => None,
            // A semicolon may stand within a sentence.
            ColumnKey::Note(_) => Some(&[]),
            _ if self.commas == ListCommas::Everywhere => Some(&[';', ',']),
            _ => Some(&[';']),
        }
    }

    /// The same for one cell, which may be a list of names with commas between them.
    pub(super) fn separators_in(&self, cell: &str) -> Option<&'static [char]> {
        match self.commas == ListCommas::InLists && cell::may_be_comma_list(cell) {
            true => Some(&[';', ',']),
            false => self.value_separators(),
        }
    }

    /// Whether a word such as `none` in a cell means that it holds nothing, since its values are names of something.
    pub(super) fn may_say_none(&self) -> bool {
        match self.key {
            ColumnKey::Label(kind) => kind != LabelKind::Preferred,
            ColumnKey::Id
            | ColumnKey::Qualifier
            | ColumnKey::Kind
            | ColumnKey::Definition
            | ColumnKey::Facet(_)
            | ColumnKey::StatusWords
            | ColumnKey::Root
            | ColumnKey::Note(_) => false,
            _ => true,
        }
    }

    /// Whether its values are names, or say something of one.
    pub(super) fn holds_any_name(&self) -> bool {
        matches!(
            self.key,
            ColumnKey::Label(_)
                | ColumnKey::NameOf(_)
                | ColumnKey::Status(_)
                | ColumnKey::Standing(_)
                | ColumnKey::AvoidedSince
                | ColumnKey::Id
                | ColumnKey::Source
                | ColumnKey::Language
        )
    }

    /// The facet whose values it holds.
    pub(super) fn facet_name(&self) -> &str {
        match &self.key {
            ColumnKey::Facet(name) => name,
            _ => "status",
        }
    }

    /// Whether its values are other names, in which a comma is rarer than between them.
    pub(super) fn holds_names(&self) -> bool {
        matches!(self.key, ColumnKey::Label(kind) if kind != LabelKind::Preferred)
    }
}
