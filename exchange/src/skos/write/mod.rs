//! Writes a corpus as SKOS triples.
//!
//! Where SKOS has a term, the triples are plain SKOS, which any tool reads. Nodes of our own vocabulary
//! (docs/vocabulary.ttl) add who says so. Subjects keep the order of the corpus: the same corpus gives the same bytes.

mod declared;
mod labels;
mod naming;
mod relations;
mod schemes;
mod states;
mod texts;

use super::{
    datatype_of_date,
    names::{cx, dcterms, rdf, skos},
};
use naming::StanceTriples;

use crate::Losses;
pub(super) use crate::named::{OWN_NAMESPACE, placeholder_namespace};
use cxterms_base::{
    corpus::{Concept, ConceptId, Corpus, DateKind, Relation, TextDate},
    schema::date_shape,
};
pub(crate) use naming::CorpusIris;
pub(super) use relations::REPLACEMENT;
use std::io;

/// What stands at the end of a triple to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TripleEnd {
    /// A node, by its IRI.
    Node(String),
    /// A text, and its language if it has one.
    Text(String, Option<String>),
    /// A text of a datatype, by its IRI.
    Typed(String, String),
}

/// Takes triples.
pub(super) type TripleSink<'s> = &'s mut dyn FnMut(&str, &str, &TripleEnd) -> io::Result<()>;

/// One subject's triples, which grow.
struct SubjectTriples {
    subject: String,
    facts: Vec<(String, TripleEnd)>,
}

impl SubjectTriples {
    fn new(subject: impl Into<String>) -> Self {
        Self { subject: subject.into(), facts: vec![] }
    }

    fn add_node(&mut self, predicate: &str, node: impl Into<String>) {
        self.facts.push((predicate.to_owned(), TripleEnd::Node(node.into())));
    }

    fn add_text(&mut self, predicate: &str, text: &str, language: Option<&str>) {
        if !text.is_empty() {
            self.facts.push((
                predicate.to_owned(),
                TripleEnd::Text(text.to_owned(), language.map(str::to_owned)),
            ));
        }
    }

    fn add_dates(&mut self, dates: &[TextDate]) {
        for date in dates {
            let predicate = match date.kind {
                DateKind::Date => dcterms::DATE,
                DateKind::Created => dcterms::CREATED,
                DateKind::Issued => dcterms::ISSUED,
                DateKind::Modified => dcterms::MODIFIED,
            };
            let end = match date_shape(&date.when) {
                Some(shape) => {
                    TripleEnd::Typed(date.when.clone(), datatype_of_date(shape).to_owned())
                }
                None => TripleEnd::Text(date.when.clone(), None),
            };
            self.facts.push((predicate.to_owned(), end));
        }
    }

    fn add_flag(&mut self, predicate: &str, flag: bool) {
        if flag {
            self.add_text(predicate, "true", None);
        }
    }

    fn write_to(&self, sink: TripleSink<'_>) -> io::Result<()> {
        self.facts.iter().try_for_each(|(predicate, end)| sink(&self.subject, predicate, end))
    }
}

/// Writes a corpus as triples; returns what SKOS does not let stand.
pub(super) fn write_triples(corpus: &Corpus, sink: TripleSink<'_>) -> io::Result<Losses> {
    let naming = CorpusIris::from_corpus(corpus);
    let mut losses = Losses::default();
    for about in schemes::scheme_triples(corpus, &naming, &mut losses) {
        about.write_to(sink)?;
    }
    for about in declared::declared_triples(corpus, &naming) {
        about.write_to(sink)?;
    }
    let mut relations = &*corpus.relations;
    for (id, concept) in (0..).map(ConceptId).zip(&corpus.concepts) {
        let own = relations.iter().take_while(|relation| relation.from == id).count();
        let (own, rest) = relations.split_at(own);
        relations = rest;
        let mut writing = SkosConceptWriter {
            corpus,
            naming: &naming,
            concept,
            about: vec![],
            claims: String::new(),
            statements: 0,
            losses: &mut losses,
        };
        writing.add_concept(id, own);
        writing.about.iter().try_for_each(|about| about.write_to(sink))?;
    }
    write_members(corpus, &naming, sink)?;
    Ok(losses)
}

/// Which collection has which members.
fn write_members(corpus: &Corpus, naming: &CorpusIris<'_>, sink: TripleSink<'_>) -> io::Result<()> {
    let mut joined: Vec<_> =
        corpus.relations.iter().filter(|relation| naming.is_membership(relation)).collect();
    joined.sort_by_key(|relation| (relation.to, relation.from));
    for relation in joined {
        let member = TripleEnd::Node(naming.concept_iri(relation.from));
        sink(&naming.concept_iri(relation.to), skos::MEMBER, &member)?;
    }
    Ok(())
}

