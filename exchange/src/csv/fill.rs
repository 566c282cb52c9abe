//! Adds the cells of a row to its concept.

use super::{
    cell,
    keys::CsvKey,
    names::NameFailure,
    read::{CsvReader, KeyedCell, KeyedRow},
};
use crate::{IdentifierSource, Part};
use cxterms_base::{
    corpus::{
        CONTRASTS_WITH, Citation, CitedStance, ClaimedText, ConceptId, Definition, FacetValue,
        LabelKind, Match, Notation, Note, RelationId, SAME_AS, SUBSET_OF,
    },
    diagnostic::Place,
    text,
};

impl CsvReader<'_> {
    /// Adds what a row says.
    pub(super) fn add_row(&mut self, id: ConceptId, entry: KeyedRow<'_>) {
        let source = entry.own_text(&CsvKey::Source);
        for cell in entry.cells() {
            match cell.column.value_separators() {
                None => self.add_single_value(id, cell, &cell::collapse_spaces(cell.text), &source),
                Some(also) => {
                    for value in cell::split_values(cell.text, also) {
                        self.add_one_of_several(id, cell, value);
                    }
                }
            }
        }
    }

    /// Adds the one value of a cell.
    fn add_single_value(&mut self, id: ConceptId, cell: KeyedCell<'_>, value: &str, source: &str) {
        match &cell.column.key {
            CsvKey::Label(_) => self.add_label(id, value, cell.column.language.as_deref()),
            CsvKey::Definition => self.add_definition(id, cell, value, source),
            CsvKey::Kind => {
                let name = text::split_words(value).collect::<Vec<_>>().join("-");
                let kind = self.draft.find_or_add_kind(if name.is_empty() { value } else { &name });
                let old =
                    self.draft.concept_mut(id).map(|concept| *concept.kind.get_or_insert(kind));
                self.report_second_value(cell, "kind", old == Some(kind));
            }
            CsvKey::Qualifier | CsvKey::Iri => {
                let qualifier = cell.column.key == CsvKey::Qualifier;
                let old = self.draft.concept_mut(id).map(|concept| {
                    let slot = if qualifier { &mut concept.qualifier } else { &mut concept.iri };
                    slot.get_or_insert_with(|| value.to_owned()).clone()
                });
                let what = if qualifier { "qualifier" } else { "iri" };
                self.report_second_value(cell, what, old.as_deref() == Some(value));
            }
            CsvKey::Root => {
                let said = self.draft.own_stance();
                match text::fold(value).as_str() {
                    "yes" | "y" | "true" | "x" | "1" => {
                        if let Some(concept) = self.draft.concept_mut(id) {
                            concept.root = Some(said);
                        }
                    }
                    "no" | "n" | "false" | "0" => {}
                    _ => {
                        let message = format!("`{value}` is neither yes nor no");
                        self.add_finding(cell, message, None);
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds a preferred label; where there is one already, the further one is a synonym.
    fn add_label(&mut self, id: ConceptId, value: &str, language: Option<&str>) {
        let Some(concept) = self.draft.concept_mut(id) else { return };
        let mut labels = concept.labels.iter();
        let preferred = labels.find(|label| {
            label.kind == LabelKind::Preferred && label.language.as_deref() == language
        });
        let kind = match preferred {
            Some(label) if label.text == value => return,
            Some(_) => LabelKind::Synonym,
            None => LabelKind::Preferred,
        };
        self.draft.add_label(id, kind, value, language);
    }

    /// Adds a definition: the corpus's own, or that of a source.
    fn add_definition(&mut self, id: ConceptId, cell: KeyedCell<'_>, value: &str, source: &str) {
        let own = self.draft.own_stance();
        let voice = own.asserted_by.first().map(|citation| citation.voice).unwrap_or_default();
        let by = (!source.is_empty())
            .then(|| self.draft.find_or_add_voice(source))
            .filter(|by| *by != voice);
        match (by, &cell.column.language) {
            (Some(_), Some(_)) => {
                self.losses.add(Part::TranslatedDefinitions.name(), 1);
            }
            (Some(by), None) => {
                let work = self.draft.find_or_add_work(
                    source,
                    IdentifierSource::From(source),
                    source,
                    vec![by],
                );
                let citation = Citation::from_voice(by, Some(work));
                let said = CitedStance { asserted_by: vec![citation], ..CitedStance::default() };
                if let Some(concept) = self.draft.concept_mut(id) {
                    concept.definitions.push(ClaimedText {
                        text: value.to_owned(),
                        leading: false,
                        said,
                    });
                }
            }
            (None, language) => {
                let Some(concept) = self.draft.concept_mut(id) else { return };
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
                self.report_second_value(cell, "definition", same);
            }
        }
    }

    /// Tells of a second value where there can be but one.
    fn report_second_value(&mut self, cell: KeyedCell<'_>, what: &str, same: bool) {
        if !same {
            let message = format!(
                "an earlier row of this concept gives another {what}; this one is left out"
            );
            let hint =
                (what == "definition").then(|| "a `source` makes it one among others".to_owned());
            self.add_finding(cell, message, hint);
        }
    }

    /// Adds one of several values of a cell.
    fn add_one_of_several(&mut self, id: ConceptId, cell: KeyedCell<'_>, value: String) {
        let said = self.draft.own_stance();
        match &cell.column.key {
            CsvKey::Label(kind) => {
                self.draft.add_label(id, *kind, &value, cell.column.language.as_deref());
            }
            CsvKey::SubsetOf => self.add_relation(id, cell, SUBSET_OF, &value, false),
            CsvKey::Covers => self.add_relation(id, cell, SUBSET_OF, &value, true),
            CsvKey::ContrastsWith => self.add_relation(id, cell, CONTRASTS_WITH, &value, false),
            CsvKey::SameAs => self.add_relation(id, cell, SAME_AS, &value, false),
            CsvKey::Relation(name, inverse) => {
                let relation = self.draft.find_or_add_relation(name, inverse.as_deref(), "");
                self.add_relation(id, cell, relation, &value, false);
            }
            CsvKey::Facet(name) => {
                let facet = self.draft.find_or_add_facet(name);
                if let Some(concept) = self.draft.concept_mut(id) {
                    concept.facets.push(FacetValue { facet, value, said });
                }
            }
            key => {
                let Some(concept) = self.draft.concept_mut(id) else { return };
                match key {
                    CsvKey::Note(kind) => {
                        concept.notes.push(Note {
                            kind: *kind,
                            text: value,
                            label: None,
                            with: vec![],
                            said,
                        });
                    }
                    CsvKey::Notations => {
                        let notation = Notation::without_place(value);
                        if !concept.notations.contains(&notation) {
                            concept.notations.push(notation);
                        }
                    }
                    CsvKey::Match(kind) => {
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
    fn add_relation(
        &mut self,
        id: ConceptId,
        cell: KeyedCell<'_>,
        relation: RelationId,
        name: &str,
        back: bool,
    ) {
        let (message, hint) = match self.find_concept(name) {
            Ok(other) if other == id => (format!("`{name}` is this row itself"), None),
            Ok(other) => {
                let (from, to) = if back { (other, id) } else { (id, other) };
                let said = self.draft.own_stance();
                return self.draft.add_relation(from, relation, to, said);
            }
            Err(NameFailure::Several) => {
                let hint = "name it by its `id`, or with its qualifier".to_owned();
                (format!("several concepts are called `{name}`"), Some(hint))
            }
            Err(NameFailure::Unknown) => {
                let hint = self.suggest_name(name).map(|near| format!("did you mean `{near}`?"));
                (format!("no concept has the id or label `{name}`"), hint)
            }
        };
        self.add_finding(cell, message, hint);
    }
}
