//! The words of a text, what stands between them, and which are larger words: a table.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_document::words::{Joint, WordKind, split_sentences, split_words};
use proptest::prelude::*;

/// The words of a text: `⟨coded⟩`, `{larger}`; a semicolon for punctuation that no name runs over.
fn show_words(text: &str) -> String {
    let mut shown = String::new();
    for word in split_words(text) {
        shown.push_str(match word.joint {
            Joint::First => "",
            Joint::Unspaced => "·",
            Joint::Space => " ",
            Joint::Hyphen => "-",
            Joint::Slash => "/",
            Joint::Other => "; ",
        });
        let (open, close) = match word.kind {
            WordKind::Plain => ("", ""),
            WordKind::Coded => ("⟨", "⟩"),
            WordKind::Larger => ("{", "}"),
        };
        shown.extend([open, &text[word.start..word.end], close]);
    }
    shown
}

#[test]
fn words_are_found_with_what_is_between_them() {
    let mut wrong = vec![];
    for (text, right) in [
        ("Customer  success,\nagain", "Customer success; again"),
        ("customer-success customer‑success", "customer-success customer-success"),
        ("customer\u{a0}success customer\u{200b}success", "customer success customer success"),
        ("customer service/success", "customer service/success"),
        ("service / success", "service/success"),
        ("CS/CX and/or 24/7", "CS/CX and/or 24/7"),
        ("customer's CSM’s customers’ customers' end", "customer's CSM’s customers customers end"),
        ("'customer success' ‘CS’ \"CS\" (CS) [CS]", "customer success; CS; CS; CS; CS"),
        (
            "customer (success) customer: success; customer—success",
            "customer; success; customer; success; customer; success",
        ),
        ("customer – success customer - success", "customer; success customer; success"),
        ("research & development, R&D", "research & development; ⟨R&D⟩"),
        ("45% of CS+CX = more", "45; of CS; CX; more"),
        ("CS\u{fffc}CX \u{fffc} end", "CS; CX; end"),
        ("naïve cafe\u{301} Größe", "naïve cafe\u{301} Größe"),
        ("顧客満足 CSチーム", "顧·客·満·足 CS·チ·ー·ム"),
        ("고객 만족", "고객 만족"),
        ("ＣＳ（顧客）", "ＣＳ; 顧·客"),
        ("end. Next satisfaction.Customers", "end; Next satisfaction; Customers"),
        ("CS-led non-technical CSM-facing", "CS-led non-technical CSM-facing"),
        ("CUSTOMER-SUCCESS CUSTOMER-CARE", "CUSTOMER-SUCCESS CUSTOMER-CARE"),
        ("", ""),
        (" .,; ", ""),
        ("*CS* |CS| <CS>", "CS; CS; CS"),
    ] {
        let shown = show_words(text);
        if shown != right {
            wrong.push(format!("{text:?}\n  is  {shown}\n  not {right}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn larger_words_are_no_places_of_names() {
    let mut wrong = vec![];
    for (text, right) in [
        ("set CS_URL now", "set {CS_URL} now"),
        ("ask @CS-Leadership.", "ask {@CS-Leadership}"),
        ("in #customer-service, or #cs!", "in {#customer-service}; or {#cs}"),
        ("CVSS:3.1/AV:N/AC:L/AR:L is", "{CVSS:3.1/AV:N/AC:L/AR:L} is"),
        ("AR:L 10:30 AM", "{AR:L} {10:30} AM"),
        ("see docs/cs/README.md, /cs and ./cs", "see {docs/cs/README.md}; {/cs} and {./cs}"),
        ("in ~/cs/ or C:\\CS\\x", "in {~/cs/} or {C:\\CS\\x}"),
        ("customer-success/onboarding docs/", "{customer-success/onboarding} {docs/}"),
        ("write cs@example.org.", "write {cs@example.org}"),
        (
            "at https://x.org/CS?a=customer%20success&b=(CS).",
            "at {https://x.org/CS?a=customer%20success&b=(CS)}",
        ),
        ("(see www.cs.com/a, or cs.com)", "see {www.cs.com/a}; or {cs.com}"),
        ("(https://x.org/CS)", "{https://x.org/CS}"),
        ("run --cs -CS -customer", "run {--cs} {-CS}; customer"),
        (":customer-success: done", "{:customer-success} done"),
        ("$CS costs $5 and ~CS", "{$CS} costs; 5 and {~CS}"),
        ("CS-1234 US-CS hy-AM non-CS Q1-2024", "⟨CS-1234⟩ ⟨US-CS⟩ ⟨hy-AM⟩ ⟨non-CS⟩ ⟨Q1-2024⟩"),
        ("2.0 and 3.14 U.S. e.g. CS", "⟨2.0⟩ and ⟨3.14⟩ ⟨U.S⟩; ⟨e.g⟩; CS"),
        ("Node.js main.rs CS.md", "{Node.js} {main.rs} {CS.md}"),
        ("\u{fffd}CS CS-\u{fffd} \u{fffd} CS", "{\u{fffd}CS} {CS-\u{fffd}}; CS"),
        ("C# F# a#b", "{C#} {F#} {a#b}"),
        ("non-CSMs’ pre-NPS's", "⟨non-CSMs⟩ ⟨pre-NPS's⟩"),
        ("[CS_1](CS_2)", "{CS_1}; {CS_2}"),
        ("B2B-customer success 2-CS", "B2B-customer success ⟨2-CS⟩"),
        ("Wi-Fi e-mail X-ray T-NPS", "Wi-Fi e-mail X-ray ⟨T-NPS⟩"),
        ("'CS_URL' ‘@cs’", "{CS_URL}; {@cs}"),
        ("CS.CX a.b", "{CS.CX} ⟨a.b⟩"),
    ] {
        let shown = show_words(text);
        if shown != right {
            wrong.push(format!("{text:?}\n  is  {shown}\n  not {right}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_in_order_and_hold_every_letter(text in "[-aZ9é顧’' ./_@#:&~$(\u{fffd}\u{fffc}]{0,40}|\\PC{0,40}") {
        let mut end = 0;
        let mut between = String::new();
        for word in split_words(&text) {
            prop_assert!(word.start >= end && word.end > word.start);
            between.push_str(&text[end..word.start]);
            end = word.end;
        }
        between.push_str(&text[end..]);
        prop_assert!(!between.contains(char::is_alphanumeric), "{between:?} is left of {text:?}");
    }

    #[test]
    fn sentences_are_in_order_and_hold_every_letter(text in "[a-cA-C .!?\n\"]{0,60}") {
        let mut end = 0;
        for sentence in split_sentences(&text) {
            prop_assert!(sentence.start >= end && sentence.end > sentence.start);
            prop_assert!(text[end..sentence.start].trim().is_empty());
            end = sentence.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}
