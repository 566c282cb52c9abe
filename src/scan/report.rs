//! The report of a scan: what was found, by file and place, ready to show.

use super::{
    ScanRule, explain,
    facts::DocumentFacts,
    finding_place::{FindingPlace, to_column},
    ignore::{CommentPlace, UNKNOWN_COMMENT},
    subject::{ScanHit, SetSubject},
    vocabulary::Saying,
};
use cxterms_base::{
    diagnostic::{Diagnostic, RelatedPlace, Severity},
    text,
};
use cxterms_page::{Block, Count, Findings, Page, Prose, Role, VERSION, View};
use serde::Serialize;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// With what a comment begins.
const COMMENT: &str = "<!--";

/// Everything that was found, by file and place.
#[derive(Debug, Serialize)]
pub struct ScanReport {
    /// The number of this shape.
    pub version: u32,
    /// How much was found.
    pub summary: ScanSummary,
    /// What was found.
    pub findings: Vec<ScanFinding>,
    /// The same, laid out for people.
    #[serde(skip)]
    shown: Vec<Diagnostic>,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ScanSummary {
    /// How many documents were looked at.
    pub files: usize,
    /// In how many sets.
    pub sets: usize,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// How many documents could not be read.
    pub unread: usize,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScanFinding {
    /// How much it matters.
    pub severity: Severity,
    /// By which rule it was found.
    pub rule: &'static str,
    /// The set of documents; none for a file by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub place: FindingPlace,
    /// What is wrong, in one line.
    pub message: String,
    /// What is to be known of it.
    pub notes: Vec<String>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The words to put in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// The line that settles it: an entry of an overlay, or a comment.
    pub settle: String,
    /// Who says so; nobody, where the documents say so themselves.
    pub says: Vec<Saying>,
    /// How often it is met.
    pub count: usize,
    /// In how many files.
    pub files: usize,
    /// Other places that have to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherPlace>,
    /// Whether markup, an entity or the end of a line stands within.
    #[serde(skip)]
    pub(super) is_crossed: bool,
}

/// Another place, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherPlace {
    /// What stands there.
    pub what: String,
    /// Where.
    #[serde(flatten)]
    pub place: FindingPlace,
}

impl Default for ScanReport {
    fn default() -> Self {
        let (summary, findings, shown) = (ScanSummary::default(), vec![], vec![]);
        Self { version: VERSION, summary, findings, shown }
    }
}

impl ScanReport {
    /// Whether anything found is an error.
    pub fn has_errors(&self) -> bool {
        self.summary.errors > 0
    }

    /// The rules that found something.
    pub fn found_rules(&self) -> Vec<&'static str> {
        self.findings.iter().map(|found| found.rule).collect()
    }

    /// The lines that are shown, file by file.
    pub fn wanted_lines(&self) -> BTreeMap<String, BTreeSet<u64>> {
        let mut wanted: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
        let others = self.findings.iter().flat_map(|found| &found.others).map(|it| &it.place);
        for place in self.findings.iter().map(|found| &found.place).chain(others) {
            if let Some(line) = place.line {
                wanted.entry(place.file.clone()).or_default().insert(line);
            }
        }
        wanted
    }

    /// Takes the lines of files that are shown, and lays the findings out.
    pub fn show_lines(&mut self, lines: &BTreeMap<String, BTreeMap<u64, String>>) {
        for found in &mut self.findings {
            let others = found.others.iter_mut().map(|other| &mut other.place);
            for place in std::iter::once(&mut found.place).chain(others) {
                let line = place.line.and_then(|line| lines.get(&place.file)?.get(&line));
                place.excerpt = line.cloned().or(place.excerpt.take());
            }
        }
        self.shown = self.findings.iter().map(ScanFinding::to_diagnostic).collect();
    }

    /// Leaves out findings.
    pub fn retain_findings(&mut self, keep: impl FnMut(&ScanFinding) -> bool) {
        self.findings.retain(keep);
        self.update_summary();
    }

    pub(super) fn update_summary(&mut self) {
        let count = |severity| self.findings.iter().filter(|it| it.severity == severity).count();
        self.summary.errors = count(Severity::Error);
        self.summary.warnings = count(Severity::Warning);
        self.summary.notes = count(Severity::Note);
    }

    /// Adds the comments of a document that silence nothing.
    pub(super) fn add_unknown_comments(&mut self, document: &DocumentFacts) {
        let is_rule = |name: &str| super::find_scan_rule(name).is_some();
        for (place, word) in document.ignores.list_unknown(is_rule) {
            self.findings.push(ScanFinding::from_comment(&document.file, place, word));
        }
    }

