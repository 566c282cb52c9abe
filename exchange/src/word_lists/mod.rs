//! Word lists for the programs that writers use: what to say instead of what, who advises it, and what abbreviations mean.

mod abbreviations;
mod advice;
mod cspell;
mod given_up;
mod textlint;
mod vale;

pub(super) use abbreviations::FORMAT as ABBREVIATIONS;
pub(super) use cspell::FORMAT as CSPELL;
pub(super) use given_up::ReplacementFinder;
pub(super) use textlint::FORMAT as TEXTLINT;
pub(super) use vale::FORMAT as VALE;

use crate::{
    Coverage::{self, InPart},
    Part,
};

/// What the lists of names to avoid carry.
const ADVICE_CARRIED: &[(Part, Coverage)] = &[
    (
        Part::Labels,
        InPart("those to say instead of a name to avoid, and those that are given up for another"),
    ),
    (Part::Avoided, InPart("those that are nothing's right name")),
    (Part::Advice, InPart("those of names that are carried, with who advises them")),
    (Part::States, InPart(GIVEN_UP)),
    (Part::StateDates, InPart(GIVEN_UP)),
    (Part::Replacements, InPart(GIVEN_UP)),
];

const GIVEN_UP: &str = "where the term is given up for another: its label is a name to avoid";

/// The family of all of them.
const FAMILY: &str = "Word lists";
