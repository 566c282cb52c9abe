//! What does a graph of SKOS say, as a corpus?

mod claims;
mod declared;
mod labels;
mod texts;

use super::{
    graph::{Graph, Node, Object, Triple},
    names::{cx, dc, dcterms, rdf, rdfs, short, skos, skosxl},
    roles::{MAPPING, Roles},
    write::made_up,
};
use crate::{Draft, Id, Losses, Wishes};
use cxterms_base::{
    corpus::{ConceptId, Corpus, Match, Notation, RelationId, SUBSET_OF},
    schema::MATCH_KINDS,
};
use labels::LABELS;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use texts::NOTES;

/// A graph on its way into a corpus.
struct Reader<'g> {
    graph: &'g Graph,
    draft: Draft,
    losses: Losses,
    /// The language of the corpus's texts.
    language: String,
    /// The concepts and collections that became entries.
    entries: HashMap<Node, ConceptId>,
    /// Reified statements, by what they are about.
    statements: HashMap<Node, Vec<Node>>,
    /// The relations that the graph declares, by predicate.
    relations: HashMap<Node, RelationId>,
}

/// Reads a graph; `name` is what the corpus is called if it does not say so itself.
pub(super) fn read(graph: &Graph, roles: &Roles, name: &str, wishes: &Wishes) -> (Corpus, Losses) {
    let language = wishes.language.clone().unwrap_or_else(|| main_language(graph, roles));
    let one = roles.schemes.iter().next().copied().filter(|_| roles.schemes.len() == 1);
    let titles = [dcterms::TITLE, dc::TITLE, skos::PREF, rdfs::LABEL];
    let title = one
        .and_then(|scheme| titles.iter().find_map(|title| best(graph, scheme, title, &language)));
    let title = title.unwrap_or(name);
    let keeper = one.and_then(|scheme| {
        [dcterms::PUBLISHER, dc::PUBLISHER, dcterms::CREATOR, dc::CREATOR]
            .iter()
            .find_map(|by| best(graph, scheme, by, &language))
    });
    let draft = Draft::new(title, &language, keeper.unwrap_or(title), wishes);
    let mut reader = Reader {
        graph,
        draft,
        losses: Losses::default(),
        language,
        entries: HashMap::new(),
        statements: HashMap::new(),
        relations: HashMap::new(),
    };
    reader.draft.corpus.settings.iri = common(graph, roles);
    declared::read(&mut reader, one, wishes);
    reader.statements();
    reader.name_all(roles, one);
    for (node, id) in reader.order() {
        reader.concept(node, id, roles, one);
    }
    for node in roles.schemes.iter().filter(|_| one.is_some()) {
        reader.scheme(*node);
    }
    // IRIs that we made up for want of any need not be kept.
    let settings = &mut reader.draft.corpus.settings;
    let made_up = made_up(&settings.title);
    settings.iri.take_if(|iri| *iri == made_up);
    (reader.draft.finish(), reader.losses)
}

