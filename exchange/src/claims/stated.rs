//! What a corpus claims, part by part, each with those who assert and those who deny it.

use cxterms_base::corpus::{
    Citation, CitedStance, Concept, ConceptId, Corpus, DateKind, Definition, Label, LabelKind,
    Relation, TextDate,
};
use std::borrow::Cow;

/// A claim in one wording.
pub(super) struct StatedClaim<'c> {
    /// The concept of which it is.
    pub(super) concept: &'c Concept,
    /// What sort of claim it is.
    pub(super) part: &'static str,
    /// What of the concept it tells: the facet, the relation, the sort of label or note.
    pub(super) property: &'c str,
    /// The other concept of a relation.
    pub(super) other: Option<&'c Concept>,
    /// The words or the value.
    pub(super) value: Option<&'c str>,
    /// The facet on which two concepts differ.
    pub(super) facet: Option<&'c str>,
    /// The language of the words, if they have any.
    pub(super) language: Option<&'c str>,
    pub(super) dates: &'c [TextDate],
    /// From when on a state holds.
    pub(super) since: Option<&'c str>,
    pub(super) replaced_by: &'c [String],
    /// Why a name is to be avoided.
    pub(super) why: Option<&'c str>,
    /// What to say in its place.
    pub(super) instead: Option<&'c str>,
    /// Whether a definition is shown before others, or a name mostly means another concept.
    pub(super) mark: Option<&'static str>,
    /// What a note is called.
    pub(super) title: Option<&'c str>,
    /// Of which other concepts a note is said.
    pub(super) with: &'c [ConceptId],
    pub(super) asserted_by: Cow<'c, [Citation]>,
    pub(super) denied_by: &'c [Citation],
}

impl<'c> StatedClaim<'c> {
    fn new(
        concept: &'c Concept,
        (part, property): (&'static str, &'c str),
        said: &'c CitedStance,
    ) -> Self {
        Self {
            concept,
            part,
            property,
            other: None,
            value: None,
            facet: None,
            language: None,
            dates: &[],
            since: None,
            replaced_by: &[],
            why: None,
            instead: None,
            mark: None,
            title: None,
            with: &[],
            asserted_by: Cow::Borrowed(&said.asserted_by),
            denied_by: &said.denied_by,
        }
    }

    /// The same of words in a language.
    fn in_words(self, text: &'c str, language: &'c str) -> Self {
        Self { value: Some(text), language: Some(language), ..self }
    }

    /// What an own voice of the corpus says that a concept means.
    fn of_own_definition(
        concept: &'c Concept,
        own: &'c Definition,
        language: &'c str,
        no_stance: &'c CitedStance,
    ) -> Self {
        let by = vec![Citation::from_voice(own.voice, None)];
        let claim = Self::new(concept, ("definition", "definition"), no_stance);
        Self { asserted_by: Cow::Owned(by), ..claim.in_words(&own.text, language) }
    }

    /// When its words were written or changed.
    pub(super) fn date(&self, kind: DateKind) -> Option<&'c str> {
        self.dates.iter().find(|date| date.kind == kind).map(|date| &*date.when)
    }
}

/// How a label names its concept, as an entry's keys have it.
pub(super) fn label_property(kind: LabelKind) -> &'static str {
    match kind {
        LabelKind::Preferred => "label",
        LabelKind::Synonym => "synonym",
        LabelKind::Abbreviation => "abbreviation",
        LabelKind::Avoid => "avoid",
        LabelKind::Hidden => "hidden",
    }
}

/// That a name mostly means another concept.
pub(super) fn label_mark(label: &Label) -> Option<&'static str> {
    label.secondary.then_some("secondary")
}

