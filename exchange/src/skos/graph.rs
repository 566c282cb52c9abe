//! An RDF graph: triples sorted by subject, predicate and object, in an order that does not depend on the files.

use cxterms_base::text::Interner;
use std::{cell::Cell, cmp::Ordering, ops::Range};

/// A node: an IRI, or a blank node of one file. Their order is that of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RdfNode(pub(super) u32);

/// A text by its number, with its language or `^^` and its datatype, if it has either; the graph knows its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RdfText(u32);

/// What stands at the end of a triple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum RdfObject {
    /// A node.
    Node(RdfNode),
    /// A text.
    Text(RdfText),
}

/// What a datatype is told from a language by.
const DATATYPE_MARK: &str = "^^";

/// What stands between the tag of a text and the text; none stands in a tag.
const TAG_END: char = '\0';

impl RdfObject {
    /// The node, if it is one.
    pub(super) fn as_node(&self) -> Option<RdfNode> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Text(_) => None,
        }
    }

    /// Whether it is a text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

/// The texts of a graph, each behind its tag and [`TAG_END`].
#[derive(Debug, Default)]
struct TaggedTexts(Interner);

impl TaggedTexts {
    /// The words of a text and its tag, which is empty if it has none.
    fn parts(&self, RdfText(number): RdfText) -> (&str, &str) {
        let (tag, words) = self.0.text(number).split_once(TAG_END).unwrap_or_default();
        (words, tag)
    }

    /// The order of objects: nodes by number, then texts by their words, those of no tag first.
    fn compare_objects(&self, one: &RdfObject, other: &RdfObject) -> Ordering {
        match (one, other) {
            (RdfObject::Text(one), RdfObject::Text(other)) if one != other => {
                self.parts(*one).cmp(&self.parts(*other))
            }
            (one, other) => one.cmp(other),
        }
    }

    fn compare_triples(&self, one: &RdfTriple, other: &RdfTriple) -> Ordering {
        let pair = |(subject, predicate, _): &RdfTriple| (*subject, *predicate);
        pair(one).cmp(&pair(other)).then_with(|| self.compare_objects(&one.2, &other.2))
    }
}

/// A triple.
pub(super) type RdfTriple = (RdfNode, RdfNode, RdfObject);

/// The number of a file, and a line in it; 0 where the parser does not know it.
pub(super) type RdfPlace = (u32, u32);

/// Triples as they come, each name and each text kept once.
#[derive(Debug, Default)]
pub(super) struct RdfGraphBuilder {
    names: Interner,
    texts: TaggedTexts,
    triples: Vec<(RdfTriple, RdfPlace)>,
    /// Room to put a tag before a text.
    tagged: String,
}

impl RdfGraphBuilder {
    /// The node of a name.
    pub(super) fn intern_node(&mut self, name: &str) -> RdfNode {
        RdfNode(self.names.intern(name))
    }

    /// A text with its language.
    pub(super) fn intern_text(&mut self, text: &str, language: Option<&str>) -> RdfObject {
        self.intern_tagged(&["", language.unwrap_or_default()], text)
    }

    /// A text with its datatype.
    pub(super) fn intern_typed_text(&mut self, text: &str, datatype: &str) -> RdfObject {
        self.intern_tagged(&[DATATYPE_MARK, datatype], text)
    }

    fn intern_tagged(&mut self, tag: &[&str], text: &str) -> RdfObject {
        self.tagged.clear();
        self.tagged.extend(tag.iter().copied());
        self.tagged.push(TAG_END);
        self.tagged.push_str(text);
        RdfObject::Text(RdfText(self.texts.0.intern(&self.tagged)))
    }

    /// Adds a triple that stands at a place.
    pub(super) fn add_triple(&mut self, triple: RdfTriple, place: RdfPlace) {
        self.triples.push((triple, place));
    }

    /// The graph, once all is there.
    pub(super) fn into_graph(self) -> RdfGraph {
        let Self { names: known, texts, mut triples, .. } = self;
        let mut order: Vec<_> = (0_u32..).zip(known.texts().map(split_number)).collect();
        order.sort_by_key(|(_, name)| *name);
        // In the order of their names, so that a node's number is its name's.
        let mut names = Interner::default();
        let mut numbers = vec![RdfNode(0); order.len()];
        for (old, _) in order {
            let new = names.intern(known.text(old));
            if let Some(slot) = numbers.get_mut(old as usize) {
                *slot = RdfNode(new);
            }
        }
        drop(known);
        let number = |node: RdfNode| numbers.get(node.0 as usize).copied().unwrap_or(node);
        for ((subject, predicate, object), _) in &mut triples {
            (*subject, *predicate) = (number(*subject), number(*predicate));
            if let RdfObject::Node(node) = object {
                *node = number(*node);
            }
        }
        triples.sort_unstable_by(|one, other| {
            texts.compare_triples(&one.0, &other.0).then(one.1.cmp(&other.1))
        });
        triples.dedup_by(|next, kept| next.0 == kept.0);
        let places = triples.iter().map(|(_, place)| *place).collect();
        let triples: Vec<_> = triples.into_iter().map(|(triple, _)| triple).collect();
        let read = vec![Cell::new(false); triples.len()];
        let starts = index_subjects(&triples, names.len());
        RdfGraph { names, texts, triples, starts, places, read }
    }
}

