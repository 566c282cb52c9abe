//! Disputes about two directions of one relation between two concepts.

use super::{Dispute, DisputeKind, Evidence, Party, Position, voices_of};
use crate::{
    corpus::{ConceptId, RelationId},
    image::ImageError,
};

/// Both directions, the one that more voices assert first, then whoever denies one.
pub(super) fn build_pair_dispute<'b>(
    evidence: &Evidence<'b>,
    kind: DisputeKind,
    (one, relation, other): (ConceptId, RelationId, ConceptId),
) -> Result<Dispute<'b>, ImageError> {
    let (low, high) = (one.min(other), one.max(other));
    let (mut sides, mut denials) = (vec![], vec![]);
    for (from, to) in [(low, high), (high, low)] {
        let said = evidence.relation_citations(from, relation, to)?.into_citations();
        let mut by = said.asserted_by;
        by.retain(|citation| !evidence.base.is_own(citation.voice));
        let holds = Position::Relation(from, relation, to);
        if !said.denied_by.is_empty() {
            denials.push(Party::new(Position::Not(Box::new(holds.clone())), said.denied_by));
        }
        sides.push(Party::new(holds, by));
    }
    sides.sort_by_key(|side| std::cmp::Reverse(voices_of(&side.by).len()));
    sides.extend(denials);
    Ok(Dispute::new(kind, vec![low, high], sides))
}
