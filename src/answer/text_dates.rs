//! The dates of a text or an entry, and how a text is told with its language and its dates.

use cxterms_base::corpus::{TextDate, ThinVec};
use cxterms_page::Prose;
use serde::{Serialize, Serializer};

/// When a text or an entry was written or changed; by the sort of date in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextDates<'b>(pub ThinVec<TextDate<&'b str>>);

impl TextDates<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them in a line: `created 2006-05-31; modified 2019`.
    pub(crate) fn list_dates(&self) -> String {
        self.0.iter().map(tell_date).collect::<Vec<_>>().join("; ")
    }
}

impl Serialize for TextDates<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_map(self.0.iter().map(|date| (date.kind.name(), date.when)))
    }
}

fn tell_date(date: &TextDate<&str>) -> String {
    format!("{} {}", date.kind.name(), date.when)
}

/// A text with its language, if a reader is to be told.
pub(super) fn mark_language<'p>(text: &'p str, marked: Option<&'p str>) -> Prose<'p> {
    tell_text(text, marked, None)
}

/// A text with its language, if a reader is to be told, and its dates: `Un mot. (fr; created 2006-05-31)`.
pub(super) fn tell_text<'p>(
    text: &'p str,
    marked: Option<&'p str>,
    dates: Option<&'p TextDates<'_>>,
) -> Prose<'p> {
    let dates = dates.into_iter().flat_map(|dates| &dates.0);
    let dates = dates.map(tell_date);
    let told: Vec<_> = marked.map(str::to_owned).into_iter().chain(dates).collect();
    match told.is_empty() {
        true => Prose::from(text),
        false => Prose::from(text).plain(format!(" ({})", told.join("; "))),
    }
}
