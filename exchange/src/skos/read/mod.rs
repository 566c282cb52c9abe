//! Reads a SKOS graph into a corpus.

mod claims;
mod declared;
mod entries;
mod facts;
mod label_nodes;
mod labels;
mod scheme;
mod schemes;
mod sources;
mod states;
mod text_nodes;
mod texts;

use super::{
    graph::{RdfGraph, RdfNode, RdfObject},
    markup,
    names::{rdf, shorten_iri, skos, skosxl},
    roles::{NodeRoles, find_whole},
    write::{REPLACEMENT, placeholder_namespace},
};
use crate::{CorpusDraft, ImportOptions, Losses};
use claims::PlainFact;
use cxterms_base::{
    corpus::{CitedStance, ConceptId, Label, RelationId, SchemeId},
    language::format_tag,
    text,
};
use labels::LABEL_PREDICATES;
use scheme::NAME_PREDICATES;
use sources::SourcesRead;
use std::collections::{BTreeMap, HashMap};

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
    /// The labels of the concept in hand that are nodes or statements, with their numbers.
    numbered_labels: Vec<(usize, Label)>,
    /// Who uses its preferred labels, where these are nodes: each text in its language.
    label_users: Vec<(String, Option<String>, CitedStance)>,
    sources: SourcesRead,
    /// The relations that the graph declares, by predicate.
    relations: HashMap<RdfNode, RelationId>,
    /// The schemes that the manifest declares.
    schemes: HashMap<RdfNode, SchemeId>,
    /// The node that stands for the corpus itself, which may be a scheme.
    itself: Option<RdfNode>,
}

/// Reads a graph into a draft, so that the graph can be let go before the corpus is put in order; `name` is what the corpus is called if it does not say so itself.
pub(super) fn read_graph(
    graph: &RdfGraph,
    roles: &NodeRoles,
    name: &str,
    options: &ImportOptions,
) -> (CorpusDraft, Losses) {
    let language = options.language.clone().unwrap_or_else(|| main_language(graph, roles, options));
    let (one, whole) = (roles.only_scheme(), find_whole(graph));
    let entitled = whole.or(one).filter(|_| options.title.is_none());
    let title = entitled.and_then(|scheme| scheme::read_title(graph, scheme, &language));
    let title = title.unwrap_or(name);
    let keeper = one.filter(|_| options.voice.is_none());
    let keeper = keeper.and_then(|scheme| scheme::read_keeper(graph, scheme, &language));
    let draft = CorpusDraft::new(title, &language, keeper.unwrap_or(title), options);
    let mut reader = SkosReader {
        graph,
        draft,
        losses: Losses::default(),
        language,
        entries: HashMap::new(),
        statements: HashMap::new(),
        numbered_labels: vec![],
        label_users: vec![],
        sources: SourcesRead::default(),
        relations: HashMap::new(),
        schemes: HashMap::new(),
        itself: whole.filter(|whole| one == Some(*whole)),
    };
    reader.draft.corpus.settings.iri = common_namespace(graph, roles);
    declared::read_declarations(&mut reader, whole, options);
    reader.index_statements();
    reader.name_entries(roles);
    reader.declare_schemes(roles);
    for (node, id) in reader.ordered_entries() {
        reader.read_concept(node, id, roles);
    }
    reader.read_whole(whole);
    reader.record_unread(roles);
    // IRIs that we made up for want of any need not be kept.
    let settings = &mut reader.draft.corpus.settings;
    let made_up = placeholder_namespace(&settings.title);
    settings.iri.take_if(|iri| *iri == made_up);
    reader.losses.add_all(reader.draft.changed_identifiers());
    (reader.draft, reader.losses)
}

/// The language that most preferred labels have, or where there are none most names; of several the first.
fn main_language(graph: &RdfGraph, roles: &NodeRoles, options: &ImportOptions) -> String {
    let mut count = count_languages(graph, roles, &[skos::PREF, skosxl::FORM]);
    if count.is_empty() {
        count = count_languages(graph, roles, &NAME_PREDICATES);
    }
    let most = count.values().max().copied().unwrap_or_default();
    // English before its equals: a thesaurus with all labels in four languages says nothing of which is its own.
    let all = || count.iter().filter(|(_, number)| **number == most).map(|(language, _)| language);
    all()
        .find(|language| *language == "en")
        .or(all().next())
        .cloned()
        .unwrap_or_else(|| options.fallback_language())
}

