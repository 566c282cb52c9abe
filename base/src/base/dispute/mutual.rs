//! Which concepts stand in a relation to each other both ways, as different voices have it?

use super::{Dispute, Held, Side, Told, Way};
use crate::{
    base::{ConceptId, Side as End},
    corpus::SUBSET_OF,
    image::ImageError,
};

/// The relations of a concept that run both ways, each way told by voices none of whom tells both.
///
/// This holds of every relation with a direction but `subset-of`, whose circles are clashes.
pub(super) fn of<'b>(told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
    let links = told.links(id)?;
    let mut found = vec![];
    for there in links.iter().filter(|link| link.side == End::Near && link.relation != SUBSET_OF) {
        let back = (there.relation, End::Far, there.concept);
        let back =
            links.binary_search_by_key(&back, |link| (link.relation, link.side, link.concept));
        let Some(back) = back.ok().and_then(|at| links.get(at)) else { continue };
        let (one, other) = (told.outside(&there.stance), told.outside(&back.stance));
        if one.is_empty() || other.is_empty() || !one.is_disjoint(&other) {
            continue;
        }
        let to = there.concept;
        let mut sides = vec![
            Side {
                holds: Held::Relation(id, there.relation, to),
                by: told.by(id, there.relation, to, &one)?,
            },
            Side {
                holds: Held::Relation(to, there.relation, id),
                by: told.by(to, there.relation, id, &other)?,
            },
        ];
        if to < id {
            sides.reverse();
        }
        let about = vec![id.min(to), id.max(to)];
        found.push(Dispute { way: Way::Mutual, about, facet: None, sides });
    }
    Ok(found)
}
