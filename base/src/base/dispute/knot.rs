//! Which concepts stand above each other?

use super::told::Told;
use crate::{base::ConceptId, image::ImageError};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Concepts each of which is above every other, as umbrellas lead.
pub(super) type Knot = BTreeSet<ConceptId>;

/// The knot that a concept is part of, and that of every concept above it; none where no way leads back.
///
/// One walk tells all of them (Gabow 2000), so that what is above many concepts is walked once.
pub(super) fn above(
    told: &Told<'_>,
    from: ConceptId,
    known: &mut BTreeMap<ConceptId, Option<Rc<Knot>>>,
) -> Result<(), ImageError> {
    // Those on the way whose knot is not known yet, and where among them each knot begins that may still grow.
    let (mut open, mut begins) = (vec![], vec![]);
    let mut places = BTreeMap::new();
    let mut way = vec![(from, 0)];
    while let Some((id, next)) = way.pop() {
        if next == 0 {
            places.insert(id, open.len());
            begins.push(open.len());
            open.push(id);
        }
        let umbrellas = told.umbrellas(id)?;
        if let Some((above, _)) = umbrellas.get(next) {
            way.push((id, next + 1));
            match places.get(above) {
                _ if known.contains_key(above) => {}
                None => way.push((*above, 0)),
                Some(place) => begins.truncate(begins.partition_point(|begin| begin <= place)),
            }
        } else if let Some(begin) = begins.pop_if(|begin| places.get(&id) == Some(begin)) {
            let knot: Knot = open.drain(begin..).collect();
            let back = knot.len() > 1 || umbrellas.iter().any(|(above, _)| *above == id);
            let knot = back.then(|| Rc::new(knot));
            known.extend(match &knot {
                None => vec![(id, None)],
                Some(ids) => ids.iter().map(|id| (*id, knot.clone())).collect(),
            });
        }
    }
    Ok(())
}
