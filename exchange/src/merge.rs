//! Merges a corpus into another: selects what the other lacks, and adapts it to the identifiers there.

mod schemes;

use super::{Losses, draft::make_identifier, named};
use cxterms_base::{
    corpus::{
        Citation, CitedStance, ClaimedText, Concept, Corpus, Relation, RelationKind, Voice,
        VoiceId, Work, WorkId,
    },
    text,
    yaml::{self, YamlValue},
};
use schemes::map_schemes;
use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

/// What a corpus gets that it does not hold yet.
#[derive(Debug)]
pub struct CorpusAddition {
    /// The new concepts, and bare ones for those that are there and that these speak of.
    corpus: Corpus,
    new: HashSet<String>,
    /// What `into` declares already, by key of its file.
    known: HashSet<(&'static str, String)>,
    /// What is not added.
    pub losses: Losses,
}

impl CorpusAddition {
    /// Those concepts of `from` whose identifier `into` does not hold, nor their label where the identifier was only
    /// made of that.
    pub fn from_corpora(into: &Corpus, from: Corpus) -> Self {
        let mut merging = CorpusMerge { into, corpus: from, losses: Losses::default() };
        merging.map_voices();
        merging.map_works();
        merging.drop_invalid_facets();
        map_schemes(into, &mut merging.corpus, &mut merging.losses);
        let new = merging.keep_new_concepts();
        merging.drop_invalid_relations(&new);
        let CorpusMerge { corpus, losses, .. } = merging;
        let mut corpus = corpus.into_normalized();
        turn_symmetric_relations(&mut corpus, &new);
        Self { corpus, new, known: declared_names(into), losses }
    }

    /// How many concepts are new.
    pub fn count(&self) -> usize {
        self.new.len()
    }

    /// The new concepts, and bare ones for those of which they speak.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The files of the new concepts.
    pub fn file_texts(&self) -> impl Iterator<Item = (PathBuf, String)> {
        self.corpus.to_entry_files(|concept| self.new.contains(&concept.id))
    }

    /// The text of `corpus.yaml` with the kinds, facets, relations and schemes that are new; none if it has no room for them.
    pub fn extend_manifest(&self, text: &str) -> Option<String> {
        self.extend_file(
            text,
            &self.corpus.manifest_to_yaml(),
            &["kinds", "facets", "relations", "schemes"],
        )
    }

    /// The text of `sources.yaml` with the voices and works that are new; none if it has no room for them.
    pub fn extend_sources(&self, text: &str) -> Option<String> {
        self.extend_file(text, &self.corpus.sources_to_yaml(), &["voices", "works"])
    }

    fn extend_file(&self, text: &str, own: &YamlValue, keys: &[&'static str]) -> Option<String> {
        let used = used_names(&self.corpus);
        keys.iter().try_fold(text.to_owned(), |text, key| {
            let is_new = |name: &str| {
                let name = (*key, name.to_owned());
                used.contains(&name) && !self.known.contains(&name)
            };
            let YamlValue::Map(sections) = own else { return Some(text) };
            let section = sections.iter().find(|(name, _)| name == key);
            let Some((_, YamlValue::Map(names))) = section else { return Some(text) };
            let new: Vec<_> = names.iter().filter(|(name, _)| is_new(name)).cloned().collect();
            let block = yaml::write_document(&YamlValue::Map(new.clone()));
            let lines: Vec<_> = block.lines().map(str::to_owned).collect();
            yaml::insert_entries(&text, key, &lines, &new)
        })
    }
}

/// A corpus on its way into another.
struct CorpusMerge<'m> {
    into: &'m Corpus,
    corpus: Corpus,
    losses: Losses,
}

impl CorpusMerge<'_> {
    /// Gives voices the identifiers that they have there. Where another voice than the corpus's own speaks unattributed,
    /// it does so in a work from now on.
    fn map_voices(&mut self) {
        let into = self.into;
        let by_name: HashMap<_, _> =
            into.voices.iter().map(|voice| (text::fold(&voice.name), &voice.id)).collect();
        let mut taken = taken_identifiers(into);
        for voice in &mut self.corpus.voices {
            let same =
                |it: &&Voice| it.id == voice.id && text::fold(&it.name) == text::fold(&voice.name);
            let known = into.voices.iter().find(same).map(|it| &it.id);
            match known.or_else(|| by_name.get(&text::fold(&voice.name)).copied()) {
                Some(id) => voice.id.clone_from(id),
                None => voice.id = free_identifier(&mut taken, &voice.id),
            }
        }
        let own = self.corpus.settings.editors.first().copied();
        let own_id = own.and_then(|own| self.corpus.voices.get(own.index())).map(|it| &it.id);
        let there = into.settings.editors.last().and_then(|it| into.voices.get(it.index()));
        if let Some(own) = own.filter(|_| own_id != there.map(|voice| &voice.id)) {
            self.attribute_to_work(own);
        }
    }

