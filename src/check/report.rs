//! What did the rules find, and does any of it fail the corpus?

use super::{FAULT, Finding, Rule};
use crate::page::{Block, Page, Prose, Role, VERSION, View};
use cxterms_base::{
    corpus::Reading,
    diagnostic::{Diagnostic, Fault, Place, Severity},
};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Everything that was found, by file and place.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The number of this shape.
    pub version: u32,
    /// How much was found.
    pub summary: Summary,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many concepts were looked at.
    pub concepts: usize,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

impl Report {
    /// The faults that reading found.
    pub(super) fn of_faults(reading: &Reading) -> Self {
        let findings: Vec<_> = reading
            .diagnostics()
            .into_iter()
            .map(|found| Diagnostic { rule: Some(FAULT), ..found })
            .collect();
        let summary = Summary { concepts: reading.corpus.concepts.len(), ..Summary::default() };
        Self { version: VERSION, summary, findings }
    }

    /// Adds a finding, unless its rule matters to nobody or it stands in no file: what was compiled before is not to be
    /// mended here.
    pub(super) fn add(
        &mut self,
        rule: &Rule,
        severity: Option<Severity>,
        finding: &Finding,
        reading: &Reading,
    ) {
        let Some(severity) = severity.filter(|_| finding.place != Place::NOWHERE) else { return };
        let fault = Fault {
            place: finding.place,
            message: finding.message.clone(),
            hint: finding.hint.clone(),
        };
        let others = finding.others.iter().filter(|(place, _)| *place != Place::NOWHERE);
        let others = others.map(|(place, what)| reading.files.elsewhere(*place, what));
        self.findings.push(Diagnostic {
            severity,
            rule: Some(rule.name),
            others: others.collect(),
            ..reading.files.diagnose(&fault)
        });
    }

    /// Leaves out what lies in none of some folders: what is below an overlay is not its keeper's to mend.
    pub fn only_under(&mut self, folders: &[PathBuf]) {
        self.findings.retain(|found| {
            folders.iter().any(|folder| Path::new(&found.file).starts_with(folder))
        });
        self.count();
    }

    fn count(&mut self) {
        let count = |severity| self.findings.iter().filter(|it| it.severity == severity).count();
        self.summary.errors = count(Severity::Error);
        self.summary.warnings = count(Severity::Warning);
    }

    /// Puts the findings into the order of files and places, and counts them.
    pub(super) fn settle(&mut self) {
        self.findings.sort_by(|a, b| {
            let key = |it: &Diagnostic| (it.line, it.column);
            a.file.cmp(&b.file).then(key(a).cmp(&key(b))).then(a.message.cmp(&b.message))
        });
        self.count();
    }

    /// Whether anything found is an error.
    pub fn failed(&self) -> bool {
        self.summary.errors > 0
    }

    /// The rules that found something.
    pub fn rules(&self) -> Vec<&'static str> {
        self.findings.iter().filter_map(|found| found.rule).collect()
    }
}

impl View for Report {
    fn page(&self) -> Page<'_> {
        let mut page = Page(self.findings.iter().cloned().map(Block::Snippet).collect());
        let Summary { concepts, errors, warnings } = self.summary;
        let many = |count: usize, what: &str| {
            format!("{count} {what}{}", if count == 1 { "" } else { "s" })
        };
        let text = match (errors, warnings) {
            (0, 0) => format!("{}, nothing to say", many(concepts, "concept")),
            _ => format!(
                "{}: {}, {}",
                many(concepts, "concept"),
                many(errors, "error"),
                many(warnings, "warning")
            ),
        };
        page.text(Prose::of(Role::Label, text));
        let first = self.findings.iter().filter_map(|found| found.rule).find(|rule| *rule != FAULT);
        if let Some(rule) = first {
            page.next(format!("cxterms explain {rule}"));
        }
        page
    }
}
