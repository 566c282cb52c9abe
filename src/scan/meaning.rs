//! What the base says of a concept, in a line.

use super::vocabulary::{Saying, Vocabulary};
use cxterms_base::{
    ConceptId, Perspective, find_disputes,
    image::{ImageError, LookupKind},
    resolve_name,
};

/// What the base says of a concept.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownConcept {
    pub(super) id: String,
    pub(super) label: String,
    /// What it means, in the words of a corpus, else of the first voice that defines it.
    pub(super) meaning: Option<String>,
    /// Who says so.
    pub(super) says: Vec<Saying>,
    /// How many disputes it takes part in.
    pub(super) disputes: usize,
}

impl Vocabulary<'_> {
    /// The concept of an identifier.
    pub(super) fn concept_of_id(&self, id: &str) -> Result<Option<ConceptId>, ImageError> {
        let found = resolve_name(self.base, id)?.answers;
        let exact = found.iter().find(|posting| posting.reach == LookupKind::Id);
        Ok(exact.or(found.first()).map(|posting| posting.concept))
    }

    /// What the base says of a concept.
    pub(super) fn describe_concept(&self, concept: ConceptId) -> Result<KnownConcept, ImageError> {
        let head = self.base.concept_head(concept)?;
        let mut known = KnownConcept {
            id: head.id.to_owned(),
            label: head.label.to_owned(),
            ..KnownConcept::default()
        };
        let record = self.base.concept_record(concept)?.concept;
        let claimed = record.definitions.iter().find(|it| !it.said.asserted_by.is_empty());
        if let Some(own) = &record.definition {
            known.meaning = Some(own.text.to_owned());
            known.says = vec![self.name_saying(own.voice, None)?];
        } else if let Some(claimed) = claimed {
            known.meaning = Some(claimed.text.to_owned());
            known.says = self.name_citations(&claimed.said.asserted_by)?;
        }
        let everybody = Perspective::default();
        known.disputes = find_disputes(self.base, Some(&[concept]), &everybody)?.len();
        Ok(known)
    }
}
