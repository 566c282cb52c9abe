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
        &["tree", "metric"],
        &["tree", "experience"],
        &["tree", "success"],
        &["tree", "engagement"],
        &["tree", "practice"],
        &["disputes"],
        &["disputes", "success"],
        &["voices"],
        &["voices", "franz"],
        &["voices", "gainsight"],
        &["voices", "franz-difference"],
        &["path", "experience", "churn"],
        &["search", "at risk"],
        &["search", "churn"],
        &["define", "engagement"],
        &["define", "cs"],
    ] {
        let lines = count_lines(words);
        assert!(lines <= SCREEN_LINES, "{words:?}: {lines} lines");
    }
}

/// What a question says of a corpus with these terms, of two authors and a vendor.
fn ask_of(terms: &str, words: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let files = [
        (
            "corpus.yaml",
            "title: T\nvoice: own\nvoice-kinds: [author, vendor]\nfacets: {use: {label: Use}}\nkinds: {thing: {means: a whole}, part: {means: of a whole}}\n",
        ),
        (
            "sources.yaml",
            "voices:\n  own: {name: Own}\n  ann: {name: Ann, kind: author}\n  bo: {name: Bo, kind: author}\n  \
             maker: {name: Maker, kind: vendor}\n  bob: {name: Bo}\nworks:\n  a: {by: ann, title: A}\n  b: {by: bo, title: B}\n  m: {by: maker, title: M}\n",
        ),
        ("terms.yaml", terms),
    ];
    for (name, text) in files {
        std::fs::write(home.path().join(name), text).unwrap();
    }
    let told = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .args(words)
        .args(["--width", "80", "--terms"])
        .arg(home.path())
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn a_claim_of_one_voice_is_never_shown_without_its_reservation() {
    let terms = "\
- id: hub
  label: hub
  definition: the middle
  definitions: [{text: what turns, by: {by: a, but: only on bicycles}}]
  facets:
    use:
      - {value: road, by: {by: a, but: seldom}}
      - {value: mud, by: [{by: a, but: in winter}, {by: m, but: with care}]}
      - {value: track, by: m}
  relations:
    contrasts-with: {concept: rim, text: A hub turns and a rim bears., by: {by: b, but: most of the time}}
- {id: rim, label: rim, definition: the edge}
";
    let told = ask_of(terms, &["define", "hub"]);
    assert!(told.contains("Ann: what turns (but: only on bicycles)"), "{told}");
    assert!(told.contains("A hub turns and a rim bears. (Bo, but: most of the time)"), "{told}");
    assert!(told.contains("mud (2~)") && !told.contains("road"), "{told}");
    assert!(ask_of(terms, &["compare", "hub", "rim"]).contains("(Bo, but: most of the time)"));
}

#[test]
fn definitions_are_ranked_by_leading_and_by_kind_of_voice() {
    let claims = [("x", "m"), ("y", "a"), ("z", "b")];
    let list = |leading: &str| {
        let each = claims.map(|(text, by)| {
            let mark = if by == leading { ", leading: true" } else { "" };
            format!("{{text: {text}{mark}, by: {by}}}")
        });
        format!(
            "- {{id: hub, label: hub, definition: the middle, definitions: [{}]}}\n",
            each.join(", ")
        )
    };
    let order = |told: &str| -> Vec<usize> {
        ["Maker: x", "Ann: y", "Bo: z"].map(|it| told.find(it).unwrap()).to_vec()
    };
    // One of each kind first, in the manifest's order; then the others.
    let [maker, ann, bo] = order(&ask_of(&list(""), &["define", "hub"]))[..] else {
        panic!("three")
    };
    assert!(ann < maker && maker < bo);
    let [maker, ann, bo] = order(&ask_of(&list("b"), &["define", "hub"]))[..] else {
        panic!("three")
    };
    assert!(bo < ann && bo < maker);
}

/// A corpus in which a wheel is under a bike by two voices and under a cart by one, who puts the bike under the wheel too;
/// with so many parts of each that no branch is drawn whole.
fn describe_wheels() -> String {
    let umbrella = |id, by: &str| format!("{{concept: {id}, by: {by}}}");
    let place = |id: &str, above: &[String]| {
        format!("- {{id: {id}, label: {id}, relations: {{subset-of: [{}]}}}}\n", above.join(", "))
    };
    let mut terms = "- {id: cart, label: cart}\n".to_owned();
    terms += &place("wheel", &[umbrella("bike", "[a, b]"), umbrella("cart", "m")]);
    terms += &place("bike", &[umbrella("wheel", "m")]);
    for at in 0..30 {
        terms += &place(&format!("spoke-{at}"), &[umbrella("wheel", "a")]);
        terms += &place(&format!("gear-{at}"), &[umbrella("bike", "a")]);
        terms += &place(&format!("board-{at}"), &[umbrella("cart", "a")]);
    }
    terms
}

#[test]
fn a_place_is_counted_alike_wherever_a_tree_begins() {
    let terms = describe_wheels();
    let drawn = |words: &[&str]| ask_of(&terms, words);
    let whole = drawn(&["tree"]);
    assert!(whole.contains("wheel * 2 here, 1 elsewhere"), "{whole}");
    let bike = drawn(&["tree", "bike"]);
    assert!(bike.contains("wheel * 2 here, 1 elsewhere"), "{bike}");
    let wheel = drawn(&["tree", "wheel"]);
    assert!(wheel.starts_with("wheel * 2 under bike, 1 elsewhere"), "{wheel}");
    // What more voices say the other way round is told in a line.
    assert!(wheel.contains("bike * 1 here") && !wheel.contains("gear-"), "{wheel}");
    let cart = drawn(&["tree", "cart"]);
    assert!(cart.contains("wheel * 1 here, 2 elsewhere [30 under it]"), "{cart}");
    let all = drawn(&["tree", "wheel", "--all"]);
    assert!(all.contains("bike * (Maker) more voices say the reverse"), "{all}");
}

#[test]
fn a_tree_begins_with_the_root_that_has_most_under_it() {
    let terms = "\
- {id: arch, label: arch, kind: part}
- {id: boat, label: boat, kind: thing}
- {id: cart, label: cart, kind: thing}
- {id: rim, label: rim, kind: part, relations: {subset-of: {concept: cart, by: a}}}
- {id: axle, label: axle, kind: part, relations: {subset-of: {concept: cart, by: [a, b]}}}
";
    // Then by kind in the manifest's order, then by label; under an umbrella by the number of voices.
    let all = ask_of(terms, &["tree", "--all"]);
    assert_eq!(all, "cart\n├─ axle (Ann, Bo)\n└─ rim (Ann)\nboat\narch\n");
    let parts = ask_of(terms, &["tree", "parts"]);
    assert!(parts.starts_with("part [3]\n└─ arch · axle · rim\n"), "{parts}");
}

#[test]
fn a_path_says_how_many_ways_there_are_and_shows_them_all() {
    let between = |at| {
        let above = "[{concept: near, by: a}, {concept: far, by: b}]";
        format!("- {{id: by-{at}, label: by {at}, relations: {{subset-of: {above}}}}}\n")
    };
    let ends = "- {id: near, label: near}\n- {id: far, label: far}\n";
    let terms = ends.to_owned() + &(0..5).map(between).collect::<String>();
    let told = ask_of(&terms, &["path", "near", "far"]);
    assert!(told.contains("2 steps, 3 of 5 ways"), "{told}");
    assert!(told.contains("Every way: cxterms path near far --all"), "{told}");
    assert_eq!(told.matches("By way of").count(), 3, "{told}");
    let all = ask_of(&terms, &["path", "near", "far", "--all"]);
    assert!(all.contains("2 steps, 5 ways") && !all.contains("Every way"), "{all}");
    assert_eq!(all.matches("By way of").count(), 5, "{all}");
    let via = ask_of(&terms, &["path", "near", "far", "--via", "subset-of"]);
    assert!(via.contains("cxterms path near far --via subset-of --all"), "{via}");
}

#[test]
fn a_name_of_several_voices_lists_them_unless_it_is_an_identifier() {
    let terms = "- {id: hub, label: hub, definitions: [{text: x, by: [b, m]}]}\n";
    // Two go by the name of the one, which is the identifier of neither.
    let told = ask_of(terms, &["voices", "Bo"]);
    assert!(told.starts_with("2 voices go by `Bo`\n"), "{told}");
    assert!(ask_of(terms, &["voices", "bo"]).starts_with("Bo "));
    assert_eq!(ask_of(terms, &["voices", "Bo", "--all"]).matches("claim").count(), 2);
}
