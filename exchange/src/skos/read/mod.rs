//! Reads a SKOS graph into a corpus.

mod claims;
mod declared;
mod labels;
mod texts;

use super::{
    graph::{RdfGraph, RdfNode, RdfObject, RdfTriple},
    names::{cx, dc, dcterms, rdf, rdfs, shorten_iri, skos, skosxl},
    roles::{MAPPING_RELATIONS, NodeRoles},
    write::placeholder_namespace,
};
use crate::{CorpusDraft, IdentifierSource, ImportOptions, Losses};
use cxterms_base::{
    corpus::{ConceptId, Corpus, Match, Notation, RelationId, SUBSET_OF},
    schema::MATCH_KINDS,
};
use labels::LABEL_PREDICATES;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use texts::NOTE_PREDICATES;

/// A graph on its way into a corpus.
struct SkosReader<'g> {
    graph: &'g RdfGraph,
    draft: CorpusDraft,
    losses: Losses,
    /// The language of the corpus's texts.
    language: String,
    /// The concepts and collections that became entries.
    entries: HashMap<RdfNode, ConceptId>,
    /// Reified statements, by what they are about.
    statements: HashMap<RdfNode, Vec<RdfNode>>,
    /// The relations that the graph declares, by predicate.
    relations: HashMap<RdfNode, RelationId>,
}

/// Reads a graph; `name` is what the corpus is called if it does not say so itself.
pub(super) fn read_graph(
    graph: &RdfGraph,
    roles: &NodeRoles,
    name: &str,
    options: &ImportOptions,
) -> (Corpus, Losses) {
    let language = options.language.clone().unwrap_or_else(|| main_language(graph, roles));
    let one = roles.schemes.iter().next().copied().filter(|_| roles.schemes.len() == 1);
    let titles = [dcterms::TITLE, dc::TITLE, skos::PREF, rdfs::LABEL];
    let title = one.and_then(|scheme| {
        titles.iter().find_map(|title| best_text(graph, scheme, title, &language))
    });
    let title = title.unwrap_or(name);
    let keeper = one.and_then(|scheme| {
        [dcterms::PUBLISHER, dc::PUBLISHER, dcterms::CREATOR, dc::CREATOR]
            .iter()
            .find_map(|by| best_text(graph, scheme, by, &language))
    });
    let draft = CorpusDraft::new(title, &language, keeper.unwrap_or(title), options);
    let mut reader = SkosReader {
        graph,
        draft,
        losses: Losses::default(),
        language,
        entries: HashMap::new(),
        statements: HashMap::new(),
        relations: HashMap::new(),
    };
    reader.draft.corpus.settings.iri = common_namespace(graph, roles);
    declared::read_declarations(&mut reader, one, options);
    reader.index_statements();
    reader.name_entries(roles, one);
    for (node, id) in reader.ordered_entries() {
        reader.read_concept(node, id, roles, one);
    }
    for node in roles.schemes.iter().filter(|_| one.is_some()) {
        reader.read_scheme(*node);
    }
    // IRIs that we made up for want of any need not be kept.
    let settings = &mut reader.draft.corpus.settings;
    let made_up = placeholder_namespace(&settings.title);
    settings.iri.take_if(|iri| *iri == made_up);
    (reader.draft.into_corpus(), reader.losses)
}

/// The language that most preferred labels have; of several the first.
fn main_language(graph: &RdfGraph, roles: &NodeRoles) -> String {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for predicate in [skos::PREF, skosxl::FORM] {
        for (node, object) in graph.subjects_and_objects(predicate) {
            let language = object.as_text().and_then(|(_, language)| language);
            if let Some(language) =
                language.filter(|_| predicate == skosxl::FORM || roles.concepts.contains(&node))
            {
                *count.entry(format_language_tag(language)).or_default() += 1;
            }
        }
    }
    let most = count.values().max().copied().unwrap_or_default();
    // English before its equals: a thesaurus with all labels in four languages says nothing of which is its own.
    let all = || count.iter().filter(|(_, number)| **number == most).map(|(language, _)| language);
    all()
        .find(|language| *language == "en")
        .or(all().next())
        .cloned()
        .unwrap_or_else(|| "en".to_owned())
}

