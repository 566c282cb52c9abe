//! Reads tables into a corpus: each row is a concept.

use super::{
    cell,
    keys::{ColumnKey, SheetColumn},
    language::choose_language,
    names::{NameFailure, NameSpelling, TableNames},
    sheet::{Sheet, SheetRow},
};
use crate::{
    CorpusDraft, IdentifierOrigin, IdentifierSource, ImportError, ImportOptions, ImportedCorpus,
    InputFile, Losses,
};
use cxterms_base::{
    corpus::{ConceptId, LabelKind, SchemeId, capitalize_first},
    diagnostic::{Diagnostic, Severity},
    text,
};
use std::{collections::HashMap, path::Path};

/// Beyond so many findings, no nearest name is sought.
const MAX_FINDINGS_WITH_HINTS: usize = 100;

pub(super) fn read_tables(
    inputs: Vec<InputFile<'_>>,
    options: &ImportOptions,
) -> Result<ImportedCorpus, ImportError> {
    let (mut losses, mut findings) = (Losses::default(), vec![]);
    let sheets = inputs.into_iter().map(|input| Sheet::read_sheet(input, options, &mut losses));
    let mut sheets = sheets.collect::<Result<Vec<_>, _>>()?;
    let mut columns = vec![];
    for sheet in &mut sheets {
        findings.extend(sheet.report_encoding());
        findings.extend(sheet.report_rows_above(&mut losses));
        let mut own = sheet.resolve_columns(&options.columns, &mut losses, &mut findings)?;
        sheet.empty_cells_of_nothing(&own, &mut losses);
        sheet.find_status_columns(&mut own, &mut losses);
        findings.extend(sheet.split_at_commas(&mut own));
        columns.push(own);
    }
    let (language, told) = choose_language(&sheets, &columns, options);
    findings.extend(told);
    for (sheet, columns) in sheets.iter().zip(&mut columns) {
        for (index, slot) in columns.iter_mut().enumerate() {
            let Some(column) = slot else { continue };
            column.language = column.language.take().filter(|it| *it != language);
            if column.language.is_some() && !column.is_translated() {
                sheet.count_lost_column(index, &mut losses);
                *slot = None;
            }
        }
    }
    for (sheet, columns) in sheets.iter().zip(&columns) {
        require_labels(sheet, columns)?;
    }
    let read = |(sheet, columns): (&Sheet, &Vec<_>)| {
        sheet.read_row_languages(columns, &language, &mut losses, &mut findings)
    };
    let languages: Vec<_> = sheets.iter().zip(&columns).map(read).collect();
    let title = title_from_file_name(sheets.first().map_or("", |sheet| &sheet.name));
    let draft = CorpusDraft::new(&title, &language, &title, options);
    let mut beside = TableNames::default();
    for (at, (id, label)) in (0..).map(ConceptId).zip(&options.beside) {
        beside.add_identifier(id, at);
        beside.add_label(label, "", at);
    }
    let (names, other_names) = (TableNames::default(), TableNames::default());
    let (labeled, given, schemes) = Default::default();
    let mut table = SheetReader {
        draft,
        given,
        schemes,
        names,
        other_names,
        labeled,
        beside,
        options,
        losses,
        findings,
    };
    let (mut rows, mut others) = (vec![], vec![]);
    for (number, (sheet, columns)) in sheets.iter().zip(&columns).enumerate() {
        for (at, row) in sheet.rows.iter().enumerate() {
            let language = languages.get(number).and_then(|all| all.get(at)?.as_deref());
            let entry = KeyedRow { sheet, row, columns, language };
            if !table.check_row(entry) {
                continue;
            }
            if entry.names_other() {
                others.push((entry, (number, at)));
            } else if let Some(id) = table.open_row(entry, (number, at)) {
                rows.push((id, entry));
            }
        }
    }
    rows.extend(table.join_other_names(others));
    for (id, entry) in &rows {
        table.add_row(*id, *entry);
    }
    for (id, entry) in &rows {
        table.settle_label(*id, *entry);
        table.settle_translations(*id, *entry);
        table.settle_advice(*id, *entry);
        table.settle_language(*id, *entry);
        table.settle_state(*id, *entry);
    }
    let SheetReader { mut draft, mut losses, mut findings, .. } = table;
    let made = std::mem::take(&mut draft.made);
    let identifiers = IdentifierOrigin { from_iris: false, made };
    losses.add_all(draft.changed_identifiers());
    findings.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    Ok(ImportedCorpus {
        corpus: draft.into_corpus(),
        losses,
        findings,
        identifiers,
        guessed_language: false,
    })
}

