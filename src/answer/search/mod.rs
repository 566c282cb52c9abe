//! Full-text search in everything that is said.

mod page;
mod passages;

use super::{
    VERSION,
    ask::Ask,
    cited_works::CitedWork,
    concept_names::NameCache,
    digest::Detail,
    lookup::Lookup,
    suggestion::{self, SuggestedTerm},
    term::Term,
};
use cxterms_base::{
    MAX_PHRASE_CANDIDATES, MAX_WORDS_FITTING, Phrase, corpus::WorkId, image::ImageError, text,
};
use passages::{Passage, gather_passages};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeSet};

/// How many concepts are told, unless all are wanted.
const MAX_CONCEPTS_SHOWN: usize = 10;

/// How many passages of a concept are shown.
const MAX_PASSAGES: usize = 2;

/// How many works are told of which only the titles have the words.
const MAX_WORKS: usize = 3;

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
    /// Phrases in quotes that are nowhere, so that their words were searched one by one.
    pub scattered: Vec<String>,
    /// Phrases whose words are in so many concepts that only the first were searched.
    pub cut_phrases: Vec<String>,
    /// The concepts, the best first.
    pub hits: Vec<ConceptHit<'b>>,
    /// How many there are beyond those.
    pub more: usize,
    /// How many there are that a filter or a perspective keeps away.
    pub elsewhere: usize,
    /// Terms that may have been meant, where nothing was found.
    pub suggestions: Vec<SuggestedTerm<'b>>,
    /// Works whose titles have the words, where nothing was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<CitedWork<'b>>,
    /// The shortest name of the first concept.
    #[serde(skip)]
    first: Option<String>,
    /// What a command that searches on repeats.
    #[serde(skip)]
    options: Vec<String>,
    /// Whether none of the words says what a text is about, so that they find nothing alone.
    #[serde(skip)]
    says_nothing: bool,
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

/// What to search for, and among what.
#[derive(Clone, Copy, Debug)]
pub struct SearchRequest<'w> {
    /// The words.
    pub query: &'w str,
    /// Only concepts of these kinds, if any are named.
    pub kinds: &'w [String],
    /// Whether to tell all that is found.
    pub all: bool,
    /// Options that a command which searches on repeats.
    pub options: &'w [String],
}

/// The label of the concept whose IRI a query is, as a phrase; else the query as it is.
fn read_iri<'q>(ask: Ask<'_>, query: &'q str) -> Result<Cow<'q, str>, ImageError> {
    if !cxterms_base::is_iri(query) {
        return Ok(query.into());
    }
    let found = Lookup::resolve_name(ask.base, query)?.to_terms(ask)?;
    Ok(found.first().map_or(query.into(), |term| format!("\"{}\"", term.label).into()))
}

/// Searches everything that is said, as far as a perspective hears it. Words in quotes are a phrase.
///
/// ```
/// use cxterms::{answer::{self, Ask, SearchRequest}, builtin};
///
/// let base = builtin::open()?;
/// let wanted = SearchRequest { query: "loyalty", kinds: &[], all: false, options: &[] };
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
    let found = cxterms_base::search_concepts(base, &read_iri(ask, wanted.query)?)?;
    let mut hits = vec![];
    let mut more = 0;
    let counted = !wanted.all && wanted.kinds.is_empty() && seen_by.voices().is_none();
    for hit in &found.hits {
        if counted && hits.len() == MAX_CONCEPTS_SHOWN {
            // Nothing need be known of those that are only counted.
            more = found.hits.len() - MAX_CONCEPTS_SHOWN;
            break;
        }
        let term = Term::from_heard(ask, hit.concept, &*naming.head(hit.concept)?)?;
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
        let mut passages = gather_passages(&naming, hit.concept, &found, in_label)?;
        match (passages.is_empty(), shown) {
            (true, _) if seen_by.voices().is_some() => {}
            (_, true) => {
                // In another language, what names it may be one of its labels in that language.
                passages.retain(|it| {
                    let titled = *it.text == *term.label || Some(&*it.text) == term.abbreviation;
                    it.r#in != "label" || !titled
                });
                passages.truncate(MAX_PASSAGES);
                hits.push(ConceptHit { term, in_label, passages });
            }
            (_, false) => more += 1,
        }
    }
    let elsewhere = found.hits.len() - hits.len() - more;
    let suggestions = match hits.is_empty() && elsewhere == 0 && found.telling {
        true => suggestion::suggest_terms(base, wanted.query)?.suggestions,
        false => vec![],
    };
    let works = match hits.is_empty() && elsewhere == 0 && found.telling {
        true => find_titled_works(&naming, wanted.query)?,
        false => vec![],
    };
    let first = match hits.first() {
        Some(hit) if ask.detail != Detail::Data => {
            Some(Lookup::find_handle(base, &hit.term, &wanted.query.replace(is_quote, ""))?)
        }
        _ => None,
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
        scattered: list_typed(found.scattered),
        cut_phrases: list_typed(found.cut_phrases),
        hits,
        more,
        elsewhere,
        suggestions,
        works,
        first,
        options: wanted.options.to_vec(),
        says_nothing: !found.telling && found.asked > 0,
        on_screen: ask.detail == Detail::Digest,
    })
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
        let scattered = self.scattered.iter().map(|phrase| {
            format!("the words of “{phrase}” stand together nowhere; each was searched")
        });
        let cut_phrases = self.cut_phrases.iter().map(|phrase| {
            format!(
                "the words of “{phrase}” are in more than {MAX_PHRASE_CANDIDATES} terms; the first were \
                 searched"
            )
        });
        let all = taken.chain(cut).chain(scattered).chain(cut_phrases);
        if self.is_found() { all.collect() } else { vec![] }
    }
}

/// The first works whose titles have all of the words.
fn find_titled_works<'b>(
    naming: &NameCache<'b>,
    query: &str,
) -> Result<Vec<CitedWork<'b>>, ImageError> {
    let wanted: BTreeSet<_> =
        text::indexed_words(query).map(|(_, word)| text::fold(word)).collect();
    let mut found = vec![];
    for id in (0_u32..).take(naming.ask.base.work_count()?).map(WorkId) {
        let title = naming.ask.base.work(id)?.title;
        if wanted.is_empty() || !wanted.iter().all(|word| text::may_stand_in(word, title)) {
            continue;
        }
        let words: BTreeSet<_> =
            text::indexed_words(title).map(|(_, word)| text::fold(word)).collect();
        if wanted.is_subset(&words) {
            found.push(CitedWork::from_work(naming, &*naming.work(id)?)?);
            if found.len() == MAX_WORKS {
                break;
            }
        }
    }
    Ok(found)
}

fn is_quote(c: char) -> bool {
    "\"“”„«»".contains(c)
}

fn list_typed(phrases: Vec<Phrase>) -> Vec<String> {
    phrases.into_iter().map(|phrase| phrase.typed).collect()
}
