//! Chooses the language of a table's texts that name none.

use super::{
    headers::is_same_header,
    keys::{CsvColumn, CsvKey},
    sheet::CsvTable,
};
use crate::ImportOptions;
use cxterms_base::{
    corpus::LabelKind,
    diagnostic::{Diagnostic, Severity},
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

/// The language as wished, else that of the labels if all of them name one, else that of the header of the labels, which
/// is told.
pub(super) fn choose_language(
    sheets: &[CsvTable],
    columns: &[Vec<Option<CsvColumn>>],
    options: &ImportOptions,
) -> (String, Option<Diagnostic>) {
    if let Some(wished) = &options.language {
        return (wished.clone(), None);
    }
    let label = CsvKey::Label(LabelKind::Preferred);
    let all = columns.iter().flatten().flatten();
    let mut labels = all.filter(|column| column.key == label);
    if labels.clone().all(|column| column.language.is_some())
        && let Some(named) = labels.find_map(|column| column.language.clone())
    {
        return (named, None);
    }
    let bare = sheets.iter().zip(columns).find_map(|(sheet, columns)| {
        let own = |it: &CsvColumn| it.key == label && it.language.is_none();
        let index = columns.iter().position(|it| it.as_ref().is_some_and(own))?;
        Some((sheet, index, sheet.header.cells.get(index)?))
    });
    let known = bare.and_then(|(sheet, index, header)| {
        let named =
            |(.., names): &&(_, _, &[&str])| names.iter().any(|name| is_same_header(header, name));
        Some((sheet, index, LABEL_HEADERS.iter().find(named)?))
    });
    let Some((sheet, index, (tag, name, _))) = known else { return ("en".to_owned(), None) };
    let message = format!("the texts are taken for {name}, since this header is");
    let told = Diagnostic {
        severity: Severity::Warning,
        hint: Some("name another language with `--language`".to_owned()),
        ..sheet.row_finding(&sheet.header, Some(index), message)
    };
    ((*tag).to_owned(), Some(told))
}
