//! Finds the columns of names in whose cells commas stand between names.

use super::{
    cell::may_be_comma_list,
    keys::{ListCommas, SheetColumn},
    sheet::{Sheet, SheetRow},
};
use cxterms_base::diagnostic::{Diagnostic, Severity};

const HINT: &str = "write ` | ` between names, or `\\,` for a comma that belongs to one";

const WHOLE: &str =
    "this does not look like a list of names; its commas, and those of cells like it, are kept";

/// Whether a comma with a space behind it stands in a cell of no other signs between names, outside of brackets and quotation marks and without a `\` before it.
fn has_open_comma(cell: &str) -> bool {
    if cell.contains(['|', ';', '\n']) {
        return false;
    }
    let (mut depth, mut quoted, mut before) = (0_usize, false, ' ');
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            ',' if depth == 0 && !quoted && before != '\\' && chars.peek() == Some(&' ') => {
                return true;
            }
            _ => {}
        }
        before = c;
    }
    false
}

impl Sheet {
    /// Takes commas to stand between names in cells that look so, unless other signs do in the column. It is told, and
    /// which commas are taken otherwise than others.
    pub(super) fn split_at_commas(&self, columns: &mut [Option<SheetColumn>]) -> Vec<Diagnostic> {
        let mut found = vec![];
        for (index, column) in columns.iter_mut().enumerate() {
            let said = |it: &&mut SheetColumn| it.commas != ListCommas::Nowhere;
            let Some(column) = column.as_mut().filter(|it| it.holds_names() && !said(it)) else {
                continue;
            };
            let cells = || self.rows.iter().filter_map(|row| Some((row, row.cells.get(index)?)));
            let with_commas = || cells().filter(|(_, cell)| cell.contains(','));
            let list = with_commas().find(|(_, cell)| may_be_comma_list(cell));
            let mut warn = |row: &SheetRow, message: &str| {
                found.push(Diagnostic {
                    severity: Severity::Warning,
                    hint: Some(HINT.to_owned()),
                    ..self.row_finding(row, Some(index), message.to_owned())
                });
            };
            let Some((row, _)) = list else {
                if let Some((row, _)) = with_commas().find(|(_, cell)| has_open_comma(cell)) {
                    warn(row, WHOLE);
                }
                continue;
            };
            if cells().any(|(_, cell)| cell.contains(['|', ';', '\n']) || cell.contains("\\,")) {
                warn(
                    row,
                    "this is taken for one name, since other signs stand between names in this column",
                );
                continue;
            }
            column.commas = ListCommas::InLists;
            warn(row, "commas are taken to stand between the names in this column");
            if let Some((row, _)) = with_commas().find(|(_, cell)| !may_be_comma_list(cell)) {
                warn(row, WHOLE);
            }
        }
        found
    }
}
