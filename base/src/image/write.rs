//! A corpus → the bytes of its image.

use super::{
    About, FORMAT, Head, Header, ImageError, MAGIC, Marks, PREAMBLE, Place, SECTIONS, Section,
    Stance, blocks, lexicon, names, table, words,
};
use crate::corpus::{
    Citation, Concept, ConceptId, Corpus, Digest, Label, LabelKind, Note, Relation, Said, VoiceId,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Compiles a corpus that was read from no files, without marks; the same corpus gives the same bytes.
///
/// # Errors
/// When it is too large for the format.
pub fn write(corpus: &Corpus) -> Result<Vec<u8>, ImageError> {
    Draft::of(corpus, Digest::default())?.bytes()
}

/// An image that may still be marked.
#[derive(Debug)]
pub struct Draft {
    about: About,
    sections: [(Vec<u8>, u32); SECTIONS],
}

impl Draft {
    /// Compiles a corpus that was read from these sources.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn of(corpus: &Corpus, sources: Digest) -> Result<Self, ImageError> {
        Ok(Self { about: About::of(corpus, sources)?, sections: sections(corpus)? })
    }

    /// Adds the marks that were derived from the image itself.
    ///
    /// # Errors
    /// When they are too many for the format.
    pub fn mark(&mut self, marks: &Marks) -> Result<(), ImageError> {
        if let Some(slot) = self.sections.get_mut(Section::Marks as usize) {
            *slot = alone(&Some(marks))?;
        }
        Ok(())
    }

    /// The image.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn bytes(&self) -> Result<Vec<u8>, ImageError> {
        assemble(&self.about, &self.sections)
    }
}

fn sections(corpus: &Corpus) -> Result<[(Vec<u8>, u32); SECTIONS], ImageError> {
    let mut sections: [(Vec<u8>, u32); SECTIONS] = Default::default();
    let mut put = |section: Section, packed: (Vec<u8>, u32)| {
        if let Some(slot) = sections.get_mut(section as usize) {
            *slot = packed;
        }
    };
    put(Section::Settings, alone(&corpus.settings)?);
    put(Section::Kinds, table::pack(&corpus.kinds, |_, kind| kind)?);
    put(Section::Facets, table::pack(&corpus.facets, |_, facet| facet)?);
    put(Section::RelationKinds, table::pack(&corpus.relation_kinds, |_, kind| kind)?);
    put(Section::Overrides, alone(&corpus.overrides)?);
    put(Section::Voices, table::pack(&corpus.voices, |_, voice| voice)?);
    put(Section::Works, table::pack(&corpus.works, |_, work| work)?);
    concepts(corpus, &mut put)?;
    let at = [Section::Shards, Section::Labels, Section::Postings];
    by_word(&names::of(corpus), at, names::best, &mut put)?;
    let words = words::of(corpus);
    let at = [Section::WordShards, Section::Words, Section::Mentions];
    by_word(&words, at, words::mentions, &mut put)?;
    let weights = words::weights(&words, corpus.concepts.len());
    put(Section::Weight, alone(&weights.iter().copied().map(u64::from).sum::<u64>())?);
    put(Section::Weights, (table::numbers(&weights), 0));
    put(Section::Marks, alone(&None::<Marks>)?);
    Ok(sections)
}

/// What is said of the concepts, and what joins them.
fn concepts(
    corpus: &Corpus,
    put: &mut impl FnMut(Section, (Vec<u8>, u32)),
) -> Result<(), ImageError> {
    let mut stances = Stances::default();
    let root = |concept: &Concept| concept.root.as_ref().map(|said| stances.number(said));
    let roots: Vec<_> = corpus.concepts.iter().map(root).collect();
    let head = |index, concept| head(concept, roots.get(index).copied().flatten());
    put(Section::Heads, table::pack(&corpus.concepts, head)?);
    let shared = shared_notes(corpus);
    let told = told_too(&shared);
    // A [`Record`], borrowed.
    let record = |index, concept| {
        (concept, told.get(&ConceptId::of(index)).map(Vec::as_slice).unwrap_or_default())
    };
    put(Section::Records, table::pack(&corpus.concepts, record)?);
    put(Section::Notes, table::pack(&shared, |_, note| note)?);
    let edges = edges(corpus, &mut stances);
    put(Section::Edges, (table::numbers(&edges), 0));
    let starts = |end: fn(&Relation) -> ConceptId| (table::numbers(&starts(corpus, end)), 0);
    put(Section::Outgoing, starts(|relation| relation.from));
    put(Section::Incoming, starts(|relation| relation.to));
    put(Section::Arriving, (table::numbers(&arriving(corpus)), 0));
    put(Section::Claims, table::pack(&corpus.relations, |_, claim| claim)?);
    put(Section::Stances, table::pack(&stances.all, |_, stance| stance)?);
    Ok(())
}

