//! What each voice says of a concept, in a line: all voices of the concept at once.

use crate::answer::{
    attribution::NamedAttribution, define::DefinedConcept, relation::RelatedConcept,
};
use cxterms_base::End;
use cxterms_page::NamedCitation;

/// What one voice says of a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeardStatement<'b> {
    /// The voice's identifier.
    pub(crate) voice: &'b str,
    /// What it says first: what the concept means, else a fact, else a note.
    pub(crate) first: String,
    /// How many claims of it the voice makes or denies.
    pub(crate) claims: usize,
}

/// What each voice that is heard on a concept says of it first, and how much.
pub(crate) fn split_by_voice<'b>(concept: &DefinedConcept<'b>) -> Vec<HeardStatement<'b>> {
    let mut heard: Vec<HeardStatement<'b>> = vec![];
    let mut add = |said: &NamedAttribution<'b>, word: &dyn Fn(&NamedAttribution<'b>) -> String| {
        for (voice, alone) in split_attribution(said) {
            match heard.iter_mut().find(|known| known.voice == voice) {
                Some(known) => known.claims += 1,
                None => heard.push(HeardStatement { voice, first: word(&alone), claims: 1 }),
            }
        }
    };
    let in_words = |text: &'b str| {
        move |said: &NamedAttribution<'b>| said.state_as_held(text, &format!("not so: {text}"))
    };
    if let Some(words) = concept.definition {
        add(&concept.definition_said, &in_words(words));
    }
    for claim in &concept.definitions {
        add(&claim.said, &in_words(claim.text));
    }
    for value in concept.facets.iter().flat_map(|facet| &facet.values) {
        add(&value.said, &|said| said.state_as_held(&value.state(), &value.deny()));
    }
    // A relation is told once, at its near end; one that is the same from both, at the one that comes first.
    let near = |one: &&RelatedConcept<'_>| {
        let order = one.order;
        order.end == End::Near && (!one.is_contrast() || concept.term.id <= one.concept)
    };
    for one in concept.relations.iter().filter(near) {
        add(&one.said, &|said| match one.text {
            Some(text) => in_words(text)(said),
            None => said.state_as_held(&one.state(), &one.deny()),
        });
    }
    for note in &concept.notes {
        add(&note.said, &in_words(note.text));
    }
    if let Some(root) = &concept.root {
        add(root, &|said| said.state_as_held("has nothing above it", "has something above it"));
    }
    let names = concept.abbreviations.iter().chain(&concept.synonyms).chain(&concept.avoid);
    for name in names.chain(&concept.translations) {
        add(&name.said, &|said| {
            let calls = format!("says “{}”", name.text);
            said.state_as_held(&calls, &format!("does not say “{}”", name.text))
        });
    }
    for status in &concept.status {
        add(&status.said, &|said| {
            let state = status.value.name();
            said.state_as_held(state, &format!("not {state}"))
        });
    }
    heard
}

/// A claim as each voice by itself makes or denies it; of one on both sides, that it makes it.
fn split_attribution<'b>(said: &NamedAttribution<'b>) -> Vec<(&'b str, NamedAttribution<'b>)> {
    let mut alone: Vec<(&str, NamedAttribution<'b>)> = vec![];
    let mut add = |cited: &NamedCitation<'b>, denies: bool| {
        if alone.iter().any(|(voice, _)| *voice == cited.voice) {
            return;
        }
        let own = vec![*cited];
        let (asserted_by, denied_by) = if denies { (vec![], own) } else { (own, vec![]) };
        let said = NamedAttribution { asserted_by, denied_by, ..NamedAttribution::default() };
        alone.push((cited.voice, said));
    };
    said.asserted_by.iter().for_each(|cited| add(cited, false));
    said.denied_by.iter().for_each(|cited| add(cited, true));
    alone
}