/// Whether a table has labels; it cannot be read without.
fn require_labels(sheet: &Sheet, columns: &[Option<SheetColumn>]) -> Result<(), ImportError> {
    let own = SheetColumn::own(ColumnKey::Label(LabelKind::Preferred));
    let is_own = |it: &SheetColumn| it.key == own.key && it.language.is_none();
    if columns.iter().flatten().any(is_own) {
        return Ok(());
    }
    let headers = sheet.header.cells.iter().map(|cell| cell.trim());
    let near = text::find_nearest("label", headers.clone());
    let first = near.or_else(|| {
        headers.clone().zip(columns).find(|(_, it)| it.is_none()).map(|(header, _)| header)
    });
    let example = first.filter(|header| !header.is_empty()).unwrap_or("COLUMN");
    let broken =
        sheet.row_error(&sheet.header, format!("no column holds labels: {}", sheet.list_headers()));
    Err(broken.with_hint(format!("say which does: `--column 'label={example}'`")))
}

/// What a file's corpus is called.
fn title_from_file_name(name: &str) -> String {
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let words = stem.unwrap_or_default().replace(['-', '_'], " ");
    let title = capitalize_first(&cell::collapse_spaces(&words));
    let named = !title.is_empty() && name != "standard input";
    if named { title } else { "Imported terms".to_owned() }
}

/// A row, with what its columns mean.
#[derive(Clone, Copy)]
pub(super) struct KeyedRow<'s> {
    sheet: &'s Sheet,
    row: &'s SheetRow,
    columns: &'s [Option<SheetColumn>],
    /// Its language, if it names one that is not the corpus's.
    language: Option<&'s str>,
}

/// A cell that is not empty, and what its column means.
#[derive(Clone, Copy)]
pub(super) struct KeyedCell<'s> {
    pub(super) entry: KeyedRow<'s>,
    index: usize,
    pub(super) column: &'s SheetColumn,
    pub(super) text: &'s str,
}

impl<'s> KeyedCell<'s> {
    /// The language of its text, if that is not the corpus's: its column's, or else its row's.
    pub(super) fn language(self) -> Option<&'s str> {
        self.column.language.as_deref().or(self.entry.language)
    }
}

impl<'s> KeyedRow<'s> {
    /// The cells that mean something and are not empty.
    pub(super) fn cells(self) -> impl Iterator<Item = KeyedCell<'s>> {
        let cells = self.columns.iter().zip(&self.row.cells).enumerate();
        let cells = cells.filter_map(move |(index, (column, text))| {
            let (column, text) = (column.as_ref()?, cell::unguard_text(text));
            Some(KeyedCell { entry: self, index, column, text })
        });
        cells.filter(|cell| !cell.text.trim().is_empty())
    }

    /// The one text under a key, in the corpus's own language.
    pub(super) fn own_text(self, key: &ColumnKey) -> String {
        self.own_cell(key).map(|cell| cell::collapse_spaces(cell.text)).unwrap_or_default()
    }

    /// The one cell under a key, in the corpus's own language.
    pub(super) fn own_cell(self, key: &ColumnKey) -> Option<KeyedCell<'s>> {
        let own = |cell: &KeyedCell<'_>| cell.column.key == *key && cell.column.language.is_none();
        self.cells().find(own)
    }
}

/// A table on its way into a corpus.
pub(super) struct SheetReader<'w> {
    pub(super) draft: CorpusDraft,
    /// The names that concepts have so far, by language and in small letters, and as what.
    pub(super) given: HashMap<(ConceptId, Option<String>, NameSpelling), (String, LabelKind)>,
    /// The schemes that are named so far, by identifier and by name.
    pub(super) schemes: HashMap<String, SchemeId>,
    pub(super) names: TableNames,
    /// The rows' concepts by their other names, which serve where no label does.
    other_names: TableNames,
    /// The rows' concepts by label and qualifier, in small letters, each with the line that brought it.
    labeled: HashMap<(String, String), (ConceptId, u64)>,
    /// Those of the concepts that are wished to be known, by their places among these.
    beside: TableNames,
    pub(super) options: &'w ImportOptions,
    pub(super) losses: Losses,
    findings: Vec<Diagnostic>,
}