/// Whether labels, definitions or notes name no language while others do.
pub(super) fn lacks_languages(graph: &RdfGraph) -> bool {
    let labels = LABEL_PREDICATES.iter().map(|(plain, ..)| *plain);
    let notes = texts::NOTE_PREDICATES.iter().map(|(name, _)| *name);
    let texts = labels.chain(notes).chain([skosxl::FORM, skos::DEFINITION]);
    let tags = texts.flat_map(|name| graph.subjects_and_objects(name));
    let mut tags = tags.filter_map(|(_, object)| graph.text_of(object).map(|(_, tag)| tag));
    let first = tags.next();
    first.is_some_and(|first| tags.any(|tag| tag.is_some() != first.is_some()))
}

/// How many labels there are in each language.
fn count_languages(
    graph: &RdfGraph,
    roles: &NodeRoles,
    predicates: &[&str],
) -> BTreeMap<String, usize> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for predicate in predicates {
        for (node, object) in graph.subjects_and_objects(predicate) {
            let language = graph.text_of(object).and_then(|(_, language)| language);
            let counts = *predicate == skosxl::FORM || roles.concepts.contains(&node);
            if let Some(language) = language.filter(|_| counts) {
                *count.entry(format_tag(language)).or_default() += 1;
            }
        }
    }
    count
}

/// The text in a language, else one in no language, else the first.
fn best_text<'g>(
    graph: &'g RdfGraph,
    node: RdfNode,
    predicate: &str,
    language: &str,
) -> Option<&'g RdfObject> {
    let rank = |object: &&RdfObject| {
        let tag = graph.text_of(object).and_then(|(_, tag)| tag);
        tag.map_or(1, |tag| if format_tag(tag) == language { 0 } else { 2 })
    };
    graph.objects(node, predicate).filter(|it| it.is_text()).min_by_key(rank)
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

    fn find_entry(&self, object: &RdfObject) -> Option<ConceptId> {
        self.entries.get(&object.as_node()?).copied()
    }

    /// The relation to what stands in a concept's place, where the concept is not said to be given up.
    fn replacement_relation(&mut self) -> RelationId {
        let means = "has given way to";
        self.draft.find_or_add_relation(REPLACEMENT.0, Some(REPLACEMENT.1), means)
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

    /// Counts what stands where a text belongs. The texts of a list are counted one by one with what was never read.
    fn record_textless(&mut self, what: &str, node: RdfNode, object: &RdfObject) {
        let list = object
            .as_node()
            .is_some_and(|head| self.graph.objects(head, rdf::FIRST).any(RdfObject::is_text));
        if !list {
            self.record_loss(what, node);
        }
    }

    /// A text in one line, without the markup that its datatype lets it hold.
    fn read_text(&mut self, object: &RdfObject) -> String {
        self.read_arranged(object, collapse_words)
    }

    /// The same with its paragraphs.
    fn read_prose(&mut self, object: &RdfObject) -> String {
        self.read_arranged(object, text::normalize_paragraphs)
    }

    fn read_arranged(&mut self, object: &RdfObject, arrange: fn(&str) -> String) -> String {
        let text = self.graph.text_of(object).map_or("", |(text, _)| text);
        match self.graph.datatype_of(object) {
            Some(rdf::XML_LITERAL | rdf::HTML) => {
                let plain = markup::plain_text(text);
                self.losses.add("markup in texts", usize::from(plain != text));
                return arrange(&plain);
            }
            Some(_) => self.losses.add_example("datatypes of texts", text),
            None => {}
        }
        let arranged = arrange(text);
        self.count_rearranged(text, &arranged);
        arranged
    }

    /// Whether a text is a label of a concept.
    fn is_label_of(&self, id: ConceptId, object: &RdfObject) -> bool {
        let Some((text, language)) = self.graph.text_of(object) else { return false };
        let language = language.map(format_tag).filter(|tag| *tag != self.language);
        let plain = collapse_words(text);
        let concept = self.draft.corpus.concepts.get(id.index());
        let labels = concept.map(|concept| &*concept.labels).unwrap_or_default();
        labels.iter().any(|it| it.text == plain && it.language == language)
    }

    /// A text in one line, which is what the YAML holds where it holds no paragraphs.
    fn collapse_spaces(&mut self, text: &str) -> String {
        let plain = collapse_words(text);
        self.count_rearranged(text, &plain);
        plain
    }

    /// Counts a text whose spaces differ from those that it came with; one of spaces alone is counted as empty.
    fn count_rearranged(&mut self, text: &str, arranged: &str) {
        let differs = arranged != text && !arranged.is_empty();
        self.losses.add("line breaks and runs of spaces", usize::from(differs));
    }
}

/// The words of a text in one line.
fn collapse_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
