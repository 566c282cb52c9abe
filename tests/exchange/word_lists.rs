//! Lists of words: a name to avoid is found, and what only looks like one is not.

use super::corpora::{corpus_of, exported};
use cxterms_base::corpus::Corpus;

const ENTRIES: &str = "\
- {id: a, label: agent attrition, definition: loss of agents, abbreviations: [AA]}
- id: b
  label: customer churn
  definition: loss of customers
  synonyms: [churn]
  abbreviations: [CC]
  avoid:
    - {text: attrition, why: 'also of agents: unclear', instead: customer churn, by: book}
    - {text: CL, why: unclear, instead: customer churn}
    - {text: a+b loss, why: odd, instead: customer churn}
- {id: c, label: card, definition: a card, abbreviations: [{text: CC, secondary: true}], avoid: [{text: churn, why: no, instead: card}]}
";

fn corpus() -> Corpus {
    let sources =
        "voices: {we: {name: We}, ann: {name: Ann}}\nworks: {book: {by: ann, title: B}}\n";
    corpus_of(&[
        ("corpus.yaml", "title: House\nvoice: we\n"),
        ("sources.yaml", sources),
        ("a.yaml", ENTRIES),
    ])
}

#[test]
fn vale_is_told_what_to_say_instead_and_who_advises_it() {
    let (rule, lost) = exported("vale", &corpus());
    assert!(
        rule.ends_with(
            "swap:\n  # odd (We)\n  \"(?<![\\\\p{L}\\\\p{N}_])a\\\\+b\\\\s+loss(?![\\\\p{L}\\\\p{N}_])\": \"customer churn\"\n  # also of agents: unclear (Ann)\n  \
             \"(?<![\\\\p{L}\\\\p{N}_])(?!(?<=agent\\\\s+)attrition)attrition(?![\\\\p{L}\\\\p{N}_])\": \"customer churn\"\n  # unclear (We)\n  \"(?-i:(?<![\\\\p{L}\\\\p{N}_])CL(?![\\\\p{L}\\\\p{N}_]))\": \"customer churn\"\n"
        ),
        "{rule}"
    );
    // What is also a right name is not in the list.
    assert_eq!(lost["names to avoid that are also right names"], 1);
    assert_eq!(
        (lost["names to avoid"], lost["reasons to avoid a name"], lost["labels"]),
        (1, 1, 2)
    );
}

#[test]
fn textlint_is_told_the_same() {
    let (dictionary, _) = exported("textlint", &corpus());
    for part in [
        "- expected: \"customer churn\"\n    pattern: \"/(?<![\\\\p{L}\\\\p{N}_])CL(?![\\\\p{L}\\\\p{N}_])/\"\n    prh: \"Say customer churn: unclear (We)\"",
        "prh: \"Say customer churn: also of agents: unclear (Ann)\"",
    ] {
        assert!(dictionary.contains(part), "{dictionary}");
    }
}

#[test]
fn cspell_knows_the_words_and_flags_those_that_stand_in_no_name() {
    let (text, lost) = exported("cspell", &corpus());
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        all["words"],
        serde_json::json!(["agent", "attrition", "card", "churn", "customer"])
    );
    assert_eq!(all["flagWords"], serde_json::json!([]));
    assert_eq!(lost["names to avoid"], 4);
}

#[test]
fn an_abbreviation_means_all_that_it_stands_for() {
    let (text, _) = exported("abbreviations", &corpus());
    assert_eq!(text, "*[AA]: agent attrition\n*[CC]: customer churn or card\n");
}

#[test]
fn a_card_keeps_its_identifier_and_its_answer_is_html() {
    let corpus = corpus_of(&[
        ("corpus.yaml", "title: House\nvoice: we\n"),
        ("sources.yaml", "voices: {we: {name: We}}\n"),
        (
            "a.yaml",
            "- {id: a, label: one, definition: \"1 < 2, a \\\"quote\\\"\", relations: {contrasts-with: {concept: b, text: One is less.}}}\n\
             - {id: b, label: two, definition: more, abbreviations: [T]}\n",
        ),
    ]);
    let (text, _) = exported("anki", &corpus);
    assert_eq!(
        text,
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:House\n#guid column:1\n#tags column:4\n\
         cxterms definition a\tWhat is one?\t1 &lt; 2, a &quot;quote&quot;\tdefinition\n\
         cxterms definition b\tWhat is two (T)?\tmore\tdefinition\n\
         cxterms abbreviation T\tWhat does T stand for?\ttwo\tabbreviation\n\
         cxterms contrast a b\tHow do one and two differ?\tOne is less. (We)\tcontrast\n"
    );
}

