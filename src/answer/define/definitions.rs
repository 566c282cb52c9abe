//! Definitions by voices, in the order in which short answers give them and citations choose them.

use super::DefinedConcept;
use crate::answer::{
    attribution::TextClaim, brief_voices::name_voices_briefly, text_dates::mark_language,
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{NamedCitation, Prose, Role};
use std::ops::Range;

/// Longer definitions come after those that are not.
const MAX_LEADING_COLUMNS: usize = 140;

/// Words that are shorter tell nothing of what a text is about.
const MIN_TELLING_LETTERS: usize = 4;

/// Of ten words, how many of a definition stand in what is shown before it where it only repeats that.
const REPEATED_TENTHS: usize = 7;

/// A clause of fewer telling words may well recur.
const MIN_CLAUSE_WORDS: usize = 3;

impl<'b> DefinedConcept<'b> {
    /// What voices say that it means, in the language asked for before others: an overlay's own words and leading ones first,
    /// then one of each kind of voice in the manifest's order, then the others; short ones before long ones.
    pub(crate) fn rank_definitions(&self) -> Vec<&TextClaim<'b>> {
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
        first.sort_by_key(|it| it.marked.is_some());
        first
    }

    /// The definitions that a screen shows first, at most so many and one a voice, and how many there are; last what only
    /// repeats the words that stand above.
    pub(super) fn choose_definitions(&self, most: usize) -> (Vec<&TextClaim<'b>>, usize) {
        let mut order = self.rank_definitions();
        if self.definition.is_none() {
            // Without a meaning in the corpus's own words, the first stands in its place.
            order.retain(|it| Some(it.text) != self.definitions.first().map(|first| first.text));
        }
        let told = self.words_above();
        let mut heard: Vec<&str> = vec![];
        let mut shown = vec![];
        let mut show = |claim: &'_ TextClaim<'b>| {
            let voice = find_speaker(claim).map_or("", |cited| cited.voice);
            let first = !heard.contains(&voice);
            heard.extend(first.then_some(voice));
            first
        };
        let mut repeating = vec![];
        for claim in &order {
            if shown.len() == most {
                break;
            }
            match told.are_repeated_by(claim.text) {
                true => repeating.push(*claim),
                false => shown.extend(show(claim).then_some(*claim)),
            }
        }
        for claim in repeating {
            if shown.len() < most && show(claim) {
                shown.push(claim);
            }
        }
        (shown, order.len())
    }

    /// The words of its meaning and of its formulas.
    fn words_above(&self) -> TellingWords {
        let defining = self.facets.iter().filter(|facet| facet.rules.defining);
        let values = defining.flat_map(|facet| &facet.values).map(|it| it.value);
        TellingWords::of_texts(self.definition.into_iter().chain(values))
    }
}

/// The voice for which a definition stands: of several the one whose kind comes first, no reader where somebody else speaks.
fn find_speaker<'c, 'b>(claim: &'c TextClaim<'b>) -> Option<&'c NamedCitation<'b>> {
    claim.said.asserted_by.iter().min_by_key(|cited| (cited.is_commenter(), cited.kind_rank))
}

/// The words of texts that tell what these are about, each once, without an ending that only numbers.
#[derive(Default)]
struct TellingWords {
    /// All of them behind each other.
    text: String,
    /// Where each stands, in the order of the words.
    words: Vec<Range<usize>>,
}

impl TellingWords {
    fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut found = Self::default();
        let ends = |c: char| !(c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric());
        let words = texts.into_iter().flat_map(|text| text.split(ends));
        let telling = |word: &&str| {
            word.len() >= MIN_TELLING_LETTERS
                && (word.is_ascii() || word.chars().nth(MIN_TELLING_LETTERS - 1).is_some())
        };
        for word in words.filter(telling) {
            let start = found.text.len();
            if word.is_ascii() {
                found.text.push_str(word);
                found.text.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
            } else {
                found.text.push_str(&word.to_lowercase());
            }
            let end = found.text.trim_end_matches('s').len().max(start);
            found.text.truncate(end);
            found.words.push(start..end);
        }
        let Self { text, words } = &mut found;
        let spelled = |at: &Range<usize>| text.get(at.clone()).unwrap_or_default();
        words.sort_unstable_by(|a, b| spelled(a).cmp(spelled(b)));
        words.dedup_by(|a, b| spelled(a) == spelled(b));
        found
    }

    fn word(&self, at: &Range<usize>) -> &str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    /// How many of some words are among these, and how many they are.
    fn count_among(&self, words: &Self) -> (usize, usize) {
        let known = |word: &str| self.words.binary_search_by(|at| self.word(at).cmp(word)).is_ok();
        let again = words.words.iter().filter(|at| known(words.word(at))).count();
        (again, words.words.len())
    }

    /// Whether most of a text's words, or all of its first clause, are among these.
    fn are_repeated_by(&self, text: &str) -> bool {
        let (again, all) = self.count_among(&Self::of_texts([text]));
        if all > 0 && again * 10 >= all * REPEATED_TENTHS {
            return true;
        }
        let clause = text.split(',').next().unwrap_or_default();
        let (again, all) = self.count_among(&Self::of_texts([clause]));
        all >= MIN_CLAUSE_WORDS && again == all
    }
}

/// A definition behind the name of who gives it, with the reservation of a voice that is alone.
pub(super) fn quote_definition_briefly<'p>(claim: &'p TextClaim<'p>) -> Prose<'p> {
    let who = capitalize_first(&name_voices_briefly(&claim.said.asserted_by));
    let quote = Prose::of(Role::Voice, who).plain(": ");
    let quote = quote.join(mark_language(claim.text, claim.marked));
    match &*claim.said.asserted_by {
        [NamedCitation { but: Some(but), .. }] => quote.plain(format!(" (but: {but})")),
        _ => quote,
    }
}
