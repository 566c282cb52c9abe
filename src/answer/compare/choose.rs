//! Resolves the names to compare into concepts; the kinds of the other names decide an ambiguous abbreviation.

use crate::answer::{
    found::Found,
    term::{self, Missing, Term},
};
use cxterms_base::{Base, ConceptId, image::ImageError};

use super::MOST;

/// What the names were taken for.
#[derive(Debug, PartialEq, Eq)]
pub enum Choice<'b> {
    /// These concepts, each once, and what is worth knowing about how the names were read.
    Concepts(Vec<ConceptId>, Vec<String>),
    /// These names mean nothing here.
    Missing(Vec<Missing<'b>>),
}

/// Reads the names. An ambiguous abbreviation takes the reading whose kind fits the other names; every other label of
/// several senses stands for all of them.
///
/// # Errors
/// When the base is damaged.
pub fn choose<'b>(
    base: &'b Base,
    names: &[String],
    language: Option<&str>,
) -> Result<Choice<'b>, ImageError> {
    let found = names.iter().map(|name| Found::of(base, name)?.narrowed(base, name, MOST));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let lost: Vec<_> = names.iter().zip(&found).filter(|(_, found)| found.ids.is_empty()).collect();
    if !lost.is_empty() {
        let missing = lost
            .into_iter()
            .map(|(name, _)| term::missing(base, name))
            .collect::<Result<_, _>>()?;
        return Ok(Choice::Missing(missing));
    }
    let mut ids: Vec<ConceptId> = vec![];
    let mut remarks = vec![];
    for (index, (name, meant)) in names.iter().zip(&found).enumerate() {
        let others =
            found.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, other)| other);
        match fitting(base, meant, others, language)? {
            Some((id, remark)) => {
                ids.push(id);
                remarks.push(format!("`{name}` {remark}"));
            }
            None => {
                ids.extend(&meant.ids);
                remarks.extend(meant.remarks(base, name, language)?);
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(Choice::Concepts(ids, remarks))
}

/// The one reading of an abbreviation whose kind is that of every other name, where it is not the usual one.
fn fitting<'f>(
    base: &Base,
    meant: &Found,
    others: impl Iterator<Item = &'f Found>,
    language: Option<&str>,
) -> Result<Option<(ConceptId, String)>, ImageError> {
    if !meant.abbreviation || meant.readings.len() < 2 {
        return Ok(None);
    }
    let mut kinds = vec![];
    for other in others {
        kinds.extend(other.terms(base, language)?.into_iter().map(|term| term.kind));
    }
    kinds.dedup();
    let [Some(kind)] = *kinds else { return Ok(None) };
    let mut fit = vec![];
    for id in &meant.readings {
        let term = Term::of(base, *id, language)?;
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
