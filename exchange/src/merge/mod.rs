//! Merges a corpus into another: selects what the other lacks, and adapts it to the identifiers there.

mod claim;
mod claim_list;
mod claim_rules;
mod claims;
mod concepts;
mod dated;
mod dates;
mod entry;
mod join;
mod labels;
mod language;
mod matching;
mod plan;
mod planned;
mod preferred;
mod schemes;
mod sources;
mod used;

use super::{IdentifierOrigin, Losses};
use cxterms_base::{
    corpus::{Concept, ConceptId, Corpus, Facet, RelationKind, WorkId},
    yaml::{self, YamlAddition, YamlValue},
};
use serde::Serialize;
use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};
use used::DeclaredName;

/// What a corpus gets that it does not hold yet.
#[derive(Debug)]
pub struct CorpusAddition {
    /// The new concepts, and bare ones for those that are there and that these speak of.
    corpus: Corpus,
    new: HashSet<String>,
    /// What is added to entries of concepts that are there.
    changed: Vec<EntryAddition>,
    /// How many concepts are there as they came.
    unchanged: usize,
    /// What `into` declares already, by key of its file.
    known: HashSet<DeclaredName>,
    /// The concepts that are there by identifier alone, and called otherwise.
    pub renamed: Vec<RenamedConcept>,
    /// What is not added.
    pub losses: Losses,
}

/// A concept that has the same identifier in both, and another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RenamedConcept {
    /// The identifier.
    pub id: String,
    /// What it is called in what comes.
    pub theirs: String,
    /// What it is called in the corpus.
    pub ours: String,
}

/// What is added to the entry of a concept that is there.
#[derive(Clone, Debug)]
pub struct EntryAddition {
    /// The concept.
    pub id: String,
    /// What is added to its entry.
    pub addition: YamlAddition,
    /// Whether the folder has an entry for it, and not only a corpus below.
    pub has_entry: bool,
}

/// What a corpus is merged into.
#[derive(Clone, Copy)]
pub struct MergeInto<'m> {
    /// The corpus with what lies below it.
    pub corpus: &'m Corpus,
    /// What the entry of a concept in the folder says, as it is written; none where only a corpus below has one.
    pub own_entry: &'m dyn Fn(&Concept) -> Option<YamlValue>,
    /// Where the identifiers of what comes are from.
    pub identifiers: &'m IdentifierOrigin,
    /// Whether what comes can say of no claim who makes it.
    pub unattributed: bool,
}

impl CorpusAddition {
    /// What of a corpus another does not say yet: concepts that are none of its own, and more of those that are.
    pub fn from_corpora(into: MergeInto<'_>, from: Corpus) -> Self {
        let losses = Losses::default();
        let mut merging = CorpusMerge {
            into: into.corpus,
            corpus: from,
            file_work: None,
            renamed: vec![],
            losses,
        };
        language::change_language(
            &mut merging.corpus,
            &into.corpus.settings.language,
            &mut merging.losses,
        );
        merging.map_voices();
        merging.map_works();
        merging.drop_invalid_facets();
        let place = schemes::implied_place(into.corpus, &merging.corpus);
        schemes::map_schemes(into.corpus, &mut merging.corpus, &mut merging.losses);
        merging.drop_foreign_relations();
        let found = merging.match_concepts(into.identifiers);
        let (new, wanted) = merging.split_concepts(&found);
        let matched = wanted.len();
        for concept in merging.corpus.concepts.iter_mut().filter(|it| new.contains(&it.id)) {
            concept.schemes.extend(place);
        }
        let changed = merging.plan_entries(into, wanted);
        let CorpusMerge { corpus, renamed, losses, .. } = merging;
        let mut corpus = corpus.into_normalized();
        turn_symmetric_relations(&mut corpus, &new);
        let unchanged = matched - changed.len();
        let known = used::declared_names(into.corpus);
        Self { corpus, new, changed, unchanged, known, renamed, losses }
    }

    /// How many concepts are new.
    pub fn count(&self) -> usize {
        self.new.len()
    }

    /// How many concepts that are there say what they should already.
    pub fn count_unchanged(&self) -> usize {
        self.unchanged
    }

