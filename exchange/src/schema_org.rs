//! schema.org: a `DefinedTermSet` in JSON-LD, as <https://schema.org/DefinedTermSet> describes it.

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Losses, Part, named,
    skos::CorpusIris,
};
use cxterms_base::corpus::{Concept, ConceptId, Corpus, LabelKind, Match};
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
        (Part::Edition, Yes),
    ],
    otherwise: No,
    notes: "\
Stands in a page within `<script type=\"application/ld+json\">`. Each term is a `DefinedTerm` with the IRI that it has in
SKOS, its identifier as `termCode`, other names as `alternateName`, the corpus's definition as `description`, what tells
it from a namesake as `disambiguatingDescription` and exact matches as `sameAs`.
",
    read: None,
    write: Some(write_term_set),
};

fn write_term_set(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let (iris, mut losses) = (CorpusIris::from_corpus(corpus), Losses::default());
    let settings = &corpus.settings;
    let scheme = iris.term_set();
    let terms = (0..).map(ConceptId).zip(&corpus.concepts);
    let terms: Vec<_> = terms
        .map(|(id, concept)| describe_term(concept, &iris.concept_iri(id), scheme, &mut losses))
        .collect();
    let mut all = Map::new();
    all.insert("@context".to_owned(), json!("https://schema.org"));
    all.insert("@type".to_owned(), json!("DefinedTermSet"));
    all.insert("@id".to_owned(), json!(scheme));
    all.insert("name".to_owned(), json!(settings.title));
    all.insert("inLanguage".to_owned(), json!(settings.language));
    if let Some(edition) = &settings.edition {
        all.insert("dateModified".to_owned(), json!(edition));
    }
    all.insert("hasDefinedTerm".to_owned(), Value::Array(terms));
    // It stands within an element of a page, which no text may end.
    let text = serde_json::to_string_pretty(&all)?.replace('<', "\\u003c");
    writeln!(out, "{text}")?;
    named::count_denied(corpus, FORMAT.carries, &mut losses);
    Ok(losses)
}

/// What schema.org has words for of a concept.
pub(super) fn describe_term(
    concept: &Concept,
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
    if let Some(qualifier) = &concept.qualifier {
        term.insert("disambiguatingDescription".to_owned(), json!(qualifier));
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
