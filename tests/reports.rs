//! What other tools read of a report is as their formats demand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms::{
    check::{self, CheckReport, RULES, RuleLevels},
    render::{FORMATS, OutputFormat, OutputStyle},
};
use cxterms_base::corpus::{CorpusReading, Layer};
use cxterms_page::VERSION;
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};

/// Entries with every sort of finding: of a whole file, of a place, with another place, a fault; signs that escape.
const FILES: [(&str, &str); 4] = [
    ("corpus.yaml", "voice: we\n"),
    ("sources.yaml", "voices: {we: {name: we}}\n"),
    ("my terms/50%, a:b.yaml", "- {id: gear, label: gear, definition: \"ä \\n, 5%.\", root: {}}\n"),
    (
        "./kit.yaml",
        "- {id: kit, label: gear, definition: what one carries, root: {}, colour: red}\n",
    ),
];

fn report(files: &[(&str, &str)]) -> CheckReport {
    let (mut reading, mut layer, mut found) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file((*name).to_owned(), (*text).to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    let whole = reading.files.add_file("my terms/d.yml".to_owned(), String::new());
    found.push(cxterms_base::diagnostic::Fault::new(
        cxterms_base::diagnostic::Place::whole_file(whole),
        "not read",
    ));
    reading.faults.extend(found);
    reading.add_layer(layer);
    check::run_rules(&reading, &RuleLevels::default())
}

fn written(format: &str, report: &CheckReport) -> String {
    let mut out = vec![];
    OutputFormat::find_by_name(format)
        .unwrap()
        .write(report, OutputStyle::default(), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

/// A required property, of which the standard says that it is a non-empty text.
fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    let found = value.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    assert_ne!(found, "", "`{pointer}` of {value}");
    found
}

fn is_sound(location: &Value) {
    let uri = text(location, "/physicalLocation/artifactLocation/uri");
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~%/".contains(c);
    assert!(uri.chars().all(allowed), "{uri}");
    assert!(!uri.starts_with(['/', '.']), "{uri}");
    let Some(region) = location.pointer("/physicalLocation/region") else { return };
    let number = |name: &str| region[name].as_u64().unwrap();
    assert!(number("startLine") >= 1 && number("startColumn") >= 1, "{region}");
    assert!(number("endColumn") > number("startColumn"), "{region}");
}

#[test]
fn sarif_has_what_the_standard_demands() {
    let report = report(&FILES);
    let log: Value = serde_json::from_str(&written("sarif", &report)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log, "/$schema").ends_with("/sarif-schema-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!((&log["runs"][1], &run["columnKind"]), (&Value::Null, &"unicodeCodePoints".into()));
    assert_eq!(text(run, "/tool/driver/name"), "cxterms");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: BTreeSet<_> = rules.iter().map(|rule| text(rule, "/id")).collect();
    assert_eq!(ids.len(), rules.len());
    assert!(RULES.iter().all(|rule| ids.contains(rule.name)) && ids.contains(check::FAULT));
    let levels = ["error", "warning"];
    for rule in rules {
        assert!(levels.contains(&text(rule, "/defaultConfiguration/level")));
        let off = check::find_rule(text(rule, "/id")).is_some_and(|rule| rule.severity.is_none());
        let enabled = rule.pointer("/defaultConfiguration/enabled");
        assert_eq!(enabled, off.then_some(&Value::Bool(false)), "{rule}");
        for name in ["shortDescription", "fullDescription", "help"] {
            text(rule, &format!("/{name}/text"));
        }
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report.findings.len());
    for (result, found) in results.iter().zip(&report.findings) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]["id"]);
        assert_eq!(Some(text(result, "/ruleId")), found.rule);
        assert!(levels.contains(&text(result, "/level")));
        assert!(text(result, "/message/text").starts_with(&found.message));
        let locations = result["locations"].as_array().unwrap();
        assert_eq!(locations.len(), 1);
        locations.iter().for_each(is_sound);
        let whole = locations[0].pointer("/physicalLocation/region").is_none();
        assert_eq!(whole, found.line == 0);
        let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
        assert_eq!(related, found.others.len());
        for other in result["relatedLocations"].as_array().into_iter().flatten() {
            is_sound(other);
            text(other, "/message/text");
        }
    }
    let of = |rule| results.iter().find(|it| it["ruleId"] == rule).unwrap();
    let stop = of("full-stop");
    let at = "/locations/0/physicalLocation";
    assert_eq!(
        text(stop, &format!("{at}/artifactLocation/uri")),
        "my%20terms/50%25%2C%20a%3Ab.yaml"
    );
    let region = serde_json::json!({"startLine": 1, "startColumn": 39, "endColumn": 50});
    assert_eq!(stop.pointer(&format!("{at}/region")), Some(&region));
    assert!(text(stop, "/message/text").ends_with("; leave it out"));
    assert!(report.findings.iter().any(|found| found.line == 0));
    assert!(report.findings.iter().any(|found| !found.others.is_empty()));
}

