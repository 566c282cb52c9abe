//! The report of a check: its findings by file and line, how many there are, and whether any is an error.

use super::{FAULT, OverlayEffect, OverlaySummary, explain};
use cxterms_base::{
    corpus::CorpusReading,
    diagnostic::{Diagnostic, Severity},
};
use cxterms_page::{Block, Count, Findings, Page, Prose, Role, VERSION, View};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Everything that was found, by file and place.
#[derive(Debug, Serialize)]
pub struct CheckReport {
    /// The number of this shape.
    pub version: u32,
    /// How much was found.
    pub summary: CheckSummary,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// What is done to what lies below.
    #[serde(flatten)]
    pub below: OverlayEffect,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckSummary {
    /// How many concepts were looked at, collections of concepts not counted.
    pub concepts: usize,
    /// How many collections of concepts.
    #[serde(skip_serializing_if = "is_zero")]
    pub collections: usize,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How much is done to what lies below, where anything does.
    #[serde(flatten)]
    pub touched: Option<OverlaySummary>,
}

/// Whether there is none.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde lends it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl CheckSummary {
    fn describe_counts(&self) -> String {
        let OverlaySummary { added, changed, replaced, denied } = self.touched.unwrap_or_default();
        let there = |count: usize, text: String| (count > 0).then_some(text);
        let within = [
            there(replaced, format!("{} replaced", Count(replaced, "value"))),
            there(denied, format!("{} denied", Count(denied, "claim"))),
        ];
        let within: Vec<_> = within.into_iter().flatten().collect();
        let within =
            if within.is_empty() { String::new() } else { format!(" ({})", within.join(", ")) };
        let parts = [
            Some(Count(self.concepts, "concept").to_string()),
            there(self.collections, Count(self.collections, "collection").to_string()),
            there(added, format!("{added} added")),
            there(changed, format!("{changed} changed{within}")),
        ];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        match (self.errors, self.warnings) {
            (0, 0) => text + ", nothing to say",
            (errors, warnings) => {
                format!("{text}: {}, {}", Count(errors, "error"), Count(warnings, "warning"))
            }
        }
    }
}

impl CheckReport {
    /// What was found in a corpus, in any order.
    pub(super) fn of_findings(reading: &CorpusReading, findings: Vec<Diagnostic>) -> Self {
        let collections = reading.corpus.count_collections();
        let concepts = reading.corpus.concepts.len().saturating_sub(collections);
        let summary = CheckSummary { concepts, collections, ..CheckSummary::default() };
        let below = OverlayEffect::from_reading(reading);
        let mut report = Self { version: VERSION, summary, findings, below };
        report.sort_and_count();
        report
    }

    /// Leaves out what lies in none of some folders: what is below an overlay is not its keeper's to mend.
    pub fn only_under(&mut self, folders: &[PathBuf]) {
        self.findings.retain(|found| {
            folders.iter().any(|folder| Path::new(&found.file).starts_with(folder))
        });
        self.below.only_under(folders);
        self.update_summary();
    }

    fn update_summary(&mut self) {
        let count = |severity| self.findings.iter().filter(|it| it.severity == severity).count();
        self.summary.errors = count(Severity::Error);
        self.summary.warnings = count(Severity::Warning);
        self.summary.touched = self.below.count_changes();
    }

    /// Puts the findings into the order of files and places, and counts them.
    fn sort_and_count(&mut self) {
        self.findings.sort_by(|a, b| {
            let key = |it: &Diagnostic| (it.line, it.column);
            a.file.cmp(&b.file).then(key(a).cmp(&key(b))).then(a.message.cmp(&b.message))
        });
        self.update_summary();
    }

    /// Whether anything found is an error.
    pub fn has_errors(&self) -> bool {
        self.summary.errors > 0
    }

    /// The rules that found something.
    pub fn found_rules(&self) -> Vec<&'static str> {
        self.findings.iter().filter_map(|found| found.rule).collect()
    }
}

impl View for CheckReport {
    fn findings(&self) -> Option<Findings<'_>> {
        let rules = explain::describe_rules();
        Some(Findings { rules, found: &self.findings, utf16_columns: false })
    }

    fn records(&self) -> Option<Vec<&dyn erased_serde::Serialize>> {
        Some(self.findings.iter().map(|found| found as &dyn erased_serde::Serialize).collect())
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page(self.findings.iter().cloned().map(Block::Snippet).collect());
        self.below.lay_out(&mut page);
        page.text(Prose::of(Role::Label, self.summary.describe_counts()));
        let first = self.findings.iter().filter_map(|found| found.rule).find(|rule| *rule != FAULT);
        if let Some(rule) = first {
            page.suggest_next(format!("cxterms explain {rule}"));
        }
        page
    }
}
