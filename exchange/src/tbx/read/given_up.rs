//! Entries all of whose terms are not to be used: concepts that are no longer in use.

use super::super::SAY_INSTEAD;
use cxterms_base::corpus::{Concept, ConceptState, Label, LabelKind, Note, NoteKind, StateClaim};
use std::collections::HashSet;

/// Why a term of a status that says no more is to be avoided.
pub(super) const BARE_REASONS: [(&str, ConceptState); 2] =
    [("superseded", ConceptState::Retired), ("deprecated", ConceptState::Deprecated)];

/// Lets a concept that has no terms but those to avoid be no longer in use: then these are its names, the first in each
/// language the preferred one. False if it has others, or if a status is not known.
pub(super) fn give_up(concept: &mut Concept) -> bool {
    let known = |label: &Label| {
        let why = label.why().unwrap_or_default();
        label.kind == LabelKind::Avoid && !why.starts_with("its status is")
    };
    let Some(first) = concept.labels.first().filter(|_| concept.labels.iter().all(known)) else {
        return false;
    };
    let reason = |label: &Label| {
        BARE_REASONS.iter().find(|(why, _)| label.why() == Some(*why)).map(|(_, state)| *state)
    };
    let value = reason(first).unwrap_or(ConceptState::Deprecated);
    let said = first.said.clone();
    let mut spoken = HashSet::new();
    let mut notes = vec![];
    for label in &mut concept.labels {
        let bare = reason(label).is_some() && label.instead.is_none();
        if spoken.insert(label.language.clone()) {
            notes.extend((!bare).then(|| explain_label(label)));
            label.kind = LabelKind::Preferred;
        } else if bare {
            label.kind = LabelKind::Synonym;
        } else {
            continue;
        }
        (label.why, label.instead) = (None, None);
    }
    if !spoken.contains(&None)
        && let Some(first) = concept.labels.first_mut()
    {
        first.language = None;
    }
    concept.notes.extend(notes);
    concept.states.push(StateClaim { value, replaced_by: vec![], since: None, said });
    true
}

/// Why a name is to be avoided and what to say in its place, as a note.
pub(super) fn explain_label(label: &Label) -> Note {
    let why = label.why().unwrap_or("deprecated");
    let instead =
        label.instead.as_ref().map(|name| format!("; {}{name}", SAY_INSTEAD.to_lowercase()));
    let text = format!("“{}”: {why}{}", label.text, instead.unwrap_or_default());
    let (kind, said) = (NoteKind::Usage, label.said.clone());
    let dates = <_>::default();
    Note { kind, text, label: None, language: None, dates, with: vec![], said }
}
