//! Disputes about a relation that different voices assert in opposite directions.

use super::{Dispute, DisputeKind, Evidence, pair};
use crate::{corpus::ConceptId, corpus::SUBSET_OF, graph::End, image::ImageError};

/// The relations of a concept that run both ways, each way told by voices none of whom tells both.
///
/// This holds of every relation with a direction but `subset-of`, whose circles are clashes.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let links = evidence.links(id)?;
    let mut found = vec![];
    for there in links.iter().filter(|link| link.side == End::Near && link.relation != SUBSET_OF) {
        let back = (there.relation, End::Far, there.concept);
        let back =
            links.binary_search_by_key(&back, |link| (link.relation, link.side, link.concept));
        let Some(back) = back.ok().and_then(|at| links.get(at)) else { continue };
        let (one, other) =
            (evidence.asserting_voices(&there.stance), evidence.asserting_voices(&back.stance));
        if one.is_empty() || other.is_empty() || !one.is_disjoint(&other) {
            continue;
        }
        let claim = (id, there.relation, there.concept);
        found.push(pair::build_pair_dispute(evidence, DisputeKind::Mutual, claim)?);
    }
    Ok(found)
}
