//! When an entry was written or changed, as a table tells it.

use super::read::{KeyedCell, SheetReader};
use cxterms_base::{
    corpus::{ConceptId, DateKind, TextDate},
    schema::date_shape,
};

impl SheetReader<'_> {
    /// Adds the date of a cell; what is none is told.
    pub(super) fn add_date(
        &mut self,
        id: ConceptId,
        cell: KeyedCell<'_>,
        kind: DateKind,
        value: &str,
    ) {
        // A spreadsheet may put a space between the day and the time.
        let when = value.replacen(' ', "T", 1);
        if date_shape(&when).is_none() {
            let message = format!("`{value}` is no date");
            let hint = "write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS".to_owned();
            return self.add_loss(cell, value, message, Some(hint));
        }
        let Some(concept) = self.draft.concept_mut(id) else { return };
        let known = concept.dates.iter().find(|date| date.kind == kind);
        let same = known.is_none_or(|date| date.when == when);
        if known.is_none() {
            concept.dates.push(TextDate { kind, when });
            concept.dates.sort();
        }
        self.report_second_value(cell, value, &format!("`{}`", kind.name()), same);
    }
}
