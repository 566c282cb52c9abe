//! An RDF graph: triples sorted by subject, predicate and object, in an order that does not depend on the files.

use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet},
    ops::Range,
    rc::Rc,
};

/// A node: an IRI, or a blank node of one file. Their order is that of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RdfNode(pub(super) u32);

/// What stands at the end of a triple.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum RdfObject {
    /// A node.
    Node(RdfNode),
    /// A text, and its language if it has one.
    Text(Box<str>, Option<Rc<str>>),
}

impl RdfObject {
    /// The node, if it is one.
    pub(super) fn as_node(&self) -> Option<RdfNode> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Text(..) => None,
        }
    }

    /// The text and its language, if it is one.
    pub(super) fn as_text(&self) -> Option<(&str, Option<&str>)> {
        match self {
            Self::Node(_) => None,
            Self::Text(text, language) => Some((text, language.as_deref())),
        }
    }
}

/// A triple.
pub(super) type RdfTriple = (RdfNode, RdfNode, RdfObject);

/// Triples as they come, each name kept once.
#[derive(Debug, Default)]
pub(super) struct RdfGraphBuilder {
    names: HashMap<Rc<str>, RdfNode>,
    languages: HashSet<Rc<str>>,
    all: Vec<Rc<str>>,
    triples: Vec<RdfTriple>,
}

impl RdfGraphBuilder {
    /// The node of a name.
    pub(super) fn intern_node(&mut self, name: &str) -> RdfNode {
        if let Some(node) = self.names.get(name) {
            return *node;
        }
        let node = RdfNode(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let name: Rc<str> = name.into();
        self.all.push(Rc::clone(&name));
        self.names.insert(name, node);
        node
    }

    /// A text with its language.
    pub(super) fn intern_text(&mut self, text: &str, language: Option<&str>) -> RdfObject {
        let language = language.map(|tag| match self.languages.get(tag) {
            Some(known) => Rc::clone(known),
            None => {
                let tag: Rc<str> = tag.into();
                self.languages.insert(Rc::clone(&tag));
                tag
            }
        });
        RdfObject::Text(text.into(), language)
    }

    /// Adds a triple.
    pub(super) fn add_triple(&mut self, subject: RdfNode, predicate: RdfNode, object: RdfObject) {
        self.triples.push((subject, predicate, object));
    }

    /// The graph, once all is there.
    pub(super) fn into_graph(self) -> RdfGraph {
        let mut order: Vec<u32> = (0..u32::try_from(self.all.len()).unwrap_or(u32::MAX)).collect();
        let name = |old: &u32| self.all.get(*old as usize).map_or("", |name| &**name);
        order.sort_by(|one, other| compare_numbered(name(one), name(other)));
        let mut numbers = vec![RdfNode(0); order.len()];
        for (new, old) in (0..).zip(&order) {
            if let Some(slot) = numbers.get_mut(*old as usize) {
                *slot = RdfNode(new);
            }
        }
        let number = |node: RdfNode| numbers.get(node.0 as usize).copied().unwrap_or(node);
        let mut triples = self.triples;
        for (subject, predicate, object) in &mut triples {
            (*subject, *predicate) = (number(*subject), number(*predicate));
            if let RdfObject::Node(node) = object {
                *node = number(*node);
            }
        }
        triples.sort_unstable();
        triples.dedup();
        let names = order.iter().filter_map(|old| self.all.get(*old as usize).cloned()).collect();
        let nodes = self.names.into_iter().map(|(name, node)| (name, number(node))).collect();
        RdfGraph { names, nodes, triples }
    }
}

/// The order of names: letter by letter, but numbers at their ends by size, so that `#note-10` follows `#note-9`.
fn compare_numbered(one: &str, other: &str) -> Ordering {
    split_number(one).cmp(&split_number(other))
}

/// A name without the digits at its end, their number, and how many there are.
fn split_number(name: &str) -> (&str, Option<u64>, usize) {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.get(stem.len()..).unwrap_or_default();
    (stem, digits.parse().ok(), digits.len())
}

/// Triples by subject, predicate and object.
#[derive(Debug, Default)]
pub(super) struct RdfGraph {
    names: Vec<Rc<str>>,
    nodes: HashMap<Rc<str>, RdfNode>,
    triples: Vec<RdfTriple>,
}

impl RdfGraph {
    /// A node's name: its IRI, or `_:` and more.
    pub(super) fn node_name(&self, node: RdfNode) -> &str {
        self.names.get(node.0 as usize).map_or("", |name| &**name)
    }

    /// The node of a name, if anything is said of it or by it.
    pub(super) fn find_node(&self, name: &str) -> Option<RdfNode> {
        self.nodes.get(name).copied()
    }

    /// All triples.
    pub(super) fn triples(&self) -> &[RdfTriple] {
        &self.triples
    }

    /// What is said of a node.
    pub(super) fn triples_about(&self, subject: RdfNode) -> &[RdfTriple] {
        let start = self.triples.partition_point(|(known, ..)| *known < subject);
        let end = self.triples.partition_point(|(known, ..)| *known <= subject);
        self.slice(start..end)
    }

    /// What is said of a node by a predicate.
    pub(super) fn objects(
        &self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = &RdfObject> {
        let predicate = self.find_node(predicate);
        let about = if predicate.is_some() { self.triples_about(subject) } else { &[] };
        about
            .iter()
            .filter(move |(_, known, _)| Some(*known) == predicate)
            .map(|(.., object)| object)
    }

    /// The nodes that stand at the end of a predicate.
    pub(super) fn object_nodes(
        &self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = RdfNode> {
        self.objects(subject, predicate).filter_map(RdfObject::as_node)
    }

    /// The texts that stand there.
    pub(super) fn object_texts(
        &self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.objects(subject, predicate).filter_map(RdfObject::as_text)
    }

    /// The first text that stands there.
    pub(super) fn first_text(&self, subject: RdfNode, predicate: &str) -> Option<&str> {
        self.object_texts(subject, predicate).next().map(|(text, _)| text)
    }

    /// All pairs that a predicate joins.
    pub(super) fn subjects_and_objects(
        &self,
        predicate: &str,
    ) -> impl Iterator<Item = (RdfNode, &RdfObject)> {
        let predicate = self.find_node(predicate);
        let joined = self.triples.iter().filter(move |(_, known, _)| Some(*known) == predicate);
        joined.map(|(subject, _, object)| (*subject, object))
    }

    fn slice(&self, range: Range<usize>) -> &[RdfTriple] {
        self.triples.get(range).unwrap_or_default()
    }
}
