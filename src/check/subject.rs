//! The subject of a rule: lists and look-ups over the corpus that was read, with places.

use super::{
    Finding, Rule,
    labels::{LabelFinder, LabelInText},
    parallel,
};
use cxterms_base::{
    corpus::{
        CONTRASTS_WITH, Citation, CitedStance, Concept, ConceptId, Corpus, CorpusReading, Label,
        LabelKind, Relation, SUBSET_OF, VoiceId,
    },
    diagnostic::{Fault, Place},
    text,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

/// How many concepts a message names.
const MAX_CONCEPTS_NAMED: usize = 5;

/// For each concept its umbrellas, each with where it is put there.
pub(super) type UmbrellaPlaces = BTreeMap<ConceptId, BTreeMap<ConceptId, Place>>;

/// A corpus, seen by rules.
#[derive(Debug)]
pub struct Subject<'c> {
    /// The corpus.
    pub corpus: &'c Corpus,
    /// The concepts whose entries have faults.
    faulty: BTreeSet<ConceptId>,
    /// Whether there are no faults at all.
    pub whole: bool,
    /// Each concept's definition, folded; many rules ask for it.
    folded: OnceLock<Vec<Option<String>>>,
    /// Each concept's labels in their order, folded.
    folded_labels: OnceLock<Vec<Vec<String>>>,
    /// The names that stand in each concept's definition.
    named: OnceLock<Vec<Vec<LabelInText<'c>>>>,
    /// For each voice and each concept, the umbrellas that it names.
    umbrellas: OnceLock<BTreeMap<VoiceId, UmbrellaPlaces>>,
}

impl<'c> Subject<'c> {
    /// Sees a corpus as far as it could be read.
    pub fn from_reading(reading: &'c CorpusReading) -> Self {
        let corpus = &reading.corpus;
        let places = number_concepts(corpus).flat_map(|(id, concept)| {
            std::iter::once(concept.place)
                .chain(concept.further.iter().copied())
                .map(move |it| (it, id))
        });
        let places: BTreeMap<_, _> = places.collect();
        // An entry goes on until the next one begins.
        let entry = |fault: &Fault| {
            let before = places.range(..=fault.place).next_back();
            before.filter(|(place, _)| place.file == fault.place.file).map(|(_, id)| *id)
        };
        let faulty = reading.faults.iter().filter_map(entry).collect();
        let whole = reading.faults.is_empty();
        let (folded, folded_labels, named, umbrellas) = <_>::default();
        Self { corpus, faulty, whole, folded, folded_labels, named, umbrellas }
    }

    /// A concept's own definition, folded.
    pub fn folded_definition(&self, id: ConceptId) -> Option<&str> {
        let fold = |concept: &Concept| Some(text::fold(&concept.definition.as_ref()?.text));
        let all = self.folded.get_or_init(|| parallel::map_concepts(&self.corpus.concepts, fold));
        all.get(id.index())?.as_deref()
    }

    /// A concept's labels in their order, folded.
    pub fn folded_labels(&self, id: ConceptId) -> &[String] {
        let fold = |concept: &Concept| -> Vec<String> {
            concept.labels.iter().map(|label| text::fold(&label.text)).collect()
        };
        let all =
            self.folded_labels.get_or_init(|| parallel::map_concepts(&self.corpus.concepts, fold));
        all.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// A concept's preferred label in the corpus's language, as it is and folded.
    pub fn folded_preferred_label(&self, id: ConceptId) -> Option<(&'c Label, &str)> {
        let mut labels = self.concept(id)?.labels.iter().zip(self.folded_labels(id));
        let own = |label: &Label| label.kind == LabelKind::Preferred && label.language.is_none();
        labels.find(|(label, _)| own(label)).map(|(label, folded)| (label, folded.as_str()))
    }

    /// The names that stand in a concept's own definition.
    pub(super) fn names_in_definition(&self, id: ConceptId) -> &[LabelInText<'c>] {
        let all = self.named.get_or_init(|| {
            let labels = LabelFinder::index_labels(self);
            let within = |concept: &Concept| {
                let definition = concept.definition.as_ref();
                definition.map(|it| labels.find_in_text(&it.text)).unwrap_or_default()
            };
            parallel::map_concepts(&self.corpus.concepts, within)
        });
        all.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether any entry allows a rule.
    pub(super) fn allows_rule(&self, rule: &Rule) -> bool {
        let mut allowed = self.corpus.concepts.iter().flat_map(|concept| &concept.allow);
        allowed.any(|name| name.value == rule.name)
    }

    /// Whether a concept's entry was read whole: what is missing from one with faults may be what they keep from being
    /// read.
    pub fn read_whole(&self, id: ConceptId) -> bool {
        !self.faulty.contains(&id)
    }

    /// Every concept with its number; those of which a later layer speaks come last, so that of two that clash what
    /// lies below is the first. Of those that were compiled before, only what a layer above adds has a place.
    pub fn concepts(&self) -> impl Iterator<Item = (ConceptId, &'c Concept)> + use<'c> {
        let untouched =
            number_concepts(self.corpus).filter(|(_, concept)| concept.further.is_empty());
        untouched
            .chain(number_concepts(self.corpus).filter(|(_, concept)| !concept.further.is_empty()))
    }

    /// The same without the collections of concepts, of which no definition and no umbrella is expected.
    pub fn concepts_alone(&self) -> impl Iterator<Item = (ConceptId, &'c Concept)> + use<'c> {
        let corpus = self.corpus;
        self.concepts().filter(|(_, concept)| !corpus.is_collection(concept))
    }

    /// A concept by number.
    pub fn concept(&self, id: ConceptId) -> Option<&'c Concept> {
        self.corpus.concept(id)
    }

    /// A concept's preferred label, else its identifier.
    pub fn preferred_label(&self, id: ConceptId) -> &'c str {
        self.concept(id).map_or("", Concept::preferred_label)
    }

    /// The relations of one name that somebody asserts.
    pub fn asserted_relations(&self) -> impl Iterator<Item = &'c Relation> {
        self.corpus.relations.iter().filter(|relation| !relation.said.asserted_by.is_empty())
    }

    /// The contrasts that do not say in what the two differ, each with whether one of the two is above the other.
    pub fn bare_contrasts(&self) -> Vec<(&'c Relation, bool)> {
        let mut above: BTreeMap<ConceptId, Vec<ConceptId>> = BTreeMap::new();
        for relation in self.umbrella_relations() {
            above.entry(relation.from).or_default().push(relation.to);
        }
        let next = |id: ConceptId| above.get(&id).into_iter().flatten().copied();
        let mut found = vec![];
        for relation in self.asserted_relations().filter(|it| it.relation == CONTRASTS_WITH) {
            if relation.text.is_none() && relation.facet.is_none() {
                let (one, other) = (relation.from, relation.to);
                let over = |low, high| Self::reachable_from([low], next).contains(&high);
                found.push((relation, over(one, other) || over(other, one)));
            }
        }
        found
    }

    /// What is reached from some concepts by steps, those concepts included.
    pub fn reachable_from<I: Iterator<Item = ConceptId>>(
        from: impl IntoIterator<Item = ConceptId>,
        next: impl Fn(ConceptId) -> I,
    ) -> BTreeSet<ConceptId> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<_> = from.into_iter().collect();
        while let Some(id) = waiting.pop() {
            if reached.insert(id) {
                waiting.extend(next(id));
            }
        }
        reached
    }

