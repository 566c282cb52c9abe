//! Headers of tables as people write them, in several languages, and the keys that they stand for.

use super::keys::{CsvColumn, CsvKey};
use cxterms_base::{
    corpus::{LabelKind, NoteKind},
    schema, text,
};

/// Every key with the header that is written for it, and others by which it is known, English first, then German, French
/// and Spanish.
pub(super) const COLUMN_KEYS: &[(CsvKey, &str, &[&str])] = &[
    (
        CsvKey::Id,
        "id",
        &["identifier", "concept id", "term id", "Kennung", "identifiant", "identificador"],
    ),
    (
        CsvKey::Label(LabelKind::Preferred),
        "label",
        &[
            "term",
            "preferred label",
            "pref label",
            "preferred term",
            "preferred name",
            "name",
            "term name",
            "display name",
            "headword",
            "title",
            "business term",
            "concept",
            "PT",
            "Begriff",
            "Benennung",
            "Bezeichnung",
            "Vorzugsbenennung",
            "Vorzugsbezeichnung",
            "Fachbegriff",
            "Terminus",
            "terme",
            "libellé",
            "terme préféré",
            "nom",
            "término",
            "termino",
            "nombre",
            "etiqueta",
            "término preferido",
        ],
    ),
    (
        CsvKey::Label(LabelKind::Abbreviation),
        "abbreviations",
        &[
            "abbr",
            "abbrev",
            "acronym",
            "initialism",
            "short form",
            "short name",
            "Abkürzung",
            "Abkürzungen",
            "Kürzel",
            "Kurzform",
            "abréviation",
            "sigle",
            "acronyme",
            "abreviatura",
            "sigla",
            "acrónimo",
        ],
    ),
    (
        CsvKey::Label(LabelKind::Synonym),
        "synonyms",
        &[
            "alt label",
            "alternative label",
            "alternate label",
            "alternative term",
            "alternate term",
            "alternative name",
            "alternate name",
            "other name",
            "alias",
            "also known as",
            "also called",
            "aka",
            "variant",
            "non-preferred term",
            "UF",
            "used for",
            "Synonym",
            "Synonyme",
            "Alternativbenennung",
            "auch bekannt als",
            "synonymes",
            "variante",
            "employé pour",
            "sinónimo",
            "sinónimos",
            "sinonimos",
            "usado por",
        ],
    ),
    (
        CsvKey::Label(LabelKind::Avoid),
        "avoid",
        &[
            "deprecated",
            "deprecated term",
            "forbidden term",
            "forbidden",
            "do not use",
            "not to be used",
            "vermeiden",
            "zu vermeiden",
            "nicht verwenden",
            "verbotene Benennung",
            "à éviter",
            "terme déconseillé",
            "evitar",
            "término desaconsejado",
        ],
    ),
    (CsvKey::Qualifier, "qualifier", &["homograph qualifier"]),
    (
        CsvKey::Kind,
        "kind",
        &[
            "type",
            "category",
            "class",
            "concept type",
            "term type",
            "Art",
            "Kategorie",
            "Typ",
            "catégorie",
            "categoría",
            "tipo",
        ],
    ),
    (
        CsvKey::Definition,
        "definition",
        &[
            "meaning",
            "means",
            "description",
            "explanation",
            "Bedeutung",
            "Beschreibung",
            "Erklärung",
            "définition",
            "signification",
            "définitions",
            "definición",
            "definicion",
            "significado",
            "descripción",
        ],
    ),
    (
        CsvKey::Source,
        "source",
        &[
            "by",
            "author",
            "reference",
            "according to",
            "definition source",
            "source of definition",
            "Quelle",
            "Quellenangabe",
            "Definitionsquelle",
            "référence",
            "fuente",
            "referencia",
        ],
    ),
    (
        CsvKey::SubsetOf,
        "subset-of",
        &[
            "umbrella",
            "broader",
            "broader term",
            "broader concept",
            "parent",
            "parent term",
            "falls under",
            "is a",
            "BT",
            "BTG",
            "BTP",
            "Oberbegriff",
            "übergeordnet",
            "übergeordneter Begriff",
            "générique",
            "terme générique",
            "TG",
            "término genérico",
            "término general",
            "padre",
        ],
    ),
    (
        CsvKey::Covers,
        "superset-of",
        &[
            "narrower",
            "narrower term",
            "narrower concept",
            "child",
            "children",
            "child term",
            "NT",
            "NTG",
            "NTP",
            "Unterbegriff",
            "Unterbegriffe",
            "terme spécifique",
            "TS",
            "término específico",
            "hijo",
        ],
    ),
    (
        CsvKey::ContrastsWith,
        "contrasts-with",
        &[
            "contrast",
            "differs from",
            "not to be confused with",
            "antonym",
            "Abgrenzung",
            "nicht zu verwechseln mit",
        ],
    ),
    (CsvKey::SameAs, "same-as", &[]),
    (CsvKey::Root, "root", &["top concept", "top term"]),
    (
        CsvKey::Note(NoteKind::Remark),
        "notes",
        &[
            "remark",
            "comment",
            "editorial note",
            "Anmerkung",
            "Anmerkungen",
            "Bemerkung",
            "Bemerkungen",
            "Hinweis",
            "Kommentar",
            "remarque",
            "commentaire",
            "nota",
            "observación",
            "observaciones",
            "comentario",
        ],
    ),
    (
        CsvKey::Note(NoteKind::Usage),
        "usage",
        &["usage note", "Verwendung", "Verwendungshinweis", "uso"],
    ),
    (
        CsvKey::Note(NoteKind::Scope),
        "scope",
        &["scope note", "SN", "note d'application", "nota de alcance"],
    ),
    (
        CsvKey::Note(NoteKind::Example),
        "examples",
        &[
            "example sentence",
            "context sentence",
            "Beispiel",
            "Beispiele",
            "Kontext",
            "exemple",
            "contexte",
            "ejemplo",
            "ejemplos",
        ],
    ),
    (CsvKey::Note(NoteKind::History), "history", &["history note", "HN"]),
    (CsvKey::Note(NoteKind::Figure), "figures", &[]),
    (CsvKey::Note(NoteKind::Advice), "advice", &[]),
    (CsvKey::Note(NoteKind::Change), "changes", &["change note"]),
    (CsvKey::Notations, "notations", &["code", "notation", "Notation", "código"]),
    (CsvKey::Match("exact"), "exact-match", &[]),
    (CsvKey::Match("close"), "close-match", &[]),
    (CsvKey::Match("broad"), "broad-match", &["broader match"]),
    (CsvKey::Match("narrow"), "narrow-match", &["narrower match"]),
    (CsvKey::Match("related"), "related-match", &[]),
    (CsvKey::Iri, "iri", &["uri", "concept uri", "concept iri"]),
];

