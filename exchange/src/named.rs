//! The names of a concept, as other tools show them.

use crate::{Coverage, Losses, Part};
use cxterms_base::{
    corpus::{Concept, Corpus, Label, LabelKind},
    text,
};

/// What formats say of names that cannot show who denies one.
pub(super) const USED_ONLY: Coverage = Coverage::Mostly("those that somebody uses");

/// Whether a label is no name for tools that do not know who denies it: all who speak of it deny it. The preferred one
/// is the name that there is.
pub(super) fn is_only_denied(label: &Label) -> bool {
    let preferred = label.kind == LabelKind::Preferred && label.language.is_none();
    !preferred && label.said.asserted_by.is_empty() && !label.said.denied_by.is_empty()
}

/// The parts of a corpus that a label is counted among.
pub(super) fn parts_of_label(label: &Label) -> impl Iterator<Item = Part> {
    let own = label.language.is_none();
    let part = match label.kind {
        LabelKind::Hidden => Part::Hidden,
        _ if !own => Part::Translations,
        LabelKind::Preferred => Part::Labels,
        LabelKind::Synonym => Part::Synonyms,
        LabelKind::Abbreviation => Part::Abbreviations,
        LabelKind::Avoid => Part::Avoided,
    };
    let advice = (own && label.kind == LabelKind::Avoid).then_some(Part::Advice);
    let secondary = label.secondary.then_some(Part::Secondary);
    [Some(part), advice, secondary].into_iter().flatten()
}

/// Adds the labels that are only denied, as far as a format carries their like.
pub(super) fn count_denied(corpus: &Corpus, carries: &[(Part, Coverage)], losses: &mut Losses) {
    let denied = corpus.concepts.iter().flat_map(|it| &it.labels).filter(|it| is_only_denied(it));
    for part in denied.flat_map(parts_of_label) {
        let kept = carries.iter().any(|(known, how)| *known == part && *how != Coverage::No);
        losses.add(part.name(), usize::from(kept));
    }
}

/// Its labels of a kind in the corpus's own language that somebody uses.
pub(super) fn own_labels(concept: &Concept, kind: LabelKind) -> impl Iterator<Item = &Label> {
    let labels = concept.labels.iter();
    labels.filter(move |label| {
        label.kind == kind && label.language.is_none() && !is_only_denied(label)
    })
}

/// Its preferred label.
pub(super) fn preferred_label(concept: &Concept) -> &str {
    concept.preferred_label()
}

/// What the IRIs begin with that are ours alone.
pub(super) const OWN_NAMESPACE: &str = "urn:cxterms:";

/// What the IRIs of a corpus begin with that says nothing of them: a name, and no address.
pub(super) fn placeholder_namespace(title: &str) -> String {
    let letters = |word: String| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let words = text::split_words(title).map(letters).filter(|word| !word.is_empty());
    format!("{OWN_NAMESPACE}{}:", words.collect::<Vec<_>>().join("-"))
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
