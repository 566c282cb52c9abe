//! Merges an entry into its concept.

use super::{LayerMerge, translate::is_same_language};
use crate::{
    corpus::{
        CitedStance, Concept, ConceptId, Corpus, Definition, FacetValue, Label, LabelKind, Match,
        Notation, Relation, RelationId, RelationKind,
        claims::{self, TextIndex},
        crossing::{self, CrossRelation},
    },
    diagnostic::{Fault, Name, Place},
    language::is_same_tag,
    schema::{self, ConceptEntry, PackedEntries, PackedEntry},
};

impl LayerMerge<'_> {
    /// Registers every concept of the layer first, so that entries may refer to each other in any order.
    pub(super) fn merge_entries(&mut self, mut entries: PackedEntries) -> Vec<CrossRelation> {
        let mut order = entries.list_sorted();
        let aside = self.split_off_invalid(&entries, &mut order);
        let mut next = self.corpus.concepts.len();
        for (id, _) in order.iter().map(|packed| entries.id(*packed)) {
            if self.names.concepts.get(id).is_none() {
                self.names.concepts.insert(id, ConceptId::of(next));
                next += 1;
            }
        }
        self.corpus.concepts.reserve_exact(next - self.before);
        for mut entry in order.into_iter().filter_map(|packed| entries.take(packed)) {
            self.translate_entry(&mut entry);
            self.merge_entry(entry);
        }
        self.demote_lower_labels();
        // Last, so that what they give is not given.
        for entry in aside.into_iter().filter_map(|packed| entries.take(packed)) {
            self.check_invalid_entry(entry);
        }
        self.corpus.concepts.iter_mut().for_each(claims::order_claims);
        let written = std::mem::take(&mut self.corpus.relations);
        let (merged, crossing) = crossing::merge_by_ends(written, &self.at_far_end);
        self.corpus.relations = merged;
        crossing
    }

    /// Takes out of sorted entries those that are no concept's: the second of a name, and those that have none.
    fn split_off_invalid(
        &mut self,
        entries: &PackedEntries,
        order: &mut Vec<PackedEntry>,
    ) -> Vec<PackedEntry> {
        let mut aside = Vec::with_capacity(order.len());
        let id = |packed: &PackedEntry| entries.id(*packed);
        for same in order.chunk_by(|a, b| id(a).0 == id(b).0) {
            let mut first = None;
            for (id, place) in same.iter().map(id) {
                if let Some(first) = first {
                    self.report_duplicate_id(id, place, first);
                }
                aside.push(first.is_some() || place == Place::NOWHERE);
                first = first.or(Some(place));
            }
        }
        let mut aside = aside.into_iter();
        order.extract_if(.., |_| aside.next().unwrap_or_default()).collect()
    }

    fn report_duplicate_id(&mut self, id: &str, place: Place, first: Place) {
        if place == Place::NOWHERE {
            return;
        }
        let fault = Fault::new(place, format!("a second concept with the id `{id}`"));
        let hint = format!("the first stands at {}", self.files.format_place(first));
        self.faults.push(fault.hint(hint));
    }

    fn merge_entry(&mut self, mut entry: ConceptEntry) {
        let Some(id) = self.names.concepts.get(&entry.id.value) else { return };
        let known = self.corpus.concepts.get_mut(id.index()).map(std::mem::take);
        let new = known.is_none();
        let mut concept = known.unwrap_or_else(|| {
            let (id, place) = (std::mem::take(&mut entry.id.value), entry.id.place);
            Concept { id, place, ..Concept::default() }
        });
        // One that is known by its IRI alone has no name that anybody gave it.
        if id.index() >= self.before && entry.unlabelled && entry.iri.is_none() && !self.cut_below {
            let message = format!("the concept `{}` lacks its `label`", concept.id);
            self.faults.push(Fault::new(entry.id.place, message));
        }
        if !new {
            concept.further.push(entry.id.place);
        }
        self.merge_memberships(&mut concept, new, &entry);
        self.fill_concept(id, &mut concept, entry);
        // New ones are numbered in the order in which they come.
        match self.corpus.concepts.get_mut(id.index()) {
            Some(slot) => *slot = concept,
            None => self.corpus.concepts.push(concept),
        }
    }

    /// Resolves the names in an entry that is no concept's, for their faults alone.
    fn check_invalid_entry(&mut self, entry: ConceptEntry) {
        let id = self.names.concepts.get(&entry.id.value).unwrap_or(ConceptId(u32::MAX));
        let Corpus { relations, overrides, denials, .. } = &*self.corpus;
        let (relations, overrides, denials) = (relations.len(), overrides.len(), denials.len());
        self.merge_memberships(&mut Concept::default(), false, &entry);
        self.fill_concept(id, &mut Concept::default(), entry);
        self.corpus.relations.truncate(relations);
        self.corpus.overrides.truncate(overrides);
        self.corpus.denials.truncate(denials);
    }

    fn fill_concept(&mut self, id: ConceptId, concept: &mut Concept, mut entry: ConceptEntry) {
        self.merge_single_values(id, concept, &mut entry);
        self.merge_labels(id, concept, entry.labels);
        self.merge_definitions(id, concept, entry.definitions);
        self.merge_facets(id, concept, entry.facets);
        self.merge_notes(id, concept, entry.notes);
        self.merge_relations(id, entry.relations);
        self.merge_states(id, concept, entry.states);
        self.merge_dates(id, concept, entry.dates);
        if let Some(root) = entry.root {
            let said = self.resolve_attribution(&root.said, root.text.as_deref(), root.place);
            self.record_denial(id, &said, || "root".to_owned());
            concept
                .root
                .get_or_insert_with(|| CitedStance::from_place(root.place))
                .merge_citations(said);
        }
        let notation = |Name { value, place }| Notation { code: value, place };
        concept.notations.extend(entry.notations.into_iter().map(notation));
        concept.allow.extend(entry.allow);
        concept.matches.extend(entry.matches.into_iter().map(Match::from));
    }

    fn merge_single_values(
        &mut self,
        id: ConceptId,
        concept: &mut Concept,
        entry: &mut ConceptEntry,
    ) {
        if let Some(name) = &entry.qualifier
            && concept.qualifier.as_ref() != Some(&name.value)
        {
            let old = concept.qualifier.replace(name.value.clone());
            concept.qualifier_by = Some(self.voice);
            self.record_override(id, "qualifier", old, name);
        }
        if let Some(iri) = &entry.iri {
            let old = concept.iri.replace(iri.value.clone());
            self.record_override(id, "iri", old, iri);
        }
        if let Some(name) = &entry.kind {
            let kind = self.names.kinds.find_or_report(name, &mut self.faults);
            if kind.is_some() && kind != concept.kind {
                let old = concept.kind.and_then(|old| self.corpus.kind(old));
                let old = old.map(|old| old.id.clone());
                (concept.kind, concept.kind_by) = (kind, Some(self.voice));
                self.record_override(id, "kind", old, name);
            }
        }
        if let Some(text) = entry.definition.take()
            && concept.definition.as_ref().is_none_or(|known| known.text != text.value)
        {
            // What was a translation of the old one is none of the new.
            concept.translated.clear();
            let old = concept.definition.take().map(|old| old.text);
            self.record_override(id, "definition", old, &text);
            let (voice, place) = (self.voice, text.place);
            concept.definition = Some(Definition { text: text.value, voice, place });
        }
        for (language, text) in &entry.translated {
            let known =
                concept.translated.iter_mut().find(|(known, _)| is_same_tag(known, language));
            match known {
                Some((_, known)) if known.text == text.value => {}
                Some((_, known)) => {
                    let old = std::mem::replace(known, self.own_definition(text)).text;
                    self.record_override(id, format!("definition in {language}"), Some(old), text);
                }
                None => concept.translated.push((language.clone(), self.own_definition(text))),
            }
        }
    }

    /// A definition in the layer's own voice.
    fn own_definition(&self, text: &Name) -> Definition {
        Definition { text: text.value.clone(), voice: self.voice, place: text.place }
    }

    /// Adds labels; a new preferred one makes the old one a synonym, under which it is still found.
    fn merge_labels(
        &mut self,
        id: ConceptId,
        concept: &mut Concept,
        labels: Vec<schema::LabelEntry>,
    ) {
        concept.labels.reserve_exact(labels.len());
        let mut index = TextIndex::index_texts(concept.labels.iter().map(Label::key));
        for entry in labels {
            let said = self.resolve_attribution(&entry.said, None, entry.text.place);
            if entry.text.place == Place::NOWHERE {
                continue;
            }
            self.record_label(id, &entry);
            if entry.kind == LabelKind::Preferred {
                let old = concept.labels.iter_mut().find(|label| {
                    label.kind == entry.kind
                        && is_same_language(label.language.as_deref(), entry.language.as_deref())
                });
                if let Some(old) = old.filter(|old| old.text != entry.text.value) {
                    old.kind = LabelKind::Synonym;
                    let field = match &entry.language {
                        Some(language) => format!("label in {language}"),
                        None => "label".to_owned(),
                    };
                    let old = old.text.clone();
                    self.record_override(id, field, Some(old), &entry.text);
                }
            }
            self.record_denial(id, &said, || format!("label {}", entry.text.value));
            let label = Label {
                said,
                text: entry.text.value,
                kind: entry.kind,
                language: entry.language,
                secondary: entry.secondary,
                why: entry.why.map(Box::new),
                instead: entry.instead.map(Box::new),
            };
            claims::add_label(&mut concept.labels, &mut index, label);
        }
        concept.labels.sort_by_key(|label| (label.language.is_some(), label.kind));
    }

    fn merge_facets(
        &mut self,
        id: ConceptId,
        concept: &mut Concept,
        values: Vec<schema::FacetEntry>,
    ) {
        for entry in values {
            let said =
                self.resolve_attribution(&entry.said, entry.text.as_deref(), entry.value.place);
            let facet = self.names.facets.find_or_report(&entry.facet, &mut self.faults);
            let Some(facet) = facet.filter(|_| entry.value.place != Place::NOWHERE) else {
                continue;
            };
            let known = self.corpus.facet(facet).map(|facet| &*facet.values).unwrap_or_default();
            if !known.is_empty() && !known.contains(&entry.value.value) {
                let fault = Fault::new(
                    entry.value.place,
                    format!("`{}` cannot be `{}`", entry.facet.value, entry.value.value),
                );
                let listed = fault.hint(format!("one of: {}", known.join(", ")));
                self.faults.push(
                    listed.suggest_nearest(&entry.value.value, known.iter().map(String::as_str)),
                );
            }
            self.record_denial(id, &said, || {
                format!("{} {}", entry.facet.value, entry.value.value)
            });
            let value = entry.value.value;
            if let Some(computation) = &entry.computation {
                self.check_computation(id, concept, (facet, &value), computation);
            }
            let computation = entry.computation;
            claims::add_facet(&mut concept.facets, FacetValue { facet, value, computation, said });
        }
    }

    fn merge_relations(&mut self, from: ConceptId, links: Vec<schema::RelationEntry>) {
        for link in links {
            let facet = link
                .facet
                .as_ref()
                .and_then(|name| self.names.facets.find_or_report(name, &mut self.faults));
            let relation = self.resolve_relation(&link);
            let to = self.names.concepts.find_or_report(&link.concept, &mut self.faults);
            let only_denied = link.said.by.is_empty() && !link.said.denied_by.is_empty();
            let own = if only_denied { link.text.as_deref() } else { None };
            let said = self.resolve_attribution(&link.said, own, link.concept.place);
            let (Some(relation), Some(to)) = (relation, to) else { continue };
            if from == to {
                let message = format!("a concept cannot be `{}` itself", link.relation.value);
                self.faults.push(Fault::new(link.concept.place, message));
                continue;
            }
            self.record_denial(from, &said, || {
                format!("{} {}", link.relation.value, link.concept.value)
            });
            let kind = self.corpus.relation_kind(relation);
            let turn = kind.is_some_and(RelationKind::is_symmetric) && to < from;
            let (from, to) = if turn { (to, from) } else { (from, to) };
            self.at_far_end.extend(turn.then_some(self.corpus.relations.len()));
            let text = link.text.filter(|_| !only_denied);
            self.corpus.relations.push(Relation { from, relation, to, facet, text, said });
        }
    }

    fn resolve_relation(&mut self, link: &schema::RelationEntry) -> Option<RelationId> {
        if let Some(forward) = self.names.inverses.get(&link.relation.value) {
            let forward = self.corpus.relation_kind(forward).map_or("", |kind| &*kind.id);
            let fault = Fault::new(
                link.relation.place,
                format!("`{}` is derived, never written", link.relation.value),
            );
            self.faults.push(
                fault.hint(format!("write `{forward}` in the entry of `{}`", link.concept.value)),
            );
            return None;
        }
        self.names.relations.find_or_report(&link.relation, &mut self.faults)
    }
}
