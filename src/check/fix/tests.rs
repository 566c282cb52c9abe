//! Tests of the fixer: what it fixes in a text, and what it leaves unchanged.

use super::*;

fn fix_as(name: &str, text: &str) -> FixedFile {
    Fixer::default().fix_file(Path::new(name), text.as_bytes())
}

/// The mended text of a file of concepts; once mended, it needs nothing more.
fn fixed(text: &str) -> String {
    let once = fix_as("a.yaml", text);
    assert_eq!(once.left, []);
    let again = fix_as("a.yaml", &once.text);
    assert_eq!((again.changes, &again.text), (0, &once.text), "mended twice");
    once.text
}

/// Why a text is left as it stands, with the lines.
fn left(text: &str) -> Vec<(usize, String)> {
    let fixed = fix_as("a.yaml", text);
    assert_eq!((fixed.changes, &*fixed.text), (0, text));
    fixed.left.into_iter().map(|left| (left.place.0, left.why)).collect()
}

#[test]
fn comments_go_with_the_key_below_them() {
    let untidy = "\
# Of this house, and of no other.

# what it is called
label: wheel # in running text
kind: part
    # or a machine?
# never changes
id: wheel
# the end
";
    let tidy = "\
# Of this house, and of no other.

# never changes
id: wheel
# what it is called
label: wheel # in running text
kind: part
    # or a machine?
# the end
";
    assert_eq!(fixed(untidy), tidy);
}

#[test]
fn blank_lines_stay_above_their_keys() {
    assert_eq!(
        fixed("kind: part\n\nid: a\n\n# so called\n\nlabel: b\n"),
        "id: a\n\n# so called\n\nlabel: b\n\nkind: part\n"
    );
}

#[test]
fn the_first_key_of_a_list_s_entry_moves_away_from_the_dash() {
    let untidy = "\
# the first
-   label: wheel # round
    # never changes
    id: wheel
    relations:
      # below a
      subset-of: a
      # and no more

# the second
- definition: >-
    a chain
    # of links
  id: chain
  label: chain
";
    let tidy = "\
# the first
# never changes
-   id: wheel
    label: wheel # round
    relations:
      # below a
      subset-of: a
      # and no more

# the second
- id: chain
  label: chain
  definition: >-
    a chain
    # of links
";
    assert_eq!(fixed(untidy), tidy);
    assert_eq!(fixed("-\n  label: a\n  id: a\n"), "-\n  id: a\n  label: a\n");
    assert_eq!(fixed("  - label: a\n    id: a\n"), "  - id: a\n    label: a\n");
}

#[test]
fn line_ends_of_every_kind_and_the_mark_stay() {
    assert_eq!(
        fixed("\u{feff}label: a\r\nid: ü\r\n\r\n\r\nroot: {} "),
        "\u{feff}id: ü\r\nlabel: a\r\n\r\nroot: {}\r\n"
    );
    assert_eq!(fixed("label: a\r\nid: b\nkind: c"), "id: b\nlabel: a\r\nkind: c\n");
    assert_eq!(left("label: a\rid: b\r")[0].0, 0);
}

