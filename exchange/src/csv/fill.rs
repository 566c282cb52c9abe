//! What do the cells of a row say of its concept?

use super::{
    cell,
    keys::Key,
    names::Unnamed,
    read::{Cell, Entry, Table},
};
use crate::{Id, Part};
use cxterms_base::{
    corpus::{
        CONTRASTS_WITH, Citation, CitedStance, ClaimedText, ConceptId, Definition, FacetValue,
        LabelKind, Match, Notation, Note, RelationId, SAME_AS, SUBSET_OF,
    },
    diagnostic::Place,
    text,
};

impl Table<'_> {
    /// Adds what a row says.
    pub(super) fn fill(&mut self, id: ConceptId, entry: Entry<'_>) {
        let source = entry.text(&Key::Source);
        for cell in entry.cells() {
            match cell.column.several() {
                None => self.one(id, cell, &cell::tidy(cell.text), &source),
                Some(also) => {
                    for value in cell::split(cell.text, also) {
                        self.each(id, cell, value);
                    }
                }
            }
        }
    }

    /// Adds the one value of a cell.
    fn one(&mut self, id: ConceptId, cell: Cell<'_>, value: &str, source: &str) {
        match &cell.column.key {
            Key::Label(_) => self.label(id, value, cell.column.language.as_deref()),
            Key::Definition => self.definition(id, cell, value, source),
            Key::Kind => {
                let name = text::split_words(value).collect::<Vec<_>>().join("-");
                let kind = self.draft.kind(if name.is_empty() { value } else { &name });
                let old = self.draft.edit(id).map(|concept| *concept.kind.get_or_insert(kind));
                self.single(cell, "kind", old == Some(kind));
            }
            Key::Qualifier | Key::Iri => {
                let qualifier = cell.column.key == Key::Qualifier;
                let old = self.draft.edit(id).map(|concept| {
                    let slot = if qualifier { &mut concept.qualifier } else { &mut concept.iri };
                    slot.get_or_insert_with(|| value.to_owned()).clone()
                });
                let what = if qualifier { "qualifier" } else { "iri" };
                self.single(cell, what, old.as_deref() == Some(value));
            }
            Key::Root => {
                let said = self.draft.own();
                match text::fold(value).as_str() {
                    "yes" | "y" | "true" | "x" | "1" => {
                        if let Some(concept) = self.draft.edit(id) {
                            concept.root = Some(said);
                        }
                    }
                    "no" | "n" | "false" | "0" => {}
                    _ => {
                        let message = format!("`{value}` is neither yes nor no");
                        self.find(cell, message, None);
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds a preferred label; where there is one already, the further one is a synonym.
    fn label(&mut self, id: ConceptId, value: &str, language: Option<&str>) {
        let Some(concept) = self.draft.edit(id) else { return };
        let mut labels = concept.labels.iter();
        let preferred = labels.find(|label| {
            label.kind == LabelKind::Preferred && label.language.as_deref() == language
        });
        let kind = match preferred {
            Some(label) if label.text == value => return,
            Some(_) => LabelKind::Synonym,
            None => LabelKind::Preferred,
        };
        self.draft.label(id, kind, value, language);
    }

    /// Adds a definition: the corpus's own, or that of a source.
    fn definition(&mut self, id: ConceptId, cell: Cell<'_>, value: &str, source: &str) {
        let own = self.draft.own();
        let voice = own.asserted_by.first().map(|citation| citation.voice).unwrap_or_default();
        let by = (!source.is_empty()).then(|| self.draft.voice(source)).filter(|by| *by != voice);
        match (by, &cell.column.language) {
            (Some(_), Some(_)) => {
                self.losses.add(Part::TranslatedDefinitions.name(), 1);
            }
            (Some(by), None) => {
                let work = self.draft.work(source, Id::From(source), source, vec![by]);
                let citation = Citation { voice: by, work: Some(work), via: None, text: None };
                let said = CitedStance { asserted_by: vec![citation], ..CitedStance::default() };
                if let Some(concept) = self.draft.edit(id) {
                    concept.definitions.push(ClaimedText { text: value.to_owned(), said });
                }
            }
            (None, language) => {
                let Some(concept) = self.draft.edit(id) else { return };
                let same = match language {
                    Some(language) => {
                        let known = concept.translated.iter().position(|(it, _)| it == language);
                        let at = known.unwrap_or_else(|| {
                            let place = Place::NOWHERE;
                            let text = Definition { text: value.to_owned(), voice, place };
                            concept.translated.push((language.clone(), text));
                            concept.translated.len() - 1
                        });
                        concept.translated.get(at).is_some_and(|(_, it)| it.text == value)
                    }
                    None => {
                        let new =
                            || Definition { text: value.to_owned(), voice, place: Place::NOWHERE };
                        concept.definition.get_or_insert_with(new).text == value
                    }
                };
                self.single(cell, "definition", same);
            }
        }
    }

    /// Tells of a second value where there can be but one.
    fn single(&mut self, cell: Cell<'_>, what: &str, same: bool) {
        if !same {
            let message = format!(
                "an earlier row of this concept gives another {what}; this one is left out"
            );
            let hint =
                (what == "definition").then(|| "a `source` makes it one among others".to_owned());
            self.find(cell, message, hint);
        }
    }

    /// Adds one of several values of a cell.
    fn each(&mut self, id: ConceptId, cell: Cell<'_>, value: String) {
        let said = self.draft.own();
        match &cell.column.key {
            Key::Label(kind) => {
                self.draft.label(id, *kind, &value, cell.column.language.as_deref());
            }
            Key::SubsetOf => self.relate(id, cell, SUBSET_OF, &value, false),
            Key::Covers => self.relate(id, cell, SUBSET_OF, &value, true),
            Key::ContrastsWith => self.relate(id, cell, CONTRASTS_WITH, &value, false),
            Key::SameAs => self.relate(id, cell, SAME_AS, &value, false),
            Key::Relation(name, inverse) => {
                let relation = self.draft.relation(name, inverse.as_deref(), "");
                self.relate(id, cell, relation, &value, false);
            }
            Key::Facet(name) => {
                let facet = self.draft.facet(name);
                if let Some(concept) = self.draft.edit(id) {
                    concept.facets.push(FacetValue { facet, value, said });
                }
            }
            key => {
                let Some(concept) = self.draft.edit(id) else { return };
                match key {
                    Key::Note(kind) => {
                        concept.notes.push(Note { kind: *kind, text: value, with: vec![], said });
                    }
                    Key::Notations => {
                        let notation = Notation::without_place(value);
                        if !concept.notations.contains(&notation) {
                            concept.notations.push(notation);
                        }
                    }
                    Key::Match(kind) => {
                        let matched = Match::without_place(*kind, value);
                        if !concept.matches.contains(&matched) {
                            concept.matches.push(matched);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Joins a concept to the one of a name, or that to it.
    fn relate(
        &mut self,
        id: ConceptId,
        cell: Cell<'_>,
        relation: RelationId,
        name: &str,
        back: bool,
    ) {
        let (message, hint) = match self.named(name) {
            Ok(other) if other == id => (format!("`{name}` is this row itself"), None),
            Ok(other) => {
                let (from, to) = if back { (other, id) } else { (id, other) };
                let said = self.draft.own();
                return self.draft.relate(from, relation, to, said);
            }
            Err(Unnamed::Several) => {
                let hint = "name it by its `id`, or with its qualifier".to_owned();
                (format!("several concepts are called `{name}`"), Some(hint))
            }
            Err(Unnamed::Unknown) => {
                let hint = self.nearest(name).map(|near| format!("did you mean `{near}`?"));
                (format!("no concept has the id or label `{name}`"), hint)
            }
        };
        self.find(cell, message, hint);
    }
}
