//! Resolves the names to compare into concepts; the other names decide what an ambiguous one means.

use crate::answer::{
    ask::Ask,
    lookup::Lookup,
    suggestion::{self, MissingTerm},
    term::Term,
};
use cxterms_base::{
    ConceptId,
    corpus::CONTRASTS_WITH,
    image::{Edge, ImageError},
};
use cxterms_page::with_article;
use std::collections::BTreeSet;

use super::MAX_COMPARED;

/// What the names were taken for.
#[derive(Debug, PartialEq, Eq)]
pub enum ComparisonChoice<'b> {
    /// These concepts, each once, and what is worth knowing about how the names were read.
    Concepts(Vec<ConceptId>, Vec<String>),
    /// These names mean nothing here.
    Missing(Vec<MissingTerm<'b>>),
}

/// Reads the names. An ambiguous one takes the reading that fits the others; where none does, or it stands alone, it
/// stands for all of them.
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
        let others: Vec<_> =
            found.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, it)| it).collect();
        match find_fitting_sense(ask, meant, &others)? {
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
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(ComparisonChoice::Concepts(ids, remarks))
}

/// The one reading of an ambiguous name that fits the other names, and why, where it is not what the name means anyway.
///
/// Of its readings, none fits that another name means, if there are more; of the rest, the one whose kind is that of all
/// others; else the one that somebody tells apart from another.
fn find_fitting_sense(
    ask: Ask<'_>,
    meant: &Lookup,
    others: &[&Lookup],
) -> Result<Option<(ConceptId, String)>, ImageError> {
    if others.is_empty() || meant.readings.len() < 2 {
        return Ok(None);
    }
    let taken = others.iter().filter_map(|other| match *other.ids {
        [id] if other.readings.len() < 2 => Some(id),
        _ => None,
    });
    let taken: BTreeSet<_> = taken.collect();
    let open: Vec<_> = meant.readings.iter().filter(|id| !taken.contains(id)).copied().collect();
    let named = |id| Ok::<_, ImageError>(Term::from_id(ask, id)?.name().into_owned());
    let usual = |id| meant.ids == [id];
    if let [id] = *open {
        let other = meant.readings.iter().find(|it| **it != id).copied().unwrap_or(id);
        let remark = format!("is taken for {}, as the other is {}", named(id)?, named(other)?);
        return Ok((!usual(id)).then_some((id, remark)));
    }
    if let Some((id, kind)) = find_by_kind(ask, &open, others)? {
        let kind = with_article(kind);
        let remark = format!("is taken for {}, as the other is {kind} too", named(id)?);
        return Ok((!usual(id)).then_some((id, remark)));
    }
    if meant.ids.len() < 2 {
        return Ok(None);
    }
    match find_by_contrast(ask, &open, others)? {
        Some(id) => {
            let remark = format!("is taken for {}, which is told apart from the other", named(id)?);
            Ok(Some((id, remark)))
        }
        None => Ok(None),
    }
}

/// The one of some concepts whose kind each of the other names may have, and that kind.
fn find_by_kind<'b>(
    ask: Ask<'b>,
    open: &[ConceptId],
    others: &[&Lookup],
) -> Result<Option<(ConceptId, &'b str)>, ImageError> {
    let mut kinds: Vec<BTreeSet<&str>> = vec![];
    for other in others {
        kinds.push(other.to_terms(ask)?.into_iter().filter_map(|term| term.kind).collect());
    }
    let mut fit = vec![];
    for id in open {
        let kind = Term::from_id(ask, *id)?.kind;
        let kind = kind.filter(|kind| kinds.iter().all(|known| known.contains(kind)));
        fit.extend(kind.map(|kind| (*id, kind)));
    }
    match *fit {
        [one] => Ok(Some(one)),
        _ => Ok(None),
    }
}

/// The one of some concepts that somebody tells apart from what another name means.
fn find_by_contrast(
    ask: Ask<'_>,
    open: &[ConceptId],
    others: &[&Lookup],
) -> Result<Option<ConceptId>, ImageError> {
    let meant = |id: ConceptId| others.iter().any(|other| other.ids.contains(&id));
    let mut fit = vec![];
    for id in open {
        let edges = [ask.base.edges_from(*id)?, ask.base.edges_to(*id)?].concat();
        let apart =
            |edge: &Edge| edge.relation == CONTRASTS_WITH && (meant(edge.from) || meant(edge.to));
        fit.extend(edges.iter().any(apart).then_some(*id));
    }
    match *fit {
        [one] => Ok(Some(one)),
        _ => Ok(None),
    }
}
