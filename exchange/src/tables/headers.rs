//! Parses the headers of tables as people write them: marks, hints in brackets, languages.

use super::{
    header_names::COLUMN_KEYS,
    keys::{ColumnKey, ListCommas, SheetColumn},
    language_names::LANGUAGE_NAMES,
};
use cxterms_base::{corpus::LabelKind, language::format_tag, schema, text};
use std::{collections::HashMap, sync::LazyLock};

/// Language tags that a header may have behind a space or an underscore; `id`, `no` and `is` are words there.
const BARE_TAGS: &str = " ar bg ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu it ja ko lt lv ms mt nb nl nn pl pt ro ru sk sl sr sv th tr uk vi zh ";

/// Words in brackets or behind a name that say nothing of what a column holds.
const NOISE: [&str; 8] = [
    "required",
    "mandatory",
    "optional",
    "pflichtfeld",
    "pflicht",
    "obligatoire",
    "obligatorio",
    "s",
];

/// A header as a name and what stands beside it.
pub(super) struct Header {
    name: String,
    language: Option<String>,
    commas: ListCommas,
}

/// The key of a name, without a language.
pub(super) fn find_key(name: &str) -> Option<ColumnKey> {
    KEYS_BY_NAME.get(&squash(name)).cloned()
}

/// Every key by each of its names; the first of two that have one name gets it.
static KEYS_BY_NAME: LazyLock<HashMap<String, ColumnKey>> = LazyLock::new(|| {
    let others = OTHER_HEADERS.iter().flat_map(|(name, relation, names)| {
        let own = (*name).to_owned();
        let key = if *relation { ColumnKey::Relation(own, None) } else { ColumnKey::Facet(own) };
        names.iter().map(move |name| (*name, key.clone()))
    });
    let own = COLUMN_KEYS.iter().flat_map(|(key, header, names)| {
        [header].into_iter().chain(*names).map(move |name| (*name, key.clone()))
    });
    let mut all = HashMap::new();
    for (name, key) in own.chain(others) {
        all.entry(squash(name)).or_insert(key);
    }
    all
});

/// Whether a header is this name.
pub(super) fn is_same_header(header: &str, name: &str) -> bool {
    Header::parse(header).is_some_and(|header| squash(&header.name) == squash(name))
}

/// Whether a header of labels may as well name what the labels are of.
pub(super) fn may_name_concept(header: &str) -> bool {
    let name = Header::parse(header).map(|header| squash(&header.name));
    name.is_some_and(|name| ["concept", "begriff", "title"].contains(&&*name))
}

/// A name without what differs between `prefLabel`, `Pref Label` and `pref_label`.
fn squash(name: &str) -> String {
    text::fold(name).replace(' ', "")
}

impl Header {
    /// A header without marks, numbers and hints in brackets.
    pub(super) fn parse(header: &str) -> Option<Self> {
        let mut name = header.trim().to_owned();
        let (mut language, mut commas) = (None, ListCommas::Nowhere);
        while let Some((rest, inner)) = split_brackets(&name) {
            let hint = inner.trim().to_lowercase();
            let separated =
                hint.contains("separat") || hint.contains("getrennt") || hint.contains("list");
            if let Some(tag) = language_of(inner).filter(|_| language.is_none()) {
                language = Some(tag);
            } else if separated {
                if ["comma", "komma", ","].iter().any(|it| hint.contains(it)) {
                    commas = ListCommas::Everywhere;
                }
            } else if !NOISE.contains(&&*hint) {
                return None;
            }
            name = rest;
        }
        let plain = name.trim_matches(|c: char| "*:#†?".contains(c) || c.is_whitespace());
        let plain = plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let plain = plain.trim_end_matches(['*', ' ', '_']);
        Some(Self { name: plain.to_owned(), language, commas }).filter(|it| !it.name.is_empty())
    }

    /// The column that it names.
    pub(super) fn find_column(self) -> Option<SheetColumn> {
        let Self { name, language, commas } = self;
        let whole = find_key(&name).map(|key| (key, language.clone()));
        let whole = whole.or_else(|| {
            let (name, tag) = split_language(&name).filter(|_| language.is_none())?;
            Some((find_key(&name)?, Some(tag)))
        });
        let alone = || {
            let tag = language_of_word(&name)?;
            Some((ColumnKey::Label(LabelKind::Preferred), Some(tag.to_owned())))
        };
        let (key, language) = whole.or_else(alone)?;
        let column = SheetColumn { key, language, commas };
        (column.language.is_none() || column.is_translated()).then_some(column)
    }
}

