//! Claims whose dates and replacements are their voices' own: what of one is said there already, in these words or in more.

use super::{
    claim::{Claim, is_same_part},
    claim_rules::{ClaimRules, DATES, STATE_DETAILS},
    planned::EntryMerge,
};
use cxterms_base::yaml::YamlValue;

impl Claim {
    /// Whether it is the same as another but for when it is said and what it puts in place.
    fn is_of_same_text(&self, other: &Self) -> bool {
        let mut pairs = self.is.iter().zip(&other.is);
        pairs.all(|(one, other)| is_detail(&one.0) || is_same_part(one, other))
    }

    fn is_denial(&self) -> bool {
        self.sides[0].is_empty() && !self.sides[1].is_empty()
    }
}

fn is_detail(key: &str) -> bool {
    DATES.contains(&key) || STATE_DETAILS.contains(&key)
}

impl EntryMerge<'_> {
    /// Whether nothing is new in a claim that stands there in more words, or that denies what everybody says at any time.
    pub(super) fn is_told_otherwise<'k>(
        &self,
        rules: ClaimRules,
        known: impl Iterator<Item = &'k Claim> + Clone,
        claim: &Claim,
    ) -> bool {
        if !rules.keys.iter().any(|key| is_detail(key)) {
            return false;
        }
        if claim.is_denial() {
            let mut met = known.filter(|it| it.is_of_same_text(claim)).peekable();
            return met.peek().is_some()
                && met.all(|it| self.reader.list_missing(claim, 1, &it.sides[1]).is_empty());
        }
        let said = list_speakers(rules, known, claim);
        let unattributed = self.is_unattributed(claim) && !said[0].is_empty();
        let is_told = |side: usize| {
            let told = said.get(side).map(Vec::as_slice).unwrap_or_default();
            self.reader.list_missing(claim, side, told).is_empty()
        };
        !said[0].is_empty() && (unattributed || is_told(0)) && is_told(1)
    }
}

/// Who makes a claim there, and who denies it, in its words or in more: with a date where it gives none.
pub(super) fn list_speakers<'k>(
    rules: ClaimRules,
    known: impl Iterator<Item = &'k Claim>,
    claim: &Claim,
) -> [Vec<YamlValue>; 2] {
    let mut said: [Vec<YamlValue>; 2] = Default::default();
    for known in known.filter(|it| it.is_same_as(claim) || covers(rules, it, claim)) {
        said.iter_mut().zip(&known.sides).for_each(|(all, it)| all.extend(it.iter().cloned()));
    }
    said
}

/// Whether a claim says all that another says, and when, or what is in its place, beyond that. Of texts only those without
/// a date are completed by one.
fn covers(rules: ClaimRules, known: &Claim, claim: &Claim) -> bool {
    let details: Vec<_> = claim.is.iter().filter(|(key, _)| is_detail(key)).collect();
    let bare = details.iter().all(|(_, value)| value.is_none());
    let of_state = rules.keys.contains(&STATE_DETAILS[0]);
    let within = |(key, value): &&(String, Option<String>)| {
        let Some(value) = value else { return true };
        let there: Vec<_> = known.part(key).unwrap_or_default().lines().collect();
        value.lines().all(|name| there.contains(&name))
    };
    !details.is_empty()
        && known.is_of_same_text(claim)
        && (bare || of_state && details.iter().all(within))
}
