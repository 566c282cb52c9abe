//! A request with everything by which it is answered.

use super::{eras::ProtocolEra, message::JsonFields};
use cxterms_base::Base;

/// What is asked, and how.
#[derive(Clone, Copy, Debug)]
pub struct SessionOptions<'b> {
    /// The base.
    pub base: &'b Base,
    /// The languages of labels and definitions, as for any question.
    pub languages: &'b [String],
    /// Whether the base holds words that are not for everybody: those of a corpus of the user's own.
    pub private: bool,
}

/// A request, ready to be answered.
#[derive(Clone, Copy)]
pub(super) struct MethodCall<'c> {
    pub(super) options: SessionOptions<'c>,
    pub(super) params: &'c JsonFields,
    pub(super) era: ProtocolEra,
}
