//! What is large is bounded, and what is left out is counted.

use crate::shared::{SvgFile, corpus, map};
use std::fmt::Write;

#[test]
fn of_many_neighbors_some_are_drawn_and_the_rest_counted() {
    let entries = (0..500).fold("- {id: top, label: top}\n".to_owned(), |mut text, at| {
        writeln!(text, "- {{id: e{at}, label: entry {at}, relations: {{subset-of: top}}}}")
            .unwrap();
        text
    });
    let home = corpus(&entries);
    let svg = SvgFile::read(&map(home.path(), &["top"]));
    assert!(svg.texts.iter().any(|text| text == "and 484 more"), "{:?}", svg.texts);
    let tree = SvgFile::read(&map(home.path(), &[]));
    assert!(tree.texts.iter().any(|text| text == "and 440 more"), "{:?}", tree.texts);
    assert!(tree.texts.iter().any(|text| text.starts_with("440 more terms are not drawn")));
}

#[test]
fn a_deep_tree_and_a_long_text_stay_in_their_picture() {
    let long = "word ".repeat(200_000);
    let start = format!("- {{id: e0, label: e0, definition: '{long}'}}\n");
    let chain = (1..2000).fold(start, |mut text, at| {
        let above = at - 1;
        writeln!(text, "- {{id: e{at}, label: e{at}, relations: {{subset-of: e{above}}}}}")
            .unwrap();
        text
    });
    let home = corpus(&chain);
    let tree = map(home.path(), &[]);
    assert!(tree.len() < 500_000, "{}", tree.len());
    SvgFile::read(&tree);
    let one = map(home.path(), &["e0"]);
    assert!(one.len() < 20_000, "{}", one.len());
}
