//! Which rows of which tables are concepts?

use super::{
    cell,
    keys::{Column, Key},
    names::{Names, Unnamed},
    sheet::{Row, Sheet},
};
use crate::{Broken, Draft, Id, Imported, Input, Losses, Wishes};
use cxterms_base::{
    corpus::{ConceptId, LabelKind, capitalize_first},
    diagnostic::{Diagnostic, Severity},
    text,
};
use std::path::Path;

/// Beyond so many findings, no nearest name is sought.
const SUGGESTIONS: usize = 100;

pub(super) fn read(inputs: Vec<Input<'_>>, wishes: &Wishes) -> Result<Imported, Broken> {
    let sheets = inputs.into_iter().map(Sheet::of).collect::<Result<Vec<_>, _>>()?;
    let mut losses = Losses::default();
    let columns = sheets.iter().map(|sheet| sheet.columns(&wishes.columns, &mut losses));
    let mut columns = columns.collect::<Result<Vec<_>, _>>()?;
    let language = language(&columns, wishes);
    for column in columns.iter_mut().flatten().flatten() {
        column.language = column.language.take().filter(|it| *it != language);
    }
    for (sheet, columns) in sheets.iter().zip(&columns) {
        labelled(sheet, columns)?;
    }
    let title = title(sheets.first().map_or("", |sheet| &sheet.name));
    let draft = Draft::new(&title, &language, &title, wishes);
    let mut beside = Names::default();
    for (at, (id, label)) in (0..).map(ConceptId).zip(&wishes.beside) {
        beside.id(id, at);
        beside.label(label, "", at);
    }
    let names = Names::default();
    let mut table = Table { draft, names, beside, wishes, losses, findings: vec![] };
    let mut rows = vec![];
    for (number, (sheet, columns)) in sheets.iter().zip(&columns).enumerate() {
        for (at, row) in sheet.rows.iter().enumerate() {
            let entry = Entry { sheet, row, columns };
            if let Some(id) = table.open(entry, (number, at)) {
                rows.push((id, entry));
            }
        }
    }
    for (id, entry) in &rows {
        table.fill(*id, *entry);
    }
    let Table { draft, losses, mut findings, .. } = table;
    findings.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    Ok(Imported { corpus: draft.finish(), losses, findings })
}

/// The language of the texts that name none: as wished, or that of the labels if all of them name one.
fn language(columns: &[Vec<Option<Column>>], wishes: &Wishes) -> String {
    let all = columns.iter().flatten().flatten();
    let mut labels = all.filter(|column| column.key == Key::Label(LabelKind::Preferred));
    let bare = labels.clone().any(|column| column.language.is_none());
    let named = labels.find_map(|column| column.language.clone()).filter(|_| !bare);
    wishes.language.clone().or(named).unwrap_or_else(|| "en".to_owned())
}

/// Whether a table has labels; it cannot be read without.
fn labelled(sheet: &Sheet, columns: &[Option<Column>]) -> Result<(), Broken> {
    let own = Column { key: Key::Label(LabelKind::Preferred), language: None };
    if columns.iter().flatten().any(|column| *column == own) {
        return Ok(());
    }
    let headers = sheet.header.cells.iter().map(|cell| cell.trim());
    let near = text::find_nearest("label", headers.clone());
    let first = near.or_else(|| {
        headers.clone().zip(columns).find(|(_, it)| it.is_none()).map(|(header, _)| header)
    });
    let example = first.filter(|header| !header.is_empty()).unwrap_or("COLUMN");
    let broken = sheet.broken(&sheet.header, format!("no column holds labels: {}", sheet.found()));
    Err(broken.hint(format!("say which does: `--column 'label={example}'`")))
}

/// What a file's corpus is called.
fn title(name: &str) -> String {
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let words = stem.unwrap_or_default().replace(['-', '_'], " ");
    let title = capitalize_first(&cell::tidy(&words));
    let named = !title.is_empty() && name != "standard input";
    if named { title } else { "Imported terms".to_owned() }
}

/// A row, with what its columns mean.
#[derive(Clone, Copy)]
pub(super) struct Entry<'s> {
    sheet: &'s Sheet,
    row: &'s Row,
    columns: &'s [Option<Column>],
}

/// A cell that is not empty, and what its column means.
#[derive(Clone, Copy)]
pub(super) struct Cell<'s> {
    entry: Entry<'s>,
    index: usize,
    pub(super) column: &'s Column,
    pub(super) text: &'s str,
}

