//! The state of a term in the glossary: whether it is in use, who says so, and what stands in its place.

use super::{cited::NumberedWorks, see::link_to_term};
use cxterms_base::{
    corpus::{Concept, ConceptState, Corpus, capitalize_first},
    text,
};
use std::collections::BTreeMap;

/// The concepts that stand in the place of others, by their identifiers.
pub(super) fn index_replacements(corpus: &Corpus) -> BTreeMap<&str, &Concept> {
    let states = corpus.concepts.iter().flat_map(|concept| &concept.states);
    let named: Vec<_> = states.flat_map(|state| &state.replaced_by).collect();
    let replacing = corpus.concepts.iter().filter(|it| named.contains(&&it.id));
    replacing.map(|it| (it.id.as_str(), it)).collect()
}

/// A line for each state but that of being in use, which goes without saying where the corpus itself says so.
pub(super) fn format_states(
    concept: &Concept,
    replacing: &BTreeMap<&str, &Concept>,
    cited: &mut NumberedWorks<'_>,
) -> Vec<String> {
    let mut lines = vec![];
    for state in concept.states.iter().rev() {
        let said = cited.format_stance(&state.said);
        if state.value == ConceptState::Approved && said.is_empty() {
            continue;
        }
        let since = state.since.as_ref().map(|since| format!(" since {since}"));
        let instead = state.replaced_by.iter().filter_map(|id| replacing.get(id.as_str()));
        let instead: Vec<_> = instead.map(|it| link_to_term(it)).collect();
        let instead = match instead.is_empty() {
            true => String::new(),
            false => format!("; use {}", instead.join(" or ")),
        };
        let doubt = if state.said.asserted_by.is_empty() { "?" } else { "" };
        let name = text::escape_markdown(&capitalize_first(state.value.name()));
        lines.push(format!("**{name}{}**{doubt}{instead}{said}\n", since.unwrap_or_default()));
    }
    lines
}
