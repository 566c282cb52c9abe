//! `search_terms`: terms by words of what is said of them.

use super::{
    ACCORDING_TO, DETAIL, McpTool, ToolAnswer, ToolCall, ToolFault,
    shapes::{ID, LABEL, QUERY, TEXTS, term_fields},
};
use crate::{
    answer::{self, SearchRequest},
    mcp::{
        arguments::{ArgumentKind, ToolArgument},
        message::JsonFields,
        reading::{Reading, items_of, list_items, name_term, text_of},
        shape::{ListShape, OutputShape, Presence, ShapeField},
    },
};
use serde_json::Value;

pub(super) const TOOL: McpTool = McpTool {
    name: "search_terms",
    title: "Search terms",
    description: "\
Terms of {corpus} in whose names, definitions, facets and notes some words stand, with the passages and who \
says them. Call it if you do not know what a thing is called, or want everything that is said about a topic. If you have a name, call define_term.",
    examples: "renewal; time to answer",
    arguments: &[
        ToolArgument::required(
            "query",
            ArgumentKind::Words,
            "words in any order; words in quotation marks stand together; `loyal*` stands for all that begin so",
        ),
        ToolArgument::optional(
            "kind",
            ArgumentKind::Choice(|base| {
                let kinds = base.kinds()?.into_iter();
                Ok(kinds.map(|kind| kind.id.to_owned()).collect())
            }),
            "only terms of this kind",
        ),
        DETAIL,
        ACCORDING_TO,
    ],
    output: &[
        QUERY,
        ShapeField::new(
            "taken",
            TAKEN,
            "words that occur nowhere, and those that were taken for them",
        ),
        ShapeField::new(
            "scattered",
            TEXTS,
            "phrases that occur nowhere, so that their words were searched",
        ),
        ShapeField::new("hits", HITS, "the terms, the best first").always(),
        ShapeField::new("more", OutputShape::Number, "how many more there are")
            .present(Presence::IfAny),
        ShapeField::new("suggestions", SUGGESTIONS, "terms that may have been meant"),
    ],
    call: search_terms,
};

const TAKEN: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(&[
        ShapeField::text("word", "").always(),
        ShapeField::new("for", TEXTS, "").always(),
    ]),
    10,
));

/// Who says something, with the work beside: no list of works follows.
const VOICES: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Shared(
        "cited_voice",
        &[
            ShapeField::text("name", "who says it").always(),
            ShapeField::text("but", "a reservation, which changes the claim"),
            ShapeField::text("title", "of the work"),
            ShapeField::text("url", "of the work"),
        ],
    ),
    2,
));

const HITS: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(term_fields![
        ShapeField::new("in_label", OutputShape::Flag, "true if all the words are in its names"),
        ShapeField::new(
            "passages",
            OutputShape::List(&ListShape::new(
                OutputShape::Object(&[
                    ShapeField::text("in", "what sort of text it is").always(),
                    ShapeField::text("facet", ""),
                    ShapeField::text("claim", "the claim to which the words are added"),
                    ShapeField::text("text", "").always(),
                    ShapeField::new("asserted_by", VOICES, "who says so"),
                    ShapeField::new("denied_by", VOICES, "who denies it"),
                ]),
                2,
            )),
            "",
        ),
    ]),
    10,
));

const SUGGESTIONS: OutputShape =
    OutputShape::List(&ListShape::new(OutputShape::Object(&[ID, LABEL]), 3));

fn search_terms(call: &ToolCall<'_>) -> Result<ToolAnswer, ToolFault> {
    let query = call.text("query").unwrap_or_default();
    let kinds: Vec<_> = call.text("kind").map(str::to_owned).into_iter().collect();
    let seen_by = call.find_perspective()?;
    let wanted = SearchRequest { query, kinds: &kinds, all: call.is_full(), options: &[] };
    let found = answer::search(call.ask(&seen_by), wanted)?;
    let mut structured = call.cut(&found)?;
    if found.more == 0 {
        structured.remove("more");
    }
    Ok(ToolAnswer { text: read_hits(&structured), structured })
}

fn read_hits(structured: &JsonFields) -> String {
    let mut reading = Reading::with_works(structured);
    let told = |name: &str| structured.get(name).and_then(Value::as_str).unwrap_or_default();
    for word in list_items(structured, "taken") {
        let words: Vec<_> = items_of(word, "for").iter().filter_map(Value::as_str).collect();
        if !words.is_empty() {
            let (word, words) = (text_of(word, "word"), words.join(", "));
            reading.line(&format!("`{word}` occurs nowhere; searched: {words}"));
        }
    }
    let hits = list_items(structured, "hits");
    if hits.is_empty() {
        let near = list_items(structured, "suggestions").iter();
        let near = near.map(|it| format!("{} (id {})", name_term(it), text_of(it, "id")));
        let near = near.collect::<Vec<_>>().join(", ");
        let hint = if near.is_empty() { near } else { format!(" Did you mean {near}?") };
        reading.line(&format!("Nothing here speaks of {}.{hint}", told("query")));
    }
    for hit in hits {
        reading.line(&format!("{} [id {}]", name_term(hit), text_of(hit, "id")));
        for passage in items_of(hit, "passages") {
            let [sort, claim, text] = ["in", "claim", "text"].map(|part| text_of(passage, part));
            let words = match claim {
                "" => text.to_owned(),
                claim if claim.ends_with(text) => claim.to_owned(),
                claim => format!("{claim}: {text}"),
            };
            let line = reading.claim(&format!("- {sort}: {words}"), passage);
            reading.line(&line);
        }
    }
    if let Some(more) = structured.get("more") {
        reading.line(&format!("{more} more terms speak of it; detail: full lists them."));
    }
    reading.finish(structured)
}