#[test]
fn what_stands_in_a_text_stays() {
    let whole = "\
id: a
label: a
definition: |
  first  \n  
  # no comment  
     deeper:   so


definitions:
  - {text: 'two  
      spaces   

      # and more', by: b}
  - plain  
    text:no   key
notes:
  - |+
    keeps its lines


";
    let kept = whole.replace("so\n\n\n", "so\n\n");
    assert_eq!(fixed(whole), kept);
}

#[test]
fn spaces_that_say_nothing_go() {
    assert_eq!(
        fixed(
            "id :   a  \n'label':  b   # c   \nfacets:   # d\n  use: {value:   e,  by :f}\n\n \n\n"
        ),
        "id: a\n'label': b   # c\nfacets:   # d\n  use: {value: e,  by :f}\n"
    );
    assert_eq!(
        fixed("- id:   a\n  definition:   >-   # b\n    c  d\n\n  \n\n- id: e"),
        "- id: a\n  definition: >-   # b\n    c  d\n\n- id: e\n"
    );
}

#[test]
fn full_stops_go_however_a_definition_is_written() {
    assert_eq!(fixed("definition: a thing. # so.\n"), "definition: a thing # so.\n");
    assert_eq!(fixed("definition: 'a thing.'\n"), "definition: 'a thing'\n");
    assert_eq!(fixed("definition: \"a thing. \"\n"), "definition: \"a thing \"\n");
    assert_eq!(fixed("definition: >-\n  a\n  thing.\n\n"), "definition: >-\n  a\n  thing\n");
    assert_eq!(fixed("definition: a\n  thing.\n"), "definition: a\n  thing\n");
    assert_eq!(
        fixed("definitions:\n  - {text: 'a, b.', by: c}\n  - text: d ends.\n    by: e\n  - f.\n"),
        "definitions:\n  - {text: 'a, b', by: c}\n  - text: d ends\n    by: e\n  - f\n"
    );
}

#[test]
fn what_is_no_full_stop_of_a_definition_stays() {
    for text in [
        "definition: and so on...\n",
        "definition: and so on…\n",
        "notes: A note is a sentence.\n",
        "translations: {de: {definition: ein Ding.}}\n",
        "definition: a thing.\nallow: [full-stop]\n",
        "label: etc.\n",
    ] {
        assert_eq!(fixed(text), text);
    }
    assert_eq!(left("definition: \".\"\n")[0].1, "without its full stop nothing is left of it");
    assert_eq!(left("definition: \"a\\x2e\"\n")[0].1, "its full stop is written as an escape");
}

#[test]
fn entries_in_braces_are_mended_in_their_line() {
    assert_eq!(
        fixed("- {label: a,   id: b, definition: \"c, d.\" } # e\n- {id: f}\n"),
        "- {id: b,   label: a, definition: \"c, d\" } # e\n- {id: f}\n"
    );
}

#[test]
fn each_kind_of_file_has_its_order() {
    let of = |name, text: &str| fix_as(name, text).text;
    assert_eq!(of("corpus.yaml", "voice: a\ntitle: b\n"), "title: b\nvoice: a\n");
    assert_eq!(
        of(
            "sources.yaml",
            "works:\n  b: {title: c, by: a}\nvoices:\n  a:\n    about: d\n    name: e\n"
        ),
        "works:\n  b: {by: a, title: c}\nvoices:\n  a:\n    name: e\n    about: d\n"
    );
    let facets = "facets:\n  use: {means: a}\n  age: {label: b}\n";
    assert_eq!(of("corpus.yaml", facets), facets);
}

#[test]
fn rules_that_are_allowed_are_sorted_and_other_lists_are_not() {
    assert_eq!(
        fixed("synonyms: [b, a]\nallow: [orphan, full-stop]\n"),
        "synonyms: [b, a]\nallow: [full-stop, orphan]\n"
    );
    assert_eq!(
        fixed("allow:\n  # first\n  - orphan # a\n  # second\n  - full-stop # b\n"),
        "allow:\n  # second\n  - full-stop # b\n  # first\n  - orphan # a\n"
    );
}

#[test]
fn an_entry_that_is_not_understood_is_left_alone_and_others_are_not() {
    let fixed = fix_as("a.yaml", "- label: a\n  colour: red\n  id:   b\n- label: c\n  id: d\n");
    assert_eq!(fixed.text, "- label: a\n  colour: red\n  id:   b\n- id: d\n  label: c\n");
    assert_eq!(fixed.left, [SkippedFix::new((2, 3), "a concept has no key `colour`")]);
    assert_eq!(left("- {label: a,\n   id: b}\n")[0], (1, "its braces span several lines".into()));
    assert_eq!(left("label: a\n? id\n: b\n")[0], (2, "`id` does not begin its line".into()));
    assert_eq!(left("label: a\nid:\tb\n")[0], (2, "a tab stands between its words".into()));
    assert_eq!(left("--- \nid: b\n")[0], (1, "it has marks between documents".into()));
    assert_eq!(left("- {label: a, kind, id: b}\n")[0], (1, "`kind` has no value".into()));
    assert_eq!(left("colour: red\nid: b\n"), []);
}

#[test]
fn a_file_with_a_fault_is_left_alone() {
    let faulty = [
        "label: a\nid: [b\n",
        "label: &x a\nid: b\n",
        "label: a\nid: b\nid: c\n",
        "label: a\nid: b\n---\nlabel: c\nid: d\n",
    ];
    for text in faulty {
        assert_eq!(left(text).len(), 1, "{text}");
    }
    assert_eq!(left("# nothing  \n"), []);
    assert_eq!(fix_as("a.yaml", "").changes, 0);
    let wrong = Fixer::default().fix_file(Path::new("a.yaml"), b"id:  \xff");
    assert_eq!((wrong.changes, wrong.left.len()), (0, 1));
}

#[test]
fn a_full_stop_without_which_the_file_reads_otherwise_stays() {
    assert_eq!(left("definition: a:.\n")[0].1, "it would not be read as before");
    assert_eq!(left("definition: null.\n")[0].1, "it would not say what it says");
}