/// For each node how many triples have a subject before it, and in the end how many there are.
fn index_subjects(triples: &[RdfTriple], nodes: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; nodes + 1];
    for (subject, ..) in triples {
        if let Some(count) = starts.get_mut(subject.0 as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// By what names are ordered, letter by letter, but numbers at their ends by size, so that `#note-10` follows `#note-9`: a name
/// without the digits at its end, their number, and how many there are.
fn split_number(name: &str) -> (&str, Option<u64>, usize) {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.get(stem.len()..).unwrap_or_default();
    (stem, digits.parse().ok(), digits.len())
}

/// Triples by subject, predicate and object.
#[derive(Debug, Default)]
pub(super) struct RdfGraph {
    names: Interner,
    texts: TaggedTexts,
    triples: Vec<RdfTriple>,
    /// Where the triples about each node begin.
    starts: Vec<u32>,
    /// Where each triple stands first.
    places: Vec<RdfPlace>,
    /// Which triples were read into a corpus, or told lost.
    read: Vec<Cell<bool>>,
}

impl RdfGraph {
    /// A node's name: its IRI, or `_:` and more.
    pub(super) fn node_name(&self, node: RdfNode) -> &str {
        self.names.text(node.0)
    }

    /// The node of a name, if anything is said of it or by it.
    pub(super) fn find_node(&self, name: &str) -> Option<RdfNode> {
        self.names.find(name).map(RdfNode)
    }

    /// Whether any name begins so.
    pub(super) fn names_anything_in(&self, namespace: &str) -> bool {
        self.names.texts().any(|name| name.starts_with(namespace))
    }

    /// All triples.
    pub(super) fn triples(&self) -> &[RdfTriple] {
        &self.triples
    }

    /// Where a triple stands.
    pub(super) fn place_of(&self, triple: &RdfTriple) -> RdfPlace {
        let at = self.find_triple(triple);
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
        predicate.map_or((0, 0), |predicate| self.place_of(&(subject, predicate, *object)))
    }

    /// Where a node is spoken of first.
    pub(super) fn place_of_node(&self, node: RdfNode) -> RdfPlace {
        let places = self.places.get(self.range_about(node)).unwrap_or_default();
        places.iter().min().copied().unwrap_or_default()
    }

    /// Remembers that a triple was read.
    pub(super) fn mark_read(&self, triple: &RdfTriple) {
        if let Some(read) = self.find_triple(triple).and_then(|at| self.read.get(at)) {
            read.set(true);
        }
    }

    /// Remembers that a fact was read.
    pub(super) fn mark_fact_read(&self, subject: RdfNode, predicate: &str, object: &RdfObject) {
        if let Some(predicate) = self.find_node(predicate) {
            self.mark_read(&(subject, predicate, *object));
        }
    }

    /// Whether a fact was read.
    pub(super) fn is_fact_read(
        &self,
        subject: RdfNode,
        predicate: &str,
        object: &RdfObject,
    ) -> bool {
        let predicate = self.find_node(predicate);
        predicate.is_some_and(|predicate| self.is_read(&(subject, predicate, *object)))
    }

    /// The triples that nobody has read.
    pub(super) fn unread_triples(&self) -> impl Iterator<Item = &RdfTriple> {
        self.triples.iter().zip(&self.read).filter(|(_, read)| !read.get()).map(|(it, _)| it)
    }

    /// Whether a triple was read.
    pub(super) fn is_read(&self, triple: &RdfTriple) -> bool {
        self.find_triple(triple).and_then(|at| self.read.get(at)).is_some_and(Cell::get)
    }

    /// What is said of a node.
    pub(super) fn triples_about(&self, subject: RdfNode) -> &[RdfTriple] {
        self.triples.get(self.range_about(subject)).unwrap_or_default()
    }

    fn range_about(&self, subject: RdfNode) -> Range<usize> {
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        start(subject.0 as usize)..start(subject.0 as usize + 1)
    }

    /// Where a triple is among all.
    fn find_triple(&self, triple: &RdfTriple) -> Option<usize> {
        let about = self.range_about(triple.0);
        let all = self.triples.get(about.clone())?;
        let at = all.binary_search_by(|known| self.texts.compare_triples(known, triple)).ok()?;
        Some(about.start + at)
    }

    /// The words of an object and their language, if it is a text.
    pub(super) fn text_of(&self, object: &RdfObject) -> Option<(&str, Option<&str>)> {
        let RdfObject::Text(text) = object else { return None };
        let (words, tag) = self.texts.parts(*text);
        Some((words, Some(tag).filter(|tag| !tag.is_empty() && !tag.starts_with(DATATYPE_MARK))))
    }

    /// The words of a text.
    pub(super) fn words_of(&self, text: RdfText) -> &str {
        self.texts.parts(text).0
    }

    /// The datatype of a text, unless it is plain or has a language.
    pub(super) fn datatype_of(&self, object: &RdfObject) -> Option<&str> {
        let RdfObject::Text(text) = object else { return None };
        self.texts.parts(*text).1.strip_prefix(DATATYPE_MARK)
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
        self.objects(subject, predicate).filter_map(|object| self.text_of(object))
    }

    /// The first text that stands there, which is read with it.
    pub(super) fn first_text(&self, subject: RdfNode, predicate: &str) -> Option<&str> {
        let mut all = self.triples_by(subject, predicate);
        let first = all.find(|(.., object)| object.is_text())?;
        self.mark_read(first);
        self.text_of(&first.2).map(|(text, _)| text)
    }

    /// Whether `true` stands there; that and `false` are read with it.
    pub(super) fn is_flagged(&self, subject: RdfNode, predicate: &str) -> bool {
        let mut flagged = false;
        for triple in self.triples_by(subject, predicate) {
            let Some((text @ ("true" | "false"), _)) = self.text_of(&triple.2) else { continue };
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
