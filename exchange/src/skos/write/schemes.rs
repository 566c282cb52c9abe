//! Writes the schemes of a corpus as triples, and what its manifest says of the corpus itself.

use super::{CorpusIris, SubjectTriples, TripleEnd, naming::is_one_scheme};
use crate::{
    Losses,
    skos::{
        is_iri,
        names::{cx, dcterms, rdf, skos},
        properties::{datatype_iri, property_iri},
    },
};
use cxterms_base::corpus::{
    Concept, ConceptId, Corpus, FactForm, Scheme, SchemeFact, SchemeId, SchemeMembership, is_worded,
};

/// The corpus itself, then each scheme that it declares.
pub(super) fn scheme_triples(
    corpus: &Corpus,
    naming: &CorpusIris<'_>,
    losses: &mut Losses,
) -> Vec<SubjectTriples> {
    let mut all = vec![describe_corpus(corpus, naming)];
    for (id, scheme) in (0..).map(SchemeId).zip(&corpus.schemes) {
        let mut about = SubjectTriples::new(naming.scheme_iri(id));
        about.add_node(rdf::TYPE, skos::SCHEME);
        add_facts(&mut about, scheme, corpus, losses);
        let top = SchemeMembership { scheme: id, is_top: true };
        add_tops(&mut about, corpus, naming, |concept| concept.schemes.contains(&top));
        all.push(about);
    }
    all
}

/// What the manifest says; the corpus is a scheme by itself if it declares none.
fn describe_corpus(corpus: &Corpus, naming: &CorpusIris<'_>) -> SubjectTriples {
    let (settings, is_scheme) = (&corpus.settings, is_one_scheme(corpus));
    let mut about = SubjectTriples::new(naming.whole());
    about.add_node(rdf::TYPE, if is_scheme { skos::SCHEME } else { cx::CORPUS });
    about.add_text(dcterms::TITLE, &settings.title, Some(&settings.language));
    about.add_text(dcterms::LANGUAGE, &settings.language, None);
    let editors = settings.editors.iter().map(|voice| naming.voice_id(*voice));
    let editors: Vec<_> = editors.filter(|id| !id.is_empty()).collect();
    if let Some(first) = settings.editors.first() {
        about.add_node(dcterms::CREATOR, naming.voice_iri(*first));
    }
    about.add_text(cx::EDITORS, &editors.join(" "), None);
    about.add_text(cx::EDITION, settings.edition.as_deref().unwrap_or_default(), None);
    about.add_text(cx::RULES, &settings.rules.join("\n"), None);
    about.add_text(cx::VOICE_KINDS, &settings.voice_kinds.join("\n"), None);
    for word in &settings.implied_words {
        about.add_text(cx::IMPLIED_WORD, word, None);
    }
    if is_scheme {
        add_tops(&mut about, corpus, naming, |concept| {
            concept.root.as_ref().is_some_and(|said| !said.asserted_by.is_empty())
        });
    }
    about
}

/// Adds the top concepts of a scheme; a collection is none (S8, S37).
fn add_tops(
    about: &mut SubjectTriples,
    corpus: &Corpus,
    naming: &CorpusIris<'_>,
    is_top: impl Fn(&Concept) -> bool,
) {
    for (id, concept) in (0..).map(ConceptId).zip(&corpus.concepts) {
        if is_top(concept) && !naming.is_collection(id) {
            about.add_node(skos::HAS_TOP, naming.concept_iri(id));
        }
    }
}

/// Adds what a scheme says of itself.
fn add_facts(about: &mut SubjectTriples, scheme: &Scheme, corpus: &Corpus, losses: &mut Losses) {
    for SchemeFact { property, value, form } in &scheme.facts {
        let predicate = property_iri(property);
        let end = match form {
            FactForm::Iri => TripleEnd::Node(value.clone()),
            FactForm::Language(language) => TripleEnd::Text(value.clone(), Some(language.clone())),
            FactForm::Datatype(datatype) => TripleEnd::Typed(value.clone(), datatype_iri(datatype)),
            FactForm::Plain if is_worded(property) => {
                TripleEnd::Text(value.clone(), Some(corpus.settings.language.clone()))
            }
            FactForm::Plain => TripleEnd::Text(value.clone(), None),
        };
        let sound = match &end {
            TripleEnd::Node(iri) | TripleEnd::Typed(_, iri) => is_iri(iri),
            TripleEnd::Text(..) => true,
        };
        if sound && is_iri(predicate) {
            about.facts.push((predicate.to_owned(), end));
        } else {
            losses.add_example("what schemes say that is no IRI", value);
        }
    }
}

/// Adds of which schemes a concept is part; of the one that the corpus itself is, only concepts are.
pub(super) fn add_memberships(
    about: &mut SubjectTriples,
    concept: &Concept,
    is_collection: bool,
    naming: &CorpusIris<'_>,
) {
    if naming.is_one_scheme() && !is_collection {
        about.add_node(skos::IN_SCHEME, naming.whole());
    }
    for SchemeMembership { scheme, is_top } in &concept.schemes {
        let scheme = naming.scheme_iri(*scheme);
        about.add_node(skos::IN_SCHEME, scheme);
        if *is_top && !is_collection {
            about.add_node(skos::TOP_OF, scheme);
        }
    }
}
