//! Every rule against its own examples, and the page that lists them.

use crate::shared::{built_in, overlay, scan_texts, with_rule};
use cxterms::{
    check::{self, RULES},
    scan::SCAN_RULES,
};
use std::{collections::BTreeSet, fs};

/// The rules that an example trips.
fn tripped(rule: &str, example: &str) -> BTreeSet<&'static str> {
    let (base, page) = match example.strip_prefix("# entries.yaml\n") {
        Some(rest) => {
            let (entries, page) = rest.split_once("# page.md\n").unwrap();
            (overlay(entries), page)
        }
        None => (built_in(), example),
    };
    let report = scan_texts(&base, &[("page.md", page)], &with_rule(rule));
    report.found_rules().into_iter().collect()
}

#[test]
fn every_rule_finds_its_bad_example_and_leaves_its_good_one_alone() {
    for rule in SCAN_RULES {
        let [bad, good] = rule.examples();
        assert!(!bad.is_empty() && !good.is_empty(), "{} has no examples", rule.name);
        assert_eq!(tripped(rule.name, bad), BTreeSet::from([rule.name]), "bad: {}", rule.name);
        assert_eq!(tripped(rule.name, good), BTreeSet::new(), "good: {}", rule.name);
    }
}

#[test]
fn every_rule_has_its_file_and_a_name_of_its_own() {
    let files = fs::read_dir("src/scan/rules").unwrap().map(|entry| entry.unwrap().path());
    let names = files.map(|path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-"));
    let files: BTreeSet<_> = names.filter(|name| name != "mod").collect();
    let rules: BTreeSet<_> = SCAN_RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(files, rules);
    let check: BTreeSet<_> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert!(rules.is_disjoint(&check));
}

/// What `docs/scan-rules.md` says: every rule as it explains itself.
fn documented() -> String {
    let head = "\
# Rules of scan

What `cxterms scan` finds in documents ([scan.md](scan.md)). `cxterms explain RULE` says the same of one. `--deny`, `--warn`
and `--allow RULE` change how much a rule matters; one that is off finds nothing until one of the first two asks for it. This
page is made from the rules themselves: `UPDATE=1 cargo test --test scan` writes it.
";
    let each = SCAN_RULES.iter().map(|rule| {
        let (name, severity, about) = (rule.name, check::level_name(rule.severity), rule.about);
        format!("\n## {name}\n\n{severity}: {about}.\n\n{}", rule.to_markdown())
    });
    std::iter::once(head.to_owned()).chain(each).collect()
}

#[test]
fn the_page_of_rules_says_what_they_say() {
    if std::env::var_os("UPDATE").is_some() {
        fs::write("docs/scan-rules.md", documented()).unwrap();
    }
    assert_eq!(fs::read_to_string("docs/scan-rules.md").unwrap_or_default(), documented());
}
