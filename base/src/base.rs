//! The knowledge base: an opened image, asked for typed records.

use crate::{
    corpus::{
        COLLECTION, COMMENTER, Citation, ConceptId, ConceptState, Corpus, Digest, Facet, FacetId,
        Kind, KindId, Label, Note, Relation, RelationId, RelationKind, SUBSET_OF, Scheme, Settings,
        Voice, VoiceId, Work, WorkId, count_origins,
    },
    image::{
        self, ConceptHead, ConceptRecord, CorpusCut, DisputeMarks, Edge, FileOrigins, Image,
        ImageDraft, ImageError, ImagePatch, ImageSection, ImageSummary, InProgram, LabelIndex,
        ReadAt, Stance, StateMark, WordIndex,
    },
};
use serde::Deserialize;
use std::{collections::BTreeSet, sync::OnceLock};

/// The compiled knowledge base: its image, with its settings at hand.
///
/// ```
/// use cxterms_base::{Base, corpus::CorpusReading};
///
/// let mut reading = CorpusReading::default();
/// reading.add_folder("../terms".as_ref());
/// let base = Base::compile(&reading.corpus)?;
///
/// assert_eq!(base.concept_count()?, reading.corpus.concepts.len());
/// let first = base.concept_ids()?.next().unwrap();
/// assert_eq!(base.concept_head(first)?.id, reading.corpus.concepts[0].id);
/// # Ok::<_, cxterms_base::image::ImageError>(())
/// ```
#[derive(Debug)]
pub struct Base {
    image: Image,
    settings: Settings,
    /// Of each relation, whether it is the same from both ends; read when first asked for.
    symmetric: OnceLock<Vec<bool>>,
}

impl Base {
    /// Opens an image.
    ///
    /// # Errors
    /// When it is none, is of another format, or is damaged.
    pub fn open(source: Box<dyn ReadAt>) -> Result<Self, ImageError> {
        let image = Image::open(source)?;
        let settings = image.read_value(ImageSection::Settings)?;
        Ok(Self { image, settings, symmetric: OnceLock::new() })
    }

