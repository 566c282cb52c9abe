//! The keys of entries and of the manifest, in the order in which they are written. `docs/yaml.md` shows them so, and a test of
//! `check --fix` compares.

/// Those of a concept.
pub const CONCEPT_KEYS: &[&str] = &[
    "id",
    "iri",
    "label",
    "qualifier",
    "abbreviations",
    "synonyms",
    "avoid",
    "hidden",
    "kind",
    "definition",
    "definitions",
    "facets",
    "relations",
    "root",
    "schemes",
    "top-of",
    "translations",
    "notes",
    "notations",
    "matches",
    "status",
    "date",
    "created",
    "issued",
    "modified",
    "allow",
];

/// Those of `corpus.yaml`.
pub const MANIFEST_KEYS: &[&str] = &[
    "title",
    "language",
    "iri",
    "voice",
    "over",
    "profile",
    "rules",
    "edition",
    "implied-words",
    "voice-kinds",
    "kinds",
    "facets",
    "relations",
    "schemes",
];

/// Those of a voice.
pub const VOICE_KEYS: &[&str] = &["name", "short", "kind", "about"];

/// Those of a work.
pub const WORK_KEYS: &[&str] = &["by", "title", "published", "year", "url", "also-at"];
