//! The report of a scan: what was found, by file and place, ready to show.

use super::{
    ScanRule,
    abbreviation::strip_abbreviation,
    explain,
    facts::{DocumentFacts, flatten_words},
    finding_place::{FindingPlace, to_column},
    hit::ScanHit,
    ignore::{CommentPlace, UNKNOWN_COMMENT},
    rules::CONFLICTING_EXPANSION,
    vocabulary::Saying,
};
use cxterms_base::{
    diagnostic::{Diagnostic, RelatedPlace, Severity},
    text,
};
use cxterms_page::{Block, Count, Findings, Page, Prose, Role, VERSION, View};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
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

/// The name of a rule.
type ScanRuleName = &'static str;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanFinding {
    /// How much it matters.
    #[serde(deserialize_with = "deserialize_severity")]
    pub severity: Severity,
    /// By which rule it was found.
    #[serde(deserialize_with = "deserialize_rule")]
    pub rule: ScanRuleName,
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
    /// Who says so; none where the documents say so themselves.
    pub says: Vec<Saying>,
    /// How often it is met.
    pub count: usize,
    /// In how many files.
    pub files: usize,
    /// Other places that have to do with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherPlace>,
    /// Whether markup, an entity or the end of a line stands within.
    #[serde(skip)]
    pub(super) is_crossed: bool,
}

/// Another place, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherPlace {
    /// What stands there.
    pub what: String,
    /// Where.
    #[serde(flatten)]
    pub place: FindingPlace,
}

fn deserialize_severity<'de, D: Deserializer<'de>>(from: D) -> Result<Severity, D::Error> {
    let name = String::deserialize(from)?;
    let known = [Severity::Note, Severity::Warning, Severity::Error];
    known
        .into_iter()
        .find(|it| it.to_string() == name)
        .ok_or_else(|| D::Error::custom(format!("no finding matters `{name}`")))
}

fn deserialize_rule<'de, D: Deserializer<'de>>(from: D) -> Result<ScanRuleName, D::Error> {
    let name = String::deserialize(from)?;
    let known = super::find_scan_rule(&name).map(|rule| rule.name);
    let known = known.or((name == UNKNOWN_COMMENT).then_some(UNKNOWN_COMMENT));
    known.ok_or_else(|| D::Error::custom(format!("no rule is called `{name}`")))
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

    /// The lines that are shown and not yet at hand, file by file.
    pub fn wanted_lines(&self) -> BTreeMap<String, BTreeSet<u64>> {
        let mut wanted = BTreeMap::new();
        let others = self.findings.iter().flat_map(|found| &found.others).map(|it| &it.place);
        let places = self.findings.iter().map(|found| &found.place).chain(others);
        places.for_each(|place| place.want_line(&mut wanted));
        wanted
    }

    /// Takes the lines of files that are shown, and lays the findings out.
    pub fn show_lines(&mut self, lines: &BTreeMap<String, BTreeMap<u64, String>>) {
        let places = self.findings.iter_mut().flat_map(ScanFinding::places_mut);
        places.for_each(|place| place.show_line(lines));
        self.shown = self.findings.iter().map(ScanFinding::to_diagnostic).collect();
    }

    /// Leaves out findings.
    pub fn retain_findings(&mut self, keep: impl FnMut(&ScanFinding) -> bool) {
        self.findings.retain(keep);
        self.update_summary();
    }

    /// Puts the findings in order and counts them.
    pub fn finish(&mut self) {
        self.findings.sort_by(ScanFinding::compare_places);
        self.update_summary();
    }

    fn update_summary(&mut self) {
        let count = |severity| self.findings.iter().filter(|it| it.severity == severity).count();
        self.summary.errors = count(Severity::Error);
        self.summary.warnings = count(Severity::Warning);
        self.summary.notes = count(Severity::Note);
    }

    fn describe_counts(&self) -> String {
        let ScanSummary { files, sets, errors, warnings, notes, unread } = self.summary;
        let sets = if sets > 1 && sets < files {
            format!(" in {}", Count(sets, "set"))
        } else {
            String::new()
        };
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
    /// Where it is, and the other places.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut FindingPlace> {
        let others = self.others.iter_mut().map(|other| &mut other.place);
        std::iter::once(&mut self.place).chain(others)
    }

    /// What a rule found in a set.
    pub(super) fn from_hit(
        set: Option<&str>,
        rule: &ScanRule,
        severity: Severity,
        hit: ScanHit,
    ) -> Self {
        let others = hit.others.into_iter().map(|(place, what)| OtherPlace { what, place });
        let [count, files] =
            [hit.count, hit.files].map(|it| usize::try_from(it).unwrap_or(usize::MAX));
        // No comment that is heeded can stand in an Office file.
        let settle = match hit.at.unit {
            Some(_) if hit.settle.starts_with(COMMENT) => format!("--allow {}", rule.name),
            _ => hit.settle,
        };
        Self {
            severity,
            rule: rule.name,
            set: set.map(str::to_owned),
            place: hit.at,
            others: others.collect(),
            message: hit.message,
            notes: hit.notes,
            hint: hit.hint,
            instead: hit.instead,
            settle,
            says: hit.says,
            count,
            files,
            is_crossed: hit.is_crossed,
        }
    }

    /// The comments of a document that silence nothing.
    pub(super) fn list_unknown_comments(document: &DocumentFacts) -> Vec<Self> {
        let is_rule = |name: &str| super::find_scan_rule(name).is_some();
        let unknown = document.ignores.list_unknown(is_rule);
        unknown.map(|(place, word)| Self::from_comment(&document.file, place, word)).collect()
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

    /// Tells a conflict at the first of its other places that is wanted; it is one as much as the other.
    pub fn move_to_other(&mut self, is_wanted: &dyn Fn(&FindingPlace) -> bool) {
        let is_use = strip_abbreviation(&self.place.text).is_some();
        if self.rule != CONFLICTING_EXPANSION || is_use {
            return;
        }
        if let Some(other) = self.others.iter_mut().find(|other| is_wanted(&other.place)) {
            std::mem::swap(&mut self.place, &mut other.place);
            let [old, new] = [&self.place, &other.place].map(|place| flatten_words(&place.text));
            other.what = other.what.replace(&old, &new);
        }
    }

    /// The order of files and places, then of rules.
    pub(super) fn compare_places(one: &Self, other: &Self) -> Ordering {
        let words = |it: &Self| (it.rule, it.message.clone());
        one.place.cmp(&other.place).then_with(|| words(one).cmp(&words(other)))
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
            end: other.place.line_end(),
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
            end: place.line_end(),
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
