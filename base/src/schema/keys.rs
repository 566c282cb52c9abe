//! The keys of a concept's entry, in the order in which they are written.

/// As in `docs/yaml.md`, which a test holds to this.
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
    "allow",
];
