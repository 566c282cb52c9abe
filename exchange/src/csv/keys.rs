//! Which column says what?

use cxterms_base::{
    corpus::{LabelKind, NoteKind},
    schema, text,
};

/// What the cells of a column say of their concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
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
pub(super) struct Column {
    pub(super) key: Key,
    pub(super) language: Option<String>,
}

/// Every key with the header that is written for it, and others by which it is known.
const KEYS: &[(Key, &str, &[&str])] = &[
    (Key::Id, "id", &["identifier", "concept id", "term id"]),
    (
        Key::Label(LabelKind::Preferred),
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
        Key::Label(LabelKind::Abbreviation),
        "abbreviations",
        &["abbr", "acronym", "short form", "short name"],
    ),
    (
        Key::Label(LabelKind::Synonym),
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
        Key::Label(LabelKind::Avoid),
        "avoid",
        &["deprecated", "deprecated term", "do not use", "not to be used"],
    ),
    (Key::Qualifier, "qualifier", &[]),
    (Key::Kind, "kind", &["type", "category", "class"]),
    (Key::Definition, "definition", &["meaning", "means", "description"]),
    (
        Key::Source,
        "source",
        &["by", "author", "reference", "according to", "definition source", "source of definition"],
    ),
    (
        Key::SubsetOf,
        "subset-of",
        &["umbrella", "broader", "broader term", "parent", "falls under", "is a"],
    ),
    (Key::Covers, "superset-of", &["narrower", "narrower term", "child", "children"]),
    (
        Key::ContrastsWith,
        "contrasts-with",
        &["contrast", "differs from", "not to be confused with"],
    ),
    (Key::SameAs, "same-as", &[]),
    (Key::Root, "root", &["top concept"]),
    (Key::Note(NoteKind::Remark), "notes", &["remark", "comment"]),
    (Key::Note(NoteKind::Usage), "usage", &["usage note"]),
    (Key::Note(NoteKind::Scope), "scope", &["scope note"]),
    (Key::Note(NoteKind::Example), "examples", &[]),
    (Key::Note(NoteKind::History), "history", &["history note"]),
    (Key::Note(NoteKind::Figure), "figures", &[]),
    (Key::Note(NoteKind::Advice), "advice", &[]),
    (Key::Note(NoteKind::Change), "changes", &["change note"]),
    (Key::Notations, "notations", &["code"]),
    (Key::Match("exact"), "exact-match", &[]),
    (Key::Match("close"), "close-match", &[]),
    (Key::Match("broad"), "broad-match", &[]),
    (Key::Match("narrow"), "narrow-match", &[]),
    (Key::Match("related"), "related-match", &[]),
    (Key::Iri, "iri", &["uri"]),
];

/// The headers that are written for keys, in their order.
pub(super) fn headers() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(_, header, _)| *header)
}

impl Column {
    /// What a header means, if anything.
    pub(super) fn named(header: &str) -> Option<Self> {
        let header = header.trim();
        if let Some((sort, name)) = header.split_once(':') {
            let name = name.trim();
            let key = match text::fold(sort).as_str() {
                "facet" => Key::Facet(name.to_owned()),
                "relation" => match name.split_once('/') {
                    Some((name, inverse)) => Key::Relation(plain(name)?, Some(plain(inverse)?)),
                    None => Key::Relation(plain(name)?, None),
                },
                _ => return None,
            };
            return (!name.is_empty()).then_some(Self { key, language: None });
        }
        let (name, language) = spoken(header);
        // “Synonym(s)”, “Synonym 2”.
        let name = name.replace("(s)", "");
        let name = text::fold(name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
        let known = |header: &&str| text::fold(header) == name;
        let (key, ..) =
            KEYS.iter().find(|(_, header, others)| known(header) || others.iter().any(known))?;
        let translated = matches!(key, Key::Label(_) | Key::Definition);
        (language.is_none() || translated).then(|| Self { key: key.clone(), language })
    }

    /// The header that is written for it.
    pub(super) fn header(&self) -> String {
        let name = match &self.key {
            Key::Facet(facet) => format!("facet:{facet}"),
            Key::Relation(name, Some(inverse)) => format!("relation:{name}/{inverse}"),
            Key::Relation(name, None) => format!("relation:{name}"),
            key => {
                let known = KEYS.iter().find(|(known, ..)| known == key);
                known.map_or("", |(_, header, _)| header).to_owned()
            }
        };
        match &self.language {
            Some(language) => format!("{name}@{language}"),
            None => name,
        }
    }

    /// Whether a cell holds several values, and which signs may stand between them besides `|` and line breaks.
    pub(super) fn several(&self) -> Option<&'static [char]> {
        match self.key {
            Key::Label(LabelKind::Preferred)
            | Key::Id
            | Key::Qualifier
            | Key::Iri
            | Key::Kind
            | Key::Definition
            | Key::Source
            | Key::Root => None,
            // A semicolon may stand within a sentence.
            Key::Note(_) => Some(&[]),
            _ => Some(&[';']),
        }
    }
}

/// An identifier made of a name.
fn plain(name: &str) -> Option<String> {
    let words: Vec<_> = text::split_words(name).collect();
    (!words.is_empty()).then(|| words.join("-"))
}

/// A header less its language, `label@de` or `Label (de)`.
fn spoken(header: &str) -> (&str, Option<String>) {
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
        let known = |header: &str| Column::named(header).map(|column| column.header());
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
        assert!(headers().all(|header| known(header).as_deref() == Some(header)));
    }
}
