//! Parts of a section: what ends its one line, and the commands of a row.

use crate::render::wrap::SEPARATOR;
use cxterms_page::{Prose, Role, Section};

/// What stands at the end of a section's one line: how much of it is shown. Brackets behind brackets would be read as a
/// count of the same.
pub(super) fn end_one_line(section: &Section<'_>) -> Option<String> {
    let (shown, total) = section.count?;
    let last = section.items.first()?.0.last();
    Some(match last.is_some_and(|(_, text)| text.ends_with(')')) {
        true => format!("; {} more", total - shown),
        false => format!(" ({shown} of {total})"),
    })
}

/// Commands of a row, each with what is said of it.
pub(super) fn split_commands<'p>(row: &Prose<'p>) -> impl Iterator<Item = Prose<'p>> {
    row.0.chunk_by(|_, (next, _)| *next != Role::Command).map(|command| {
        let kept = command.iter().filter(|(_, text)| text.trim() != SEPARATOR);
        Prose(kept.cloned().collect())
    })
}
