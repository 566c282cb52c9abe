//! Texts from outside stay text.

use crate::shared::{SvgFile, corpus, map};
use std::{collections::BTreeSet, fs};

/// Everything that a picture is made of.
const ELEMENTS: [&str; 9] = ["a", "desc", "g", "path", "rect", "style", "svg", "text", "title"];
const ATTRIBUTES: [&str; 21] = [
    "aria-label",
    "class",
    "d",
    "fill",
    "font-family",
    "font-size",
    "font-weight",
    "height",
    "href",
    "role",
    "rx",
    "stroke",
    "stroke-dasharray",
    "text-anchor",
    "viewBox",
    "width",
    "x",
    "xmlns",
    "y",
    "tabindex",
    "style",
];

#[test]
fn labels_with_markup_are_shown_and_not_obeyed() {
    let home = corpus(concat!(
        "- {id: a, label: \"<script>alert(1)</script> & ]]> <!-- x\", definition: \"</title><a href='x'>\"}\n",
        "- {id: b, label: \"\\\"/><image href='https://example.org/x.png'/>\", relations: {leads-to: {concept: a, by: w}}}\n",
        "- {id: c, label: \"&#x202e;&lt;\", relations: {subset-of: a, contrasts-with: {concept: b, text: t, by: v}}}\n",
    ));
    for arguments in [&["a"][..], &["b"], &["c", "--narrow"], &[]] {
        let svg = SvgFile::read(&map(home.path(), arguments));
        for (name, attributes) in &svg.elements {
            assert!(ELEMENTS.contains(&&**name), "{name}");
            assert!(
                attributes.iter().all(|(key, _)| ATTRIBUTES.contains(&&**key)),
                "{attributes:?}"
            );
        }
        let allowed = BTreeSet::from(["https://example.org/?a=1&b=2"]);
        assert!(svg.values("href").into_iter().all(|href| allowed.contains(href)));
    }
    let told = SvgFile::read(&map(home.path(), &["a"])).texts.concat();
    assert!(told.contains("<script>alert(1)</script> & ]]> <!-- x"), "{told}");
}

#[test]
fn what_turns_the_writing_direction_or_is_no_xml_is_left_out() {
    let odd = r"a\u202Eb\u2066c\u200Fd\u0000e\u001Bf\uFFFEg\uFEFFh\u0085i\u061Cj";
    let home = corpus(&format!(
        "- {{id: a, label: \"{odd}\", definition: \"{odd}\\r\\n\\tk\"}}\n- {{id: b, label: b, relations: {{subset-of: a}}}}\n"
    ));
    let all = fs::read_to_string(home.path().join("all.yaml")).unwrap();
    assert!(all.is_ascii());
    for arguments in [&["b"][..], &[]] {
        let text = map(home.path(), arguments);
        let svg = SvgFile::read(&text);
        assert!(svg.texts.iter().any(|it| it.contains("abcdefghij")), "{:?}", svg.texts);
        let odd = |c: char| {
            c.is_control() && c != '\n' || ('\u{200e}'..='\u{206f}').contains(&c) && c != '\u{2026}'
        };
        assert!(!text.contains(odd));
    }
}

#[test]
fn only_addresses_on_the_web_become_links() {
    let home = corpus(
        "- {id: a, label: a}\n- {id: b, label: b, relations: {subset-of: {concept: a, by: w}}}\n",
    );
    for (address, linked) in [
        ("https://example.org/a", true),
        ("http://example.org/a", true),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
        ("file:///etc/passwd", false),
        ("//example.org/", false),
    ] {
        let sources = format!(
            "voices: {{me: {{name: Me}}, li: {{name: Li}}, ab: {{name: Ab}}}}\nworks: {{w: {{title: W, by: li, url: '{address}'}}, v: {{title: V, by: ab}}}}\n"
        );
        fs::write(home.path().join("sources.yaml"), sources).unwrap();
        let told = crate::shared::run(&["map", "b", "--terms", home.path().to_str().unwrap()]);
        if !told.status.success() {
            assert!(!linked, "{address}");
            continue;
        }
        let svg = SvgFile::read(&String::from_utf8(told.stdout).unwrap());
        assert_eq!(svg.values("href"), if linked { vec![address] } else { vec![] }, "{address}");
    }
}
