//! Parts the concepts of a corpus into those that are new in another and those that are there.

use super::{
    CorpusMerge, RenamedConcept,
    language::has_own_label,
    matching::{ConceptMatch, ConceptMatcher, full_iri, is_made_of_label},
    sources, turn_symmetric_relations,
};
use crate::{
    IdentifierOrigin,
    named::{self, placeholder_namespace},
};
use cxterms_base::{
    corpus::{Concept, ConceptId, Corpus, Match, Relation},
    yaml::YamlValue,
};
use std::collections::{BTreeSet, HashMap, HashSet};

impl CorpusMerge<'_> {
    /// Finds which concept there each is; those of which that cannot be told are left out.
    pub(super) fn match_concepts(&mut self, origin: &IdentifierOrigin) -> Vec<ConceptMatch> {
        let from = &self.corpus;
        let foreign = from.concepts.iter().any(|concept| !has_own_label(concept));
        let matcher = ConceptMatcher::new(self.into, foreign);
        let find = |it| matcher.find(from, it, origin);
        let mut found: Vec<_> = from.concepts.iter().map(find).collect();
        refuse_shared_labels(from, &mut found);
        let lost: BTreeSet<_> = (0..)
            .map(ConceptId)
            .zip(&found)
            .filter(|(_, found)| found.is_unknown())
            .map(|(id, _)| id)
            .collect();
        for (concept, found) in self.corpus.concepts.iter().zip(&found) {
            let kind = match found {
                ConceptMatch::Ambiguous => "concepts whose label several have there",
                ConceptMatch::Shared => "concepts of the file that are called as one there",
                _ => continue,
            };
            let which = format!("{} ({})", named::qualified_label(concept), concept.id);
            self.losses.add_example(kind, &which);
        }
        let renamed = self.corpus.concepts.iter().zip(&found).filter_map(|(concept, found)| {
            let ConceptMatch::Renamed(at) = *found else { return None };
            let [theirs, ours] = [concept, self.into.concepts.get(at)?].map(named::qualified_label);
            Some(RenamedConcept { id: concept.id.clone(), theirs, ours })
        });
        self.renamed = renamed.collect();
        let before = self.corpus.relations.len();
        let is_lost = |id: &ConceptId| lost.contains(id);
        self.corpus.relations.retain(|it| !is_lost(&it.from) && !is_lost(&it.to));
        let dropped = before - self.corpus.relations.len();
        self.losses.add("relations of concepts that are not told apart there", dropped);
        for note in self.corpus.concepts.iter_mut().flat_map(|concept| &mut concept.notes) {
            note.with.retain(|id| !is_lost(id));
        }
        found
    }

    /// Gives all concepts the identifiers under which they will be there, and leaves a bare one for each that is; returns
    /// the identifiers of the new ones, and what the others say, by their numbers there.
    pub(super) fn split_concepts(
        &mut self,
        found: &[ConceptMatch],
    ) -> (HashSet<String>, Vec<(usize, Vec<YamlValue>)>) {
        let new = self.name_concepts(found);
        turn_symmetric_relations(&mut self.corpus, &new);
        let concepts = &self.corpus.concepts;
        let id = |at: ConceptId| concepts.get(at.index()).map(|concept| &concept.id);
        let before = self.corpus.relations.len();
        self.corpus.relations.retain(|relation| id(relation.from) != id(relation.to));
        let lost = before - self.corpus.relations.len();
        self.losses.add("relations between what is one concept there", lost);
        let mut wanted: Vec<(usize, Vec<YamlValue>)> = vec![];
        let mut places = HashMap::new();
        for (found, entry) in found.iter().zip(self.corpus.entries_to_yaml()) {
            let Some(at) = found.number() else { continue };
            let place = *places.entry(at).or_insert_with(|| {
                wanted.push((at, vec![]));
                wanted.len() - 1
            });
            wanted.get_mut(place).into_iter().for_each(|(_, all)| all.push(entry.clone()));
        }
        for (concept, _) in
            self.corpus.concepts.iter_mut().zip(found).filter(|it| *it.1 != ConceptMatch::New)
        {
            let id = std::mem::take(&mut concept.id);
            *concept = Concept { id, ..Concept::default() };
        }
        let concepts = &self.corpus.concepts;
        let is_new = |relation: &Relation| {
            concepts.get(relation.from.index()).is_some_and(|it| new.contains(&it.id))
        };
        self.corpus.relations.retain(is_new);
        (new, wanted)
    }

    /// Gives all concepts the identifiers under which they will be there; returns those of the new ones.
    fn name_concepts(&mut self, found: &[ConceptMatch]) -> HashSet<String> {
        let mut taken: HashSet<_> = self.into.concepts.iter().map(|it| it.id.clone()).collect();
        let mut new = HashSet::new();
        let iris: Vec<_> =
            self.corpus.concepts.iter().map(|concept| full_iri(&self.corpus, concept)).collect();
        let before: Vec<_> =
            self.corpus.concepts.iter().map(|concept| concept.id.clone()).collect();
        for ((concept, found), iri) in self.corpus.concepts.iter_mut().zip(found).zip(iris) {
            match found.number().and_then(|at| self.into.concepts.get(at)) {
                Some(known) => {
                    concept.id.clone_from(&known.id);
                    concept.iri = None;
                    // By this it is found again, whatever it is called then.
                    let other = iri.filter(|iri| full_iri(self.into, known).as_ref() != Some(iri));
                    let there = |it: &Match| it.kind == "exact" && other.as_ref() == Some(&it.iri);
                    if let Some(iri) = &other
                        && !concept.matches.iter().any(there)
                        && iri.contains("://")
                    {
                        concept.matches.push(Match::without_place("exact", &**iri));
                    }
                }
                // One that is left out needs no name.
                None if found.is_unknown() => {}
                None => {
                    let id = sources::free_identifier(&mut taken, &concept.id);
                    if id != concept.id {
                        let which = format!("{} as {id}", concept.id);
                        self.losses.add_example("identifiers written otherwise", &which);
                        concept.id.clone_from(&id);
                    }
                    let unlabelled = !has_own_label(concept);
                    let space = self.into.settings.iri.as_deref();
                    let made = space.map(|space| format!("{space}{id}"));
                    concept.iri = match iri.or_else(|| made.clone().filter(|_| unlabelled)) {
                        // One without a label in the corpus's language is known by its IRI.
                        None if unlabelled => {
                            let space = placeholder_namespace(&self.into.settings.title);
                            Some(format!("{space}{id}"))
                        }
                        iri if unlabelled => iri,
                        iri => iri.filter(|iri| made.as_ref() != Some(iri)),
                    };
                    new.insert(id);
                }
            }
        }
        self.name_replacements(before, found);
        new
    }

    /// Gives what replaces a concept the identifier under which it will be there.
    fn name_replacements(&mut self, before: Vec<String>, found: &[ConceptMatch]) {
        let now: HashMap<_, _> = before
            .into_iter()
            .zip(&self.corpus.concepts)
            .zip(found)
            .filter(|(_, found)| !found.is_unknown())
            .map(|((before, concept), _)| (before, concept.id.clone()))
            .collect();
        for concept in &mut self.corpus.concepts {
            for state in &mut concept.states {
                let all = state.replaced_by.len();
                let named = state.replaced_by.iter().filter_map(|id| now.get(id));
                state.replaced_by = named.filter(|id| **id != concept.id).cloned().collect();
                for _ in state.replaced_by.len()..all {
                    let kind = "replacements that are no concept of their own there";
                    self.losses.add_example(kind, &concept.id);
                }
            }
        }
    }
}

/// Concepts of one file that are told apart there are not all the one that is called as they are.
fn refuse_shared_labels(from: &Corpus, found: &mut [ConceptMatch]) {
    let mut claimed: HashMap<usize, BTreeSet<String>> = HashMap::new();
    let own = |concept: &Concept| {
        full_iri(from, concept).unwrap_or_else(|| {
            if is_made_of_label(concept) { String::new() } else { concept.id.clone() }
        })
    };
    for (concept, found) in from.concepts.iter().zip(&*found) {
        if let Some(at) = found.number() {
            claimed.entry(at).or_default().insert(own(concept));
        }
    }
    for (concept, found) in from.concepts.iter().zip(found) {
        if let ConceptMatch::Alike(at) = *found
            && claimed.get(&at).is_some_and(|all| all.len() > 1)
            && !own(concept).is_empty()
        {
            *found = ConceptMatch::Shared;
        }
    }
}
