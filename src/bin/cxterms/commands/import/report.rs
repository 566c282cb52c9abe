//! The report of an import: what was carried and what was lost, and what a merge changes.

use cxterms::diff::CorpusDiff;
use cxterms_exchange::{LossReport, RenamedConcept};
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
    /// Those that are there by identifier alone, and called otherwise.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) renamed: &'r [RenamedConcept],
    /// Whether a person is shown all of that.
    #[serde(skip)]
    pub(super) shows_all: bool,
    /// What changed, as `cxterms diff` tells it.
    pub(super) changes: Option<CorpusDiff<'r>>,
}

impl View for ImportReport<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = self.losses.page();
        let Some(merged) = &self.merged else { return page };
        let MergedConcepts { new, changed, unchanged, changes, .. } = merged;
        let told = changes.as_ref().map(CorpusDiff::lay_out_changes);
        let more = match &told {
            Some((_, true)) => " (`--all` shows all that changed)",
            _ => "",
        };
        let counts = format!("{new} new, {changed} changed, {unchanged} as they are there{more}");
        page.fields([
            (Prose::of(Role::Label, "Concepts"), vec![Prose::from(counts)]),
            (Prose::of(Role::Label, "By id"), merged.list_renamed()),
        ]);
        page.0.extend(told.into_iter().flat_map(|(told, _)| told.0));
        page
    }
}

/// How many that are called otherwise a person is shown.
const MAX_RENAMED_SHOWN: usize = 3;

impl MergedConcepts<'_> {
    /// The concepts that were known by their identifiers alone.
    fn list_renamed(&self) -> Vec<Prose<'_>> {
        let shown = if self.shows_all { usize::MAX } else { MAX_RENAMED_SHOWN };
        let each =
            self.renamed.iter().take(shown).map(|it| {
                Prose::from(format!("{}: {}, called {} here", it.id, it.theirs, it.ours))
            });
        let all = self.renamed.len();
        let more = all > shown;
        let known = match all {
            0 => None,
            1 => Some("1 concept known by its id alone, called otherwise here".to_owned()),
            _ => Some(format!("{all} concepts known by their ids alone, called otherwise here")),
        };
        let more = more.then(|| format!("{} more (`--all` shows them)", all - shown));
        known.map(Prose::from).into_iter().chain(each).chain(more.map(Prose::from)).collect()
    }
}
