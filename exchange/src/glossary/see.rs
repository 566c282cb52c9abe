//! Cross-references in the glossary: other names of a term, each with a link to the term.

use super::GlossaryEntry;
use crate::named;
use cxterms_base::{
    corpus::{Concept, Corpus, Label, LabelKind, is_only_avoided},
    text,
};
use std::collections::BTreeMap;

/// An entry for every name that is not the preferred label of its term.
pub(super) fn cross_reference_entries(corpus: &Corpus) -> impl Iterator<Item = GlossaryEntry> {
    let mut names: BTreeMap<&str, Vec<(&Label, &Concept)>> = BTreeMap::new();
    for concept in &corpus.concepts {
        let labels = concept.labels.iter().filter(|label| label.language.is_none());
        let labels = labels.filter(|label| !named::is_only_denied(label));
        for label in
            labels.filter(|it| !matches!(it.kind, LabelKind::Preferred | LabelKind::Hidden))
        {
            if label.text != named::preferred_label(concept) {
                names.entry(&label.text).or_default().push((label, concept));
            }
        }
    }
    names.into_iter().map(|(name, mut terms)| {
        terms.sort_by_key(|(label, _)| (label.kind == LabelKind::Avoid, label.secondary));
        let each: Vec<_> =
            terms.iter().map(|(label, concept)| format_pointer(label, concept)).collect();
        GlossaryEntry::new(
            name,
            format!("**{}**: {}", text::escape_markdown(name), each.join("; ")),
        )
    })
}

/// Where a name leads, and whether it is to be avoided.
fn format_pointer(label: &Label, concept: &Concept) -> String {
    let term = link_to_term(concept);
    let seldom = if label.secondary { "more seldom " } else { "" };
    if label.kind != LabelKind::Avoid {
        return format!("{seldom}see {term}");
    }
    let why = label.why.as_deref().map(|why| format!(" ({})", text::escape_markdown(why)));
    let told = |instead: &&str| {
        *instead != named::preferred_label(concept) && !is_only_avoided(&concept.labels, instead)
    };
    let instead = label.instead().filter(told);
    let instead = instead.map(|instead| format!("; say “{}”", text::escape_markdown(instead)));
    format!("better avoided{}{}; see {term}", why.unwrap_or_default(), instead.unwrap_or_default())
}

/// A link to a term within the page.
pub(super) fn link_to_term(concept: &Concept) -> String {
    format!(
        "[{}]({})",
        text::escape_markdown(&named::qualified_label(concept)),
        term_address(concept)
    )
}

/// Where a term stands in the page: an anchor of ours, which `GitHub` and `MkDocs` keep as it is.
pub(super) fn term_address(concept: &Concept) -> String {
    format!("#term:{}", concept.id)
}
