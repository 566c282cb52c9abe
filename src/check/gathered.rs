//! Findings gathered from all rules, before their files and lines are named.

use super::{CheckReport, FAULT, Finding, Rule, parallel};
use cxterms_base::{
    corpus::CorpusReading,
    diagnostic::{Diagnostic, Fault, Place, Severity},
};

/// How many findings are named at once.
const CHUNK: usize = 1000;

/// What was found so far.
#[derive(Debug)]
pub(super) struct GatheredFindings<'r> {
    reading: &'r CorpusReading,
    all: Vec<GatheredFinding>,
}

/// A finding that matters, and by which rule.
#[derive(Debug)]
struct GatheredFinding {
    rule: &'static str,
    severity: Severity,
    fault: Fault,
    others: Vec<(Place, String)>,
}

impl<'r> GatheredFindings<'r> {
    /// The faults that reading found.
    pub(super) fn from_faults(reading: &'r CorpusReading) -> Self {
        let told = |fault: &Fault| GatheredFinding {
            rule: FAULT,
            severity: Severity::Error,
            fault: fault.clone(),
            others: vec![],
        };
        Self { reading, all: reading.faults.iter().map(told).collect() }
    }

    /// Adds a finding, unless its rule matters to nobody or it stands in no file: what was compiled before is not to be
    /// mended here.
    pub(super) fn add_finding(
        &mut self,
        rule: &Rule,
        severity: Option<Severity>,
        finding: Finding,
    ) {
        let Some(severity) = severity.filter(|_| finding.place != Place::NOWHERE) else { return };
        let Finding { place, message, hint, others, .. } = finding;
        let fault = Fault { place, message, hint };
        self.all.push(GatheredFinding { rule: rule.name, severity, fault, others });
    }

    /// The report, once all is gathered: sorted by numbers first, since paths are long and much alike.
    pub(super) fn into_report(mut self) -> CheckReport {
        let ranks = self.reading.files.rank_paths();
        let rank = |place: Place| ranks.get(place.file as usize).copied().unwrap_or_default();
        self.all.sort_by(|a, b| {
            let key = |Place { line, column, .. }| (line, column);
            let (one, other) = (a.fault.place, b.fault.place);
            rank(one).cmp(&rank(other)).then_with(|| {
                key(one).cmp(&key(other)).then_with(|| a.fault.message.cmp(&b.fault.message))
            })
        });
        let chunks: Vec<_> = self.all.chunks(CHUNK).collect();
        let name = |at: usize| -> Vec<Diagnostic> {
            let some = chunks.get(at).copied().unwrap_or_default();
            some.iter().map(|found| found.diagnose(self.reading)).collect()
        };
        let named = match self.all.len() < CHUNK {
            true => (0..chunks.len()).map(name).collect(),
            false => parallel::run_parallel(chunks.len(), name),
        };
        CheckReport::of_findings(self.reading, named.into_iter().flatten().collect())
    }
}

impl GatheredFinding {
    /// The finding with its file and line.
    fn diagnose(&self, reading: &CorpusReading) -> Diagnostic {
        let others = self.others.iter();
        let others = others.filter_map(|(place, what)| reading.files.related_place(*place, what));
        Diagnostic {
            severity: self.severity,
            rule: Some(self.rule),
            others: others.collect(),
            ..reading.files.diagnose(&self.fault)
        }
    }
}
