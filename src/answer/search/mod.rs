//! Full-text search in labels, definitions, facet values and notes. Where do these words occur?

mod page;

use super::{
    VERSION,
    ask::Ask,
    attribution::NamedAttribution,
    concept_names::NameCache,
    define::{self, DefinedConcept},
    digest::Detail,
    suggestion::{self, SuggestedTerm},
    term::Term,
};
use cxterms_base::{ConceptId, MAX_WORDS_FITTING, image::ImageError, text};
use serde::Serialize;
use std::collections::BTreeSet;

/// How many concepts are told, unless all are wanted.
const MAX_CONCEPTS_SHOWN: usize = 10;

/// How many passages of a concept are shown.
const MAX_PASSAGES: usize = 2;

/// Where some words occur.
#[derive(Debug, Serialize)]
pub struct SearchAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// What was asked.
    pub query: String,
    /// Whose words were searched, where not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// Words that occur nowhere, each with those that were taken for it.
    pub taken: Vec<WordCorrection>,
    /// Words with stars that fit so many that only the first were searched.
    pub cut: Vec<String>,
    /// The concepts, the best first.
    pub hits: Vec<ConceptHit<'b>>,
    /// How many there are beyond those.
    pub more: usize,
    /// How many there are that a filter or a perspective keeps away.
    pub elsewhere: usize,
    /// Terms that may have been meant, where nothing was found.
    pub suggestions: Vec<SuggestedTerm<'b>>,
    /// Whether the list is to be cut to a screen.
    #[serde(skip)]
    on_screen: bool,
}

/// A word that occurs nowhere.
#[derive(Debug, Serialize)]
pub struct WordCorrection {
    /// The word.
    pub word: String,
    /// The words that were taken for it.
    pub r#for: Vec<String>,
}

/// A concept that speaks of the words.
#[derive(Debug, Serialize)]
pub struct ConceptHit<'b> {
    /// How it is named.
    #[serde(flatten)]
    pub term: Term<'b>,
    /// Whether all the words stand in its labels.
    pub in_label: bool,
    /// Where they stand: the passages with most of them.
    pub passages: Vec<Passage<'b>>,
}

/// A text in which the words occur.
#[derive(Debug, Serialize)]
pub struct Passage<'b> {
    /// What sort of text it is: `label`, `avoid`, `definition`, `facet` or `note`.
    pub r#in: &'static str,
    /// The facet, where it is one's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// The text.
    pub text: &'b str,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
    /// Which bytes of it are the words.
    #[serde(skip)]
    matches: Vec<std::ops::Range<usize>>,
    /// Whether it is what the concept means in a corpus's own words.
    #[serde(skip)]
    meaning: bool,
}

/// What to search for, and among what.
#[derive(Clone, Copy, Debug)]
pub struct SearchRequest<'w> {
    /// The words.
    pub query: &'w str,
    /// Only concepts of these kinds, if any are named.
    pub kinds: &'w [String],
    /// Whether to tell all that is found.
    pub all: bool,
}

