//! Claims of a list, which may be very many, found by what they are known by and by who makes them.

use super::claim::Claim;
use std::collections::{BTreeSet, HashMap};

/// Claims of a list in their order.
#[derive(Debug, Default)]
pub(super) struct ClaimList {
    claims: Vec<Claim>,
    /// The keys whose values claims of one sort share.
    alike: &'static [&'static str],
    /// Where claims stand, by what those that are the same have in common.
    names: HashMap<String, BTreeSet<usize>>,
    /// Where claims of the same speakers stand that are alike in what a sort shares.
    sorts: HashMap<String, BTreeSet<usize>>,
}

impl ClaimList {
    /// Claims, those of one sort being alike under these keys.
    pub(super) fn from_claims(claims: Vec<Claim>, alike: &'static [&'static str]) -> Self {
        let mut list = Self { alike, ..Self::default() };
        for claim in claims {
            list.push(claim);
        }
        list
    }

    pub(super) fn len(&self) -> usize {
        self.claims.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter()
    }

    /// The claims that have in common with another what the same ones do.
    pub(super) fn iter_named(&self, claim: &Claim) -> impl Iterator<Item = &Claim> + Clone {
        let places = self.names.get(&claim.shared_name()).into_iter().flatten();
        places.filter_map(|at| self.claims.get(*at))
    }

    pub(super) fn get(&self, at: usize) -> Option<&Claim> {
        self.claims.get(at)
    }

    pub(super) fn push(&mut self, claim: Claim) {
        let at = self.claims.len();
        self.names.entry(claim.shared_name()).or_default().insert(at);
        if let Some(sort) = claim.sort_name(self.alike) {
            self.sorts.entry(sort).or_default().insert(at);
        }
        self.claims.push(claim);
    }

    /// Puts a claim in the place of another.
    pub(super) fn replace(&mut self, at: usize, claim: Claim) {
        let Some(old) = self.claims.get_mut(at) else { return };
        self.names.entry(old.shared_name()).or_default().remove(&at);
        self.names.entry(claim.shared_name()).or_default().insert(at);
        if let Some(sort) = old.sort_name(self.alike) {
            self.sorts.entry(sort).or_default().remove(&at);
        }
        if let Some(sort) = claim.sort_name(self.alike) {
            self.sorts.entry(sort).or_default().insert(at);
        }
        *old = claim;
    }

    /// Where claims stand that are the same as another.
    pub(super) fn find_same(&self, claim: &Claim) -> impl Iterator<Item = usize> {
        let places = self.names.get(&claim.shared_name()).into_iter().flatten().copied();
        places.filter(|at| self.claims.get(*at).is_some_and(|known| known.is_same_as(claim)))
    }

    /// The claims of another's sort: the same voices make them in the same works, and they are alike in what is shared.
    pub(super) fn find_sort(&self, claim: &Claim) -> impl Iterator<Item = (usize, &Claim)> {
        let sort = claim.sort_name(self.alike);
        let places = sort.and_then(|sort| self.sorts.get(&sort)).into_iter().flatten();
        let claims = places.filter_map(|at| Some((*at, self.claims.get(*at)?)));
        claims.filter(|(_, known)| known.is_of_sort(claim, self.alike))
    }
}
