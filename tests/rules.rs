//! Every rule against its own examples: the bad one trips it and no other, the good one trips none.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use cxterms::check::{self, RULES, Rule, RuleLevels};
use cxterms_base::{
    corpus::{CorpusReading, Layer},
    diagnostic::Severity,
};
use std::{collections::BTreeSet, fs, path::Path};

const MANIFEST: &str = "\
title: Bicycles
voice: we
kinds: {part: {means: a piece}}
facets: {use: {means: what it is for}}
relations: {leads-to: {inverse: results-from}}
";

/// The rules that an example trips. It may bring its own `sources.yaml`; else the works that it names are there.
fn tripped(example: &str, levels: &RuleLevels) -> Vec<&'static str> {
    let (sources, entries) = match example.split_once("# entries.yaml\n") {
        Some((sources, entries)) => (sources.to_owned(), entries),
        None if example.contains("anns-book") => (
            "voices: {we: {name: we}, ann: {name: Ann}}\nworks: {anns-book: {by: ann, title: Wheels}}\n".to_owned(),
            example,
        ),
        None => ("voices: {we: {name: we}}\n".to_owned(), example),
    };
    let (mut reading, mut layer, mut found) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in
        [("corpus.yaml", MANIFEST), ("sources.yaml", &*sources), ("entries.yaml", entries)]
    {
        let file = reading.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, [], "{example}");
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), [], "{example}");
    check::run_rules(&reading, levels).found_rules()
}

/// Every rule as it is, those that are off among them taken for warnings where they are the one that is tried.
fn levels(tried: &Rule) -> RuleLevels {
    let mut levels = RuleLevels::default();
    levels.set_level(tried, tried.severity.or(Some(Severity::Warning)));
    levels
}

#[test]
fn every_rule_finds_its_bad_example_and_leaves_its_good_one_alone() {
    for rule in RULES {
        let [bad, good] = rule.examples();
        assert!(!bad.is_empty() && !good.is_empty(), "{} has no examples", rule.name);
        let found: BTreeSet<_> = tripped(bad, &levels(rule)).into_iter().collect();
        assert_eq!(found, BTreeSet::from([rule.name]), "the bad example of {}", rule.name);
        assert_eq!(
            tripped(good, &levels(rule)),
            Vec::<&str>::new(),
            "the good example of {}",
            rule.name
        );
    }
}

#[test]
fn every_rule_has_its_file_and_every_file_its_rule() {
    let files = fs::read_dir("src/check/rules").unwrap().map(|entry| entry.unwrap().path());
    let names = files.map(|path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-"));
    let files: BTreeSet<_> = names.filter(|name| name != "mod").collect();
    let rules: BTreeSet<_> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(files, rules);
}

#[test]
fn nothing_is_found_in_the_corpus_that_ships() {
    let mut reading = CorpusReading::default();
    reading.add_folder(Path::new("terms"));
    let report = check::run_rules(&reading, &RuleLevels::default());
    assert_eq!(report.findings, []);
}

/// What `docs/rules.md` says: every rule as it explains itself.
fn documented() -> String {
    let head = "\
# Rules

What `cxterms check` finds beyond faults of reading ([yaml.md](yaml.md#what-is-a-fault)). `cxterms explain RULE` says the
same of one. `--deny`, `--warn` and `--allow RULE` change how much a rule matters; one that is off finds nothing until one
of the first two asks for it. In an entry, `allow: [RULE]` leaves it out there. What is missing from an entry with faults is
not held against it. A rule marked as style is not held against a corpus with `profile: foreign`, unless it is asked for. This
page is made from the rules themselves: `UPDATE=1 cargo test --test rules` writes it.
";
    let each = RULES.iter().map(|rule| {
        let (name, severity, about) = (rule.name, check::level_name(rule.severity), rule.about);
        let severity = if rule.style { severity + ", style" } else { severity };
        format!("\n## {name}\n\n{severity}: {about}.\n\n{}", rule.to_markdown())
    });
    std::iter::once(head.to_owned()).chain(each).collect()
}

#[test]
fn the_page_of_rules_says_what_they_say() {
    if std::env::var_os("UPDATE").is_some() {
        fs::write("docs/rules.md", documented()).unwrap();
    }
    assert_eq!(fs::read_to_string("docs/rules.md").unwrap_or_default(), documented());
}