    /// Has a voice say in a work what it says without one.
    fn attribute_to_work(&mut self, voice: VoiceId) {
        let corpus = &mut self.corpus;
        let title = corpus.settings.title.clone();
        let same = |work: &Work| work.title == title && work.by == [voice];
        let known = corpus.works.iter().position(same);
        let at = known.unwrap_or_else(|| {
            let free = |id: &str| {
                corpus.works.iter().all(|it| it.id != id)
                    && corpus.voices.iter().all(|it| it.id != id)
            };
            let id = make_identifier(&title, free);
            corpus.works.push(Work { id, title, by: vec![voice], ..Work::default() });
            corpus.works.len() - 1
        });
        let work = Some(WorkId(u32::try_from(at).unwrap_or(u32::MAX)));
        for concept in &mut corpus.concepts {
            if let Some(own) = concept.definition.take() {
                let by = Citation::from_voice(own.voice, None);
                let said = CitedStance::asserted(vec![by]);
                let own = ClaimedText {
                    text: own.text,
                    leading: false,
                    language: None,
                    dates: <_>::default(),
                    said,
                };
                concept.definitions.insert(0, own);
            }
            for (language, there) in std::mem::take(&mut concept.translated) {
                let by = Citation::from_voice(there.voice, None);
                let said = CitedStance::asserted(vec![by]);
                let (text, language) = (there.text, Some(language));
                concept.definitions.push(ClaimedText {
                    text,
                    leading: false,
                    language,
                    dates: <_>::default(),
                    said,
                });
            }
        }
        for said in stances_mut(corpus) {
            let said = &mut **said;
            let citations = said.asserted_by.iter_mut().chain(&mut said.denied_by);
            for citation in citations.filter(|it| it.work.is_none() && it.voice == voice) {
                citation.work = work;
            }
        }
        corpus.settings.editors.clear();
    }

    /// Gives works the identifiers that they have there: those of one title and the same authors are one.
    fn map_works(&mut self) {
        let into = self.into;
        let authors = |corpus: &Corpus, work: &Work| -> Vec<String> {
            let voices = work.by.iter().filter_map(|by| corpus.voices.get(by.index()));
            voices.map(|voice| voice.id.clone()).collect()
        };
        let key = |corpus: &Corpus, work: &Work| (text::fold(&work.title), authors(corpus, work));
        let there: HashMap<_, _> =
            into.works.iter().map(|work| (key(into, work), work.id.clone())).collect();
        let mut taken = taken_identifiers(into);
        taken.extend(self.corpus.voices.iter().map(|voice| voice.id.clone()));
        let ids: Vec<_> = self
            .corpus
            .works
            .iter()
            .map(|work| {
                let known = there.get(&key(&self.corpus, work)).cloned();
                known.unwrap_or_else(|| free_identifier(&mut taken, &work.id))
            })
            .collect();
        for (work, id) in self.corpus.works.iter_mut().zip(ids) {
            work.id = id;
        }
    }

    /// Leaves out values that a facet there cannot take.
    fn drop_invalid_facets(&mut self) {
        let there: HashMap<_, _> = self.into.facets.iter().map(|it| (&*it.id, it)).collect();
        let facets = &self.corpus.facets;
        for concept in &mut self.corpus.concepts {
            let before = concept.facets.len();
            concept.facets.retain(|value| {
                let facet = facets.get(value.facet.index()).and_then(|it| there.get(&*it.id));
                facet.is_none_or(|it| it.values.is_empty() || it.values.contains(&value.value))
            });
            let lost = before - concept.facets.len();
            self.losses.add("facet values that the corpus does not allow", lost);
        }
    }

