//! What a label means to the rules of documents.

use super::{abbreviation::strip_abbreviation, saying::Saying};
use cxterms_base::ConceptId;

/// A name to avoid.
#[derive(Debug)]
pub(super) struct AvoidedName {
    /// The concept of which it is a name.
    pub(super) id: String,
    /// As the base writes it.
    pub(super) text: String,
    pub(super) why: Option<String>,
    pub(super) instead: Option<String>,
    pub(super) says: Vec<Saying>,
    /// Whether an overlay says so.
    pub(super) by_overlay: bool,
}

/// A concept that is no longer in use, under one of its names.
#[derive(Debug)]
pub(super) struct RetiredName {
    pub(super) text: String,
    pub(super) label: String,
    pub(super) state: &'static str,
    pub(super) since: Option<String>,
    pub(super) instead: Vec<String>,
    pub(super) says: Vec<Saying>,
    pub(super) by_overlay: bool,
}

/// A concept that an abbreviation may mean.
#[derive(Clone, Debug)]
pub(super) struct AbbreviationReading {
    pub(super) concept: ConceptId,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) text: String,
    /// Whether an overlay says that the abbreviation means it.
    pub(super) pinned: bool,
}

/// What a label means to rules.
#[derive(Debug, Default)]
pub(super) struct LabelRole {
    /// The label, folded.
    pub(super) folded: String,
    pub(super) avoided: Vec<AvoidedName>,
    pub(super) retired: Option<RetiredName>,
    /// The concepts that it names in full.
    pub(super) named: Vec<ConceptId>,
    /// Those that it abbreviates.
    pub(super) readings: Vec<AbbreviationReading>,
}

impl LabelRole {
    /// Whether it is a single word.
    pub(super) fn is_single(&self) -> bool {
        !self.folded.contains(' ')
    }

    /// Whether an abbreviation that is a word of it says nothing by itself: it abbreviates as a whole, as `CS Ops` does,
    /// or is advised against. `CS team` may be the team of anything.
    pub(super) fn stands_as_whole(&self) -> bool {
        !self.readings.is_empty() || self.is_advised_against()
    }

    /// Whether somebody advises against it: against a single word only an overlay may. An abbreviation is looked at in its
    /// own case.
    pub(super) fn is_advised_against(&self) -> bool {
        match self.is_single() {
            true => self.house_names().any(|name| strip_abbreviation(name).is_none()),
            false => !self.avoided.is_empty() || self.retired.is_some(),
        }
    }

    /// Whether an overlay advises against an abbreviation.
    pub(super) fn is_short_advised_against(&self, bare: &str) -> bool {
        self.house_names().any(|name| name == bare)
    }

    fn house_names(&self) -> impl Iterator<Item = &str> {
        let avoided = self.avoided.iter().filter(|name| name.by_overlay);
        let retired = self.retired.iter().filter(|name| name.by_overlay);
        avoided.map(|it| &*it.text).chain(retired.map(|it| &*it.text))
    }
}
