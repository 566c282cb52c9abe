//! An RDF graph: triples sorted by subject, predicate and object, in an order that does not depend on the files.

use std::{
    cell::Cell,
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
    /// A text, and its language or `^^` and its datatype, if it has either.
    Text(Box<str>, Option<Rc<str>>),
}

/// What a datatype is told from a language by.
const DATATYPE_MARK: &str = "^^";

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
            Self::Text(text, tag) => {
                Some((text, tag.as_deref().filter(|tag| !tag.starts_with(DATATYPE_MARK))))
            }
        }
    }

    /// The datatype of a text, unless it is plain or has a language.
    pub(super) fn datatype(&self) -> Option<&str> {
        match self {
            Self::Node(_) => None,
            Self::Text(_, tag) => tag.as_deref()?.strip_prefix(DATATYPE_MARK),
        }
    }
}

/// A triple.
pub(super) type RdfTriple = (RdfNode, RdfNode, RdfObject);

/// The number of a file, and a line in it; 0 where the parser does not know it.
pub(super) type RdfPlace = (u32, u32);

/// Triples as they come, each name kept once.
#[derive(Debug, Default)]
pub(super) struct RdfGraphBuilder {
    names: HashMap<Rc<str>, RdfNode>,
    tags: HashSet<Rc<str>>,
    all: Vec<Rc<str>>,
    triples: Vec<(RdfTriple, RdfPlace)>,
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
        let tag = language.map(|tag| self.intern_tag(tag));
        RdfObject::Text(text.into(), tag)
    }

    /// A text with its datatype.
    pub(super) fn intern_typed_text(&mut self, text: &str, datatype: &str) -> RdfObject {
        let tag = self.intern_tag(&format!("{DATATYPE_MARK}{datatype}"));
        RdfObject::Text(text.into(), Some(tag))
    }

    fn intern_tag(&mut self, tag: &str) -> Rc<str> {
        match self.tags.get(tag) {
            Some(known) => Rc::clone(known),
            None => {
                let tag: Rc<str> = tag.into();
                self.tags.insert(Rc::clone(&tag));
                tag
            }
        }
    }

    /// Adds a triple that stands at a place.
    pub(super) fn add_triple(&mut self, triple: RdfTriple, place: RdfPlace) {
        self.triples.push((triple, place));
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
        for ((subject, predicate, object), _) in &mut triples {
            (*subject, *predicate) = (number(*subject), number(*predicate));
            if let RdfObject::Node(node) = object {
                *node = number(*node);
            }
        }
        triples.sort_unstable();
        triples.dedup_by(|next, kept| next.0 == kept.0);
        let mut places = Vec::with_capacity(triples.len());
        let triples = triples.into_iter().map(|(triple, place)| {
            places.push(place);
            triple
        });
        let triples: Vec<_> = triples.collect();
        let read = vec![Cell::new(false); triples.len()];
        let names = order.iter().filter_map(|old| self.all.get(*old as usize).cloned()).collect();
        let nodes = self.names.into_iter().map(|(name, node)| (name, number(node))).collect();
        RdfGraph { names, nodes, triples, places, read }
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
    /// Where each triple stands first.
    places: Vec<RdfPlace>,
    /// Which triples were read into a corpus, or told lost.
    read: Vec<Cell<bool>>,
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

    /// Whether any name begins so.
    pub(super) fn names_anything_in(&self, namespace: &str) -> bool {
        self.names.iter().any(|name| name.starts_with(namespace))
    }

    /// All triples.
    pub(super) fn triples(&self) -> &[RdfTriple] {
        &self.triples
    }

    /// Where a triple stands.
    pub(super) fn place_of(&self, triple: &RdfTriple) -> RdfPlace {
        let at = self.triples.binary_search(triple).ok();
        at.and_then(|at| self.places.get(at)).copied().unwrap_or_default()
    }

    /// Where it stands that a predicate joins a node to an object.
    pub(super) fn place_of_fact(
        &self,
        subject: RdfNode,
        predicate: &str,
        object: &RdfObject,
    ) -> RdfPlace {
        let predicate = self.find_node(predicate);
        predicate.map_or((0, 0), |predicate| self.place_of(&(subject, predicate, object.clone())))
    }

    /// Where a node is spoken of first.
    pub(super) fn place_of_node(&self, node: RdfNode) -> RdfPlace {
        let places = self.places.get(self.range_about(node)).unwrap_or_default();
        places.iter().min().copied().unwrap_or_default()
    }

    /// Remembers that a triple was read.
    pub(super) fn mark_read(&self, triple: &RdfTriple) {
        if let Some(read) = self.triples.binary_search(triple).ok().and_then(|at| self.read.get(at))
        {
            read.set(true);
        }
    }

    /// Remembers that a fact was read.
    pub(super) fn mark_fact_read(&self, subject: RdfNode, predicate: &str, object: &RdfObject) {
        if let Some(predicate) = self.find_node(predicate) {
            self.mark_read(&(subject, predicate, object.clone()));
        }
    }

    /// The triples that nobody has read.
    pub(super) fn unread_triples(&self) -> impl Iterator<Item = &RdfTriple> {
        self.triples.iter().zip(&self.read).filter(|(_, read)| !read.get()).map(|(it, _)| it)
    }

    /// Whether a triple was read.
    pub(super) fn is_read(&self, triple: &RdfTriple) -> bool {
        let at = self.triples.binary_search(triple).ok();
        at.and_then(|at| self.read.get(at)).is_some_and(Cell::get)
    }

    /// What is said of a node.
    pub(super) fn triples_about(&self, subject: RdfNode) -> &[RdfTriple] {
        self.triples.get(self.range_about(subject)).unwrap_or_default()
    }

    fn range_about(&self, subject: RdfNode) -> Range<usize> {
        let start = self.triples.partition_point(|(known, ..)| *known < subject);
        let end = self.triples.partition_point(|(known, ..)| *known <= subject);
        start..end
    }

    /// What is said of a node by a predicate.
    fn triples_by<'g>(
        &'g self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = &'g RdfTriple> + use<'g> {
        let predicate = self.find_node(predicate);
        let about = if predicate.is_some() { self.triples_about(subject) } else { &[] };
        about.iter().filter(move |(_, known, _)| Some(*known) == predicate)
    }

    /// The objects that stand at the end of a predicate.
    pub(super) fn objects<'g>(
        &'g self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = &'g RdfObject> + use<'g> {
        self.triples_by(subject, predicate).map(|(.., object)| object)
    }

    /// The same, which are read with it.
    pub(super) fn read_objects<'g>(
        &'g self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = &'g RdfObject> + use<'g> {
        let all = self.triples_by(subject, predicate);
        all.inspect(|triple| self.mark_read(triple)).map(|(.., object)| object)
    }

    /// The nodes that stand at the end of a predicate.
    pub(super) fn object_nodes<'g>(
        &'g self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = RdfNode> + use<'g> {
        let nodes = self.triples_by(subject, predicate).filter(|(.., it)| it.as_node().is_some());
        nodes.inspect(|triple| self.mark_read(triple)).filter_map(|(.., object)| object.as_node())
    }

    /// The texts that stand there.
    pub(super) fn object_texts<'g>(
        &'g self,
        subject: RdfNode,
        predicate: &str,
    ) -> impl Iterator<Item = (&'g str, Option<&'g str>)> + use<'g> {
        self.objects(subject, predicate).filter_map(RdfObject::as_text)
    }

    /// The first text that stands there, which is read with it.
    pub(super) fn first_text(&self, subject: RdfNode, predicate: &str) -> Option<&str> {
        let mut all = self.triples_by(subject, predicate);
        let first = all.find(|(.., object)| object.as_text().is_some())?;
        self.mark_read(first);
        first.2.as_text().map(|(text, _)| text)
    }

    /// Whether `true` stands there; that and `false` are read with it.
    pub(super) fn is_flagged(&self, subject: RdfNode, predicate: &str) -> bool {
        let mut flagged = false;
        for triple in self.triples_by(subject, predicate) {
            let Some((text @ ("true" | "false"), _)) = triple.2.as_text() else { continue };
            self.mark_read(triple);
            flagged |= text == "true";
        }
        flagged
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
}
