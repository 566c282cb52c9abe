//! Writes a corpus as SKOS triples.
//!
//! Where SKOS has a term, the triples are plain SKOS, which any tool reads. Nodes of our own vocabulary
//! (docs/vocabulary.ttl) add who says so. Subjects keep the order of the corpus: the same corpus gives the same bytes.

mod declared;
mod naming;
mod relations;
mod schemes;
mod states;
mod texts;

use super::names::{cx, rdf, skos};
use naming::StanceTriples;

use crate::Losses;
use cxterms_base::corpus::{Concept, ConceptId, Corpus, Label, LabelKind, Relation};
pub(crate) use naming::CorpusIris;
pub(super) use naming::placeholder_namespace;
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

    fn add_labels(&mut self) {
        let concept = self.concept;
        for kind in [
            LabelKind::Preferred,
            LabelKind::Abbreviation,
            LabelKind::Synonym,
            LabelKind::Avoid,
            LabelKind::Hidden,
        ] {
            let own: Vec<_> = concept.labels.iter().filter(|label| label.kind == kind).collect();
            // Triples have no order: where the labels' own within a language is another than the alphabet's, or some
            // say more than their text, each is numbered.
            for spoken in own.chunk_by(|one, other| one.language == other.language) {
                let numbered = !spoken.is_sorted_by_key(|label| &label.text)
                    || spoken.len() > 1 && spoken.iter().any(|label| !self.is_simple(label));
                for label in spoken {
                    self.add_label(label, numbered);
                }
            }
        }
    }

    fn add_label(&mut self, label: &Label, numbered: bool) {
        let language = label.language.as_ref().unwrap_or(&self.corpus.settings.language);
        let end = TripleEnd::Text(label.text.clone(), Some(language.clone()));
        let (plain, own) = match label.kind {
            LabelKind::Preferred => (skos::PREF, None),
            LabelKind::Synonym => (skos::ALT, None),
            LabelKind::Abbreviation => (skos::ALT, Some(cx::ABBREVIATION)),
            LabelKind::Avoid | LabelKind::Hidden => (skos::HIDDEN, None),
        };
        let only_denied = label.said.asserted_by.is_empty() && !label.said.denied_by.is_empty();
        // One text is a label of one kind only (S13).
        let taken = [skos::PREF, skos::ALT, skos::HIDDEN].into_iter().filter(|kind| *kind != plain);
        let facts = self.about.first().map(|own| &*own.facts).unwrap_or_default();
        if !only_denied
            && taken
                .into_iter()
                .any(|kind| facts.iter().any(|(known, there)| known == kind && *there == end))
        {
            return self
                .losses
                .add_example("labels that SKOS forbids beside others (S13)", &label.text);
        }
        // What is only denied is no label as other tools read it.
        let facts = Some(plain).into_iter().chain(own).filter(|_| !only_denied);
        facts.for_each(|predicate| self.add_fact(predicate, end.clone()));
        let who = StanceTriples::from_stance(&label.said, self.naming);
        if numbered || !self.is_simple(label) {
            let language = Some(&*self.corpus.settings.language);
            let mut about = self.new_statement(own.unwrap_or(plain), end);
            about.add_flag(cx::SECONDARY, label.secondary);
            about.add_text(cx::WHY, label.why().unwrap_or_default(), language);
            about.add_text(cx::INSTEAD, label.instead().unwrap_or_default(), language);
            self.push_attributed(about, &who);
        }
    }

    /// Whether its text says all of a label. A name to avoid says why, which tells it from a hidden label.
    fn is_simple(&self, label: &Label) -> bool {
        !label.secondary
            && label.kind != LabelKind::Avoid
            && StanceTriples::from_stance(&label.said, self.naming).is_own()
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
