//! The state of a concept: what voices say of it, and what of that holds.

use super::{
    Aspect, Citation, CitedStance, ClaimCitations, Concept, ConceptId, ConceptState, Corpus,
    ThinVec, VoiceId, WorkId, claims, yaml_map::YamlMap,
};
use crate::{schema::StateEntry, yaml::YamlValue};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A state in which voices say that a concept is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateClaim<S = String> {
    /// The state.
    pub value: ConceptState,
    /// The identifiers of the concepts that stand in its place.
    pub replaced_by: Vec<S>,
    /// The date from which it is so: a year, a month or a day.
    pub since: Option<S>,
    /// Who says so.
    pub said: CitedStance<S>,
}

/// The state that holds among those which are claimed; none where voices disagree on whether the concept is in use, and
/// where none is claimed.
///
/// What an own voice of the corpus says holds, that of the last layer first. Else a concept is given up only if all who
/// speak of its state say so, and nobody denies it. Who gives it up with a reservation, or as it ought to be, does not give
/// it up here and now.
pub fn find_state<S>(states: &[StateClaim<S>], editors: &[VoiceId]) -> Option<ConceptState> {
    let by = |voice: VoiceId, state: &StateClaim<S>| {
        state.list_outright().any(|citation| citation.voice == voice)
    };
    let denies = |voice: VoiceId, state: &StateClaim<S>| {
        state.said.denied_by.iter().any(|citation| citation.voice == voice)
    };
    for own in editors.iter().rev().copied() {
        let given = states.iter().filter(|state| by(own, state) && !denies(own, state));
        if let Some(state) = given.map(|state| state.value).max() {
            return Some(state);
        }
        if states.iter().any(|state| state.value.is_given_up() && denies(own, state)) {
            return find_best(states, false);
        }
    }
    let gone = || states.iter().filter(|state| state.value.is_given_up());
    let ends: BTreeSet<_> =
        gone().flat_map(StateClaim::list_outright).map(|citation| citation.voice).collect();
    let speakers = states.iter().flat_map(|state| &state.said.asserted_by);
    let agreed = speakers.map(|citation| citation.voice).all(|voice| ends.contains(&voice));
    let contested = gone().any(|state| !state.said.denied_by.is_empty());
    match (ends.is_empty(), contested || !agreed) {
        (true, _) => find_best(states, false),
        (false, false) => find_best(states, true),
        (false, true) => None,
    }
}

/// The state that comes last of those which somebody gives outright, among those of concepts given up or in use.
fn find_best<S>(states: &[StateClaim<S>], given_up: bool) -> Option<ConceptState> {
    let given = states.iter().filter(|state| state.list_outright().next().is_some());
    given.map(|state| state.value).filter(|value| value.is_given_up() == given_up).max()
}

impl<S> StateClaim<S> {
    /// Who gives it the state as it stands: who gives it up with a reservation, or as it ought to be, does not.
    fn list_outright(&self) -> impl Iterator<Item = &Citation<S>> {
        let given_up = self.value.is_given_up();
        self.said.asserted_by.iter().filter(move |citation| {
            !given_up || citation.but.is_none() && citation.aspect != Some(Aspect::Ideal)
        })
    }
}

impl<S> Concept<S> {
    /// The state that holds of it, if these are the own voices of the layers.
    pub fn state(&self, editors: &[VoiceId]) -> Option<ConceptState> {
        find_state(&self.states, editors)
    }
}

impl Corpus {
    /// The numbers of the concepts that replace others, by their identifiers.
    pub(super) fn number_replacements(&self) -> BTreeMap<String, ConceptId> {
        let states = self.concepts.iter().flat_map(|concept| &concept.states);
        let named: BTreeSet<&str> =
            states.flat_map(|state| &state.replaced_by).map(String::as_str).collect();
        if named.is_empty() {
            return BTreeMap::new();
        }
        let all = self.concepts.iter().enumerate();
        let replacing = all.filter(|(_, concept)| named.contains(&*concept.id));
        replacing.map(|(at, concept)| (concept.id.clone(), ConceptId::of(at))).collect()
    }

    /// Drops what is said to be replaced by concepts that are not kept; returns how many replacements that were.
    pub(super) fn drop_replacements(&mut self, kept: &BTreeSet<ConceptId>) -> usize {
        let gone: BTreeMap<_, _> =
            self.number_replacements().into_iter().filter(|(_, id)| !kept.contains(id)).collect();
        let mut dropped = 0;
        for (at, concept) in self.concepts.iter_mut().enumerate() {
            let stays = kept.contains(&ConceptId::of(at));
            for state in &mut concept.states {
                let before = state.replaced_by.len();
                state.replaced_by.retain(|name| !gone.contains_key(name));
                dropped += if stays { before - state.replaced_by.len() } else { 0 };
            }
        }
        dropped
    }

