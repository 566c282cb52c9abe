//! Gathers every claim about a concept from the base.

use super::{
    DefinedConcept, ExternalMatch, FacetRules, FacetValues, LabelClaim, NoteClaim, schemes, status,
};
use crate::answer::{
    advice::choose_advice,
    ask::Ask,
    attribution::{NamedAttribution, TextClaim, ValueClaim},
    concept_names::NameCache,
    disputes::OpenQuestions,
    metric::MetricFormulas,
    relation, term,
    text_dates::TextDates,
    worked_example::WorkedExample,
};
use cxterms_base::{
    ConceptId,
    corpus::{ClaimedText, Definition, FacetValue, Label, LabelKind, Note, ThinVec},
    image::{ImageError, Stance},
    is_contested,
};
use std::rc::Rc;

/// Which notes are gathered with the other claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::answer) enum NotesWanted {
    /// Also those on other entries that are said of the concept too.
    All,
    /// Those on its own entry.
    Own,
    /// The same, where nothing else is said of it that a screen shows.
    WhereNothingElse,
}

/// Gathers what is said of one concept.
pub(in crate::answer) fn gather_claims<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    wanted: NotesWanted,
) -> Result<DefinedConcept<'b>, ImageError> {
    let base = naming.ask.base;
    let record = base.concept_record(id)?;
    let concept = record.concept;
    let unnamed = is_unnamed(&concept.labels);
    let unasked = naming.ask.own_language_if_unasked();
    let translated = unasked.map(|_| concept.translated.clone()).unwrap_or_default();
    let own = own_words(naming, concept.definition, concept.translated, unnamed);
    let in_other_words = |it: &Definition<&str>| translated.iter().any(|(_, known)| known == it);
    let marked = own.as_ref().filter(|it| !in_other_words(it));
    let marked = marked.and(unasked);
    let mut labels = gather_labels(naming, concept.labels)?;
    prefer_language(naming.ask, &mut labels);
    let term = naming.heard_term(id)?;
    // What stands in the title is not told again.
    labels.retain(|(kind, label)| {
        let titled = *kind == LabelKind::Preferred && label.text == term.label;
        !titled || label.language.is_none()
    });
    let translations = labels
        .extract_if(.., |(kind, label)| label.language.is_some() && *kind != LabelKind::Avoid)
        .map(|(_, label)| label)
        .collect();
    let mut of_kind =
        |kind| labels.extract_if(.., |(known, _)| *known == kind).map(|(_, label)| label).collect();
    let preferred: Vec<LabelClaim<'_>> = of_kind(LabelKind::Preferred);
    let shared = if wanted == NotesWanted::All { &*record.shared_notes } else { &[] };
    let mut defined = DefinedConcept {
        term,
        label_by: preferred
            .into_iter()
            .find(|label| label.foreign || !label.said.is_implicit())
            .map(|label| label.said),
        qualifier_by: naming.name_if_foreign(concept.qualifier_by)?,
        kind_by: naming.name_if_foreign(concept.kind_by)?,
        abbreviations: of_kind(LabelKind::Abbreviation),
        synonyms: of_kind(LabelKind::Synonym),
        avoid: of_kind(LabelKind::Avoid),
        translations,
        definition: own.as_ref().map(|it| it.text),
        definition_marked: marked,
        definition_by: naming.name_if_foreign(own.as_ref().map(|it| it.voice))?,
        definition_said: match own.filter(|it| !base.is_own(it.voice)) {
            Some(own) => {
                naming.name_stance(&Stance { asserted_by: vec![own.voice], ..Stance::default() })?
            }
            None => NamedAttribution::default(),
        },
        definitions: gather_definitions(naming, concept.definitions)?,
        computation: MetricFormulas::gather_formulas(naming, &concept.facets)?
            .map(WorkedExample::from_metric),
        facets: gather_facets(naming, concept.facets)?,
        relations: relation::gather_relations(naming, id)?,
        shared_notes: record.shared_notes.len() - shared.len(),
        notes: vec![],
        root: concept.root.map_or(Ok(None), |said| naming.visible_attribution(said))?,
        status: status::gather_status(naming, id, concept.states)?,
        also: vec![],
        questions: OpenQuestions::default(),
        notations: concept.notations.into_iter().map(|it| it.code).collect(),
        schemes: schemes::gather_schemes(base, &concept.schemes)?,
        matches: concept
            .matches
            .into_iter()
            .map(|it| ExternalMatch { kind: it.kind, iri: it.iri })
            .collect(),
        dates: TextDates(concept.dates),
    };
    if wanted != NotesWanted::WhereNothingElse || !defined.is_told_without_notes() {
        defined.notes = gather_notes(naming, id, concept.notes, shared)?;
        let shared = defined.notes.iter().filter(|note| !note.with.is_empty());
        defined.shared_notes += shared.count();
    }
    Ok(defined)
}