    /// What is added to concepts that are there.
    pub fn changed(&self) -> &[EntryAddition] {
        &self.changed
    }

    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }

    /// Leaves out what was to be added to some concepts, since their entries cannot be added to.
    pub fn leave_out(&mut self, ids: &HashSet<String>) {
        self.changed.retain(|it| !ids.contains(&it.id));
        let mut ids: Vec<_> = ids.iter().collect();
        ids.sort();
        for id in ids {
            self.losses.add_example("concepts whose entries cannot be added to", id);
        }
    }

    /// The new concepts, and bare ones for those of which they speak.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The files of the new concepts, and of those that have no entry in the folder yet.
    pub fn file_texts(&self) -> impl Iterator<Item = (PathBuf, String)> {
        let files = self.corpus.to_entry_files(|concept| self.new.contains(&concept.id));
        let further: Vec<_> = self.changed.iter().filter(|it| !it.has_entry).collect();
        let further = further.chunks(ENTRIES_PER_FILE).zip(1..).map(|(some, number)| {
            let entries = some.iter().filter_map(|it| it.to_entry()).collect();
            let name = PathBuf::from(format!("{FURTHER_FOLDER}/{number:04}.yaml"));
            (name, yaml::write_document(&YamlValue::List(entries)))
        });
        files.chain(further.collect::<Vec<_>>())
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
        let additions = self.changed.iter().map(|it| &it.addition);
        let mut used = used::names_in_additions(&self.corpus, additions);
        used.extend(used::used_names(&self.corpus));
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

/// Where the entries stand that add to concepts of a corpus below: no concept's file is called so.
const FURTHER_FOLDER: &str = "further";

/// How many of them share a file.
const ENTRIES_PER_FILE: usize = 500;

impl EntryAddition {
    /// An entry that says no more than what is added.
    fn to_entry(&self) -> Option<YamlValue> {
        let mut pairs = vec![("id".to_owned(), YamlValue::from(&*self.id))];
        match self.addition.apply_to(None)? {
            YamlValue::Map(more) => pairs.extend(more),
            _ => return None,
        }
        Some(YamlValue::Map(pairs))
    }
}

/// A corpus on its way into another.
struct CorpusMerge<'m> {
    into: &'m Corpus,
    corpus: Corpus,
    /// In which work its own voice speaks, where that is another than the one there.
    file_work: Option<WorkId>,
    renamed: Vec<RenamedConcept>,
    losses: Losses,
}

impl CorpusMerge<'_> {
    /// Leaves out values that a facet there cannot take.
    fn drop_invalid_facets(&mut self) {
        let there: HashMap<_, _> = self.into.facets.iter().map(|it| (&*it.id, it)).collect();
        let facets = &self.corpus.facets;
        for concept in &mut self.corpus.concepts {
            let (id, losses) = (&concept.id, &mut self.losses);
            concept.facets.retain(|value| {
                let facet = facets.get(value.facet.index()).and_then(|it| there.get(&*it.id));
                let allows =
                    |it: &&&Facet| it.values.is_empty() || it.values.contains(&value.value);
                let barred = facet.filter(|it| !allows(it));
                if let Some(facet) = barred {
                    let which = format!("{} {} of {id}", facet.id, value.value);
                    losses.add_example("facet values that the corpus does not allow", &which);
                }
                barred.is_none()
            });
        }
    }

    /// Leaves out relations of a kind that means something else there.
    fn drop_foreign_relations(&mut self) {
        let (into, kinds) = (self.into, &self.corpus.relation_kinds);
        let foreign: Vec<_> = kinds.iter().map(|kind| means_something_else(into, kind)).collect();
        let before = self.corpus.relations.len();
        self.corpus.relations.retain(|it| foreign.get(it.relation.index()) != Some(&true));
        let lost = before - self.corpus.relations.len();
        self.losses.add("relations that mean something else there", lost);
        let used: HashSet<_> = self.corpus.relations.iter().map(|it| it.relation.index()).collect();
        let ids: Vec<_> = self.corpus.relation_kinds.iter().map(|kind| kind.id.clone()).collect();
        for kind in &mut self.corpus.relation_kinds {
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
    let is_new =
        |id: ConceptId| concepts.get(id.index()).is_some_and(|concept| new.contains(&concept.id));
    for relation in &mut corpus.relations {
        let kind = kinds.get(relation.relation.index());
        if !is_new(relation.from)
            && is_new(relation.to)
            && kind.is_some_and(RelationKind::is_symmetric)
        {
            std::mem::swap(&mut relation.from, &mut relation.to);
        }
    }
    corpus.relations.sort_by_key(|relation| (relation.from, relation.relation, relation.to));
}
