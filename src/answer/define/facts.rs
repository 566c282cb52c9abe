//! What voices say of a concept besides its meaning, in so many lines: facets and relations that nobody disputes.

use super::{DefinedConcept, FacetValues};
use crate::answer::{
    attribution::{NamedAttribution, ValueClaim},
    relation::RelatedConcept,
};
use cxterms_page::{Prose, SCREEN_LINES, Section};
use std::{cmp::Reverse, collections::BTreeSet};

/// How many columns a line of facts has: a screen less the column of labels, and some room for words that do not fit.
pub(super) const FACT_COLUMNS: usize = 62;

/// What a fact is told by.
#[derive(Clone, Copy)]
enum FactClaim<'c> {
    Value(&'c ValueClaim<'c>),
    Relation(&'c RelatedConcept<'c>),
}

/// One thing that is said.
struct Fact<'c> {
    claim: FactClaim<'c>,
    /// The facet of which only one value is told, because one excludes the others.
    excludes: Option<&'c str>,
    denied: bool,
    voices: usize,
}

/// A fact in words.
struct ToldFact<'c> {
    said: &'c NamedAttribution<'c>,
    text: String,
    /// How many columns it takes with all before it.
    columns: usize,
}

/// Everything that facets and relations say and nobody disputes, those in words that a screen has room for.
pub(super) struct FactList<'c> {
    told: Vec<ToldFact<'c>>,
    /// How many there are.
    count: usize,
    /// Whether several voices say some of them: then only these are told.
    often: bool,
}

impl<'c> FactClaim<'c> {
    fn said(self) -> &'c NamedAttribution<'c> {
        match self {
            Self::Value(it) => &it.said,
            Self::Relation(it) => &it.said,
        }
    }

    /// In words: as it is said or, of what is only denied, the contrary; with how many say so. Of what one voice alone says
    /// with a reservation none.
    fn count_behind(self) -> Option<String> {
        let claim = match (self, self.said().is_only_denied()) {
            (Self::Value(it), false) => it.state(),
            (Self::Value(it), true) => it.deny(),
            (Self::Relation(it), false) => it.state(),
            (Self::Relation(it), true) => it.deny(),
        };
        self.said().holders().count_behind(claim)
    }

    /// The same with a reservation.
    fn state_as_held(self) -> String {
        match self {
            Self::Value(it) => it.said.state_as_held(&it.state(), &it.deny()),
            Self::Relation(it) => it.said.state_as_held(&it.state(), &it.deny()),
        }
    }
}

impl<'c> Fact<'c> {
    fn from_claim(claim: FactClaim<'c>) -> Self {
        let (said, excludes) = (claim.said(), None);
        let denied = said.is_only_denied();
        let voices = said.holders().count();
        Self { claim, excludes, denied, voices }
    }
}

impl<'c> FactList<'c> {
    /// The facts of a concept: what several voices say first, of that what it is before what it is not, then what most
    /// say.
    pub(super) fn gather_facts(concept: &'c DefinedConcept<'c>) -> Self {
        let values = list_plain_facets(concept).flat_map(|facet| {
            let excludes = facet.rules.single_valued.then_some(facet.facet);
            facet.values.iter().map(move |it| {
                let fact = Fact::from_claim(FactClaim::Value(it));
                Fact { excludes: excludes.filter(|_| !fact.denied), ..fact }
            })
        });
        let related = list_plain_relations(concept);
        let related = related.map(|it| Fact::from_claim(FactClaim::Relation(it)));
        let mut all: Vec<_> = values.chain(related).collect();
        all.sort_by_key(|fact| (fact.voices < 2, fact.denied, Reverse(fact.voices)));
        let often = all.iter().filter(|fact| fact.voices > 1).count();
        let told = tell_facts(all.get(..if often > 0 { often } else { all.len() }), often > 0);
        Self { told, count: all.len(), often: often > 0 }
    }

