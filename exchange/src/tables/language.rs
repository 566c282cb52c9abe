//! Chooses the language of a table's texts that name none, and reads the languages of rows that do.

use super::{
    headers::{is_same_header, language_of},
    keys::{ColumnKey, SheetColumn},
    sheet::Sheet,
};
use crate::{ImportOptions, Losses};
use cxterms_base::language::format_tag;
use cxterms_base::{
    corpus::LabelKind,
    diagnostic::{Diagnostic, Severity},
    language::is_same_tag,
    schema,
};

/// What a column of labels is called in one language only.
const LABEL_HEADERS: [(&str, &str, &[&str]); 3] = [
    (
        "de",
        "German",
        &[
            "Begriff",
            "Benennung",
            "Bezeichnung",
            "Vorzugsbenennung",
            "Vorzugsbezeichnung",
            "Fachbegriff",
            "Terminus",
        ],
    ),
    ("fr", "French", &["terme", "libellé", "terme préféré", "nom"]),
    ("es", "Spanish", &["término", "termino", "nombre", "etiqueta", "término preferido"]),
];

/// The language as wished, else that of the labels if all of them name one, else that of rows, else that of the header of the
/// labels, which is told; else the one that is assumed, which comes before others that are named.
pub(super) fn choose_language(
    sheets: &[Sheet],
    columns: &[Vec<Option<SheetColumn>>],
    options: &ImportOptions,
) -> (String, Option<Diagnostic>) {
    if let Some(wished) = &options.language {
        return (wished.clone(), None);
    }
    let label = ColumnKey::Label(LabelKind::Preferred);
    let all = columns.iter().flatten().flatten();
    let labels = all.filter(|column| column.key == label);
    let is_assumed =
        |tag: &str| options.assumed_language.as_deref().is_some_and(|it| is_same_tag(it, tag));
    if labels.clone().all(|column| column.language.is_some()) {
        let named = || labels.clone().filter_map(|column| column.language.as_deref());
        if let Some(named) = named().find(|tag| is_assumed(tag)).or_else(|| named().next()) {
            return (named.to_owned(), None);
        }
    }
    if let Some(most) = choose_row_language(sheets, columns, is_assumed) {
        return (most, None);
    }
    let bare = sheets.iter().zip(columns).find_map(|(sheet, columns)| {
        let own = |it: &SheetColumn| it.key == label && it.language.is_none();
        let index = columns.iter().position(|it| it.as_ref().is_some_and(own))?;
        Some((sheet, index, sheet.header.cells.get(index)?))
    });
    let known = bare.and_then(|(sheet, index, header)| {
        let named =
            |(.., names): &&(_, _, &[&str])| names.iter().any(|name| is_same_header(header, name));
        Some((sheet, index, LABEL_HEADERS.iter().find(named)?))
    });
    let Some((sheet, index, (tag, name, _))) = known else {
        return (options.fallback_language(), None);
    };
    let message = format!("the texts are taken for {name}, since this header is");
    let told = Diagnostic {
        severity: Severity::Warning,
        hint: Some("name another language with `--language`".to_owned()),
        ..sheet.row_finding(&sheet.header, Some(index), message)
    };
    ((*tag).to_owned(), Some(told))
}

/// The language that is assumed if rows name it, else the one that most rows name; of several, the one that is named first.
fn choose_row_language(
    sheets: &[Sheet],
    columns: &[Vec<Option<SheetColumn>>],
    is_assumed: impl Fn(&str) -> bool,
) -> Option<String> {
    let mut counts: Vec<(String, usize)> = vec![];
    for (sheet, columns) in sheets.iter().zip(columns) {
        let Some(index) = find_language_column(columns) else { continue };
        let cells = sheet.rows.iter().filter_map(|row| row.cells.get(index));
        for tag in cells.filter_map(|cell| parse_language(cell)) {
            match counts.iter_mut().find(|(known, _)| is_same_tag(known, &tag)) {
                Some((_, count)) => *count += 1,
                None => counts.push((tag, 1)),
            }
        }
    }
    if let Some((tag, _)) = counts.iter().find(|(tag, _)| is_assumed(tag)) {
        return Some(tag.clone());
    }
    // Of equals, `max_by_key` takes the last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(tag, _)| tag)
}

fn find_language_column(columns: &[Option<SheetColumn>]) -> Option<usize> {
    columns.iter().position(|it| it.as_ref().is_some_and(|it| it.key == ColumnKey::Language))
}

/// The language that a cell names: a tag, or a language's name.
fn parse_language(cell: &str) -> Option<String> {
    let tag = || {
        let tag = format_tag(cell.trim());
        let primary = tag.split('-').next().unwrap_or_default();
        (primary.len() <= 3 && schema::is_language_tag(&tag)).then_some(tag)
    };
    language_of(cell).or_else(tag)
}

impl Sheet {
    /// The language of each row that names one other than the corpus's; what names none is told.
    pub(super) fn read_row_languages(
        &self,
        columns: &[Option<SheetColumn>],
        own: &str,
        losses: &mut Losses,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Option<String>> {
        let index = find_language_column(columns);
        let rows = self.rows.iter().map(|row| {
            let cell = row.cells.get(index?)?.trim();
            let language = parse_language(cell);
            if language.is_none() && !cell.is_empty() {
                losses.add_example("texts with faults", cell);
                let message = format!("`{cell}` is no language");
                let hint = "write a BCP 47 tag such as `de` or `pt-BR`".to_owned();
                let found = self.row_finding(row, index, message);
                findings.push(Diagnostic { hint: Some(hint), ..found });
            }
            language.filter(|it| !is_same_tag(it, own))
        });
        rows.collect()
    }
}