/// Headers of what has no key of its own, and the facet or relation that holds it.
const OTHER_HEADERS: [(&str, bool, &[&str]); 3] = [
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
        "status",
        false,
        &["status", "term status", "approval status", "state", "Zustand", "statut", "estado"],
    ),
    (
        "subject-field",
        false,
        &["subject field", "subject", "domain", "Fachgebiet", "Sachgebiet", "domaine", "dominio"],
    ),
];

/// Languages by the names that headers have for them.
const LANGUAGE_NAMES: [(&str, &[&str]); 9] = [
    ("en", &["english", "englisch", "anglais", "inglés", "ingles"]),
    ("de", &["german", "deutsch", "allemand", "alemán"]),
    ("fr", &["french", "französisch", "français", "francais", "francés"]),
    ("es", &["spanish", "spanisch", "espagnol", "español", "espanol"]),
    ("it", &["italian", "italienisch", "italien", "italiano"]),
    ("pt", &["portuguese", "portugiesisch", "portugais", "português", "portugués"]),
    ("nl", &["dutch", "niederländisch", "néerlandais", "nederlands"]),
    ("pl", &["polish", "polnisch", "polonais", "polski"]),
    ("ja", &["japanese", "japanisch", "japonais", "japonés"]),
];

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
    commas: bool,
}

