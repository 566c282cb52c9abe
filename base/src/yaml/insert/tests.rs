//! Additions to entries as people write them.

use super::*;
use crate::yaml::write_document;

const ORDER: &[&str] = &[
    "id",
    "label",
    "synonyms",
    "kind",
    "definition",
    "definitions",
    "facets",
    "relations",
    "root",
    "translations",
    "notes",
];

fn text(text: &str) -> YamlValue {
    YamlValue::from(text)
}

fn map(pairs: &[(&str, &str)]) -> YamlValue {
    YamlValue::Map(pairs.iter().map(|(key, it)| ((*key).to_owned(), text(it))).collect())
}

fn under(path: &[&str], addition: YamlAddition) -> YamlAddition {
    path.iter()
        .rev()
        .fold(addition, |inner, key| YamlAddition::Keys(vec![((*key).to_owned(), inner)]))
}

fn items(path: &[&str], new: &[YamlValue]) -> YamlAddition {
    under(path, YamlAddition::items(new.to_vec()))
}

/// The text with an addition to its entry `a`; none if that was left alone.
fn with(file: &str, addition: &YamlAddition) -> Option<String> {
    let edited = add_to_entries(file, &[("a", addition)], ORDER);
    if edited.left.is_empty() {
        Some(edited.text)
    } else {
        assert_eq!(edited.text, file);
        None
    }
}

/// Each addition to each of some ways to write an entry, and what becomes of it.
fn assert_added(addition: &YamlAddition, cases: &[(&str, &str)]) {
    for (before, after) in cases {
        assert_eq!(with(before, addition).as_deref(), Some(*after), "{before}");
        // The same with a mark at the beginning, with the line ends of Windows and without the last of them.
        let marked = format!("\u{feff}{before}");
        assert_eq!(with(&marked, addition), Some(format!("\u{feff}{after}")));
        let windows = |it: &str| it.replace('\n', "\r\n");
        assert_eq!(with(&windows(before), addition), Some(windows(after)));
        if let (Some(before), Some(after)) = (before.strip_suffix('\n'), after.strip_suffix('\n')) {
            assert_eq!(with(before, addition).as_deref(), Some(after));
        }
    }
}

#[test]
fn an_item_stands_behind_the_last_one() {
    let addition = items(&["synonyms"], &[text("new: one")]);
    assert_added(
        &addition,
        &[
            (
                "# top\nid: a\nsynonyms:\n  - x # first\n  # between\n  -   'y'  # last\n  # end\n\n# of the kind\nkind: k\n",
                "# top\nid: a\nsynonyms:\n  - x # first\n  # between\n  -   'y'  # last\n  # end\n  - \"new: one\"\n\n# of the kind\nkind: k\n",
            ),
            (
                "id: a\nsynonyms:\n- x\nkind: k\n",
                "id: a\nsynonyms:\n- x\n- \"new: one\"\nkind: k\n",
            ),
            (
                "{id: a, synonyms: [x , y,], kind: k}\n",
                "{id: a, synonyms: [x , y, \"new: one\",], kind: k}\n",
            ),
            ("id: a\nsynonyms: [x,\n  y] # c\n", "id: a\nsynonyms: [x,\n  y, \"new: one\"] # c\n"),
            ("id: a\nsynonyms: x  # c\n", "id: a\nsynonyms: [x, \"new: one\"]  # c\n"),
            ("id: a\nsynonyms: x, y\n", "id: a\nsynonyms: [\"x, y\", \"new: one\"]\n"),
            (
                "id: a\nsynonyms: {text: x, by: b}\n",
                "id: a\nsynonyms: [{text: x, by: b}, \"new: one\"]\n",
            ),
            (
                "id: a\nsynonyms:\n  text: x\n  # who\n  by: b\nkind: k\n",
                "id: a\nsynonyms:\n  - text: x\n    # who\n    by: b\n  - \"new: one\"\nkind: k\n",
            ),
            (
                "id: a\nsynonyms: >-\n    long\n    text\nkind: k\n",
                "id: a\nsynonyms:\n  - >-\n      long\n      text\n  - \"new: one\"\nkind: k\n",
            ),
            ("id: a\nsynonyms: []\n", "id: a\nsynonyms: [\"new: one\"]\n"),
        ],
    );
}

#[test]
fn a_new_key_stands_behind_those_that_come_before_it() {
    let addition = items(&["synonyms"], &[text("x"), text("z")]);
    assert_added(
        &addition,
        &[
            (
                "id: a\nlabel: b\n# on it\nkind: k\n",
                "id: a\nlabel: b\nsynonyms: [x, z]\n# on it\nkind: k\n",
            ),
            ("{id: a, label: b, kind: k}\n", "{id: a, label: b, synonyms: [x, z], kind: k}\n"),
            (
                "- id: a\n  label: b\n\n# next\n- id: c\n",
                "- id: a\n  label: b\n  synonyms: [x, z]\n\n# next\n- id: c\n",
            ),
            (
                "-   id: a\n    notes:\n      - text: |\n          lit\n    \n\n- {id: c}\n",
                "-   id: a\n    synonyms: [x, z]\n    notes:\n      - text: |\n          lit\n    \n\n- {id: c}\n",
            ),
            ("label: b\nid: a\n", "label: b\nid: a\nsynonyms: [x, z]\n"),
        ],
    );
}

