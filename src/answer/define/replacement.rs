//! What stands in the place of a concept that is given up, followed to what is in use.

use crate::answer::{concept_names::NameCache, lookup::Lookup};
use cxterms_base::{ConceptId, corpus::ConceptState, image::ImageError, text};
use cxterms_page::{Prose, Role};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeSet};

/// A concept that stands in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replacement<'b> {
    /// It.
    #[serde(flatten)]
    concept: Successor<'b>,
    /// Its own state, where it is no longer in use itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<ConceptState>,
    /// What is in use at the end of its own replacements, where it is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leads_to: Vec<Successor<'b>>,
    /// Whether these go round.
    #[serde(rename = "loop", skip_serializing_if = "std::ops::Not::not")]
    goes_round: bool,
    /// Whether they lead back to what it replaces.
    #[serde(skip)]
    leads_back: bool,
}

/// A concept to use instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Successor<'b> {
    /// Its identifier.
    id: &'b str,
    /// Its label.
    pub(super) label: Cow<'b, str>,
    /// The shortest name that means it and nothing else.
    #[serde(skip)]
    pub(super) handle: String,
}

/// The concept with an identifier, which is to replace another; none if there is none.
pub(super) fn find_replacement<'b>(
    naming: &NameCache<'b>,
    of: ConceptId,
    name: &str,
) -> Result<Option<Replacement<'b>>, ImageError> {
    let Some(first) = find_by_identifier(naming, name)? else { return Ok(None) };
    let concept = name_successor(naming, first)?;
    let state = hear_given_up(naming, first)?;
    let (mut leads_to, mut leads_back, mut goes_round) = (vec![], false, false);
    let mut seen = BTreeSet::from([first]);
    let mut next = if state.is_some() { vec![first] } else { vec![] };
    while let Some(id) = next.pop() {
        for name in list_replacing(naming, id)? {
            let Some(after) = find_by_identifier(naming, name)? else { continue };
            leads_back |= after == of;
            if after == of || !seen.insert(after) {
                goes_round = true;
                continue;
            }
            match hear_given_up(naming, after)? {
                Some(_) => next.push(after),
                None => leads_to.push(name_successor(naming, after)?),
            }
        }
    }
    Ok(Some(Replacement { concept, state, leads_to, goes_round, leads_back }))
}

/// What voices who are heard put in the place of a concept where they give it up.
fn list_replacing<'b>(naming: &NameCache<'b>, id: ConceptId) -> Result<Vec<&'b str>, ImageError> {
    let states = naming.ask.base.concept_record(id)?.concept.states.into_iter();
    let mut names = vec![];
    for state in states.filter(|state| state.value.is_given_up()) {
        let heard = naming.ask.perspective.filter_citations(state.said);
        if heard.is_some_and(|said| !said.asserted_by.is_empty()) {
            names.extend(state.replaced_by);
        }
    }
    Ok(names)
}

/// The state of a concept that is no longer in use, as far as voices are heard.
fn hear_given_up(
    naming: &NameCache<'_>,
    id: ConceptId,
) -> Result<Option<ConceptState>, ImageError> {
    let mark = naming.head(id)?.state;
    let state = naming.ask.perspective.hear_state(naming.ask.base, id, mark)?;
    Ok(state.filter(|state| state.is_given_up()))
}

fn find_by_identifier(naming: &NameCache<'_>, id: &str) -> Result<Option<ConceptId>, ImageError> {
    for posting in naming.ask.base.label_index().get(&text::fold(id))? {
        if naming.head(posting.concept)?.id == id {
            return Ok(Some(posting.concept));
        }
    }
    Ok(None)
}

fn name_successor<'b>(naming: &NameCache<'b>, id: ConceptId) -> Result<Successor<'b>, ImageError> {
    let term = naming.term(id)?;
    let handle = Lookup::find_handle(naming.ask.base, &term, "")?;
    Ok(Successor { id: term.id, label: term.name(), handle })
}

impl<'b> Replacement<'b> {
    /// The identifier of what is named.
    pub(super) fn id(&self) -> &'b str {
        self.concept.id
    }

    /// What is in use: itself, or what comes at the end of its own replacements.
    pub(super) fn successors(&self) -> impl Iterator<Item = &Successor<'b>> {
        let own = self.state.is_none().then_some(&self.concept);
        own.into_iter().chain(&self.leads_to)
    }
}

/// What to use instead, with an end to that phrase: `use chain 3 (by way of chain 2)`; of what leads to nothing in use,
/// that: `replaced by ret, which is itself retired`.
pub(super) fn describe_successors<'p>(
    replacements: &'p [Replacement<'_>],
    end: &'static str,
) -> Option<Prose<'p>> {
    let (current, over): (Vec<_>, Vec<_>) =
        replacements.iter().partition(|it| it.successors().next().is_some());
    let used = list_once(current.iter().flat_map(|it| it.successors()).map(|it| &*it.label));
    let passed = current.iter().filter(|it| it.state.is_some());
    let passed: Vec<_> = passed.map(|it| &*it.concept.label).collect();
    let used = (!used.is_empty()).then(|| {
        let lead = Prose::from("use ").and(Role::Strong, used.join(" or ")).plain(end);
        match passed.is_empty() {
            true => lead,
            false => lead.plain(format!(" (by way of {})", passed.join(" and "))),
        }
    });
    let over = over.into_iter().map(|it| {
        let lead = Prose::from("replaced by ").and(Role::Strong, &*it.concept.label);
        match (it.leads_back, it.goes_round) {
            (true, _) => lead.plain(", which leads back to it"),
            (false, true) => lead.plain(", whose replacements go round"),
            (false, false) => {
                let state = it.state.map_or("given up", ConceptState::name);
                lead.plain(format!(", which is itself {state}"))
            }
        }
    });
    let told = Prose::list(used.into_iter().chain(over), ", ");
    (!told.is_empty()).then_some(told)
}

/// Each of some names once, in order.
pub(super) fn list_once<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut all = vec![];
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}
