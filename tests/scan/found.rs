//! What is found, where, and who says so; sets, comments and overlays.

use crate::shared::{all_rules, built_in, find_in, overlay, scan_texts, with_rule};
use cxterms::scan::{ScanOptions, ScanReport};
use cxterms_base::{Base, diagnostic::Severity};

const HOUSE: &str = "\
- {id: customer-support, abbreviations: [CS], avoid: [{text: help desk, why: nobody is helpless, instead: customer support}, {text: HD, why: it is a screen, instead: customer support}, {text: HD hotline, why: so, instead: hotline}]}
- {id: customer, label: customer, avoid: [{text: client, why: they buy, instead: customer}]}
- {id: old-desk, label: gold desk, definition: a team of old, root: {}, status: {value: retired, replaced-by: customer-success, since: 2024}}
";

fn found_by(base: &Base, text: &str) -> Vec<String> {
    let report = scan_texts(base, &[("page.md", text)], &all_rules());
    let shown = report.findings.iter();
    shown.map(|found| format!("{} {}", found.rule, found.place.label)).collect()
}

#[test]
fn the_words_of_a_house_are_found_in_any_shape() {
    let base = overlay(HOUSE);
    let mut wrong = vec![];
    for (text, right) in [
        ("Ask the help desk.", "name-to-avoid help desk"),
        ("Ask the **Help** Desk's people.", "name-to-avoid help desk"),
        ("Two help\ndesks, one HELP-DESK.", "name-to-avoid help desk"),
        ("The help&nbsp;desk", "name-to-avoid help desk"),
        ("[help desk](/x)", "name-to-avoid help desk"),
        ("![the help desk](x.png)", "name-to-avoid help desk"),
        ("> [!NOTE]\n> The help desk.", "name-to-avoid help desk"),
        ("Our clients' voice, a client’s word, Client", "name-to-avoid client"),
        ("The HD closes.", "name-to-avoid hd"),
        ("The HDs close.", "name-to-avoid hd"),
        ("Ask the Gold Desk.", "retired-concept gold desk"),
        ("The HD hotline", "name-to-avoid hd hotline"),
        ("CS calls.", ""),
        ("hd and Hd", ""),
        ("The client_id and client@example.com and `client`", ""),
        ("help (desk)", ""),
    ] {
        let found = found_by(&base, text);
        let fits = match right {
            "" => found.is_empty(),
            _ => !found.is_empty() && found.iter().all(|it| it == right),
        };
        if !fits {
            wrong.push(format!("{text:?}: {found:?}, not {right}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn who_says_so_is_told_with_what_to_say() {
    let report = scan_texts(&overlay(HOUSE), &[("page.md", "Ask the Help Desk.")], &all_rules());
    let found = &report.findings[0];
    assert_eq!(found.message, "say “Customer Support”, not “Help Desk”");
    assert_eq!(found.says[0].voice, "house");
    assert_eq!(found.notes, ["the house: nobody is helpless"]);
    assert_eq!(found.instead.as_deref(), Some("Customer Support"));
    let built_in = scan_texts(&built_in(), &[("page.md", "Unavoidable churn.")], &all_rules());
    let says = &built_in.findings[0].says[0];
    assert!(says.work.is_some() && says.url.is_some(), "{says:?}");
}

#[test]
fn places_count_characters_and_bytes() {
    let text = "naïve 𝄞\n\nÜber *internal\nSLA* x";
    let report = scan_texts(&built_in(), &[("page.md", text)], &all_rules());
    let place = &report.findings[0].place;
    assert_eq!((place.line, place.column), (Some(3), Some(7)));
    assert_eq!((place.end_line, place.end_column), (Some(4), Some(4)));
    let (start, end) = (place.start.unwrap() as usize, place.end.unwrap() as usize);
    assert_eq!(&text[start..end], "internal\nSLA");
}

fn scan_set(texts: &[(&str, &str)], options: &ScanOptions) -> ScanReport {
    scan_texts(&built_in(), texts, options)
}

#[test]
fn a_set_is_told_once_and_explains_for_all() {
    let texts = [("a.md", "Ask CS."), ("b.md", "CS calls. CS writes."), ("c.md", "Nothing.")];
    let report = scan_set(&texts, &all_rules());
    let [found] = &*report.findings else { panic!("{:?}", report.findings) };
    assert_eq!((&*found.place.file, found.count, found.files), ("b.md", 3, 2));
    let each = ScanOptions { each_file: true, ..all_rules() };
    assert_eq!(scan_set(&texts, &each).findings.len(), 2);
    let explained = [texts.as_slice(), &[("d.md", "Customer success (CS).")]].concat();
    assert_eq!(scan_set(&explained, &all_rules()).findings, []);
    let alone = scan_set(&texts[..1], &all_rules());
    assert!(alone.findings[0].notes[0].contains("in this file alone"));
}

#[test]
fn a_conflict_names_both_places() {
    let texts = [
        ("a.md", "Ideal customer profile (ICP). Ideal customer profiles (ICPs)."),
        ("b.md", "Ideal candidate profile (ICP)."),
    ];
    let report = scan_set(&texts, &all_rules());
    let [found] = &*report.findings else { panic!("{:?}", report.findings) };
    assert_eq!((&*found.place.file, found.count, found.files), ("b.md", 3, 2));
    assert!(found.others.iter().all(|other| other.place.file == "a.md"));
    assert_eq!(found.others.len(), 2);
}

#[test]
fn an_abbreviation_beside_its_own_meaning_is_a_note() {
    let text = "Customer support (CS) answers.\n\nThe sales, support, and CS teams met.";
    let report = scan_set(&[("a.md", text)], &all_rules());
    let [found] = &*report.findings else { panic!("{:?}", report.findings) };
    assert_eq!((found.rule, found.severity), ("conflicting-expansion", Severity::Note));
    for text in [
        "Customer success (CS) answers.\n\nThe sales, support, and CS teams met.",
        "Customer support (CS) answers.\n\nThe sales, product, and CS teams met.",
        "Customer support (CS) answers.\n\nWe support sales. CS teams met.",
    ] {
        assert_eq!(find_in(text), Vec::<String>::new(), "{text}");
    }
    for list in ["support/CS", "CS, support and sales", "support & CS", "Sales, CS and Support"] {
        let text = format!("Customer support (CS) answers.\n\nThe {list} met.");
        assert_eq!(find_in(&text).len(), 1, "{text}");
    }
}

#[test]
fn names_that_are_joined_are_told_once_a_file() {
    for text in [
        "Ask customer service/success.",
        "Ask customer service / success.",
        "Ask customer service/success managers.",
        "The customer support/success team leads",
        "Ask customer service/customer success.",
        "Customer success, also known as customer support, and customer service/success",
        "Customer success (aka customer support)",
        "customer success = customer support",
        "Customer success is also known as customer support.",
        "customer success, i.e., customer support",
    ] {
        let found = find_in(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with("joined-contrast"), "{text}: {found:?}");
    }
}

#[test]
fn comments_silence_lines_blocks_and_files() {
    let mut wrong = vec![];
    for (text, count) in [
        ("Unavoidable churn. <!-- cxterms: ignore name-to-avoid -->", 0),
        ("Unavoidable churn. <!-- cxterms: ignore -->", 0),
        ("Unavoidable churn <!-- cxterms: ignore-line -->\nand unavoidable churn", 1),
        ("<!-- cxterms: ignore name-to-avoid -->\n\nUnavoidable churn\nand unavoidable churn", 0),
        ("<!-- cxterms: ignore name-to-avoid -->\n\nX.\n\nUnavoidable churn", 1),
        ("<!-- cxterms: ignore -->\n\n- Unavoidable churn\n- x\n  - unavoidable churn\n- it", 0),
        ("<!-- cxterms: ignore -->\n\n- x\n\nUnavoidable churn", 1),
        ("- x <!-- cxterms: ignore -->\n- unavoidable churn", 1),
        ("- x\n\n  <!-- cxterms: ignore -->\n\n- unavoidable churn\n- unavoidable churn", 1),
        (
            "<!-- cxterms: ignore-block -->\n\n| a | unavoidable churn |\n|-|-|\n| unavoidable churn | b |",
            0,
        ),
        (
            "| unavoidable churn <!-- cxterms: ignore-block --> | unavoidable churn |\n|-|-|\n| b | c |",
            1,
        ),
        ("Unavoidable churn <!-- cxterms: ignore-block -->\nand unavoidable churn", 0),
        (
            "Unavoidable churn.\n\n<!-- cxterms: ignore-file name-to-avoid -->\n\nUnavoidable churn",
            0,
        ),
        ("Unavoidable churn. <!-- cxterms: ignore retired-concept -->", 1),
        ("Unavoidable churn. <!-- cxterms: ignore name-to-avoid, retired-concept -->", 0),
        ("{/* cxterms: ignore-file name-to-avoid */}\n\nUnavoidable churn", 0),
        ("<!-- cxterms: ignore name-to-avod -->\n\nNothing", 1),
        ("<!-- cxterms: silence -->\n\nNothing", 1),
    ] {
        let found = find_in(text);
        if found.len() != count {
            wrong.push(format!("{text:?}: {found:?}, not {count}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_ready_line_settles_it_where_it_stands() {
    let settled = |name: &str, text: &str, place: fn(&str, &str) -> String| {
        let found = scan_set(&[(name, text)], &all_rules());
        let line = &found.findings[0].settle;
        scan_set(&[(name, &place(text, line))], &all_rules()).findings.len()
    };
    let before = |text: &str, line: &str| format!("{line}\n{text}");
    let behind = |text: &str, line: &str| format!("{text} {line}");
    for name in ["a.md", "a.txt", "a.html"] {
        assert_eq!(settled(name, "Unavoidable churn", behind), 0, "{name}");
        assert_eq!(settled(name, "Unavoidable churn", before), 0, "{name}");
    }
}

#[test]
fn nothing_is_an_error_unless_it_is_asked_for() {
    let text =
        "CS calls. Unavoidable churn. Customer service/success. A B plan (ABP). A big plan (ABP).";
    assert!(!scan_set(&[("a.md", text)], &all_rules()).has_errors());
    let off = scan_set(&[("a.md", "Our NPS rose.")], &all_rules());
    assert_eq!(off.findings, []);
    let on = scan_set(&[("a.md", "Our NPS rose. NPS fell.")], &with_rule("undefined-first-use"));
    assert_eq!(on.findings.len(), 1);
}

#[test]
fn other_formats_are_read_alike() {
    let texts = [
        ("a.html", "<p>Our <b>unavoidable</b> churn &amp; internal&nbsp;SLAs.</p>"),
        ("a.txt", "Our unavoidable churn & internal\nSLAs."),
        ("a.md", "Our **unavoidable** churn & internal SLAs."),
    ];
    for text in texts {
        let report = scan_set(&[text], &all_rules());
        let labels: Vec<_> = report.findings.iter().map(|it| &*it.place.label).collect();
        assert_eq!(labels, ["unavoidable churn", "internal sla"], "{}", text.0);
    }
}
