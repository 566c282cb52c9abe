//! Every text that is said of a concept, with where it stands: what a search reads.

use super::{CitedStance, Concept, ConceptId, Corpus, Note, Relation, VoiceId};

/// Where a text stands, by how much a word counts there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPlace {
    /// In a label or qualifier.
    Label,
    /// In a definition.
    Definition,
    /// Anywhere else: a facet's value, a note, a contrast, what a voice adds, its reservation or reason.
    Elsewhere,
}

impl<S: AsRef<str>> CitedStance<S> {
    /// What voices add to the claim, and why they deny it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.citations().flat_map(|it| it.text.iter().chain(&it.but)).map(AsRef::as_ref)
    }
}

impl<S: AsRef<str>> Note<S> {
    /// The note, and what voices add to it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let label = self.label.iter().map(AsRef::as_ref);
        std::iter::once(self.text.as_ref()).chain(label).chain(self.said.texts())
    }
}

impl<S: AsRef<str>> Relation<S> {
    /// The relation in words, and what voices add to it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.text.iter().map(AsRef::as_ref).chain(self.said.texts())
    }
}

impl<S: AsRef<str>> Concept<S> {
    /// Its labels, definitions, facet values and notes, and what voices add to them.
    pub fn texts(&self) -> impl Iterator<Item = (TextPlace, &str)> {
        let labels = self.labels.iter().map(|label| label.text.as_ref());
        let labels = labels.chain(self.qualifier.iter().map(AsRef::as_ref));
        let own = self.definition.iter().chain(self.translated.iter().map(|(_, there)| there));
        let definitions = own.map(|definition| definition.text.as_ref());
        let definitions = definitions.chain(self.definitions.iter().map(|it| it.text.as_ref()));
        let advice =
            self.labels.iter().flat_map(|label| label.why().into_iter().chain(label.instead()));
        let facets = self.facets.iter().map(|value| value.value.as_ref());
        let notes = self.notes.iter().flat_map(|note| {
            std::iter::once(note.text.as_ref()).chain(note.label.iter().map(AsRef::as_ref))
        });
        let added = self.cited_stances().flat_map(CitedStance::texts);
        let rest = advice.chain(facets).chain(notes).chain(added);
        labels
            .map(|text| (TextPlace::Label, text))
            .chain(definitions.map(|text| (TextPlace::Definition, text)))
            .chain(rest.map(|text| (TextPlace::Elsewhere, text)))
    }
}

/// What is said of concepts elsewhere than on their entries, by concept.
#[derive(Clone, Debug, Default)]
pub struct TextsBeyondEntries<'c>(Vec<(ConceptId, &'c str)>);

impl<'c> TextsBeyondEntries<'c> {
    /// Gathers the words of relations at both ends, the notes that others' entries share, and the names of those who
    /// speak, the corpus's own voice left out.
    pub fn gather(corpus: &'c Corpus) -> Self {
        let mut texts = vec![];
        let mut heard: Vec<(ConceptId, VoiceId)> = vec![];
        for (number, concept) in corpus.concepts.iter().enumerate() {
            let id = ConceptId::of(number);
            heard.extend(concept.cited_stances().flat_map(voices_of).map(|voice| (id, voice)));
            for note in concept.notes.iter().filter(|note| !note.with.is_empty()) {
                for other in &note.with {
                    texts.extend(note.texts().map(|text| (*other, text)));
                    heard.extend(voices_of(&note.said).map(|voice| (*other, voice)));
                }
            }
        }
        for relation in &corpus.relations {
            for end in [relation.from, relation.to] {
                texts.extend(relation.texts().map(|text| (end, text)));
                heard.extend(voices_of(&relation.said).map(|voice| (end, voice)));
            }
        }
        heard.retain(|(_, voice)| !corpus.settings.editors.contains(voice));
        heard.sort_unstable();
        heard.dedup();
        let name = |(id, voice)| Some((id, corpus.voice(voice)?.name.as_str()));
        texts.extend(heard.into_iter().filter_map(name));
        texts.sort_by_key(|(id, _)| *id);
        Self(texts)
    }

    /// Those of one concept.
    pub fn of_concept(&self, id: ConceptId) -> impl Iterator<Item = &'c str> + '_ {
        let start = self.0.partition_point(|(known, _)| *known < id);
        let rest = self.0.get(start..).unwrap_or_default();
        rest.iter().take_while(move |(known, _)| *known == id).map(|(_, text)| *text)
    }
}

fn voices_of<S>(said: &CitedStance<S>) -> impl Iterator<Item = VoiceId> + '_ {
    said.citations().map(|citation| citation.voice)
}
