//! Every tool, over every concept of a corpus.

use crate::{
    schema::find_misfits,
    shared::{BUILT_IN, SMALL, TestClient},
};
use cxterms::answer::{Ask, Term};
use cxterms_base::Base;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The tools by name.
fn list_tools(client: &mut TestClient) -> BTreeMap<String, Value> {
    let mut reply = client.ask("tools/list", &json!({}));
    let tools = reply["result"]["tools"].take();
    let tools = tools.as_array().unwrap().clone().into_iter();
    tools.map(|tool| (tool["name"].as_str().unwrap().to_owned(), tool)).collect()
}

fn list_ids(base: &'static Base) -> Vec<&'static str> {
    let ids = base.concept_ids().unwrap();
    ids.map(|id| Term::from_id(Ask::new(base), id).unwrap().id).collect()
}

/// Calls a tool, and validates what it returns.
fn call_validly(
    client: &mut TestClient,
    tools: &BTreeMap<String, Value>,
    tool: &str,
    arguments: &Value,
) -> (Value, String) {
    let (structured, text) = client.call_well(tool, arguments);
    let schema = &tools[tool]["outputSchema"];
    let misfits = find_misfits(schema, schema, &structured, "");
    assert!(misfits.is_empty(), "{tool} {arguments}: {misfits:#?}");
    assert!(!text.is_empty());
    (structured, text)
}

#[test]
fn every_tool_says_when_to_call_it_and_that_it_changes_nothing() {
    let mut client = TestClient::connect(&SMALL);
    let tools = list_tools(&mut client);
    assert_eq!(tools.len(), 7);
    for (name, tool) in tools {
        let about = tool["description"].as_str().unwrap();
        assert!(about.contains("Call it"), "{name}: {about}");
        let hints = &tool["annotations"];
        assert_eq!(hints["readOnlyHint"], true);
        assert_eq!(hints["idempotentHint"], true);
        assert_eq!(hints["openWorldHint"], false);
        assert_eq!(tool["inputSchema"]["additionalProperties"], false);
    }
}

#[test]
fn what_a_small_corpus_says_fits_the_schemas() {
    let mut client = TestClient::connect(&SMALL);
    let tools = list_tools(&mut client);
    let ids = list_ids(&SMALL);
    for detail in ["short", "full"] {
        for id in &ids {
            for tool in ["define_term", "related_terms"] {
                call_validly(&mut client, &tools, tool, &json!({"term": id, "detail": detail}));
            }
            let terms = json!({"terms": [id], "detail": detail});
            call_validly(&mut client, &tools, "list_disputes", &terms);
            call_validly(
                &mut client,
                &tools,
                "search_terms",
                &json!({"query": id, "detail": detail}),
            );
            call_validly(&mut client, &tools, "expand_abbreviation", &json!({"abbreviation": id}));
        }
        for (one, other) in ids.iter().flat_map(|one| ids.iter().map(move |other| (one, other))) {
            let terms = json!({"terms": [one, other], "detail": detail});
            if one != other {
                call_validly(&mut client, &tools, "compare_terms", &terms);
            }
        }
        call_validly(&mut client, &tools, "list_disputes", &json!({"detail": detail}));
    }
}

#[test]
fn what_the_corpus_that_ships_says_fits_the_schemas() {
    let mut client = TestClient::connect(&BUILT_IN);
    let tools = list_tools(&mut client);
    let ids = list_ids(&BUILT_IN);
    for pair in ids.chunks(8).map(|ids| [ids[0], ids[ids.len() / 2]]) {
        call_validly(&mut client, &tools, "define_term", &json!({"term": pair[0]}));
        call_validly(
            &mut client,
            &tools,
            "define_term",
            &json!({"term": pair[1], "detail": "full"}),
        );
        call_validly(&mut client, &tools, "related_terms", &json!({"term": pair[0]}));
        call_validly(&mut client, &tools, "list_disputes", &json!({"terms": [pair[0]]}));
        if pair[0] != pair[1] {
            call_validly(&mut client, &tools, "compare_terms", &json!({"terms": pair}));
        }
    }
    call_validly(&mut client, &tools, "list_disputes", &json!({}));
    call_validly(&mut client, &tools, "search_terms", &json!({"query": "loyalty"}));
}

#[test]
fn a_short_answer_counts_what_it_leaves_out() {
    let mut client = TestClient::connect(&BUILT_IN);
    let of = |client: &mut TestClient, detail: &str| {
        let (mut told, text) =
            client.call_well("define_term", &json!({"term": "customer-success", "detail": detail}));
        (told["concepts"][0].take(), told["works"].take(), text)
    };
    let (short, works, text) = of(&mut client, "short");
    let (full, all_works, all_text) = of(&mut client, "full");
    for list in ["definitions", "relations"] {
        let count = |concept: &Value| concept[list].as_array().unwrap().len() as u64;
        let left_out = short[format!("{list}_left_out")].as_u64().unwrap();
        assert_eq!(count(&short) + left_out, count(&full), "{list}");
    }
    assert!(short["notes"].is_null() && full["notes"].is_array());
    assert!(text.len() * 5 < all_text.len());
    // Every work that is listed is cited, and every one that is cited is listed.
    for (concept, works) in [(&short, &works), (&full, &all_works)] {
        let cited = concept.to_string();
        for work in works.as_array().unwrap() {
            assert!(cited.contains(&format!("\"work\":{}", work["work"])), "{work}");
        }
        let listed = works.to_string();
        for part in cited.split("\"work\":\"").skip(1) {
            let id = part.split('"').next().unwrap();
            assert!(listed.contains(&format!("\"work\":\"{id}\"")), "{id}");
        }
    }
}

#[test]
fn a_reservation_is_never_left_out() {
    let mut client = TestClient::connect(&BUILT_IN);
    let (told, text) = client.call_well("define_term", &json!({"term": "nps"}));
    let told = told.to_string();
    for part in told.split("\"but\":\"").skip(1) {
        let but = part.split('"').next().unwrap();
        assert!(text.contains(&format!("(but: {but})")), "{but}");
    }
    assert!(text.contains("denied by"));
}

#[test]
fn what_means_nothing_is_told_with_what_may_have_been_meant() {
    let mut client = TestClient::connect(&SMALL);
    for (tool, arguments) in [
        ("define_term", json!({"term": "gravle"})),
        ("related_terms", json!({"term": "gravle"})),
        ("expand_abbreviation", json!({"abbreviation": "gravle"})),
        ("compare_terms", json!({"terms": ["gravle", "bicycle"]})),
        ("list_disputes", json!({"terms": ["gravle"]})),
    ] {
        let told = client.call_badly(tool, &arguments);
        assert!(told.starts_with("no term `gravle`; did you mean gravel bike"), "{tool}: {told}");
    }
    let told = client.call_badly("define_term", &json!({"term": "qqqqqq"}));
    assert!(told.contains("nothing has a name like it"), "{told}");
    let misspelled = json!({"term": "gravel bike", "according_to": ["ridr a"]});
    let told = client.call_badly("define_term", &misspelled);
    assert!(told.starts_with("no voice or work `ridr a`; did you mean"), "{told}");
    let told = client.call_badly("list_disputes", &json!({"dispute": "a.b"}));
    assert!(told.starts_with("there is no dispute `a.b`"), "{told}");
    let (told, text) = client.call_well("search_terms", &json!({"query": "qqqqqq"}));
    assert_eq!(told["hits"], json!([]));
    assert!(text.starts_with("Nothing here speaks of qqqqqq."), "{text}");
}

#[test]
fn wrong_arguments_are_told_to_the_model() {
    let mut client = TestClient::connect(&SMALL);
    for (tool, arguments, told) in [
        ("define_term", json!({}), "`term` is missing: one name"),
        ("define_term", json!({"term": null}), "`term` is missing"),
        ("define_term", json!({"term": 5}), "`term` must be a text that is not blank"),
        ("define_term", json!({"term": " "}), "`term` must be a text that is not blank"),
        ("define_term", json!({"trem": "a"}), "there is no argument `trem`; did you mean `term`?"),
        (
            "define_term",
            json!({"term": "a", "detail": "long"}),
            "`detail` must be one of short, full",
        ),
        ("define_term", json!({"term": "a", "detail": ["full"]}), "`detail` must be one of short"),
        ("compare_terms", json!({"terms": []}), "`terms` must hold 1 to 6 texts"),
        ("compare_terms", json!({"terms": "a"}), "`terms` must be a list of texts"),
        (
            "compare_terms",
            json!({"terms": ["a", ""]}),
            "`terms` must hold 1 to 6 texts, none blank",
        ),
        ("compare_terms", json!({"terms": ["bicycle"]}), "`bicycle` has one meaning here"),
        ("search_terms", json!({"query": "a", "kind": "pat"}), "`kind` must be one of "),
        (
            "related_terms",
            json!({"term": "bicycle", "relation": "eats"}),
            "`relation` must be one of subset-of",
        ),
        (
            "search_terms",
            json!({"query": "a ".repeat(501)}),
            "`query` has more than 1000 characters",
        ),
        ("compare_terms", json!({"terms": ["a".repeat(1001)]}), "`terms` has more than 1000"),
        (
            "check_text",
            json!({"text": "a", "format": "docx"}),
            "`format` must be one of markdown, html",
        ),
    ] {
        let said = client.call_badly(tool, &arguments);
        assert!(said.starts_with(told), "{tool} {arguments}: {said}");
    }
}

#[test]
fn an_abbreviation_has_all_its_readings_the_usual_one_first() {
    let mut client = TestClient::connect(&BUILT_IN);
    let (told, text) = client.call_well("expand_abbreviation", &json!({"abbreviation": "CS"}));
    let readings = told["readings"].as_array().unwrap();
    assert_eq!(readings[0]["id"], "customer-success");
    assert_eq!(readings[0]["usual"], true);
    assert!(readings.len() > 1 && readings[1..].iter().all(|it| it["usual"] == false));
    assert!(text.contains("(the usual reading)"));
}

#[test]
fn a_dispute_has_its_sides_and_who_holds_them() {
    let mut client = TestClient::connect(&BUILT_IN);
    let (told, text) = client.call_well("list_disputes", &json!({"terms": ["nps"]}));
    let first = &told["disputes"][0];
    let one = json!({"dispute": first["id"]});
    let (again, _) = client.call_well("list_disputes", &one);
    assert_eq!(again["disputes"].as_array().unwrap().len(), 1);
    assert_eq!(again["disputes"][0]["question"], first["question"]);
    for side in first["sides"].as_array().unwrap() {
        assert!(text.contains(side["by"][0]["name"].as_str().unwrap()));
    }
    let (all, _) = client.call_well("list_disputes", &json!({}));
    assert_eq!(all["disputes"].as_array().unwrap().len(), 5);
    assert_eq!(all["more"].as_array().unwrap().len(), 20);
    assert!(all["more_left_out"].as_u64().unwrap() > 0);
}

#[test]
fn a_text_is_read_as_scan_reads_it() {
    let mut client = TestClient::connect(&BUILT_IN);
    let text = "Call CS 😀.\r\n\r\nCS (customer support) answers; CS (customer success) calls.\n";
    let (told, read) = client.call_well("check_text", &json!({"text": text}));
    assert_eq!(told["findings"][0]["rule"], "conflicting-expansion");
    assert_eq!(told["findings"][0]["line"], 3);
    assert!(read.contains("conflicting-expansion"));
    let (told, read) = client.call_well("check_text", &json!({"text": "Nothing."}));
    assert_eq!(told["findings"], json!([]));
    assert!(read.starts_with("Nothing in the text misleads"));
    let html = json!({"text": "<p>customer service/success</p>", "format": "html"});
    let (told, _) = client.call_well("check_text", &html);
    assert_eq!(told["findings"][0]["rule"], "joined-contrast");
}

#[test]
fn voices_that_were_chosen_are_heard_alone() {
    let mut client = TestClient::connect(&SMALL);
    let chosen = json!({"term": "gravel bike", "according_to": ["Rider A"]});
    let (told, _) = client.call_well("define_term", &chosen);
    let told = told.to_string();
    assert!(told.contains("\"name\":\"Rider A\"") && !told.contains("\"name\":\"Rider B\""));
}