#[test]
fn what_lies_deeper_is_found() {
    let who = map(&[("value", "B2B"), ("by", "w")]);
    assert_added(
        &items(&["facets", "market"], &[who]),
        &[
            (
                "id: a\nfacets: {market: B2C}\n",
                "id: a\nfacets: {market: [B2C, {value: B2B, by: w}]}\n",
            ),
            (
                "id: a\nfacets:\n  use: x\n",
                "id: a\nfacets:\n  use: x\n  market: [{value: B2B, by: w}]\n",
            ),
            ("id: a\n", "id: a\nfacets: {market: [{value: B2B, by: w}]}\n"),
            ("id: a\nfacets: {}\n", "id: a\nfacets: {market: [{value: B2B, by: w}]}\n"),
        ],
    );
    let both = YamlAddition::Keys(vec![
        ("notes".to_owned(), YamlAddition::items(vec![text("m2")])),
        ("translations".to_owned(), items(&["de", "synonyms"], &[text("Bund")])),
    ]);
    let before = "id: a\ntranslations:\n  de:\n    label: Band\nnotes:\n  - m";
    let after =
        "id: a\ntranslations:\n  de:\n    label: Band\n    synonyms: Bund\nnotes:\n  - m\n  - m2";
    assert_eq!(with(before, &both).as_deref(), Some(after));
}

#[test]
fn one_text_takes_the_place_of_another() {
    let long = "word ".repeat(30).trim().to_owned();
    let to = |new: &str| under(&["definition"], YamlAddition::Text(new.to_owned()));
    for (before, new, after) in [
        ("id: a\ndefinition: old  # c\nkind: k\n", "new", "id: a\ndefinition: new  # c\nkind: k\n"),
        ("id: a\ndefinition: 'old'\n", "it's", "id: a\ndefinition: 'it''s'\n"),
        ("id: a\ndefinition: \"old\"\n", "say \"so\"", "id: a\ndefinition: \"say \\\"so\\\"\"\n"),
        ("{id: a, definition: old}\n", "x, y", "{id: a, definition: \"x, y\"}\n"),
        (
            "id: a\ndefinition: >- # c\n    old\n    text\n\n# on\nkind: k\n",
            "new words",
            "id: a\ndefinition: >- # c\n    new words\n\n# on\nkind: k\n",
        ),
        ("id: a\ndefinition: |\n  old\n  text\n", "new", "id: a\ndefinition: |\n  new\n"),
    ] {
        assert_eq!(with(before, &to(new)).as_deref(), Some(after), "{before}");
    }
    let folded = with("id: a\ndefinition: old\nkind: k\n", &to(&long)).unwrap();
    assert!(folded.starts_with("id: a\ndefinition: >-\n  word word"), "{folded}");
    assert!(
        folded.lines().all(|line| line.len() < 110) && folded.ends_with("\nkind: k\n"),
        "{folded}"
    );
}

#[test]
fn an_item_changes_where_it_is_known() {
    let change = |is: &[(&str, Option<&str>)], key: &str, with| {
        let is = is.iter().map(|(key, it)| ((*key).to_owned(), it.map(str::to_owned))).collect();
        let changed = vec![ItemChange { is, key: key.to_owned(), with }];
        under(&["notes"], YamlAddition::Items { new: vec![], changed })
    };
    let is = [("text", Some("two words")), ("lang", None)];
    let by = change(&is, "by", YamlAddition::items(vec![text("w2")]));
    let before = "id: a\nnotes:\n  - text: >-\n      two\n      words\n    by: w # c\n  - other\n";
    let after =
        "id: a\nnotes:\n  - text: >-\n      two\n      words\n    by: [w, w2] # c\n  - other\n";
    assert_eq!(with(before, &by).as_deref(), Some(after));
    let reword = change(&is, "text", YamlAddition::Text("three words".to_owned()));
    assert_eq!(
        with("id: a\nnotes: [other, two words]\n", &reword).as_deref(),
        Some("id: a\nnotes: [other, three words]\n")
    );
    let named = change(&is, "by", YamlAddition::items(vec![text("me"), text("w")]));
    for (before, after) in [
        ("id: a\nnotes: two words # c\n", "id: a\nnotes: {text: two words, by: [me, w]} # c\n"),
        (
            "id: a\nnotes:\n  - 'two words' # c\n",
            "id: a\nnotes:\n  - {text: two words, by: [me, w]} # c\n",
        ),
        (
            "id: a\nnotes:\n  - >-\n    two\n    words\n  - b\n",
            "id: a\nnotes:\n  - {text: two words, by: [me, w]}\n  - b\n",
        ),
        (
            "id: a\nnotes: [{text: two words, kind: k}]\n",
            "id: a\nnotes: [{text: two words, kind: k, by: [me, w]}]\n",
        ),
        (
            "id: a\nnotes:\n  - text: two words\n    kind: k\n",
            "id: a\nnotes:\n  - text: two words\n    kind: k\n    by: [me, w]\n",
        ),
    ] {
        assert_eq!(with(before, &named).as_deref(), Some(after), "{before}");
    }
    let YamlAddition::Keys(mut keys) = named.clone() else { panic!("keys") };
    let Some((_, YamlAddition::Items { new, .. })) = keys.last_mut() else { panic!("items") };
    new.push(text("three"));
    let both = YamlAddition::Keys(keys);
    for (before, after) in [
        (
            "id: a\nnotes: two words # c\n",
            "id: a\nnotes: [{text: two words, by: [me, w]}, three] # c\n",
        ),
        (
            "id: a\nnotes:\n- two words\n",
            "id: a\nnotes:\n- {text: two words, by: [me, w]}\n- three\n",
        ),
    ] {
        assert_eq!(with(before, &both).as_deref(), Some(after), "{before}");
    }
    // It is of another language.
    assert_eq!(with("id: a\nnotes: [{text: two words, lang: de}]\n", &reword), None);
}