/// Gathers what a concept means, and nothing else.
pub(in crate::answer) fn gather_meaning<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
) -> Result<DefinedConcept<'b>, ImageError> {
    let concept = naming.ask.base.concept_record(id)?.concept;
    let unnamed = is_unnamed(&concept.labels);
    let own = own_words(naming, concept.definition, concept.translated, unnamed);
    let definition = own.as_ref().map(|it| it.text);
    let definition_by = naming.name_if_foreign(own.map(|it| it.voice))?;
    let definitions = match definition {
        Some(_) => vec![],
        None => gather_definitions(naming, concept.definitions)?,
    };
    let term = naming.heard_term(id)?;
    let status = status::gather_status(naming, id, concept.states)?;
    let named = DefinedConcept::from_term(term);
    Ok(DefinedConcept { definition, definition_by, definitions, status, ..named })
}

/// What it means in a corpus's own words, as far as these are heard: in the first of the languages asked for in which there
/// are any, else in the corpus's language; in any where it is unnamed in that.
pub(super) fn own_words<'b>(
    naming: &NameCache<'b>,
    own: Option<Definition<&'b str>>,
    mut translated: ThinVec<(&'b str, Definition<&'b str>)>,
    unnamed: bool,
) -> Option<Definition<&'b str>> {
    let heard = |words: &Definition<&str>| naming.ask.perspective.includes(words.voice);
    let own = own.filter(heard);
    translated.retain(|(_, words)| heard(words));
    let spoken = translated.iter().map(|(language, _)| *language);
    match naming.ask.choose_language(&spoken) {
        None if own.is_some() => own,
        chosen => {
            let at = translated.iter().position(|(known, _)| Some(*known) == chosen);
            let at = if own.is_none() && unnamed { at.or(Some(0)) } else { at };
            at.filter(|at| *at < translated.len())
                .map_or(own, |at| Some(translated.swap_remove(at).1))
        }
    }
}

/// Whether a concept has no label in the corpus's language, as one of an overlay in another.
pub(super) fn is_unnamed(labels: &[Label<&str>]) -> bool {
    labels.iter().all(|label| label.language.is_some())
}

/// Takes the labels of the languages that serve best as the own ones, and the own ones as those of another: that of the
/// preferred label, and that of any.
fn prefer_language<'b>(ask: Ask<'b>, labels: &mut [(LabelKind, LabelClaim<'b>)]) {
    let spoken = |preferred: bool| {
        let there =
            labels.iter().filter(move |(kind, _)| !preferred || *kind == LabelKind::Preferred);
        ask.choose_language(&there.filter_map(|(_, label)| label.language))
    };
    let chosen = [spoken(true), spoken(false)];
    if chosen == [None, None] {
        return;
    }
    let own = ask.base.settings().language.as_str();
    for (kind, label) in labels {
        label.language = match label.language {
            // Where only its other names are in a language, the preferred one stays.
            None if chosen[0].is_none() && *kind == LabelKind::Preferred => None,
            None => Some(own),
            there if chosen.contains(&there) => None,
            elsewhere => elsewhere,
        };
    }
}

fn gather_labels<'b>(
    naming: &NameCache<'b>,
    mut labels: ThinVec<Label<&'b str>>,
) -> Result<Vec<(LabelKind, LabelClaim<'b>)>, ImageError> {
    let mut found = vec![];
    let advised = labels.iter().map(|label| choose_advice(naming.ask.base, &labels, label));
    let advised = advised.collect::<Result<Vec<_>, _>>()?;
    for (label, instead) in labels.iter_mut().zip(advised) {
        label.instead = instead.map(Box::new);
    }
    // Hidden labels are found and never shown.
    let shown = labels.into_iter().filter(|label| label.kind != LabelKind::Hidden);
    for Label { text, kind, language, secondary, why, instead, said } in shown {
        let foreign = said.asserted_by.iter().all(|it| !naming.ask.base.is_own(it.voice));
        if let Some(said) = naming.visible_attribution(said)? {
            let (why, instead) = (why.map(|why| *why), instead.map(|instead| *instead));
            let claim = LabelClaim { text, language, secondary, why, instead, said, foreign };
            found.push((kind, claim));
        }
    }
    Ok(found)
}

