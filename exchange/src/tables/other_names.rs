//! Joins rows whose label is another name of a concept (`USE`, `Synonym of`) to that concept.

use super::{
    cell,
    keys::ColumnKey,
    names::NameFailure,
    read::{KeyedCell, KeyedRow, SheetReader},
};
use cxterms_base::corpus::{ConceptId, LabelKind, Note, NoteKind};

/// From how many rows one may lead to the next until one has the concept.
const MAX_STEPS: usize = 8;

impl<'s> KeyedRow<'s> {
    /// The cell that says of which concept the row's label is another name, unless it names the row itself.
    pub(super) fn target_cell(self) -> Option<KeyedCell<'s>> {
        let label = self.own_text(&ColumnKey::Label(LabelKind::Preferred)).to_lowercase();
        let named = |cell: &KeyedCell<'_>| matches!(cell.column.key, ColumnKey::NameOf(_));
        self.cells()
            .find(named)
            .filter(|cell| !label.is_empty() && cell.text.trim().to_lowercase() != label)
    }

    /// Its label, if that is one to avoid.
    pub(super) fn avoided_name(self) -> Option<String> {
        let avoided = self.label_status() == Some(LabelKind::Avoid);
        avoided.then(|| self.own_text(&ColumnKey::Label(LabelKind::Preferred)))
    }

    /// Whether its label is another name of a concept that has a row of its own.
    pub(super) fn names_other(self) -> bool {
        self.target_cell().is_some()
    }
}

impl SheetReader<'_> {
    /// Adds what a row says of its label, which is one to avoid of another concept: a definition or a note becomes a note
    /// that names it. What else is said of it, that concept does not take over, and it is counted.
    pub(super) fn add_said_of_name(
        &mut self,
        id: ConceptId,
        cell: KeyedCell<'_>,
        name: &str,
        source: &str,
    ) {
        let text = cell::collapse_lines(cell.text);
        let kind = match cell.column.key {
            _ if cell.label_verdict().is_some() => return,
            ColumnKey::Definition => NoteKind::Usage,
            ColumnKey::Note(kind) => kind,
            _ => return self.losses.add_example("what is said of names to avoid", &text),
        };
        let by =
            Some(source).filter(|it| cell.column.key == ColumnKey::Definition && !it.is_empty());
        let by = by.map_or(String::new(), |by| format!(" ({by})"));
        let (text, said) = (format!("“{name}”: {text}{by}"), self.draft.own_stance());
        let language = cell.language().map(str::to_owned);
        if let Some(concept) = self.draft.concept_mut(id) {
            concept.notes.push(Note {
                kind,
                text,
                label: None,
                language,
                dates: <_>::default(),
                with: vec![],
                said,
            });
        }
    }

    /// The concepts of rows that are named in them. A row that names none is a concept of its own, which is told.
    pub(super) fn join_other_names<'s>(
        &mut self,
        mut waiting: Vec<(KeyedRow<'s>, (usize, usize))>,
    ) -> Vec<(ConceptId, KeyedRow<'s>)> {
        let mut joined = vec![];
        for _ in 0..MAX_STEPS {
            let before = joined.len();
            waiting.retain(|(entry, _)| {
                let target = entry.target_cell().map(|cell| cell.text.trim());
                let Some(Ok(id)) = target.map(|name| self.find_concept(name)) else { return true };
                joined.push((id, *entry));
                false
            });
            for (id, entry) in joined.get(before..).unwrap_or_default() {
                let [label, qualifier, own] =
                    [ColumnKey::Label(LabelKind::Preferred), ColumnKey::Qualifier, ColumnKey::Id]
                        .map(|key| entry.own_text(&key));
                self.names.add_label(&label, &qualifier, *id);
                if !own.is_empty() {
                    self.names.add_identifier(&own, *id);
                }
            }
            if joined.len() == before {
                break;
            }
        }
        for (entry, at) in waiting {
            let Some(cell) = entry.target_cell() else { continue };
            let name = cell.text.trim();
            // One of a circle of names is a concept by now.
            let what = match self.find_concept(name) {
                Ok(id) => {
                    joined.push((id, entry));
                    continue;
                }
                Err(NameFailure::Several) => "several concepts are called",
                Err(NameFailure::Unknown) => "no concept has the id or label",
            };
            let hint = self.suggest_name(name).map(|near| format!("did you mean `{near}`?"));
            self.add_loss(cell, name, format!("{what} `{name}`"), hint);
            joined.extend(self.open_row(entry, at).map(|id| (id, entry)));
        }
        joined
    }
}