    fn describe_counts(&self) -> String {
        let ScanSummary { files, sets, errors, warnings, notes, unread } = self.summary;
        let sets = if sets > 1 { format!(" in {}", Count(sets, "set")) } else { String::new() };
        let found = [(errors, "error"), (warnings, "warning"), (notes, "note")];
        let found: Vec<_> = found
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| Count(count, name).to_string())
            .collect();
        let found = if found.is_empty() { "nothing to say".to_owned() } else { found.join(", ") };
        let unread = match unread {
            0 => String::new(),
            _ => format!("; {} could not be read", Count(unread, "file")),
        };
        format!("{}{sets}: {found}{unread}", Count(files, "file"))
    }
}

impl ScanFinding {
    /// What a rule found, with its file.
    pub(super) fn from_hit(
        seen: &SetSubject<'_, '_>,
        rule: &ScanRule,
        severity: Severity,
        hit: ScanHit,
    ) -> Self {
        let crossing = hit.at.spot.crossing;
        // No comment that is heeded can stand in an Office file.
        let settle = match hit.at.spot.start.line_place() {
            None if hit.settle.starts_with(COMMENT) => format!("--allow {}", rule.name),
            _ => hit.settle,
        };
        let others = hit.others.iter().map(|(at, what)| OtherPlace {
            what: what.clone(),
            place: FindingPlace::in_set(seen, at),
        });
        Self {
            severity,
            rule: rule.name,
            set: seen.name.map(str::to_owned),
            place: FindingPlace::in_set(seen, &hit.at),
            others: others.collect(),
            message: hit.message,
            notes: hit.notes,
            hint: hit.hint,
            instead: hit.instead,
            settle,
            says: hit.says,
            count: hit.count,
            files: hit.files,
            is_crossed: crossing.markup || crossing.line_break || crossing.replaced,
        }
    }

    fn from_comment(file: &str, (start, end): CommentPlace, word: &str) -> Self {
        let place = FindingPlace {
            line: Some(start.line),
            column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
            start: Some(start.byte),
            end: Some(end.byte),
            ..FindingPlace::from_words(file, word)
        };
        let rules = super::SCAN_RULES.iter().map(|rule| rule.name);
        let near = text::find_nearest(word, rules.clone().chain(["ignore", "ignore-file"]));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the rules are {}", rules.collect::<Vec<_>>().join(", ")),
        };
        Self {
            severity: Severity::Warning,
            rule: UNKNOWN_COMMENT,
            set: None,
            place,
            message: format!("this comment silences nothing: `{word}` is unknown"),
            notes: vec![],
            hint: Some(hint),
            instead: None,
            settle: "<!-- cxterms: ignore RULE -->".to_owned(),
            says: vec![],
            count: 1,
            files: 1,
            others: vec![],
            is_crossed: false,
        }
    }

    /// The order of files and places, then of rules.
    pub(super) fn compare_places(one: &Self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.place.line, it.place.column, it.place.number, it.place.character);
        let files = one.place.file.cmp(&other.place.file);
        files.then(key(one).cmp(&key(other))).then(one.rule.cmp(other.rule))
    }

    /// The line that settles it, with what it does.
    fn describe_settlement(&self) -> String {
        let does = match self.settle.starts_with(COMMENT) || self.settle.starts_with("--") {
            true => "leave it",
            false => "pin it in an overlay",
        };
        format!("{does}: {}", self.settle)
    }

    /// The finding as people see those of every kind.
    fn to_diagnostic(&self) -> Diagnostic {
        let place = &self.place;
        let mut notes = self.notes.clone();
        notes.extend(place.describe_unit());
        let others = self.others.iter().map(|other| RelatedPlace {
            file: other.place.file.clone(),
            line: to_column(other.place.line),
            column: to_column(other.place.column),
            width: other.place.width(),
            what: match other.place.describe_unit() {
                Some(unit) => format!("{} ({unit})", other.what),
                None => other.what.clone(),
            },
            excerpt: other.place.excerpt.clone().filter(|_| other.place.line.is_some()),
        });
        Diagnostic {
            severity: self.severity,
            rule: Some(self.rule),
            file: place.file.clone(),
            line: to_column(place.line),
            column: to_column(place.column),
            width: place.width(),
            message: self.message.clone(),
            hint: self.hint.clone(),
            notes,
            settle: Some(self.describe_settlement()),
            excerpt: place.excerpt.clone().filter(|_| place.line.is_some()),
            others: others.collect(),
        }
    }
}

impl View for ScanReport {
    fn findings(&self) -> Option<Findings<'_>> {
        let rules = explain::describe_rules();
        Some(Findings { rules, found: &self.shown, utf16_columns: true })
    }

    fn records(&self) -> Option<Vec<&dyn erased_serde::Serialize>> {
        Some(self.findings.iter().map(|found| found as &dyn erased_serde::Serialize).collect())
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page(self.shown.iter().cloned().map(Block::Snippet).collect());
        page.text(Prose::of(Role::Label, self.describe_counts()));
        let rules = self.findings.iter().map(|found| found.rule);
        if let Some(rule) = rules.filter(|rule| *rule != UNKNOWN_COMMENT).min() {
            page.suggest_next(format!("cxterms explain {rule}"));
        }
        page
    }
}
