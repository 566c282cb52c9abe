//! schema.org: a `DefinedTermSet` in JSON-LD, as <https://schema.org/DefinedTermSet> describes it.

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Losses, Part, named,
    skos::CorpusIris,
    word_lists::ReplacementFinder,
};
use cxterms_base::corpus::{Concept, ConceptId, Corpus, LabelKind, Match, StateClaim};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub(super) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "schema-org",
    family: "schema.org",
    about: "schema.org: a DefinedTermSet in JSON-LD, for web pages",
    endings: &["json"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Synonyms, named::USED_ONLY),
        (Part::Abbreviations, named::USED_ONLY),
        (Part::Qualifiers, Yes),
        (Part::Definitions, Yes),
        (Part::Matches, InPart("exact ones with an address on the web")),
        (Part::States, InPart("that a term is given up")),
        (Part::Replacements, InPart("those of terms that are given up")),
        (Part::Edition, Yes),
    ],
    otherwise: No,
    notes: "\
Stands in a page within `<script type=\"application/ld+json\">`. Each term is a `DefinedTerm` with the IRI that it has in
SKOS, its identifier as `termCode`, other names as `alternateName`, the corpus's definition as `description`, what tells
it from a namesake as `disambiguatingDescription` and exact matches as `sameAs`. schema.org has no word for the state of a
term: of one that is given up, that and what to say instead stands in `disambiguatingDescription` as well.
",
    read: None,
    write: Some(write_term_set),
};

/// Terms as schema.org describes them, one by one, each in a document of its own: as pages of a site carry them.
#[derive(Debug)]
pub struct DefinedTerms<'c> {
    corpus: &'c Corpus,
    iris: CorpusIris<'c>,
    finder: ReplacementFinder<'c>,
}

impl<'c> DefinedTerms<'c> {
    /// The terms of a corpus.
    pub fn from_corpus(corpus: &'c Corpus) -> Self {
        let iris = CorpusIris::from_corpus(corpus);
        Self { corpus, iris, finder: ReplacementFinder::from_corpus(corpus) }
    }

    /// A term, part of the whole; null if there is none of this number.
    pub fn describe_term(&self, id: ConceptId) -> Value {
        let Some(concept) = self.corpus.concept(id) else { return Value::Null };
        let mut untold = Losses::default();
        let mark = mark_given_up(&self.finder, concept, &mut untold);
        let (iri, scheme) = (self.iris.concept_iri(id), self.iris.term_set());
        let mut term = describe_term((concept, mark), &iri, scheme, &mut untold);
        if let Value::Object(fields) = &mut term {
            fields.insert("@context".to_owned(), json!(CONTEXT));
        }
        term
    }

    /// The whole, without its terms.
    pub fn describe_set(&self) -> Value {
        Value::Object(describe_set(self.corpus, self.iris.term_set()))
    }
}

/// What the words of a document mean.
const CONTEXT: &str = "https://schema.org";

/// The whole, without its terms.
fn describe_set(corpus: &Corpus, scheme: &str) -> Map<String, Value> {
    let settings = &corpus.settings;
    let mut all = Map::new();
    all.insert("@context".to_owned(), json!(CONTEXT));
    all.insert("@type".to_owned(), json!("DefinedTermSet"));
    all.insert("@id".to_owned(), json!(scheme));
    all.insert("name".to_owned(), json!(settings.title));
    all.insert("inLanguage".to_owned(), json!(settings.language));
    if let Some(edition) = &settings.edition {
        all.insert("dateModified".to_owned(), json!(edition));
    }
    all
}

/// Writes all terms of a corpus, in one document.
///
/// # Errors
/// When `out` takes no more.
pub fn write_term_set(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let (iris, mut losses) = (CorpusIris::from_corpus(corpus), Losses::default());
    let (scheme, finder) = (iris.term_set(), ReplacementFinder::from_corpus(corpus));
    let terms = (0..).map(ConceptId).zip(&corpus.concepts);
    let terms: Vec<_> = terms
        .map(|(id, concept)| {
            let mark = mark_given_up(&finder, concept, &mut losses);
            describe_term((concept, mark), &iris.concept_iri(id), scheme, &mut losses)
        })
        .collect();
    let mut all = describe_set(corpus, scheme);
    all.insert("hasDefinedTerm".to_owned(), Value::Array(terms));
    // It stands within an element of a page, which no text may end.
    let text = serde_json::to_string_pretty(&all)?.replace('<', "\\u003c");
    writeln!(out, "{text}")?;
    named::count_denied(corpus, FORMAT.carries, &mut losses);
    Ok(losses)
}

/// That a concept is no longer in use, and what to say instead: `deprecated; say new way instead`.
fn mark_given_up<'c>(
    finder: &ReplacementFinder<'c>,
    concept: &'c Concept,
    losses: &mut Losses,
) -> Option<String> {
    let given_up = finder.find_given_up(concept);
    let told = |state: &StateClaim| {
        given_up.iter().any(|it| it.states.iter().any(|told| std::ptr::eq(*told, state)))
    };
    for state in concept.states.iter().filter(|state| !told(state)) {
        losses.add(Part::States.name(), 1);
        losses.add(Part::Replacements.name(), state.replaced_by.len());
    }
    let given_up = given_up?;
    let mut words: Vec<_> = given_up.states.iter().map(|state| state.value.name()).collect();
    words.dedup();
    let instead = given_up.instead.join(" or ");
    let instead = if instead.is_empty() { instead } else { format!("; say {instead} instead") };
    Some(format!("{}{instead}", words.join(", ")))
}

/// What schema.org has words for of a concept.
pub(super) fn describe_term(
    (concept, mark): (&Concept, Option<String>),
    iri: &str,
    scheme: &str,
    losses: &mut Losses,
) -> Value {
    let mut term = Map::new();
    term.insert("@type".to_owned(), json!("DefinedTerm"));
    term.insert("@id".to_owned(), json!(iri));
    term.insert("termCode".to_owned(), json!(concept.id));
    term.insert("name".to_owned(), json!(named::preferred_label(concept)));
    let others = [LabelKind::Abbreviation, LabelKind::Synonym];
    let others = others.into_iter().flat_map(|kind| named::own_labels(concept, kind));
    let others: Vec<_> = others.map(|label| &label.text).collect();
    if !others.is_empty() {
        term.insert("alternateName".to_owned(), json!(others));
    }
    let apart: Vec<_> = concept.qualifier.clone().into_iter().chain(mark).collect();
    if !apart.is_empty() {
        term.insert("disambiguatingDescription".to_owned(), json!(apart.join("; ")));
    }
    if let Some(means) = &concept.definition {
        term.insert("description".to_owned(), json!(means.text));
    }
    let same = concept.matches.iter().filter(|it| is_carried(it));
    let same: Vec<_> = same.map(|it| &it.iri).collect();
    losses.add(Part::Matches.name(), concept.matches.len() - same.len());
    if !same.is_empty() {
        term.insert("sameAs".to_owned(), json!(same));
    }
    term.insert("inDefinedTermSet".to_owned(), json!({ "@id": scheme }));
    Value::Object(term)
}

fn is_carried(it: &Match) -> bool {
    it.kind == "exact" && (it.iri.starts_with("https://") || it.iri.starts_with("http://"))
}