/// The key of a name, without a language.
pub(super) fn find_key(name: &str) -> Option<CsvKey> {
    let wanted = squash(name);
    let known = |header: &&str| squash(header) == wanted;
    let own =
        COLUMN_KEYS.iter().find(|(_, header, others)| known(header) || others.iter().any(known));
    own.map(|(key, ..)| key.clone()).or_else(|| {
        let (name, relation, _) =
            OTHER_HEADERS.iter().find(|(.., names)| names.iter().any(known))?;
        let name = (*name).to_owned();
        Some(if *relation { CsvKey::Relation(name, None) } else { CsvKey::Facet(name) })
    })
}

/// A name without what differs between `prefLabel`, `Pref Label` and `pref_label`.
fn squash(name: &str) -> String {
    text::fold(name).replace(' ', "")
}

impl Header {
    /// A header without marks, numbers and hints in brackets.
    pub(super) fn parse(header: &str) -> Option<Self> {
        let mut name = header.trim().to_owned();
        let (mut language, mut commas) = (None, false);
        while let Some((rest, inner)) = split_brackets(&name) {
            let hint = inner.trim().to_lowercase();
            let separated =
                hint.contains("separat") || hint.contains("getrennt") || hint.contains("list");
            if let Some(tag) = language_of(inner).filter(|_| language.is_none()) {
                language = Some(tag);
            } else if separated {
                commas = hint.contains("comma") || hint.contains("komma") || hint.contains(',');
            } else if !NOISE.contains(&&*hint) {
                return None;
            }
            name = rest;
        }
        let plain = name.trim_matches(|c: char| "*:#†".contains(c) || c.is_whitespace());
        let plain = plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let plain = plain.trim_end_matches(['*', ' ', '_']);
        Some(Self { name: plain.to_owned(), language, commas }).filter(|it| !it.name.is_empty())
    }

    /// The column that it names.
    pub(super) fn find_column(self) -> Option<CsvColumn> {
        let Self { name, language, commas } = self;
        let whole = find_key(&name).map(|key| (key, language.clone()));
        let (key, language) = whole.or_else(|| {
            let (name, tag) = split_language(&name).filter(|_| language.is_none())?;
            Some((find_key(&name)?, Some(tag)))
        })?;
        let column = CsvColumn { key, language, commas };
        // What is said of notes in a language is told once it is known whether that is the corpus's own.
        let spoken = column.is_translated() || matches!(column.key, CsvKey::Note(_));
        (column.language.is_none() || spoken).then_some(column)
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
fn language_of(text: &str) -> Option<String> {
    let text = text.trim();
    let named = || {
        let word = text.to_lowercase();
        LANGUAGE_NAMES
            .iter()
            .find(|(_, names)| names.contains(&&*word))
            .map(|(tag, _)| (*tag).to_owned())
    };
    let tag = || {
        let primary = text.split(['-', '_']).next().unwrap_or_default();
        let short = primary.len() == 2 && schema::is_language_tag(&text.replace('_', "-"));
        short.then(|| normalize_tag(text))
    };
    named().or_else(tag)
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
    let word =
        |word: &str| LANGUAGE_NAMES.iter().find(|(_, all)| all.contains(&&*word.to_lowercase()));
    let bare = BARE_TAGS.contains(&format!(" {} ", last.to_lowercase()));
    if bare {
        return Some((before.to_owned(), last.to_lowercase()));
    }
    let named = word(last)
        .map(|(tag, _)| (before, *tag))
        .or_else(|| word(first).map(|(tag, _)| (behind, *tag)));
    named.map(|(name, tag)| (name.to_owned(), tag.to_owned()))
}

/// A tag with its letters as BCP 47 writes them: `EN_us` is `en-US`.
fn normalize_tag(tag: &str) -> String {
    let parts = tag.split(['-', '_']).enumerate().map(|(at, part)| match (at, part.len()) {
        (0, _) => part.to_lowercase(),
        (_, 2) => part.to_uppercase(),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("-")
}
