//! Answers that fit a screen: every definition, every comparison of contrasted concepts, and the lists, on 22 lines of 80
//! columns, the notes on standard error included.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_page::SCREEN_LINES;
use std::process::Command;

/// How many lines a question's answer takes, notes included.
fn count_lines(words: &[&str]) -> usize {
    let told = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .args(words)
        .args(["--width", "80"])
        .env("NO_COLOR", "1")
        .env_remove("CXTERMS_TERMS")
        .output()
        .unwrap();
    assert!(told.status.success(), "{words:?}: {}", String::from_utf8_lossy(&told.stderr));
    let lines = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().lines().count();
    lines(&told.stdout) + lines(&told.stderr)
}

/// What a question answers, as JSON.
fn ask_json(words: &[&str]) -> serde_json::Value {
    let told = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .args(words)
        .args(["--format", "json"])
        .env_remove("CXTERMS_TERMS")
        .output()
        .unwrap();
    serde_json::from_slice(&told.stdout).unwrap()
}

fn all_ids() -> Vec<String> {
    let list = ask_json(&["list"]);
    let terms = list["concepts"].as_array().unwrap();
    terms.iter().map(|term| term["id"].as_str().unwrap().to_owned()).collect()
}

/// At most three in a hundred are longer, and none is longer than a screen and a half.
fn assert_mostly_fit(counted: &[(String, usize)]) {
    let longer: Vec<_> = counted.iter().filter(|(_, lines)| *lines > SCREEN_LINES).collect();
    assert!(
        longer.len() * 100 <= counted.len() * 3,
        "{} of {}: {longer:?}",
        longer.len(),
        counted.len()
    );
    assert!(longer.iter().all(|(_, lines)| *lines <= 32), "{longer:?}");
}

#[test]
fn every_definition_fits_a_screen() {
    let counted: Vec<_> =
        all_ids().into_iter().map(|id| (id.clone(), count_lines(&["define", &id]))).collect();
    assert!(counted.len() > 100);
    assert_mostly_fit(&counted);
}

#[test]
fn every_comparison_of_contrasted_concepts_fits_a_screen() {
    let mut pairs = vec![];
    for id in all_ids() {
        let defined = ask_json(&["define", &id]);
        for related in defined["concepts"][0]["relations"].as_array().unwrap() {
            let other = related["concept"].as_str().unwrap();
            if related["relation"] == "contrasts-with" && *id < *other {
                pairs.push([id.clone(), other.to_owned()]);
            }
        }
    }
    pairs.dedup();
    assert!(pairs.len() > 50, "{}", pairs.len());
    let counted: Vec<_> = pairs
        .iter()
        .map(|[one, other]| (format!("{one} {other}"), count_lines(&["compare", one, other])))
        .collect();
    assert_mostly_fit(&counted);
}

#[test]
fn the_lists_fit_a_screen() {
    for words in [
        &["tree"] as &[_],
        &["disputes"],
        &["disputes", "success"],
        &["voices"],
        &["voices", "franz"],
        &["voices", "gainsight"],
        &["search", "at risk"],
        &["search", "churn"],
        &["define", "engagement"],
        &["define", "cs"],
    ] {
        let lines = count_lines(words);
        assert!(lines <= SCREEN_LINES, "{words:?}: {lines} lines");
    }
}
