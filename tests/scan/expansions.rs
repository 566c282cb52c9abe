//! The shapes in which a document says what an abbreviation stands for.

use crate::shared::find_in;

/// Each says that CS is customer success: then a use of it is explained, and another long form is a conflict.
const SHAPES: &[&str] = &[
    "Customer success (CS)",
    "**Customer success** (CS)",
    "Our customer success team (CS) and customer success (CS)",
    "the *customer* success (“CS”) team",
    "customer\nsuccess (CS)",
    "customer-success (CS)",
    "customer&nbsp;success (**CS**)",
    "Customer success [CS]",
    "Customer success（CS）",
    "customer success (or CS)",
    "customer success (CS for short)",
    "customer success, or CS,",
    "customer success, abbreviated CS,",
    "customer success, CS for short,",
    "customer success (aka CS)",
    "CS (customer success)",
    "**CS** (Customer Success)",
    "CS (“customer success”)",
    "CS (short for customer success)",
    "CS (i.e. customer success)",
    "CS, i.e. customer success,",
    "CS, that is, customer success",
    "CS stands for customer success",
    "CS is short for *customer success*",
    "CS means customer success",
    "CS: Customer success",
    "CS – customer success",
    "- CS: customer success\n- CX: customer experience",
    "**CS** = customer success",
    "| Short | Long |\n|---|---|\n| CS | Customer success |",
    "| Long | Short |\n|---|---|\n| Customer success | CS |",
    "| CS | Customer success team |\n|---|---|\n| x | y |",
    "CS\n: Customer success",
    "## Customer success\n\nCS owns renewals.",
    "Our customer success team (CS)",
    "Customer success (CS team)",
    "Customer success (the “CS” team)",
    "Customer success (our CS)",
    "Customer success (CS – who renews)",
    "Customer success (CS: who renews)",
    "Customer success (CS & others)",
    "Customer success (abbr. CS)",
    "Customer Success™ (CS)",
    "CS (a customer success)",
    "CS is customer success",
    "By CS we mean customer success",
    "Customer success: CS",
    "- Customer success – CS\n- Sales",
    "*[CS]: Customer success",
    "## Our customer success team\n\nCS owns renewals.",
    "## 2.1 Customer success\n\nThe CS team owns renewals.",
    "## What is customer success?\n\nCS is what renews.",
    "### CS\n\nCustomer success owns renewals.",
    "### CS\n\nThe customer success team.",
    "## Customer success department\n\nThe CS department owns renewals.",
    "## Customer success\n\n![A team](team.png)\n\nThe CS team owns renewals.",
    "| CS | Customer success is the team that renews |\n|---|---|\n| x | y |",
];

#[test]
fn every_shape_explains() {
    let mut wrong = vec![];
    for shape in SHAPES {
        let found = find_in(&format!("{shape}.\n\nThe CS team calls."));
        if found.iter().any(|it| it.starts_with("ambiguous")) {
            wrong.push(format!("{shape:?} explains nothing: {found:?}"));
        }
        let found = find_in(&format!("{shape}.\n\n# More\n\nCustomer support (CS).\n"));
        if !found.iter().any(|it| it.starts_with("conflicting")) {
            wrong.push(format!("{shape:?} conflicts with nothing: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn other_neighbors_explain_nothing() {
    let mut wrong = vec![];
    for text in [
        "Customer health scores (CS)",
        "Customers (CS)",
        "customer success. (CS)",
        "CS. Customer success",
        "sales, CS, customer success",
        "CS and customer success",
        "customer success CS",
        "> customer success (CS)",
        "`customer success` (CS)",
        "CS: calls start now and customers wait",
        // A person, or a heading of two words that have the letters by chance.
        "Carla Santos (CS) wrote it",
        "CS: Conny Sanchez",
        "| Conny Sanchez | CS |\n|---|---|\n| a | b |",
        "## Common scenarios\n\nThe CS team handles them",
        "## Case studies\n\nAsk your CS lead",
        "## CS\n\nCalls start on Monday",
        "CS is a customer of success",
        "(CS) customer success",
    ] {
        let found = find_in(&format!("{text}.\n\nThe CS team calls."));
        if !found.iter().any(|it| it.starts_with("ambiguous")) {
            wrong.push(format!("{text:?} should explain nothing: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn people_are_no_long_forms_and_trades_are() {
    for long in ["Public Relations (PR)", "Release Candidate (RC)", "Solutions Architect (SA)"] {
        let letters = long.rsplit(' ').next().unwrap().trim_matches(['(', ')']).to_lowercase();
        let other = format!("{}ox {}uz", &letters[..1], &letters[1..]);
        let text = format!("The {long}.\n\nA {other} ({}).", letters.to_uppercase());
        assert_eq!(find_in(&text).len(), 1, "{text}");
    }
    for name in ["John Smith (JS)", "Priya Patel (PP)", "Carl Stone (CS)", "Rose Young (RY)"] {
        let letters = name.rsplit(' ').next().unwrap().trim_matches(['(', ')']).to_lowercase();
        let other = format!("{}ox {}uz", &letters[..1], &letters[1..]);
        let text = format!("{name} wrote.\n\nA {other} ({}).", letters.to_uppercase());
        assert_eq!(find_in(&text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_definition_is_no_list() {
    for text in [
        "Customer success (or CS).",
        "customer success, or “CS”, renews",
        "customer success or CS for short",
        "CS (or customer success)",
    ] {
        assert_eq!(find_in(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn words_that_look_alike_are_two_things() {
    for [one, other] in [
        ["product manager (PM)", "project manager (PM)"],
        ["quality assurance (QA)", "quantity assurance (QA)"],
        ["cost per contact (CPC)", "cost per contract (CPC)"],
        ["customer success manager (CSM)", "customer support manager (CSM)"],
        ["time to resolution (TTR)", "time to response (TTR)"],
    ] {
        let found = find_in(&format!("The {one}.\n\nThe {other}."));
        assert_eq!(found.len(), 1, "{one}, {other}: {found:?}");
    }
}

#[test]
fn one_thing_in_other_words_is_no_conflict() {
    for text in [
        "Customer health score (CHS). Customer health scoring (CHS).",
        "Sales development representative (SDR). Sales development rep (SDR).",
        "Customer acquisition cost (CAC). Cost of acquiring a customer (CAC).",
        "Customer success operations (CSO). Customer success ops (CSO).",
        "Customer success manager (CSM). Custommer success manager (CSM).",
        "Minimum support response value (MSRV). Minimal supported response value (MSRV).",
        "Customer developer network (CDN). Customer development network (CDN).",
    ] {
        assert_eq!(find_in(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_the_base_has_does_not_matter() {
    let text = "Our zonal quality gate (ZQG) is new.\n\nA zinc quota guard (ZQG) is not.";
    assert_eq!(find_in(text), ["conflicting-expansion zinc quota guard"]);
    let text = "The zonal quality gate (ZQG). The zonal qualities gates (ZQGs).";
    assert_eq!(find_in(text), Vec::<String>::new());
}
