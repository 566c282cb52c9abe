//! What does an entry add to its concept?

use super::{Laying, below};
use crate::{
    corpus::{
        Citation, Concept, ConceptId, Corpus, Definition, FacetValue, Label, LabelKind, Match,
        Notation, Note, Relation, RelationId, RelationKind, Said, claims,
    },
    diagnostic::{Fault, Name, Place},
    schema::{self, Entry},
};

impl Laying<'_> {
    /// Registers every concept of the layer first, so that entries may refer to each other in any order.
    #[expect(clippy::vec_box, reason = "so they come")]
    pub(super) fn entries(&mut self, mut entries: Vec<Box<Entry>>) {
        entries.sort_by(|a, b| (&a.id.value, a.id.place).cmp(&(&b.id.value, b.id.place)));
        let aside = self.set_aside(&mut entries);
        let mut next = self.corpus.concepts.len();
        for entry in &entries {
            if self.names.concepts.get(&entry.id.value).is_none() {
                self.names.concepts.insert(&entry.id.value, ConceptId::of(next));
                next += 1;
            }
        }
        self.corpus.concepts.reserve_exact(next - self.before);
        for entry in entries {
            self.entry(*entry);
        }
        self.give();
        // Last, so that what they give is not given.
        for entry in aside {
            self.aside(*entry);
        }
        self.corpus.concepts.iter_mut().for_each(claims::order_facets);
        self.corpus.relations = claims::unify(std::mem::take(&mut self.corpus.relations));
    }

    /// Takes out of sorted entries those that are no concept's: the second of a name, and those that have none.
    #[expect(clippy::vec_box, reason = "so they come")]
    fn set_aside(&mut self, entries: &mut Vec<Box<Entry>>) -> Vec<Box<Entry>> {
        let mut aside = Vec::with_capacity(entries.len());
        for same in entries.chunk_by(|a, b| a.id.value == b.id.value) {
            let mut first = None;
            for Entry { id, .. } in same.iter().map(|entry| &**entry) {
                if let Some(first) = first {
                    self.second(id, first);
                }
                aside.push(first.is_some() || id.place == Place::NOWHERE);
                first = first.or(Some(id));
            }
        }
        let mut aside = aside.into_iter();
        entries.extract_if(.., |_| aside.next().unwrap_or_default()).collect()
    }

    fn second(&mut self, id: &Name, first: &Name) {
        if id.place == Place::NOWHERE {
            return;
        }
        let fault = Fault::new(id.place, format!("a second concept with the id `{}`", id.value));
        let hint = format!("the first stands at {}", self.files.locate(first.place));
        self.faults.push(fault.hint(hint));
    }

    fn entry(&mut self, mut entry: Entry) {
        let Some(id) = self.names.concepts.get(&entry.id.value) else { return };
        let known = self.corpus.concepts.get_mut(id.index()).map(std::mem::take);
        let new = known.is_none();
        let mut concept = known.unwrap_or_else(|| {
            let (id, place) = (std::mem::take(&mut entry.id.value), entry.id.place);
            Concept { id, place, ..Concept::default() }
        });
        if id.index() >= self.before && entry.unlabelled {
            let message = format!("the concept `{}` lacks its `label`", concept.id);
            self.faults.push(Fault::new(entry.id.place, message));
        }
        if !new {
            concept.further.push(entry.id.place);
        }
        self.fill(id, &mut concept, entry);
        // New ones are numbered in the order in which they come.
        match self.corpus.concepts.get_mut(id.index()) {
            Some(slot) => *slot = concept,
            None => self.corpus.concepts.push(concept),
        }
    }

    /// Resolves the names in an entry that is no concept's, for their faults alone.
    fn aside(&mut self, entry: Entry) {
        let id = self.names.concepts.get(&entry.id.value).unwrap_or(ConceptId(u32::MAX));
        let Corpus { relations, overrides, denials, .. } = &*self.corpus;
        let (relations, overrides, denials) = (relations.len(), overrides.len(), denials.len());
        self.fill(id, &mut Concept::default(), entry);
        self.corpus.relations.truncate(relations);
        self.corpus.overrides.truncate(overrides);
        self.corpus.denials.truncate(denials);
    }

    fn fill(&mut self, id: ConceptId, concept: &mut Concept, mut entry: Entry) {
        self.single_values(id, concept, &mut entry);
        self.labels(id, concept, entry.labels);
        self.texts(id, concept, entry.definitions);
        self.facets(id, concept, entry.facets);
        self.notes(id, concept, entry.notes);
        self.relations(id, entry.relations);
        if let Some(root) = entry.root {
            let said = self.said_with(&root.said, root.text.as_deref(), root.place);
            self.denied(id, &said, || "root".to_owned());
            concept
                .root
                .get_or_insert_with(|| Said { place: root.place, ..Said::default() })
                .join(said);
        }
        let notation = |Name { value, place }| Notation { code: value, place };
        concept.notations.extend(entry.notations.into_iter().map(notation));
        concept.allow.extend(entry.allow);
        concept.matches.extend(entry.matches.into_iter().map(Match::from));
    }

    fn single_values(&mut self, id: ConceptId, concept: &mut Concept, entry: &mut Entry) {
        if let Some(name) = &entry.qualifier
            && concept.qualifier.as_ref() != Some(&name.value)
        {
            let old = concept.qualifier.replace(name.value.clone());
            concept.qualifier_by = Some(self.voice);
            self.replaced(id, "qualifier", old, name);
        }
        if let Some(iri) = &entry.iri {
            let old = concept.iri.replace(iri.value.clone());
            self.replaced(id, "iri", old, iri);
        }
        if let Some(name) = &entry.kind {
            let kind = self.names.kinds.find(name, &mut self.faults);
            if kind.is_some() && kind != concept.kind {
                let old = concept.kind.and_then(|old| self.corpus.kinds.get(old.index()));
                let old = old.map(|old| old.id.clone());
                (concept.kind, concept.kind_by) = (kind, Some(self.voice));
                self.replaced(id, "kind", old, name);
            }
        }
        if let Some(text) = entry.definition.take()
            && concept.definition.as_ref().is_none_or(|known| known.text != text.value)
        {
            // What was a translation of the old one is none of the new.
            concept.translated.clear();
            let old = concept.definition.take().map(|old| old.text);
            self.replaced(id, "definition", old, &text);
            let (voice, place) = (self.voice, text.place);
            concept.definition = Some(Definition { text: text.value, voice, place });
        }
        for (language, text) in &entry.translated {
            let known = concept.translated.iter_mut().find(|(known, _)| known == language);
            match known {
                Some((_, known)) if known.text == text.value => {}
                Some((_, known)) => {
                    let old = std::mem::replace(known, self.defined(text)).text;
                    self.replaced(id, format!("definition in {language}"), Some(old), text);
                }
                None => concept.translated.push((language.clone(), self.defined(text))),
            }
        }
    }

    /// A definition in the layer's own voice.
    fn defined(&self, text: &Name) -> Definition {
        Definition { text: text.value.clone(), voice: self.voice, place: text.place }
    }

    /// Adds labels; a new preferred one makes the old one a synonym, under which it is still found.
    fn labels(&mut self, id: ConceptId, concept: &mut Concept, labels: Vec<schema::LabelEntry>) {
        concept.labels.reserve_exact(labels.len());
        for entry in labels {
            let said = self.said_with(&entry.said, None, entry.text.place);
            if entry.text.place == Place::NOWHERE {
                continue;
            }
            self.gives(id, &entry);
            if entry.kind == LabelKind::Preferred {
                let old = concept
                    .labels
                    .iter_mut()
                    .find(|label| label.kind == entry.kind && label.language == entry.language);
                if let Some(old) = old.filter(|old| old.text != entry.text.value) {
                    old.kind = LabelKind::Synonym;
                    let field = match &entry.language {
                        Some(language) => format!("label in {language}"),
                        None => "label".to_owned(),
                    };
                    let old = old.text.clone();
                    self.replaced(id, field, Some(old), &entry.text);
                }
            }
            self.denied(id, &said, || format!("label {}", entry.text.value));
            let label = Label {
                said,
                text: entry.text.value,
                kind: entry.kind,
                language: entry.language,
                secondary: entry.secondary,
                why: entry.why,
                instead: entry.instead,
            };
            claims::add_label(&mut concept.labels, label);
        }
        concept.labels.sort_by_key(|label| (label.language.is_some(), label.kind));
    }

    fn texts(&mut self, id: ConceptId, concept: &mut Concept, definitions: Vec<schema::Written>) {
        let (texts, denials): (Vec<_>, Vec<_>) =
            definitions.into_iter().partition(|it| it.text.is_some());
        for schema::Written { text, said, place } in texts {
            let (text, said) = (text.unwrap_or_default(), self.said_with(&said, None, place));
            self.denied(id, &said, || format!("definition: {text}"));
            claims::add_text(&mut concept.definitions, text, said);
        }
        for schema::Written { said, place, .. } in denials {
            let (named, denied_by) = (self.citations(&said.by), self.citations(&said.denied_by));
            let each = concept.definitions.iter_mut().map(|text| &mut text.said);
            if !claims::deny(each, &named, &denied_by) && told(&named, &denied_by) {
                self.nothing_denied("definition", place);
            }
            self.denied_by(id, &denied_by, place, || {
                format!("definition by {}", below::written(&said))
            });
        }
    }

    fn notes(&mut self, id: ConceptId, concept: &mut Concept, notes: Vec<schema::NoteEntry>) {
        let (texts, denials): (Vec<_>, Vec<_>) =
            notes.into_iter().partition(|it| it.written.text.is_some());
        for note in texts {
            let with = note.with.iter();
            let with =
                with.filter_map(|name| self.names.concepts.find(name, &mut self.faults)).collect();
            let said = self.said_with(&note.written.said, None, note.written.place);
            let text = note.written.text.unwrap_or_default();
            self.denied(id, &said, || format!("note: {text}"));
            claims::add_note(&mut concept.notes, Note { kind: note.kind, text, with, said });
        }
        for denial in denials {
            let schema::Written { said, place, .. } = denial.written;
            let (named, denied_by) = (self.citations(&said.by), self.citations(&said.denied_by));
            let each = concept.notes.iter_mut().map(|note| &mut note.said);
            if !claims::deny(each, &named, &denied_by) && told(&named, &denied_by) {
                self.nothing_denied("note", place);
            }
            self.denied_by(id, &denied_by, place, || format!("note by {}", below::written(&said)));
        }
    }

    fn nothing_denied(&mut self, what: &str, place: Place) {
        if place == Place::NOWHERE {
            return;
        }
        let fault = Fault::new(
            place,
            format!("no {what} of this concept has that voice and work, so nothing is denied"),
        );
        self.faults.push(fault.hint("give its `text`"));
    }

    fn facets(&mut self, id: ConceptId, concept: &mut Concept, values: Vec<schema::FacetEntry>) {
        for entry in values {
            let said = self.said_with(&entry.said, entry.text.as_deref(), entry.value.place);
            let facet = self.names.facets.find(&entry.facet, &mut self.faults);
            let Some(facet) = facet.filter(|_| entry.value.place != Place::NOWHERE) else {
                continue;
            };
            let known = self
                .corpus
                .facets
                .get(facet.index())
                .map(|facet| &*facet.values)
                .unwrap_or_default();
            if !known.is_empty() && !known.contains(&entry.value.value) {
                let fault = Fault::new(
                    entry.value.place,
                    format!("`{}` cannot be `{}`", entry.facet.value, entry.value.value),
                );
                let listed = fault.hint(format!("one of: {}", known.join(", ")));
                self.faults
                    .push(listed.nearest(&entry.value.value, known.iter().map(String::as_str)));
            }
            self.denied(id, &said, || format!("{} {}", entry.facet.value, entry.value.value));
            claims::add_facet(
                &mut concept.facets,
                FacetValue { facet, value: entry.value.value, said },
            );
        }
    }

    fn relations(&mut self, from: ConceptId, links: Vec<schema::RelationEntry>) {
        for link in links {
            let facet =
                link.facet.as_ref().and_then(|name| self.names.facets.find(name, &mut self.faults));
            let relation = self.relation(&link);
            let to = self.names.concepts.find(&link.concept, &mut self.faults);
            let only_denied = link.said.by.is_empty() && !link.said.denied_by.is_empty();
            let own = if only_denied { link.text.as_deref() } else { None };
            let said = self.said_with(&link.said, own, link.concept.place);
            let (Some(relation), Some(to)) = (relation, to) else { continue };
            if from == to {
                let message = format!("a concept cannot be `{}` itself", link.relation.value);
                self.faults.push(Fault::new(link.concept.place, message));
                continue;
            }
            self.denied(from, &said, || format!("{} {}", link.relation.value, link.concept.value));
            let kind = self.corpus.relation_kinds.get(relation.index());
            let turn = kind.is_some_and(RelationKind::symmetric) && to < from;
            let (from, to) = if turn { (to, from) } else { (from, to) };
            let text = link.text.filter(|_| !only_denied);
            self.corpus.relations.push(Relation { from, relation, to, facet, text, said });
        }
    }

    fn relation(&mut self, link: &schema::RelationEntry) -> Option<RelationId> {
        if let Some(forward) = self.names.inverses.get(&link.relation.value) {
            let forward =
                self.corpus.relation_kinds.get(forward.index()).map_or("", |kind| &*kind.id);
            let fault = Fault::new(
                link.relation.place,
                format!("`{}` is derived, never written", link.relation.value),
            );
            self.faults.push(
                fault.hint(format!("write `{forward}` in the entry of `{}`", link.concept.value)),
            );
            return None;
        }
        self.names.relations.find(&link.relation, &mut self.faults)
    }
}

/// Whether both sides of a denial are known; if one is not, a fault of its own says so.
fn told(named: &[Citation], denied_by: &[Citation]) -> bool {
    !named.is_empty() && !denied_by.is_empty()
}
