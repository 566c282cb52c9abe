//! Overlay merging: resolves the names of a layer and merges it into the corpus.

mod below;
mod cite;
mod computation;
mod dates;
mod entry;
mod schemes;
mod state;
mod texts;
mod translate;

use super::{
    CitedStance, Corpus, CrossRelation, Facet, FacetId, Kind, KindId, Layer, RelationId,
    RelationKind, SchemeId, Voice, VoiceId, VoiceKindId, Work, WorkId, capitalize_first,
    names::NameTables,
};
use crate::{
    diagnostic::{Fault, Files, Name},
    language::is_same_tag,
    schema, text,
};
use std::collections::BTreeSet;

/// Resolves the names of a layer and lays it over `corpus`; returns what is wrong with the layer, and which of its
/// relations are written at their far ends.
pub(super) fn merge_layer(
    corpus: &mut Corpus,
    layer: Layer,
    files: &Files,
) -> (Vec<Fault>, Vec<CrossRelation>) {
    let mut names = NameTables::from_corpus(corpus);
    names.mark_unreadable(layer.cut);
    let before = corpus.concepts.len();
    let (voice, language, only_scheme, given, at_far_end, last_said, faults) = Default::default();
    let cut_below = layer.cut.below;
    let mut laying = LayerMerge {
        corpus,
        names,
        files,
        before,
        cut_below,
        voice,
        language,
        only_scheme,
        given,
        at_far_end,
        last_said,
        faults,
    };
    if let Some(manifest) = &layer.manifest {
        laying.merge_voice_kinds(&manifest.voice_kinds);
    }
    laying.merge_voices(&layer.sources.voices);
    if let Some(name) = layer.manifest.as_ref().and_then(|manifest| manifest.voice.as_ref()) {
        laying.voice = laying.find_or_declare_voice(name);
    }
    laying.merge_works(&layer.sources.works);
    if let Some(manifest) = &layer.manifest {
        laying.merge_manifest(manifest);
    }
    let crossing = laying.merge_entries(layer.entries);
    (laying.faults, crossing)
}

/// A layer on its way onto a corpus.
struct LayerMerge<'l> {
    corpus: &'l mut Corpus,
    names: NameTables,
    files: &'l Files,
    /// How many concepts there were before this layer.
    before: usize,
    /// Whether what lies below is missing.
    cut_below: bool,
    /// Whose words the layer's unattributed statements are.
    voice: VoiceId,
    /// The language of the layer's texts, where that is not the corpus's.
    language: Option<String>,
    /// The scheme that its manifest declares, if that is one alone.
    only_scheme: Option<SchemeId>,
    /// The names that the layer gives.
    given: below::LabelAssignments,
    /// The places of its relations that are written at their far ends.
    at_far_end: BTreeSet<usize>,
    /// The claim that was resolved last.
    last_said: CitedStance,
    faults: Vec<Fault>,
}

