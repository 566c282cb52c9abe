//! Names to avoid put right: only words change, and a second time nothing does.

use crate::{
    generated::{documents, without_prose},
    shared::{overlay, scan_texts, with_rule},
};
use cxterms::scan::{FixedProse, fix_document};
use cxterms_base::Base;
use cxterms_document::DocumentFormat;
use proptest::prelude::*;
use std::{path::Path, sync::OnceLock};

const HOUSE: &str = "\
- {id: customer-support, label: customer support, avoid: [{text: help desk, why: nobody is helpless, instead: customer support}]}
- {id: customer, label: customer, avoid: [{text: client, why: they buy, instead: customer}]}
";

pub(crate) fn house() -> &'static Base {
    static HOUSE_BASE: OnceLock<Base> = OnceLock::new();
    HOUSE_BASE.get_or_init(|| overlay(HOUSE))
}

fn fix(name: &str, text: &str) -> FixedProse {
    let report = scan_texts(house(), &[(name, text)], &with_rule("name-to-avoid"));
    let found: Vec<_> = report.findings.iter().collect();
    fix_document(text.as_bytes(), DocumentFormat::from_path(Path::new(name)).unwrap(), &found)
}

#[test]
fn words_are_put_right_in_their_case_and_number() {
    let mut wrong = vec![];
    for (name, text, right) in [
        ("a.md", "Ask the help desk.", "Ask the customer support."),
        (
            "a.md",
            "# Help Desk\n\n*Help desk* of `help desk`",
            "# Customer Support\n\n*Customer support* of `help desk`",
        ),
        (
            "a.md",
            "Our clients' [client](/client \"client\")",
            "Our customers' [customer](/client \"client\")",
        ),
        ("a.md", "A client’s CLIENT", "A customer’s CUSTOMER"),
        ("a.md", "| Clients |\n|---|\n| client |", "| Customers |\n|---|\n| customer |"),
        ("a.md", "![a client](client.png)", "![a customer](client.png)"),
        ("a.html", "<p class=\"client\">A client<br>", "<p class=\"client\">A customer<br>"),
        ("a.txt", "The client.\r\n\r\nA client.", "The customer.\r\n\r\nA customer."),
        // What is left as it is.
        ("a.md", "the help *desk* and help\ndesk", "the help *desk* and help\ndesk"),
        ("a.md", "> client\n\n```\nclient\n```", "> client\n\n```\nclient\n```"),
    ] {
        let fixed = fix(name, text);
        let fixed = String::from_utf8(fixed.bytes).unwrap();
        if fixed != right {
            wrong.push(format!("{text:?}: {fixed:?}, not {right:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let left = fix("a.md", "the help *desk*").left;
    assert_eq!(left[0].why, "it runs over markup or the end of a line");
}

#[test]
fn an_article_that_would_be_wrong_is_left() {
    let base = overlay(
        "- {id: customer-support, avoid: [{text: help desk, why: so, instead: agent desk}]}\n",
    );
    let text = "A help desk and the help desk.";
    let report = scan_texts(&base, &[("a.md", text)], &with_rule("name-to-avoid"));
    let found: Vec<_> = report.findings.iter().collect();
    let fixed = fix_document(text.as_bytes(), DocumentFormat::Markdown, &found);
    assert_eq!(String::from_utf8(fixed.bytes).unwrap(), "A help desk and the agent desk.");
    assert_eq!(fixed.left[0].why, "the article before it would be wrong");
}

#[test]
fn an_article_is_judged_by_sound_and_through_markup() {
    let base = overlay(
        "- {id: customer-support, avoid: [{text: support engineer, why: so, instead: agent}, {text: union desk, why: so, instead: agent desk}, {text: hour line, why: so, instead: support line}, {text: agent desk line, why: so, instead: user line}]}\n",
    );
    for (text, right) in [
        ("A *support engineer* and the support engineer", "A *support engineer* and the agent"),
        ("An old support engineer", "An old agent"),
        ("an hour line", "an hour line"),
        ("a union desk, the union desk", "a union desk, the agent desk"),
        ("an agent desk line", "an agent desk line"),
        ("a “support engineer”", "a “support engineer”"),
        ("<b>a</b> support engineer", "<b>a</b> support engineer"),
    ] {
        let report = scan_texts(&base, &[("page.md", text)], &with_rule("name-to-avoid"));
        let found: Vec<_> = report.findings.iter().collect();
        let fixed = fix_document(text.as_bytes(), DocumentFormat::Markdown, &found);
        assert_eq!(String::from_utf8(fixed.bytes).unwrap(), right);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_words_of_names_in_prose_change_and_a_second_time_nothing((name, source) in documents()) {
        let once = fix(name, &source);
        let changed = String::from_utf8(once.bytes).unwrap();
        let twice = fix(name, &changed);
        prop_assert_eq!(twice.changes, 0, "{} {:?}", name, source);
        prop_assert_eq!(twice.bytes, changed.as_bytes());
        prop_assert_eq!(without_prose(name, &changed), without_prose(name, &source), "{} {:?}", name, source);
        // What differs are the words themselves.
        let plain = |text: &str| {
            let text = text.to_lowercase().replace("customer support", "help desk");
            text.replace("customer", "client").replace("unavoidable churn", "client churn")
        };
        prop_assert_eq!(plain(&changed), plain(&source));
    }
}
