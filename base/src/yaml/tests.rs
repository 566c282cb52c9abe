//! What reading YAML must give, and what it must refuse.

use super::*;

fn faults(text: &str) -> Vec<String> {
    let tell =
        |fault: &Fault| format!("{}:{} {}", fault.place.line, fault.place.column, fault.message);
    parse_document(0, text.as_bytes()).1.iter().map(tell).collect()
}

#[test]
fn words_stay_as_written() {
    let (roots, faults) = parse_document(0, b"a: no\nb: 0755\nc: 1.0\nd: 'null'\ne: ~\nf:\n");
    assert_eq!(faults, []);
    let [YamlNode { value: NodeValue::Map(entries), .. }] = &*roots else { panic!("a map") };
    let texts = entries.iter().map(|(_, node)| match &node.value {
        NodeValue::Text(text) => text.as_str(),
        _ => "(nothing)",
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["no", "0755", "1.0", "null", "(nothing)", "(nothing)"]);
}

#[test]
fn a_node_knows_its_bytes() {
    let text =
        "\u{feff}a: \"ü\"\r\nb:\r\n  - {c: d , e: [f]} # g\r\n  - >-\r\n    h\r\n    i\r\n# j\r\n";
    let (roots, _) = parse_document(0, text.as_bytes());
    let [root] = &*roots else { panic!("a map") };
    let text = text.trim_start_matches('\u{feff}');
    let NodeValue::Map(entries) = &root.value else { panic!("a map") };
    assert_eq!(&text[entries[0].1.bytes.clone()], "\"ü\"");
    let NodeValue::List(items) = &entries[1].1.value else { panic!("a list") };
    let told = [&items[0], &items[1], root].map(|it| (text[it.bytes.clone()].trim(), it.block));
    let [flow, folded, (whole, true)] = told else { panic!("a block") };
    assert_eq!(flow, ("{c: d , e: [f]}", false));
    assert_eq!(folded, ("h\r\n    i", true));
    assert!(whole.starts_with("a: ") && whole.ends_with("    i"), "{whole}");
}

#[test]
fn a_key_given_twice_is_reported_at_its_second_place() {
    assert_eq!(faults("a: 1\nb: 2\na: 3\n"), ["3:1 `a` is given twice"]);
    assert_eq!(faults("x: {a: 1, a: 2}\n"), ["1:11 `a` is given twice"]);
}

#[test]
fn aliases_anchors_tags_and_merge_keys_are_refused_and_the_file_goes_on() {
    let found = faults("a: &x 1\nb: *x\nc: *nowhere\nd: !!str 2\ne: {<<: {f: 1}}\ng: 1\ng: 2\n");
    let lines: Vec<_> = found.iter().map(|fault| &fault[..2]).collect();
    assert_eq!(lines, ["1:", "2:", "3:", "4:", "5:", "7:"], "{found:?}");
}

#[test]
fn an_anchor_and_a_tag_are_shown_where_they_stand() {
    assert_eq!(faults("label: &x a\n"), ["1:8 anchors (`&name`) are not used here"]);
    assert_eq!(faults("label: !!str a\n"), ["1:8 tags (`!name`) are not used here"]);
}

#[test]
fn a_byte_that_is_not_utf_8_has_its_line() {
    let (roots, faults) = parse_document(0, b"a: 1\nb: \xff\n");
    assert!(roots.is_empty());
    assert_eq!((faults[0].place.line, faults[0].place.column), (2, 4));
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    assert!(faults("\u{feff}a: 1\r\nb: 2\r\n").is_empty());
    assert_eq!(faults("\u{feff}a: 1\r\na: 2\r\n"), ["2:1 `a` is given twice"]);
}

#[test]
fn deep_nesting_ends_soon() {
    for unit in ["[", "- ", "{a: "] {
        let (roots, faults) = parse_document(0, unit.repeat(100_000).as_bytes());
        assert!(roots.is_empty());
        assert_eq!(faults.len(), 1);
    }
    let maps: Vec<_> = (0..3000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    assert_eq!(faults(&maps.concat()).len(), 1);
}

#[test]
fn nothing_is_no_fault_and_two_documents_are() {
    assert!(faults("").is_empty());
    assert!(faults("# only a comment\n").is_empty());
    assert_eq!(faults("a: 1\n---\nb: 2\n").len(), 1);
}

#[test]
fn a_blank_line_stays_one_however_a_text_is_written() {
    let texts = [
        "a: >\n  one\n  more\n\n  two\n",
        "a: |\n  one more\n\n  two\n",
        "a: one\n  more\n\n  two\n",
        "a: 'one\n  more\n\n  two'\n",
        "a: \"one\n  more\n\n  two\"\n",
        "a: \"one more\\n\\ntwo\"\n",
    ];
    for text in texts {
        let (roots, _) = parse_document(0, text.as_bytes());
        let [YamlNode { value: NodeValue::Map(entries), .. }] = &*roots else { panic!("a map") };
        let [(_, YamlNode { value: NodeValue::Text(read), .. })] = &**entries else {
            panic!("a text")
        };
        assert_eq!(read.trim_end(), "one more\n\ntwo", "{text}");
    }
}

#[test]
fn an_open_quote_is_told_where_it_opens() {
    for (text, place) in [
        ("a: \"b\nc: d\n", "1:4"),
        ("a: 'b\n", "1:4"),
        ("a: b\nc: \"d\n---\ne: f\n", "2:4"),
        ("- {a: \"b, c: \"d e\"}\n", "1:7"),
        ("- {a: [\"b, c]}\n- {a: \"d\"}\n", "1:8"),
        ("- a: it is 5\" wide\n  b: \"é\n  c: d\n", "2:6"),
        ("- a: \"b\"\n  \"c: d\n", "2:3"),
    ] {
        assert_eq!(faults(text), [format!("{place} not YAML: this quote is not closed")], "{text}");
    }
    assert_eq!(
        faults("a: 'it's'\n"),
        ["1:8 not YAML: invalid trailing content after single-quoted scalar"]
    );
}
