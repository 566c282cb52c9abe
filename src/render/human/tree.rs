//! Draws a hierarchy with lines, wrapping each row beside them.

use super::Printer;
use cxterms_page::{Role, TreeRow};

/// Draws the rows of a tree.
pub(super) fn draw_tree(rows: &[TreeRow<'_>], printer: &mut Printer) {
    let follows = mark_followed(rows);
    // For each depth on the way to the row at hand, whether a further row follows under the same parent.
    let mut open: Vec<bool> = vec![];
    for (index, row) in rows.iter().enumerate() {
        let more = follows.get(index).copied().unwrap_or(false);
        open.truncate(row.depth);
        let mut trunk: String = open.iter().skip(1).map(|open| trunk_bar(*open)).collect();
        open.push(more);
        let (branch, under) = match (row.depth, more) {
            (0, _) => ("", ""),
            (_, true) => ("├─ ", trunk_bar(true)),
            (_, false) => ("└─ ", trunk_bar(false)),
        };
        let stem = trunk.len();
        trunk.push_str(branch);
        printer.push_styled(Role::Label, &trunk);
        trunk.truncate(stem);
        if printer.in_one_line() {
            printer.print_whole(&[&row.text, &row.aside]);
            continue;
        }
        let below = rows.get(index + 1).is_some_and(|next| next.depth > row.depth);
        let text = row.text.clone().join(row.aside.clone());
        let room = printer.style.width.map(|width| row_room(width, row.depth));
        printer.print_beside(&text, room, &format!("{trunk}{under}{}", trunk_bar(below)));
    }
}

/// How many columns are left beside the lines of a row; narrower ones nobody could read.
pub(super) fn row_room(width: usize, depth: usize) -> usize {
    width.saturating_sub(depth * 3 + 3).max(16)
}

fn trunk_bar(open: bool) -> &'static str {
    if open { "│  " } else { "   " }
}

/// For each row, whether another of its depth follows before one that stands higher.
fn mark_followed(rows: &[TreeRow<'_>]) -> Vec<bool> {
    let mut follows = vec![false; rows.len()];
    let mut seen: Vec<bool> = vec![];
    for (row, follows) in rows.iter().zip(&mut follows).rev() {
        seen.resize(row.depth + 1, false);
        if let Some(seen) = seen.last_mut() {
            *follows = *seen;
            *seen = true;
        }
    }
    follows
}
