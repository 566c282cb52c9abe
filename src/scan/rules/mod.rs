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

/// The name of the rule that finds names of concepts that are no longer in use.
pub(super) const RETIRED_CONCEPT: &str = retired_concept::RULE.name;

/// The rule by which long forms that a set gives are silenced.
pub(super) const CONFLICTING_EXPANSION: &str = conflicting_expansion::RULE.name;

/// The rule by which uses of abbreviations are silenced.
pub(super) const AMBIGUOUS_ABBREVIATION: &str = ambiguous_abbreviation::RULE.name;

/// Every rule of documents, in the order in which `explain` lists them.
pub const SCAN_RULES: &[&ScanRule] = &[
    &name_to_avoid::RULE,
    &retired_concept::RULE,
    &conflicting_expansion::RULE,
    &ambiguous_abbreviation::RULE,
    &joined_contrast::RULE,
    &undefined_first_use::RULE,
];
