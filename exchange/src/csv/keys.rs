//! The keys of table columns, and the headers that stand for them.

use cxterms_base::{
    corpus::{LabelKind, NoteKind},
    schema, text,
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
}

/// Every key with the header that is written for it, and others by which it is known.
const COLUMN_KEYS: &[(CsvKey, &str, &[&str])] = &[
    (CsvKey::Id, "id", &["identifier", "concept id", "term id"]),
    (
        CsvKey::Label(LabelKind::Preferred),
        "label",
        &[
            "term",
            "preferred label",
            "pref label",
            "preflabel",
            "preferred term",
            "name",
            "headword",
        ],
    ),
    (
        CsvKey::Label(LabelKind::Abbreviation),
        "abbreviations",
        &["abbr", "acronym", "short form", "short name"],
    ),
    (
        CsvKey::Label(LabelKind::Synonym),
        "synonyms",
        &[
            "alt label",
            "altlabel",
            "alternative label",
            "alternative term",
            "alias",
            "also known as",
            "aka",
            "variant",
        ],
    ),
    (
        CsvKey::Label(LabelKind::Avoid),
        "avoid",
        &["deprecated", "deprecated term", "do not use", "not to be used"],
    ),
    (CsvKey::Qualifier, "qualifier", &[]),
    (CsvKey::Kind, "kind", &["type", "category", "class"]),
    (CsvKey::Definition, "definition", &["meaning", "means", "description"]),
    (
        CsvKey::Source,
        "source",
        &["by", "author", "reference", "according to", "definition source", "source of definition"],
    ),
    (
        CsvKey::SubsetOf,
        "subset-of",
        &["umbrella", "broader", "broader term", "parent", "falls under", "is a"],
    ),
    (CsvKey::Covers, "superset-of", &["narrower", "narrower term", "child", "children"]),
    (
        CsvKey::ContrastsWith,
        "contrasts-with",
        &["contrast", "differs from", "not to be confused with"],
    ),
    (CsvKey::SameAs, "same-as", &[]),
    (CsvKey::Root, "root", &["top concept"]),
    (CsvKey::Note(NoteKind::Remark), "notes", &["remark", "comment"]),
    (CsvKey::Note(NoteKind::Usage), "usage", &["usage note"]),
    (CsvKey::Note(NoteKind::Scope), "scope", &["scope note"]),
    (CsvKey::Note(NoteKind::Example), "examples", &[]),
    (CsvKey::Note(NoteKind::History), "history", &["history note"]),
    (CsvKey::Note(NoteKind::Figure), "figures", &[]),
    (CsvKey::Note(NoteKind::Advice), "advice", &[]),
    (CsvKey::Note(NoteKind::Change), "changes", &["change note"]),
    (CsvKey::Notations, "notations", &["code"]),
    (CsvKey::Match("exact"), "exact-match", &[]),
    (CsvKey::Match("close"), "close-match", &[]),
    (CsvKey::Match("broad"), "broad-match", &[]),
    (CsvKey::Match("narrow"), "narrow-match", &[]),
    (CsvKey::Match("related"), "related-match", &[]),
    (CsvKey::Iri, "iri", &["uri"]),
];

/// The headers that are written for keys, in their order.
pub(super) fn standard_headers() -> impl Iterator<Item = &'static str> {
    COLUMN_KEYS.iter().map(|(_, header, _)| *header)
}

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
                _ => return None,
            };
            return (!name.is_empty()).then_some(Self { key, language: None });
        }
        let (name, language) = split_language(header);
        // “Synonym(s)”, “Synonym 2”.
        let name = name.replace("(s)", "");
        let name = text::fold(name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
        let known = |header: &&str| text::fold(header) == name;
        let (key, ..) = COLUMN_KEYS
            .iter()
            .find(|(_, header, others)| known(header) || others.iter().any(known))?;
        let translated = matches!(key, CsvKey::Label(_) | CsvKey::Definition);
        (language.is_none() || translated).then(|| Self { key: key.clone(), language })
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
            _ => Some(&[';']),
        }
    }
}

/// An identifier made of a name.
fn name_to_identifier(name: &str) -> Option<String> {
    let words: Vec<_> = text::split_words(name).collect();
    (!words.is_empty()).then(|| words.join("-"))
}

/// A header less its language, `label@de` or `Label (de)`.
fn split_language(header: &str) -> (&str, Option<String>) {
    if let Some((name, tag)) = header.split_once('@')
        && schema::is_language_tag(tag.trim())
    {
        return (name, Some(tag.trim().to_owned()));
    }
    let inner = header.strip_suffix([')', ']']).and_then(|it| it.rsplit_once(['(', '[']));
    match inner {
        Some((name, tag)) if tag.len() == 2 && schema::is_language_tag(tag) => {
            (name, Some(tag.to_lowercase()))
        }
        _ => (header, None),
    }
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
        ] {
            assert_eq!(known(written).as_deref(), Some(meant), "{written}");
        }
        for unknown in ["", "Owner", "kind@de", "facet:", "relation:/", "colour:red", "@de"] {
            assert_eq!(known(unknown), None, "{unknown}");
        }
        assert!(standard_headers().all(|header| known(header).as_deref() == Some(header)));
    }
}
