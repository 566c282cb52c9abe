//! Gathers every claim about a concept from the base.

use super::{
    DefinedConcept, ExternalMatch, FacetRules, FacetValues, LabelClaim, NoteClaim, OmittedClaims,
};
use crate::answer::{
    attribution::{NamedAttribution, TextClaim, ValueClaim},
    concept_names::NameCache,
    relation,
};
use cxterms_base::{
    ConceptId,
    corpus::{ClaimedText, Definition, FacetValue, Label, LabelKind, Note},
    image::{ImageError, Stance},
    is_contested,
};

/// Gathers what is said of one concept; `whole`: also the notes on other entries that are said of it too.
pub(in crate::answer) fn gather_claims<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    whole: bool,
) -> Result<DefinedConcept<'b>, ImageError> {
    let base = naming.ask.base;
    let record = base.concept_record(id)?;
    let concept = record.concept;
    let own = own_words(naming, concept.definition, concept.translated);
    let mut labels = gather_labels(naming, concept.labels)?;
    prefer_language(&mut labels, naming.ask.language, &base.settings().language);
    let translations = labels
        .extract_if(.., |(_, label)| label.language.is_some())
        .map(|(_, label)| label)
        .collect();
    let mut of_kind =
        |kind| labels.extract_if(.., |(known, _)| *known == kind).map(|(_, label)| label).collect();
    let preferred: Vec<LabelClaim<'_>> = of_kind(LabelKind::Preferred);
    let untold = if whole { 0 } else { record.shared_notes.len() };
    let notes =
        gather_notes(naming, id, concept.notes, if whole { &record.shared_notes } else { &[] })?;
    let shared_notes = untold + notes.iter().filter(|note| !note.with.is_empty()).count();
    Ok(DefinedConcept {
        term: naming.term(id)?,
        label_by: preferred.into_iter().find(|label| label.foreign).map(|label| label.said),
        qualifier_by: naming.name_if_foreign(concept.qualifier_by)?,
        kind_by: naming.name_if_foreign(concept.kind_by)?,
        abbreviations: of_kind(LabelKind::Abbreviation),
        synonyms: of_kind(LabelKind::Synonym),
        avoid: of_kind(LabelKind::Avoid),
        translations,
        definition: own.as_ref().map(|it| it.text),
        definition_by: naming.name_if_foreign(own.as_ref().map(|it| it.voice))?,
        definition_said: match own.filter(|it| !base.is_own(it.voice)) {
            Some(own) => {
                naming.name_stance(&Stance { asserted_by: vec![own.voice], ..Stance::default() })?
            }
            None => NamedAttribution::default(),
        },
        definitions: gather_definitions(naming, concept.definitions)?,
        facets: gather_facets(naming, concept.facets)?,
        relations: relation::gather_relations(naming, id)?,
        shared_notes,
        notes,
        root: concept.root.map_or(Ok(None), |said| naming.visible_attribution(said))?,
        also: vec![],
        left_out: OmittedClaims::default(),
        notations: concept.notations.into_iter().map(|it| it.code).collect(),
        matches: concept
            .matches
            .into_iter()
            .map(|it| ExternalMatch { kind: it.kind, iri: it.iri })
            .collect(),
    })
}

/// Gathers what a concept means, and nothing else.
pub(in crate::answer) fn gather_meaning<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
) -> Result<DefinedConcept<'b>, ImageError> {
    let concept = naming.ask.base.concept_record(id)?.concept;
    let own = own_words(naming, concept.definition, concept.translated);
    let definition = own.as_ref().map(|it| it.text);
    let definition_by = naming.name_if_foreign(own.map(|it| it.voice))?;
    let definitions = match definition {
        Some(_) => vec![],
        None => gather_definitions(naming, concept.definitions)?,
    };
    let term = naming.term(id)?;
    Ok(DefinedConcept { definition, definition_by, definitions, ..DefinedConcept::from_term(term) })
}

/// What it means in a corpus's own words, in a language if there are any in it and they are heard.
fn own_words<'b>(
    naming: &NameCache<'b>,
    own: Option<Definition<&'b str>>,
    translated: Vec<(&'b str, Definition<&'b str>)>,
) -> Option<Definition<&'b str>> {
    let there = translated.into_iter().find(|(known, _)| Some(*known) == naming.ask.language);
    let all = there.map(|(_, words)| words).into_iter().chain(own);
    all.into_iter().find(|words| naming.ask.perspective.includes(words.voice))
}

/// Takes the labels of the language that was asked for as the own ones, and the own ones as those of another.
fn prefer_language<'b>(
    labels: &mut [(LabelKind, LabelClaim<'b>)],
    asked: Option<&str>,
    own: &'b str,
) {
    if !labels.iter().any(|(_, label)| label.language.is_some() && label.language == asked) {
        return;
    }
    for (_, label) in labels {
        label.language = match label.language {
            None => Some(own),
            there if there == asked => None,
            elsewhere => elsewhere,
        };
    }
}

fn gather_labels<'b>(
    naming: &NameCache<'b>,
    labels: Vec<Label<&'b str>>,
) -> Result<Vec<(LabelKind, LabelClaim<'b>)>, ImageError> {
    let mut found = vec![];
    for Label { text, kind, language, secondary, why, instead, said } in labels {
        let foreign = said.asserted_by.iter().all(|it| !naming.ask.base.is_own(it.voice));
        if let Some(said) = naming.visible_attribution(said)? {
            let claim = LabelClaim { text, language, secondary, why, instead, said, foreign };
            found.push((kind, claim));
        }
    }
    Ok(found)
}

fn gather_definitions<'b>(
    naming: &NameCache<'b>,
    texts: Vec<ClaimedText<&'b str>>,
) -> Result<Vec<TextClaim<'b>>, ImageError> {
    let mut found = vec![];
    for ClaimedText { text, leading, said } in texts {
        if let Some(said) = naming.visible_attribution(said)? {
            found.push(TextClaim { text, leading, said });
        }
    }
    Ok(found)
}

/// The values of each facet of a concept, in reading order.
pub(in crate::answer) fn gather_facets<'b>(
    naming: &NameCache<'b>,
    mut values: Vec<FacetValue<&'b str>>,
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
            Ok(ValueClaim { value: value.value, said: naming.name_attribution(&value.said)? })
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
            left_out: 0,
            order: order.0,
        });
    }
    Ok(found)
}

/// A concept's notes, and those of others that are said of it too.
fn gather_notes<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    own: Vec<Note<&'b str>>,
    shared: &[u32],
) -> Result<Vec<NoteClaim<'b>>, ImageError> {
    let base = naming.ask.base;
    let mut found = vec![];
    let mut add = |Note { kind, text, label, with, said }: Note<&'b str>| {
        if let Some(said) = naming.visible_attribution(said)? {
            let with = with
                .into_iter()
                .map(|id| Ok(naming.head(id)?.id))
                .collect::<Result<_, ImageError>>()?;
            found.push(NoteClaim { kind: kind.name(), text, label, with, said });
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
    Ok(found)
}