/// A language tag as BCP 47 likes it written: `pt-BR`, `zh-Hant`; RDF readers give it in lower case.
fn format_language_tag(tag: &str) -> String {
    let part = |(at, part): (usize, &str)| match (at, part.len()) {
        (0, _) => part.to_lowercase(),
        (_, 2) => part.to_uppercase(),
        (_, 4) => cxterms_base::corpus::capitalize_first(&part.to_lowercase()),
        _ => part.to_lowercase(),
    };
    tag.split('-').enumerate().map(part).collect::<Vec<_>>().join("-")
}

/// The text in a language, else the first.
fn best_text<'g>(
    graph: &'g RdfGraph,
    node: RdfNode,
    predicate: &str,
    language: &str,
) -> Option<&'g str> {
    let own = graph
        .object_texts(node, predicate)
        .find(|(_, tag)| tag.map(format_language_tag).as_deref() == Some(language));
    own.or(graph.object_texts(node, predicate).next()).map(|(text, _)| text)
}

/// What the IRIs of most concepts begin with, to the last `/` or `#` (or `:` of a URN).
fn common_namespace(graph: &RdfGraph, roles: &NodeRoles) -> Option<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for node in &roles.concepts {
        let name = graph.node_name(*node);
        let last =
            name.rfind(['/', '#']).or_else(|| name.rfind(':').filter(|_| name.starts_with("urn:")));
        if let Some(space) = last.and_then(|at| name.get(..=at)) {
            *count.entry(space).or_default() += 1;
        }
    }
    let best = count
        .into_iter()
        .filter(|(space, _)| !space.starts_with("_:") && !space.starts_with("file:"));
    best.max_by_key(|(_, count)| *count).map(|(space, _)| space.to_owned())
}