/// One concept on its way out.
struct SkosConceptWriter<'w> {
    corpus: &'w Corpus,
    naming: &'w CorpusIris<'w>,
    concept: &'w Concept,
    /// The concept first, then the nodes of its claims.
    about: Vec<SubjectTriples>,
    /// What the IRIs of these nodes begin with.
    claims: String,
    statements: usize,
    losses: &'w mut Losses,
}

impl SkosConceptWriter<'_> {
    fn add_concept(&mut self, id: ConceptId, relations: &[Relation]) {
        let naming = self.naming;
        let mut about = SubjectTriples::new(naming.concept_iri(id));
        self.claims = naming.claim_space(id);
        let collection = naming.is_collection(id);
        about.add_node(rdf::TYPE, if collection { skos::COLLECTION } else { skos::CONCEPT });
        schemes::add_memberships(&mut about, self.concept, collection, naming);
        self.about.push(about);
        self.add_labels();
        let concept = self.concept;
        let own = self.corpus.settings.editors.first().copied();
        for by in [concept.kind_by, concept.qualifier_by].into_iter().flatten() {
            if Some(by) != own {
                self.losses.add_example("whose kind or qualifier it is", &concept.id);
            }
        }
        if let Some(qualifier) = &concept.qualifier {
            self.add_fact(cx::QUALIFIER, self.own_text(qualifier));
        }
        if let Some(kind) = concept
            .kind
            .and_then(|kind| self.corpus.kinds.get(kind.index()))
            .filter(|_| !collection)
        {
            self.add_fact(cx::IN_KIND, TripleEnd::Node(naming.declared_iri("kind", &kind.id)));
        }
        self.add_definitions();
        self.add_notes();
        self.add_facets();
        if !collection {
            self.add_root();
        }
        for relation in relations {
            self.add_relation(relation);
        }
        self.add_matches();
        self.add_states();
        for notation in &concept.notations {
            self.add_fact(skos::NOTATION, TripleEnd::Text(notation.code.clone(), None));
        }
        if let Some(own) = self.about.first_mut() {
            own.add_dates(&concept.dates);
        }
    }

    /// Adds a plain fact of the concept itself.
    fn add_fact(&mut self, predicate: &str, end: TripleEnd) {
        if let Some(own) = self.about.first_mut() {
            own.facts.push((predicate.to_owned(), end));
        }
    }

    fn subject(&self) -> String {
        self.about.first().map(|own| own.subject.clone()).unwrap_or_default()
    }

    fn own_text(&self, text: &str) -> TripleEnd {
        TripleEnd::Text(text.to_owned(), Some(self.corpus.settings.language.clone()))
    }

    /// A node for a claim of the concept: `customer-success#definition-2`.
    fn new_claim_node(&self, what: &str, number: usize) -> SubjectTriples {
        let joint = if self.claims.contains('#') { '-' } else { '#' };
        SubjectTriples::new(format!("{}{joint}{what}-{number}", self.claims))
    }

    /// A statement about a fact of the concept, to say more of it than the fact itself does.
    fn new_statement(&mut self, predicate: &str, end: TripleEnd) -> SubjectTriples {
        self.statements += 1;
        let mut about = self.new_claim_node("statement", self.statements);
        about.add_node(rdf::TYPE, rdf::STATEMENT);
        about.add_node(rdf::SUBJECT, self.subject());
        about.add_node(rdf::PREDICATE, predicate);
        about.facts.push((rdf::OBJECT.to_owned(), end));
        about
    }

    /// Adds a node with who says so.
    fn push_attributed(&mut self, mut about: SubjectTriples, who: &StanceTriples<'_>) {
        let citations = who.write_attribution(&mut about);
        self.about.push(about);
        self.about.extend(citations);
    }

    fn add_facets(&mut self) {
        for (value, number) in self.concept.facets.iter().zip(1..) {
            let Some(facet) = self.corpus.facets.get(value.facet.index()) else { continue };
            let mut about = self.new_claim_node("facet", number);
            about.add_node(cx::IN_FACET, self.naming.declared_iri("facet", &facet.id));
            about.add_text(rdf::VALUE, &value.value, Some(&self.corpus.settings.language));
            if let Some(computation) = &value.computation {
                if let Some(formula) = &computation.formula {
                    about.add_text(cx::FORMULA, formula, None);
                }
                // All of it, as programs read it.
                if let Ok(whole) = serde_json::to_string(computation) {
                    about.add_text(cx::COMPUTATION, &whole, None);
                }
            }
            self.add_fact(cx::FACET_VALUE, TripleEnd::Node(about.subject.clone()));
            self.push_attributed(about, &StanceTriples::from_stance(&value.said, self.naming));
        }
    }
}
