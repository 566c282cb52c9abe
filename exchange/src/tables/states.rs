//! The state of a concept in the words of spreadsheets, read and written.

use super::{
    cell,
    keys::ColumnKey,
    read::{KeyedCell, KeyedRow, SheetReader},
    status::parse_yes_no,
};
use crate::{Losses, Part, term_status::TermStatus};
use cxterms_base::{
    corpus::{Citation, CitedStance, Concept, ConceptId, ConceptState, LabelKind, StateClaim},
    schema::is_date,
};

/// The words for each state that does not forbid a name, in small letters without what separates them.
const STATE_WORDS: [(&[&str], ConceptState); 3] = [
    (
        &["draft", "new", "inprogress", "wip", "entwurf", "inarbeit", "brouillon", "borrador"],
        ConceptState::Draft,
    ),
    (
        &[
            "proposed",
            "proposal",
            "suggested",
            "candidate",
            "submitted",
            "pending",
            "pendingreview",
            "pendingapproval",
            "review",
            "inreview",
            "underreview",
            "forreview",
            "forapproval",
            "vorgeschlagen",
            "vorschlag",
            "inprüfung",
            "proposé",
            "propuesto",
        ],
        ConceptState::Proposed,
    ),
    (
        &[
            "approved",
            "accepted",
            "active",
            "current",
            "published",
            "final",
            "valid",
            "validated",
            "inuse",
            "stable",
            "freigegeben",
            "gültig",
            "approuvé",
            "validé",
            "aprobado",
        ],
        ConceptState::Approved,
    ),
];

/// What begins a word for a concept that is withdrawn, not only advised against.
const RETIRED: [&str; 4] = ["retired", "withdrawn", "abandon", "removed"];

/// The state that a cell names, if it is one.
pub(super) fn parse_state(text: &str) -> Option<ConceptState> {
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.to_lowercase();
    if TermStatus::is_ban(text) {
        let retired = RETIRED.iter().any(|word| plain.starts_with(word));
        return Some(if retired { ConceptState::Retired } else { ConceptState::Deprecated });
    }
    let known = STATE_WORDS.iter().find(|(words, _)| words.contains(&&*plain));
    known.map(|(_, state)| *state)
}

/// Whether a cell says no more than the name of a state.
fn is_bare(text: &str) -> bool {
    text.split_whitespace().count() <= 1 || !TermStatus::is_ban(text)
}

