//! The claims of a concept, each under the key that identifies it in both corpora.

use super::named::{NamedCorpus, NamedItem};
use cxterms_base::corpus::{
    Citation, CitedStance, Computation, Concept, DateKind, Label, LabelKind, NoteKind, Relation,
    TextDate,
};
use cxterms_page::NamedCitation;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a concept says.
pub(super) type ClaimsByKey<'c> = BTreeMap<ClaimKey<'c>, ClaimVersion<'c>>;

/// What sort of thing is said, by its key in the YAML; in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/yaml.md says what each key is for")]
pub enum ClaimKind {
    Label,
    Qualifier,
    Abbreviations,
    Synonyms,
    Avoid,
    Hidden,
    Kind,
    Definition,
    Definitions,
    Facets,
    Root,
    Relations,
    Notes,
    Status,
    Notations,
    Matches,
    Schemes,
    #[serde(rename = "top-of")]
    TopOf,
    Iri,
    Date,
    Created,
    Issued,
    Modified,
}

impl ClaimKind {
    /// Whether it is a claim: what somebody may assert or deny.
    pub fn is_claim(self) -> bool {
        !matches!(
            self,
            Self::Qualifier
                | Self::Kind
                | Self::Notations
                | Self::Matches
                | Self::Schemes
                | Self::TopOf
                | Self::Iri
                | Self::Date
                | Self::Created
                | Self::Issued
                | Self::Modified
        )
    }
}

impl From<DateKind> for ClaimKind {
    fn from(kind: DateKind) -> Self {
        match kind {
            DateKind::Date => Self::Date,
            DateKind::Created => Self::Created,
            DateKind::Issued => Self::Issued,
            DateKind::Modified => Self::Modified,
        }
    }
}

/// What makes a claim the same claim elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ClaimKey<'c> {
    /// What sort of thing is said.
    pub what: ClaimKind,
    /// In which language, if not the corpus's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'c str>,
    /// Which relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<&'c str>,
    /// To which concept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<NamedItem<'c>>,
    /// On which facet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<NamedItem<'c>>,
    /// The kind of a match, which is told with the claim.
    #[serde(skip)]
    pub(super) kind: Option<&'c str>,
    /// The text, where another text is another claim.
    #[serde(skip)]
    pub(super) text: Option<&'c str>,
    /// How many claims of this text there are before it, which others make of other dates.
    #[serde(skip)]
    pub(super) number: usize,
}

/// A claim as one corpus has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimVersion<'c> {
    /// The label, definition, value, note or code; none of a relation or root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'c str>,
    /// The words in which a relation is told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<RelationWording<'c>>,
    /// The kind of a note or match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'c str>,
    /// Whether the field mostly means another concept by a label.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub secondary: bool,
    /// Why a label is to be avoided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'c str>,
    /// What to say in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<&'c str>,
    /// The formula of a value, with the unit of its result and its inputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computation: Option<&'c Computation>,
    /// When a definition or a note was written or changed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<&'static str, &'c str>,
    /// Concepts of which a note is said too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<NamedItem<'c>>,
    /// The date from which a concept is in a state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<&'c str>,
    /// The identifiers of what stands in its place.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub replaced_by: &'c [String],
    /// Who says that it is so.
    pub asserted_by: Vec<NamedCitation<'c>>,
    /// Who says that it is not.
    pub denied_by: Vec<NamedCitation<'c>>,
}

/// Words in which a relation is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RelationWording<'c> {
    /// The words.
    pub text: &'c str,
    /// Whose.
    pub asserted_by: Vec<NamedCitation<'c>>,
}