impl LayerMerge<'_> {
    fn merge_manifest(&mut self, manifest: &schema::Manifest) {
        let settings = &mut self.corpus.settings;
        if settings.title.is_empty() {
            settings.title = manifest.title.clone().unwrap_or_else(|| "Untitled".to_owned());
            settings.language = manifest.language.clone().unwrap_or_else(|| "en".to_owned());
            settings.iri = manifest.iri.as_ref().map(|iri| iri.value.clone());
            settings.edition = manifest.edition.as_ref().map(|edition| edition.value.clone());
            settings.profile = manifest.profile;
            settings.in_no_scheme = manifest.in_no_scheme;
            settings.rules = manifest.rules.iter().map(|rule| rule.value.clone()).collect();
        } else {
            let other = manifest.language.clone();
            self.language = other.filter(|other| !is_same_tag(other, &settings.language));
        }
        for word in &manifest.implied_words {
            if !settings.implied_words.contains(word) {
                settings.implied_words.push(word.clone());
            }
        }
        for kind in &manifest.kinds {
            let known = self.names.kinds.get(&kind.id.value);
            match known.and_then(|id| self.corpus.kind(id)) {
                Some(known) if *known != Kind::from(kind) => {
                    self.report_redeclaration("kind", &kind.id);
                }
                Some(_) => {}
                None => {
                    self.names.kinds.insert(&kind.id.value, KindId::of(self.corpus.kinds.len()));
                    self.corpus.kinds.push(kind.into());
                }
            }
        }
        for facet in &manifest.facets {
            let known = self.names.facets.get(&facet.id.value);
            match known.and_then(|id| self.corpus.facet(id)) {
                Some(known) if *known != Facet::from(facet) => {
                    self.report_redeclaration("facet", &facet.id);
                }
                Some(_) => {}
                None => {
                    self.names
                        .facets
                        .insert(&facet.id.value, FacetId::of(self.corpus.facets.len()));
                    self.corpus.facets.push(facet.into());
                }
            }
        }
        self.merge_relation_kinds(&manifest.relations);
        self.merge_schemes(&manifest.schemes);
        if !self.corpus.settings.editors.contains(&self.voice) {
            self.corpus.settings.editors.push(self.voice);
        }
    }

    /// The layer's own voice. One that no file declares needs no declaration, unless a declared one is so near that it
    /// may be meant.
    fn find_or_declare_voice(&mut self, name: &Name) -> VoiceId {
        let voices = &mut self.names.voices;
        let declared = voices.get(&name.value).is_some() || voices.cut;
        if !declared
            && schema::is_identifier(&name.value)
            && text::find_nearest(&name.value, voices.names()).is_none()
        {
            let (id, place) = (name.value.clone(), name.place);
            let spoken = id.replace(['-', '_'], " ");
            voices.insert(&id, VoiceId::of(self.corpus.voices.len()));
            let (short, about) = (spoken.clone(), String::new());
            self.corpus.voices.push(Voice { id, name: spoken, short, about, place, kind: None });
        }
        self.names.voices.find_or_report(name, &mut self.faults).unwrap_or_default()
    }

    fn report_redeclaration(&mut self, what: &str, name: &Name) {
        let Name { value, place } = name;
        let message = format!("the {what} `{value}` is declared otherwise by a corpus below");
        let fault = Fault::new(*place, message);
        self.faults.push(fault.hint("give it another name, or leave it out"));
    }

    fn merge_relation_kinds(&mut self, declared: &[schema::RelationDeclaration]) {
        let mut new = vec![];
        for relation in declared {
            let kind = RelationKind {
                id: relation.id.value.clone(),
                inverse: relation.inverse.as_ref().unwrap_or(&relation.id).value.clone(),
                means: relation.means.clone().unwrap_or_default(),
                excludes: vec![],
                verb: relation.verb.clone(),
                inverse_verb: relation.inverse_verb.clone(),
                asked: relation.asked.clone(),
            };
            if let Some(message) = self.find_relation_conflict(&kind) {
                if !message.is_empty() {
                    let fault = Fault::new(relation.id.place, message);
                    self.faults.push(fault.hint("give it another name, or leave it out"));
                }
                continue;
            }
            let id = RelationId::of(self.corpus.relation_kinds.len());
            self.names.insert_relation(&kind, id);
            self.corpus.relation_kinds.push(kind);
            new.push((id, relation));
        }
        for (id, relation) in new {
            let excluded = relation.excludes.iter();
            let excluded = excluded
                .filter_map(|name| self.names.relations.find_or_report(name, &mut self.faults))
                .collect();
            if let Some(kind) = self.corpus.relation_kinds.get_mut(id.index()) {
                kind.excludes = excluded;
            }
        }
    }

    /// What a relation's name or its inverse's stands for already; empty if it is declared again as it is.
    fn find_relation_conflict(&self, kind: &RelationKind) -> Option<String> {
        let known = self.names.relations.get(&kind.id).and_then(|id| self.corpus.relation_kind(id));
        if let Some(known) = known {
            let same = known.inverse == kind.inverse;
            let message =
                format!("the relation `{}` is declared otherwise, built in or below", kind.id);
            return Some(if same { String::new() } else { message });
        }
        let taken = |name: &String| {
            self.names.inverses.get(name).is_some()
                || *name != kind.id && self.names.relations.get(name).is_some()
        };
        let name = [&kind.id, &kind.inverse].into_iter().find(|name| taken(name))?;
        Some(format!("`{name}` is another relation or its inverse already"))
    }

    /// Adds kinds of voice behind those of the layers below.
    fn merge_voice_kinds(&mut self, declared: &[Name]) {
        for kind in declared {
            let known = &mut self.corpus.settings.voice_kinds;
            if !known.contains(&kind.value) {
                let id = VoiceKindId::of(known.len());
                known.push(kind.value.clone());
                self.names.voice_kinds.insert(&kind.value, id);
            }
        }
    }

    fn merge_voices(&mut self, voices: &[schema::VoiceEntry]) {
        for entry in voices {
            let name = entry.name.as_ref().unwrap_or(&entry.id).value.clone();
            let kind = entry.kind.as_ref();
            let kind =
                kind.and_then(|kind| self.names.voice_kinds.find_or_report(kind, &mut self.faults));
            let voice = Voice {
                kind,
                id: entry.id.value.clone(),
                short: entry.short.clone().unwrap_or_else(|| name.clone()),
                name,
                about: entry.about.clone().unwrap_or_default(),
                place: entry.id.place,
            };
            match self
                .names
                .voices
                .get(&voice.id)
                .and_then(|id| self.corpus.voices.get_mut(id.index()))
            {
                Some(known) => *known = voice,
                None => {
                    self.names.voices.insert(&voice.id, VoiceId::of(self.corpus.voices.len()));
                    self.corpus.voices.push(voice);
                }
            }
        }
    }

    fn merge_works(&mut self, works: &[schema::WorkEntry]) {
        for entry in works {
            if self.names.voices.get(&entry.id.value).is_some() {
                let message = format!(
                    "`{}` is a voice too: a citation could not tell them apart",
                    entry.id.value
                );
                self.faults
                    .push(Fault::new(entry.id.place, message).hint("give the work another name"));
            }
            let work = Work {
                id: entry.id.value.clone(),
                by: self.resolve_voices(&entry.by),
                title: entry.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
                published: entry.published.clone().unwrap_or_default(),
                year: entry.year.clone(),
                url: entry.url.as_ref().map(|url| url.value.clone()),
                also_at: entry.also_at.iter().map(|url| url.value.clone()).collect(),
                place: entry.id.place,
            };
            match self
                .names
                .works
                .get(&work.id)
                .and_then(|id| self.corpus.works.get_mut(id.index()))
            {
                Some(known) => *known = work,
                None => {
                    self.names.works.insert(&work.id, WorkId::of(self.corpus.works.len()));
                    self.corpus.works.push(work);
                }
            }
        }
    }

    fn resolve_voices(&mut self, names: &[Name]) -> Vec<VoiceId> {
        names
            .iter()
            .filter_map(|name| self.names.voices.find_or_report(name, &mut self.faults))
            .collect()
    }
}

impl From<&schema::KindDeclaration> for Kind {
    fn from(kind: &schema::KindDeclaration) -> Self {
        let means = kind.means.clone().unwrap_or_default();
        Self { id: kind.id.value.clone(), means, one_umbrella: kind.one_umbrella }
    }
}

impl From<&schema::FacetDeclaration> for Facet {
    fn from(facet: &schema::FacetDeclaration) -> Self {
        let id = facet.id.value.clone();
        let label = facet.label.clone().unwrap_or_else(|| capitalize_first(&id.replace('-', " ")));
        let values = facet.values.iter().map(|value| value.value.clone()).collect();
        let means = facet.means.clone().unwrap_or_default();
        let (single_valued, defining) = (facet.single_valued, facet.defining);
        let (question, verb) = (facet.question.pattern.clone(), facet.verb.clone());
        let words = facet.question.words.iter();
        let value_words =
            words.map(|(value, words)| (value.value.clone(), words.clone())).collect();
        Self { id, label, means, single_valued, defining, values, question, value_words, verb }
    }
}
