//! What can be asked, and what done?

use super::{check::Check, question::Question, work::Work};
use clap::Subcommand;

/// A question, or work on a corpus.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Question(Question),
    /// Whether a corpus is sound: every fault, and what rules find
    #[command(after_help = "\
Examples:
  cxterms check our-terms
  cxterms check our-terms --terms built-in
  cxterms check our-terms --deny orphan --allow full-stop
  cxterms check our-terms --warn unsourced-claim
  cxterms check our-terms --fix --dry-run
  cxterms check our-terms --fix
  cxterms check our-terms --format sarif > findings.sarif")]
    Check(Check),
    #[command(flatten)]
    Work(Work),
}
