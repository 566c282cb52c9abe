//! Collects the folded names of each concept for the label index.

use super::{LookupKind, Posting};
use crate::{
    corpus::{Concept, ConceptId, Corpus, Label, LabelKind},
    parallel, text,
};
use std::collections::BTreeSet;

/// Concepts whose names one thread folds at a time.
const CONCEPTS_PER_CHUNK: usize = 512;

/// Every folded name with a concept that goes by it, in the order of the names.
pub(super) fn collect_names(corpus: &Corpus) -> Vec<(String, Posting)> {
    let implied = corpus.settings.implied_words.iter().map(|word| text::fold(word));
    let implied: Vec<_> = implied.collect();
    parallel::map_chunks_sorted(&corpus.concepts, CONCEPTS_PER_CHUNK, |first, part| {
        let mut names = Vec::with_capacity(part.len() * 3);
        for (index, concept) in (first..).zip(part) {
            let mut add = |name, reach, secondary| {
                names.push((name, Posting { secondary, reach, concept: ConceptId::of(index) }));
            };
            add_names(concept, &implied, &mut add);
        }
        names
    })
}

fn add_names(
    concept: &Concept,
    implied: &[String],
    add: &mut impl FnMut(String, LookupKind, bool),
) {
    let id = text::fold(&concept.id);
    let qualifier = concept.qualifier.as_ref().map(|qualifier| text::fold(qualifier));
    let mut gives_way = false;
    for label in &concept.labels {
        let (reach, short) = lookup_kinds(label);
        let plain = text::fold(&label.text);
        // A name spelled as the identifier mostly means another concept, where the label of that spelling does.
        gives_way |= label.secondary && label.language.is_none() && plain == id;
        let longer = qualifier.as_ref().map(|qualifier| format!("{plain} {qualifier}"));
        for form in [Some(plain), longer].into_iter().flatten() {
            let less = short.and_then(|short| Some((without_implied(&form, implied)?, short)));
            if let Some((less, short)) = less {
                add(less, short, label.secondary);
            }
            add(form, reach, label.secondary);
        }
    }
    add(id, LookupKind::Id, gives_way);
}

/// How a label reaches its concept, and how it does so without the implied words.
fn lookup_kinds(label: &Label) -> (LookupKind, Option<LookupKind>) {
    match (label.kind, label.language.is_some()) {
        (LabelKind::Preferred, false) => (LookupKind::Preferred, Some(LookupKind::Short)),
        (LabelKind::Abbreviation, false) => (LookupKind::Abbreviation, None),
        (LabelKind::Synonym, false) => (LookupKind::Synonym, Some(LookupKind::ShortSynonym)),
        (LabelKind::Preferred, true) => (LookupKind::PreferredElsewhere, None),
        (LabelKind::Abbreviation, true) => (LookupKind::AbbreviationElsewhere, None),
        (LabelKind::Synonym, true) => (LookupKind::SynonymElsewhere, None),
        (LabelKind::Avoid, _) => (LookupKind::Avoided, None),
        (LabelKind::Hidden, _) => (LookupKind::Hidden, None),
    }
}

/// A folded label without the implied words, if it has any and something remains.
fn without_implied(form: &str, implied: &[String]) -> Option<String> {
    let is_implied = |word: &&str| implied.iter().any(|implied| implied == word);
    if !form.split(' ').any(|word| is_implied(&word)) {
        return None;
    }
    let rest: Vec<_> = form.split(' ').filter(|word| !is_implied(word)).collect();
    (!rest.is_empty()).then(|| rest.join(" "))
}

/// Each concept that goes by one name once, by its best reach, primary readings first.
pub(super) fn best_postings(named: &[(String, Posting)]) -> Vec<Posting> {
    let mut seen = BTreeSet::new();
    let mut by_reach: Vec<_> = named.iter().map(|(_, posting)| *posting).collect();
    by_reach.sort_by_key(|posting| (posting.reach, posting.secondary, posting.concept));
    by_reach.retain(|posting| seen.insert(posting.concept));
    by_reach
}
