//! What does a concept say, claim by claim, each under what makes it the same claim elsewhere?

use super::{named::Named, said::Cited};
use cxterms_base::corpus::{Concept, Label, LabelKind, NoteKind, Said};
use serde::{Serialize, Serializer};
use std::{borrow::Cow, cmp::Ordering, collections::BTreeMap};

/// Everything that a concept says.
pub(super) type Sheet<'c> = BTreeMap<Key<'c>, Claim<'c>>;

/// What sort of thing is said, by its key in the YAML; in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "docs/yaml.md says what each key is for")]
pub enum What {
    Label,
    Qualifier,
    Abbreviations,
    Synonyms,
    Avoid,
    Kind,
    Definition,
    Definitions,
    Facets,
    Root,
    Relations,
    Notes,
    Notations,
    Matches,
    Iri,
}

impl What {
    /// Whether it is a claim: what somebody may assert or deny.
    pub fn claimed(self) -> bool {
        !matches!(self, Self::Qualifier | Self::Kind | Self::Notations | Self::Matches | Self::Iri)
    }
}

/// A facet or a concept, named. Two are the same by their identifiers, or where one is taken for the other.
#[derive(Clone, Debug)]
pub struct Name<'c> {
    /// Its identifier.
    pub id: &'c str,
    /// Its name.
    pub name: Cow<'c, str>,
    /// The identifier by which it is the same elsewhere.
    pub(super) same: &'c str,
}

/// What makes a claim the same claim elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Key<'c> {
    /// What sort of thing is said.
    pub what: What,
    /// In which language, if not the corpus's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'c str>,
    /// Which relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<&'c str>,
    /// To which concept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<Name<'c>>,
    /// On which facet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<Name<'c>>,
    /// The kind of a match, which is told with the claim.
    #[serde(skip)]
    pub(super) kind: Option<&'c str>,
    /// The text, where another text is another claim.
    #[serde(skip)]
    pub(super) text: Option<&'c str>,
}

/// A claim as one corpus has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Claim<'c> {
    /// The label, definition, value, note or code; none of a relation or root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'c str>,
    /// The words in which a relation is told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<Wording<'c>>,
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
    /// Concepts of which a note is said too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Name<'c>>,
    /// Who says that it is so.
    pub asserted_by: Vec<Cited<'c>>,
    /// Who says that it is not.
    pub denied_by: Vec<Cited<'c>>,
}

/// Words in which a relation is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Wording<'c> {
    /// The words.
    pub text: &'c str,
    /// Whose.
    pub asserted_by: Vec<Cited<'c>>,
}

/// Everything that a concept says, the relations that are told with it included.
pub(super) fn sheet<'c>(named: &Named<'c>, index: usize, concept: &'c Concept) -> Sheet<'c> {
    let mut sheet = Sheet::new();
    for label in &concept.labels {
        sheet.insert(key_of_label(label), label_claim(named, label));
    }
    single_values(named, concept, &mut sheet);
    for definition in &concept.definitions {
        let text = Some(&*definition.text);
        let key = Key { text, ..Key::of(What::Definitions) };
        sheet.insert(key, Claim { text, ..claim(named, &definition.said) });
    }
    for value in &concept.facets {
        let text = Some(&*value.value);
        let key = Key { text, facet: named.facet(value.facet), ..Key::of(What::Facets) };
        sheet.insert(key, Claim { text, ..claim(named, &value.said) });
    }
    for note in &concept.notes {
        let text = Some(&*note.text);
        let mut with: Vec<_> = note.with.iter().filter_map(|id| named.concept(*id)).collect();
        with.sort();
        let kind = (note.kind != NoteKind::Remark).then(|| note.kind.name());
        let key = Key { text, ..Key::of(What::Notes) };
        sheet.insert(key, Claim { text, kind, with, ..claim(named, &note.said) });
    }
    for notation in &concept.notations {
        let text = Some(&*notation.code);
        sheet.insert(Key { text, ..Key::of(What::Notations) }, Claim { text, ..Claim::default() });
    }
    for it in &concept.matches {
        let (kind, text) = (Some(&*it.kind), Some(&*it.iri));
        let key = Key { kind, text, ..Key::of(What::Matches) };
        sheet.insert(key, Claim { text, kind, ..Claim::default() });
    }
    named.relations(index, &mut sheet);
    sheet
}

fn single_values<'c>(named: &Named<'c>, concept: &'c Concept, sheet: &mut Sheet<'c>) {
    let plain = |text: &'c str| Claim { text: Some(text), ..Claim::default() };
    if let Some(qualifier) = &concept.qualifier {
        sheet.insert(Key::of(What::Qualifier), plain(qualifier));
    }
    if let Some(iri) = &concept.iri {
        sheet.insert(Key::of(What::Iri), plain(iri));
    }
    if let Some(kind) = concept.kind.and_then(|kind| named.corpus.kinds.get(kind.index())) {
        sheet.insert(Key::of(What::Kind), plain(&kind.id));
    }
    if let Some(definition) = &concept.definition {
        let asserted_by = named.alone(definition.voice).into_iter().collect();
        let claim = Claim { asserted_by, ..plain(&definition.text) };
        sheet.insert(Key::of(What::Definition), claim);
    }
    for (language, text) in &concept.translated {
        let key = Key { language: Some(language), ..Key::of(What::Definition) };
        sheet.insert(key, plain(&text.text));
    }
    if let Some(root) = &concept.root {
        sheet.insert(Key::of(What::Root), claim(named, root));
    }
}

fn key_of_label(label: &Label) -> Key<'_> {
    let what = match label.kind {
        LabelKind::Preferred => What::Label,
        LabelKind::Abbreviation => What::Abbreviations,
        LabelKind::Synonym => What::Synonyms,
        LabelKind::Avoid => What::Avoid,
    };
    let text = (what != What::Label).then_some(&*label.text);
    Key { language: label.language.as_deref(), text, ..Key::of(what) }
}

fn label_claim<'c>(named: &Named<'c>, label: &'c Label) -> Claim<'c> {
    let (text, secondary) = (Some(&*label.text), label.secondary);
    let (why, instead) = (label.why.as_deref(), label.instead.as_deref());
    Claim { text, secondary, why, instead, ..claim(named, &label.said) }
}

fn claim<'c>(named: &Named<'c>, said: &'c Said) -> Claim<'c> {
    let (asserted_by, denied_by) = (named.cited(&said.asserted_by), named.cited(&said.denied_by));
    Claim { asserted_by, denied_by, ..Claim::default() }
}

impl Key<'_> {
    /// What there is one of in a concept.
    pub(super) fn of(what: What) -> Self {
        let (language, relation, concept, facet, kind, text) = Default::default();
        Self { what, language, relation, concept, facet, kind, text }
    }
}

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.same == other.same
    }
}

impl Eq for Name<'_> {}

impl PartialOrd for Name<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.same.cmp(other.same)
    }
}

impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}
