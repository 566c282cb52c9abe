//! An audit as a table: a row for each abbreviation, name to avoid and term.

use super::{
    AuditReport, AuditedSet, OverlayEntry,
    abbreviations::AuditedAbbreviation,
    names::{AuditedAdvice, AuditedTerm},
    written::{WrittenForm, describe_forms},
};
use crate::scan::vocabulary::{Saying, list_sayings};

/// What the columns are called.
const AUDIT_COLUMNS: [&str; 13] = [
    "Set",
    "Kind",
    "Name",
    "Verdict",
    "Uses",
    "Files",
    "First files",
    "Written as",
    "Stands for",
    "Term",
    "The base says",
    "Who says so",
    "Disputes",
];

/// The column of what settles it.
const OVERLAY_COLUMN: &str = "Overlay";

impl AuditReport {
    /// The header of its table.
    pub fn header() -> Vec<String> {
        AUDIT_COLUMNS.into_iter().chain([OVERLAY_COLUMN]).map(str::to_owned).collect()
    }

    /// The rows of its table.
    pub fn rows(&self) -> Vec<Vec<String>> {
        self.sets.iter().flat_map(AuditedSet::rows).collect()
    }
}

/// A name in JSON's own words: `conflicting`.
fn name_of(verdict: impl serde::Serialize) -> String {
    serde_json::to_value(verdict)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// What every row begins with.
fn begin_row(
    set: Option<&str>,
    [kind, name, verdict]: [&str; 3],
    [uses, files]: [u64; 2],
    in_files: &[String],
    written: &[WrittenForm],
) -> Vec<String> {
    vec![
        set.unwrap_or_default().to_owned(),
        kind.to_owned(),
        name.to_owned(),
        verdict.to_owned(),
        uses.to_string(),
        files.to_string(),
        in_files.join(" | "),
        describe_forms(written),
    ]
}

/// An entry as a cell: without the dash of a list, which a spreadsheet would reckon with.
fn to_cell(entry: &OverlayEntry) -> String {
    entry.to_line().trim_start_matches("- ").to_owned()
}

fn who(says: &[Saying]) -> String {
    list_sayings(says)
}

impl AuditedSet {
    fn rows(&self) -> Vec<Vec<String>> {
        let set = self.set.as_deref();
        let abbreviations = self.abbreviations.iter().map(|it| self.row_of_abbreviation(set, it));
        let advice = self.advice.iter().map(|it| self.row_of_advice(set, it));
        let terms = self.terms.iter().map(|it| row_of_term(set, it));
        abbreviations.chain(advice).chain(terms).collect()
    }

    /// The line of an overlay that speaks of a term.
    fn line_of(&self, concept: Option<&str>) -> String {
        let entry = self.entries.iter().find(|entry| Some(&*entry.id) == concept);
        entry.map(to_cell).unwrap_or_default()
    }

    fn row_of_abbreviation(&self, set: Option<&str>, it: &AuditedAbbreviation) -> Vec<String> {
        let (count, verdict) = ([it.count, it.files], name_of(it.verdict));
        let head = ["abbreviation", &it.abbreviation, &verdict];
        let mut row = begin_row(set, head, count, &it.in_files, &it.written);
        let concept = match &*it.meanings {
            [only] => only.concept.as_deref(),
            _ => None,
        };
        let entry = self.entries.iter().find(|entry| {
            Some(&*entry.id) == concept
                && entry.abbreviations.iter().any(|(short, _)| *short == it.abbreviation)
        });
        row.extend([
            it.describe_meanings(),
            concept.unwrap_or_default().to_owned(),
            it.readings.iter().map(|it| &*it.label).collect::<Vec<_>>().join(" | "),
            who(&it.says),
            String::new(),
            entry.map(to_cell).unwrap_or_default(),
        ]);
        row
    }

    fn row_of_advice(&self, set: Option<&str>, it: &AuditedAdvice) -> Vec<String> {
        let (count, verdict) = ([it.count, it.files], name_of(it.verdict));
        let mut row =
            begin_row(set, ["name", &it.name, &verdict], count, &it.in_files, &it.written);
        let why = it.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let line = if it.by_overlay { String::new() } else { self.line_of(it.concept.as_deref()) };
        row.extend([
            String::new(),
            it.concept.clone().unwrap_or_default(),
            format!("{}{why}", it.describe_advice()),
            who(&it.says),
            String::new(),
            line,
        ]);
        row
    }
}

fn row_of_term(set: Option<&str>, it: &AuditedTerm) -> Vec<String> {
    let head = ["term", &it.label, if it.disputes > 0 { "disputed" } else { "" }];
    let mut row = begin_row(set, head, [it.count, it.files], &it.in_files, &it.written);
    row.extend([
        String::new(),
        it.id.clone(),
        it.meaning.clone().unwrap_or_default(),
        who(&it.says),
        it.disputes.to_string(),
        String::new(),
    ]);
    row
}