/// Everything that a concept says, the relations that are told with it included.
pub(super) fn collect_claims<'c>(
    named: &NamedCorpus<'c>,
    index: usize,
    concept: &'c Concept,
) -> ClaimsByKey<'c> {
    let mut sheet = ClaimsByKey::new();
    for label in &concept.labels {
        sheet.insert(label_key(label), label_claim(named, label));
    }
    add_single_values(named, concept, &mut sheet);
    for definition in &concept.definitions {
        let text = Some(&*definition.text);
        let language = definition.language.as_deref();
        let key = ClaimKey { language, text, ..ClaimKey::of_kind(ClaimKind::Definitions) };
        let dates = name_dates(&definition.dates);
        let claim = ClaimVersion { text, dates, ..attributed_claim(named, &definition.said) };
        insert_behind(&mut sheet, key, claim);
    }
    for value in &concept.facets {
        let text = Some(&*value.value);
        let key = ClaimKey {
            text,
            facet: named.facet_name(value.facet),
            ..ClaimKey::of_kind(ClaimKind::Facets)
        };
        let computation = value.computation.as_deref();
        let claim = ClaimVersion { text, computation, ..attributed_claim(named, &value.said) };
        sheet.insert(key, claim);
    }
    for note in &concept.notes {
        let text = Some(&*note.text);
        let mut with: Vec<_> = note.with.iter().filter_map(|id| named.concept_name(*id)).collect();
        with.sort();
        let kind = (note.kind != NoteKind::Remark).then(|| note.kind.name());
        let language = note.language.as_deref();
        let key = ClaimKey { language, text, ..ClaimKey::of_kind(ClaimKind::Notes) };
        let dates = name_dates(&note.dates);
        let claim = attributed_claim(named, &note.said);
        insert_behind(&mut sheet, key, ClaimVersion { text, kind, dates, with, ..claim });
    }
    for state in &concept.states {
        let (text, since) = (Some(state.value.name()), state.since.as_deref());
        let (replaced_by, said) = (&*state.replaced_by, attributed_claim(named, &state.said));
        let key = ClaimKey { text, ..ClaimKey::of_kind(ClaimKind::Status) };
        insert_behind(&mut sheet, key, ClaimVersion { text, since, replaced_by, ..said });
    }
    for notation in &concept.notations {
        let text = Some(&*notation.code);
        sheet.insert(
            ClaimKey { text, ..ClaimKey::of_kind(ClaimKind::Notations) },
            ClaimVersion { text, ..ClaimVersion::default() },
        );
    }
    for own in &concept.schemes {
        let text = named.corpus.scheme(own.scheme).map(|scheme| &*scheme.id);
        // What is a top concept of a scheme is part of it.
        for what in [ClaimKind::Schemes].into_iter().chain(own.is_top.then_some(ClaimKind::TopOf)) {
            let key = ClaimKey { text, ..ClaimKey::of_kind(what) };
            sheet.insert(key, ClaimVersion { text, ..ClaimVersion::default() });
        }
    }
    for it in &concept.matches {
        let (kind, text) = (Some(&*it.kind), Some(&*it.iri));
        let key = ClaimKey { kind, text, ..ClaimKey::of_kind(ClaimKind::Matches) };
        sheet.insert(key, ClaimVersion { text, kind, ..ClaimVersion::default() });
    }
    add_relations(named, index, &mut sheet);
    sheet
}

/// Adds a claim behind those of the same text.
fn insert_behind<'c>(sheet: &mut ClaimsByKey<'c>, mut key: ClaimKey<'c>, claim: ClaimVersion<'c>) {
    let end = ClaimKey { number: usize::MAX, ..key.clone() };
    if let Some((last, _)) = sheet.range(&key..=&end).next_back() {
        key.number = last.number + 1;
    }
    sheet.insert(key, claim);
}

fn add_single_values<'c>(
    named: &NamedCorpus<'c>,
    concept: &'c Concept,
    sheet: &mut ClaimsByKey<'c>,
) {
    let plain = |text: &'c str| ClaimVersion { text: Some(text), ..ClaimVersion::default() };
    if let Some(qualifier) = &concept.qualifier {
        sheet.insert(ClaimKey::of_kind(ClaimKind::Qualifier), plain(qualifier));
    }
    if let Some(iri) = &concept.iri {
        sheet.insert(ClaimKey::of_kind(ClaimKind::Iri), plain(iri));
    }
    if let Some(kind) = concept.kind.and_then(|kind| named.corpus.kind(kind)) {
        sheet.insert(ClaimKey::of_kind(ClaimKind::Kind), plain(&kind.id));
    }
    if let Some(definition) = &concept.definition {
        let asserted_by = named.cite_voice(definition.voice).into_iter().collect();
        let claim = ClaimVersion { asserted_by, ..plain(&definition.text) };
        sheet.insert(ClaimKey::of_kind(ClaimKind::Definition), claim);
    }
    for (language, text) in &concept.translated {
        let key = ClaimKey { language: Some(language), ..ClaimKey::of_kind(ClaimKind::Definition) };
        sheet.insert(key, plain(&text.text));
    }
    for date in &concept.dates {
        sheet.insert(ClaimKey::of_kind(ClaimKind::from(date.kind)), plain(&date.when));
    }
    if let Some(root) = &concept.root {
        sheet.insert(ClaimKey::of_kind(ClaimKind::Root), attributed_claim(named, root));
    }
}

