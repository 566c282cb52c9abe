//! Finds the concept of a corpus that a concept of another is: by IRI, then by identifier, then by label.

use super::language::has_own_label;
use crate::{IdentifierOrigin, named};
use cxterms_base::{
    corpus::{Concept, Corpus, Label, LabelKind},
    language::is_same_tag,
    text,
};
use std::collections::{BTreeSet, HashMap};

/// Which concept of the corpus another is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConceptMatch {
    /// The one of this number, by IRI or identifier.
    Same(usize),
    /// The one of this number, by an identifier that the file gives, although it is called otherwise there.
    Renamed(usize),
    /// The one of this number, by what it is called.
    Alike(usize),
    /// None.
    New,
    /// One of several, and it cannot be told which.
    Ambiguous,
    /// One that another of the same file may be as well.
    Shared,
}

impl ConceptMatch {
    /// The number of the concept, if it is one of them.
    pub(super) fn number(self) -> Option<usize> {
        match self {
            Self::Same(at) | Self::Renamed(at) | Self::Alike(at) => Some(at),
            Self::New | Self::Ambiguous | Self::Shared => None,
        }
    }

    /// Whether it cannot be told which concept it is.
    pub(super) fn is_unknown(self) -> bool {
        matches!(self, Self::Ambiguous | Self::Shared)
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
    /// By language and folded preferred label in it, where concepts come that have none in the corpus's own.
    translated: HashMap<(String, String), Vec<usize>>,
}

impl<'m> ConceptMatcher<'m> {
    /// The names in a corpus; those in other languages as well where concepts are sought that have none in its own.
    pub(super) fn new(into: &'m Corpus, with_translations: bool) -> Self {
        let mut matcher = Self {
            into,
            iris: HashMap::new(),
            matched: HashMap::new(),
            ids: HashMap::new(),
            labels: HashMap::new(),
            unqualified: HashMap::new(),
            synonyms: HashMap::new(),
            translated: HashMap::new(),
        };
        for (at, concept) in into.concepts.iter().enumerate() {
            matcher.add_concept(at, concept);
            for name in translated_names(concept).take_while(|_| with_translations) {
                matcher.translated.entry(name).or_default().push(at);
            }
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
        if has_own_label(concept) {
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

    /// Which of them a concept of another corpus is; where its identifier comes from tells whether it counts.
    pub(super) fn find(
        &self,
        from: &Corpus,
        concept: &Concept,
        origin: &IdentifierOrigin,
    ) -> ConceptMatch {
        let iri = full_iri(from, concept);
        let by_iri = iri.as_deref().and_then(|iri| {
            self.iris.get(iri).copied().or_else(|| self.matched.get(iri).copied().flatten())
        });
        if let Some(at) = by_iri {
            return ConceptMatch::Same(at);
        }
        // What has no IRI in a file of IRIs is named in the namespace that we make up of its title.
        let same_title = || iri.is_none() && from.settings.title == self.into.settings.title;
        let is_given = !origin.made.contains(&concept.id) && (!origin.from_iris || same_title());
        if let Some(at) = self.ids.get(&*concept.id).copied()
            && let Some(found) =
                self.judge_identifier(at, (from, concept), iri.as_deref(), is_given)
        {
            return found;
        }
        // An identifier of its own tells it from whatever is called alike.
        if concept.labels.is_empty() || iri.is_none() && is_given && !is_made_of_label(concept) {
            return ConceptMatch::New;
        }
        let found = self.find_by_label(from, concept);
        let is_set = |at: usize| {
            self.into.concepts.get(at).is_some_and(|known| self.into.is_collection(known))
        };
        match found.number() {
            // A set of concepts is no concept, even if both have one name.
            Some(at) if is_set(at) != from.is_collection(concept) => ConceptMatch::New,
            _ => found,
        }
    }

    /// Whether the concept with the same identifier is the same: if the file gives it and not both have IRIs, or if they share
    /// a name and both are concepts or both collections.
    fn judge_identifier(
        &self,
        at: usize,
        (from, concept): (&Corpus, &Concept),
        iri: Option<&str>,
        is_given: bool,
    ) -> Option<ConceptMatch> {
        let known = self.into.concepts.get(at)?;
        let is_given = is_given && (iri.is_none() || full_iri(self.into, known).is_none());
        let alike = shares_name(known, concept);
        let same_sort = self.into.is_collection(known) == from.is_collection(concept);
        match (is_given, alike) {
            (_, true) if is_given || same_sort => Some(ConceptMatch::Same(at)),
            (true, _) if may_be_compared(known, concept) => Some(ConceptMatch::Renamed(at)),
            (true, _) => Some(ConceptMatch::Same(at)),
            _ => None,
        }
    }

    /// By its preferred labels in other languages, if it has any: all that are known must be of one concept.
    fn find_by_translation(&self, concept: &Concept) -> Option<ConceptMatch> {
        let mut names = translated_names(concept).peekable();
        names.peek()?;
        let known: BTreeSet<_> =
            names.filter_map(|name| self.translated.get(&name)).flatten().copied().collect();
        Some(match (known.len(), known.first()) {
            (1, Some(only)) => ConceptMatch::Alike(*only),
            (0, _) => ConceptMatch::New,
            _ => ConceptMatch::Ambiguous,
        })
    }

    /// By its label with its qualifier, by the label alone where it has no qualifier, or else by what is a synonym of one
    /// concept only. Abbreviations are too short to tell, and a synonym of another kind of thing is another thing.
    fn find_by_label(&self, from: &Corpus, concept: &Concept) -> ConceptMatch {
        if !has_own_label(concept)
            && let Some(found) = self.find_by_translation(concept)
        {
            return found;
        }
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

/// The preferred labels of a concept in other languages than the corpus's: the tags in small letters, the labels folded.
fn translated_names(concept: &Concept) -> impl Iterator<Item = (String, String)> {
    let labels = concept.labels.iter().filter(|it| it.kind == LabelKind::Preferred);
    labels.filter_map(|it| Some((it.language.as_ref()?.to_lowercase(), text::fold(&it.text))))
}

/// Whether two concepts have a name in common, in one language.
fn shares_name(known: &Concept, concept: &Concept) -> bool {
    let names = concept.labels.iter().filter(|it| {
        matches!(it.kind, LabelKind::Preferred | LabelKind::Synonym) && !named::is_only_denied(it)
    });
    let same = |one: &Label, other: &Label| {
        is_same_language(one, other) && text::fold(&one.text) == text::fold(&other.text)
    };
    names.into_iter().any(|name| known.labels.iter().any(|label| same(name, label)))
}

/// Whether both have a preferred label in one language.
fn may_be_compared(known: &Concept, concept: &Concept) -> bool {
    let is_preferred = |it: &&Label| it.kind == LabelKind::Preferred;
    let mut names = concept.labels.iter().filter(is_preferred);
    names.any(|one| known.labels.iter().filter(is_preferred).any(|it| is_same_language(one, it)))
}

fn is_same_language(one: &Label, other: &Label) -> bool {
    match (&one.language, &other.language) {
        (None, None) => true,
        (Some(one), Some(other)) => is_same_tag(one, other),
        _ => false,
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