    /// As many as so many lines hold.
    fn take_lines(&self, lines: usize) -> &[ToldFact<'c>] {
        let held = self.told.partition_point(|fact| fact.columns <= lines * FACT_COLUMNS);
        self.told.get(..held).unwrap_or_default()
    }

    /// How many so many lines hold.
    pub(super) fn count_in_lines(&self, lines: usize) -> usize {
        self.take_lines(lines).len()
    }

    /// Who say the facts that so many lines hold.
    pub(super) fn who_say(&self, lines: usize) -> impl Iterator<Item = &'c NamedAttribution<'c>> {
        self.take_lines(lines).iter().map(|fact| fact.said)
    }

    /// The facts that so many lines hold, and how many more there are.
    pub(super) fn to_section(&self, lines: usize) -> Section<'c> {
        let shown = self.take_lines(lines);
        let label = if self.often { "Often said" } else { "Said" };
        if shown.is_empty() {
            return Section::new(label, vec![]);
        }
        let mut text = join_facts(shown);
        match self.count - shown.len() {
            0 => {}
            more => text = format!("{text}; {more} more"),
        }
        Section::new(label, vec![Prose::from(text)])
    }
}

/// The facets that nobody disputes and that tell no more than what it is.
fn list_plain_facets<'c>(
    concept: &'c DefinedConcept<'c>,
) -> impl Iterator<Item = &'c FacetValues<'c>> {
    concept.facets.iter().filter(|facet| !facet.disputed && !facet.rules.defining)
}

/// The relations that nobody disputes and that have no section of their own.
fn list_plain_relations<'c>(
    concept: &'c DefinedConcept<'c>,
) -> impl Iterator<Item = &'c RelatedConcept<'c>> {
    concept.relations.iter().filter(|one| {
        let told = one.is_contrast() || one.is_part();
        !(one.disputed || told && !one.said.asserted_by.is_empty())
    })
}

/// Whether there are any.
pub(super) fn has_facts(concept: &DefinedConcept<'_>) -> bool {
    list_plain_facets(concept).any(|facet| !facet.values.is_empty())
        || list_plain_relations(concept).next().is_some()
}

/// As many facts in words as a screen holds; `often`: what several voices say, without what has no room for its reservation.
fn tell_facts<'c>(facts: Option<&[Fact<'c>]>, often: bool) -> Vec<ToldFact<'c>> {
    let room = SCREEN_LINES * FACT_COLUMNS;
    let mut told: Vec<ToldFact<'_>> = vec![];
    let mut columns = 0;
    let mut told_once = BTreeSet::new();
    for Fact { claim, excludes, .. } in facts.unwrap_or_default() {
        let again = excludes.is_some_and(|facet| !told_once.insert(facet));
        let text = claim.count_behind().or_else(|| (!often).then(|| claim.state_as_held()));
        let Some(text) = text.filter(|_| !again) else { continue };
        columns += text.chars().count() + 2;
        if columns > room {
            break;
        }
        told.push(ToldFact { said: claim.said(), text, columns });
    }
    told
}

/// Phrases with commas between them; a verb that the one before has too is said once: `leads to loyalty, value`.
fn join_facts(facts: &[ToldFact<'_>]) -> String {
    let mut text = String::with_capacity(facts.last().map_or(0, |last| last.columns + 16));
    let mut before = "";
    for ToldFact { text: fact, .. } in facts {
        let same = shared_words(before, fact);
        text.push_str(if text.is_empty() { "" } else { ", " });
        text.push_str(fact.get(same..).unwrap_or(fact).trim_start());
        before = fact;
    }
    text
}

/// How long the words are with which two phrases begin alike, where these are two or more: a verb and its preposition.
fn shared_words(one: &str, other: &str) -> usize {
    let mut shared = 0;
    let mut words = 0;
    for (a, b) in one.split_inclusive(' ').zip(other.split_inclusive(' ')) {
        if a != b || !a.ends_with(' ') {
            break;
        }
        shared += a.len();
        words += 1;
    }
    let denial = one.get(..shared).is_some_and(|lead| lead.ends_with(" not "));
    if words == 2 && !denial { shared } else { 0 }
}
