//! The state of a concept in a definition: whether it is in use, since when, who says so, and what to use instead.

use super::DefinedConcept;
use super::replacement::{
    Replacement, Successor, describe_successors, find_replacement, list_once,
};
use crate::answer::{
    attribution::{NamedAttribution, list_few_voices},
    concept_names::NameCache,
    follow_up::FollowUp,
};
use cxterms_base::{
    ConceptId,
    corpus::{Aspect, ConceptState, StateClaim, ThinVec, capitalize_first},
    image::ImageError,
};
use cxterms_page::{NamedCitation, Prose, Role};
use serde::Serialize;
use std::collections::BTreeSet;

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

/// What voices say of a concept's state, as far as they are heard.
pub(super) fn gather_status<'b>(
    naming: &NameCache<'b>,
    of: ConceptId,
    states: ThinVec<StateClaim<&'b str>>,
) -> Result<Vec<StatusClaim<'b>>, ImageError> {
    let mut found = vec![];
    for StateClaim { value, replaced_by, since, said } in states {
        let Some(said) = naming.visible_attribution(said)? else { continue };
        let replaced_by = replaced_by.into_iter().map(|id| find_replacement(naming, of, id));
        let replaced_by = replaced_by.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        found.push(StatusClaim { value, since, replaced_by, said });
    }
    Ok(found)
}

impl<'b> DefinedConcept<'b> {
    /// Whether it is in use, where that is to be told before what it means: that it is no longer, or is not yet, or that
    /// voices disagree. Where all agree that is a sentence, else who says what.
    pub(crate) fn tell_status(&self) -> Vec<Prose<'_>> {
        if !self.is_status_told_first() {
            return vec![];
        }
        let told = match &*self.status {
            [one] if !one.said.is_denied() || one.said.is_only_denied() => one.describe_claim(true),
            several => self.introduce_speakers().join(begin_sentence(describe_speakers(several))),
        };
        vec![told.plain(".")]
    }

    /// Whether its definition begins with its state: unless all that is said is that it is in use.
    fn is_status_told_first(&self) -> bool {
        let plain =
            |it: &StatusClaim<'_>| it.value == ConceptState::Approved && !it.said.is_denied();
        !self.status.iter().all(plain)
    }

    /// What of its state holds, before who says what.
    fn introduce_speakers(&self) -> Prose<'static> {
        if !self.is_state_disputed() {
            return Prose::default();
        }
        let Some(mark) = self.term.given_up_mark() else {
            return Prose::of(Role::Dispute, "Voices disagree on whether it is in use. ");
        };
        let holds = Prose::of(Role::Strong, capitalize_first(mark));
        holds.plain(", though ").and(Role::Dispute, "voices disagree").plain(". ")
    }

    /// All that is said of its state, where its definition does not begin with it.
    pub(super) fn status_field(&self) -> Vec<Prose<'_>> {
        if self.is_status_told_first() { vec![] } else { self.list_status() }
    }

    /// All that is said of its state.
    pub(crate) fn list_status(&self) -> Vec<Prose<'_>> {
        self.status.iter().map(|claim| claim.describe_claim(false)).collect()
    }

    /// Whether some give it up and others do not.
    pub(super) fn is_state_disputed(&self) -> bool {
        if self.status.is_empty() {
            return false;
        }
        let (mut uses, mut ends) = (BTreeSet::new(), BTreeSet::new());
        let voices = |said: &[NamedCitation<'b>]| {
            let voices = said.iter().map(|cited| (cited.aspect, cited.voice));
            voices.collect::<Vec<_>>()
        };
        for StatusClaim { value, said, .. } in &self.status {
            let given_up = value.is_given_up();
            if given_up { &mut ends } else { &mut uses }.extend(voices(&said.asserted_by));
            uses.extend(voices(&said.denied_by).into_iter().filter(|_| given_up));
        }
        // What is said of practice or of an ideal clashes only with its like.
        let apart = |one: &BTreeSet<_>, other: &BTreeSet<_>, of: Option<&str>| {
            one.difference(other).any(|(aspect, _): &(Option<&str>, &str)| *aspect == of)
        };
        let disputed = |of| apart(&uses, &ends, of) && apart(&ends, &uses, of);
        self.status.iter().any(|claim| claim.said.has_conflict())
            || [None, Some(PRACTICE), Some(IDEAL)].into_iter().any(disputed)
    }

    /// What is to be used in its place, where it is no longer in use.
    fn replacements(&self) -> impl Iterator<Item = &Replacement<'b>> {
        let claims = self.status.iter().filter(|_| self.term.is_given_up());
        let claims = claims.filter(|it| it.value.is_given_up() && !it.said.asserted_by.is_empty());
        claims.flat_map(|claim| &claim.replaced_by)
    }

    /// The same, each followed to what is in use.
    fn successors(&self) -> impl Iterator<Item = &Successor<'b>> {
        self.replacements().flat_map(Replacement::successors)
    }

    /// The command that defines what is to be used in its place.
    pub(super) fn suggest_replacement(&self) -> Option<FollowUp<'_>> {
        let mut names: Vec<_> = vec![];
        for it in self.successors().filter(|it| it.label != self.term.label) {
            if !names.contains(&&*it.handle) {
                names.push(&*it.handle);
            }
        }
        (!names.is_empty()).then(|| FollowUp::about_names("define", names))
    }

    /// In brackets behind its name, where it is no longer in use: ` (deprecated; use another way)`.
    pub(super) fn mark_status(&self) -> Prose<'_> {
        let Some(mark) = self.term.given_up_mark() else { return Prose::default() };
        let instead = list_once(self.successors().map(|it| &*it.label));
        let instead = match instead.is_empty() {
            true => String::new(),
            false => format!("; use {}", instead.join(" or ")),
        };
        Prose::of(Role::Label, format!(" ({mark}{instead})"))
    }
}

