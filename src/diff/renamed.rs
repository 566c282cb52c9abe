//! Which concept goes by another identifier than before?

use super::{
    named::{Named, label},
    sheet::{Sheet, sheet},
};
use cxterms_base::{
    corpus::{Concept, Corpus},
    text,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The identifiers of each corpus by which a concept is not the same in the other, each with the one by which it is.
pub(super) type Same<'c> = [HashMap<&'c str, &'c str>; 2];

/// Pairs what is only in one corpus with what is only in the other, where the label is the same, nothing else goes by
/// it, and most of what is said is the same too.
pub(super) fn same<'c>(old: &'c Corpus, new: &'c Corpus) -> Same<'c> {
    let mut labelled: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, corpus, other) in [(0, old, new), (1, new, old)] {
        let there = ids(other);
        let only = corpus.concepts.iter().enumerate();
        for (index, concept) in only.filter(|(_, concept)| !there.contains(&*concept.id)) {
            let sides = labelled.entry(text::fold(label(concept))).or_default();
            sides.iter_mut().skip(side).take(1).for_each(|found| found.push(index));
        }
    }
    let [before, after] =
        [old, new].map(|corpus| Named::new(corpus, HashMap::new(), &HashSet::new()));
    let [mut olds, mut news] = Same::default();
    for [gone, come] in labelled.into_values() {
        let ([gone], [come]) = (&*gone, &*come) else { continue };
        let (Some(old), Some(new)) = (said(&before, *gone), said(&after, *come)) else { continue };
        if most(&old.1, &new.1) {
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
pub(super) fn ids(corpus: &Corpus) -> HashSet<&str> {
    corpus.concepts.iter().map(|concept| &*concept.id).collect()
}

fn said<'c>(named: &Named<'c>, index: usize) -> Option<(&'c Concept, Sheet<'c>)> {
    let concept = named.corpus.concepts.get(index)?;
    Some((concept, sheet(named, index, concept)))
}

/// Whether more than half of what either says is the same.
fn most(one: &Sheet<'_>, other: &Sheet<'_>) -> bool {
    let there = one
        .iter()
        .filter(|(key, claim)| other.get(*key).is_some_and(|known| known.text == claim.text));
    there.count() * 2 > one.len().max(other.len())
}
