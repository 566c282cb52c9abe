//! The list of all rules of documents, one file each. To add one, write its file, then name it twice here.

mod ambiguous_abbreviation;
mod conflicting_expansion;
mod joined_contrast;
mod name_to_avoid;
mod retired_concept;
mod undefined_first_use;

use super::ScanRule;

/// The name of the rule whose findings can be put right.
pub(super) const NAME_TO_AVOID: &str = name_to_avoid::RULE.name;

/// Every rule of documents, in the order in which `explain` lists them.
pub const SCAN_RULES: &[&ScanRule] = &[
    &name_to_avoid::RULE,
    &retired_concept::RULE,
    &conflicting_expansion::RULE,
    &ambiguous_abbreviation::RULE,
    &joined_contrast::RULE,
    &undefined_first_use::RULE,
];
