//! What `map` does with files.

use crate::shared::{SvgFile, corpus, map, run};
use std::fs;

#[test]
fn the_same_claims_give_the_same_bytes() {
    let home = corpus(
        "- {id: a, label: a}\n- {id: b, label: b, relations: {subset-of: {concept: a, by: w}}}\n",
    );
    for arguments in [&["b"][..], &[]] {
        assert_eq!(map(home.path(), arguments), map(home.path(), arguments));
    }
}

#[test]
fn a_map_is_replaced_and_nothing_else() {
    let home = corpus(
        "- {id: a, label: a}\n- {id: b, label: b, relations: {subset-of: {concept: a, by: w}}}\n",
    );
    let terms = home.path().to_str().unwrap();
    let file = home.path().join("m.svg");
    let name = file.to_str().unwrap();
    let draw = |term: &str| run(&["map", term, "--terms", terms, "-o", name]).status.code();
    let told = run(&["map", "a", "--terms", terms, "-o", name]);
    assert_eq!(told.status.code(), Some(0));
    let note = String::from_utf8(told.stderr).unwrap();
    assert!(note.starts_with("note: wrote ") && note.contains("m.svg"), "{note}");
    assert!(told.stdout.is_empty());
    let first = fs::read_to_string(&file).unwrap();
    assert_eq!(draw("b"), Some(0));
    assert_ne!(fs::read_to_string(&file).unwrap(), first);
    let own = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    fs::write(&file, own).unwrap();
    assert_eq!(draw("a"), Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), own);
}

#[test]
fn nothing_is_written_where_there_is_nothing_to_draw() {
    let home = corpus("- {id: a, label: a}\n");
    let terms = home.path().to_str().unwrap();
    let file = home.path().join("m.svg");
    let told = run(&["map", "zzz", "--terms", terms, "-o", file.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(1));
    let told = run(&["map", "--disciplines", "--terms", terms, "-o", file.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(1));
    assert!(!file.exists());
    let told = run(&["map", "a", "--terms", terms, "-o", "no-such-folder/m.svg"]);
    assert_eq!(told.status.code(), Some(2));
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("there is no folder `no-such-folder`"), "{told}");
}

#[test]
fn what_is_no_longer_in_use_says_so() {
    let home = corpus(concat!(
        "- {id: a, label: a, status: {value: deprecated, replaced-by: b}}\n",
        "- {id: b, label: b}\n- {id: c, label: c, relations: {leads-to: a, subset-of: b}}\n",
    ));
    let texts = |arguments: &[&str]| SvgFile::read(&map(home.path(), arguments)).texts;
    assert!(texts(&["a"]).iter().any(|text| text == "deprecated"), "{:?}", texts(&["a"]));
    assert!(texts(&["c"]).iter().any(|text| text == "a (deprecated)"), "{:?}", texts(&["c"]));
    assert!(texts(&[]).iter().any(|text| text.contains("no longer in use is left out")));
}

#[test]
fn a_map_is_drawn_as_chosen_voices_see_it_and_in_a_language() {
    let home = corpus(concat!(
        "- {id: a, label: a, translations: {de: {label: Ah}}}\n",
        "- {id: b, label: b, relations: {subset-of: {concept: a, by: w}, leads-to: {concept: a, by: v}}}\n",
    ));
    let texts = |arguments: &[&str]| SvgFile::read(&map(home.path(), arguments)).texts;
    let heard = texts(&["b", "--according-to", "Li"]);
    assert!(heard.iter().any(|text| text == "According to Li"), "{heard:?}");
    assert!(heard.iter().any(|text| text == "Is under"), "{heard:?}");
    assert!(!heard.iter().any(|text| text == "Leads to"), "{heard:?}");
    let german = texts(&["b", "--lang", "de"]);
    assert!(german.iter().any(|text| text == "Ah"), "{german:?}");
}

#[test]
fn a_map_of_several_terms_is_a_comparison() {
    let home = corpus("- {id: a, label: a}\n- {id: b, label: b}\n- {id: ab, label: a b}\n");
    let terms = home.path().to_str().unwrap();
    let told = |words: &[&str]| {
        let told = run(&[&["map"], words, &["--terms", terms]].concat());
        let text = String::from_utf8(told.stderr).unwrap();
        (told.status.code(), text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    assert_eq!(told(&["a", "b"]).0, Some(0));
    let (code, text) = told(&["b", "a"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("a map is of one term; `cxterms compare b a --terms"), "{text}");
    let (code, text) = told(&["b", "zzz"]);
    assert_eq!(code, Some(1));
    assert!(!text.contains("compare"), "{text}");
}