/// Shows each claim of a corpus in all its wordings, which only relations have several of: those of one concept after the
/// other, then what is said between them. `no_stance` is that of no one.
pub(super) fn visit_stated<'c, E>(
    corpus: &'c Corpus,
    no_stance: &'c CitedStance,
    mut visit: impl FnMut(&[StatedClaim<'c>]) -> Result<(), E>,
) -> Result<(), E> {
    for concept in &corpus.concepts {
        for claim in labels(corpus, concept)
            .chain(definitions(corpus, concept, no_stance))
            .chain(values(corpus, concept))
            .chain(notes(corpus, concept))
        {
            visit(&[claim])?;
        }
    }
    let pair = |relation: &Relation| (relation.from, relation.relation, relation.to);
    for wordings in corpus.relations.chunk_by(|one, other| pair(one) == pair(other)) {
        let stated = wordings.iter().filter_map(|it| state_relation(corpus, it));
        visit(&stated.collect::<Vec<_>>())?;
    }
    Ok(())
}

fn labels<'c>(corpus: &'c Corpus, concept: &'c Concept) -> impl Iterator<Item = StatedClaim<'c>> {
    concept.labels.iter().map(|label| {
        let about = ("label", label_property(label.kind));
        let language = label.language.as_deref().unwrap_or(&corpus.settings.language);
        StatedClaim {
            why: label.why.as_ref().map(|why| why.as_str()),
            instead: label.instead(),
            mark: label_mark(label),
            ..StatedClaim::new(concept, about, &label.said).in_words(&label.text, language)
        }
    })
}

fn definitions<'c>(
    corpus: &'c Corpus,
    concept: &'c Concept,
    no_stance: &'c CitedStance,
) -> impl Iterator<Item = StatedClaim<'c>> {
    let own_language = &*corpus.settings.language;
    let own = concept.definition.iter().map(move |own| (own_language, own));
    let own = own.chain(concept.translated.iter().map(|(language, own)| (&**language, own)));
    let own = own.map(move |(language, own)| {
        StatedClaim::of_own_definition(concept, own, language, no_stance)
    });
    own.chain(concept.definitions.iter().map(move |text| {
        let language = text.language.as_deref().unwrap_or(own_language);
        let claim = StatedClaim::new(concept, ("definition", "definition"), &text.said);
        StatedClaim {
            dates: &text.dates,
            mark: text.leading.then_some("leading"),
            ..claim.in_words(&text.text, language)
        }
    }))
}

/// Facet values, that nothing is above the concept, and states.
fn values<'c>(corpus: &'c Corpus, concept: &'c Concept) -> impl Iterator<Item = StatedClaim<'c>> {
    let facets = concept.facets.iter().map(|value| {
        let facet = corpus.facet(value.facet).map_or("", |facet| &facet.id);
        let claim = StatedClaim::new(concept, ("facet", facet), &value.said);
        StatedClaim { value: Some(&value.value), ..claim }
    });
    let root = concept.root.iter().map(|said| StatedClaim::new(concept, ("root", "root"), said));
    let states = concept.states.iter().map(|state| {
        let claim = StatedClaim::new(concept, ("status", "status"), &state.said);
        StatedClaim {
            value: Some(state.value.name()),
            since: state.since.as_deref(),
            replaced_by: &state.replaced_by,
            ..claim
        }
    });
    facets.chain(root).chain(states)
}

fn notes<'c>(corpus: &'c Corpus, concept: &'c Concept) -> impl Iterator<Item = StatedClaim<'c>> {
    concept.notes.iter().map(|note| {
        let language = note.language.as_deref().unwrap_or(&corpus.settings.language);
        let claim = StatedClaim::new(concept, ("note", note.kind.name()), &note.said);
        StatedClaim {
            dates: &note.dates,
            title: note.label.as_deref(),
            with: &note.with,
            ..claim.in_words(&note.text, language)
        }
    })
}

/// A relation in one wording; none if its ends are not there.
fn state_relation<'c>(corpus: &'c Corpus, relation: &'c Relation) -> Option<StatedClaim<'c>> {
    let concept = corpus.concept(relation.from)?;
    let kind = corpus.relation_kind(relation.relation)?;
    let claim = StatedClaim::new(concept, ("relation", &kind.id), &relation.said);
    let facet = relation.facet.and_then(|facet| corpus.facet(facet));
    Some(StatedClaim {
        other: Some(corpus.concept(relation.to)?),
        value: relation.text.as_deref(),
        facet: facet.map(|facet| &*facet.id),
        language: relation.text.as_ref().map(|_| &*corpus.settings.language),
        ..claim
    })
}
