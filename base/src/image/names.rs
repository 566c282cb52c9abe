//! Collects the names of each concept for the label index: folded, and by their skeletons.

use super::{LookupKind, Posting};
use crate::{
    corpus::{Concept, ConceptId, Corpus, Label, LabelKind},
    parallel, text,
};
use std::collections::BTreeSet;

/// Concepts whose names one thread folds at a time.
const CONCEPTS_PER_CHUNK: usize = 512;

/// How long a folded name may be that is looked up; a map of names takes memory for each of its letters.
pub(crate) const MAX_NAME_BYTES: usize = 1_000;

/// A name in the form under which it is looked up, with a concept that goes by it.
pub(super) type NamedPosting = (String, Posting);

/// Every folded name with a concept that goes by it, in the order of the names.
pub(super) fn collect_names(corpus: &Corpus) -> Vec<NamedPosting> {
    collect_forms(corpus, |text, less, found| {
        let folded = text::fold(text);
        let form = if less.is_empty() { Some(folded) } else { without_implied(&folded, less) };
        found.extend(form);
    })
}

/// Every skeleton of a name that is not its folded form, with a concept that goes by it, in the order of the skeletons.
pub(super) fn collect_skeletons(corpus: &Corpus) -> Vec<NamedPosting> {
    collect_forms(corpus, |text, less, found| {
        let is_implied = |word: &str| {
            let word = text::fold(word);
            less.contains(&word)
        };
        let folded = text::fold(text);
        if less.is_empty() || without_implied(&folded, less).is_some() {
            found.extend(text::skeletons(text, is_implied).into_iter().filter(|it| *it != folded));
        }
    })
}

/// The forms of each name that `add_forms` finds: of the name as it is and, where that has a meaning of its own, of it
/// less the words that are handed over.
fn collect_forms(
    corpus: &Corpus,
    add_forms: impl Fn(&str, &[String], &mut Vec<String>) + Sync,
) -> Vec<NamedPosting> {
    let implied = corpus.settings.implied_words.iter().map(|word| text::fold(word));
    let implied: Vec<_> = implied.collect();
    parallel::map_chunks_sorted(&corpus.concepts, CONCEPTS_PER_CHUNK, |first, part| {
        let mut names = Vec::with_capacity(part.len() * 3);
        let mut forms = vec![];
        for (index, concept) in (first..).zip(part) {
            visit_names(concept, &implied, &mut |name, less, reach, secondary| {
                add_forms(name, less, &mut forms);
                let posting = Posting { secondary, reach, concept: ConceptId::of(index) };
                let short = forms.drain(..).filter(|form| form.len() <= MAX_NAME_BYTES);
                names.extend(short.map(|form| (form, posting)));
            });
        }
        names
    })
}

fn visit_names(
    concept: &Concept,
    implied: &[String],
    visit: &mut impl FnMut(&str, &[String], LookupKind, bool),
) {
    let id = text::fold(&concept.id);
    let mut gives_way = false;
    for label in &concept.labels {
        let (reach, short) = lookup_kinds(label);
        // A name spelled as the identifier mostly means another concept, where the label of that spelling does.
        gives_way |= label.secondary && label.language.is_none() && text::fold(&label.text) == id;
        let longer =
            concept.qualifier.as_ref().map(|qualifier| format!("{} {qualifier}", label.text));
        for form in [Some(&label.text), longer.as_ref()].into_iter().flatten() {
            if let Some(short) = short.filter(|_| !implied.is_empty()) {
                visit(form, implied, short, label.secondary);
            }
            visit(form, &[], reach, label.secondary);
        }
    }
    visit(&concept.id, &[], LookupKind::Id, gives_way);
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
pub(super) fn best_postings(named: &[NamedPosting]) -> Vec<Posting> {
    choose_best(named.iter().map(|(_, posting)| *posting).collect())
}

/// Of some postings of one name the best of each concept, in order.
pub(super) fn choose_best(mut by_reach: Vec<Posting>) -> Vec<Posting> {
    let mut seen = BTreeSet::new();
    by_reach.sort_by_key(|posting| (posting.reach, posting.secondary, posting.concept));
    by_reach.retain(|posting| seen.insert(posting.concept));
    by_reach
}
