//! The list of all rules, one file each. To add one, write its file, then name it twice here.

mod ambiguous_label;
mod article_label;
mod avoided_advice;
mod avoided_name;
mod bare_contrast;
mod clause_definition;
mod contrast_with_umbrella;
mod definition_circle;
mod deprecated_replacement;
mod deprecated_use;
mod excluded_relation;
mod facet_value_spelling;
mod full_stop;
mod invisible_character;
mod iri_twice;
mod island;
mod label_twice;
mod lone_abbreviation;
mod match_clash;
mod missing_definition;
mod missing_language;
mod negative_definition;
mod no_address;
mod no_replacement;
mod notation_twice;
mod one_origin;
mod orphan;
mod plain_words;
mod redundant_umbrella;
mod root_placed;
mod same_definition;
mod same_formula;
mod second_label;
mod self_definition;
mod several_sentences;
mod shared_name;
mod siblings_alike;
mod two_states;
mod umbrella_circle;
mod uncited_voice;
mod uncited_work;
mod unit_clash;
mod unknown_input;
mod unsourced_claim;
mod unused_allow;
mod unused_input;
mod worked_example;
mod zero_divisor;

use super::Rule;

pub(super) use full_stop::{RULE as FULL_STOP, ends_with_full_stop};
pub use no_address::is_address;
pub(super) use unused_allow::{RULE as UNUSED_ALLOW, find_unused_allows};

/// Every rule, in the order in which `explain` lists them.
pub const RULES: &[&Rule] = &[
    &missing_definition::RULE,
    &self_definition::RULE,
    &definition_circle::RULE,
    &same_definition::RULE,
    &siblings_alike::RULE,
    &clause_definition::RULE,
    &negative_definition::RULE,
    &several_sentences::RULE,
    &full_stop::RULE,
    &avoided_advice::RULE,
    &avoided_name::RULE,
    &plain_words::RULE,
    &ambiguous_label::RULE,
    &shared_name::RULE,
    &label_twice::RULE,
    &second_label::RULE,
    &lone_abbreviation::RULE,
    &article_label::RULE,
    &missing_language::RULE,
    &bare_contrast::RULE,
    &contrast_with_umbrella::RULE,
    &excluded_relation::RULE,
    &umbrella_circle::RULE,
    &redundant_umbrella::RULE,
    &root_placed::RULE,
    &orphan::RULE,
    &island::RULE,
    &deprecated_use::RULE,
    &deprecated_replacement::RULE,
    &no_replacement::RULE,
    &two_states::RULE,
    &facet_value_spelling::RULE,
    &unknown_input::RULE,
    &unused_input::RULE,
    &unit_clash::RULE,
    &zero_divisor::RULE,
    &same_formula::RULE,
    &worked_example::RULE,
    &iri_twice::RULE,
    &match_clash::RULE,
    &notation_twice::RULE,
    &unsourced_claim::RULE,
    &one_origin::RULE,
    &uncited_voice::RULE,
    &uncited_work::RULE,
    &no_address::RULE,
    &invisible_character::RULE,
    &unused_allow::RULE,
];