    /// What somebody puts under an umbrella.
    pub fn umbrella_relations(&self) -> impl Iterator<Item = &'c Relation> {
        self.asserted_relations().filter(|relation| relation.relation == SUBSET_OF)
    }

    /// For each voice and each concept, the umbrellas that it names, each with where.
    pub(super) fn umbrellas_by_voice(&self) -> &BTreeMap<VoiceId, UmbrellaPlaces> {
        self.umbrellas.get_or_init(|| self.gather_umbrellas())
    }

    fn gather_umbrellas(&self) -> BTreeMap<VoiceId, UmbrellaPlaces> {
        let mut found: BTreeMap<VoiceId, UmbrellaPlaces> = BTreeMap::new();
        for relation in self.umbrella_relations() {
            for citation in &relation.said.asserted_by {
                let umbrellas = found.entry(citation.voice).or_default();
                let (above, place) = (relation.to, relation.said.place);
                umbrellas.entry(relation.from).or_default().entry(above).or_insert(place);
            }
        }
        found
    }

    /// The language of a label in small letters; none if it is the corpus's own.
    pub fn label_language(&self, label: &Label) -> Option<String> {
        let own = self.corpus.settings.language.to_lowercase();
        label.language.as_ref().map(|tag| tag.to_lowercase()).filter(|tag| *tag != own)
    }

    /// Whether the corpus is written in English.
    pub fn is_english(&self) -> bool {
        let tag = self.corpus.settings.language.to_lowercase();
        tag.split('-').next() == Some("en")
    }

    /// Whether the own voice of a corpus that lies over the first asserts something.
    pub fn is_of_overlay(&self, said: &CitedStance) -> bool {
        let own: Vec<_> = self.corpus.settings.editors.iter().skip(1).collect();
        said.asserted_by.iter().any(|citation| own.contains(&&citation.voice))
    }

    /// Whether a voice is the corpus's own.
    pub fn is_own(&self, voice: VoiceId) -> bool {
        self.corpus.settings.editors.contains(&voice)
    }

    /// The names of some concepts, of many the first few.
    pub fn list_names(&self, ids: &[ConceptId]) -> String {
        let (shown, more) = ids.split_at(ids.len().min(MAX_CONCEPTS_NAMED));
        let mut names: Vec<_> =
            shown.iter().map(|id| self.preferred_label(*id).to_owned()).collect();
        let last = match more.len() {
            0 => names.pop().unwrap_or_default(),
            more => format!("{more} more"),
        };
        if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
    }

    /// Every citation there is.
    pub fn citations(&self) -> impl Iterator<Item = &'c Citation> {
        let concepts = self.corpus.concepts.iter().flat_map(Concept::cited_stances);
        let said = concepts.chain(self.corpus.relations.iter().map(|relation| &relation.said));
        said.flat_map(|said| said.asserted_by.iter().chain(&said.denied_by))
    }

    /// Where an entry of a finding's concepts allows the rule.
    pub fn find_allow(&self, finding: &Finding, rule: &Rule) -> Option<Place> {
        let entries = finding.concepts.iter().filter_map(|id| self.concept(*id));
        let allow = entries.flat_map(|concept| &concept.allow);
        allow.into_iter().find(|name| name.value == rule.name).map(|name| name.place)
    }
}

/// The concepts of a corpus with their numbers.
fn number_concepts(corpus: &Corpus) -> impl Iterator<Item = (ConceptId, &Concept)> {
    (0_u32..).map(ConceptId).zip(&corpus.concepts)
}