    /// Leaves a bare concept, under its identifier there, for each that is there; the identifiers of the others.
    fn keep_new_concepts(&mut self) -> HashSet<String> {
        let ids: HashSet<_> = self.into.concepts.iter().map(|concept| &*concept.id).collect();
        let labels: HashMap<_, _> = self
            .into
            .concepts
            .iter()
            .rev()
            .flat_map(|it| {
                let (label, qualifier) = folded_name(it);
                // One without a qualifier is any that is so called.
                [((label.clone(), qualifier), &*it.id), ((label, None), &*it.id)]
            })
            .collect();
        let mut new = HashSet::new();
        for concept in &mut self.corpus.concepts {
            let known = match ids.get(&*concept.id) {
                Some(id) => Some(*id),
                None => {
                    labels.get(&folded_name(concept)).filter(|_| is_made_of_label(concept)).copied()
                }
            };
            match known {
                Some(id) => {
                    // One without a label is only spoken of.
                    if !concept.labels.is_empty() {
                        self.losses.add_example(
                            "concepts that are there already",
                            named::preferred_label(concept),
                        );
                    }
                    *concept = Concept { id: id.to_owned(), ..Concept::default() };
                }
                None => drop(new.insert(concept.id.clone())),
            }
        }
        new
    }

    /// Leaves out relations that stand in entries which are there, and those of a kind that means something else there.
    fn drop_invalid_relations(&mut self, new: &HashSet<String>) {
        let corpus = &mut self.corpus;
        let foreign: Vec<_> = corpus
            .relation_kinds
            .iter()
            .map(|kind| means_something_else(self.into, kind))
            .collect();
        let (concepts, kinds) = (&corpus.concepts, &corpus.relation_kinds);
        let is_new = |id: cxterms_base::corpus::ConceptId| {
            concepts.get(id.index()).is_some_and(|concept| new.contains(&concept.id))
        };
        let losses = &mut self.losses;
        corpus.relations.retain(|relation| {
            let kind = relation.relation.index();
            let both_ways = kinds.get(kind).is_some_and(RelationKind::is_symmetric);
            let stands = is_new(relation.from) || both_ways && is_new(relation.to);
            let foreign = foreign.get(kind) == Some(&true);
            losses.add("relations of concepts that are there already", usize::from(!stands));
            losses.add("relations that mean something else there", usize::from(stands && foreign));
            stands && !foreign
        });
        let used: HashSet<_> = corpus.relations.iter().map(|it| it.relation.index()).collect();
        let into = self.into;
        let ids: Vec<_> = corpus.relation_kinds.iter().map(|kind| kind.id.clone()).collect();
        for kind in &mut corpus.relation_kinds {
            kind.excludes.retain(|other| {
                let known = ids.get(other.index());
                let there = into.relation_kinds.iter().any(|kind| Some(&kind.id) == known);
                there || used.contains(&other.index())
            });
        }
    }
}

/// Whether a relation, or its inverse, is another one there.
fn means_something_else(into: &Corpus, kind: &RelationKind) -> bool {
    let same = |known: &RelationKind| known.id == kind.id && known.inverse == kind.inverse;
    let names = [&kind.id, &kind.inverse];
    into.relation_kinds.iter().any(|known| {
        !same(known) && (names.contains(&&known.id) || names.contains(&&known.inverse))
    })
}

/// Writes what holds both ways at the concept that is new: the other's entry stays as it is.
fn turn_symmetric_relations(corpus: &mut Corpus, new: &HashSet<String>) {
    let (concepts, kinds) = (&corpus.concepts, &corpus.relation_kinds);
    for relation in &mut corpus.relations {
        let from = concepts.get(relation.from.index());
        if from.is_some_and(|concept| !new.contains(&concept.id))
            && kinds.get(relation.relation.index()).is_some_and(RelationKind::is_symmetric)
        {
            std::mem::swap(&mut relation.from, &mut relation.to);
        }
    }
    corpus.relations.sort_by_key(|relation| (relation.from, relation.relation, relation.to));
}

/// A concept's label and qualifier, as names are compared.
fn folded_name(concept: &Concept) -> (String, Option<String>) {
    (text::fold(named::preferred_label(concept)), concept.qualifier.as_deref().map(text::fold))
}