impl<'s> Entry<'s> {
    /// The cells that mean something and are not empty.
    pub(super) fn cells(self) -> impl Iterator<Item = Cell<'s>> {
        let cells = self.columns.iter().zip(&self.row.cells).enumerate();
        let cells = cells.filter_map(move |(index, (column, text))| {
            let (column, text) = (column.as_ref()?, cell::unguarded(text));
            Some(Cell { entry: self, index, column, text })
        });
        cells.filter(|cell| !cell.text.trim().is_empty())
    }

    /// The one text under a key, in the corpus's own language.
    pub(super) fn text(self, key: &Key) -> String {
        let own = |cell: &Cell<'_>| cell.column.key == *key && cell.column.language.is_none();
        self.cells().find(own).map(|cell| cell::tidy(cell.text)).unwrap_or_default()
    }
}

/// A table on its way into a corpus.
pub(super) struct Table<'w> {
    pub(super) draft: Draft,
    pub(super) names: Names,
    /// Those of the concepts that are wished to be known, by their places among these.
    beside: Names,
    wishes: &'w Wishes,
    pub(super) losses: Losses,
    findings: Vec<Diagnostic>,
}

impl Table<'_> {
    /// The concept of a row: a new one, or that of an earlier row with the same identifier.
    fn open(&mut self, entry: Entry<'_>, at: (usize, usize)) -> Option<ConceptId> {
        let (cells, columns) = (&entry.row.cells, entry.columns.len());
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        let over = cells.get(columns..).unwrap_or_default();
        if over.iter().any(|cell| !cell.trim().is_empty()) {
            let message =
                format!("{} cells, but {columns} columns; the row is left out", cells.len());
            let hint = "put a cell in quotation marks that holds the sign between cells";
            let found = Diagnostic {
                hint: Some(hint.to_owned()),
                ..entry.sheet.finding(entry.row, None, message)
            };
            self.findings.push(found);
            self.losses.add("rows left out", 1);
            return None;
        }
        if cells.len() < columns {
            let message = format!(
                "{} cells, but {columns} columns; the last are taken for empty",
                cells.len()
            );
            let found = entry.sheet.finding(entry.row, None, message);
            self.findings.push(Diagnostic { severity: Severity::Warning, ..found });
        }
        let label = entry.text(&Key::Label(LabelKind::Preferred));
        let qualifier = entry.text(&Key::Qualifier);
        let id = entry.text(&Key::Id);
        let known = Some(&id).filter(|id| !id.is_empty()).and_then(|id| self.draft.known(id));
        if label.is_empty() && known.is_none() {
            let message = "this row has no label; it is left out".to_owned();
            self.findings.push(entry.sheet.finding(entry.row, None, message));
            self.losses.add("rows left out", 1);
            return None;
        }
        let concept = match id.is_empty() {
            true => {
                let name = format!("\0{at:?}");
                self.draft.concept(&name, Id::From(&format!("{label} {qualifier}"))).0
            }
            false => {
                let (concept, new) = self.draft.concept(&id, Id::Is(&id));
                if new {
                    self.names.id(&id, concept);
                }
                concept
            }
        };
        if !label.is_empty() {
            self.names.label(&label, &qualifier, concept);
        }
        Some(concept)
    }

    /// The concept of a name: of a row or, if none has it, one beside this corpus.
    pub(super) fn named(&mut self, name: &str) -> Result<ConceptId, Unnamed> {
        match self.names.find(name) {
            Err(Unnamed::Unknown) => {}
            found => return found,
        }
        let at = self.beside.find(name)?;
        let (id, _) = self.wishes.beside.get(at.index()).ok_or(Unnamed::Unknown)?;
        Ok(self.draft.concept(&format!("\0beside {id}"), Id::Is(id)).0)
    }

    /// What may have been meant by a name that nothing has; many a one would take too long.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        let near = || self.names.nearest(name).or_else(|| self.beside.nearest(name));
        if self.findings.len() < SUGGESTIONS { near() } else { None }
    }

    /// Tells of something wrong in a cell.
    pub(super) fn find(&mut self, cell: Cell<'_>, message: String, hint: Option<String>) {
        let Entry { sheet, row, .. } = cell.entry;
        let found = sheet.finding(row, Some(cell.index), message);
        self.findings.push(Diagnostic { hint, ..found });
    }
}
