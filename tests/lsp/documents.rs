//! Documents of prose: diagnostics, hover, actions, completion.

use crate::shared::{Editor, shorten, to_range};
use serde_json::{Value, json};

/// An overlay with a document beside it.
const HOUSE: &[(&str, &str)] = &[
    ("house/corpus.yaml", "title: House\nvoice: ours\nover: built-in\n"),
    ("house/words.yaml", "- {id: customer-churn, abbreviations: [ChR]}\n"),
    ("house/other.md", "Nothing to see.\n"),
];

fn find_action<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<_> = actions.iter().map(|it| it["title"].as_str().unwrap()).collect();
    let at = titles.iter().position(|it| it.starts_with(title));
    &actions[at.unwrap_or_else(|| panic!("no `{title}` among {titles:?}"))]
}

#[test]
fn a_finding_behind_an_emoji_has_its_columns_in_utf_16() {
    let mut editor = Editor::start(&[], &json!({}));
    editor.open("a.md", "markdown", "😀 Our CS team.\r\n\r\n😀 *x* Unavoidable churn fell.\r\n");
    let found: Vec<_> = editor.await_diagnostics("a.md").iter().map(shorten).collect();
    let expected = [
        ("ambiguous-abbreviation".to_owned(), [0, 7, 9]),
        ("name-to-avoid".to_owned(), [2, 7, 24]),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_editor_that_counts_bytes_gets_bytes() {
    let general = json!({"capabilities": {"general": {"positionEncodings": ["utf-8", "utf-16"]}}});
    let mut editor = Editor::start(&[], &general);
    assert_eq!(editor.capabilities["positionEncoding"], "utf-8");
    editor.open("a.md", "markdown", "\u{feff}😀 Our CS team.\n");
    let found = editor.await_diagnostics("a.md");
    assert_eq!(shorten(&found[0]), ("ambiguous-abbreviation".to_owned(), [0, 12, 14]));
}

#[test]
fn a_change_of_a_part_is_looked_at_again() {
    let mut editor = Editor::start(&[], &json!({}));
    editor.open("a.txt", "plaintext", "😀 The team.\n");
    assert_eq!(editor.await_diagnostics("a.txt"), [Value::Null; 0]);
    editor.change("a.txt", 2, Some([0, 7, 0, 11]), "CS team");
    let found: Vec<_> = editor.await_diagnostics("a.txt").iter().map(shorten).collect();
    assert_eq!(found, [("ambiguous-abbreviation".to_owned(), [0, 7, 9])]);
    editor.change("a.txt", 3, None, "The team.");
    assert_eq!(editor.await_diagnostics("a.txt"), [Value::Null; 0]);
}

#[test]
fn what_is_no_prose_is_left_alone() {
    let mut editor = Editor::start(&[], &json!({}));
    editor.open("a.rs", "rust", "// CS\n");
    editor.open("b.html", "html", "<p>A <b>CS</b> team.</p>");
    assert_eq!(editor.await_diagnostics("b.html").len(), 1);
    assert_eq!(editor.ask_at("textDocument/hover", "a.rs", [0, 4]), Value::Null);
    assert_eq!(editor.ask_at("textDocument/hover", "nosuch.md", [0, 4]), Value::Null);
    assert_eq!(editor.list_actions("nosuch.md", [0, 0, 0, 1]), [Value::Null; 0]);
}

#[test]
fn a_name_is_told_with_its_voices_where_the_pointer_is() {
    let mut editor =
        Editor::start(&[], &json!({"initializationOptions": {"site": "https://x.org/"}}));
    editor.open("a.md", "markdown", "😀 `NPS` and the Net *Promoter* Score.\n");
    let hover = editor.ask_at("textDocument/hover", "a.md", [0, 25]);
    let words = hover["contents"]["value"].as_str().unwrap();
    assert!(words.starts_with("**net promoter score** (NPS), metric"), "{words}");
    assert!(words.contains("](https://x.org/concept/net-promoter-score.html)"), "{words}");
    assert!(words.contains("\n\n> "), "a voice: {words}");
    assert_eq!(hover["range"], to_range([0, 17, 0, 37]));
    editor.open("b.md", "markdown", "CS grew.\n");
    let hover = editor.ask_at("textDocument/hover", "b.md", [0, 1]);
    let words = hover["contents"]["value"].as_str().unwrap();
    assert!(words.contains("CS may also mean customer"), "{words}");
    // Code is no prose.
    assert_eq!(editor.ask_at("textDocument/hover", "a.md", [0, 5]), Value::Null);
}

#[test]
fn an_abbreviation_is_written_out_and_a_name_replaced() {
    let mut editor = Editor::start(&[], &json!({}));
    editor.open("a.md", "markdown", "A CS team.\n\nUnavoidable churn and CS.\n");
    editor.await_diagnostics("a.md");
    let actions = editor.list_actions("a.md", [2, 23, 2, 23]);
    let expand = find_action(&actions, "Write it out where it first stands: customer support (CS)");
    let edit = &expand["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"]["version"], 1);
    assert_eq!(
        edit["edits"][0],
        json!({"range": to_range([0, 2, 0, 4]), "newText": "customer support (CS)"})
    );
    let actions = editor.list_actions("a.md", [2, 3, 2, 3]);
    let say = find_action(&actions, "Say “");
    assert_eq!(say["isPreferred"], true);
    assert_eq!(say["edit"]["documentChanges"][0]["edits"][0]["range"], to_range([2, 0, 2, 17]));
}

#[test]
fn a_finding_is_ignored_where_it_stands_and_in_its_file() {
    let mut editor = Editor::start(&[], &json!({}));
    let text = "---\ntitle: x\n---\n\nA CS team.\n";
    editor.open("a.md", "markdown", text);
    editor.await_diagnostics("a.md");
    let actions = editor.list_actions("a.md", [4, 2, 4, 4]);
    let here = &find_action(&actions, "Ignore ambiguous-abbreviation here")["edit"];
    let here = &here["documentChanges"][0]["edits"][0];
    assert_eq!(here["newText"], " <!-- cxterms: ignore ambiguous-abbreviation -->");
    assert_eq!(here["range"], to_range([4, 10, 4, 10]));
    let whole = &find_action(&actions, "Ignore ambiguous-abbreviation in this file")["edit"];
    assert_eq!(whole["documentChanges"][0]["edits"][0]["range"], to_range([3, 0, 3, 0]));
    editor.change("a.md", 2, Some([4, 10, 4, 10]), here["newText"].as_str().unwrap());
    assert_eq!(editor.await_diagnostics("a.md"), [Value::Null; 0]);
}

#[test]
fn a_reading_pinned_in_the_open_overlay_settles_the_finding() {
    let mut editor = Editor::start(HOUSE, &json!({}));
    editor.open("house/a.md", "markdown", "A CS team.\n");
    assert_eq!(editor.await_diagnostics("house/a.md").len(), 1);
    let actions = editor.list_actions("house/a.md", [0, 2, 0, 4]);
    let pin = &find_action(&actions, "CS is customer support: pin it in house")["edit"];
    let change = &pin["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], editor.uri("house/words.yaml"));
    let words = change["edits"][0]["newText"].as_str().unwrap();
    assert_eq!(words, "- {id: customer-support, abbreviations: [CS]}\n");
    // The editor has it, the disk has not.
    let text = format!("{}{words}", HOUSE[1].1);
    editor.open("house/words.yaml", "yaml", &text);
    while !editor.await_diagnostics("house/a.md").is_empty() {}
}

#[test]
fn other_documents_of_the_set_say_what_is_meant() {
    let mut editor = Editor::start(HOUSE, &json!({}));
    editor.open("house/a.md", "markdown", "A CS team.\n");
    assert_eq!(editor.await_diagnostics("house/a.md").len(), 1);
    editor.open("house/b.md", "markdown", "The customer success (CS) team.\n");
    assert_eq!(editor.await_diagnostics("house/b.md").len(), 0);
    editor.change("house/a.md", 2, Some([0, 0, 0, 1]), "Our");
    assert_eq!(editor.await_diagnostics("house/a.md").len(), 0);
}

#[test]
fn names_are_offered_where_the_editor_wants_them() {
    let text = "😀 Our net pro\n";
    let mut editor = Editor::start(&[], &json!({"initializationOptions": {"completion": true}}));
    editor.open("a.md", "markdown", text);
    let offered = editor.ask_at("textDocument/completion", "a.md", [0, 14]);
    let items = offered["items"].as_array().unwrap();
    let nps = items.iter().find(|it| it["label"] == "net promoter score").unwrap();
    assert_eq!(nps["textEdit"]["range"], to_range([0, 7, 0, 14]));
    let mut editor = Editor::start(&[], &json!({}));
    editor.open("a.md", "markdown", text);
    let offered = editor.ask_at("textDocument/completion", "a.md", [0, 14]);
    assert_eq!(offered["items"], json!([]));
}