/// A text and what stands in brackets in it, if something does.
fn split_brackets(text: &str) -> Option<(String, &str)> {
    let open = text.find(['(', '['])?;
    let end = text.get(open..)?.find([')', ']'])? + open;
    let rest = format!("{}{}", text.get(..open)?, text.get(end + 1..)?);
    Some((rest, text.get(open + 1..end)?))
}

/// The language that a hint in brackets names.
pub(super) fn language_of(text: &str) -> Option<String> {
    let text = text.trim();
    let named = || language_of_word(text).map(str::to_owned);
    let tag = || {
        let primary = text.split(['-', '_']).next().unwrap_or_default();
        let short = primary.len() == 2 && schema::is_language_tag(&text.replace('_', "-"));
        short.then(|| format_tag(text))
    };
    named().or_else(tag)
}

/// The language of which this is the name.
fn language_of_word(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    LANGUAGE_NAMES.iter().find(|(_, names)| names.contains(&&*word)).map(|(tag, _)| *tag)
}

/// A name less the language behind or before it: `label@de`, `altLabel_en`, `Definition EN`, `German term`.
fn split_language(name: &str) -> Option<(String, String)> {
    if let Some((name, tag)) = name.split_once('@') {
        return schema::is_language_tag(tag.trim())
            .then(|| (name.to_owned(), tag.trim().to_owned()));
    }
    let apart = |c: char| " _-.:/".contains(c);
    let (before, last) = name.rsplit_once(apart)?;
    let (first, behind) = name.split_once(apart)?;
    let bare = BARE_TAGS.contains(&format!(" {} ", last.to_lowercase()));
    if bare {
        return Some((before.to_owned(), last.to_lowercase()));
    }
    let named = language_of_word(last)
        .map(|tag| (before, tag))
        .or_else(|| language_of_word(first).map(|tag| (behind, tag)));
    named.map(|(name, tag)| (name.to_owned(), tag.to_owned()))
}

/// The headers that are written for keys, in their order.
pub(super) fn standard_headers() -> impl Iterator<Item = &'static str> {
    COLUMN_KEYS.iter().map(|(_, header, _)| *header)
}

/// Headers of what has no key of its own, and the facet or relation that holds it.
const OTHER_HEADERS: [(&str, bool, &[&str]); 2] = [
    (
        "related",
        true,
        &[
            "related",
            "related term",
            "related concept",
            "RT",
            "see also",
            "verwandter Begriff",
            "siehe auch",
            "terme associé",
            "TA",
            "voir aussi",
            "término relacionado",
            "véase también",
        ],
    ),
    (
        "subject-field",
        false,
        &["subject field", "subject", "domain", "Fachgebiet", "Sachgebiet", "domaine", "dominio"],
    ),
];

/// The prefixes of vocabularies whose properties are headers.
const VOCABULARIES: [&str; 7] = ["skos", "skosxl", "rdfs", "dc", "dct", "dcterms", "schema"];

impl SheetColumn {
    /// What a header means, if anything.
    pub(super) fn from_header(header: &str) -> Option<Self> {
        let header = header.trim();
        if let Some((sort, name)) = header.split_once(':') {
            let name = name.trim();
            let key = match text::fold(sort).as_str() {
                "facet" => ColumnKey::Facet(name.to_owned()),
                "relation" => match name.split_once('/') {
                    Some((name, inverse)) => ColumnKey::Relation(
                        name_to_identifier(name)?,
                        Some(name_to_identifier(inverse)?),
                    ),
                    None => ColumnKey::Relation(name_to_identifier(name)?, None),
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

    /// The header that is written for it.
    pub(super) fn header(&self) -> String {
        let name = match &self.key {
            ColumnKey::Facet(facet) => format!("facet:{facet}"),
            ColumnKey::Relation(name, Some(inverse)) => format!("relation:{name}/{inverse}"),
            ColumnKey::Relation(name, None) => format!("relation:{name}"),
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
        let known = |header: &str| SheetColumn::from_header(header).map(|column| column.header());
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
            ("Term status", "status"),
            ("Begriff", "label"),
            ("Oberbegriff", "subset-of"),
            ("Définition", "definition"),
            ("Sinónimos", "synonyms"),
            ("Term (German)", "label@de"),
            ("German term", "label@de"),
            ("Definition EN", "definition@en"),
            ("Label [pt-BR]", "label@pt-BR"),
            ("French", "label@fr"),
            ("Deutsch*", "label@de"),
            ("Español", "label@es"),
            ("Terme à éviter", "avoid"),
            ("Término no recomendado", "avoid"),
            ("Do not say", "avoid"),
            ("Antonyms", "contrasts-with"),
            ("Opposite of", "contrasts-with"),
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
