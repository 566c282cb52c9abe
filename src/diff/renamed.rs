//! Finds concepts whose identifier changed.

use super::{
    claims::{ClaimsByKey, collect_claims},
    named::NamedCorpus,
};
use cxterms_base::{
    corpus::{Concept, Corpus},
    text,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The identifiers of each corpus by which a concept is not the same in the other, each with the one by which it is.
pub(super) type RenamedIds<'c> = [HashMap<&'c str, &'c str>; 2];

/// Pairs what is only in one corpus with what is only in the other, where the label is the same, nothing else goes by
/// it, and most of what is said is the same too.
pub(super) fn find_renamed<'c>(old: &'c Corpus, new: &'c Corpus) -> RenamedIds<'c> {
    let mut labelled: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, corpus, other) in [(0, old, new), (1, new, old)] {
        let there = concept_ids(other);
        let only = corpus.concepts.iter().enumerate();
        for (index, concept) in only.filter(|(_, concept)| !there.contains(&*concept.id)) {
            let sides = labelled.entry(text::fold(concept.preferred_label())).or_default();
            sides.iter_mut().skip(side).take(1).for_each(|found| found.push(index));
        }
    }
    let [before, after] =
        [old, new].map(|corpus| NamedCorpus::new(corpus, HashMap::new(), &HashSet::new()));
    let [mut olds, mut news] = RenamedIds::default();
    for [gone, come] in labelled.into_values() {
        let ([gone], [come]) = (&*gone, &*come) else { continue };
        let (Some(old), Some(new)) =
            (concept_claims(&before, *gone), concept_claims(&after, *come))
        else {
            continue;
        };
        if is_mostly_same(&old.1, &new.1) {
            // By whichever comes first, so that the way back names them the same.
            let (old, new) = (&*old.0.id, &*new.0.id);
            let common = old.min(new);
            olds.insert(old, common);
            news.insert(new, common);
        }
    }
    [olds, news]
}

/// The identifiers of a corpus's concepts.
pub(super) fn concept_ids(corpus: &Corpus) -> HashSet<&str> {
    corpus.concepts.iter().map(|concept| &*concept.id).collect()
}

fn concept_claims<'c>(
    named: &NamedCorpus<'c>,
    index: usize,
) -> Option<(&'c Concept, ClaimsByKey<'c>)> {
    let concept = named.corpus.concepts.get(index)?;
    Some((concept, collect_claims(named, index, concept)))
}

/// Whether more than half of what either says is the same.
fn is_mostly_same(one: &ClaimsByKey<'_>, other: &ClaimsByKey<'_>) -> bool {
    let there = one
        .iter()
        .filter(|(key, claim)| other.get(*key).is_some_and(|known| known.text == claim.text));
    there.count() * 2 > one.len().max(other.len())
}
