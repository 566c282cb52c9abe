//! One rule a file. To add one, write its file, then name it twice here.

mod ambiguous_label;
mod bare_contrast;
mod clause_definition;
mod contrast_with_umbrella;
mod facet_value_spelling;
mod full_stop;
mod invisible_character;
mod label_twice;
mod missing_definition;
mod no_address;
mod orphan;
mod redundant_umbrella;
mod same_definition;
mod self_definition;
mod umbrella_circle;
mod uncited_voice;
mod uncited_work;
mod unused_allow;

use super::Rule;

pub(super) use full_stop::{RULE as FULL_STOP, ends_with_full_stop};
pub use no_address::is_address;
pub(super) use unused_allow::{RULE as UNUSED_ALLOW, unused};

/// Every rule, in the order in which `explain` lists them.
pub const RULES: &[&Rule] = &[
    &missing_definition::RULE,
    &self_definition::RULE,
    &same_definition::RULE,
    &clause_definition::RULE,
    &full_stop::RULE,
    &bare_contrast::RULE,
    &contrast_with_umbrella::RULE,
    &ambiguous_label::RULE,
    &label_twice::RULE,
    &uncited_voice::RULE,
    &uncited_work::RULE,
    &umbrella_circle::RULE,
    &redundant_umbrella::RULE,
    &orphan::RULE,
    &facet_value_spelling::RULE,
    &no_address::RULE,
    &invisible_character::RULE,
    &unused_allow::RULE,
];
