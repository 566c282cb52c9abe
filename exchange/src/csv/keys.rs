//! The keys of table columns.

use super::{header_names::COLUMN_KEYS, headers::Header};
use cxterms_base::{
    corpus::{LabelKind, NoteKind},
    text,
};

/// What the cells of a column say of their concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CsvKey {
    Id,
    Label(LabelKind),
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

/// The headers that are written for keys, in their order.
pub(super) fn standard_headers() -> impl Iterator<Item = &'static str> {
    COLUMN_KEYS.iter().map(|(_, header, _)| *header)
}

/// The prefixes of vocabularies whose properties are headers.
const VOCABULARIES: [&str; 7] = ["skos", "skosxl", "rdfs", "dc", "dct", "dcterms", "schema"];

impl CsvColumn {
    /// What a header means, if anything.
    pub(super) fn from_header(header: &str) -> Option<Self> {
        let header = header.trim();
        if let Some((sort, name)) = header.split_once(':') {
            let name = name.trim();
            let key = match text::fold(sort).as_str() {
                "facet" => CsvKey::Facet(name.to_owned()),
                "relation" => match name.split_once('/') {
                    Some((name, inverse)) => CsvKey::Relation(
                        name_to_identifier(name)?,
                        Some(name_to_identifier(inverse)?),
                    ),
                    None => CsvKey::Relation(name_to_identifier(name)?, None),
                },
                _ => return Self::from_words(header),
            };
            return (!name.is_empty()).then_some(Self::own(key));
        }
        Self::from_words(header)
    }

    /// What a header in words means.
    fn from_words(header: &str) -> Option<Self> {
        let known = Header::parse(header).and_then(Header::find_column);
        // `skos:prefLabel`: of a vocabulary's name, what stands behind the colon.
        let local = || {
            let (space, local) = header.split_once(':')?;
            VOCABULARIES.contains(&&*space.trim().to_lowercase()).then_some(local)
        };
        known.or_else(|| Header::parse(local()?).and_then(Header::find_column))
    }

    /// A key in the corpus's own language.
    pub(super) fn own(key: CsvKey) -> Self {
        Self { key, language: None, commas: false }
    }

    /// Whether its values may be in another language than the corpus's.
    pub(super) fn is_translated(&self) -> bool {
        matches!(self.key, CsvKey::Label(_) | CsvKey::Definition)
    }

    /// The header that is written for it.
    pub(super) fn header(&self) -> String {
        let name = match &self.key {
            CsvKey::Facet(facet) => format!("facet:{facet}"),
            CsvKey::Relation(name, Some(inverse)) => format!("relation:{name}/{inverse}"),
            CsvKey::Relation(name, None) => format!("relation:{name}"),
            key => {
                let known = COLUMN_KEYS.iter().find(|(known, ..)| known == key);
                known.map_or("", |(_, header, _)| header).to_owned()
            }
        };
        match &self.language {
            Some(language) => format!("{name}@{language}"),
            None => name,
        }
    }

    /// Whether a cell holds several values, and which signs may stand between them besides `|` and line breaks.
    pub(super) fn value_separators(&self) -> Option<&'static [char]> {
        match self.key {
            CsvKey::Label(LabelKind::Preferred)
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

/// An identifier made of a name.
fn name_to_identifier(name: &str) -> Option<String> {
    let words: Vec<_> = text::split_words(name).collect();
    (!words.is_empty()).then(|| words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_any_spelling_and_written_in_one() {
        let known = |header: &str| CsvColumn::from_header(header).map(|column| column.header());
        for (written, meant) in [
            ("Preferred Label", "label"),
            ("TERM", "label"),
            ("synonym(s)", "synonyms"),
            ("Synonym 2", "synonyms"),
            ("Subset_Of", "subset-of"),
            ("Acronyms", "abbreviations"),
            ("Label (DE)", "label@de"),
            ("definition@pt-BR", "definition@pt-BR"),
            ("Facet: market", "facet:market"),
            ("relation:leads to/results from", "relation:leads-to/results-from"),
            ("Name*", "label"),
            ("Term (required)", "label"),
            ("Meaning:", "definition"),
            ("skos:prefLabel@de", "label@de"),
            ("altLabel_en", "synonyms@en"),
            ("scopeNote", "scope"),
            ("skos:broader", "subset-of"),
            ("exactMatch", "exact-match"),
            ("UF", "synonyms"),
            ("NT", "superset-of"),
            ("RT", "relation:related"),
            ("Status", "facet:status"),
            ("Begriff", "label"),
            ("Oberbegriff", "subset-of"),
            ("Définition", "definition"),
            ("Sinónimos", "synonyms"),
            ("Term (German)", "label@de"),
            ("German term", "label@de"),
            ("Definition EN", "definition@en"),
            ("Label [pt-BR]", "label@pt-BR"),
            ("Synonyms (comma separated)", "synonyms"),
            ("Alternative Terms (semicolon-separated list)", "synonyms"),
        ] {
            assert_eq!(known(written).as_deref(), Some(meant), "{written}");
        }
        for unknown in
            ["", "Owner", "source@de", "label_id_2b", "facet:", "relation:/", "colour:red", "@de"]
        {
            assert_eq!(known(unknown), None, "{unknown}");
        }
        assert!(standard_headers().all(|header| known(header).as_deref() == Some(header)));
    }
}
