//! Definitions by voices, in the order in which short answers give them and citations choose them.

use super::DefinedConcept;
use crate::answer::{attribution::TextClaim, brief_voices::name_voices_briefly};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{NamedCitation, Prose, Role, Section};
use std::collections::BTreeSet;

/// Longer definitions come after those that are not.
const MAX_LEADING_COLUMNS: usize = 140;

/// Words that are shorter tell nothing of what a text is about.
const MIN_TELLING_LETTERS: usize = 4;

/// Of ten words, how many of a definition stand in what is shown before it where it only repeats that.
const REPEATED_TENTHS: usize = 7;

/// A clause of fewer telling words may well recur.
const MIN_CLAUSE_WORDS: usize = 3;

impl<'b> DefinedConcept<'b> {
    /// What voices say that it means: an overlay's own words and leading ones first, then one of each kind of voice in the
    /// manifest's order, then the others; short ones before long ones.
    pub(in crate::answer) fn rank_definitions(&self) -> Vec<&TextClaim<'b>> {
        let asserted = |it: &&TextClaim<'b>| !it.said.asserted_by.is_empty();
        let mut order: Vec<_> = self.definitions.iter().filter(asserted).collect();
        order.sort_by_key(|it| {
            let overlaid = it.said.asserted_by.iter().any(|cited| cited.overlaid);
            let rank = find_speaker(it).map(|cited| (cited.is_commenter(), cited.kind_rank));
            (!overlaid, !it.leading, rank, it.text.chars().count() > MAX_LEADING_COLUMNS)
        });
        let mut kinds = vec![];
        let (mut first, others): (Vec<_>, Vec<_>) = order.into_iter().partition(|claim| {
            let kind = find_speaker(claim).map(|cited| cited.kind_rank);
            let unheard = !kinds.contains(&kind);
            kinds.push(kind);
            claim.leading || unheard
        });
        first.extend(others);
        first
    }

    /// What others say that it means, one a voice; last what only repeats the words that stand above.
    pub(super) fn list_definitions(&self, most: usize) -> Section<'_> {
        let (shown, total) = self.choose_definitions(most);
        let count = shown.len();
        let items = shown.into_iter().map(quote_briefly).collect();
        Section::new("They say", items).of_total(count, total)
    }

    /// The definitions that are shown, and how many there are.
    pub(super) fn choose_definitions(&self, most: usize) -> (Vec<&TextClaim<'b>>, usize) {
        let mut order = self.rank_definitions();
        if self.definition.is_none() {
            // Without a meaning in the corpus's own words, the first stands in its place.
            order.retain(|it| Some(it.text) != self.definitions.first().map(|first| first.text));
        }
        let total = order.len();
        let told = self.words_above();
        order.sort_by_key(|it| repeats_words(it.text, &told));
        let mut heard: Vec<&str> = vec![];
        let mut shown = vec![];
        for claim in order {
            let voice = find_speaker(claim).map_or("", |cited| cited.voice);
            if shown.len() < most && !heard.contains(&voice) {
                heard.push(voice);
                shown.push(claim);
            }
        }
        (shown, total)
    }

    /// The words of its meaning and of its formulas.
    fn words_above(&self) -> BTreeSet<String> {
        let defining = self.facets.iter().filter(|facet| facet.rules.defining);
        let values = defining.flat_map(|facet| &facet.values).map(|it| it.value);
        let mut told = BTreeSet::new();
        self.definition.into_iter().chain(values).for_each(|text| told.extend(telling_words(text)));
        told
    }
}

/// The voice for which a definition stands: of several the one whose kind comes first, no reader where somebody else speaks.
fn find_speaker<'c, 'b>(claim: &'c TextClaim<'b>) -> Option<&'c NamedCitation<'b>> {
    claim.said.asserted_by.iter().min_by_key(|cited| (cited.is_commenter(), cited.kind_rank))
}

/// The words of a text that tell what it is about, without an ending that only numbers.
fn telling_words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.chars().count() >= MIN_TELLING_LETTERS);
    words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned())
}

/// Whether most of a text's words, or all of its first clause, are among those that have been told.
fn repeats_words(text: &str, told: &BTreeSet<String>) -> bool {
    let count = |text: &str| {
        let words: BTreeSet<_> = telling_words(text).collect();
        (words.iter().filter(|word| told.contains(*word)).count(), words.len())
    };
    let (again, all) = count(text);
    let (again_first, first) = count(text.split(',').next().unwrap_or_default());
    let clause = first >= MIN_CLAUSE_WORDS && again_first == first;
    all > 0 && (clause || again * 10 >= all * REPEATED_TENTHS)
}

/// A definition behind the name of who gives it, with the reservation of a voice that is alone.
fn quote_briefly<'p>(claim: &'p TextClaim<'p>) -> Prose<'p> {
    let who = capitalize_first(&name_voices_briefly(&claim.said.asserted_by));
    let quote = Prose::of(Role::Voice, who).plain(": ").plain(claim.text);
    match &*claim.said.asserted_by {
        [NamedCitation { but: Some(but), .. }] => quote.plain(format!(" (but: {but})")),
        _ => quote,
    }
}
