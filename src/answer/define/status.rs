//! The state of a concept in a definition: whether it is in use, since when, who says so, and what to use instead.

use super::DefinedConcept;
use crate::answer::{
    attribution::NamedAttribution, concept_names::NameCache, follow_up::FollowUp, lookup::Lookup,
};
use cxterms_base::{
    corpus::{ConceptState, StateClaim, ThinVec, capitalize_first},
    image::ImageError,
    text,
};
use cxterms_page::{Prose, Role};
use serde::Serialize;
use std::borrow::Cow;

/// A state in which voices say that a concept is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusClaim<'b> {
    /// The state.
    pub value: ConceptState,
    /// The date from which it is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<&'b str>,
    /// What stands in its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<Replacement<'b>>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// A concept that stands in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replacement<'b> {
    /// Its identifier.
    pub id: &'b str,
    /// Its label.
    pub label: Cow<'b, str>,
    /// The shortest name that means it and nothing else.
    #[serde(skip)]
    handle: String,
}

/// What voices say of a concept's state, as far as they are heard.
pub(super) fn gather_status<'b>(
    naming: &NameCache<'b>,
    states: ThinVec<StateClaim<&'b str>>,
) -> Result<Vec<StatusClaim<'b>>, ImageError> {
    let mut found = vec![];
    for StateClaim { value, replaced_by, since, said } in states {
        let Some(said) = naming.visible_attribution(said)? else { continue };
        let mut replacements = vec![];
        for id in replaced_by {
            replacements.extend(find_replacement(naming, id)?);
        }
        found.push(StatusClaim { value, since, replaced_by: replacements, said });
    }
    Ok(found)
}

fn find_replacement<'b>(
    naming: &NameCache<'b>,
    id: &str,
) -> Result<Option<Replacement<'b>>, ImageError> {
    let base = naming.ask.base;
    for posting in base.label_index().get(&text::fold(id))? {
        let head = naming.head(posting.concept)?;
        if head.id == id {
            let term = naming.term(posting.concept)?;
            let handle = Lookup::find_handle(base, &term, "")?;
            return Ok(Some(Replacement { id: term.id, label: term.name(), handle }));
        }
    }
    Ok(None)
}

impl<'b> DefinedConcept<'b> {
    /// Whether it is in use, where that is to be told before what it means: that it is no longer, or is not yet, or that
    /// voices disagree.
    pub(super) fn tell_status(&self) -> Vec<Prose<'_>> {
        if self.is_state_disputed() && !self.term.is_given_up() {
            let told = self.status.iter().map(|claim| claim.describe_claim(false));
            let lead = Prose::of(Role::Dispute, "Voices disagree on whether it is in use: ");
            return vec![lead.join(Prose::list(told, "; ")).plain(".")];
        }
        let wanted = |claim: &&StatusClaim<'_>| {
            let given_up = self.term.is_given_up() == claim.value.is_given_up();
            given_up && claim.value != ConceptState::Approved && !claim.said.asserted_by.is_empty()
        };
        let told = self.status.iter().rev().filter(wanted);
        let told = told.map(|claim| claim.describe_claim(true));
        let told: Vec<_> = told.collect();
        if told.is_empty() { vec![] } else { vec![Prose::list(told, "; ").plain(".")] }
    }

    /// All that is said of its state, where its definition does not begin with it.
    pub(super) fn status_field(&self) -> Vec<Prose<'_>> {
        let told_first = self.is_state_disputed() && !self.term.is_given_up();
        let rest = self.status.iter().filter(|claim| {
            let first = self.term.is_given_up() == claim.value.is_given_up()
                && claim.value != ConceptState::Approved;
            !told_first && (!first || claim.said.asserted_by.is_empty())
        });
        rest.map(|claim| claim.describe_claim(false)).collect()
    }

    /// All that is said of its state.
    pub(super) fn list_status(&self) -> Vec<Prose<'_>> {
        self.status.iter().map(|claim| claim.describe_claim(false)).collect()
    }

    /// Whether some give it up and others do not.
    pub(super) fn is_state_disputed(&self) -> bool {
        let ends = |claim: &&StatusClaim<'_>| {
            claim.value.is_given_up() && !claim.said.asserted_by.is_empty()
        };
        let denied = self.status.iter().any(|claim| claim.said.has_conflict());
        let uses = |claim: &StatusClaim<'_>| {
            !claim.value.is_given_up() && !claim.said.asserted_by.is_empty()
        };
        denied || self.status.iter().any(|it| ends(&it)) && self.status.iter().any(uses)
    }

    /// What is to be used in its place, where it is no longer in use.
    fn replacements(&self) -> impl Iterator<Item = &Replacement<'b>> {
        let claims = self.status.iter().filter(|_| self.term.is_given_up());
        let claims = claims.filter(|it| it.value.is_given_up() && !it.said.asserted_by.is_empty());
        claims.flat_map(|claim| &claim.replaced_by)
    }

    /// The command that defines what is to be used in its place.
    pub(super) fn suggest_replacement(&self) -> Option<FollowUp<'_>> {
        let names = self.replacements().map(|it| &*it.handle);
        let mut names: Vec<_> = names.collect();
        names.dedup();
        (!names.is_empty()).then(|| FollowUp::about_names("define", names))
    }

    /// In brackets behind its name, where it is no longer in use: ` (deprecated; use new way)`.
    pub(super) fn mark_status(&self) -> Prose<'_> {
        let Some(mark) = self.term.given_up_mark() else { return Prose::default() };
        let mut instead: Vec<_> = self.replacements().map(|it| &*it.label).collect();
        instead.dedup();
        let instead = match instead.is_empty() {
            true => String::new(),
            false => format!("; use {}", instead.join(" or ")),
        };
        Prose::of(Role::Label, format!(" ({mark}{instead})"))
    }
}

impl StatusClaim<'_> {
    /// `Deprecated since 2021, says Ann; use new way instead`
    fn describe_claim(&self, capitalized: bool) -> Prose<'_> {
        let only_denied = self.said.is_only_denied();
        let since = self.since.map(|since| format!(" since {since}")).unwrap_or_default();
        let state = match only_denied {
            true => format!("not {}{since}", self.value.name()),
            false if capitalized => format!("{}{since}", capitalize_first(self.value.name())),
            false => format!("{}{since}", self.value.name()),
        };
        let bare = self.said.asserted_by.iter().all(|it| it.words().is_none() && !it.own);
        let lead = Prose::of(Role::Strong, state);
        let told = match self.said.as_contrary() {
            Some(contrary) => contrary.append_to(lead),
            None if bare && !self.said.is_denied() => {
                lead.plain(", says ").join(self.said.describe_voices())
            }
            None => self.said.append_to(lead),
        };
        let instead: Vec<_> = self.replaced_by.iter().map(|it| &*it.label).collect();
        match instead.is_empty() || only_denied {
            true => told,
            false => told.plain("; use ").and(Role::Strong, instead.join(" or ")).plain(" instead"),
        }
    }
}
