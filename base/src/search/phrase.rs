//! Phrases of a query: words in quotes, which stand together in a text.

use crate::{
    base::Base,
    corpus::{CitedStance, ConceptId, VoiceId},
    image::ImageError,
    text,
};
use std::{collections::BTreeSet, ops::Range};

/// Concepts with all the words of a phrase of which the texts are read at most.
pub const MAX_PHRASE_CANDIDATES: usize = 20_000;

/// What opens a phrase, and what ends it.
const QUOTES: [(char, &str); 4] = [('"', "\""), ('“', "”\""), ('„', "“”\""), ('«', "»")];

/// A phrase as it is asked for, with its folded words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words as they were typed.
    pub typed: String,
    /// The same as an index has them, in order.
    pub words: Vec<String>,
}

/// The phrases of a query: what stands in quotes, if it has several words. A quote that nothing ends is none.
pub(super) fn find_phrases(query: &str) -> Vec<Phrase> {
    let mut found = vec![];
    let mut rest = query;
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| is_opening(*c)) {
        let behind = rest.get(at + open.len_utf8()..).unwrap_or_default();
        let ends = QUOTES.iter().find(|(quote, _)| *quote == open).map_or("", |(_, ends)| ends);
        let Some((typed, after)) = behind.split_once(|c| ends.contains(c)) else { break };
        let words: Vec<_> = text::indexed_words(typed).map(|(_, word)| text::fold(word)).collect();
        if words.len() > 1 {
            found.push(Phrase { typed: typed.trim().to_owned(), words });
        }
        rest = after;
    }
    found
}

fn is_opening(c: char) -> bool {
    QUOTES.iter().any(|(quote, _)| *quote == c)
}

impl Phrase {
    /// Where it stands in a text: the bytes of its words, each time.
    pub fn find_in(&self, text: &str) -> Vec<Range<usize>> {
        let longest = self.words.iter().max_by_key(|word| word.len());
        if longest.is_none_or(|word| !text::may_stand_in(word, text)) {
            return vec![];
        }
        let tokens: Vec<_> = text::indexed_words(text).collect();
        let stands = |window: &&[(Range<usize>, &str)]| {
            window.iter().zip(&self.words).all(|((_, token), word)| text::folds_to(token, word))
        };
        let windows = tokens.windows(self.words.len()).filter(stands);
        windows.flat_map(|window| window.iter().map(|(range, _)| range.clone())).collect()
    }

    /// The concepts of which something is said with this phrase, and whether more than the first of those that have its
    /// words were left unread.
    pub(super) fn find_concepts(
        &self,
        base: &Base,
    ) -> Result<(BTreeSet<ConceptId>, bool), ImageError> {
        let mut common: Option<BTreeSet<ConceptId>> = None;
        for word in &self.words {
            let with = base.word_index().get(word)?.into_iter().map(|mention| mention.concept);
            let with: BTreeSet<_> = with.collect();
            common = Some(match common {
                Some(known) => known.intersection(&with).copied().collect(),
                None => with,
            });
        }
        let common = common.unwrap_or_default();
        let cut = common.len() > MAX_PHRASE_CANDIDATES;
        let mut found = BTreeSet::new();
        for id in common.into_iter().take(MAX_PHRASE_CANDIDATES) {
            if self.is_said_of(base, id)? {
                found.insert(id);
            }
        }
        Ok((found, cut))
    }

    fn is_in(&self, text: &str) -> bool {
        !self.find_in(text).is_empty()
    }

    /// Whether anything with this phrase is said of a concept.
    fn is_said_of(&self, base: &Base, id: ConceptId) -> Result<bool, ImageError> {
        is_said_of(base, id, &mut |text| self.is_in(text))
    }
}

/// Whether anything that is wanted is said of a concept, by a relation or a note on another entry too, or by a voice of
/// such a name.
pub(super) fn is_said_of(
    base: &Base,
    id: ConceptId,
    is_wanted: &mut dyn FnMut(&str) -> bool,
) -> Result<bool, ImageError> {
    let record = base.concept_record(id)?;
    let mut heard = record.concept.cited_stances().flat_map(list_voices).collect::<Vec<_>>();
    if record.concept.texts().any(|(_, text)| is_wanted(text)) {
        return Ok(true);
    }
    for number in record.shared_notes {
        let (_, note) = base.shared_note(number)?;
        heard.extend(list_voices(&note.said));
        if note.texts().any(&mut *is_wanted) {
            return Ok(true);
        }
    }
    for edge in base.edges_from(id)?.iter().chain(&base.edges_to(id)?) {
        let claim = base.edge_claim(edge)?;
        heard.extend(list_voices(&claim.said));
        if claim.texts().any(&mut *is_wanted) {
            return Ok(true);
        }
    }
    heard.sort_unstable();
    heard.dedup();
    for voice in heard.into_iter().filter(|voice| !base.settings().editors.contains(voice)) {
        if is_wanted(base.voice(voice)?.name) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn list_voices<S>(said: &CitedStance<S>) -> Vec<VoiceId> {
    said.citations().map(|citation| citation.voice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_make_phrases() {
        let typed = |query| find_phrases(query).into_iter().map(|it| it.typed).collect::<Vec<_>>();
        assert_eq!(typed("\"at risk\" churn “cost center” «one»"), ["at risk", "cost center"]);
        assert_eq!(typed("\"at risk"), [""; 0]);
        assert_eq!(typed("at risk"), [""; 0]);
    }

    #[test]
    fn a_phrase_stands_together() {
        let phrase = find_phrases("\"at risk\"").remove(0);
        assert_eq!(phrase.find_in("Accounts at-risks, at risk"), [9..11, 12..17, 19..21, 22..26]);
        assert!(phrase.find_in("risk at hand, at a risk").is_empty());
    }
}