/// The language that most preferred labels have; of several the first.
fn main_language(graph: &Graph, roles: &Roles) -> String {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for predicate in [skos::PREF, skosxl::FORM] {
        for (node, object) in graph.pairs(predicate) {
            let language = object.text().and_then(|(_, language)| language);
            if let Some(language) =
                language.filter(|_| predicate == skosxl::FORM || roles.concepts.contains(&node))
            {
                *count.entry(cased(language)).or_default() += 1;
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
fn cased(tag: &str) -> String {
    let part = |(at, part): (usize, &str)| match (at, part.len()) {
        (0, _) => part.to_lowercase(),
        (_, 2) => part.to_uppercase(),
        (_, 4) => cxterms_base::corpus::capitalize_first(&part.to_lowercase()),
        _ => part.to_lowercase(),
    };
    tag.split('-').enumerate().map(part).collect::<Vec<_>>().join("-")
}

/// The text in a language, else the first.
fn best<'g>(graph: &'g Graph, node: Node, predicate: &str, language: &str) -> Option<&'g str> {
    let own =
        graph.texts(node, predicate).find(|(_, tag)| tag.map(cased).as_deref() == Some(language));
    own.or(graph.texts(node, predicate).next()).map(|(text, _)| text)
}

/// What the IRIs of most concepts begin with, to the last `/` or `#` (or `:` of a URN).
fn common(graph: &Graph, roles: &Roles) -> Option<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for node in &roles.concepts {
        let name = graph.name(*node);
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

impl Reader<'_> {
    fn statements(&mut self) {
        for (statement, object) in self.graph.pairs(rdf::SUBJECT) {
            if let Some(subject) = object.node() {
                self.statements.entry(subject).or_default().push(statement);
            }
        }
    }

    /// Gives every concept, collection and, if there are several, every scheme an entry, so that all can be referred to.
    fn name_all(&mut self, roles: &Roles, one: Option<Node>) {
        let schemes = roles.schemes.iter().filter(|_| one.is_none());
        let all: BTreeSet<Node> =
            roles.concepts.iter().chain(&roles.collections).chain(schemes).copied().collect();
        let space = self.draft.corpus.settings.iri.clone().unwrap_or_default();
        for node in all {
            let name = self.graph.name(node);
            let local = name.strip_prefix(&*space).filter(|local| !local.is_empty());
            let last =
                || name.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(name);
            let (id, _) = self.draft.concept(name, Id::Is(local.unwrap_or_else(last)));
            let blank = name.starts_with("_:") || name.starts_with("file:");
            if let Some(concept) = self.draft.edit(id) {
                concept.iri =
                    (!blank && format!("{space}{}", concept.id) != name).then(|| name.to_owned());
            }
            self.entries.insert(node, id);
        }
    }

    /// The entries in the order of their IRIs, which is the graph's own.
    fn order(&self) -> Vec<(Node, ConceptId)> {
        let mut all: Vec<_> = self.entries.iter().map(|(node, id)| (*node, *id)).collect();
        all.sort_unstable();
        all
    }

    fn concept(&mut self, node: Node, id: ConceptId, roles: &Roles, one: Option<Node>) {
        let told = self.claims(node, id);
        self.labels(node, id);
        if roles.collections.contains(&node) && !roles.concepts.contains(&node) {
            self.put_kind(id, "collection", "a set of concepts that belong together");
        } else if roles.schemes.contains(&node) && one.is_none() {
            self.put_kind(id, "scheme", "a vocabulary of which concepts are part");
        }
        let graph = self.graph;
        let is_label = |iri: &str| LABELS.iter().any(|(plain, xl, _)| *plain == iri || *xl == iri);
        let untold = |(_, predicate, object): &&Triple| {
            !is_label(graph.name(*predicate)) && !told.contains(&(*predicate, object.clone()))
        };
        let mut facts: Vec<_> = graph.about(node).iter().filter(untold).collect();
        // What has a node of its own is numbered, across all kinds of notes.
        facts.sort_by_key(|(.., object)| (object.node().is_none(), object.node()));
        for (_, predicate, object) in facts {
            self.fact(node, id, *predicate, object, one);
        }
    }

    /// One thing that is said of a concept plainly, in the corpus's own voice.
    fn fact(
        &mut self,
        node: Node,
        id: ConceptId,
        predicate: Node,
        object: &Object,
        one: Option<Node>,
    ) {
        let iri = self.graph.name(predicate);
        let own = self.draft.own();
        if let Some((_, kind)) = NOTES.iter().find(|(name, _)| *name == iri) {
            return self.note(node, id, iri, *kind, object);
        }
        if let Some(at) = MAPPING.iter().position(|name| *name == iri) {
            return self.matched(id, at, object);
        }
        if let Some(relation) = self.relations.get(&predicate).copied() {
            return self.relation(node, id, relation, object);
        }
        match iri {
            rdf::TYPE => self.class(node, object),
            skos::DEFINITION => self.definition(id, object),
            skos::NOTATION => match object.text().map(|(text, _)| text.to_owned()) {
                Some(text) => {
                    self.with(id, |concept| concept.notations.push(Notation::without_place(text)));
                }
                None => self.lost(iri, node),
            },
            skos::BROADER => self.relation(node, id, SUBSET_OF, object),
            skos::NARROWER => match self.entry(object) {
                Some(below) if below != id => self.draft.relate(below, SUBSET_OF, id, own),
                _ => self.lost("relations of a concept to itself", node),
            },
            skos::RELATED => {
                let related = self.draft.relation("related", None, "has to do with");
                self.relation(node, id, related, object);
            }
            skos::MEMBER => self.member(node, id, object),
            skos::MEMBER_LIST => {
                self.losses.one("orders of members", self.graph.name(node));
                for member in self.list(object) {
                    self.member(node, id, &Object::Node(member));
                }
            }
            skos::IN_SCHEME if one.is_some() => {}
            skos::IN_SCHEME => {
                let within = self.draft.relation(
                    "in-scheme",
                    Some("scheme-of"),
                    "is part of the vocabulary",
                );
                self.relation(node, id, within, object);
            }
            skos::TOP_OF => self.with(id, |concept| concept.root = Some(own)),
            skos::HAS_TOP if one.is_none() => {
                if let Some(top) = self.entry(object) {
                    self.with(top, |concept| concept.root = Some(own));
                }
            }
            _ => self.lost(iri, node),
        }
    }

    /// What the one scheme says beyond title and voice.
    fn scheme(&mut self, node: Node) {
        let graph = self.graph;
        for (_, predicate, object) in graph.about(node) {
            let own = self.draft.own();
            match graph.name(*predicate) {
                skos::HAS_TOP => {
                    if let Some(top) = self.entry(object) {
                        self.with(top, |concept| {
                            concept.root.get_or_insert(own);
                        });
                    }
                }
                rdf::TYPE
                | cx::EDITORS
                | cx::IMPLIED_WORD
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
                    self.losses.one(&format!("{} of the scheme", short(other)), graph.name(node));
                }
            }
        }
    }

    fn matched(&mut self, id: ConceptId, at: usize, object: &Object) {
        let Some((kind, node)) = MATCH_KINDS.get(at).zip(object.node()) else { return };
        let found = Match::without_place(*kind, self.graph.name(node));
        self.with(id, |concept| concept.matches.push(found));
    }

    fn member(&mut self, node: Node, id: ConceptId, object: &Object) {
        let belongs =
            self.draft.relation("member-of", Some("has-member"), "belongs to the collection");
        match self.entry(object) {
            Some(member) if member != id => {
                let own = self.draft.own();
                self.draft.relate(member, belongs, id, own);
            }
            _ => self.lost(skos::MEMBER, node),
        }
    }

    fn relation(&mut self, node: Node, id: ConceptId, relation: RelationId, object: &Object) {
        match self.entry(object) {
            Some(to) if to == id => self.lost("relations of a concept to itself", node),
            Some(to) => {
                let own = self.draft.own();
                self.draft.relate(id, relation, to, own);
            }
            None => self.lost("relations to what is no concept", node),
        }
    }

    fn class(&mut self, node: Node, object: &Object) {
        let class = object.node().map_or("", |class| self.graph.name(class));
        if ![skos::CONCEPT, skos::COLLECTION, skos::ORDERED, skos::SCHEME].contains(&class) {
            self.losses.one(&format!("the type {}", short(class)), self.graph.name(node));
        }
    }

    /// The members of an RDF list; one that goes round ends where it began.
    fn list(&self, head: &Object) -> Vec<Node> {
        let (mut members, mut seen) = (vec![], BTreeSet::new());
        let mut next = head.node();
        while let Some(cell) = next.filter(|cell| seen.insert(*cell)) {
            members.extend(self.graph.nodes(cell, rdf::FIRST).next());
            next = self.graph.nodes(cell, rdf::REST).next();
        }
        members
    }

    fn put_kind(&mut self, id: ConceptId, kind: &str, means: &str) {
        let kind = self.draft.kind(kind);
        if let Some(kind) = self.draft.corpus.kinds.get_mut(kind.index()) {
            means.clone_into(&mut kind.means);
        }
        self.with(id, |concept| concept.kind = concept.kind.or(Some(kind)));
    }

    fn entry(&self, object: &Object) -> Option<ConceptId> {
        self.entries.get(&object.node()?).copied()
    }

    fn relation_of(&self, predicate: Node) -> Option<RelationId> {
        self.relations.get(&predicate).copied()
    }

    fn declare(&mut self, predicate: Node, relation: RelationId) {
        self.relations.insert(predicate, relation);
    }

    fn statements_of(&self, node: Node) -> Vec<Node> {
        self.statements.get(&node).cloned().unwrap_or_default()
    }

    fn with(&mut self, id: ConceptId, edit: impl FnOnce(&mut cxterms_base::corpus::Concept)) {
        if let Some(concept) = self.draft.edit(id) {
            edit(concept);
        }
    }

    fn lost(&mut self, what: &str, node: Node) {
        self.losses.one(&short(what), self.graph.name(node));
    }

    /// A text as running text, which is what the YAML holds.
    fn tidy(&mut self, text: &str) -> String {
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain != text {
            self.losses.add("line breaks and runs of spaces", 1);
        }
        plain
    }
}