#[test]
fn very_many_findings_are_told_by_file_and_line() {
    let entries = |name: &str| -> String {
        let entry = |at| {
            format!("- {{id: {name}{at}, label: {name}{at}, definition: part {at}., root: {{}}}}\n")
        };
        (0..800).map(entry).collect()
    };
    let (first, second) = (entries("z"), entries("a"));
    // The numbers of the files are not the order of their paths.
    let files = [FILES[0], FILES[1], ("z.yaml", &*first), ("a.yaml", &*second)];
    let report = report(&files);
    let found: Vec<_> = report.findings.iter().map(|it| (&it.file, it.line, it.column)).collect();
    assert!(found.len() > 1600 && found.is_sorted(), "{}", found.len());
    let shown = report.findings.iter().filter(|it| it.rule == Some("full-stop"));
    assert!(
        shown.filter_map(|it| it.excerpt.as_ref()).all(|line| line.contains("definition: part"))
    );
}

#[test]
fn a_report_without_findings_is_one_too() {
    let mut report = report(&FILES);
    report.only_under(&["nowhere".into()]);
    let log: Value = serde_json::from_str(&written("sarif", &report)).unwrap();
    assert_eq!(log["runs"][0]["results"], Value::Array(vec![]));
    assert_eq!(written("github", &report), "");
}

#[test]
fn what_lies_below_is_read_and_shown_nowhere() {
    let below = cxterms::builtin::open().unwrap().to_corpus().unwrap();
    let mut reading = CorpusReading::from_corpus(below, <_>::default());
    let folder = Path::new("tests/fixtures/careless");
    reading.add_folder(folder);
    let mut report = check::run_rules(&reading, &RuleLevels::default());
    let found: Vec<_> = report.findings.iter().map(|it| (it.rule, it.line)).collect();
    assert_eq!(found, [(Some("full-stop"), 4), (Some("same-definition"), 7)]);
    let places = report
        .findings
        .iter()
        .flat_map(|it| std::iter::once(&it.file).chain(it.others.iter().map(|other| &other.file)));
    assert!(places.into_iter().all(|file| Path::new(file).starts_with(folder)));
    let touched = report.summary.touched.unwrap();
    assert_eq!((touched.added, touched.changed, touched.replaced, touched.denied), (0, 2, 4, 0));
    report.only_under(&["elsewhere".into()]);
    assert_eq!((report.findings.len(), report.below.overrides.len()), (0, 0));
}

#[test]
fn a_corpus_that_lies_over_nothing_changes_nothing() {
    let report = report(&FILES);
    assert_eq!(report.summary.touched, None);
}

#[test]
fn nothing_ends_a_github_command_before_its_line_does() {
    let lines = written("github", &report(&FILES));
    let lines: Vec<_> = lines.lines().collect();
    assert_eq!(
        lines,
        [
            "::error file=kit.yaml,line=1,col=20,endColumn=23,title=ambiguous-label::`gear` and \
             `kit` are both called gear; give each a `qualifier`%0Amy terms/50%25, a:b.yaml:1: \
             the other",
            "::error file=kit.yaml,line=1,col=66,endColumn=71,title=fault::a concept has no key \
             `colour`",
            "::warning file=my terms/50%25%2C a%3Ab.yaml,line=1,col=39,endColumn=49,\
             title=full-stop::a definition of `gear` ends with a full stop; leave it out",
            "::error file=my terms/d.yml,title=fault::not read",
        ]
    );
}

#[test]
fn a_format_for_findings_refuses_every_other_answer() {
    let findings_only: Vec<_> = FORMATS.iter().filter(|it| it.findings_only()).collect();
    assert_eq!(
        findings_only.iter().map(|it| it.name).collect::<Vec<_>>(),
        ["jsonl", "github", "sarif"]
    );
    for format in findings_only {
        let mut out = vec![];
        let misses = cxterms::answer::MissingTerms { version: VERSION, missing: vec![] };
        assert!(format.write(&misses, OutputStyle::default(), &mut out).is_err());
        assert_eq!(out, b"");
    }
}