/// Adds the relations that are told with a concept, each once with all its wordings.
fn add_relations<'c>(named: &NamedCorpus<'c>, index: usize, sheet: &mut ClaimsByKey<'c>) {
    let mut each: BTreeMap<ClaimKey<'c>, Vec<&'c Relation>> = BTreeMap::new();
    for (relation, far) in named.told_relations(index) {
        let kind = named.corpus.relation_kind(relation.relation);
        let concept = named.concept_name(if *far { relation.from } else { relation.to });
        let facet = relation.facet.and_then(|facet| named.facet_name(facet));
        let relation_name = kind.map(|kind| &*kind.id);
        let key = ClaimKey {
            relation: relation_name,
            concept,
            facet,
            ..ClaimKey::of_kind(ClaimKind::Relations)
        };
        each.entry(key).or_default().push(relation);
    }
    for (key, worded) in each {
        sheet.insert(key, merge_relations(named, &worded));
    }
}

fn merge_relations<'c>(named: &NamedCorpus<'c>, relations: &[&'c Relation]) -> ClaimVersion<'c> {
    let everybody = |side: fn(&'c Relation) -> &'c [Citation]| {
        let each = relations.iter().flat_map(|relation| named.resolve_citations(side(relation)));
        each.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let wording = |relation: &&'c Relation| {
        let asserted_by = named.resolve_citations(&relation.said.asserted_by);
        Some(RelationWording { text: relation.text.as_deref()?, asserted_by })
    };
    let mut wordings: Vec<_> = relations.iter().filter_map(wording).collect();
    wordings.sort();
    let asserted_by = everybody(|relation| &relation.said.asserted_by);
    let denied_by = everybody(|relation| &relation.said.denied_by);
    ClaimVersion { wordings, asserted_by, denied_by, ..ClaimVersion::default() }
}

fn label_key(label: &Label) -> ClaimKey<'_> {
    let what = match label.kind {
        LabelKind::Preferred => ClaimKind::Label,
        LabelKind::Abbreviation => ClaimKind::Abbreviations,
        LabelKind::Synonym => ClaimKind::Synonyms,
        LabelKind::Avoid => ClaimKind::Avoid,
        LabelKind::Hidden => ClaimKind::Hidden,
    };
    let text = (what != ClaimKind::Label).then_some(&*label.text);
    ClaimKey { language: label.language.as_deref(), text, ..ClaimKey::of_kind(what) }
}

fn label_claim<'c>(named: &NamedCorpus<'c>, label: &'c Label) -> ClaimVersion<'c> {
    let (text, secondary) = (Some(&*label.text), label.secondary);
    let (why, instead) = (label.why(), label.instead());
    ClaimVersion { text, secondary, why, instead, ..attributed_claim(named, &label.said) }
}

fn attributed_claim<'c>(named: &NamedCorpus<'c>, said: &'c CitedStance) -> ClaimVersion<'c> {
    let (asserted_by, denied_by) =
        (named.resolve_citations(&said.asserted_by), named.resolve_citations(&said.denied_by));
    ClaimVersion { asserted_by, denied_by, ..ClaimVersion::default() }
}

impl ClaimKey<'_> {
    /// What there is one of in a concept.
    pub(super) fn of_kind(what: ClaimKind) -> Self {
        let (language, relation, concept, facet, kind, text) = Default::default();
        Self { what, language, relation, concept, facet, kind, text, number: 0 }
    }
}

fn name_dates(dates: &[TextDate]) -> BTreeMap<&'static str, &str> {
    dates.iter().map(|date| (date.kind.name(), &*date.when)).collect()
}
