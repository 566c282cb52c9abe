//! Disputes about whether a concept is still in use.

use super::{Dispute, DisputeKind, Evidence, Party, Position, differ, voices_of};
use crate::{
    corpus::{Citation, ConceptId},
    image::ImageError,
};

/// The dispute over whether a concept is in use: between those who give it up on one side, and those who give it another
/// state or deny that it is given up. The corpus's own voice is a party, for it says so of itself.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let record = evidence.concept_record(id)?;
    let (mut uses, mut ends): (Vec<Citation<&str>>, Vec<_>) = (vec![], vec![]);
    for state in &record.concept.states {
        let Some(said) = evidence.filter_citations(state.said.clone()) else { continue };
        let said = said.into_citations();
        if state.value.is_given_up() {
            ends.extend(said.asserted_by);
            for denial in said.denied_by {
                // A denial meets every claim of a state.
                if !uses.contains(&denial) {
                    uses.push(denial);
                }
            }
        } else {
            uses.extend(said.asserted_by);
        }
    }
    if uses.is_empty() || ends.is_empty() || !differ(&voices_of(&uses), &voices_of(&ends)) {
        return Ok(vec![]);
    }
    let claim = Position::InUse(id);
    let not = Party::new(Position::Not(Box::new(claim.clone())), ends);
    Ok(vec![Dispute::new(DisputeKind::State, vec![id], vec![Party::new(claim, uses), not])])
}
