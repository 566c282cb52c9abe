//! A corpus → the bytes of its image.

use super::{
    About, FORMAT, Head, Header, ImageError, MAGIC, Marks, PREAMBLE, Place, Posting, Reach, Record,
    SECTIONS, Section, Stance, blocks, lexicon, table, words::Index,
};
use crate::{
    corpus::{Citation, Concept, ConceptId, Corpus, Digest, Label, LabelKind, Note, Said, VoiceId},
    text,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    let mut stances = Stances::default();
    put(Section::Settings, alone(&corpus.settings)?);
    put(Section::Kinds, table::pack(&corpus.kinds)?);
    put(Section::Facets, table::pack(&corpus.facets)?);
    put(Section::RelationKinds, table::pack(&corpus.relation_kinds)?);
    put(Section::Overrides, alone(&corpus.overrides)?);
    put(Section::Voices, table::pack(&corpus.voices)?);
    put(Section::Works, table::pack(&corpus.works)?);
    put(
        Section::Heads,
        table::pack(corpus.concepts.iter().map(|concept| head(concept, &mut stances)))?,
    );
    let shared = shared_notes(corpus);
    put(Section::Records, table::pack(records(corpus, &shared))?);
    put(Section::Notes, table::pack(&shared)?);
    let edges = edges(corpus, &mut stances);
    put(Section::Outgoing, (table::numbers(starts(corpus, |relation| relation.from)), 0));
    put(Section::Incoming, (table::numbers(starts(corpus, |relation| relation.to)), 0));
    put(Section::Arriving, (table::numbers(arriving(corpus)), 0));
    put(Section::Edges, (edges, 0));
    put(Section::Claims, table::pack(&corpus.relations)?);
    put(Section::Stances, table::pack(stances.all)?);
    let names = names(corpus);
    let (shards, maps) = lexicon::pack(names.keys().map(String::as_str))?;
    put(Section::Shards, alone(&shards)?);
    put(Section::Labels, (maps, 0));
    put(Section::Postings, table::pack(names.into_values())?);
    let words = Index::of(corpus);
    let (shards, maps) = lexicon::pack(words.words.keys().map(String::as_str))?;
    put(Section::WordShards, alone(&shards)?);
    put(Section::Words, (maps, 0));
    put(Section::Mentions, table::pack(words.words.into_values())?);
    put(Section::Weight, alone(&words.weights.iter().copied().map(u64::from).sum::<u64>())?);
    put(Section::Weights, (table::numbers(words.weights), 0));
    put(Section::Marks, alone(&None::<Marks>)?);
    Ok(sections)
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
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(stance).or_insert_with_key(|stance| {
            self.all.push(stance.clone());
            next
        })
    }
}

fn voices(citations: &[Citation]) -> Vec<VoiceId> {
    let voices: BTreeSet<_> = citations.iter().map(|citation| citation.voice).collect();
    voices.into_iter().collect()
}

