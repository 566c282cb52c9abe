//! Laws over generated documents: a name is found however it is written, and its place leads back to it.

use crate::{
    fixing::house,
    generated::documents,
    shared::{all_rules, built_in, scan_texts, with_rule},
};
use cxterms::scan::FindingPlace;
use cxterms_base::text;
use proptest::prelude::*;

/// Ways to write a gap within a name.
const GAPS: &[&str] = &[" ", "\n", "\u{a0}", "-", "  ", " *", "** ", "&nbsp;", "</b> ", "‑"];

/// Ways to begin and to end one.
const EDGES: &[(&str, &str)] = &[
    ("", ""),
    ("**", "**"),
    ("[", "](/x)"),
    ("“", "”"),
    ("(", ")"),
    ("<b>", "</b>"),
    ("", "’s"),
    ("", "s"),
];

/// The words at a place of a source, its parts joined where markup stands between.
fn read_place(source: &str, place: &FindingPlace) -> String {
    let cut = |start: u64, end: u64| source[start as usize..end as usize].to_owned();
    match &*place.pieces {
        [] => cut(place.start.unwrap(), place.end.unwrap()),
        pieces => pieces.iter().map(|[start, end]| cut(*start, *end)).collect(),
    }
}

fn style(word: &str, style: u8) -> String {
    match style {
        0 => word.to_owned(),
        1 => word.to_uppercase(),
        _ => word[..1].to_uppercase() + &word[1..],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_name_is_found_however_it_is_written(
        name in prop::sample::select(vec!["unavoidable churn", "internal sla"]),
        gap in prop::sample::select(GAPS),
        edge in prop::sample::select(EDGES),
        styles in (0..3u8, 0..3u8),
        before in "(Some words\\. |- |é𝄞 |\n\n|)",
        after in "(\\.| and more|\n\nEnd|, x|)",
    ) {
        let (one, other) = name.split_once(' ').unwrap();
        let written = [&style(one, styles.0), gap, &style(other, styles.1)].concat();
        let source = [&before, edge.0, &written, edge.1, &after].concat();
        let report = scan_texts(&built_in(), &[("page.md", &source)], &all_rules());
        let found: Vec<_> = report.findings.iter().filter(|it| it.rule == "name-to-avoid").collect();
        // Two stars or a tag by themselves may begin or end more than the name, or be signs in it.
        if gap.contains(['*', '<']) {
            prop_assume!(!found.is_empty());
        }
        prop_assert_eq!(found.len(), 1, "{:?}", source);
        let place = &found[0].place;
        prop_assert_eq!(&place.label, name);
        let read = read_place(&source, place).replace("&nbsp;", " ");
        prop_assert_eq!(text::fold(&read), name, "{:?}", source);
    }

    #[test]
    fn what_is_found_anywhere_leads_back_to_its_words((name, source) in documents()) {
        for options in [all_rules(), with_rule("undefined-first-use")] {
            for base in [&built_in(), house()] {
                let report = scan_texts(base, &[(name, &source)], &options);
                for found in &report.findings {
                    let read = read_place(&source, &found.place);
                    let read = read.replace("&amp;", "&").replace("&nbsp;", " ");
                    prop_assert_eq!(text::fold(&read), &*found.place.label, "{} {:?}", name, source);
                }
                let again = scan_texts(base, &[(name, &source)], &options);
                prop_assert_eq!(report.findings, again.findings);
            }
        }
    }
}
