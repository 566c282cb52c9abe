//! Tells columns that say yes or no of a row's label from those that hold names.

use super::{
    cell,
    keys::{ColumnKey, SheetColumn},
    read::{KeyedCell, KeyedRow, SheetReader},
    sheet::Sheet,
};
use crate::{Losses, term_status::TermStatus};
use cxterms_base::{
    corpus::{ConceptId, Label, LabelKind},
    diagnostic::Severity,
    text,
};

/// What cells say for yes and for no, in small letters.
const YES: [&str; 13] =
    ["yes", "y", "true", "x", "1", "ja", "j", "wahr", "oui", "vrai", "si", "sí", "✓"];
const NO: [&str; 8] = ["no", "n", "false", "0", "nein", "falsch", "non", "faux"];

/// Whether a cell says yes or no; none if it says something else.
pub(super) fn parse_yes_no(cell: &str) -> Option<bool> {
    let word = cell.trim().to_lowercase();
    let yes = YES.contains(&&*word);
    (yes || NO.contains(&&*word)).then_some(yes)
}

fn is_empty_or_answer(cell: &str) -> bool {
    cell.trim().is_empty() || parse_yes_no(cell).is_some()
}

impl KeyedCell<'_> {
    /// What the cell makes of its row's label, if anything.
    pub(super) fn label_verdict(&self) -> Option<LabelKind> {
        match self.column.key {
            ColumnKey::NameOf(kind) => Some(kind),
            ColumnKey::Status(kind) => parse_yes_no(self.text).filter(|yes| *yes).map(|_| kind),
            ColumnKey::Standing(kind) => parse_yes_no(self.text).filter(|yes| !yes).map(|_| kind),
            ColumnKey::StatusWords => TermStatus::is_ban(self.text).then_some(LabelKind::Avoid),
            ColumnKey::AvoidedSince => {
                (parse_yes_no(self.text) != Some(false)).then_some(LabelKind::Avoid)
            }
            _ => None,
        }
    }

    /// Why its row's label is to be avoided, in the cell's own words.
    fn ban_in_words(&self) -> Option<String> {
        let text = cell::collapse_spaces(self.text);
        match self.column.key {
            _ if self.label_verdict().is_none() => None,
            ColumnKey::StatusWords => Some(text),
            ColumnKey::AvoidedSince if parse_yes_no(&text).is_none() => {
                Some(format!("deprecated since {text}"))
            }
            _ => None,
        }
    }
}

impl Sheet {
    /// Takes columns of names in which all cells say yes or no to be about the row's label; what hides a row is lost.
    pub(super) fn find_status_columns(
        &self,
        columns: &mut [Option<SheetColumn>],
        losses: &mut Losses,
    ) {
        for (index, slot) in columns.iter_mut().enumerate() {
            let Some(column) = slot else { continue };
            if let ColumnKey::Standing(kind) = column.key {
                if self
                    .rows
                    .iter()
                    .filter_map(|row| row.cells.get(index))
                    .all(|it| is_empty_or_answer(it))
                {
                    continue;
                }
                // Names of what is preferred; words about an approval are not understood.
                column.key = ColumnKey::NameOf(kind);
                if kind == LabelKind::Avoid {
                    self.count_lost_column(index, losses);
                    *slot = None;
                }
                continue;
            }
            let ColumnKey::Label(kind) = column.key else { continue };
            let cells = self.rows.iter().filter_map(|row| row.cells.get(index));
            let mut full = cells.filter(|cell| !cell.trim().is_empty()).peekable();
            let names = column.holds_names() && full.peek().is_some();
            if names && full.all(|cell| parse_yes_no(cell).is_some()) {
                match kind {
                    // It says of the row, and not of its label, that it is hidden.
                    LabelKind::Hidden => {
                        self.count_lost_column(index, losses);
                        *slot = None;
                    }
                    _ => column.key = ColumnKey::Status(kind),
                }
            }
        }
    }
}

impl KeyedRow<'_> {
    /// What a row says that its label is, if not the preferred one; that it is to be avoided counts most.
    pub(super) fn label_status(self) -> Option<LabelKind> {
        let kinds = self.cells().filter_map(|cell| cell.label_verdict());
        kinds.max_by_key(|kind| *kind == LabelKind::Avoid)
    }

    /// Why a row says that its label is to be avoided.
    pub(super) fn ban_reason(self) -> String {
        let words: Vec<_> = self.cells().filter_map(|cell| cell.ban_in_words()).collect();
        if words.is_empty() { "deprecated".to_owned() } else { words.join("; ") }
    }
}