/// Words in order, and at each what is listed of those entries that it begins.
fn by_word<V: Sync, L: Serialize>(
    entries: &[(String, V)],
    [shards, maps, lists]: [Section; 3],
    list: fn(&[(String, V)]) -> Vec<L>,
    put: &mut impl FnMut(Section, (Vec<u8>, u32)),
) -> Result<(), ImageError> {
    let words: Vec<_> = entries.chunk_by(|(a, _), (b, _)| a == b).collect();
    let spelled = words.iter().filter_map(|same| same.first());
    let spelled: Vec<_> = spelled.map(|(word, _)| word.as_str()).collect();
    let (first, data) = lexicon::pack(&spelled)?;
    put(shards, alone(&first)?);
    put(maps, (data, 0));
    put(lists, table::pack(&words, |_, same| list(same))?);
    Ok(())
}

fn alone<T: Serialize>(value: &T) -> Result<(Vec<u8>, u32), ImageError> {
    Ok((postcard::to_allocvec(value)?, 0))
}

/// Preamble, header, sections; packed into blocks.
fn assemble(about: &About, sections: &[(Vec<u8>, u32)]) -> Result<Vec<u8>, ImageError> {
    let mut end = 0;
    let mut places = vec![];
    for (section, records) in sections {
        let start = end;
        end += section.len() as u64;
        places.push(Place { range: start..end, records: *records });
    }
    let header = postcard::to_allocvec(&Header { about: about.clone(), sections: places })?;
    let size = u32::try_from(header.len()).map_err(|_| ImageError::TooLarge)?;
    let length = PREAMBLE as u64 + u64::from(size) + end;
    let room = blocks::packed(length).and_then(|packed| usize::try_from(packed).ok());
    let mut data = Vec::with_capacity(room.ok_or(ImageError::TooLarge)?);
    data.extend_from_slice(MAGIC);
    data.extend_from_slice(&FORMAT.to_le_bytes());
    data.extend_from_slice(&size.to_le_bytes());
    data.extend_from_slice(&length.to_le_bytes());
    data.extend_from_slice(&header);
    for (section, _) in sections {
        data.extend_from_slice(section);
    }
    Ok(blocks::pack(data))
}

/// Stances seen so far, each once.
#[derive(Default)]
struct Stances {
    all: Vec<Stance>,
    numbers: BTreeMap<Stance, u32>,
}

impl Stances {
    fn number(&mut self, said: &Said) -> u32 {
        let stance =
            Stance { asserted_by: voices(&said.asserted_by), denied_by: voices(&said.denied_by) };
        if let Some(number) = self.numbers.get(&stance) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(stance.clone());
        self.numbers.insert(stance, number);
        number
    }
}

fn voices(citations: &[Citation]) -> Vec<VoiceId> {
    let mut voices: Vec<_> = citations.iter().map(|citation| citation.voice).collect();
    voices.sort_unstable();
    voices.dedup();
    voices
}

fn head(concept: &Concept, root: Option<u32>) -> Head<&str> {
    let preferred = |label: &&Label| label.kind == LabelKind::Preferred;
    let own = concept.labels.iter().filter(|label| label.language.is_none());
    let elsewhere = concept.labels.iter().filter(preferred);
    let elsewhere =
        elsewhere.filter_map(|label| Some((label.language.as_deref()?, label.text.as_str())));
    let mut short =
        own.clone().filter(|label| label.kind == LabelKind::Abbreviation && !label.secondary);
    Head {
        id: &concept.id,
        label: own.clone().find(preferred).map_or(&concept.id, |label| &label.text),
        qualifier: concept.qualifier.as_deref(),
        kind: concept.kind,
        abbreviation: short.next().map(|label| label.text.as_str()),
        translations: elsewhere.collect(),
        root,
    }
}

/// The notes that are said of several concepts, each with the one on whose entry it is written.
fn shared_notes(corpus: &Corpus) -> Vec<(ConceptId, &Note)> {
    let concepts = corpus.concepts.iter().enumerate();
    let notes = concepts.flat_map(|(index, concept)| {
        concept.notes.iter().map(move |note| (ConceptId::of(index), note))
    });
    notes.filter(|(_, note)| !note.with.is_empty()).collect()
}

/// For each concept the numbers of others' notes that are said of it too.
fn told_too(shared: &[(ConceptId, &Note)]) -> BTreeMap<ConceptId, Vec<u32>> {
    let mut told: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (number, (_, note)) in (0..).zip(shared) {
        for other in &note.with {
            told.entry(*other).or_default().push(number);
        }
    }
    told
}

fn edges(corpus: &Corpus, stances: &mut Stances) -> Vec<u32> {
    let numbers = corpus.relations.iter().flat_map(|relation| {
        [relation.from.0, relation.relation.0, relation.to.0, stances.number(&relation.said)]
    });
    numbers.collect()
}

/// For each concept how many relations have an end before it, and in the end how many there are.
fn starts(corpus: &Corpus, end: fn(&Relation) -> ConceptId) -> Vec<u32> {
    let mut starts = vec![0_u32; corpus.concepts.len() + 1];
    for relation in &corpus.relations {
        if let Some(count) = starts.get_mut(end(relation).index() + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

fn arriving(corpus: &Corpus) -> Vec<u32> {
    let mut numbers: Vec<_> = (0_u32..).zip(&corpus.relations).collect();
    numbers.sort_by_key(|(number, relation)| (relation.to, *number));
    numbers.into_iter().map(|(number, _)| number).collect()
}