#[test]
fn schema_org_names_each_term_as_skos_does() {
    let (text, _) = exported("schema-org", &corpus());
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let (skos, _) = exported("ntriples", &corpus());
    let terms = all["hasDefinedTerm"].as_array().unwrap();
    assert_eq!(terms.len(), 3);
    for term in terms {
        assert!(skos.contains(&format!("<{}> ", term["@id"].as_str().unwrap())));
    }
    assert_eq!(terms[1]["alternateName"], serde_json::json!(["CC", "churn"]));
    assert_eq!(terms[1]["description"], "loss of customers");
}

#[test]
fn signs_of_a_name_are_escaped_where_a_pattern_needs_it_and_nowhere_else() {
    let entry = "{id: a, label: mail, definition: d, avoid: [{text: e-mail, why: w, instead: mail}, {text: Q&A (C#) 50%, why: w, instead: mail}, {text: US$1, why: w, instead: mail}]}";
    let corpus = corpus_of(&[
        ("corpus.yaml", "title: House\nvoice: we\n"),
        ("sources.yaml", "voices: {we: {name: We}}\n"),
        ("a.yaml", entry),
    ]);
    for format in ["vale", "textlint"] {
        let (text, _) = exported(format, &corpus);
        for pattern in [")e-mail(", r")Q&A\\s+\\(C#\\)\\s+50%(", r")US\\$1("] {
            assert!(text.contains(pattern), "{pattern} in {text}");
        }
    }
}

/// Terms that are given up: for another, for one that is given up itself, by some only, and for nothing.
fn with_states() -> Corpus {
    let entries = "\
- {id: old, label: old way, qualifier: kit, status: {value: deprecated, since: 2021, replaced-by: older, by: {by: book, text: too slow}}}
- {id: older, label: former way, status: {value: retired, replaced-by: new}}
- {id: new, label: new way}
- {id: half, label: half way, status: [approved, {value: deprecated, replaced-by: new, by: book}]}
- {id: lone, label: lone way, status: deprecated}
- {id: twin, label: new way, qualifier: twin, status: {value: deprecated, replaced-by: lone}}
";
    let sources =
        "voices: {we: {name: We}, ann: {name: Ann}}\nworks: {book: {by: ann, title: B}}\n";
    corpus_of(&[
        ("corpus.yaml", "title: House\nvoice: we\n"),
        ("sources.yaml", sources),
        ("a.yaml", entries),
    ])
}

#[test]
fn a_term_that_is_given_up_for_another_is_a_name_to_avoid() {
    let (dictionary, lost) = exported("textlint", &with_states());
    let told: Vec<_> = dictionary.lines().filter(|line| line.contains("prh:")).collect();
    let right = [
        "    prh: \"Say new way: retired (We)\"",
        "    prh: \"Say new way: deprecated since 2021: too slow (Ann)\"",
    ];
    assert_eq!(told, right, "{dictionary}");
    // One is disputed in two states, two have nothing in their place.
    assert_eq!((lost["states of concepts"], lost["replacements of concepts"]), (4, 2), "{lost:?}");
    assert!(!lost.contains_key("dates of states"), "{lost:?}");
    let (rule, _) = exported("vale", &with_states());
    assert!(rule.contains("# deprecated since 2021: too slow (Ann)\n"), "{rule}");
    // Drawings tell of no state, and count that.
    for format in ["dot", "mermaid", "graphml", "cspell", "anki"] {
        assert_eq!(exported(format, &with_states()).1["states of concepts"], 6, "{format}");
    }
}

#[test]
fn a_page_of_terms_marks_those_that_are_given_up() {
    let (page, lost) = exported("schema-org", &with_states());
    for mark in
        ["kit; deprecated; say new way instead", "retired; say new way instead", "deprecated"]
    {
        assert!(page.contains(&format!("\"disambiguatingDescription\": \"{mark}\"")), "{page}");
    }
    assert_eq!((lost["states of concepts"], lost["replacements of concepts"]), (2, 1), "{lost:?}");
}