impl SheetReader<'_> {
    /// Whether a row says something and has as many cells as there are columns; what is amiss is told.
    fn check_row(&mut self, entry: KeyedRow<'_>) -> bool {
        let (cells, columns) = (&entry.row.cells, entry.columns.len());
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return false;
        }
        let over = cells.get(columns..).unwrap_or_default();
        if over.iter().any(|cell| !cell.trim().is_empty()) {
            let message =
                format!("{} cells, but {columns} columns; the row is left out", cells.len());
            let hint = "put a cell in quotation marks that holds the sign between cells";
            let found = Diagnostic {
                hint: Some(hint.to_owned()),
                ..entry.sheet.row_finding(entry.row, None, message)
            };
            self.findings.push(found);
            self.count_row_left_out(entry);
            return false;
        }
        if cells.len() < columns {
            let message = format!(
                "{} cells, but {columns} columns; the last are taken for empty",
                cells.len()
            );
            let found = entry.sheet.row_finding(entry.row, None, message);
            self.findings.push(Diagnostic { severity: Severity::Warning, ..found });
        }
        true
    }

    /// The concept of a row: a new one, or that of an earlier row with the same identifier.
    pub(super) fn open_row(
        &mut self,
        entry: KeyedRow<'_>,
        at: (usize, usize),
    ) -> Option<ConceptId> {
        let mut label = entry.own_text(&ColumnKey::Label(LabelKind::Preferred));
        let qualifier = entry.own_text(&ColumnKey::Qualifier);
        let id = entry.own_text(&ColumnKey::Id);
        // One that is known beside these needs no label.
        let beside = Some(&id).filter(|id| label.is_empty() && !id.is_empty()).and_then(|id| {
            self.options.beside.iter().find(|(known, _)| known == id).map(|(_, label)| label)
        });
        label.extend(beside.map(String::as_str));
        let known =
            Some(&id).filter(|id| !id.is_empty()).and_then(|id| self.draft.known_concept(id));
        if label.is_empty() && known.is_none() {
            let message = "this row has no label; it is left out".to_owned();
            self.findings.push(entry.sheet.row_finding(entry.row, None, message));
            self.count_row_left_out(entry);
            return None;
        }
        let concept = match id.is_empty() {
            true => {
                let name = (label.to_lowercase(), qualifier.to_lowercase());
                match self.labeled.get(&name).copied() {
                    Some((concept, line)) => {
                        self.report_equal_label(entry, &label, line);
                        concept
                    }
                    None => {
                        let wanted = format!("{label} {qualifier}");
                        let from = IdentifierSource::From(&wanted);
                        self.draft.find_or_add_concept(&format!("\0{at:?}"), from).0
                    }
                }
            }
            false => {
                let (concept, new) = self.draft.find_or_add_concept(&id, IdentifierSource::Is(&id));
                if new {
                    self.names.add_identifier(&id, concept);
                }
                concept
            }
        };
        if beside.is_some() {
            self.draft.add_label(concept, LabelKind::Preferred, &label, None);
        }
        if !label.is_empty() {
            self.names.add_label(&label, &qualifier, concept);
            let name = (label.to_lowercase(), qualifier.to_lowercase());
            self.labeled.entry(name).or_insert((concept, entry.row.line));
        }
        for cell in entry.cells() {
            let also = matches!(
                cell.column.key,
                ColumnKey::Label(LabelKind::Synonym | LabelKind::Abbreviation)
            );
            if let Some(separators) = cell.column.separators_in(cell.text).filter(|_| also) {
                for name in cell::split_values(cell.text, separators) {
                    self.other_names.add_label(&cell::collapse_spaces(&name), "", concept);
                }
            }
        }
        Some(concept)
    }

    /// Counts the cells of a row that is left out; those of columns that mean nothing are counted with these.
    fn count_row_left_out(&mut self, entry: KeyedRow<'_>) {
        let means = |at: usize| entry.columns.get(at).is_none_or(Option::is_some);
        let cells = entry.row.cells.iter().enumerate();
        let full = cells.filter(|(at, cell)| means(*at) && !cell.trim().is_empty());
        self.losses.add("cells of rows left out", full.count());
    }

    /// Tells that two rows are one concept since they have one label.
    fn report_equal_label(&mut self, entry: KeyedRow<'_>, label: &str, line: u64) {
        let message = format!("line {line} has the label `{label}` too; both are one concept");
        let hint = "where they mean two things, a `qualifier` or an `id` for each tells them apart";
        self.findings.push(Diagnostic {
            severity: Severity::Warning,
            hint: Some(hint.to_owned()),
            ..entry.sheet.row_finding(entry.row, None, message)
        });
    }

    /// The concept of a name: of a row, by its label or else another name, or, if none has it, one beside this corpus.
    pub(super) fn find_concept(&mut self, name: &str) -> Result<ConceptId, NameFailure> {
        for names in [&self.names, &self.other_names] {
            match names.find_concept(name) {
                Err(NameFailure::Unknown) => {}
                found => return found,
            }
        }
        let at = self.beside.find_concept(name)?;
        let (id, _) = self.options.beside.get(at.index()).ok_or(NameFailure::Unknown)?;
        Ok(self.draft.find_or_add_concept(&format!("\0beside {id}"), IdentifierSource::Is(id)).0)
    }

    /// What may have been meant by a name that nothing has; many a one would take too long.
    pub(super) fn suggest_name(&self, name: &str) -> Option<&str> {
        let near = || self.names.nearest_name(name).or_else(|| self.beside.nearest_name(name));
        if self.findings.len() < MAX_FINDINGS_WITH_HINTS { near() } else { None }
    }

    /// Tells of something wrong in a cell, by which this text of it is lost.
    pub(super) fn add_loss(
        &mut self,
        cell: KeyedCell<'_>,
        text: &str,
        message: String,
        hint: Option<String>,
    ) {
        self.losses.add_example("texts with faults", text);
        self.add_finding(cell, Severity::Error, message, hint);
    }

    /// Tells of something about a cell.
    pub(super) fn add_finding(
        &mut self,
        cell: KeyedCell<'_>,
        severity: Severity,
        message: String,
        hint: Option<String>,
    ) {
        let KeyedRow { sheet, row, .. } = cell.entry;
        let found = sheet.row_finding(row, Some(cell.index), message);
        self.findings.push(Diagnostic { severity, hint, ..found });
    }
}
