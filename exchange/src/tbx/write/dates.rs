//! Writes when an entry was written or changed, as transactions with a day.

use super::TbxWriter;
use crate::{
    Part,
    tbx::{TRANSACTIONS, categories::Category},
};
use cxterms_base::corpus::Concept;
use std::io;

impl TbxWriter<'_> {
    /// The dates for which TBX has words, as far as they are days: it takes no others.
    pub(super) fn write_dates(&mut self, concept: &Concept) -> io::Result<()> {
        for date in concept.dates.iter().filter(|date| is_day(&date.when)) {
            let known = TRANSACTIONS.iter().find(|(kind, _)| *kind == date.kind);
            let Some((_, name)) = known else { continue };
            self.tally.add_one(Part::Dates);
            self.out.open_element("transacGrp", &[])?;
            self.out.write_category(Category::TransactionType, None, name)?;
            self.out.write_leaf("date", &[], &date.when)?;
            self.out.close_element("transacGrp")?;
        }
        Ok(())
    }
}

/// Whether a date is a day without a time zone: `2006-05-31`.
fn is_day(date: &str) -> bool {
    date.len() == "2006-05-31".len() && !date.contains(['T', 'Z', '+'])
}
