//! What labels of the base mean to the rules of documents, looked up when a document first uses them.

use super::{
    block_words::BlockWords,
    label_role::{AvoidedName, RetiredName},
};
use crate::answer::advice::choose_advice;
use cxterms_base::{
    Base, ConceptId,
    corpus::{CONTRASTS_WITH, Citation, ConceptState, Label, LabelKind, VoiceId},
    image::{ImageError, LabelWalk, Posting},
    text,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock},
};

pub(super) use super::saying::Saying;
pub(super) use super::{
    label_role::{AbbreviationReading, LabelRole},
    saying::list_sayings,
};

/// A word that is said of so many concepts is hardly what a person is called.
const COMMON_CONCEPTS: usize = 20;

/// Concepts of this kind are told apart as wholes.
const DISCIPLINE: &str = "discipline";
/// Metrics are not.
const METRIC: &str = "metric";

/// A base as documents are read against it; several threads may ask it.
#[derive(Debug)]
pub struct Vocabulary<'b> {
    pub(super) base: &'b Base,
    walk: LabelWalk<'b>,
    roles: RwLock<BTreeMap<usize, Arc<LabelRole>>>,
    /// Whether documents are asked for all names that they use, and how often.
    pub(super) counts_names: bool,
}

impl<'b> Vocabulary<'b> {
    /// Opens a base for documents.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn open(base: &'b Base) -> Result<Self, ImageError> {
        let (walk, roles) = (base.label_index().open_walk()?, RwLock::default());
        Ok(Self { base, walk, roles, counts_names: false })
    }

    /// The same for documents that are asked for all names that they use.
    #[must_use]
    pub fn counting_names(self) -> Self {
        Self { counts_names: true, ..self }
    }

    /// Whether single words may matter that are no abbreviations: only where an overlay may advise against them, or where
    /// all names are counted.
    pub(super) fn minds_single_words(&self) -> bool {
        self.counts_names || self.base.settings().editors.len() > 1
    }

    /// The longest label that begins at a word, with the number of its words.
    pub(super) fn find_label(
        &self,
        words: &BlockWords,
        at: usize,
    ) -> Result<Option<(usize, usize)>, ImageError> {
        let found = self.walk.find_longest(&words.walk_from(at))?;
        Ok(found.map(|label| (label.words, label.number)))
    }

    /// Whether a word, folded, occurs anywhere in what the base says.
    pub(super) fn knows_word(&self, word: &str) -> Result<bool, ImageError> {
        Ok(!self.base.word_index().get(word)?.is_empty())
    }

    /// Whether a word, folded, is one of the field: in a name, or said of so many concepts that it is no person's name.
    pub(super) fn is_field_word(&self, word: &str) -> Result<bool, ImageError> {
        let met = self.base.word_index().get(word)?;
        Ok(met.len() >= COMMON_CONCEPTS || met.iter().any(|it| it.in_label))
    }

    /// What the label means that a text is, if it is one.
    pub(super) fn role_of_text(&self, name: &str) -> Result<Option<Arc<LabelRole>>, ImageError> {
        let words = BlockWords::from_text(name);
        match self.find_label(&words, 0)? {
            Some((count, number)) if count == words.len() => {
                self.role_of_label(number, &text::fold(name)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// What a label means, by its number and its folded form.
    pub(super) fn role_of_label(
        &self,
        number: usize,
        folded: &str,
    ) -> Result<Arc<LabelRole>, ImageError> {
        let known = self.roles.read().unwrap_or_else(PoisonError::into_inner).get(&number).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let role = Arc::new(self.read_role(number, folded)?);
        let mut roles = self.roles.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(roles.entry(number).or_insert(role)))
    }

    fn read_role(&self, number: usize, folded: &str) -> Result<LabelRole, ImageError> {
        let mut role = LabelRole { folded: folded.to_owned(), ..LabelRole::default() };
        let postings = self.walk.read_postings(number)?;
        let mut seen = BTreeSet::new();
        for Posting { concept, .. } in postings {
            if !seen.insert(concept) {
                continue;
            }
            let labels = self.base.concept_labels(concept)?;
            for label in labels.iter().filter(|label| text::fold(label.text) == folded) {
                match label.kind {
                    LabelKind::Avoid => {
                        role.avoided.push(self.read_avoided(concept, &labels, label)?);
                    }
                    LabelKind::Abbreviation => {
                        role.readings.push(self.read_reading(concept, label)?);
                    }
                    LabelKind::Preferred | LabelKind::Synonym => role.named.push(concept),
                    LabelKind::Hidden => {}
                }
            }
        }
        role.named.dedup();
        role.retired = self.read_retired(&role)?;
        if role.avoided.iter().all(|name| !name.by_overlay) && !role.named.is_empty() {
            // What one voice advises against, another calls a thing by.
            role.avoided.clear();
        }
        Ok(role)
    }

    fn read_avoided(
        &self,
        concept: ConceptId,
        labels: &[Label<&str>],
        label: &Label<&str>,
    ) -> Result<AvoidedName, ImageError> {
        let instead = choose_advice(self.base, labels, label)?.map(str::to_owned);
        let says = self.name_citations(&label.said.asserted_by)?;
        Ok(AvoidedName {
            id: self.id_of(concept)?,
            text: label.text.to_owned(),
            why: label.why().map(str::to_owned),
            instead,
            says,
            by_overlay: self.is_of_overlay(&label.said.asserted_by),
        })
    }

    fn read_reading(
        &self,
        concept: ConceptId,
        label: &Label<&str>,
    ) -> Result<AbbreviationReading, ImageError> {
        let head = self.base.concept_head(concept)?;
        Ok(AbbreviationReading {
            concept,
            id: head.id.to_owned(),
            label: head.label.to_owned(),
            text: label.text.to_owned(),
            pinned: self.is_of_overlay(&label.said.asserted_by),
        })
    }

    /// The concept that a label means, if every one that it means is given up.
    fn read_retired(&self, role: &LabelRole) -> Result<Option<RetiredName>, ImageError> {
        let short = role.readings.iter().map(|reading| reading.concept);
        let meant: BTreeSet<_> = role.named.iter().copied().chain(short).collect();
        for concept in &meant {
            if !self.base.is_given_up(*concept)? {
                return Ok(None);
            }
        }
        let Some(concept) = meant.first().copied() else { return Ok(None) };
        let head = self.base.concept_head(concept)?;
        let record = self.base.concept_record(concept)?.concept;
        let given = record.states.iter().filter(|state| state.value.is_given_up());
        let Some(state) = given.max_by_key(|state| state.value) else { return Ok(None) };
        let mut instead = vec![];
        for id in &state.replaced_by {
            instead.push(self.label_of_id(id)?.unwrap_or_else(|| (*id).to_owned()));
        }
        let labels = record.labels.iter().filter(|label| text::fold(label.text) == role.folded);
        let text = labels.map(|label| label.text).next().unwrap_or(head.label);
        Ok(Some(RetiredName {
            text: text.to_owned(),
            label: head.label.to_owned(),
            state: ConceptState::name(state.value),
            since: state.since.map(str::to_owned),
            instead,
            says: self.name_citations(&state.said.asserted_by)?,
            by_overlay: self.is_of_overlay(&state.said.asserted_by),
        }))
    }

    fn label_of_id(&self, id: &str) -> Result<Option<String>, ImageError> {
        let found = cxterms_base::resolve_name(self.base, id)?.answers;
        let first = found.first().map(|posting| self.base.concept_head(posting.concept));
        Ok(first.transpose()?.map(|head| head.label.to_owned()))
    }

    /// Whether an abbreviation may be given to a concept: not where it has a name of these letters in another case.
    pub(super) fn may_abbreviate(&self, short: &str, id: &str) -> Result<bool, ImageError> {
        let Some(concept) = self.concept_of_id(id)? else { return Ok(true) };
        let folded = text::fold(short);
        let labels = self.base.concept_labels(concept)?;
        let mut alike = labels.iter().filter(|label| text::fold(label.text) == folded);
        Ok(alike.all(|label| match label.kind {
            LabelKind::Abbreviation => label.text == short,
            LabelKind::Hidden => label.text != short,
            LabelKind::Preferred | LabelKind::Synonym | LabelKind::Avoid => false,
        }))
    }

    /// What a concept is called.
    pub(super) fn label_of(&self, concept: ConceptId) -> Result<String, ImageError> {
        Ok(self.base.concept_head(concept)?.label.to_owned())
    }

    /// The identifier of a concept.
    pub(super) fn id_of(&self, concept: ConceptId) -> Result<String, ImageError> {
        Ok(self.base.concept_head(concept)?.id.to_owned())
    }

    /// Whether a concept is a discipline.
    pub(super) fn is_discipline(&self, concept: ConceptId) -> Result<bool, ImageError> {
        self.is_of_kind(concept, DISCIPLINE)
    }

    /// Whether a concept is a metric.
    pub(super) fn is_metric(&self, concept: ConceptId) -> Result<bool, ImageError> {
        self.is_of_kind(concept, METRIC)
    }

    fn is_of_kind(&self, concept: ConceptId, kind: &str) -> Result<bool, ImageError> {
        match self.base.concept_head(concept)?.kind {
            Some(known) => Ok(self.base.kind_id(known)? == kind),
            None => Ok(false),
        }
    }

    /// Who says that two concepts differ; none if they are one.
    pub(super) fn who_sets_apart(
        &self,
        one: ConceptId,
        other: ConceptId,
    ) -> Result<Vec<VoiceId>, ImageError> {
        let edges = self.base.edges_from(one)?.into_iter().chain(self.base.edges_to(one)?);
        let joins = |from, to| [(one, other), (other, one)].contains(&(from, to));
        let mut voices = vec![];
        for edge in edges.filter(|it| it.relation == CONTRASTS_WITH && joins(it.from, it.to)) {
            voices.extend(self.base.stance(edge.stance)?.asserted_by);
        }
        voices.sort_unstable();
        voices.dedup();
        Ok(voices)
    }

    /// Of some readings those that voices set apart; one that no voice sets apart from another counts with it.
    pub(super) fn keep_apart(
        &self,
        readings: &[AbbreviationReading],
    ) -> Result<Vec<AbbreviationReading>, ImageError> {
        let mut kept: Vec<AbbreviationReading> = vec![];
        for reading in readings {
            let mut apart = true;
            for known in &kept {
                apart &= !self.who_sets_apart(known.concept, reading.concept)?.is_empty();
            }
            if apart {
                kept.push(reading.clone());
            }
        }
        Ok(kept)
    }

    /// Some voices by name, those that speak for an overlay first.
    pub(super) fn name_voices(&self, voices: &[VoiceId]) -> Result<Vec<Saying>, ImageError> {
        let mut voices = voices.to_vec();
        voices.sort_by_key(|voice| !self.base.is_overlay_voice(*voice));
        voices.iter().map(|voice| self.name_saying(*voice, None)).collect()
    }

    pub(super) fn name_citations(
        &self,
        cited: &[Citation<&str>],
    ) -> Result<Vec<Saying>, ImageError> {
        cited
            .iter()
            .map(|citation| match citation.work {
                Some(work) => {
                    let work = self.base.work(work)?;
                    let title = Some((work.title.to_owned(), work.url.map(str::to_owned)));
                    self.name_saying(citation.voice, title)
                }
                None => self.name_saying(citation.voice, None),
            })
            .collect()
    }

    pub(super) fn name_saying(
        &self,
        voice: VoiceId,
        work: Option<(String, Option<String>)>,
    ) -> Result<Saying, ImageError> {
        let voice = self.base.voice(voice)?;
        let (work, url) = work.map_or((None, None), |(title, url)| (Some(title), url));
        Ok(Saying { voice: voice.id.to_owned(), name: voice.short.to_owned(), work, url })
    }

    fn is_of_overlay(&self, cited: &[Citation<&str>]) -> bool {
        cited.iter().any(|citation| self.base.is_overlay_voice(citation.voice))
    }
}
