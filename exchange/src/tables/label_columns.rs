//! Chooses the column of labels among several, and what the others hold.

use super::{
    headers::may_name_concept,
    keys::{ColumnKey, SheetColumn},
    sheet::Sheet,
};
use cxterms_base::{
    corpus::LabelKind,
    diagnostic::{Diagnostic, Severity},
};

const LABEL: ColumnKey = ColumnKey::Label(LabelKind::Preferred);

impl Sheet {
    /// Leaves one column of labels in each language: the one that was wished, else the first whose header means nothing
    /// else. Of the others, one of codes is the identifier, and the rest are synonyms; it is told.
    pub(super) fn settle_label_columns(
        &self,
        columns: &mut [Option<SheetColumn>],
        is_wished: impl Fn(usize) -> bool,
    ) -> Vec<Diagnostic> {
        let labels = columns.iter().enumerate().filter_map(|(index, column)| {
            let column = column.as_ref().filter(|column| column.key == LABEL)?;
            Some((index, column.language.clone()))
        });
        let labels: Vec<_> = labels.collect();
        let header = |index: usize| self.header.cells.get(index).map_or("", |cell| cell.trim());
        let main = |language: &Option<String>| {
            let of = labels.iter().filter(|(_, other)| other == language).map(|(index, _)| *index);
            of.min_by_key(|index| (!is_wished(*index), may_name_concept(header(*index))))
        };
        let mut found = vec![];
        for (index, language) in &labels {
            let Some(main) = main(language).filter(|main| main != index) else { continue };
            let has_id = columns.iter().flatten().any(|column| column.key == ColumnKey::Id);
            let code = language.is_none() && !has_id && self.holds_codes(*index);
            let (key, what) = match code {
                true => (ColumnKey::Id, "identifiers"),
                false => (ColumnKey::Label(LabelKind::Synonym), "synonyms"),
            };
            if let Some(Some(column)) = columns.get_mut(*index) {
                column.key = key;
            }
            let (this, main) = (header(*index), header(main));
            let message = format!("`{main}` is taken for the labels, and this `{this}` for {what}");
            let hint = "say which holds what, as in `--column 'label=COLUMN'`";
            found.push(Diagnostic {
                severity: Severity::Warning,
                hint: Some(hint.to_owned()),
                ..self.row_finding(&self.header, Some(*index), message)
            });
        }
        found
    }

    /// Whether a column holds codes: words with digits in them.
    fn holds_codes(&self, index: usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(index));
        let mut full = cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
        let code = |cell: &str| {
            cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(char::is_whitespace)
        };
        full.peek().is_some() && full.all(code)
    }
}
