//! What the sides of a dispute answer to its question.

use super::{DescribedDispute, DisputeSide};
use cxterms_base::corpus::capitalize_first;

/// A side with its answer.
#[derive(Clone, Copy, Debug)]
pub struct DisputeAnswer<'d, 'b> {
    /// The side.
    pub side: &'d DisputeSide<'b>,
    /// What it answers.
    answer: &'d str,
}

impl DisputeAnswer<'_, '_> {
    /// What it answers: yes or no to what was asked, else what it holds.
    pub fn name(&self) -> String {
        capitalize_first(self.answer)
    }
}

impl<'b> DescribedDispute<'b> {
    /// The sides, each with its answer, in the order of the dispute.
    pub fn answers(&self) -> impl Iterator<Item = DisputeAnswer<'_, 'b>> {
        self.sides.iter().map(|side| DisputeAnswer { side, answer: self.name_answer(side) })
    }
}
