//! What is a concept called?

use cxterms_base::corpus::{Concept, Label, LabelKind};

/// Its labels of a kind in the corpus's own language.
pub(super) fn own(concept: &Concept, kind: LabelKind) -> impl Iterator<Item = &Label> {
    let labels = concept.labels.iter();
    labels.filter(move |label| label.kind == kind && label.language.is_none())
}

/// Its preferred label.
pub(super) fn label(concept: &Concept) -> &str {
    own(concept, LabelKind::Preferred).next().map_or(&concept.id, |label| &label.text)
}

/// Its preferred label, with what tells it from another of that label, as in “gear (wheel)”.
pub(super) fn title(concept: &Concept) -> String {
    match &concept.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", label(concept)),
        None => label(concept).to_owned(),
    }
}

/// The same with its abbreviations, as in “customer success (CS)”.
pub(super) fn full(concept: &Concept) -> String {
    let short: Vec<_> =
        own(concept, LabelKind::Abbreviation).map(|label| label.text.as_str()).collect();
    match short.is_empty() {
        true => title(concept),
        false => format!("{} ({})", title(concept), short.join(", ")),
    }
}
