//! Adds the cells of a row to its concept.

use super::{
    cell,
    keys::ColumnKey,
    names::{NameFailure, NameSpelling},
    read::{KeyedCell, KeyedRow, SheetReader},
    states::parse_state,
    status::parse_yes_no,
};
use crate::IdentifierSource;
use cxterms_base::{
    corpus::{
        CONTRASTS_WITH, Citation, CitedStance, ClaimedText, ConceptId, Definition, FacetValue,
        LabelKind, Match, Notation, Note, RelationId, SAME_AS, SUBSET_OF,
    },
    diagnostic::{Place, Severity},
    text,
};

impl SheetReader<'_> {
    /// Adds what a row says.
    pub(super) fn add_row(&mut self, id: ConceptId, entry: KeyedRow<'_>) {
        let source = entry.own_text(&ColumnKey::Source);
        if !source.is_empty() && entry.own_text(&ColumnKey::Definition).is_empty() {
            self.losses.add_example("sources of nothing", &source);
        }
        let joined = entry.target_cell().map(|cell| self.find_concept(cell.text.trim()));
        let avoided = entry.avoided_name().filter(|_| joined.is_some_and(|it| it.ok() == Some(id)));
        for cell in entry.cells() {
            if let Some(name) = avoided.as_deref().filter(|_| !cell.column.holds_any_name()) {
                self.add_said_of_name(id, cell, name, &source);
                continue;
            }
            match cell.column.separators_in(cell.text) {
                // It is why the label is to be avoided.
                Some(_) if cell.label_verdict().is_some() => {}
                None if cell.column.key == ColumnKey::Definition => {
                    self.add_definition(id, cell, &cell::collapse_lines(cell.text), &source);
                }
                None => self.add_single_value(id, cell, &cell::collapse_spaces(cell.text)),
                Some(also) => {
                    let is_note = matches!(cell.column.key, ColumnKey::Note(_));
                    for value in cell::split_values(cell.text, also) {
                        let value = if is_note { value } else { cell::collapse_spaces(&value) };
                        self.add_one_of_several(id, cell, value);
                    }
                }
            }
        }
    }

    /// Adds the one value of a cell that holds no definition.
    fn add_single_value(&mut self, id: ConceptId, cell: KeyedCell<'_>, value: &str) {
        match &cell.column.key {
            ColumnKey::Label(_) => self.add_preferred_label(id, cell, value),
            ColumnKey::Kind => {
                let name = text::split_words(value).collect::<Vec<_>>().join("-");
                let kind = self.draft.find_or_add_kind(if name.is_empty() { value } else { &name });
                let old =
                    self.draft.concept_mut(id).map(|concept| *concept.kind.get_or_insert(kind));
                self.report_second_value(cell, value, "kind", old == Some(kind));
            }
            ColumnKey::Qualifier | ColumnKey::Iri => {
                let qualifier = cell.column.key == ColumnKey::Qualifier;
                let old = self.draft.concept_mut(id).map(|concept| {
                    let slot = if qualifier { &mut concept.qualifier } else { &mut concept.iri };
                    slot.get_or_insert_with(|| value.to_owned()).clone()
                });
                let what = if qualifier { "qualifier" } else { "iri" };
                self.report_second_value(cell, value, what, old.as_deref() == Some(value));
            }
            ColumnKey::Date(kind) => self.add_date(id, cell, *kind, value),
            ColumnKey::Root => {
                let said = self.draft.own_stance();
                match parse_yes_no(value) {
                    Some(true) => {
                        if let Some(concept) = self.draft.concept_mut(id) {
                            concept.root = Some(said);
                        }
                    }
                    Some(false) => {}
                    None => {
                        let message = format!("`{value}` is neither yes nor no");
                        self.add_loss(cell, value, message, None);
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds a preferred label; where there is one already, the further one is a synonym.
    fn add_preferred_label(&mut self, id: ConceptId, cell: KeyedCell<'_>, value: &str) {
        let language = cell.language();
        let Some(concept) = self.draft.concept_mut(id) else { return };
        let mut labels = concept.labels.iter();
        let preferred = labels.find(|label| {
            label.kind == LabelKind::Preferred && label.language.as_deref() == language
        });
        let kind = match preferred {
            _ if let Some(status) = cell.entry.label_status() => status,
            Some(label) if label.text == value => return,
            Some(label) => {
                if text::fold(&label.text) != text::fold(value) {
                    let message = format!(
                        "an earlier row of this concept has the label `{}`; `{value}` is taken for a synonym",
                        label.text
                    );
                    self.add_finding(cell, Severity::Warning, message, None);
                }
                LabelKind::Synonym
            }
            None => LabelKind::Preferred,
        };
        self.add_name(id, cell, kind, value);
    }

    /// Adds a name, unless the concept has it already: nothing is a name and one to avoid.
    fn add_name(&mut self, id: ConceptId, cell: KeyedCell<'_>, kind: LabelKind, value: &str) {
        let language = cell.language();
        // A spelling under which a concept is only found may differ from its names by as little as a hyphen.
        let spelling = match kind {
            LabelKind::Hidden => NameSpelling::Exact(value.to_owned()),
            _ => NameSpelling::Folded(text::fold(value)),
        };
        let name = (id, language.map(str::to_owned), spelling);
        let Some((text, before)) = self.given.get(&name).cloned() else {
            self.given.insert(name, (value.to_owned(), kind));
            self.draft.add_label(id, kind, value, language);
            if kind == LabelKind::Avoid && cell.column.key == ColumnKey::Label(LabelKind::Preferred)
            {
                let labels = self.draft.concept_mut(id).map(|concept| &mut concept.labels);
                if let Some(label) = labels.and_then(|all| all.last_mut()) {
                    label.why = Some(Box::new(cell.entry.ban_reason()));
                }
            }
            return;
        };
        if text == value && before == kind {
            return;
        }
        self.losses.add_example("names that stand twice", value);
        let advised = [before, kind].iter().filter(|it| **it == LabelKind::Avoid).count();
        if advised == 1 {
            let message =
                format!("`{value}` is a name of this concept and one to avoid; the first is kept");
            self.add_finding(cell, Severity::Warning, message, None);
        }
    }

    /// Adds a definition: the corpus's own, or that of a source.
    fn add_definition(&mut self, id: ConceptId, cell: KeyedCell<'_>, value: &str, source: &str) {
        let own = self.draft.own_stance();
        let voice = own.asserted_by.first().map(|citation| citation.voice).unwrap_or_default();
        let own_said = own;
        let by = (!source.is_empty())
            .then(|| self.draft.find_or_add_voice(source))
            .filter(|by| *by != voice);
        let language = cell.language().map(str::to_owned);
        match (by, language) {
            (Some(by), language) => {
                let work = self.draft.find_or_add_work(
                    source,
                    IdentifierSource::From(source),
                    source,
                    vec![by],
                );
                let citation = Citation::from_voice(by, Some(work));
                let said = CitedStance::asserted(vec![citation]);
                if let Some(concept) = self.draft.concept_mut(id) {
                    concept.definitions.push(ClaimedText {
                        text: value.to_owned(),
                        leading: false,
                        language,
                        dates: <_>::default(),
                        said,
                    });
                }
            }
            (None, language) => {
                let Some(concept) = self.draft.concept_mut(id) else { return };
                let own = Definition { text: value.to_owned(), voice, place: Place::NOWHERE };
                let known = match &language {
                    Some(language) => {
                        let mut translated = concept.translated.iter();
                        translated.find(|(it, _)| it == language).map(|(_, known)| known)
                    }
                    None => concept.definition.as_ref(),
                };
                match (known, language) {
                    (Some(known), _) if known.text == value => {}
                    // Further ones stand beside it.
                    (Some(_), language) => concept.definitions.push(ClaimedText {
                        text: own.text,
                        leading: false,
                        language,
                        dates: <_>::default(),
                        said: own_said,
                    }),
                    (None, Some(language)) => concept.translated.push((language, own)),
                    (None, None) => concept.definition = Some(own),
                }
            }
        }
    }

    /// Tells of a second value where there can be but one.
    pub(super) fn report_second_value(
        &mut self,
        cell: KeyedCell<'_>,
        value: &str,
        what: &str,
        same: bool,
    ) {
        if !same {
            let message = format!(
                "an earlier row of this concept gives another {what}; this one is left out"
            );
            self.add_loss(cell, value, message, None);
        }
    }

    /// Adds one of several values of a cell.
    fn add_one_of_several(&mut self, id: ConceptId, cell: KeyedCell<'_>, value: String) {
        let said = self.draft.own_stance();
        match &cell.column.key {
            ColumnKey::Label(kind) => {
                self.add_name(id, cell, *kind, &value);
            }
            ColumnKey::SubsetOf => self.add_relation(id, cell, SUBSET_OF, &value, false),
            ColumnKey::Covers => self.add_relation(id, cell, SUBSET_OF, &value, true),
            ColumnKey::ContrastsWith => self.add_relation(id, cell, CONTRASTS_WITH, &value, false),
            ColumnKey::SameAs => self.add_relation(id, cell, SAME_AS, &value, false),
            ColumnKey::Relation(name, inverse) => {
                let relation = self.draft.find_or_add_relation(name, inverse.as_deref(), "");
                self.add_relation(id, cell, relation, &value, false);
            }
            ColumnKey::Schemes => self.add_membership(id, &value, false),
            ColumnKey::TopOf => self.add_membership(id, &value, true),
            // The state of the row's concept is settled once its label is.
            ColumnKey::StatusWords
                if !cell.entry.names_other() && parse_state(&value).is_some() => {}
            ColumnKey::Facet(_) | ColumnKey::StatusWords => {
                let facet = self.draft.find_or_add_facet(cell.column.facet_name());
                if let Some(concept) = self.draft.concept_mut(id) {
                    concept.facets.push(FacetValue { facet, value, computation: None, said });
                }
            }
            key => {
                let Some(concept) = self.draft.concept_mut(id) else { return };
                match key {
                    ColumnKey::Note(kind) => {
                        concept.notes.push(Note {
                            kind: *kind,
                            text: value,
                            label: None,
                            language: cell.language().map(str::to_owned),
                            dates: <_>::default(),
                            with: vec![],
                            said,
                        });
                    }
                    ColumnKey::Notations => {
                        let notation = Notation::without_place(value);
                        if !concept.notations.contains(&notation) {
                            concept.notations.push(notation);
                        }
                    }
                    ColumnKey::Match(kind) => {
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
            Ok(other) => return self.join_concepts(id, relation, other, back),
            Err(NameFailure::Unknown) if let Some(others) = self.find_listed_concepts(name) => {
                let message =
                    format!("the commas in `{name}` stand between {} names", others.len());
                let hint = "write ` | ` between names".to_owned();
                self.add_finding(cell, Severity::Warning, message, Some(hint));
                for other in others.into_iter().filter(|other| *other != id) {
                    self.join_concepts(id, relation, other, back);
                }
                return;
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
        self.add_loss(cell, name, message, hint);
    }

    fn join_concepts(&mut self, id: ConceptId, relation: RelationId, other: ConceptId, back: bool) {
        let (from, to) = if back { (other, id) } else { (id, other) };
        let said = self.draft.own_stance();
        self.draft.add_relation(from, relation, to, said);
    }

    /// The concepts of several names with commas between them, if each is one.
    fn find_listed_concepts(&mut self, names: &str) -> Option<Vec<ConceptId>> {
        if !names.contains(',') {
            return None;
        }
        names.split(',').map(|name| self.find_concept(name.trim()).ok()).collect()
    }
}
