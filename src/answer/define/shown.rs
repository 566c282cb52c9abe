//! A concept as a screen shows it: what may be shown is chosen and put in order once, then cut to any extent.

use super::{
    DefinedConcept, NoteClaim,
    definitions::quote_definition_briefly,
    facts::{FactList, has_facts},
};
use crate::answer::{
    attribution::{NamedAttribution, TextClaim},
    brief_voices::name_voices_briefly,
    relation::RelatedConcept,
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Prose, Role, Section};
use std::cmp::Reverse;

/// How many contrasts, questions and definitions are shown at most, of each.
pub(super) const MAX_PART_ITEMS: usize = 3;

/// A concept, with what of its claims a screen shows first.
pub(super) struct ShownConcept<'c> {
    pub(super) concept: &'c DefinedConcept<'c>,
    pub(super) facts: FactList<'c>,
    /// What sets it apart from others, and how many sentences say so.
    contrasts: (Vec<&'c RelatedConcept<'c>>, usize),
    /// What voices say that it means, and how many do.
    definitions: (Vec<&'c TextClaim<'c>>, usize),
    /// Whether notes stand in the place of definitions, because nothing else is said.
    notes: bool,
}

impl<'c> ShownConcept<'c> {
    pub(super) fn choose_shown(concept: &'c DefinedConcept<'c>) -> Self {
        let facts = FactList::gather_facts(concept);
        let defined = concept.is_defined_by_voices();
        Self {
            notes: !concept.is_told_without_notes(),
            definitions: match defined {
                true => concept.choose_definitions(MAX_PART_ITEMS),
                false => (vec![], 0),
            },
            contrasts: choose_contrasts(concept),
            concept,
            facts,
        }
    }

    /// What voices say of it and nobody disputes, those that most say first, in so many lines.
    pub(super) fn list_facts(&self, lines: usize) -> Section<'c> {
        self.facts.to_section(lines)
    }

    /// What others say that it means; notes, where nothing else is said of it that a screen shows.
    pub(super) fn list_statements(&self, most: usize) -> Section<'c> {
        let (items, total): (Vec<_>, _) = match self.notes {
            true => {
                let notes = &self.concept.notes;
                (notes.iter().take(most).map(NoteClaim::quote_briefly).collect(), notes.len())
            }
            false => {
                let (chosen, total) = &self.definitions;
                let chosen = chosen.iter().take(most);
                (chosen.map(|it| quote_definition_briefly(it)).collect(), *total)
            }
        };
        let shown = items.len();
        Section::new("They say", items).of_total(shown, total)
    }

    /// What sets it apart from others: of each counterpart the sentence that most voices support.
    pub(super) fn list_contrasts(&self, most: usize) -> Section<'c> {
        let (chosen, total) = &self.contrasts;
        let items: Vec<_> = chosen.iter().take(most).map(|it| describe_contrast(it)).collect();
        let shown = items.len();
        Section::new("Differs", items).of_total(shown, *total)
    }

    /// What voices disagree about, as questions.
    pub(super) fn list_questions(&self, most: usize) -> Section<'c> {
        let questions = &self.concept.questions;
        let shown = questions.first.iter().take(most);
        let items: Vec<_> = shown.map(|question| Prose::from(&**question)).collect();
        let count = items.len();
        let mut section = Section::new("", items).of_total(count, questions.count);
        section.label = Prose::of(Role::Dispute, "In dispute");
        section
    }

    /// Who say the contrasts, facts and definitions that are shown of so many each.
    pub(super) fn who_say(
        &self,
        contrasts: usize,
        fact_lines: usize,
        definitions: usize,
    ) -> impl Iterator<Item = &'c NamedAttribution<'c>> {
        let said = self.contrasts.0.iter().take(contrasts).map(|it| &it.said);
        let said = said.chain(self.facts.who_say(fact_lines));
        said.chain(self.definitions.0.iter().take(definitions).map(|it| &it.said))
    }
}

impl DefinedConcept<'_> {
    /// Whether a voice says what it means.
    fn is_defined_by_voices(&self) -> bool {
        self.definitions.iter().any(|it| !it.said.asserted_by.is_empty())
    }

    /// Whether a screen shows something that is said of it besides notes.
    pub(super) fn is_told_without_notes(&self) -> bool {
        self.relations.iter().any(RelatedConcept::tells_apart)
            || self.is_defined_by_voices()
            || has_facts(self)
    }
}

/// The contrasts of a concept that are shown first, and how many there are.
fn choose_contrasts<'c>(concept: &'c DefinedConcept<'c>) -> (Vec<&'c RelatedConcept<'c>>, usize) {
    let mut counterparts: Vec<_> = concept
        .relations
        .chunk_by(|a, b| (a.is_contrast(), a.concept) == (b.is_contrast(), b.concept))
        .filter(|same| same.iter().any(RelatedConcept::tells_apart))
        .map(|same| {
            let voices: usize = same.iter().map(|one| one.said.count_asserting()).sum();
            let told = same.iter().filter(|one| one.tells_apart());
            let best = told.clone().min_by_key(|one| {
                (Reverse(one.said.count_asserting()), one.text.map_or(0, str::len))
            });
            (voices, told.count(), best)
        })
        .collect();
    counterparts.sort_by_key(|(voices, ..)| Reverse(*voices));
    let total = counterparts.iter().map(|(_, texts, _)| texts).sum();
    let best = counterparts.iter().filter_map(|(_, _, best)| *best);
    (best.take(MAX_PART_ITEMS).collect(), total)
}

/// A contrast in the words of those who draw it; the counterpart's name stands before words that do not name it.
fn describe_contrast<'p>(contrast: &'p RelatedConcept<'p>) -> Prose<'p> {
    let text = contrast.text.unwrap_or_default();
    let spoken = text.to_lowercase();
    let forms = contrast.term.short.split(' ').chain(contrast.term.abbreviation);
    let named = forms.into_iter().any(|name| spoken.contains(&name.to_lowercase()));
    let lead = match named {
        true => Prose::default(),
        false => Prose::from(contrast.term.capitalized_name()).plain(": "),
    };
    lead.join(contrast.said.attribute_briefly(text))
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
        let language = self.marked.map(|language| format!(" ({language})")).unwrap_or_default();
        Prose::of(Role::Voice, who).plain(lead).plain(text).plain(language)
    }
}