#[test]
fn what_cannot_be_added_to_is_left_alone_and_the_rest_is_not() {
    let addition = items(&["synonyms"], &[text("x")]);
    for odd in
        ["id: a\nlabel: [\n", "id: b\n", "- {id: a}\n- {id: a}\n", "id: a\nsynonyms: {}\n", ""]
    {
        assert_eq!(with(odd, &addition), None, "{odd}");
    }
    let file = "- {id: a, label: l}\n- {id: b, synonyms: {}}\n- id: c\n  label: m\n";
    let all: Vec<_> = ["a", "b", "c"].map(|id| (id, &addition)).into();
    let edited = add_to_entries(file, &all, ORDER);
    assert_eq!(edited.left, ["b"]);
    assert_eq!(
        edited.text,
        "- {id: a, label: l, synonyms: x}\n- {id: b, synonyms: {}}\n- id: c\n  label: m\n  synonyms: x\n"
    );
    assert_eq!(
        list_entries(file).iter().map(|it| it.place).collect::<Vec<_>>(),
        [(1, 3), (2, 3), (3, 3)]
    );
}

/// One voice more under `voices`.
fn with_ann(text: &str) -> Option<String> {
    let name = vec![("name".to_owned(), YamlValue::from("Ann: a rider"))];
    let ann = vec![("ann".to_owned(), YamlValue::Map(name))];
    let block = write_document(&YamlValue::Map(ann.clone()));
    insert_entries(text, "voices", &block.lines().map(str::to_owned).collect::<Vec<_>>(), &ann)
}

#[test]
fn entries_stand_behind_the_last_and_all_else_stays() {
    let head = "# top\nvoices:   # who\n    bob: {name: Bob}  # rides\n    # the end\n";
    let rest = "\n# where\nworks:\n  log: {by: bob, title: Log}\n";
    let new = "    ann: {name: \"Ann: a rider\"}\n";
    let grown = with_ann(&format!("\u{feff}{head}{rest}"));
    assert_eq!(grown, Some(format!("\u{feff}{head}{new}{rest}")));
}

#[test]
fn a_key_that_is_not_there_is_put_at_the_end() {
    let new = "voices:\n  ann: {name: \"Ann: a rider\"}\n";
    assert_eq!(with_ann("").as_deref(), Some(new));
    let old = "works:\n  log: {by: bob, title: Log}";
    assert_eq!(with_ann(old), Some(format!("{old}\n{}", new.trim_end())));
    assert_eq!(with_ann("voices: {}\n").as_deref(), Some(new));
    let grown = with_ann("works:\r\n  log: {title: Log}\r\n").unwrap_or_default();
    assert_eq!(grown.matches("\r\n").count(), grown.matches('\n').count());
}

#[test]
fn braces_get_more_in_them() {
    let new = "ann: {name: \"Ann: a rider\"}";
    for (before, after) in [
        ("# who\nvoices: {bob: {name: Bob}", "}   # all\nworks: {}\n"),
        ("voices: {\n  bob: {name: Bob}", ",  # he\n}\n"),
        ("voices:\n  {bob: {name: \"B, {C}\"}", " }\n"),
        ("{title: T, voices: {bob: {name: Bob}", "}}\n"),
        ("\u{feff}voices: {böb: {name: Bob}", "}"),
    ] {
        let grown = with_ann(&format!("{before}{after}"));
        assert_eq!(grown, Some(format!("{before}, {new}{after}")));
    }
}

#[test]
fn a_file_without_room_is_left_alone() {
    for text in ["{voices: {}}\n", "{works: {}}\n", "- a\n", "a: [\n"] {
        assert_eq!(with_ann(text), None, "{text}");
    }
    assert_eq!(with_ann("x: {\n}\n...\n"), None);
}
