//! The names of a concept, as other tools show them.

use cxterms_base::corpus::{Concept, Label, LabelKind};

/// Its labels of a kind in the corpus's own language.
pub(super) fn own_labels(concept: &Concept, kind: LabelKind) -> impl Iterator<Item = &Label> {
    let labels = concept.labels.iter();
    labels.filter(move |label| label.kind == kind && label.language.is_none())
}

/// Its preferred label.
pub(super) fn preferred_label(concept: &Concept) -> &str {
    concept.preferred_label()
}

/// Its preferred label, with what tells it from another of that label, as in “gear (wheel)”.
pub(super) fn qualified_label(concept: &Concept) -> String {
    match &concept.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", preferred_label(concept)),
        None => preferred_label(concept).to_owned(),
    }
}

/// The same with its abbreviations, as in “customer success (CS)”.
pub(super) fn label_with_abbreviations(concept: &Concept) -> String {
    let short: Vec<_> =
        own_labels(concept, LabelKind::Abbreviation).map(|label| label.text.as_str()).collect();
    match short.is_empty() {
        true => qualified_label(concept),
        false => format!("{} ({})", qualified_label(concept), short.join(", ")),
    }
}
