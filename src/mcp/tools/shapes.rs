//! Shapes that several tools return: terms, claims with who makes them, works.

use crate::mcp::shape::{ListShape, OutputShape, Presence, ShapeField};

/// How many voices a short answer names beside a claim.
const MAX_VOICES: usize = 3;

pub(super) const ID: ShapeField =
    ShapeField::new("id", OutputShape::Text, "its identifier, by which every tool takes it")
        .always();
pub(super) const LABEL: ShapeField =
    ShapeField::new("label", OutputShape::Text, "its name").always();
pub(super) const QUALIFIER: ShapeField =
    ShapeField::new("qualifier", OutputShape::Text, "what tells it from another of the same name");
pub(super) const KIND: ShapeField = ShapeField::new("kind", OutputShape::Text, "");
pub(super) const ABBREVIATION: ShapeField = ShapeField::new("abbreviation", OutputShape::Text, "");
pub(super) const STATE: ShapeField =
    ShapeField::new("state", OutputShape::Text, "deprecated or retired, if it is no longer in use");

pub(super) const DEFINITION: ShapeField =
    ShapeField::new("definition", OutputShape::Text, "what it means, in the glossary's own words");
pub(super) const DEFINITION_BY: ShapeField = ShapeField::new(
    "definition_by",
    OutputShape::Text,
    "whose words these are, if another corpus's",
);

/// A concept as it is named everywhere.
pub(super) const TERM: OutputShape =
    OutputShape::Shared("term", &[ID, LABEL, QUALIFIER, KIND, ABBREVIATION, STATE]);

/// A voice in a work.
const CITATION: OutputShape = OutputShape::Shared(
    "citation",
    &[
        ShapeField::new("name", OutputShape::Text, "who says it").always(),
        ShapeField::new(
            "work",
            OutputShape::Text,
            "in which of `works`; none for the glossary's own voice",
        ),
        ShapeField::new("via", OutputShape::Text, "the identifier of the voice that reports it"),
        ShapeField::new(
            "but",
            OutputShape::Text,
            "a reservation, which changes the claim: never leave it out",
        ),
        ShapeField::new("text", OutputShape::Text, "what the voice adds").present(Presence::InFull),
        ShapeField::new("as", OutputShape::Text, "kind or part"),
        ShapeField::new(
            "of",
            OutputShape::Text,
            "practice or ideal, if it does not say what the thing is",
        ),
    ],
);

pub(super) const CITATIONS: OutputShape =
    OutputShape::List(&ListShape { of: CITATION, most: MAX_VOICES, each: Some(("name", 1)) });

/// The same beside values, of which there are several in a line.
const FEW_CITATIONS: OutputShape =
    OutputShape::List(&ListShape { of: CITATION, most: 2, each: Some(("name", 1)) });

pub(super) const ASSERTED: ShapeField = ShapeField::new("asserted_by", CITATIONS, "who says so");
pub(super) const DENIED: ShapeField = ShapeField::new("denied_by", CITATIONS, "who denies it");
pub(super) const DISPUTED: ShapeField =
    ShapeField::new("disputed", OutputShape::Flag, "true if voices disagree about it");

/// A text and who says it.
const TEXT_CLAIM: OutputShape = OutputShape::Shared(
    "text_claim",
    &[
        ShapeField::new("text", OutputShape::Text, "").always(),
        ShapeField::new("language", OutputShape::Text, ""),
        ASSERTED,
        DENIED,
    ],
);

pub(super) const DEFINITIONS: ShapeField = ShapeField::new(
    "definitions",
    OutputShape::List(&ListShape { of: TEXT_CLAIM, most: 3, each: None }),
    "what voices say that it means",
);

/// A value and who gives it.
const VALUE_CLAIM: OutputShape = OutputShape::Shared(
    "value_claim",
    &[
        ShapeField::new("value", OutputShape::Text, "").always(),
        ShapeField::new("asserted_by", FEW_CITATIONS, "who says so"),
        ShapeField::new("denied_by", FEW_CITATIONS, "who denies it"),
    ],
);

pub(super) const VALUES: OutputShape =
    OutputShape::List(&ListShape { of: VALUE_CLAIM, most: 3, each: None });

/// A relation to another concept.
pub(super) const RELATION: OutputShape = OutputShape::Shared(
    "relation",
    &[
        ShapeField::new("relation", OutputShape::Text, "").always(),
        ShapeField::new("concept", OutputShape::Text, "the other concept's identifier").always(),
        ShapeField::new("label", OutputShape::Text, "the other concept's name").always(),
        ShapeField::new("text", OutputShape::Text, "the claim in words"),
        ShapeField::new("facet", OutputShape::Text, "on what the two differ"),
        DISPUTED,
        ASSERTED,
        DENIED,
    ],
);

/// A work that is cited.
const WORK: OutputShape = OutputShape::Object(&[
    ShapeField::new("work", OutputShape::Text, "its identifier in citations").always(),
    ShapeField::new("by", TEXTS, "its authors"),
    ShapeField::new("title", OutputShape::Text, "").always(),
    ShapeField::new("published", OutputShape::Text, "where"),
    ShapeField::new("year", OutputShape::Text, ""),
    ShapeField::new("url", OutputShape::Text, ""),
]);

pub(super) const WORKS: ShapeField = ShapeField::new(
    "works",
    OutputShape::List(&ListShape { of: WORK, most: usize::MAX, each: None }),
    "every work that is cited above, to be named with what it says",
);

/// Texts, all of them.
pub(super) const TEXTS: OutputShape =
    OutputShape::List(&ListShape { of: OutputShape::Text, most: usize::MAX, each: None });

pub(super) const REMARKS: ShapeField =
    ShapeField::new("remarks", TEXTS, "how a name was read").present(Presence::Added);

pub(super) const QUERY: ShapeField =
    ShapeField::new("query", OutputShape::Text, "what was asked").always();

/// A question on which voices disagree.
pub(super) const QUESTIONS: ShapeField = ShapeField::new(
    "disputes",
    OutputShape::List(&ListShape {
        of: OutputShape::Object(&[
            ShapeField::new("id", OutputShape::Text, "by which list_disputes tells both sides")
                .always(),
            ShapeField::new("question", OutputShape::Text, "with how many voices say what")
                .present(Presence::Added),
        ]),
        most: 5,
        each: None,
    }),
    "on what voices disagree",
);