impl SheetReader<'_> {
    /// Gives a concept the state that the row of its preferred label tells.
    pub(super) fn settle_state(&mut self, id: ConceptId, entry: KeyedRow<'_>) {
        if entry.names_other() {
            return;
        }
        let label = entry.own_text(&ColumnKey::Label(LabelKind::Preferred));
        let Some(concept) = self.draft.concept_mut(id) else { return };
        let mut labels = concept.labels.iter();
        let own = label.is_empty()
            || labels.any(|it| it.kind == LabelKind::Preferred && it.text == label);
        let mut told = vec![];
        for cell in entry.cells().filter(|cell| cell.column.key == ColumnKey::StatusWords) {
            let separators = cell.column.separators_in(cell.text).unwrap_or_default();
            for text in cell::split_values(cell.text, separators) {
                let text = cell::collapse_spaces(&text);
                told.extend(parse_state(&text).map(|state| (state, text)));
            }
        }
        let avoided = entry.label_status() == Some(LabelKind::Avoid);
        if !own {
            // Of another name it is told that it is one to avoid.
            let lost = told.iter().filter(|(state, _)| !state.is_given_up());
            lost.for_each(|(_, text)| self.losses.add_example("states of other names", text));
            return;
        }
        let mut states: Vec<_> = told
            .into_iter()
            .map(|(state, text)| (state, Some(text).filter(|text| !is_bare(text))))
            .collect();
        if avoided && !states.iter().any(|(state, _)| state.is_given_up()) {
            states.push((ConceptState::Deprecated, None));
        }
        let since = self.read_since(entry);
        let replaced_by = self.read_replacements(id, entry);
        // What is said of when and of what instead belongs to the last.
        let Some((last, text)) = states.pop() else {
            let cells = entry.cells().filter(|cell| cell.column.key.is_about_state());
            for cell in cells {
                let message = "nothing says in what state this concept is".to_owned();
                let hint = "write its `status`: draft, proposed, approved, deprecated or retired";
                self.add_loss(cell, cell.text, message, Some(hint.to_owned()));
            }
            return;
        };
        for (value, text) in states {
            self.push_state(id, StateClaim { value, ..self.own_state(text) });
        }
        let own = self.own_state(text);
        self.push_state(id, StateClaim { value: last, replaced_by, since, ..own });
    }

    /// A state in the corpus's own words, and perhaps with a reason.
    fn own_state(&self, text: Option<String>) -> StateClaim {
        let own = self.draft.own_stance();
        let by = own.asserted_by.first().map(|by| Citation { text, ..by.clone() });
        let said = CitedStance::asserted(by.into_iter().collect());
        StateClaim { value: ConceptState::default(), replaced_by: vec![], since: None, said }
    }

    fn push_state(&mut self, id: ConceptId, state: StateClaim) {
        if let Some(concept) = self.draft.concept_mut(id) {
            concept.states.push(state);
        }
    }

    /// The date from which the state of a row is so.
    fn read_since(&mut self, entry: KeyedRow<'_>) -> Option<String> {
        let about = |cell: &KeyedCell<'_>| {
            let since = cell.column.key == ColumnKey::AvoidedSince;
            cell.column.key == ColumnKey::StateSince || since && parse_yes_no(cell.text).is_none()
        };
        let cell = entry.cells().find(about)?;
        let text = cell.text.trim();
        // A spreadsheet tells the time with the day.
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        if is_date(day) {
            return Some(day.to_owned());
        }
        let message = format!("`{text}` is no date");
        let hint = "write YYYY, YYYY-MM or YYYY-MM-DD".to_owned();
        self.add_loss(cell, text, message, Some(hint));
        None
    }

    /// The identifiers of what stands in the place of a row's concept.
    fn read_replacements(&mut self, id: ConceptId, entry: KeyedRow<'_>) -> Vec<String> {
        let mut found = vec![];
        for cell in entry.cells().filter(|cell| cell.column.key == ColumnKey::StateReplacedBy) {
            let separators = cell.column.separators_in(cell.text).unwrap_or_default();
            for name in cell::split_values(cell.text, separators) {
                let name = cell::collapse_spaces(&name);
                let other = self.find_concept(&name).ok().filter(|other| *other != id);
                let named = other.and_then(|it| self.draft.corpus.concepts.get(it.index()));
                match named.map(|concept| concept.id.clone()) {
                    Some(named) => found.push(named),
                    None => {
                        let near = self.suggest_name(&name);
                        let hint = near.map(|near| format!("did you mean `{near}`?"));
                        let message = format!("no other concept has the id or label `{name}`");
                        self.add_loss(cell, &name, message, hint);
                    }
                }
            }
        }
        found
    }
}

impl ColumnKey {
    /// Whether its cells say more of a concept's state.
    fn is_about_state(&self) -> bool {
        matches!(self, Self::StateSince | Self::StateReplacedBy)
    }
}

/// The state that a table tells of a concept: the one that the corpus's own voice gives, the last of several.
pub(super) fn told_state(concept: &Concept) -> Option<&StateClaim> {
    let own = |it: &&StateClaim| it.said.asserted_by.iter().any(|by| by.work.is_none());
    concept.states.iter().rev().find(own)
}

/// Counts what is said of states that a table does not tell.
pub(super) fn count_untold_states(concept: &Concept, losses: &mut Losses) {
    let told = told_state(concept);
    let is_told = |state: &&StateClaim| told.is_some_and(|told| std::ptr::eq(told, *state));
    for state in concept.states.iter().filter(|state| !is_told(state)) {
        losses.add(Part::States.name(), 1);
        losses.add(Part::StateDates.name(), usize::from(state.since.is_some()));
        losses.add(Part::Replacements.name(), state.replaced_by.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_in_the_words_of_spreadsheets() {
        use ConceptState::{Approved, Deprecated, Draft, Proposed, Retired};
        for (text, state) in [
            ("Draft", Draft),
            ("In review", Proposed),
            ("under-review", Proposed),
            ("Approved", Approved),
            ("Obsolete", Deprecated),
            ("Deprecated", Deprecated),
            ("DEPRECATED - use customer", Deprecated),
            ("Superseded", Deprecated),
            ("Retired", Retired),
            ("Withdrawn (2020)", Retired),
        ] {
            assert_eq!(parse_state(text), Some(state), "{text}");
        }
        for other in ["", "red", "see below", "approved by Ann", "7"] {
            assert_eq!(parse_state(other), None, "{other}");
        }
    }
}
