//! What short answers say, on small corpora of two authors, a vendor and a reader: denials, kinds of voice, counts, marks.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::process::Command;

const MANIFEST: &str = "\
title: T
voice: own
implied-words: [kite]
voice-kinds: [author, vendor, commenter]
facets:
  use: {label: Use, question: for V}
  mood: {label: Mood, single-valued: true, values: [calm, wild], question: V, verb: is}
relations:
  leads-to: {inverse: comes-from, means: brings about, verb: leads to, inverse-verb: comes from}
";

const SOURCES: &str = "\
voices:
  own: {name: Own}
  ann: {name: Ann, kind: author}
  bo: {name: Bo, kind: author}
  maker: {name: Maker, kind: vendor}
  guest: {name: reader 1, kind: commenter}
works:
  a: {by: ann, title: A, year: 2020}
  b: {by: bo, title: B, year: 2021, url: 'https://example.org/b'}
  m: {by: maker, title: M}
  g: {by: guest, title: G}
";

/// What a question says of a corpus with these terms, to standard output and to standard error.
fn ask_both(terms: &str, words: &[&str]) -> [String; 2] {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in
        [("corpus.yaml", MANIFEST), ("sources.yaml", SOURCES), ("terms.yaml", terms)]
    {
        std::fs::write(home.path().join(name), text).unwrap();
    }
    let told = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .args(words)
        .args(["--width", "80", "--terms", "."])
        .current_dir(home.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    [told.stdout, told.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
}

fn ask_of(terms: &str, words: &[&str]) -> String {
    let [told, noted] = ask_both(terms, words);
    assert!(!told.is_empty(), "{words:?}: {noted}");
    told
}

const DENIED: &str = "\
- id: kite
  label: kite
  definition: what flies on a line
  definitions: [{text: a toy, by: a, denied-by: b}]
  facets:
    use: {value: fishing, by: a, denied-by: {by: b, but: at sea}}
    mood: {value: calm, denied-by: m}
  relations:
    leads-to: {concept: joy, by: a, denied-by: {by: g, text: I fell}}
    contrasts-with: {concept: sail, text: A kite has a line., denied-by: m}
- {id: joy, label: joy, definition: a good mood}
- id: sail
  label: sail
  definition: what catches wind
  facets: {use: {value: boats, denied-by: b}}
  relations: {subset-of: {concept: joy, denied-by: m}}
  notes: [{text: Sails are older., by: g, denied-by: m}]
- {id: knot, label: knot, definition: what holds, notes: [{text: Knots are art., by: a, denied-by: b}]}
";

#[test]
fn a_voice_that_only_denies_is_heard_to_deny() {
    let told = ask_of(DENIED, &["voices", "bo"]);
    assert!(told.contains("kite: not so: a toy"), "{told}");
    assert!(told.contains("sail: not for boats"), "{told}");
    assert!(told.contains("knot: not so: Knots are art."), "{told}");
    let told = ask_of(DENIED, &["voices", "guest"]);
    assert!(told.contains("kite: does not lead to joy"), "{told}");
    let told = ask_of(DENIED, &["voices", "maker"]);
    assert!(
        told.contains("kite: is not calm") && told.contains("sail: is not under joy"),
        "{told}"
    );
}

#[test]
fn the_page_of_chosen_voices_tells_what_they_deny() {
    let said = |voice, term| ask_of(DENIED, &["define", term, "--according-to", voice]);
    assert!(said("bo", "kite").contains("Said        not for fishing (but: at sea)"));
    assert!(said("guest", "kite").contains("Said        does not lead to joy"));
    assert!(said("maker", "sail").contains("Said        is not under joy"));
    assert!(said("bo", "knot").contains("They say    Bo: not so: Knots are art."));
    assert!(said("ann", "knot").contains("They say    Ann: Knots are art."));
    // What is only denied is neither told apart nor part of something.
    let told = ask_of(DENIED, &["define", "kite"]);
    assert!(!told.contains("A kite has a line."), "{told}");
    assert!(!ask_of(DENIED, &["define", "joy"]).contains("Includes"));
    let told = ask_of(DENIED, &["compare", "kite", "sail"]);
    assert!(told.contains("Nobody here says how kite and sail differ."), "{told}");
}

const CLAIMED: &str = "\
- id: kite
  label: kite
  synonyms: [flyer]
  definition: a light frame with cloth that flies on a long line
  definitions:
    - {text: wood and cloth together, by: [m, a, b]}
    - {text: a light frame with cloth flying on a line, by: b}
    - {text: what the wind plays with, leading: true, by: a}
    - {text: a product, by: m}
  facets:
    use:
      - {value: play, by: [a, b]}
      - {value: sport, by: a}
    mood:
      - {value: calm, by: [a, b]}
      - {value: wild, by: [{by: m, of: ideal}, {by: g, of: ideal}]}
- {id: kite-line, label: kite line, synonyms: [line, tether], definition: what holds it}
";

#[test]
fn the_definition_that_leads_is_shown_and_cited_first() {
    let told = ask_of(CLAIMED, &["define", "kite"]);
    let place = |text| told.find(text).unwrap_or_else(|| panic!("{text}: {told}"));
    assert!(place("Ann: what the wind plays with") < place("Maker: a product"), "{told}");
    // It stands for an author, who has been heard, and is of no kind that is new.
    assert!(!told.contains("wood and cloth"), "{told}");
    let cited = ask_of(CLAIMED, &["define", "kite", "--cite"]);
    assert!(cited.contains("what the wind plays with"), "{cited}");
    let all = ask_of(CLAIMED, &["define", "kite", "--cite", "--all"]);
    assert!(all.contains("wood and cloth together"), "{all}");
}

#[test]
fn a_definition_that_repeats_the_meaning_comes_last() {
    let told = ask_of(CLAIMED, &["define", "kite", "--according-to", "bo"]);
    assert!(told.contains("light frame with cloth flying"), "nothing else is left: {told}");
    let terms = "\
- id: kite
  label: kite
  definition: a light frame with cloth that flies on a long line
  definitions:
    - {text: 'a light frame with cloth, which children have loved for a long time', by: a}
    - {text: a toy for windy days, by: m}
";
    let told = ask_of(terms, &["define", "kite"]);
    assert!(told.find("Maker: a toy") < told.find("Ann: a light frame"), "{told}");
    assert!(ask_of(terms, &["define", "kite", "--cite"]).contains("children have loved"));
}

#[test]
fn of_values_that_exclude_each_other_one_is_a_fact() {
    let told = ask_of(CLAIMED, &["define", "kite"]);
    assert!(told.contains("for play (2), is calm (2); 2 more"), "{told}");
    assert!(!told.contains("wild"), "{told}");
}

#[test]
fn the_title_less_an_implied_word_is_no_other_name() {
    let told = ask_of(CLAIMED, &["define", "kite line"]);
    assert!(told.contains("Also called tether\n"), "{told}");
}

#[test]
fn one_dispute_has_its_works_where_they_are_wanted() {
    let told = ask_of(DENIED, &["disputes", "1", "--sources"]);
    assert!(told.contains("https://example.org/b"), "{told}");
    assert!(!ask_of(DENIED, &["disputes", "1"]).contains("https://"));
    let json = ask_of(DENIED, &["disputes", "1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let id = json["disputes"][0]["id"].as_str().unwrap().to_owned();
    assert!(ask_of(DENIED, &["disputes", &id, "--sources"]).contains("https://example.org/b"));
}

/// A kite with so many purposes.
fn list_purposes(count: usize) -> String {
    let values = (0..count).map(|at| format!("      - {{value: purpose number {at}, by: a}}"));
    let values = values.collect::<Vec<_>>().join("\n");
    format!(
        "- id: kite\n  label: kite\n  definition: what flies\n  synonyms: [{{text: flyer, by: m}}]\n  \
         facets:\n    use:\n{values}\n"
    )
}

#[test]
fn what_fits_a_screen_is_not_cut() {
    let told = ask_of(&list_purposes(60), &["define", "kite"]);
    let lines = told.lines().count();
    assert!((20..=22).contains(&lines), "{lines}: {told}");
    assert!(told.contains(" more\n"), "{told}");
}

#[test]
fn notes_and_repeated_options_have_their_place_on_the_screen() {
    for options in [
        &["--since", "2020"] as &[_],
        &["--since", "2020", "--lang", "de"],
        &["--according-to", "ann", "--according-to", "bo", "--lang", "de"],
    ] {
        let words = [&["define", "kite"], options].concat();
        let [told, noted] = ask_both(&list_purposes(60), &words);
        let lines = told.lines().count();
        assert!(!noted.is_empty(), "{options:?}");
        let noted: usize = noted.lines().map(|line| textwrap::wrap(line, 80).len()).sum();
        assert!((19..=22).contains(&(lines + noted)), "{options:?}: {lines}, {noted}: {told}");
    }
    let [_, noted] = ask_both(CLAIMED, &["define", "kite", "--since", "2020"]);
    assert!(noted.starts_with("note: of all 4 works 2 do not say their year;"), "{noted}");
}

#[test]
fn a_mark_for_reservations_is_explained_where_it_stands() {
    let terms = "\
- id: kite
  label: kite
  definition: what flies
  facets:
    use: {value: play, by: [{by: a, but: at times}, {by: b, but: with care}]}
    mood:
      - {value: calm, by: {by: a, but: at noon}}
      - {value: wild, by: b}
- id: sail
  label: sail
  definition: what pulls
  facets: {mood: {value: calm, by: b}}
  relations: {contrasts-with: {concept: kite, text: A sail pulls., by: m}}
";
    let explained = "~           each of these voices has a reservation, which --all tells\nMore ";
    for words in [&["define", "kite"] as &[_], &["compare", "kite", "sail"]] {
        let told = ask_of(terms, words);
        assert!(told.contains('~') && told.contains(explained), "{told}");
    }
    assert!(!ask_of(CLAIMED, &["define", "kite"]).contains('~'));
}

#[test]
fn of_many_voices_their_number_is_told() {
    let told = |names: &[&str]| {
        let named = names.iter().flat_map(|name| ["--according-to", name]);
        ask_of(CLAIMED, &["define", "kite"].into_iter().chain(named).collect::<Vec<_>>())
    };
    assert!(told(&["ann", "maker"]).starts_with("According to Ann and Maker\n"));
    let [_, noted] = ask_both(CLAIMED, &["define", "kite", "--since", "3000"]);
    assert!(noted.contains("nobody who is chosen says anything of kite"), "{noted}");
}

#[test]
fn what_a_voice_adds_stands_behind_its_name_and_not_behind_the_value() {
    let terms = "\
- id: kite
  label: kite
  definition: what flies
  facets:
    use:
      - {value: play, by: {by: a, text: mostly}}
      - {value: sport, by: [{by: a, text: at times}, {by: b, text: at times}]}
      - {value: fishing, denied-by: {by: m, text: too slow}}
      - {value: war, by: [{by: own, text: once}, b]}
  relations:
    leads-to: {concept: joy, text: in spring, by: {by: a, text: and in fall}}
- {id: joy, label: joy, definition: a good mood}
";
    let told = ask_of(terms, &["define", "kite", "--all"]);
    for said in [
        "play (Ann: mostly)",
        "sport (Ann, Bo: at times)",
        "not fishing (Maker: too slow)",
        "war (Bo; once)",
        "joy: in spring (Ann: and in fall)",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let told = ask_of(terms, &["compare", "kite", "joy", "--all"]);
    assert!(told.contains("Kite leads to joy: in spring. — Ann: and in fall"), "{told}");
    assert!(ask_of(terms, &["voices", "ann", "--all"]).contains("play (mostly)"));
}

#[test]
fn several_terms_share_one_screen() {
    let values = (0..30).map(|at| format!("      - {{value: purpose {at}, by: [a, b]}}"));
    let values = values.collect::<Vec<_>>().join("\n");
    let term = |id: &str| {
        format!(
            "- id: {id}\n  label: {id}\n  definition: what the {id} is\n  definitions: [{{text: {id} \
             and more, by: a}}]\n  facets:\n    use:\n{values}\n"
        )
    };
    let terms: String = ["mast", "sail", "wing", "flag"].map(term).concat();
    let told = ask_of(&terms, &["define", "mast", "sail"]);
    assert!(told.lines().count() <= 22, "{told}");
    for said in ["  what the mast is", "  what the sail is", "Ann: mast and more", "for purpose 0"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(told.contains("cxterms compare mast sail --terms ."), "{told}");
    let told = ask_of(&terms, &["define", "mast", "sail", "wing", "flag", "mast"]);
    assert!(told.lines().count() <= 22, "{told}");
    assert_eq!(told.matches("what the mast is").count(), 1);
    assert!(told.contains("what the flag is"), "{told}");
    let [told, noted] = ask_both(&terms, &["define", "mast", "nothing like it", "sail"]);
    assert!(noted.contains("no term `nothing like it`") && told.contains("what the sail is"));
    let json = ask_of(&terms, &["define", "mast", "sail", "--format", "json"]);
    assert_eq!(json.lines().count(), 2, "a program reads one answer a line");
}

#[test]
fn the_works_below_a_screen_are_those_of_what_it_shows() {
    let terms = list_purposes(60);
    let told = ask_of(&terms, &["define", "kite", "--sources"]);
    assert!(told.contains("Sources\n") && told.contains("Ann, “A” (2020)"), "{told}");
    assert!(!told.contains("“M”"), "nobody is named for a name: {told}");
    let all = ask_of(&terms, &["define", "kite", "--sources", "--all"]);
    assert!(all.contains("“M”"), "{all}");
    let told = ask_of(CLAIMED, &["define", "kite", "--sources"]);
    assert!(told.contains("“A”") && told.contains("“B”") && !told.contains("“G”"), "{told}");
}

#[test]
fn a_label_that_others_use_or_deny_says_who_does() {
    let terms = "\
- {id: kite, label: {text: kite, by: a}, translations: {de: {label: {text: Drachen, by: b}}, fr: {label: cerf-volant}}}
- {id: sail, label: {text: sail, by: [own, a], denied-by: {by: b, text: too old}}}
- {id: mast, label: {text: mast, denied-by: b}}
- {id: keel, label: {text: keel, by: own}, synonyms: [{text: fin, by: a}]}
";
    for (term, says) in [
        ("kite", &["Called so by  Ann\n", "Drachen (de) (Bo); cerf-volant (fr)"][..]),
        ("sail", &["Called so by  Own, Ann; denied by Bo: too old\n"]),
        ("mast", &["Called so  denied by Bo\n"]),
    ] {
        let told = ask_of(terms, &["define", term, "--all"]);
        assert!(says.iter().all(|it| told.contains(it)), "{told}");
    }
    let told = ask_of(terms, &["define", "keel", "--all"]);
    assert!(!told.contains("Called so"), "{told}");
}
