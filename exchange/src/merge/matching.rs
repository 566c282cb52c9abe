//! Finds the concept of a corpus that a concept of another is: by IRI, then by identifier, then by label.

use crate::named;
use cxterms_base::{
    corpus::{Concept, Corpus, Label, LabelKind},
    text,
};
use std::collections::HashMap;

/// Which concept of the corpus another is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConceptMatch {
    /// The one of this number, by IRI or identifier.
    Same(usize),
    /// The one of this number, by what it is called.
    Alike(usize),
    /// None.
    New,
    /// One of several, and it cannot be told which.
    Ambiguous,
}

impl ConceptMatch {
    /// The number of the concept, if it is one of them.
    pub(super) fn number(self) -> Option<usize> {
        match self {
            Self::Same(at) | Self::Alike(at) => Some(at),
            Self::New | Self::Ambiguous => None,
        }
    }
}

/// The names of a corpus's concepts.
pub(super) struct ConceptMatcher<'m> {
    into: &'m Corpus,
    /// By their own IRIs.
    iris: HashMap<String, usize>,
    /// By the IRIs of what they match exactly; none where several do.
    matched: HashMap<&'m str, Option<usize>>,
    ids: HashMap<&'m str, usize>,
    /// By folded label and qualifier.
    labels: HashMap<(String, Option<String>), Vec<usize>>,
    /// By folded label, whatever the qualifier.
    unqualified: HashMap<String, Vec<usize>>,
    /// By folded synonym.
    synonyms: HashMap<String, Vec<usize>>,
}

impl<'m> ConceptMatcher<'m> {
    pub(super) fn new(into: &'m Corpus) -> Self {
        let mut matcher = Self {
            into,
            iris: HashMap::new(),
            matched: HashMap::new(),
            ids: HashMap::new(),
            labels: HashMap::new(),
            unqualified: HashMap::new(),
            synonyms: HashMap::new(),
        };
        for (at, concept) in into.concepts.iter().enumerate() {
            matcher.add_concept(at, concept);
        }
        matcher
    }

    fn add_concept(&mut self, at: usize, concept: &'m Concept) {
        self.iris.extend(full_iri(self.into, concept).map(|iri| (iri, at)));
        for it in concept.matches.iter().filter(|it| it.kind == "exact") {
            let known = self.matched.entry(&it.iri).or_insert(Some(at));
            *known = known.filter(|known| *known == at);
        }
        self.ids.insert(&concept.id, at);
        let (label, qualifier) = folded_name(concept);
        if !concept.labels.is_empty() {
            self.labels.entry((label.clone(), qualifier)).or_default().push(at);
            self.unqualified.entry(label).or_default().push(at);
        }
        for label in concept.labels.iter().filter(|it| is_usual_synonym(it)) {
            let known = self.synonyms.entry(text::fold(&label.text)).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
    }

    /// Which of them a concept of another corpus is.
    pub(super) fn find(&self, from: &Corpus, concept: &Concept) -> ConceptMatch {
        let iri = full_iri(from, concept);
        let by_iri = iri.as_deref().and_then(|iri| {
            self.iris.get(iri).copied().or_else(|| self.matched.get(iri).copied().flatten())
        });
        let by_id = || self.ids.get(&*concept.id).copied();
        if let Some(at) =
            by_iri.or_else(|| by_id().filter(|at| self.may_be(*at, iri.as_deref(), concept)))
        {
            return ConceptMatch::Same(at);
        }
        // An identifier of its own tells it from whatever is called alike.
        if concept.labels.is_empty() || iri.is_none() && !is_made_of_label(concept) {
            return ConceptMatch::New;
        }
        self.find_by_label(from, concept)
    }

    /// Whether the concept with the same identifier is the same although both have IRIs: only if they share a label.
    fn may_be(&self, at: usize, iri: Option<&str>, concept: &Concept) -> bool {
        let Some(known) = self.into.concepts.get(at) else { return false };
        if iri.is_none() || full_iri(self.into, known).is_none() {
            return true;
        }
        let name = text::fold(named::preferred_label(concept));
        known.labels.iter().any(|label| text::fold(&label.text) == name)
    }

    /// By its label with its qualifier, by the label alone where it has no qualifier, or else by what is a synonym of one
    /// concept only. Abbreviations are too short to tell, and a synonym of another kind of thing is another thing.
    fn find_by_label(&self, from: &Corpus, concept: &Concept) -> ConceptMatch {
        let (label, qualifier) = folded_name(concept);
        let same = self.labels.get(&(label.clone(), qualifier.clone()));
        let alike = || self.unqualified.get(&label).filter(|_| qualifier.is_none());
        match same.or_else(alike).map(|known| &**known) {
            Some([only]) => return ConceptMatch::Alike(*only),
            Some(_) => return ConceptMatch::Ambiguous,
            None if qualifier.is_some() => return ConceptMatch::New,
            None => {}
        }
        let kind = |corpus: &Corpus, concept: &Concept| {
            concept.kind.and_then(|kind| corpus.kind(kind)).map(|kind| kind.id.clone())
        };
        let own = kind(from, concept);
        let fits = |at: &usize| {
            let known = self.into.concepts.get(*at).and_then(|it| kind(self.into, it));
            own.is_none() || known.is_none() || own == known
        };
        match self.synonyms.get(&label).map(|known| &**known) {
            Some([only]) if fits(only) => ConceptMatch::Alike(*only),
            _ => ConceptMatch::New,
        }
    }
}

/// The IRI of a concept, if it has any.
pub(super) fn full_iri(corpus: &Corpus, concept: &Concept) -> Option<String> {
    let made = || corpus.settings.iri.as_ref().map(|iri| format!("{iri}{}", concept.id));
    concept.iri.clone().or_else(made)
}

/// Whether a label is a name that mostly means its concept.
fn is_usual_synonym(label: &Label) -> bool {
    label.kind == LabelKind::Synonym
        && label.language.is_none()
        && !label.secondary
        && !named::is_only_denied(label)
}

/// A concept's label and qualifier, as names are compared.
fn folded_name(concept: &Concept) -> (String, Option<String>) {
    (text::fold(named::preferred_label(concept)), concept.qualifier.as_deref().map(text::fold))
}

/// Whether an identifier says no more than the label does.
pub(super) fn is_made_of_label(concept: &Concept) -> bool {
    let label = text::fold(&named::qualified_label(concept));
    let id = text::fold(&concept.id);
    let rest = id.strip_prefix(&label);
    rest.is_some_and(|rest| rest.trim_start().chars().all(|c| c.is_ascii_digit()))
}
