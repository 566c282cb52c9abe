//! Reads attributed claims: the part of a graph that uses our own vocabulary (docs/vocabulary.ttl).

use super::SkosReader;
use crate::{
    IdentifierSource,
    skos::{
        graph::{RdfNode, RdfObject},
        names::{cx, dcterms, foaf, rdf, skos},
    },
};
use cxterms_base::corpus::{
    Aspect, CONTRASTS_WITH, Citation, CitedStance, Computation, ConceptId, FacetValue, Label,
    LabelKind, Placement, Relation, RelationId, SAME_AS, SUBSET_OF, VoiceId, VoiceKindId, WorkId,
};
use cxterms_base::language::format_tag;
use std::collections::HashSet;

/// A predicate and an object: one plain fact of a concept.
pub(super) type PlainFact = (RdfNode, RdfObject);

impl SkosReader<'_> {
    /// Adds the claims of a concept that have nodes of their own; returns the plain facts that they stand for.
    pub(super) fn read_claims(&mut self, node: RdfNode, id: ConceptId) -> HashSet<PlainFact> {
        let mut told = HashSet::new();
        for statement in self.statements_of(node) {
            let predicate = self.graph.object_nodes(statement, rdf::PREDICATE).next();
            let object = self.graph.read_objects(statement, rdf::OBJECT).next().copied();
            let Some((predicate, object)) = predicate.zip(object) else { continue };
            self.graph.mark_fact_read(statement, rdf::SUBJECT, &RdfObject::Node(node));
            if self.read_statement(id, statement, predicate, &object) {
                told.insert((predicate, object));
            } else {
                self.record_loss("statements about what is no claim", statement);
            }
        }
        let graph = self.graph;
        for (_, predicate, object) in graph.triples_about(node) {
            let name = graph.node_name(*predicate);
            match name {
                cx::QUALIFIER if !self.set_qualifier(id, object) => continue,
                cx::IN_KIND | cx::FACET_VALUE if object.as_node().is_none() => continue,
                cx::IN_KIND => {
                    let kind = object.as_node().map(|kind| self.identifier_of(kind));
                    let kind = kind.map(|name| self.draft.find_or_add_kind(&name));
                    self.edit_concept(id, |concept| concept.kind = kind);
                }
                cx::FACET_VALUE => self.read_facet_value(id, object),
                cx::ABBREVIATION if !told.contains(&(*predicate, *object)) => {
                    if let Some((text, _)) = self.graph.text_of(object) {
                        let text = self.collapse_spaces(text);
                        self.draft.add_label(id, LabelKind::Abbreviation, &text, None);
                    }
                }
                cx::CONTRASTS_WITH | cx::SAME_AS if !told.contains(&(*predicate, *object)) => {
                    let relation = if name == cx::SAME_AS { SAME_AS } else { CONTRASTS_WITH };
                    let Some(to) = self.find_entry(object) else { continue };
                    let own = self.draft.own_stance();
                    self.draft.add_relation(id, relation, to, own);
                }
                cx::QUALIFIER | cx::ABBREVIATION | cx::CONTRASTS_WITH | cx::SAME_AS => {}
                _ => continue,
            }
            told.insert((*predicate, *object));
        }
        told
    }

    /// Sets the qualifier of a concept that has none; false if there is one.
    fn set_qualifier(&mut self, id: ConceptId, object: &RdfObject) -> bool {
        let Some((text, _)) = self.graph.text_of(object) else { return false };
        let text = self.collapse_spaces(text);
        let concept = self.draft.concept_mut(id);
        let free = concept.filter(|it| it.qualifier.is_none() && !text.is_empty());
        free.map(|concept| concept.qualifier = Some(text)).is_some()
    }

    /// Reads a statement about a fact of a concept; false if that is no claim.
    fn read_statement(
        &mut self,
        id: ConceptId,
        statement: RdfNode,
        predicate: RdfNode,
        object: &RdfObject,
    ) -> bool {
        let kind = match self.graph.node_name(predicate) {
            skos::ALT => Some(LabelKind::Synonym),
            cx::ABBREVIATION => Some(LabelKind::Abbreviation),
            skos::HIDDEN if self.is_advice(statement) => Some(LabelKind::Avoid),
            skos::HIDDEN => Some(LabelKind::Hidden),
            skos::PREF => Some(LabelKind::Preferred),
            skos::TOP_OF | cx::ROOT_OF => {
                let said = self.read_stance(statement);
                self.edit_concept(id, |concept| concept.root = Some(said));
                return true;
            }
            _ => None,
        };
        if let Some((kind, (text, language))) = kind.zip(self.graph.text_of(object)) {
            let own = self.draft.corpus.settings.language.clone();
            let said = self.read_stance(statement);
            let advice = |predicate| {
                let avoided = Some(predicate).filter(|_| kind == LabelKind::Avoid);
                let text = self.graph.first_text(statement, avoided?)?;
                Some(text.to_owned())
            };
            let (why, instead) = (advice(cx::WHY), advice(cx::INSTEAD));
            let label = Label {
                text: self.collapse_spaces(text),
                kind,
                language: language.map(format_tag).filter(|language| *language != own),
                secondary: self.graph.is_flagged(statement, cx::SECONDARY),
                why: why.map(Box::new),
                instead: instead.map(Box::new),
                said,
            };
            self.edit_concept(id, |concept| concept.labels.push(label));
            return true;
        }
        let Some((relation, to)) = self.named_relation(predicate).zip(self.find_entry(object))
        else {
            return false;
        };
        let said = self.read_stance(statement);
        let facet = self.graph.object_nodes(statement, cx::IN_FACET).next();
        let facet = facet
            .map(|facet| self.identifier_of(facet))
            .map(|name| self.draft.find_or_add_facet(&name));
        let text = self.graph.first_text(statement, rdf::VALUE).map(str::to_owned);
        let text = text.map(|text| self.collapse_spaces(&text));
        self.draft.corpus.relations.push(Relation { from: id, relation, to, facet, text, said });
        true
    }

    /// Whether a statement about a hidden label says that it is to be avoided.
    fn is_advice(&self, statement: RdfNode) -> bool {
        [cx::WHY, cx::INSTEAD]
            .iter()
            .any(|advice| self.graph.objects(statement, advice).next().is_some())
    }

    fn named_relation(&mut self, predicate: RdfNode) -> Option<RelationId> {
        match self.graph.node_name(predicate) {
            skos::BROADER => Some(SUBSET_OF),
            cx::CONTRASTS_WITH => Some(CONTRASTS_WITH),
            cx::SAME_AS => Some(SAME_AS),
            skos::RELATED => {
                Some(self.draft.find_or_add_relation("related", None, "has to do with"))
            }
            dcterms::IS_REPLACED_BY => Some(self.replacement_relation()),
            _ => self.relation_of(predicate),
        }
    }

    fn read_facet_value(&mut self, id: ConceptId, object: &RdfObject) {
        let Some(node) = object.as_node() else { return };
        let facet = self.graph.object_nodes(node, cx::IN_FACET).next();
        let Some((facet, value)) = facet.zip(self.graph.first_text(node, rdf::VALUE)) else {
            return self.record_loss("facet values without a facet or a value", node);
        };
        let facet = self.identifier_of(facet);
        let (facet, value) = (self.draft.find_or_add_facet(&facet), value.to_owned());
        let computation = self.read_computation(node);
        let said = self.read_stance(node);
        self.edit_concept(id, |concept| {
            concept.facets.push(FacetValue { facet, value, computation, said });
        });
    }

    /// How a value is computed; what no file may say of it is lost.
    fn read_computation(&mut self, node: RdfNode) -> Option<Box<Computation>> {
        // The formula alone lacks what its inputs are.
        let formula = self.graph.first_text(node, cx::FORMULA).is_some();
        let text = self.graph.first_text(node, cx::COMPUTATION);
        let read = text.and_then(|text| serde_json::from_str(text).ok());
        let read = read.filter(Computation::is_sound);
        if read.is_none() && (formula || text.is_some()) {
            self.record_loss("formulas", node);
        }
        read.map(Box::new)
    }

    /// Who asserts and who denies what a node says; the corpus itself, if nobody else is named.
    pub(super) fn read_stance(&mut self, node: RdfNode) -> CitedStance {
        let denied_by = self.read_citations(node, cx::DENIED_BY);
        let mut asserted_by = self.read_citations(node, cx::ASSERTED_BY);
        if asserted_by.is_empty() {
            let voices: Vec<_> = self.graph.read_objects(node, dcterms::CREATOR).copied().collect();
            let works: Vec<_> = self.graph.read_objects(node, dcterms::SOURCE).copied().collect();
            let voices: Vec<_> = voices.iter().map(|voice| self.read_voice(voice)).collect();
            let works: Vec<_> = works.iter().map(|work| self.read_work(work, &voices)).collect();
            asserted_by = self.cross_citations(&voices, &works);
        }
        if asserted_by.is_empty() && denied_by.is_empty() {
            return self.draft.own_stance();
        }
        CitedStance::new(asserted_by, denied_by)
    }

    /// Each voice in each work; a work alone speaks for its authors, a voice alone in the vocabulary itself.
    fn cross_citations(&mut self, voices: &[VoiceId], works: &[WorkId]) -> Vec<Citation> {
        let cite = |voice: VoiceId, work: Option<WorkId>| Citation::from_voice(voice, work);
        if works.is_empty() {
            return voices.iter().map(|voice| self.cite_voice_alone(*voice)).collect();
        }
        let mut all = vec![];
        for work in works {
            let authors = self
                .draft
                .corpus
                .works
                .get(work.index())
                .map(|work| work.by.clone())
                .unwrap_or_default();
            let speakers = if voices.is_empty() { &authors } else { voices };
            all.extend(speakers.iter().map(|voice| cite(*voice, Some(*work))));
        }
        all
    }

    /// A voice that names no work: the corpus's own needs none, and any other speaks in the vocabulary itself.
    fn cite_voice_alone(&mut self, voice: VoiceId) -> Citation {
        let own = self.draft.corpus.settings.editors.first() == Some(&voice);
        let work = (!own).then(|| self.draft.corpus_work());
        Citation::from_voice(voice, work)
    }

    fn read_citations(&mut self, node: RdfNode, predicate: &str) -> Vec<Citation> {
        let all: Vec<RdfNode> = self.graph.object_nodes(node, predicate).collect();
        let mut cited = vec![];
        for citation in all {
            let Some(voice) = self.graph.read_objects(citation, cx::VOICE).next().copied() else {
                self.record_loss("citations without a voice", citation);
                continue;
            };
            let voice = self.read_voice(&voice);
            let work = self.graph.read_objects(citation, cx::WORK).next().copied();
            let via = self.graph.read_objects(citation, cx::VIA).next().copied();
            let mut one = match work {
                Some(work) => Citation::from_voice(voice, Some(self.read_work(&work, &[voice]))),
                None => self.cite_voice_alone(voice),
            };
            one.via = via.map(|via| self.read_voice(&via));
            one.text = self.read_words(citation, cx::HEDGE);
            one.but = self.read_words(citation, cx::RESERVATION);
            one.placement = self.read_named(citation, cx::PLACED_AS, &Placement::ALL);
            one.aspect = self.read_named(citation, cx::SPEAKS_OF, &Aspect::ALL);
            cited.push(one);
        }
        cited
    }

    /// The first text that a node has by a predicate, in one line; none if that is blank.
    pub(super) fn read_words(&mut self, node: RdfNode, predicate: &str) -> Option<String> {
        let text = self.graph.first_text(node, predicate)?.to_owned();
        Some(self.collapse_spaces(&text)).filter(|text| !text.is_empty())
    }

    /// What a node calls by one of these names; another name is lost.
    pub(super) fn read_named<T: Copy>(
        &mut self,
        node: RdfNode,
        predicate: &str,
        all: &[(T, &str)],
    ) -> Option<T> {
        let name = self.graph.first_text(node, predicate)?;
        let known = all.iter().find(|(_, known)| *known == name).map(|(it, _)| *it);
        if known.is_none() {
            self.record_loss(predicate, node);
        }
        known
    }

    /// The voice that a node or a name stands for.
    pub(super) fn read_voice(&mut self, object: &RdfObject) -> VoiceId {
        let node = match object {
            RdfObject::Text(name) => {
                return self.draft.find_or_add_voice(self.graph.words_of(*name));
            }
            RdfObject::Node(node) => *node,
        };
        let name = self
            .graph
            .first_text(node, foaf::NAME)
            .unwrap_or(self.graph.node_name(node))
            .to_owned();
        let id = self.identifier_of(node);
        let voice = self.draft.find_or_add_voice_as(
            self.graph.node_name(node),
            IdentifierSource::Is(&id),
            &name,
        );
        let short = self.graph.first_text(node, foaf::NICK).map(str::to_owned);
        let about = self.graph.first_text(node, dcterms::DESCRIPTION).map(str::to_owned);
        let kind = self.graph.first_text(node, cx::VOICE_KIND);
        let kinds = &self.draft.corpus.settings.voice_kinds;
        let kind = (0..).map(VoiceKindId).zip(kinds).find(|(_, known)| Some(&***known) == kind);
        let kind = kind.map(|(id, _)| id);
        if let Some(known) = self.draft.corpus.voices.get_mut(voice.index()) {
            known.kind = kind;
            known.short = short.unwrap_or_else(|| known.name.clone());
            known.about = about.unwrap_or_default();
        }
        voice
    }

    /// The work that a node or a title stands for, which `voices` wrote unless it names its authors.
    fn read_work(&mut self, object: &RdfObject, voices: &[VoiceId]) -> WorkId {
        let node = match object {
            RdfObject::Text(title) => {
                let title = self.graph.words_of(*title);
                let by = match voices.first() {
                    Some(first) => vec![*first],
                    None => vec![self.draft.find_or_add_voice(title)],
                };
                return self.draft.find_or_add_work(
                    title,
                    IdentifierSource::From(title),
                    title,
                    by,
                );
            }
            RdfObject::Node(node) => *node,
        };
        if let Some(known) = self.draft.known_work(self.graph.node_name(node)) {
            return known;
        }
        self.read_described_work(node, voices)
    }

    /// A work with all that the graph says of it.
    pub(super) fn read_described_work(&mut self, node: RdfNode, voices: &[VoiceId]) -> WorkId {
        let title = self
            .graph
            .first_text(node, dcterms::TITLE)
            .unwrap_or(self.graph.node_name(node))
            .to_owned();
        let creators: Vec<_> = self.graph.read_objects(node, dcterms::CREATOR).copied().collect();
        let mut by: Vec<_> = creators.iter().map(|creator| self.read_voice(creator)).collect();
        if let Some(order) = self.graph.first_text(node, cx::AUTHORS) {
            let at = |voice: &VoiceId| {
                let id = self.draft.corpus.voices.get(voice.index()).map_or("", |voice| &*voice.id);
                order.split(' ').position(|known| known == id)
            };
            by.sort_by_key(at);
        }
        if by.is_empty() {
            by = voices.iter().take(1).copied().collect();
        }
        if by.is_empty() {
            by.push(self.draft.find_or_add_voice(&title));
        }
        let id = self.identifier_of(node);
        let name = self.graph.node_name(node);
        let work = self.draft.find_or_add_work(name, IdentifierSource::Is(&id), &title, by);
        let text = |predicate| self.graph.first_text(node, predicate).map(str::to_owned);
        let addressed = |predicate| {
            let found = self.graph.read_objects(node, predicate).map(|object| match object {
                RdfObject::Node(node) => self.graph.node_name(*node).to_owned(),
                RdfObject::Text(text) => self.graph.words_of(*text).to_owned(),
            });
            found.collect::<Vec<_>>()
        };
        let (published, year) = (text(dcterms::PUBLISHER), text(dcterms::DATE));
        let own = (!name.starts_with("_:")
            && !name.starts_with("urn:")
            && self.graph.first_text(node, cx::IDENTIFIER).is_none())
        .then(|| name.to_owned());
        let url = addressed(foaf::PAGE).into_iter().next().or(text(cx::ADDRESS)).or(own);
        let also_at = addressed(cx::COPY);
        if let Some(known) = self.draft.corpus.works.get_mut(work.index()) {
            known.published = published.unwrap_or_default();
            (known.year, known.url, known.also_at) = (year, url, also_at);
        }
        work
    }

    /// The identifier that a node says it has, else the end of its IRI.
    pub(super) fn identifier_of(&self, node: RdfNode) -> String {
        let name = self.graph.node_name(node);
        let end = name.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(name);
        self.graph.first_text(node, cx::IDENTIFIER).unwrap_or(end).to_owned()
    }
}
