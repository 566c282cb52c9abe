//! Merges the dates of an entry: a later layer's date counts in the place of one that tells the same.

use super::LayerMerge;
use crate::{
    corpus::{Concept, ConceptId},
    diagnostic::Name,
    schema::TextDate,
};

impl LayerMerge<'_> {
    pub(super) fn merge_dates(
        &mut self,
        id: ConceptId,
        concept: &mut Concept,
        dates: Vec<TextDate<Name>>,
    ) {
        for TextDate { kind, when } in dates {
            match concept.dates.iter_mut().find(|known| known.kind == kind) {
                Some(known) if known.when == when.value => {}
                Some(known) => {
                    let old = std::mem::replace(&mut known.when, when.value.clone());
                    self.record_override(id, kind.name(), Some(old), &when);
                }
                None => concept.dates.push(TextDate { kind, when: when.value }),
            }
        }
        concept.dates.sort();
    }
}