/// Searches labels, definitions, facet values and notes, as far as a perspective hears them.
///
/// ```
/// use cxterms::{answer::{self, Ask, SearchRequest}, builtin};
///
/// let base = builtin::open()?;
/// let wanted = SearchRequest { query: "loyalty", kinds: &[], all: false };
/// let answer = answer::search(Ask::new(&base), wanted)?;
/// assert!(answer.hits.iter().any(|hit| hit.term.id == "customer-loyalty"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn search<'b>(ask: Ask<'b>, wanted: SearchRequest<'_>) -> Result<SearchAnswer<'b>, ImageError> {
    let (base, seen_by) = (ask.base, ask.perspective);
    // Words are searched in every language alike.
    let naming = NameCache::with_sole_speaker(Ask { languages: &[], ..ask });
    let found = cxterms_base::search_concepts(base, wanted.query)?;
    let mut hits = vec![];
    let mut more = 0;
    let counted = !wanted.all && wanted.kinds.is_empty() && seen_by.voices().is_none();
    for hit in &found.hits {
        if counted && hits.len() == MAX_CONCEPTS_SHOWN {
            // Nothing need be known of those that are only counted.
            more = found.hits.len() - MAX_CONCEPTS_SHOWN;
            break;
        }
        let term = Term::from_head(ask, &*naming.head(hit.concept)?)?;
        let kind = |wanted: &String| Some(wanted.as_str()) == term.kind;
        if !wanted.kinds.is_empty() && !wanted.kinds.iter().any(kind) {
            continue;
        }
        // Whether a perspective hears it is known only from its passages.
        let shown = wanted.all || hits.len() < MAX_CONCEPTS_SHOWN;
        if !shown && seen_by.voices().is_none() {
            more += 1;
            continue;
        }
        let in_label = hit.in_labels == found.asked;
        let mut passages = gather_passages(&naming, hit.concept, &found.words, in_label)?;
        match (passages.is_empty(), shown) {
            (true, _) if seen_by.voices().is_some() => {}
            (_, true) => {
                // In another language, what names it may be one of its labels in that language.
                passages.retain(|it| it.r#in != "label" || it.text != term.label);
                passages.truncate(MAX_PASSAGES);
                hits.push(ConceptHit { term, in_label, passages });
            }
            (_, false) => more += 1,
        }
    }
    let elsewhere = found.hits.len() - hits.len() - more;
    let suggestions = match hits.is_empty() && elsewhere == 0 {
        true => suggestion::suggest_terms(base, wanted.query)?.suggestions,
        false => vec![],
    };
    Ok(SearchAnswer {
        version: VERSION,
        query: wanted.query.to_owned(),
        according_to: naming.perspective_names()?,
        taken: found
            .taken
            .into_iter()
            .map(|(word, r#for)| WordCorrection { word, r#for })
            .collect(),
        cut: found.cut,
        hits,
        more,
        elsewhere,
        suggestions,
        on_screen: ask.detail == Detail::Digest,
    })
}

/// The passages of a concept in which the words occur, those with most of them first; before them its meaning, where its
/// label has them.
fn gather_passages<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    words: &BTreeSet<String>,
    in_label: bool,
) -> Result<Vec<Passage<'b>>, ImageError> {
    let mut found = gather_texts(define::gather_claims(naming, id, false)?);
    for passage in &mut found {
        let tokens = text::indexed_words(passage.text);
        let tokens = tokens.filter(|(_, word)| words.contains(&text::fold(word)));
        passage.matches = tokens.map(|(range, _)| range).collect();
    }
    let meaning = |passage: &Passage<'_>| in_label && passage.meaning;
    found.retain(|passage| !passage.matches.is_empty() || meaning(passage));
    found.sort_by_key(|passage| {
        let different: BTreeSet<_> = passage
            .matches
            .iter()
            .filter_map(|range| passage.text.get(range.clone()))
            .map(text::fold)
            .collect();
        (!meaning(passage), std::cmp::Reverse(different.len()))
    });
    Ok(found)
}

/// Everything that is said of a concept, its preferred label left out: that is its name.
fn gather_texts(concept: DefinedConcept<'_>) -> Vec<Passage<'_>> {
    let passage = |r#in, facet, text, said| {
        let (matches, meaning) = (vec![], false);
        Passage { r#in, facet, text, said, matches, meaning }
    };
    let said = concept.definition_said;
    let own = concept
        .definition
        .map(|text| Passage { meaning: true, ..passage("definition", None, text, said) });
    let definitions = concept.definitions.into_iter();
    let definitions = definitions.map(|claim| passage("definition", None, claim.text, claim.said));
    let labels = concept.synonyms.into_iter().chain(concept.translations);
    let labels = labels.map(|label| passage("label", None, label.text, label.said));
    let avoided = concept.avoid.into_iter();
    let labels = labels.chain(avoided.map(|label| passage("avoid", None, label.text, label.said)));
    let facets = concept.facets.into_iter().flat_map(|facet| {
        let label = facet.label;
        facet
            .values
            .into_iter()
            .map(move |claim| passage("facet", Some(label), claim.value, claim.said))
    });
    let notes = concept.notes.into_iter().map(|note| passage("note", None, note.text, note.said));
    own.into_iter().chain(definitions).chain(labels).chain(facets).chain(notes).collect()
}

impl SearchAnswer<'_> {
    /// Whether anything was found.
    pub fn is_found(&self) -> bool {
        !self.hits.is_empty()
    }

    /// What is worth knowing about how the words were read.
    pub fn describe_remarks(&self) -> Vec<String> {
        let taken = self.taken.iter().map(|taken| match &*taken.r#for {
            [] => format!("`{}` occurs nowhere here", taken.word),
            words => format!("`{}` is taken for {}", taken.word, words.join(", ")),
        });
        let cut = self.cut.iter().map(|word| {
            format!("`{word}` fits more than {MAX_WORDS_FITTING} words; the first were searched")
        });
        if self.is_found() { taken.chain(cut).collect() } else { vec![] }
    }
}