pub(super) fn gather_definitions<'b>(
    naming: &NameCache<'b>,
    texts: ThinVec<ClaimedText<&'b str>>,
) -> Result<Vec<TextClaim<'b>>, ImageError> {
    let mut found = vec![];
    for ClaimedText { text, leading, language, dates, said } in texts {
        if let Some(said) = naming.visible_attribution(said)? {
            let dates = TextDates(dates);
            found.push(TextClaim { text, language, marked: language, dates, leading, said });
        }
    }
    let chosen = put_spoken_first(naming.ask, &mut found, |claim| claim.language);
    for claim in &mut found {
        claim.marked = mark_against(naming.ask, chosen, claim.language);
    }
    Ok(found)
}

/// Puts what is said in the language asked for first, then the corpus's own, then what is in other languages; returns that
/// language, if it is another than the corpus's.
fn put_spoken_first<'b, C>(
    ask: Ask<'b>,
    claims: &mut [C],
    language: impl Fn(&C) -> Option<&'b str> + Copy,
) -> Option<&'b str> {
    let chosen = ask.choose_language(&claims.iter().filter_map(language));
    claims.sort_by_key(|claim| match language(claim) {
        there if chosen.is_some() && there == chosen => 0,
        None => 1,
        Some(_) => 2,
    });
    chosen
}

/// The language of a text, if it is neither the one asked for nor, where none is asked for, the corpus's.
fn mark_against<'b>(
    ask: Ask<'b>,
    chosen: Option<&'b str>,
    language: Option<&'b str>,
) -> Option<&'b str> {
    match chosen {
        None => language.or_else(|| ask.own_language_if_unasked()),
        Some(_) if language == chosen => None,
        Some(_) => Some(language.unwrap_or(&ask.base.settings().language)),
    }
}

/// The values of each facet of a concept, in reading order.
pub(in crate::answer) fn gather_facets<'b>(
    naming: &NameCache<'b>,
    mut values: ThinVec<FacetValue<&'b str>>,
) -> Result<Vec<FacetValues<'b>>, ImageError> {
    values.retain_mut(|value| {
        match naming.ask.perspective.filter_citations(std::mem::take(&mut value.said)) {
            Some(said) => {
                value.said = said;
                true
            }
            None => false,
        }
    });
    let mut found = vec![];
    for values in values.chunk_by(|a, b| a.facet == b.facet) {
        let Some(order) = values.first().map(|value| value.facet) else { continue };
        let declared = naming.facet(order)?;
        let said: Vec<_> = values.iter().map(|value| &value.said).collect();
        let disputed = is_contested(naming.ask.base, declared.single_valued, &said);
        let claims = values.iter().map(|value| {
            Ok(ValueClaim {
                value: value.value,
                of: Rc::clone(&declared),
                said: naming.name_attribution(&value.said)?,
            })
        });
        found.push(FacetValues {
            facet: declared.id,
            label: declared.label,
            disputed,
            values: claims.collect::<Result<_, ImageError>>()?,
            rules: FacetRules {
                single_valued: declared.single_valued,
                closed: !declared.values.is_empty(),
                defining: declared.defining,
            },
            order: order.0,
        });
    }
    Ok(found)
}

/// A concept's notes, and those of others that are said of it too.
pub(super) fn gather_notes<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    own: ThinVec<Note<&'b str>>,
    shared: &[u32],
) -> Result<Vec<NoteClaim<'b>>, ImageError> {
    let base = naming.ask.base;
    let mut found = vec![];
    let mut add = |Note { kind, text, label, language, dates, with, said }: Note<&'b str>| {
        if let Some(said) = naming.visible_attribution(said)? {
            let (mut ids, mut names) = (vec![], vec![]);
            for id in with {
                let head = naming.head(id)?;
                ids.push(head.id);
                names.push(term::qualified_label(naming.ask, &head));
            }
            found.push(NoteClaim {
                kind: kind.name(),
                text,
                label,
                language,
                marked: language,
                dates: TextDates(dates),
                with: ids,
                with_names: names,
                said,
            });
        }
        Ok::<_, ImageError>(())
    };
    own.into_iter().try_for_each(&mut add)?;
    for number in shared {
        let (from, mut note) = base.shared_note(*number)?;
        note.with.retain(|with| *with != id);
        note.with.push(from);
        add(note)?;
    }
    let chosen = put_spoken_first(naming.ask, &mut found, |note| note.language);
    for note in &mut found {
        note.marked = mark_against(naming.ask, chosen, note.language);
    }
    Ok(found)
}