    /// Compiles a corpus and opens it.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn compile(corpus: &Corpus) -> Result<Self, ImageError> {
        Self::open(Box::new(InProgram(image::write_image(corpus)?)))
    }

    /// What the image's header says of it.
    pub fn summary(&self) -> &ImageSummary {
        self.image.summary()
    }

    /// Reads the whole image once, and keeps nothing.
    pub fn verify(&self) -> Result<(), ImageError> {
        self.image.verify()
    }

    /// What the manifests say of the corpus itself.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether a voice is the first corpus's own, whose words need no name beside them.
    pub fn is_own(&self, voice: VoiceId) -> bool {
        self.settings.editors.first() == Some(&voice)
    }

    /// Whether a voice is the own one of a corpus that lies over the first.
    pub fn is_overlay_voice(&self, voice: VoiceId) -> bool {
        self.settings.editors.iter().skip(1).any(|editor| *editor == voice)
    }

    /// Every concept.
    pub fn concept_ids(&self) -> Result<impl Iterator<Item = ConceptId> + use<>, ImageError> {
        Ok((0..self.concept_count()?).map(ConceptId::of))
    }

    /// How many concepts there are.
    pub fn concept_count(&self) -> Result<usize, ImageError> {
        self.image.record_count(ImageSection::Heads)
    }

    /// How many voices there are.
    pub fn voice_count(&self) -> Result<usize, ImageError> {
        self.image.record_count(ImageSection::Voices)
    }

    /// How many works there are.
    pub fn work_count(&self) -> Result<usize, ImageError> {
        self.image.record_count(ImageSection::Works)
    }

    /// A kind.
    pub fn kind(&self, id: KindId) -> Result<Kind<&str>, ImageError> {
        self.image.read_record(ImageSection::Kinds, id.index())
    }

    /// What a kind is called: its identifier, without the rest of its record.
    pub fn kind_id(&self, id: KindId) -> Result<&str, ImageError> {
        self.image.read_record(ImageSection::Kinds, id.index())
    }

    /// Every kind.
    pub fn kinds(&self) -> Result<Vec<Kind<&str>>, ImageError> {
        self.image.read_table(ImageSection::Kinds)
    }

    /// A facet.
    pub fn facet(&self, id: FacetId) -> Result<Facet<&str>, ImageError> {
        self.image.read_record(ImageSection::Facets, id.index())
    }

    /// Every facet, in reading order.
    pub fn facets(&self) -> Result<Vec<Facet<&str>>, ImageError> {
        self.image.read_table(ImageSection::Facets)
    }

    /// A relation.
    pub fn relation_kind(&self, id: RelationId) -> Result<RelationKind<&str>, ImageError> {
        self.image.read_record(ImageSection::RelationKinds, id.index())
    }

    /// Every relation, the built-in ones first.
    pub fn relation_kinds(&self) -> Result<Vec<RelationKind<&str>>, ImageError> {
        self.image.read_table(ImageSection::RelationKinds)
    }

    /// Whether a relation is the same from both ends; all are read at once.
    pub fn is_symmetric(&self, id: RelationId) -> Result<bool, ImageError> {
        if self.symmetric.get().is_none() {
            let symmetric = self.relation_kinds()?.iter().map(RelationKind::is_symmetric).collect();
            // If another thread was first, its are as good.
            let _ = self.symmetric.set(symmetric);
        }
        let known = self.symmetric.get().and_then(|known| known.get(id.index()));
        known.copied().ok_or(ImageError::Damaged)
    }

    /// A voice.
    pub fn voice(&self, id: VoiceId) -> Result<Voice<&str>, ImageError> {
        self.image.read_record(ImageSection::Voices, id.index())
    }

    /// A work.
    pub fn work(&self, id: WorkId) -> Result<Work<&str>, ImageError> {
        self.image.read_record(ImageSection::Works, id.index())
    }

    /// Every concept scheme that is declared.
    pub fn schemes(&self) -> Result<Vec<Scheme<&str>>, ImageError> {
        self.image.read_table(ImageSection::Schemes)
    }

    /// How many concepts are part of each declared scheme, collections not counted.
    pub fn count_members(&self) -> Result<Vec<usize>, ImageError> {
        let mut counts = vec![0; self.image.record_count(ImageSection::Schemes)?];
        if counts.is_empty() {
            return Ok(counts);
        }
        let collection = self.collection_kind()?;
        for id in self.concept_ids()? {
            let head = self.concept_head(id)?;
            if collection.is_none() || head.kind != collection {
                for own in head.schemes {
                    if let Some(count) = counts.get_mut(own.scheme.index()) {
                        *count += 1;
                    }
                }
            }
        }
        Ok(counts)
    }

    /// The kind of the entries that are collections of concepts, if there is one.
    pub fn collection_kind(&self) -> Result<Option<KindId>, ImageError> {
        for id in (0..self.image.record_count(ImageSection::Kinds)?).map(KindId::of) {
            if self.kind_id(id)? == COLLECTION {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// The kind of a voice; none if it has none.
    pub fn voice_kind(&self, id: VoiceId) -> Result<Option<&str>, ImageError> {
        let kind = self.voice(id)?.kind;
        let known = kind.and_then(|kind| self.settings.voice_kinds.get(kind.index()));
        Ok(known.map(String::as_str))
    }

    /// How many independent acts of saying stand behind citations.
    pub fn count_origins<S>(&self, citations: &[Citation<S>]) -> Result<usize, ImageError> {
        if citations.len() < 2 {
            return Ok(citations.len());
        }
        count_origins(
            citations,
            |work| Ok(self.work(work)?.by),
            |voice| Ok(self.voice_kind(voice)? == Some(COMMENTER)),
        )
    }

    /// What lists and trees need of a concept.
    pub fn concept_head(&self, id: ConceptId) -> Result<ConceptHead<&str>, ImageError> {
        self.image.read_record(ImageSection::Heads, id.index())
    }

    /// Whether it is said of any concept in what state it is.
    pub fn has_states(&self) -> bool {
        self.summary().stated > 0
    }

    /// Whether a concept is no longer in use, whoever is asked.
    pub fn is_given_up(&self, id: ConceptId) -> Result<bool, ImageError> {
        if !self.has_states() {
            return Ok(false);
        }
        let mark = self.concept_head(id)?.state;
        Ok(mark.and_then(StateMark::state).is_some_and(ConceptState::is_given_up))
    }

    /// A concept's labels.
    pub fn concept_labels(&self, id: ConceptId) -> Result<Vec<Label<&str>>, ImageError> {
        self.image.concept_labels(id)
    }

    /// A concept whole, but for its relations.
    pub fn concept_record(&self, id: ConceptId) -> Result<ConceptRecord<&str>, ImageError> {
        self.image.concept_record(id)
    }

    /// A dispute that was derived when the image was built.
    pub(crate) fn stored_dispute<'b, D: Deserialize<'b>>(
        &'b self,
        number: u32,
    ) -> Result<D, ImageError> {
        self.image.read_record(ImageSection::Disputes, number as usize)
    }

    /// How many disputes were derived when the image was built.
    pub(crate) fn stored_dispute_count(&self) -> Result<usize, ImageError> {
        self.image.record_count(ImageSection::Disputes)
    }

    /// A note that is said of several concepts, and the concept on whose entry it is written.
    pub fn shared_note(&self, number: u32) -> Result<(ConceptId, Note<&str>), ImageError> {
        self.image.read_record(ImageSection::Notes, number as usize)
    }

    /// Who asserts and who denies.
    pub fn stance(&self, number: u32) -> Result<Stance, ImageError> {
        self.image.read_record(ImageSection::Stances, number as usize)
    }

    /// An edge's claim.
    pub fn edge_claim(&self, edge: &Edge) -> Result<Relation<&str>, ImageError> {
        self.image.edge_claim(edge)
    }

    /// The edges that leave a concept, by relation and far end.
    pub fn edges_from(&self, id: ConceptId) -> Result<Vec<Edge>, ImageError> {
        self.image.edges_from(id)
    }

    /// Those that put it under another.
    pub(crate) fn umbrella_edges(&self, id: ConceptId) -> Result<Vec<Edge>, ImageError> {
        self.image.edges_until(id, SUBSET_OF)
    }

    /// The edges that arrive at a concept, by near end and relation.
    pub fn edges_to(&self, id: ConceptId) -> Result<Vec<Edge>, ImageError> {
        self.image.edges_to(id)
    }

    /// The labels.
    pub fn label_index(&self) -> LabelIndex<'_> {
        self.image.label_index()
    }

    /// The words.
    pub fn word_index(&self) -> WordIndex<'_> {
        self.image.word_index()
    }

    /// The languages in which anything is said, that of the corpus first.
    pub fn languages(&self) -> Result<Vec<String>, ImageError> {
        self.image.read_value(ImageSection::Languages)
    }

    /// From which files the concepts come, if that was kept when the image was built.
    pub fn origins(&self) -> Result<Option<FileOrigins>, ImageError> {
        self.image.read_value(ImageSection::Origins)
    }

    /// Cuts whole concepts out.
    pub(crate) fn cut_concepts(&self, whole: BTreeSet<ConceptId>) -> Result<CorpusCut, ImageError> {
        CorpusCut::from_image(&self.image, whole)
    }

    /// The image that a patch makes of this one.
    pub(crate) fn patch(
        &self,
        patch: &ImagePatch,
        sources: Digest,
    ) -> Result<ImageDraft, ImageError> {
        ImageDraft::patch(&self.image, patch, sources)
    }

    /// The marks, if they were derived when the image was built.
    pub fn marks(&self) -> Result<Option<DisputeMarks>, ImageError> {
        self.image.read_value(ImageSection::Marks)
    }

    /// The whole corpus, without places.
    pub fn to_corpus(&self) -> Result<Corpus, ImageError> {
        self.image.to_corpus()
    }
}
