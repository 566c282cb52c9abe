//! Pairs each removed text with the added text that rewords it.

use super::claims::{ClaimKey, ClaimKind, ClaimVersion};
use cxterms_base::text;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashSet},
};

/// How many pairs of texts of one citation are weighed; where there are more, none is taken for another.
const MAX_PAIRS_COMPARED: usize = 64;
/// Of a thousand words that stand in either of two texts, how many stand in both if one is the other reworded.
const MIN_SIMILARITY: usize = 250;

/// A claim under its key.
pub(super) type KeyedClaim<'c> = (ClaimKey<'c>, ClaimVersion<'c>);

/// A text of one voice in one work, which more than one may say.
type CitedTextKey<'c> = (ClaimKind, &'c str, Option<&'c str>);

/// Definitions and notes that one voice gives in one work in other words than before: which of those gone is which of
/// those that came. Those most alike are paired first; a work's one definition is reworded however it reads now.
pub(super) fn pair_reworded(
    gone: &[KeyedClaim<'_>],
    come: &[KeyedClaim<'_>],
) -> Vec<(usize, usize)> {
    let there = by_citation(come);
    let mut edges = vec![];
    for (spoken, old) in by_citation(gone) {
        let new = there.get(&spoken).map(|new| &**new).unwrap_or_default();
        if old.len() * new.len() > MAX_PAIRS_COMPARED {
            continue;
        }
        let alone = spoken.0 == ClaimKind::Definitions && old.len() == 1 && new.len() == 1;
        for (before, old) in &old {
            for (after, new) in new {
                let alike = word_similarity(old, new);
                if alone || alike >= MIN_SIMILARITY {
                    // Told the same way round, whichever of the two is the old one.
                    let (old, new) = (*old, *new);
                    edges.push((Reverse(alike), old.min(new), old.max(new), *before, *after));
                }
            }
        }
    }
    edges.sort_unstable();
    let (mut olds, mut news) = (HashSet::new(), HashSet::new());
    edges.retain(|(.., old, new)| {
        let free = !olds.contains(old) && !news.contains(new);
        free && olds.insert(*old) && news.insert(*new)
    });
    edges.into_iter().map(|(.., old, new)| (old, new)).collect()
}

/// The definitions and notes of each voice in each work, by their places in the list.
fn by_citation<'c>(claims: &[KeyedClaim<'c>]) -> BTreeMap<CitedTextKey<'c>, Vec<(usize, &'c str)>> {
    let mut found: BTreeMap<CitedTextKey<'c>, Vec<(usize, &str)>> = BTreeMap::new();
    for (index, (key, claim)) in claims.iter().enumerate() {
        let Some(text) = claim.text else { continue };
        if matches!(key.what, ClaimKind::Definitions | ClaimKind::Notes) {
            let works = claim.asserted_by.iter().map(|it| (key.what, it.voice, it.work));
            for spoken in works.collect::<BTreeSet<_>>() {
                found.entry(spoken).or_default().push((index, text));
            }
        }
    }
    found
}

/// Of a thousand words that stand in either of two texts, how many stand in both.
fn word_similarity(one: &str, other: &str) -> usize {
    let words = |text| text::split_words(text).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    let both = one.intersection(&other).count();
    1000 * both / (one.len() + other.len() - both).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cxterms_page::NamedCitation;

    fn said(what: ClaimKind, work: &'static str, text: &'static str) -> KeyedClaim<'static> {
        let (voice, work, text) = ("franz", Some(work), Some(text));
        let cited =
            NamedCitation { voice, name: voice, short: voice, work, ..NamedCitation::default() };
        let claim = ClaimVersion { text, asserted_by: vec![cited], ..ClaimVersion::default() };
        (ClaimKey { text, ..ClaimKey::of_kind(what) }, claim)
    }

    #[test]
    fn texts_are_paired_with_those_most_alike() {
        let gone = [
            said(ClaimKind::Notes, "log", "most never leave the town"),
            said(ClaimKind::Notes, "log", "it costs as much as two"),
        ];
        let come = [
            said(ClaimKind::Notes, "log", "it costs as much as three"),
            said(ClaimKind::Notes, "log", "most of them never leave town"),
        ];
        assert_eq!(pair_reworded(&gone, &come), [(1, 0), (0, 1)]);
        assert_eq!(pair_reworded(&come, &gone), [(0, 1), (1, 0)]);
    }

    #[test]
    fn the_way_back_pairs_the_same_where_texts_are_equally_alike() {
        let gone =
            ["red and blue", "red and green"].map(|text| said(ClaimKind::Notes, "log", text));
        let come =
            ["red and white", "red and black"].map(|text| said(ClaimKind::Notes, "log", text));
        let back = pair_reworded(&come, &gone).into_iter().map(|(new, old)| (old, new));
        let there = pair_reworded(&gone, &come);
        assert_eq!(there.len(), 2);
        assert_eq!(there, back.collect::<Vec<_>>());
    }

    #[test]
    fn a_note_of_other_words_or_another_work_is_another_note() {
        let gone = [said(ClaimKind::Notes, "log", "most never leave the town")];
        assert!(
            pair_reworded(&gone, &[said(ClaimKind::Notes, "log", "it has mudguards")]).is_empty()
        );
        let elsewhere = [said(ClaimKind::Notes, "letters", "most never leave the town at all")];
        assert!(pair_reworded(&gone, &elsewhere).is_empty());
    }

    #[test]
    fn the_one_definition_of_a_work_is_reworded_however_it_reads() {
        let gone = [said(ClaimKind::Definitions, "log", "a bicycle")];
        let come = [said(ClaimKind::Definitions, "log", "whatever has two wheels")];
        assert_eq!(pair_reworded(&gone, &come), [(0, 0)]);
    }
}
