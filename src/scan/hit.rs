//! What a rule hands back.

use super::{finding_place::FindingPlace, spot::Spot, vocabulary::Saying};
use cxterms_base::diagnostic::Severity;

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct ScanHit {
    pub(super) at: FindingPlace,
    /// Whether markup, an entity or the end of a line stands within.
    pub(super) is_crossed: bool,
    /// What is wrong, in one line, meaning first.
    pub(super) message: String,
    /// What is to be known of it.
    pub(super) notes: Vec<String>,
    /// What to write instead.
    pub(super) hint: Option<String>,
    /// The line that settles it, ready to be copied: an entry of an overlay, or a comment.
    pub(super) settle: String,
    pub(super) says: Vec<Saying>,
    /// What is put in its place.
    pub(super) instead: Option<String>,
    /// How much it matters, where that is less than the rule does.
    pub(super) severity: Option<Severity>,
    pub(super) others: Vec<(FindingPlace, String)>,
    /// How often it is met in the set, and in how many files.
    pub(super) count: u64,
    pub(super) files: u64,
}

impl ScanHit {
    /// What was found at a place, silenced by a comment.
    pub(super) fn new(at: FindingPlace, message: String, rule: &str) -> Self {
        let settle = format!("<!-- cxterms: ignore {rule} -->");
        Self {
            at,
            is_crossed: false,
            message,
            settle,
            notes: vec![],
            hint: None,
            says: vec![],
            instead: None,
            severity: None,
            others: vec![],
            count: 1,
            files: 1,
        }
    }

    /// What was found at a span of a file.
    pub(super) fn at_spot(file: &str, spot: &Spot, message: String, rule: &str) -> Self {
        let crossing = spot.crossing;
        let is_crossed = crossing.markup || crossing.line_break || crossing.replaced;
        Self { is_crossed, ..Self::new(FindingPlace::from_spot(file, spot), message, rule) }
    }
}
