//! Reads attributed claims: the part of a graph that uses our own vocabulary (docs/vocabulary.ttl).

use super::SkosReader;
use crate::skos::{
    graph::{RdfNode, RdfObject},
    names::{cx, dc, dcterms, rdf, shorten_iri, skos},
};
use cxterms_base::corpus::{
    Aspect, CONTRASTS_WITH, Citation, CitedStance, Computation, ConceptId, FacetValue, Label,
    LabelKind, Placement, Relation, RelationId, SAME_AS, SUBSET_OF, VoiceId, WorkId,
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
            if self.read_statement((node, id), statement, predicate, &object) {
                if self.own_number(node, statement).is_none() {
                    let words = "rdf:subject, rdf:predicate and rdf:object of others' statements";
                    self.record_loss(words, statement);
                }
                told.insert((predicate, object));
            } else {
                self.record_loss("statements about what is no claim", statement);
            }
        }
        self.read_label_nodes(node, id, &mut told);
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
        (node, id): (RdfNode, ConceptId),
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
            self.add_numbered_label(node, statement, label);
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
            let voices = self.read_named_things(node, [dcterms::CREATOR, dc::CREATOR]);
            let works = self.read_named_things(node, [dcterms::SOURCE, dc::SOURCE]);
            let mut voices: Vec<_> = voices.iter().map(|voice| self.read_voice(voice)).collect();
            let mut seen = HashSet::new();
            voices.retain(|voice| seen.insert(*voice));
            let mut works: Vec<_> =
                works.iter().map(|work| self.read_work(work, &voices)).collect();
            let mut seen = HashSet::new();
            works.retain(|work| seen.insert(*work));
            asserted_by = self.cross_citations(&voices, &works);
        } else {
            self.mark_sources_read(node, &asserted_by);
        }
        if asserted_by.is_empty() && denied_by.is_empty() {
            return self.draft.own_stance();
        }
        CitedStance::new(asserted_by, denied_by)
    }

    /// Marks as read what Dublin Core's words repeat of the voices and works that citations name.
    fn mark_sources_read(&self, node: RdfNode, cited: &[Citation]) {
        let (graph, corpus) = (self.graph, &self.draft.corpus);
        let citations = || graph.objects(node, cx::ASSERTED_BY).filter_map(RdfObject::as_node);
        let named = |by| citations().flat_map(move |citation| graph.objects(citation, by));
        let voices = cited.iter().filter_map(|it| corpus.voices.get(it.voice.index()));
        let speakers: Vec<_> = voices.map(|voice| &*voice.name).collect();
        let works = cited.iter().filter_map(|it| corpus.works.get(it.work?.index()));
        let titles: Vec<_> = works.map(|work| &*work.title).collect();
        for (predicate, by, texts) in
            [(dcterms::CREATOR, cx::VOICE, speakers), (dcterms::SOURCE, cx::WORK, titles)]
        {
            for object in graph.objects(node, predicate) {
                let told = |text: &str| texts.iter().any(|known| *known == text.trim());
                let by_text = graph.text_of(object).is_some_and(|(text, _)| told(text));
                if by_text || named(by).any(|it| it == object) {
                    graph.mark_fact_read(node, predicate, object);
                }
            }
        }
    }

    /// The voices or works that a node names, in Dublin Core's terms or its older elements; blank names are lost.
    fn read_named_things(&mut self, node: RdfNode, [own, older]: [&str; 2]) -> Vec<RdfObject> {
        let graph = self.graph;
        let mut found = vec![];
        for predicate in [own, older] {
            for object in graph.read_objects(node, predicate) {
                match graph.text_of(object) {
                    Some((text, _)) if text.trim().is_empty() => {
                        self.record_loss("empty texts", node);
                        continue;
                    }
                    Some((_, Some(_))) => {
                        self.record_loss("languages of the names of voices and works", node);
                    }
                    _ => {}
                }
                if predicate == older {
                    let [older, own] = [older, own].map(shorten_iri);
                    self.record_loss(&format!("{older}, written as {own}"), node);
                }
                found.push(*object);
            }
        }
        found
    }

    /// Each voice in each work; a work alone speaks for its authors, a voice alone in the vocabulary itself.
    fn cross_citations(&mut self, voices: &[VoiceId], works: &[WorkId]) -> Vec<Citation> {
        let cite = |voice: VoiceId, work: Option<WorkId>| Citation::from_voice(voice, work);
        if works.is_empty() {
            return voices.iter().map(|voice| self.cite_voice_alone(*voice)).collect();
        }
        let mut all = vec![];
        for work in works {
            let speakers = match voices.is_empty() {
                true => &*self.speakers_of(*work),
                false => voices,
            };
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
}
