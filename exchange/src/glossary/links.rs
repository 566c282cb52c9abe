//! Links to terms in running text: the longest name that stands there, once in an entry.

use super::see::term_address;
use crate::named;
use cxterms_base::{
    corpus::{Concept, ConceptId, Corpus, LabelKind},
    text,
};
use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

/// A word of a text by its bytes, and its folded form.
type Word = (Range<usize>, String);

/// The names by which texts may speak of terms, folded as in a look-up.
pub(super) struct TermNames<'c> {
    corpus: &'c Corpus,
    /// Each name, and what it names; nothing where it names several.
    named: HashMap<String, Option<ConceptId>>,
    /// Abbreviations as they are written: in other letters they are other words.
    exact: HashMap<&'c str, Option<ConceptId>>,
    /// The most words in a name.
    most_words: usize,
}

impl<'c> TermNames<'c> {
    pub(super) fn from_corpus(corpus: &'c Corpus) -> Self {
        let mut names =
            Self { corpus, named: HashMap::new(), exact: HashMap::new(), most_words: 1 };
        for (id, concept) in (0..).map(ConceptId).zip(&corpus.concepts) {
            names.add_names(id, concept);
        }
        names
    }

    fn add_names(&mut self, id: ConceptId, concept: &'c Concept) {
        let only = |known: &mut Option<ConceptId>| {
            *known = known.filter(|known| *known == id);
        };
        for label in named::own_labels(concept, LabelKind::Abbreviation) {
            self.exact.entry(&label.text).and_modify(only).or_insert(Some(id));
        }
        let long = [LabelKind::Preferred, LabelKind::Synonym];
        for label in long.into_iter().flat_map(|kind| named::own_labels(concept, kind)) {
            let folded = text::fold(&label.text);
            self.most_words = self.most_words.max(folded.split(' ').count());
            self.named.entry(folded).and_modify(only).or_insert(Some(id));
        }
    }

    /// A text escaped for Markdown; of the terms that it names, those not in `linked` become links, and are added.
    pub(super) fn link_terms(&self, line: &str, linked: &mut BTreeSet<ConceptId>) -> String {
        let words: Vec<_> = text::folded_words(line).collect();
        let (mut out, mut written, mut rest) = (String::new(), 0, words.as_slice());
        while !rest.is_empty() {
            let (count, named) = self.find_longest(line, rest).unwrap_or((1, None));
            let (name, further) = rest.split_at(count.min(rest.len()));
            rest = further;
            let concept = named.and_then(|id| self.corpus.concepts.get(id.index()));
            let (Some((first, _)), Some((last, _))) = (name.first(), name.last()) else { continue };
            if let (Some(id), Some(concept)) = (named, concept)
                && !is_within_address(line, first.start)
                && linked.insert(id)
            {
                let [before, name] = [written..first.start, first.start..last.end]
                    .map(|range| text::escape_markdown(line.get(range).unwrap_or_default()));
                out.extend([&*before, "[", &*name, "](", &*term_address(concept), ")"]);
                written = last.end;
            }
        }
        out + &text::escape_markdown(line.get(written..).unwrap_or_default())
    }

    /// Of how many words the longest name is that stands at the beginning, and what it names, if one thing.
    fn find_longest(&self, line: &str, words: &[Word]) -> Option<(usize, Option<ConceptId>)> {
        let joined = words.windows(2).take_while(|pair| match pair {
            [(one, _), (next, _)] => is_within_name(line.get(one.end..next.start)),
            _ => false,
        });
        let most = self.most_words.min(joined.count() + 1);
        let long = (1..=most).rev().find_map(|count| {
            let folded: Vec<_> = words.get(..count)?.iter().map(|(_, word)| &**word).collect();
            Some((count, *self.named.get(&folded.join(" "))?))
        });
        long.or_else(|| {
            let (range, _) = words.first()?;
            Some((1, *self.exact.get(line.get(range.clone())?)?))
        })
    }
}

/// Whether what stands between two words may stand within a name.
fn is_within_name(between: Option<&str>) -> bool {
    matches!(between, Some(" " | "-" | "\u{a0}" | "\u{2010}" | "\u{2011}"))
}

/// Whether a byte of a text is one of an address on the web.
fn is_within_address(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains("://") || word.contains('@')
}
