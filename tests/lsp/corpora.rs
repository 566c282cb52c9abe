//! Files of a corpus: diagnostics, definitions, references, completion, renaming, hover.

use crate::shared::{Editor, shorten, to_range};
use serde_json::{Value, json};

const BIKES: &[(&str, &str)] = &[
    (
        "corpus.yaml",
        "title: Bikes\nvoice: shop\nkinds:\n  machine: {means: what is ridden}\nfacets:\n  ground: {means: where it goes, values: [road, trail]}\nrelations:\n  needs: {inverse: is-needed-by, means: cannot do without}\n",
    ),
    (
        "sources.yaml",
        "voices:\n  ann: {name: Ann}\nworks:\n  log: {by: ann, title: A year, url: \"https://x.org/log\"}\n",
    ),
    ("a.yaml", A),
    ("sub/b.yaml", B),
];

const A: &str =
    "- id: bike\n  label: bike\n  kind: machine\n  definition: a thing to ride\n  root: {}\n";

const B: &str = "- id: gravel-bike\n  label: {text: 😀 gravel bike, by: [shop, log]}\n  kind: machine\n  definition: a bike for any road\n  facets: {ground: {value: trail, by: ann in log}}\n  relations: {subset-of: bike}\n";

fn places(found: &Value) -> Vec<(String, Value)> {
    let place = |it: &Value| {
        let uri = it["uri"].as_str().unwrap();
        (uri.rsplit('/').next().unwrap().to_owned(), it["range"].clone())
    };
    found.as_array().unwrap().iter().map(place).collect()
}

#[test]
fn a_fault_is_shown_where_it_is_and_goes_when_it_is_mended() {
    let mut editor = Editor::start(BIKES, &json!({}));
    editor.open("sub/b.yaml", "yaml", &B.replace("subset-of: bike", "subset-of: bikes"));
    let found = editor.await_diagnostics("sub/b.yaml");
    assert_eq!(shorten(&found[0]).1, [5, 25, 30], "{found:?}");
    assert!(found[0]["message"].as_str().unwrap().contains("did you mean `bike`?"), "{found:?}");
    editor.change("sub/b.yaml", 2, None, B);
    assert_eq!(editor.await_diagnostics("sub/b.yaml"), [Value::Null; 0]);
    // An emoji before the column.
    editor.change("sub/b.yaml", 3, Some([1, 43, 1, 46]), "lag");
    let found = editor.await_diagnostics("sub/b.yaml");
    assert_eq!(shorten(&found[0]).1, [1, 43, 46], "{found:?}");
}

#[test]
fn an_identifier_leads_to_what_it_names_and_to_its_uses() {
    let mut editor = Editor::start(BIKES, &json!({}));
    editor.open("sub/b.yaml", "yaml", B);
    let bike = editor.ask_at("textDocument/definition", "sub/b.yaml", [5, 26]);
    assert_eq!(places(&bike), [("a.yaml".to_owned(), to_range([0, 6, 0, 10]))]);
    let ann = editor.ask_at("textDocument/definition", "sub/b.yaml", [4, 39]);
    assert_eq!(places(&ann), [("sources.yaml".to_owned(), to_range([1, 2, 1, 5]))]);
    let shop = editor.ask_at("textDocument/definition", "sub/b.yaml", [1, 40]);
    assert_eq!(places(&shop), [("corpus.yaml".to_owned(), to_range([1, 7, 1, 11]))]);
    let ground = editor.ask_at("textDocument/definition", "sub/b.yaml", [4, 12]);
    assert_eq!(places(&ground), [("corpus.yaml".to_owned(), to_range([5, 2, 5, 8]))]);
    let log = editor.ask_at("textDocument/references", "sub/b.yaml", [4, 46]);
    let log: Vec<_> = places(&log).into_iter().map(|(file, _)| file).collect();
    assert_eq!(log, ["sources.yaml", "b.yaml", "b.yaml"]);
}

#[test]
fn a_name_is_changed_in_every_file() {
    let mut editor = Editor::start(BIKES, &json!({}));
    editor.open("sub/b.yaml", "yaml", B);
    let at = json!({
        "textDocument": {"uri": editor.uri("sub/b.yaml")},
        "position": {"line": 5, "character": 27},
        "newName": "bicycle",
    });
    let prepared = editor.ask("textDocument/prepareRename", at.clone()).unwrap();
    assert_eq!(prepared["placeholder"], "bike");
    let edit = editor.ask("textDocument/rename", at.clone()).unwrap();
    let changes = edit["documentChanges"].as_array().unwrap();
    let versions: Vec<_> = changes.iter().map(|it| it["textDocument"]["version"].clone()).collect();
    assert_eq!(versions, [Value::Null, json!(1)]);
    assert_eq!(
        changes[1]["edits"][0],
        json!({"range": to_range([5, 25, 5, 29]), "newText": "bicycle"})
    );
    for (name, why) in
        [("gravel-bike", "is taken"), ("a bike", "no identifier"), ("", "no identifier")]
    {
        let mut at = at.clone();
        at["newName"] = json!(name);
        let (_, message) = editor.ask("textDocument/rename", at).unwrap_err();
        assert!(message.contains(why), "{name}: {message}");
    }
}

#[test]
fn words_that_may_stand_there_are_offered() {
    let mut editor = Editor::start(BIKES, &json!({}));
    editor.open("sub/b.yaml", "yaml", B);
    editor.await_diagnostics("sub/b.yaml");
    for (line, expected) in [
        ("  kind: ", "machine"),
        ("  ki", "kind"),
        ("  facets: {", "ground"),
        ("  facets: {ground: ", "trail"),
        ("  relations: {", "needs"),
        ("  relations: {needs: gra", "gravel-bike"),
        ("  notes: [{text: t, by: ", "log"),
    ] {
        let text = format!("- id: new\n{line}");
        editor.change("sub/b.yaml", 2, None, &text);
        let at = [1, u32::try_from(line.len()).unwrap()];
        let offered = editor.ask_at("textDocument/completion", "sub/b.yaml", at);
        let items = offered["items"].as_array().unwrap();
        let words: Vec<_> = items.iter().map(|it| it["label"].as_str().unwrap()).collect();
        assert!(words.contains(&expected), "{line}: {words:?}");
        editor.change("sub/b.yaml", 3, None, B);
    }
}

#[test]
fn an_identifier_is_told_where_the_pointer_is() {
    let mut editor = Editor::start(BIKES, &json!({}));
    editor.open("sub/b.yaml", "yaml", B);
    for ([line, character], expected) in [
        ([5, 26], "a thing to ride"),
        ([4, 39], "**Ann**"),
        ([4, 46], "<https://x.org/log>"),
        ([2, 10], "what is ridden"),
        ([4, 12], "where it goes"),
    ] {
        let hover = editor.ask_at("textDocument/hover", "sub/b.yaml", [line, character]);
        let words = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(words.contains(expected), "{line}:{character}: {hover}");
    }
}
