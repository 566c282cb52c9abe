//! Resolves the names to compare into concepts; the kinds of the other names decide an ambiguous abbreviation.

use crate::answer::{
    ask::Ask,
    lookup::Lookup,
    suggestion::{self, MissingTerm},
    term::Term,
};
use cxterms_base::{ConceptId, image::ImageError};

use super::MAX_COMPARED;

/// What the names were taken for.
#[derive(Debug, PartialEq, Eq)]
pub enum ComparisonChoice<'b> {
    /// These concepts, each once, and what is worth knowing about how the names were read.
    Concepts(Vec<ConceptId>, Vec<String>),
    /// These names mean nothing here.
    Missing(Vec<MissingTerm<'b>>),
}

/// Reads the names. An ambiguous abbreviation takes the reading whose kind fits the other names; every other label of
/// several senses stands for all of them.
///
/// # Errors
/// When the base is damaged.
pub fn choose_concepts<'b>(
    ask: Ask<'b>,
    names: &[String],
) -> Result<ComparisonChoice<'b>, ImageError> {
    let base = ask.base;
    let found = names.iter().map(|name| {
        Lookup::resolve_name_in(base, name, ask.languages)?.narrow_to_identifier(
            base,
            name,
            MAX_COMPARED,
        )
    });
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let lost: Vec<_> = names.iter().zip(&found).filter(|(_, found)| found.ids.is_empty()).collect();
    if !lost.is_empty() {
        let missing = lost
            .into_iter()
            .map(|(name, _)| suggestion::suggest_terms(base, name))
            .collect::<Result<_, _>>()?;
        return Ok(ComparisonChoice::Missing(missing));
    }
    let mut ids: Vec<ConceptId> = vec![];
    let mut remarks = vec![];
    for (index, (name, meant)) in names.iter().zip(&found).enumerate() {
        let others =
            found.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, other)| other);
        match find_fitting_sense(ask, meant, others)? {
            Some((id, remark)) => {
                ids.push(id);
                remarks.push(format!("`{name}` {remark}"));
            }
            None => {
                ids.extend(&meant.ids);
                remarks.extend(meant.describe_remarks(ask, name)?);
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(ComparisonChoice::Concepts(ids, remarks))
}

/// The one reading of an abbreviation whose kind is that of every other name, where it is not the usual one.
fn find_fitting_sense<'f>(
    ask: Ask<'_>,
    meant: &Lookup,
    others: impl Iterator<Item = &'f Lookup>,
) -> Result<Option<(ConceptId, String)>, ImageError> {
    if !meant.abbreviation || meant.readings.len() < 2 {
        return Ok(None);
    }
    let mut kinds = vec![];
    for other in others {
        kinds.extend(other.to_terms(ask)?.into_iter().map(|term| term.kind));
    }
    kinds.dedup();
    let [Some(kind)] = *kinds else { return Ok(None) };
    let mut fit = vec![];
    for id in &meant.readings {
        let term = Term::from_id(ask, *id)?;
        if term.kind == Some(kind) {
            fit.push((*id, term));
        }
    }
    match &*fit {
        [(id, term)] if meant.ids != [*id] => {
            Ok(Some((*id, format!("is taken for {}, as the other is a {kind} too", term.name()))))
        }
        _ => Ok(None),
    }
}
