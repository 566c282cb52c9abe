//! Reads voices and works: nodes that say who or what they are, or names alone.

use super::SkosReader;
use crate::{
    IdentifierSource,
    skos::{
        graph::{RdfNode, RdfObject},
        names::{cx, dcterms, foaf, rdfs, schema, schemas, skos},
    },
};
use cxterms_base::corpus::{VoiceId, VoiceKindId, WorkId};
use std::collections::HashSet;

/// What names a voice, the best first.
const VOICE_NAMES: [&str; 5] = [foaf::NAME, rdfs::LABEL, skos::PREF, schema::NAME, schemas::NAME];

/// What is known of voices and works while a graph is read.
#[derive(Debug, Default)]
pub(super) struct SourcesRead {
    /// The voices that are nodes.
    voices_of_nodes: HashSet<VoiceId>,
    /// The works whose authors nobody names.
    unauthored: HashSet<WorkId>,
}

impl SkosReader<'_> {
    /// The voice that a node or a name stands for.
    pub(super) fn read_voice(&mut self, object: &RdfObject) -> VoiceId {
        let node = match object {
            RdfObject::Text(name) => {
                let name = self.collapse_spaces(self.graph.words_of(*name));
                return self.draft.find_or_add_voice(&name);
            }
            RdfObject::Node(node) => *node,
        };
        let iri = self.graph.node_name(node);
        if let Some(known) = self.draft.known_voice(iri) {
            return known;
        }
        let (id, name) = (self.identifier_of(node), self.name_of_voice(node));
        // Elsewhere it may be called by its name alone; two nodes of one name are two.
        let called = self.draft.known_voice(&name);
        let called = called.filter(|voice| !self.sources.voices_of_nodes.contains(voice));
        let voice = match called.filter(|_| self.graph.first_text(node, cx::IDENTIFIER).is_none()) {
            Some(called) => called,
            None => self.draft.find_or_add_voice_as(iri, IdentifierSource::Is(&id), &name),
        };
        self.draft.call_voice(iri, voice);
        self.draft.call_voice(&name, voice);
        self.sources.voices_of_nodes.insert(voice);
        let short = self.graph.first_text(node, foaf::NICK).map(str::to_owned);
        let about = self.graph.first_text(node, dcterms::DESCRIPTION).map(str::to_owned);
        let kind = self.graph.first_text(node, cx::VOICE_KIND);
        let kinds = &self.draft.corpus.settings.voice_kinds;
        let kind = (0..).map(VoiceKindId).zip(kinds).find(|(_, known)| Some(&***known) == kind);
        let kind = kind.map(|(id, _)| id);
        if let Some(known) = self.draft.corpus.voices.get_mut(voice.index()) {
            known.kind = kind;
            known.short = short.unwrap_or_else(|| known.name.clone());
            known.about = about.unwrap_or_default();
        }
        voice
    }

    /// The name that a node gives a voice, else its IRI, under which it comes back; that of one with a name is lost.
    fn name_of_voice(&mut self, node: RdfNode) -> String {
        let graph = self.graph;
        let name = VOICE_NAMES.iter().find_map(|predicate| graph.first_text(node, predicate));
        let iri = graph.node_name(node);
        let own = graph.objects(node, cx::IDENTIFIER).next().is_some();
        if name.is_some() && !own && !iri.starts_with("_:") {
            self.record_loss("IRIs of voices", node);
        }
        let name = name.map(|name| self.collapse_spaces(name)).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| iri.to_owned())
    }

    /// Takes those who speak in a work whose authors nobody names for these; where nobody is named, a voice that is called
    /// as the work is.
    fn add_speakers(&mut self, work: WorkId, voices: &[VoiceId]) -> WorkId {
        if self.sources.unauthored.contains(&work) {
            let made_up = voices.is_empty().then(|| self.voice_of_work(work));
            if let Some(known) = self.draft.corpus.works.get_mut(work.index()) {
                for voice in voices.iter().copied().chain(made_up) {
                    if !known.by.contains(&voice) {
                        known.by.push(voice);
                    }
                }
            }
        }
        work
    }

    /// The voice that speaks where a work is named alone whose authors nobody names.
    fn voice_of_work(&mut self, work: WorkId) -> VoiceId {
        let title = self.draft.corpus.works.get(work.index()).map(|work| work.title.clone());
        self.draft.find_or_add_voice(&title.unwrap_or_default())
    }

    /// Who speaks where a work is named alone: its authors.
    pub(super) fn speakers_of(&mut self, work: WorkId) -> Vec<VoiceId> {
        if self.sources.unauthored.contains(&work) {
            return vec![self.voice_of_work(work)];
        }
        self.draft.corpus.works.get(work.index()).map(|work| work.by.clone()).unwrap_or_default()
    }

    /// The work that a node or a title stands for, which `voices` wrote unless it names its authors.
    pub(super) fn read_work(&mut self, object: &RdfObject, voices: &[VoiceId]) -> WorkId {
        let node = match object {
            RdfObject::Text(title) => {
                let title = &*self.collapse_spaces(self.graph.words_of(*title));
                if let Some(known) = self.draft.known_work(title) {
                    return self.add_speakers(known, voices);
                }
                let (from, by) = (IdentifierSource::From(title), voices.to_vec());
                let work = self.draft.find_or_add_work(title, from, title, by);
                self.sources.unauthored.insert(work);
                return self.add_speakers(work, voices);
            }
            RdfObject::Node(node) => *node,
        };
        if let Some(known) = self.draft.known_work(self.graph.node_name(node)) {
            return self.add_speakers(known, voices);
        }
        self.read_described_work(node, voices)
    }

    /// A work with all that the graph says of it.
    pub(super) fn read_described_work(&mut self, node: RdfNode, voices: &[VoiceId]) -> WorkId {
        let title = self
            .graph
            .first_text(node, dcterms::TITLE)
            .unwrap_or(self.graph.node_name(node))
            .to_owned();
        let creators: Vec<_> = self.graph.read_objects(node, dcterms::CREATOR).copied().collect();
        let mut by: Vec<_> = creators.iter().map(|creator| self.read_voice(creator)).collect();
        if let Some(order) = self.graph.first_text(node, cx::AUTHORS) {
            let at = |voice: &VoiceId| {
                let id = self.draft.corpus.voices.get(voice.index()).map_or("", |voice| &*voice.id);
                order.split(' ').position(|known| known == id)
            };
            by.sort_by_key(at);
        }
        let unauthored = by.is_empty();
        let id = self.identifier_of(node);
        let name = self.graph.node_name(node);
        let work = self.draft.find_or_add_work(name, IdentifierSource::Is(&id), &title, by);
        self.draft.call_work(&title, work);
        if unauthored {
            self.sources.unauthored.insert(work);
            self.add_speakers(work, voices);
        }
        let text = |predicate| self.graph.first_text(node, predicate).map(str::to_owned);
        let addressed = |predicate| {
            let found = self.graph.read_objects(node, predicate).map(|object| match object {
                RdfObject::Node(node) => self.graph.node_name(*node).to_owned(),
                RdfObject::Text(text) => self.graph.words_of(*text).to_owned(),
            });
            found.collect::<Vec<_>>()
        };
        let (published, year) = (text(dcterms::PUBLISHER), text(dcterms::DATE));
        let own = (!name.starts_with("_:")
            && !name.starts_with("urn:")
            && self.graph.first_text(node, cx::IDENTIFIER).is_none())
        .then(|| name.to_owned());
        let url = addressed(foaf::PAGE).into_iter().next().or(text(cx::ADDRESS)).or(own);
        let also_at = addressed(cx::COPY);
        if let Some(known) = self.draft.corpus.works.get_mut(work.index()) {
            known.published = published.unwrap_or_default();
            (known.year, known.url, known.also_at) = (year, url, also_at);
        }
        work
    }

    /// The identifier that a node says it has, else the end of its IRI.
    pub(super) fn identifier_of(&self, node: RdfNode) -> String {
        let name = self.graph.node_name(node);
        let end = name.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(name);
        self.graph.first_text(node, cx::IDENTIFIER).unwrap_or(end).to_owned()
    }
}