    /// What a concept's entry says of its states.
    pub(super) fn states_to_yaml(&self, concept: &Concept) -> Vec<YamlValue> {
        let states = concept.states.iter().map(|state| {
            let mut map = YamlMap::default();
            map.text("value", state.value.name());
            map.texts("replaced-by", &state.replaced_by);
            map.put("since", state.since.as_deref().map(YamlValue::from));
            self.put_attribution(map, &state.said).into_yaml_or_only_text("value")
        });
        states.collect()
    }

    /// Whether a concept is no longer in use, as far as that is not disputed.
    pub fn is_given_up(&self, concept: &Concept) -> bool {
        concept.state(&self.settings.editors).is_some_and(ConceptState::is_given_up)
    }
}

impl StateClaim {
    /// A state of an entry, with those who say so.
    pub(super) fn from_entry(entry: StateEntry, said: CitedStance) -> Self {
        let StateEntry { value, since, replaced_by, .. } = entry;
        let replaced_by = replaced_by.into_iter().map(|name| name.value).collect();
        Self { value, replaced_by, since, said }
    }
}

/// What one voice says in one place of one state.
struct SpokenState {
    speaker: Option<(VoiceId, Option<WorkId>)>,
    claim: StateClaim,
}

/// Makes one claim of all that one voice says of a state in one place, of which the last date counts and each replacement;
/// and one of those that say the same: what a voice says of a date or a replacement is its own. A denial that names no
/// speaker meets every claim of its state.
pub(super) fn settle_states(states: &mut ThinVec<StateClaim>) {
    for state in states.iter_mut() {
        state.replaced_by.sort_unstable();
        state.replaced_by.dedup();
    }
    states.sort_by_key(|state| state.value);
    if states.is_sorted_by(|one, other| one.value < other.value) {
        return;
    }
    let (spoken, denials): (Vec<_>, Vec<_>) = std::mem::take(states)
        .into_iter()
        .partition(|it| !it.said.asserted_by.is_empty() || it.said.denied_by.is_empty());
    for SpokenState { claim, .. } in gather_speakers(spoken) {
        match states.iter_mut().find(|known| known.is_same_as(&claim)) {
            Some(known) => known.said.merge_citations(claim.said),
            None => states.push(claim),
        }
    }
    for denial in denials {
        let mut met = false;
        for known in states.iter_mut().filter(|known| known.value == denial.value) {
            claims::extend_unique(&mut known.said.denied_by, denial.said.denied_by.clone());
            met = true;
        }
        if !met {
            states.push(denial);
        }
    }
    states.sort_by(|one, other| one.order().cmp(&other.order()));
}

/// What each voice says in each place, in the order of their first words.
fn gather_speakers(states: Vec<StateClaim>) -> Vec<SpokenState> {
    let mut spoken: Vec<SpokenState> = vec![];
    for StateClaim { value, replaced_by, since, said } in states {
        let (place, ClaimCitations { asserted_by, denied_by }) =
            (said.place, said.into_citations());
        let each: Vec<_> = match asserted_by.is_empty() {
            true => vec![(None, vec![])],
            false => {
                asserted_by.into_iter().map(|it| (Some((it.voice, it.work)), vec![it])).collect()
            }
        };
        for (speaker, asserted_by) in each {
            let mut said = CitedStance::new(asserted_by, denied_by.clone());
            said.place = place;
            let (replaced_by, since) = (replaced_by.clone(), since.clone());
            let known = spoken.iter_mut().find(|known| {
                known.claim.value == value && speaker.is_some() && known.speaker == speaker
            });
            match known.map(|it| &mut it.claim) {
                Some(known) => {
                    claims::extend_unique(&mut known.replaced_by, replaced_by);
                    known.replaced_by.sort_unstable();
                    known.since = since.or(known.since.take());
                    known.said.merge_citations(said);
                }
                None => {
                    let claim = StateClaim { value, replaced_by, since, said };
                    spoken.push(SpokenState { speaker, claim });
                }
            }
        }
    }
    spoken
}

impl StateClaim {
    fn order(&self) -> (ConceptState, Option<&String>, &[String]) {
        (self.value, self.since.as_ref(), &self.replaced_by)
    }

    /// Whether it says the same as another; who says so does not count.
    fn is_same_as(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

/// Leaves of the states what is said beyond `lower`.
pub(super) fn subtract_states(
    concept: &mut Concept,
    lower: &Concept,
    subtract: impl Fn(&mut CitedStance, Option<&CitedStance>) -> bool,
) {
    concept.states.retain_mut(|state| {
        let known = lower.states.iter().find(|it| it.is_same_as(state));
        subtract(&mut state.said, known.map(|it| &it.said))
    });
    // Only a denial is left of those that it meets: one is enough.
    let mut denied = vec![];
    concept.states.retain(|state| {
        let again = denied.iter().any(|(value, said)| *value == state.value && *said == state.said);
        if state.said.asserted_by.is_empty() {
            denied.push((state.value, state.said.clone()));
        }
        !again
    });
}
