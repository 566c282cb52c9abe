//! By what the claims of each sort are told apart.

use super::{claim::Claim, claim_list::ClaimList};

/// The keys of the dates of a text.
pub(super) const DATES: [&str; 4] = ["created", "issued", "modified", "date"];

/// What else a state says.
pub(super) const STATE_DETAILS: [&str; 2] = ["since", "replaced-by"];

/// How claims of a sort are told apart, and which are known to be the same when they are worded otherwise.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClaimRules {
    /// By what they are known; the first is the key of one that is only a text.
    pub(super) keys: &'static [&'static str],
    /// The key of the text that may change; none where another text is another claim.
    pub(super) text: Option<&'static str>,
    /// What must be alike then, besides who speaks and where.
    pub(super) alike: &'static [&'static str],
    /// The key that must be there if the corpus's own voice is to have changed its words, which it says in no work.
    pub(super) named_by: Option<&'static str>,
    /// Whether the rest must be said again with the claim, since the last that is said of it counts.
    pub(super) repeats_rest: bool,
}

pub(super) const DEFINITIONS: ClaimRules = ClaimRules {
    keys: &["text", "lang", DATES[0], DATES[1], DATES[2], DATES[3]],
    text: Some("text"),
    alike: &["lang", DATES[0], DATES[1], DATES[2], DATES[3]],
    named_by: Some(NOTHING),
    repeats_rest: false,
};
pub(super) const NOTES: ClaimRules = ClaimRules {
    keys: DEFINITIONS.keys,
    text: Some("text"),
    alike: &["kind", "label", "lang", DATES[0], DATES[1], DATES[2], DATES[3]],
    named_by: Some("label"),
    repeats_rest: true,
};
pub(super) const VALUES: ClaimRules =
    ClaimRules { keys: &["value"], text: None, alike: &[], named_by: None, repeats_rest: false };
/// Of states.
pub(super) const STATES: ClaimRules = ClaimRules {
    keys: &["value", STATE_DETAILS[0], STATE_DETAILS[1]],
    repeats_rest: true,
    ..VALUES
};
/// Of a facet that has one value.
pub(super) const SINGLE_VALUES: ClaimRules = ClaimRules { text: Some("value"), ..VALUES };
pub(super) const LABELS: ClaimRules =
    ClaimRules { keys: &["text"], text: None, alike: &[], named_by: None, repeats_rest: true };
pub(super) const RELATIONS: ClaimRules = ClaimRules {
    keys: &["concept", "facet", "text"],
    text: Some("text"),
    alike: &["concept", "facet"],
    named_by: Some(NOTHING),
    repeats_rest: false,
};
/// Claims of which no more is known than who makes them.
pub(super) const OTHERS: ClaimRules =
    ClaimRules { keys: &[], text: None, alike: &[], named_by: None, repeats_rest: true };

/// A key that no claim has.
const NOTHING: &str = "";

impl ClaimRules {
    /// Claims that are told apart so.
    pub(super) fn list(&self, claims: Vec<Claim>) -> ClaimList {
        ClaimList::from_claims(claims, self.alike)
    }
}
