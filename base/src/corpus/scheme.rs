//! Concept schemes, what they say of themselves, and which concepts are part of them.

use super::{Concept, Corpus, FactForm, SchemeId, ThinVec};
use crate::{language::is_same_tag, schema::SCHEME_PROPERTIES};
use serde::{Deserialize, Serialize};

/// The kind of an entry that is a set of concepts, and no concept itself.
pub const COLLECTION: &str = "collection";

/// A vocabulary, or a part of one: its concepts say that they are part of it (`skos:ConceptScheme`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme<S = String> {
    /// By which entries refer to it.
    pub id: S,
    /// Its IRI, to the letter.
    pub iri: Option<S>,
    /// What is said of it, in the order of the file.
    pub facts: Vec<SchemeFact<S>>,
}

/// One thing that is said of a scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SchemeFact<S = String> {
    /// Which of [`SCHEME_PROPERTIES`], or the IRI of another property.
    pub property: S,
    /// The value.
    pub value: S,
    /// How the value is meant.
    pub form: FactForm<S>,
}

/// That a concept is part of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SchemeMembership {
    /// The scheme.
    pub scheme: SchemeId,
    /// Whether it is one of the scheme's top concepts.
    pub is_top: bool,
}

/// What names a scheme, the best first.
const NAMES: [&str; 3] = ["title", "preferred-label", "label"];

impl<S: AsRef<str>> Scheme<S> {
    /// What it is called in the corpus's language, or else in any; its identifier where it has no name.
    pub fn title(&self) -> &str {
        let rank = |fact: &SchemeFact<S>| {
            let name = NAMES.iter().position(|name| *name == fact.property.as_ref())?;
            Some((matches!(fact.form, FactForm::Language(_)), name))
        };
        let named = self.facts.iter().filter_map(|fact| Some((rank(fact)?, fact)));
        let best = named.min_by_key(|(rank, _)| *rank).map(|(_, fact)| fact.value.as_ref());
        best.unwrap_or(self.id.as_ref())
    }

    /// Everything that names it, in any language.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let named = self.facts.iter().filter(|it| NAMES.contains(&it.property.as_ref()));
        named.map(|fact| fact.value.as_ref())
    }
}

/// Whether a property's values are words in a language.
pub fn is_worded(property: &str) -> bool {
    SCHEME_PROPERTIES.iter().any(|(name, worded, _)| *name == property && *worded)
}

/// Whether a later layer's value of a property stands in place of an earlier one.
pub fn is_single_valued(property: &str) -> bool {
    SCHEME_PROPERTIES.iter().any(|(name, _, single)| *name == property && *single)
}

impl Scheme {
    /// Adds what a later layer says of it: what a scheme has one of, and its IRI, is replaced.
    pub(super) fn lay_over(&mut self, later: Self) {
        let rivals = |fact: &SchemeFact, known: &SchemeFact| {
            is_single_valued(&fact.property)
                && fact.property == known.property
                && is_one_language(&fact.form, &known.form)
        };
        self.facts.retain(|known| !later.facts.iter().any(|fact| rivals(fact, known)));
        for fact in later.facts {
            if !self.facts.contains(&fact) {
                self.facts.push(fact);
            }
        }
        self.iri = later.iri.or(self.iri.take());
    }
}

/// Whether two values are in one language, or both in none.
fn is_one_language(one: &FactForm, other: &FactForm) -> bool {
    match (one, other) {
        (FactForm::Language(one), FactForm::Language(other)) => is_same_tag(one, other),
        (FactForm::Language(_), _) | (_, FactForm::Language(_)) => false,
        _ => true,
    }
}

impl Corpus {
    /// A scheme, if there is such a number.
    pub fn scheme(&self, id: SchemeId) -> Option<&Scheme> {
        self.schemes.get(id.index())
    }

    /// Whether an entry is a set of concepts, and no concept itself.
    pub fn is_collection(&self, concept: &Concept) -> bool {
        concept.kind.and_then(|kind| self.kind(kind)).is_some_and(|kind| kind.id == COLLECTION)
    }

    /// How many of its entries are collections.
    pub fn count_collections(&self) -> usize {
        let Some(kind) = self.kinds.iter().position(|kind| kind.id == COLLECTION) else { return 0 };
        let is_one = |concept: &&Concept| concept.kind.is_some_and(|it| it.index() == kind);
        self.concepts.iter().filter(is_one).count()
    }
}

/// Memberships, each scheme once and in order: who is a top concept of a scheme is part of it.
pub(super) fn order_memberships(memberships: &mut ThinVec<SchemeMembership>) {
    memberships.sort_by_key(|it| (it.scheme, !it.is_top));
    memberships.dedup_by_key(|it| it.scheme);
}