/// Whether an identifier says no more than the label does.
fn is_made_of_label(concept: &Concept) -> bool {
    let label = text::fold(&named::qualified_label(concept));
    let id = text::fold(&concept.id);
    let rest = id.strip_prefix(&label);
    rest.is_some_and(|rest| rest.trim_start().chars().all(|c| c.is_ascii_digit()))
}

/// The identifiers of voices and works: no two may be alike.
fn taken_identifiers(corpus: &Corpus) -> HashSet<String> {
    let voices = corpus.voices.iter().map(|voice| voice.id.clone());
    voices.chain(corpus.works.iter().map(|work| work.id.clone())).collect()
}

/// An identifier that nothing else has, as near to the wanted one as can be.
fn free_identifier(taken: &mut HashSet<String>, wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| taken.insert(name.clone())).unwrap_or_default()
}

/// What a corpus declares, by key of its files.
fn declared_names(corpus: &Corpus) -> HashSet<(&'static str, String)> {
    let all = corpus.kinds.iter().map(|it| ("kinds", it.id.clone()));
    all.chain(corpus.facets.iter().map(|it| ("facets", it.id.clone())))
        .chain(corpus.relation_kinds.iter().map(|it| ("relations", it.id.clone())))
        .chain(corpus.schemes.iter().map(|it| ("schemes", it.id.clone())))
        .chain(corpus.voices.iter().map(|it| ("voices", it.id.clone())))
        .chain(corpus.works.iter().map(|it| ("works", it.id.clone())))
        .collect()
}

/// What the concepts and relations of a corpus make use of, by key of its files.
fn used_names(corpus: &Corpus) -> HashSet<(&'static str, String)> {
    let concepts = || corpus.concepts.iter();
    let kinds = concepts().filter_map(|it| corpus.kinds.get(it.kind?.index()));
    let facets = concepts().flat_map(|it| &it.facets).map(|it| it.facet);
    let facets = facets.chain(corpus.relations.iter().filter_map(|it| it.facet));
    let facets = facets.filter_map(|facet| corpus.facets.get(facet.index()));
    let relations = corpus.relations.iter().map(|it| it.relation.index());
    let relations = relations.filter_map(|relation| corpus.relation_kinds.get(relation));
    let said = concepts().flat_map(Concept::cited_stances);
    let said = said.chain(corpus.relations.iter().map(|relation: &Relation| &relation.said));
    let cited: Vec<_> =
        said.flat_map(|said| said.asserted_by.iter().chain(&said.denied_by)).collect();
    let works = || cited.iter().filter_map(|it| corpus.works.get(it.work?.index()));
    let speakers = cited.iter().flat_map(|it| [Some(it.voice), it.via]).flatten();
    let voices = speakers.chain(works().flat_map(|work| work.by.iter().copied()));
    let voices = voices.filter_map(|voice| corpus.voices.get(voice.index()));
    let schemes = concepts().flat_map(|it| &it.schemes);
    let schemes = schemes.filter_map(|it| corpus.scheme(it.scheme));
    let all = kinds.map(|it| ("kinds", it.id.clone()));
    all.chain(facets.map(|it| ("facets", it.id.clone())))
        .chain(relations.map(|it| ("relations", it.id.clone())))
        .chain(schemes.map(|it| ("schemes", it.id.clone())))
        .chain(voices.map(|it| ("voices", it.id.clone())))
        .chain(works().map(|it| ("works", it.id.clone())))
        .collect()
}

/// Who says what in a corpus, to be changed.
fn stances_mut(corpus: &mut Corpus) -> impl Iterator<Item = &mut CitedStance> {
    let concepts = corpus.concepts.iter_mut().flat_map(|concept| {
        let labels = concept.labels.iter_mut().map(|label| &mut label.said);
        let definitions = concept.definitions.iter_mut().map(|text| &mut text.said);
        let facets = concept.facets.iter_mut().map(|value| &mut value.said);
        let notes = concept.notes.iter_mut().map(|note| &mut note.said);
        let states = concept.states.iter_mut().map(|state| &mut state.said);
        labels.chain(definitions).chain(facets).chain(&mut concept.root).chain(notes).chain(states)
    });
    concepts.chain(corpus.relations.iter_mut().map(|relation| &mut relation.said))
}