impl SkosReader<'_> {
    fn index_statements(&mut self) {
        for (statement, object) in self.graph.subjects_and_objects(rdf::SUBJECT) {
            if let Some(subject) = object.as_node() {
                self.statements.entry(subject).or_default().push(statement);
            }
        }
    }

    /// Gives every concept, collection and, if there are several, every scheme an entry, so that all can be referred to.
    fn name_entries(&mut self, roles: &NodeRoles, one: Option<RdfNode>) {
        let schemes = roles.schemes.iter().filter(|_| one.is_none());
        let all: BTreeSet<RdfNode> =
            roles.concepts.iter().chain(&roles.collections).chain(schemes).copied().collect();
        let space = self.draft.corpus.settings.iri.clone().unwrap_or_default();
        for node in all {
            let name = self.graph.node_name(node);
            let local = name.strip_prefix(&*space).filter(|local| !local.is_empty());
            let last =
                || name.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(name);
            let (id, _) = self
                .draft
                .find_or_add_concept(name, IdentifierSource::Is(local.unwrap_or_else(last)));
            let blank = name.starts_with("_:") || name.starts_with("file:");
            if let Some(concept) = self.draft.concept_mut(id) {
                concept.iri =
                    (!blank && format!("{space}{}", concept.id) != name).then(|| name.to_owned());
            }
            self.entries.insert(node, id);
        }
    }

    /// The entries in the order of their IRIs, which is the graph's own.
    fn ordered_entries(&self) -> Vec<(RdfNode, ConceptId)> {
        let mut all: Vec<_> = self.entries.iter().map(|(node, id)| (*node, *id)).collect();
        all.sort_unstable();
        all
    }

    fn read_concept(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        roles: &NodeRoles,
        one: Option<RdfNode>,
    ) {
        let told = self.read_claims(node, id);
        self.read_labels(node, id);
        if roles.collections.contains(&node) && !roles.concepts.contains(&node) {
            self.set_kind(id, "collection", "a set of concepts that belong together");
        } else if roles.schemes.contains(&node) && one.is_none() {
            self.set_kind(id, "scheme", "a vocabulary of which concepts are part");
        }
        let graph = self.graph;
        let is_label =
            |iri: &str| LABEL_PREDICATES.iter().any(|(plain, xl, _)| *plain == iri || *xl == iri);
        let untold = |(_, predicate, object): &&RdfTriple| {
            !is_label(graph.node_name(*predicate)) && !told.contains(&(*predicate, object.clone()))
        };
        let mut facts: Vec<_> = graph.triples_about(node).iter().filter(untold).collect();
        // What has a node of its own is numbered, across all kinds of notes.
        facts.sort_by_key(|(.., object)| (object.as_node().is_none(), object.as_node()));
        for (_, predicate, object) in facts {
            self.read_fact(node, id, *predicate, object, one);
        }
    }

    /// One thing that is said of a concept plainly, in the corpus's own voice.
    fn read_fact(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        predicate: RdfNode,
        object: &RdfObject,
        one: Option<RdfNode>,
    ) {
        let iri = self.graph.node_name(predicate);
        let own = self.draft.own_stance();
        if let Some((_, kind)) = NOTE_PREDICATES.iter().find(|(name, _)| *name == iri) {
            return self.read_note(node, id, iri, *kind, object);
        }
        if let Some(at) = MAPPING_RELATIONS.iter().position(|name| *name == iri) {
            return self.read_match(id, at, object);
        }
        if let Some(relation) = self.relations.get(&predicate).copied() {
            return self.read_relation(node, id, relation, object);
        }
        match iri {
            rdf::TYPE => self.read_type(node, object),
            skos::DEFINITION => self.read_definition(id, object),
            skos::NOTATION => match object.as_text().map(|(text, _)| text.to_owned()) {
                Some(text) => {
                    self.edit_concept(id, |concept| {
                        concept.notations.push(Notation::without_place(text));
                    });
                }
                None => self.record_loss(iri, node),
            },
            skos::BROADER => self.read_relation(node, id, SUBSET_OF, object),
            skos::NARROWER => match self.find_entry(object) {
                Some(below) if below != id => self.draft.add_relation(below, SUBSET_OF, id, own),
                _ => self.record_loss("relations of a concept to itself", node),
            },
            skos::RELATED => {
                let related = self.draft.find_or_add_relation("related", None, "has to do with");
                self.read_relation(node, id, related, object);
            }
            skos::MEMBER => self.read_member(node, id, object),
            skos::MEMBER_LIST => {
                self.losses.add_example("orders of members", self.graph.node_name(node));
                for member in self.list_members(object) {
                    self.read_member(node, id, &RdfObject::Node(member));
                }
            }
            skos::IN_SCHEME if one.is_some() => {}
            skos::IN_SCHEME => {
                let within = self.draft.find_or_add_relation(
                    "in-scheme",
                    Some("scheme-of"),
                    "is part of the vocabulary",
                );
                self.read_relation(node, id, within, object);
            }
            skos::TOP_OF => self.edit_concept(id, |concept| concept.root = Some(own)),
            skos::HAS_TOP if one.is_none() => {
                if let Some(top) = self.find_entry(object) {
                    self.edit_concept(top, |concept| concept.root = Some(own));
                }
            }
            _ => self.record_loss(iri, node),
        }
    }

    /// What the one scheme says beyond title and voice.
    fn read_scheme(&mut self, node: RdfNode) {
        let graph = self.graph;
        for (_, predicate, object) in graph.triples_about(node) {
            let own = self.draft.own_stance();
            match graph.node_name(*predicate) {
                skos::HAS_TOP => {
                    if let Some(top) = self.find_entry(object) {
                        self.edit_concept(top, |concept| {
                            concept.root.get_or_insert(own);
                        });
                    }
                }
                rdf::TYPE
                | cx::EDITORS
                | cx::IMPLIED_WORD
                | cx::EDITION
                | cx::VOICE_KINDS
                | dcterms::LANGUAGE
                | dcterms::TITLE
                | dc::TITLE
                | skos::PREF
                | rdfs::LABEL
                | dcterms::PUBLISHER
                | dc::PUBLISHER
                | dcterms::CREATOR
                | dc::CREATOR => {}
                other => {
                    self.losses.add_example(
                        &format!("{} of the scheme", shorten_iri(other)),
                        graph.node_name(node),
                    );
                }
            }
        }
    }

    fn read_match(&mut self, id: ConceptId, at: usize, object: &RdfObject) {
        let Some((kind, node)) = MATCH_KINDS.get(at).zip(object.as_node()) else { return };
        let found = Match::without_place(*kind, self.graph.node_name(node));
        self.edit_concept(id, |concept| concept.matches.push(found));
    }

    fn read_member(&mut self, node: RdfNode, id: ConceptId, object: &RdfObject) {
        let belongs = self.draft.find_or_add_relation(
            "member-of",
            Some("has-member"),
            "belongs to the collection",
        );
        match self.find_entry(object) {
            Some(member) if member != id => {
                let own = self.draft.own_stance();
                self.draft.add_relation(member, belongs, id, own);
            }
            _ => self.record_loss(skos::MEMBER, node),
        }
    }

    fn read_relation(
        &mut self,
        node: RdfNode,
        id: ConceptId,
        relation: RelationId,
        object: &RdfObject,
    ) {
        match self.find_entry(object) {
            Some(to) if to == id => self.record_loss("relations of a concept to itself", node),
            Some(to) => {
                let own = self.draft.own_stance();
                self.draft.add_relation(id, relation, to, own);
            }
            None => self.record_loss("relations to what is no concept", node),
        }
    }

    fn read_type(&mut self, node: RdfNode, object: &RdfObject) {
        let class = object.as_node().map_or("", |class| self.graph.node_name(class));
        if ![skos::CONCEPT, skos::COLLECTION, skos::ORDERED, skos::SCHEME].contains(&class) {
            self.losses.add_example(
                &format!("the type {}", shorten_iri(class)),
                self.graph.node_name(node),
            );
        }
    }

    /// The members of an RDF list; one that goes round ends where it began.
    fn list_members(&self, head: &RdfObject) -> Vec<RdfNode> {
        let (mut members, mut seen) = (vec![], BTreeSet::new());
        let mut next = head.as_node();
        while let Some(cell) = next.filter(|cell| seen.insert(*cell)) {
            members.extend(self.graph.object_nodes(cell, rdf::FIRST).next());
            next = self.graph.object_nodes(cell, rdf::REST).next();
        }
        members
    }

    fn set_kind(&mut self, id: ConceptId, kind: &str, means: &str) {
        let kind = self.draft.find_or_add_kind(kind);
        if let Some(kind) = self.draft.corpus.kinds.get_mut(kind.index()) {
            means.clone_into(&mut kind.means);
        }
        self.edit_concept(id, |concept| concept.kind = concept.kind.or(Some(kind)));
    }

    fn find_entry(&self, object: &RdfObject) -> Option<ConceptId> {
        self.entries.get(&object.as_node()?).copied()
    }

    fn relation_of(&self, predicate: RdfNode) -> Option<RelationId> {
        self.relations.get(&predicate).copied()
    }

    fn declare_relation(&mut self, predicate: RdfNode, relation: RelationId) {
        self.relations.insert(predicate, relation);
    }

    fn statements_of(&self, node: RdfNode) -> Vec<RdfNode> {
        self.statements.get(&node).cloned().unwrap_or_default()
    }

    fn edit_concept(
        &mut self,
        id: ConceptId,
        edit: impl FnOnce(&mut cxterms_base::corpus::Concept),
    ) {
        if let Some(concept) = self.draft.concept_mut(id) {
            edit(concept);
        }
    }

    fn record_loss(&mut self, what: &str, node: RdfNode) {
        self.losses.add_example(&shorten_iri(what), self.graph.node_name(node));
    }

    /// A text as running text, which is what the YAML holds.
    fn collapse_spaces(&mut self, text: &str) -> String {
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain != text {
            self.losses.add("line breaks and runs of spaces", 1);
        }
        plain
    }
}
