//! Shapes that several tools return: terms, claims with who makes them, works.

use crate::mcp::shape::{ListShape, OutputShape, Presence, ShapeField};

/// How many voices a short answer names beside a claim.
const MAX_VOICES: usize = 3;

pub(super) const ID: ShapeField =
    ShapeField::text("id", "its identifier, by which every tool takes it").always();
pub(super) const LABEL: ShapeField = ShapeField::text("label", "its name").always();
pub(super) const QUALIFIER: ShapeField =
    ShapeField::text("qualifier", "what tells it from another of the same name");
pub(super) const KIND: ShapeField = ShapeField::text("kind", "");
pub(super) const ABBREVIATION: ShapeField = ShapeField::text("abbreviation", "");
pub(super) const STATE: ShapeField =
    ShapeField::text("state", "deprecated or retired, if it is no longer in use");

pub(super) const DEFINITION: ShapeField =
    ShapeField::text("definition", "what it means, in the glossary's own words");
pub(super) const DEFINITION_BY: ShapeField =
    ShapeField::text("definition_by", "whose words these are, if another corpus's");

/// The fields by which a concept is named everywhere, and further ones.
macro_rules! term_fields {
    ($($further:expr),* $(,)?) => {{
        use $crate::mcp::tools::shapes::{ABBREVIATION, ID, KIND, LABEL, QUALIFIER, STATE};
        &[ID, LABEL, QUALIFIER, KIND, ABBREVIATION, STATE, $($further),*]
    }};
}
pub(super) use term_fields;

/// A concept as it is named everywhere.
pub(super) const TERM: OutputShape = OutputShape::Shared("term", term_fields![]);

/// A voice in a work.
const CITATION: OutputShape = OutputShape::Shared(
    "citation",
    &[
        ShapeField::text("name", "who says it").always(),
        ShapeField::text("work", "in which of `works`; none for the glossary's own voice"),
        ShapeField::text("via", "the identifier of the voice that reports it"),
        ShapeField::text("but", "a reservation, which changes the claim: never leave it out"),
        ShapeField::text("text", "what the voice adds").present(Presence::InFull),
        ShapeField::text("as", "kind or part"),
        ShapeField::text("of", "practice or ideal, if it does not say what the thing is"),
    ],
);

pub(super) const CITATIONS: OutputShape =
    OutputShape::List(&ListShape::new(CITATION, MAX_VOICES).with_most_each("name", 1));

/// The same beside values, of which there are several in a line.
const FEW_CITATIONS: OutputShape =
    OutputShape::List(&ListShape::new(CITATION, 2).with_most_each("name", 1));

pub(super) const ASSERTED: ShapeField = ShapeField::new("asserted_by", CITATIONS, "who says so");
pub(super) const DENIED: ShapeField = ShapeField::new("denied_by", CITATIONS, "who denies it");
pub(super) const DISPUTED: ShapeField =
    ShapeField::new("disputed", OutputShape::Flag, "true if voices disagree about it");

/// A text and who says it.
const TEXT_CLAIM: OutputShape = OutputShape::Shared(
    "text_claim",
    &[ShapeField::text("text", "").always(), ShapeField::text("language", ""), ASSERTED, DENIED],
);

pub(super) const DEFINITIONS: ShapeField = ShapeField::new(
    "definitions",
    OutputShape::List(&ListShape::new(TEXT_CLAIM, 3)),
    "what voices say that it means",
);

/// A value and who gives it.
const VALUE_CLAIM: OutputShape = OutputShape::Shared(
    "value_claim",
    &[
        ShapeField::text("value", "").always(),
        ShapeField::new("asserted_by", FEW_CITATIONS, "who says so"),
        ShapeField::new("denied_by", FEW_CITATIONS, "who denies it"),
    ],
);

pub(super) const VALUES: OutputShape = OutputShape::List(&ListShape::new(VALUE_CLAIM, 3));

/// A relation to another concept.
pub(super) const RELATION: OutputShape = OutputShape::Shared(
    "relation",
    &[
        ShapeField::text("relation", "").always(),
        ShapeField::text("concept", "the other concept's identifier").always(),
        ShapeField::text("label", "the other concept's name").always(),
        ShapeField::text("text", "the claim in words"),
        ShapeField::text("facet", "on what the two differ"),
        DISPUTED,
        ASSERTED,
        DENIED,
    ],
);

/// A work that is cited.
const WORK: OutputShape = OutputShape::Object(&[
    ShapeField::text("work", "its identifier in citations").always(),
    ShapeField::new("by", TEXTS, "its authors"),
    ShapeField::text("title", "").always(),
    ShapeField::text("published", "where"),
    ShapeField::text("year", ""),
    ShapeField::text("url", ""),
]);

pub(super) const WORKS: ShapeField = ShapeField::new(
    "works",
    OutputShape::List(&ListShape::new(WORK, usize::MAX)),
    "every work that is cited above, to be named with what it says",
);

/// Texts, all of them.
pub(super) const TEXTS: OutputShape =
    OutputShape::List(&ListShape::new(OutputShape::Text, usize::MAX));

pub(super) const REMARKS: ShapeField =
    ShapeField::new("remarks", TEXTS, "how a name was read").present(Presence::Added);

pub(super) const QUERY: ShapeField = ShapeField::text("query", "what was asked").always();

/// A question on which voices disagree.
pub(super) const QUESTIONS: ShapeField = ShapeField::new(
    "disputes",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(&[
            ShapeField::text("id", "by which list_disputes tells both sides").always(),
            ShapeField::text("question", "with how many voices say what").present(Presence::Added),
        ]),
        5,
    )),
    "on what voices disagree",
);