fn head(concept: &Concept, stances: &mut Stances) -> Head {
    let preferred = |label: &&Label| label.kind == LabelKind::Preferred;
    let own = concept.labels.iter().filter(|label| label.language.is_none());
    let elsewhere = concept.labels.iter().filter(preferred);
    let elsewhere =
        elsewhere.filter_map(|label| Some((label.language.clone()?, label.text.clone())));
    let mut short =
        own.clone().filter(|label| label.kind == LabelKind::Abbreviation && !label.secondary);
    Head {
        id: concept.id.clone(),
        label: own
            .clone()
            .find(preferred)
            .map_or_else(|| concept.id.clone(), |label| label.text.clone()),
        qualifier: concept.qualifier.clone(),
        kind: concept.kind,
        abbreviation: short.next().map(|label| label.text.clone()),
        translations: elsewhere.collect(),
        root: concept.root.as_ref().map(|said| stances.number(said)),
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

fn records(corpus: &Corpus, shared: &[(ConceptId, &Note)]) -> Vec<Record> {
    let record = |concept: &Concept| Record { concept: concept.clone(), shared_notes: vec![] };
    let mut records: Vec<_> = corpus.concepts.iter().map(record).collect();
    for (number, (_, note)) in (0..).zip(shared) {
        for other in &note.with {
            if let Some(record) = records.get_mut(other.index()) {
                record.shared_notes.push(number);
            }
        }
    }
    records
}

fn edges(corpus: &Corpus, stances: &mut Stances) -> Vec<u8> {
    let numbers = corpus.relations.iter().flat_map(|relation| {
        [relation.from.0, relation.relation.0, relation.to.0, stances.number(&relation.said)]
    });
    table::numbers(numbers.collect::<Vec<_>>())
}

/// For each concept how many relations have an end before it, and in the end how many there are.
fn starts(corpus: &Corpus, end: fn(&crate::corpus::Relation) -> ConceptId) -> Vec<u32> {
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

/// Every folded name and the concepts that go by it.
fn names(corpus: &Corpus) -> BTreeMap<String, Vec<Posting>> {
    let mut names: BTreeMap<String, BTreeSet<Posting>> = BTreeMap::new();
    let implied: Vec<_> =
        corpus.settings.implied_words.iter().map(|word| text::fold(word)).collect();
    for (index, concept) in corpus.concepts.iter().enumerate() {
        let mut add = |name: String, reach, secondary| {
            let posting = Posting { secondary, reach, concept: ConceptId::of(index) };
            names.entry(name).or_default().insert(posting);
        };
        add(text::fold(&concept.id), Reach::Id, gives_way(concept));
        for label in &concept.labels {
            let (reach, short) = reaches(label);
            for form in forms(concept, label) {
                if let Some((less, short)) =
                    short.and_then(|short| Some((less_implied(&form, &implied)?, short)))
                {
                    add(less, short, label.secondary);
                }
                add(form, reach, label.secondary);
            }
        }
    }
    names.into_iter().map(|(name, postings)| (name, best(postings))).collect()
}

/// Whether a name spelled as the concept's identifier mostly means another, since its label does.
fn gives_way(concept: &Concept) -> bool {
    let id = text::fold(&concept.id);
    let mut own = concept.labels.iter().filter(|label| label.language.is_none());
    own.any(|label| label.secondary && text::fold(&label.text) == id)
}

/// How a label reaches its concept, and how it does so without the implied words.
fn reaches(label: &Label) -> (Reach, Option<Reach>) {
    match (label.kind, label.language.is_some()) {
        (LabelKind::Preferred, false) => (Reach::Preferred, Some(Reach::Short)),
        (LabelKind::Abbreviation, false) => (Reach::Abbreviation, None),
        (LabelKind::Synonym, false) => (Reach::Synonym, Some(Reach::ShortSynonym)),
        (LabelKind::Preferred, true) => (Reach::PreferredElsewhere, None),
        (LabelKind::Abbreviation, true) => (Reach::AbbreviationElsewhere, None),
        (LabelKind::Synonym, true) => (Reach::SynonymElsewhere, None),
        (LabelKind::Avoid, _) => (Reach::Avoided, None),
    }
}

/// A label folded, and with its concept's qualifier where it has one.
fn forms(concept: &Concept, label: &Label) -> Vec<String> {
    let plain = text::fold(&label.text);
    let qualified =
        concept.qualifier.as_ref().map(|qualifier| format!("{plain} {}", text::fold(qualifier)));
    std::iter::once(plain).chain(qualified).collect()
}

/// A folded label without the implied words, if it has any and something remains.
fn less_implied(form: &str, implied: &[String]) -> Option<String> {
    let rest: Vec<_> =
        form.split(' ').filter(|word| !implied.iter().any(|implied| implied == word)).collect();
    let less = rest.join(" ");
    (less != form && !less.is_empty()).then_some(less)
}

/// Each concept once, by its best reach, primary readings first.
fn best(postings: BTreeSet<Posting>) -> Vec<Posting> {
    let mut seen = BTreeSet::new();
    let mut by_reach: Vec<_> = postings.into_iter().collect();
    by_reach.sort_by_key(|posting| (posting.reach, posting.secondary, posting.concept));
    by_reach.retain(|posting| seen.insert(posting.concept));
    by_reach
}