/// The names of what a claim may speak of that is not what the thing is, and how a state is told of it.
const PRACTICE: &str = Aspect::Practice.name();
const IDEAL: &str = Aspect::Ideal.name();
const OF_ASPECTS: [(&str, &str); 2] = [(PRACTICE, "in practice "), (IDEAL, "ideally ")];

fn tell_aspect(cited: Option<&NamedCitation<'_>>) -> &'static str {
    let aspect = cited.and_then(|cited| cited.aspect);
    OF_ASPECTS.iter().find(|(name, _)| Some(*name) == aspect).map_or("", |(_, told)| told)
}

impl StatusClaim<'_> {
    /// The identifiers of what stands in its place.
    pub(crate) fn list_replacements(&self) -> impl Iterator<Item = &str> {
        self.replaced_by.iter().map(Replacement::id)
    }

    /// Whether it is said that a concept with an identifier stands in the place of one that is given up.
    pub(in crate::answer) fn names_replacement(&self, id: &str) -> bool {
        let asserted = self.value.is_given_up() && !self.said.asserted_by.is_empty();
        asserted && self.replaced_by.iter().any(|it| it.id() == id)
    }

    /// `Deprecated since 2021, says Ann; use another way instead`
    fn describe_claim(&self, capitalized: bool) -> Prose<'_> {
        let only_denied = self.said.is_only_denied();
        let since = self.since.map(|since| format!(" since {since}")).unwrap_or_default();
        let all = || self.said.asserted_by.iter().chain(&self.said.denied_by);
        let aspect = tell_aspect(all().next());
        let alike = all().all(|cited| tell_aspect(Some(cited)) == aspect);
        let aspect = if alike { aspect } else { "" };
        let state = match only_denied {
            true => format!("{aspect}not {}", self.value.name()),
            false => format!("{aspect}{}{since}", self.value.name()),
        };
        let state = if capitalized { capitalize_first(&state) } else { state };
        let bare = self.said.asserted_by.iter().all(|it| it.words().is_none() && !it.own);
        let lead = Prose::of(Role::Strong, state);
        let told = match self.said.as_contrary() {
            Some(contrary) => contrary.append_to(lead),
            None if bare && !self.said.is_denied() => {
                lead.plain(", says ").join(self.said.describe_voices())
            }
            None => self.said.append_to(lead),
        };
        match describe_successors(&self.replaced_by, " instead").filter(|_| !only_denied) {
            Some(instead) => told.plain("; ").join(instead),
            None => told,
        }
    }

    /// The same as one who asserts or denies it says it: `deprecated since 2021, use another way`.
    fn quote_speaker(&self, cited: &NamedCitation<'_>, denied: bool) -> Prose<'_> {
        let not = if denied { "not " } else { "" };
        let since = self.since.filter(|_| !denied).map(|since| format!(" since {since}"));
        let aspect = tell_aspect(Some(cited));
        let state = format!("{aspect}{not}{}{}", self.value.name(), since.unwrap_or_default());
        let words = cited.words().map(|words| format!(" ({words})"));
        let told = Prose::of(Role::Strong, state).plain(words.unwrap_or_default());
        match describe_successors(&self.replaced_by, "").filter(|_| !denied) {
            Some(instead) => told.plain(", ").join(instead),
            None => told,
        }
    }
}

fn begin_sentence(mut text: Prose<'_>) -> Prose<'_> {
    if let Some((_, first)) = text.0.first_mut() {
        *first = capitalize_first(first).into();
    }
    text
}

/// Who says what of a state, the strongest first: `Ann: deprecated since 2020-01, use ret; the house: approved`. A voice
/// that speaks alone in the corpus's own name is not named.
fn describe_speakers<'p>(claims: &'p [StatusClaim<'_>]) -> Prose<'p> {
    let mut speakers: Vec<(NamedCitation<'p>, Vec<Prose<'p>>)> = vec![];
    for claim in claims.iter().rev() {
        let asserted = claim.said.asserted_by.iter().map(|cited| (cited, false));
        let denied = claim.said.denied_by.iter().map(|cited| (cited, true));
        for (cited, denied) in asserted.chain(denied) {
            let told = claim.quote_speaker(cited, denied);
            match speakers.iter_mut().find(|(known, _)| known.voice == cited.voice) {
                Some((_, all)) if all.contains(&told) => {}
                Some((_, all)) => all.push(told),
                None => speakers.push((*cited, vec![told])),
            }
        }
    }
    if let [(cited, told)] = &*speakers
        && cited.own
    {
        return Prose::list(told.iter().cloned(), ", and also ");
    }
    let mut groups: Vec<(Vec<NamedCitation<'p>>, Vec<Prose<'p>>)> = vec![];
    for (cited, told) in speakers {
        match groups.iter_mut().find(|(_, known)| *known == told) {
            Some((voices, _)) => voices.push(cited),
            None => groups.push((vec![cited], told)),
        }
    }
    let groups = groups.into_iter().map(|(voices, told)| {
        list_few_voices(&voices).plain(": ").join(Prose::list(told, ", and also "))
    });
    Prose::list(groups, "; ")
}
