//! Reads when an entry was written or changed: a transaction of which nothing but the day is told.

use super::{TbxReader, statement::TbxStatement};
use crate::tbx::TRANSACTIONS;
use cxterms_base::{
    corpus::{ConceptId, DateKind, NoteKind, TextDate},
    schema::date_shape,
};

impl TbxReader<'_> {
    /// Adds the date of a transaction; false if that tells more than a date, or a second one.
    pub(super) fn add_date(&mut self, concept: ConceptId, statement: &TbxStatement<'_>) -> bool {
        let what = self.element_text(statement.element);
        let known = TRANSACTIONS.iter().find(|(_, name)| *name == what);
        let (Some((kind, _)), [with]) = (known, &*statement.with) else { return false };
        let when = self.element_text(with.element);
        if with.category != "date" || date_shape(&when).is_none() {
            return false;
        }
        let (mut added, mut earlier) = (false, None);
        self.edit_concept(concept, |concept| {
            let mut known = concept.dates.iter_mut();
            match known.find(|date| date.kind == *kind) {
                None => {
                    concept.dates.push(TextDate { kind: *kind, when });
                    concept.dates.sort();
                    added = true;
                }
                // Of changes the last one counts.
                Some(known) if *kind == DateKind::Modified && known.when < when => {
                    earlier = Some(std::mem::replace(&mut known.when, when));
                    added = true;
                }
                Some(_) => {}
            }
        });
        if let Some(earlier) = earlier {
            self.add_note(concept, NoteKind::Change, format!("{what}, {earlier}"), None);
        }
        added
    }
}