impl SheetReader<'_> {
    /// Lets the label of a row in another language stand for that of its concept where there is no other.
    pub(super) fn settle_language(&mut self, id: ConceptId, entry: KeyedRow<'_>) {
        let Some(cell) = entry.own_cell(&ColumnKey::Label(LabelKind::Preferred)) else { return };
        // Beside a corpus it is known by the label that it has.
        if self.options.assumed_language.is_some() {
            return;
        }
        let own = self.draft.corpus.settings.language.clone();
        let Some(concept) = self.draft.concept_mut(id) else { return };
        let preferred = |it: &&mut Label| it.kind == LabelKind::Preferred;
        if concept.labels.iter_mut().filter(preferred).any(|it| it.language.is_none()) {
            return;
        }
        let Some(label) = concept.labels.iter().find(|it| it.kind == LabelKind::Preferred) else {
            return;
        };
        let stand_in = Label { language: None, ..label.clone() };
        let message = format!(
            "`{}` has no label in the corpus’s language, `{own}`; its label in `{}` stands for one",
            concept.id,
            label.language.as_deref().unwrap_or_default(),
        );
        concept.labels.insert(0, stand_in);
        let hint = "give the rows of one concept one `id`".to_owned();
        self.add_finding(cell, Severity::Warning, message, Some(hint));
    }

    /// Advises, in place of a label to avoid, the name by which its row names the concept.
    pub(super) fn settle_advice(&mut self, id: ConceptId, entry: KeyedRow<'_>) {
        let label = entry.own_text(&ColumnKey::Label(LabelKind::Preferred));
        let named = entry.target_cell().map(|cell| text::fold(cell.text));
        let (Some(named), Some(concept)) = (named, self.draft.concept_mut(id)) else { return };
        let shown = |it: &&Label| !matches!(it.kind, LabelKind::Avoid | LabelKind::Hidden);
        let mut good = concept.labels.iter().filter(shown);
        let told = good.find(|it| text::fold(&it.text) == named).map(|it| it.text.clone());
        let mut avoided = concept.labels.iter_mut().filter(|it| it.kind == LabelKind::Avoid);
        if let Some(avoided) = avoided.find(|it| it.text == label) {
            avoided.instead = told.map(Box::new).or(avoided.instead.take());
        }
    }

    /// Keeps the names that a row gives in other languages where it is the concept, and not its name, that is given up.
    pub(super) fn settle_translations(&mut self, id: ConceptId, entry: KeyedRow<'_>) {
        let preferred = ColumnKey::Label(LabelKind::Preferred);
        let own = entry.own_text(&preferred);
        let Some(concept) = self.draft.concept_mut(id) else { return };
        let is_named = |all: &[Label], language: Option<&str>| {
            let mut names = all.iter().filter(|it| it.kind == LabelKind::Preferred);
            names.find(|it| it.language.as_deref() == language).map(|it| it.text.clone())
        };
        if entry.label_status() != Some(LabelKind::Avoid)
            || is_named(&concept.labels, None).as_ref() != Some(&own)
        {
            return;
        }
        for cell in entry.cells().filter(|cell| cell.column.key == preferred) {
            let (text, language) =
                (cell::collapse_spaces(cell.text), cell.column.language.as_deref());
            let kind = match is_named(&concept.labels, language) {
                None => LabelKind::Preferred,
                Some(_) => LabelKind::Synonym,
            };
            let mut avoided = concept.labels.iter_mut().filter(|it| it.kind == LabelKind::Avoid);
            let label = avoided.find(|it| it.text == text && it.language.as_deref() == language);
            if let Some(label) = label.filter(|_| language.is_some()) {
                (label.kind, label.why, label.instead) = (kind, None, None);
            }
        }
    }

    /// Lets a row's label stand for that of its concept where the row says that it is none and there is no other.
    pub(super) fn settle_label(&mut self, id: ConceptId, entry: KeyedRow<'_>) {
        let Some(status) = entry.label_status() else { return };
        let Some(cell) = entry.own_cell(&ColumnKey::Label(LabelKind::Preferred)) else { return };
        let text = cell::collapse_spaces(cell.text);
        let Some(concept) = self.draft.concept_mut(id) else { return };
        let mut own = concept.labels.iter_mut().filter(|label| label.language.is_none());
        if own.any(|label| label.kind == LabelKind::Preferred) {
            return;
        }
        let mut own = concept.labels.iter_mut().filter(|label| label.language.is_none());
        let Some(label) = own.find(|label| label.text == text) else { return };
        label.kind = LabelKind::Preferred;
        label.why = None;
        if entry.names_other() {
            // That it names nothing is told.
            return;
        }
        let (what, lost) = match status {
            // It is the concept that is deprecated, and its state says so.
            LabelKind::Avoid => return,
            LabelKind::Abbreviation => ("an abbreviation", "abbreviations that stand alone"),
            _ => ("another name", "other names that stand alone"),
        };
        self.losses.add_example(lost, &text);
        let message = format!("`{text}` is {what}, but its concept has no label; it stands for it");
        self.add_finding(cell, Severity::Warning, message, None);
    }
}
