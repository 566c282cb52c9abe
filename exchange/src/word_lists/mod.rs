//! Word lists for the programs that writers use: what to say instead of what, who advises it, and what abbreviations mean.

mod abbreviations;
mod advice;
mod cspell;
mod textlint;
mod vale;

pub(super) use abbreviations::FORMAT as ABBREVIATIONS;
pub(super) use cspell::FORMAT as CSPELL;
pub(super) use textlint::FORMAT as TEXTLINT;
pub(super) use vale::FORMAT as VALE;

use crate::{
    Coverage::{self, InPart},
    Part,
};

/// What the lists of names to avoid carry.
const ADVICE_CARRIED: &[(Part, Coverage)] = &[
    (Part::Labels, InPart("those to say instead of a name to avoid")),
    (Part::Avoided, InPart("those that are nothing's right name")),
    (Part::Advice, InPart("those of names that are carried, with who advises them")),
];

/// The family of all of them.
const FAMILY: &str = "Word lists";
