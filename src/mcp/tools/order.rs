//! What of a concept a short answer tells first.

use crate::answer::DefinedConcept;
use std::{cmp::Reverse, collections::BTreeMap};

/// Puts in order what a short answer keeps the beginning of: definitions as citations choose them; contrasts, of each
/// counterpart the one of most voices, before umbrellas and other relations, those of most voices first.
pub(super) fn put_telling_first(concept: &mut DefinedConcept<'_>) {
    let ranked: Vec<_> = concept.rank_definitions().into_iter().map(std::ptr::from_ref).collect();
    let places = concept.definitions.iter().map(|it| {
        let place = ranked.iter().position(|ranked| std::ptr::eq(*ranked, it));
        place.unwrap_or(ranked.len())
    });
    let places: Vec<_> = places.collect();
    let mut definitions: Vec<_> =
        std::mem::take(&mut concept.definitions).into_iter().zip(places).collect();
    definitions.sort_by_key(|(_, place)| *place);
    concept.definitions = definitions.into_iter().map(|(claim, _)| claim).collect();
    put_relations_in_order(concept);
}

fn put_relations_in_order(concept: &mut DefinedConcept<'_>) {
    let voices = |it: &crate::answer::RelatedConcept<'_>| it.said.asserted_by.len();
    concept.relations.sort_by_key(|it| (Reverse(voices(it)), it.text.map_or(0, str::len)));
    let mut heard: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut ranked: Vec<_> = std::mem::take(&mut concept.relations)
        .into_iter()
        .map(|it| {
            let contrast = it.relation == "contrasts-with";
            let told = heard.entry((it.relation.to_owned(), it.concept.to_owned())).or_default();
            *told += 1;
            let group = match (contrast, it.relation) {
                (true, _) => 0,
                (false, "subset-of") => 1,
                _ => 2,
            };
            ((group, *told, contrast && it.text.is_none()), it)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    concept.relations = ranked.into_iter().map(|(_, it)| it).collect();
}
