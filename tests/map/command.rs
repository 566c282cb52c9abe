//! What `map` does with files.

use crate::shared::{corpus, map, run};
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
    assert_eq!(draw("a"), Some(0));
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
