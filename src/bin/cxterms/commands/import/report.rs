//! The report of an import: what was carried and what was lost, and what a merge changes.

use cxterms::diff::CorpusDiff;
use cxterms_exchange::LossReport;
use cxterms_page::{Page, Prose, Role, View};
use serde::Serialize;

/// How an import ended.
#[derive(Debug, Serialize)]
pub(super) struct ImportReport<'r> {
    #[serde(flatten)]
    pub(super) losses: &'r LossReport,
    /// What became of a corpus that was added to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) merged: Option<MergedConcepts<'r>>,
}

/// What became of the concepts of files in a corpus that was added to.
#[derive(Debug, Serialize)]
pub(super) struct MergedConcepts<'r> {
    /// How many are new.
    pub(super) new: usize,
    /// How many are there and say more now.
    pub(super) changed: usize,
    /// How many are there and say it all already.
    pub(super) unchanged: usize,
    /// What changed, as `cxterms diff` tells it.
    pub(super) changes: Option<CorpusDiff<'r>>,
}

impl View for ImportReport<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = self.losses.page();
        let Some(MergedConcepts { new, changed, unchanged, changes }) = &self.merged else {
            return page;
        };
        let told = changes.as_ref().map(CorpusDiff::lay_out_changes);
        let more = match &told {
            Some((_, true)) => " (`--all` shows all that changed)",
            _ => "",
        };
        let counts = format!("{new} new, {changed} changed, {unchanged} as they are there{more}");
        page.fields([(Prose::of(Role::Label, "Concepts"), vec![Prose::from(counts)])]);
        page.0.extend(told.into_iter().flat_map(|(told, _)| told.0));
        page
    }
}
