//! What voices say of a concept besides its meaning, in so many lines: facts, and notes where there is nothing else.

use super::{DefinedConcept, NoteClaim, screen::FACT_COLUMNS};
use crate::answer::{
    attribution::NamedAttribution, brief_voices::name_voices_briefly, relation::RelatedConcept,
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Prose, Role, Section};
use std::{cmp::Reverse, collections::BTreeSet};

/// One thing that is said.
struct Fact<'c> {
    said: &'c NamedAttribution<'c>,
    /// The facet of which only one value is told, because one excludes the others.
    excludes: Option<&'c str>,
    /// In words, with how many say so; none where a reservation belongs to it that has no room.
    text: Option<String>,
    /// The same with a reservation.
    reserved: String,
    denied: bool,
    voices: usize,
}

impl<'c> Fact<'c> {
    /// A claim, or the contrary of one that is only denied.
    fn from_claim(said: &'c NamedAttribution<'c>, stated: &str, contrary: &str) -> Self {
        let (text, voices) = match said.as_contrary() {
            Some(held) => (held.count_behind(contrary), held.count_asserting()),
            None => (said.count_behind(stated), said.count_asserting()),
        };
        let (denied, reserved) =
            (said.as_contrary().is_some(), said.state_as_held(stated, contrary));
        Self { said, excludes: None, text, reserved, denied, voices }
    }
}

impl DefinedConcept<'_> {
    /// What voices say of it and nobody disputes, those that most say first, in so many lines.
    pub(super) fn list_facts(&self, lines: usize) -> Section<'_> {
        let facts = self.gather_facts();
        let often = facts.iter().any(|fact| fact.voices > 1);
        let shown = select_facts(&facts, lines);
        let label = if often { "Often said" } else { "Said" };
        if shown.is_empty() {
            return Section::new(label, vec![]);
        }
        let more = facts.len() - shown.len();
        let mut text = join_facts(&shown.iter().map(|(_, text)| *text).collect::<Vec<_>>());
        if more > 0 {
            text = format!("{text}; {more} more");
        }
        Section::new(label, vec![Prose::from(text)])
    }

    /// Who say the facts that so many lines hold.
    pub(super) fn choose_facts(&self, lines: usize) -> Vec<&NamedAttribution<'_>> {
        select_facts(&self.gather_facts(), lines).into_iter().map(|(fact, _)| fact.said).collect()
    }

    /// Everything that facets and relations say and nobody disputes: what several voices say first, of that what it is
    /// before what it is not, then what most say.
    fn gather_facts(&self) -> Vec<Fact<'_>> {
        let facets = self.facets.iter().filter(|facet| !facet.disputed && !facet.rules.defining);
        let values = facets.flat_map(|facet| {
            let excludes = facet.rules.single_valued.then_some(facet.facet);
            facet.values.iter().map(move |it| {
                let fact = Fact::from_claim(&it.said, &it.stated, &it.contrary);
                Fact { excludes: excludes.filter(|_| !fact.denied), ..fact }
            })
        });
        let related = self.relations.iter().filter(|one| {
            // What is asserted of these has sections of its own.
            let told = one.is_contrast() || one.is_part();
            !(one.disputed || told && !one.said.asserted_by.is_empty())
        });
        let related = related.map(|it| Fact::from_claim(&it.said, &it.stated, &it.contrary));
        let mut all: Vec<_> = values.chain(related).collect();
        all.sort_by_key(|fact| (fact.voices < 2, fact.denied, Reverse(fact.voices)));
        all
    }

    /// What others say that it means; notes, where nothing else is said of it that a screen shows.
    pub(super) fn list_statements(&self, most: usize) -> Section<'_> {
        let told = self.relations.iter().any(RelatedConcept::tells_apart);
        let definitions = self.rank_definitions();
        if told || !definitions.is_empty() || !self.gather_facts().is_empty() {
            return self.list_definitions(most);
        }
        let items: Vec<_> = self.notes.iter().take(most).map(NoteClaim::quote_briefly).collect();
        let shown = items.len();
        Section::new("They say", items).of_total(shown, self.notes.len())
    }
}

impl NoteClaim<'_> {
    /// A note behind the name of who says so, or denies it.
    fn quote_briefly(&self) -> Prose<'_> {
        let by = match self.said.asserted_by.is_empty() {
            true => &self.said.denied_by,
            false => &self.said.asserted_by,
        };
        let who = capitalize_first(&name_voices_briefly(by));
        let lead = if who.is_empty() { "" } else { ": " };
        let text = self.said.state_as_held(self.text, &format!("not so: {}", self.text));
        Prose::of(Role::Voice, who).plain(lead).plain(text)
    }
}

/// As many facts as so many lines hold, in words: what several voices say, else what one says.
fn select_facts<'f, 'c>(facts: &'f [Fact<'c>], lines: usize) -> Vec<(&'f Fact<'c>, &'f str)> {
    let often = facts.iter().filter(|fact| fact.voices > 1).count();
    let room = lines * FACT_COLUMNS;
    let mut used = 0;
    let mut shown = vec![];
    let mut told_once = BTreeSet::new();
    for fact in facts.iter().take(if often > 0 { often } else { facts.len() }) {
        let told = fact.excludes.is_none_or(|facet| told_once.insert(facet));
        let text = match often {
            0 => Some(fact.text.as_ref().unwrap_or(&fact.reserved)),
            _ => fact.text.as_ref(),
        };
        let Some(text) = text.filter(|_| told) else { continue };
        used += text.chars().count() + 2;
        if used > room {
            break;
        }
        shown.push((fact, &**text));
    }
    shown
}

/// Phrases with commas between them; a verb that the one before has too is said once: `leads to loyalty, value`.
fn join_facts(facts: &[&str]) -> String {
    let mut text = String::new();
    let mut before = "";
    for fact in facts {
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
