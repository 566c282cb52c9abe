//! `define_term`: what a term means, and who says so.

use super::{
    ACCORDING_TO, DETAIL, McpTool, ToolAnswer, ToolCall, ToolFault, add_texts, describe_miss,
    describe_silence, keep_cited_works,
    order::put_telling_first,
    questions::{add_questions, list_questions},
    shapes::{
        ASSERTED, DEFINITION, DEFINITION_BY, DEFINITIONS, DENIED, DISPUTED, LABEL, QUERY,
        QUESTIONS, RELATION, REMARKS, TEXTS, VALUES, WORKS, term_fields,
    },
};
use crate::{
    answer::{self, Lookup},
    mcp::{
        arguments::{ArgumentKind, ToolArgument},
        message::JsonFields,
        reading::{Reading, count_left_out, items_of, list_items, name_term, text_of},
        shape::{ListShape, OutputShape, Presence, ShapeField},
    },
};
use serde_json::Value;

pub(super) const TOOL: McpTool = McpTool {
    name: "define_term",
    title: "Define a term",
    description: "\
What a term of {corpus} means: the glossary's own definition, those of named voices with the works to cite, \
formulas of metrics, how it differs from its neighbors, and what is disputed. Call it before you define, explain or use \
such a term. For the difference between terms call \
compare_terms; for an abbreviation that may stand for several, expand_abbreviation; where you know no name, search_terms.",
    examples: "net promoter score, churn, customer success, touchpoint",
    arguments: &[
        ToolArgument::required(
            "term",
            ArgumentKind::Words,
            "one name, abbreviation or identifier, in any spelling of case, hyphens and plurals",
        ),
        DETAIL,
        ACCORDING_TO,
    ],
    output: &[QUERY, REMARKS, CONCEPTS, QUESTIONS, WORKS],
    call: define_term,
};

const CONCEPTS: ShapeField = ShapeField::new(
    "concepts",
    OutputShape::List(&ListShape::new(OutputShape::Object(CONCEPT), 4)),
    "what the name means; several if it has several senses",
)
.always();

const CONCEPT: &[ShapeField] = term_fields![
    DEFINITION,
    DEFINITION_BY,
    ShapeField::new("abbreviations", NAMES, ""),
    ShapeField::new("synonyms", NAMES, "its other names"),
    ShapeField::new("avoid", NAMES, "names better not used"),
    DEFINITIONS,
    ShapeField::new("computation", OutputShape::Object(COMPUTATION), "how it is computed"),
    ShapeField::new("facets", FACETS, "on what terms are compared: its values, and who gives them"),
    ShapeField::new("relations", RELATIONS, "contrasts-with first: what sets it apart from others"),
    ShapeField::new("notes", NOTES, "what else is said").present(Presence::InFull),
    ShapeField::new("also", TEXTS, "identifiers of other concepts that go by the name"),
];

const NAMES: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Shared(
        "name",
        &[
            ShapeField::text("text", "").always(),
            ShapeField::text("language", ""),
            ShapeField::new(
                "secondary",
                OutputShape::Flag,
                "true if it mostly means another concept",
            ),
            ShapeField::text("why", "why it is better not used"),
            ShapeField::text("instead", "what to say instead"),
            ASSERTED.present(Presence::InFull),
            DENIED,
        ],
    ),
    6,
));

const COMPUTATION: &[ShapeField] = &[
    ShapeField::text("example", "the values of the worked example"),
    ShapeField::new(
        "formulas",
        OutputShape::List(&ListShape::new(
            OutputShape::Object(&[
                ShapeField::text("formula", "").always(),
                ShapeField::text("words", "the same in words"),
                ShapeField::text("unit", ""),
                ShapeField::text("period", ""),
                ShapeField::text("shown", "what the example comes to"),
                ShapeField::text("why", "why it comes to nothing"),
                ShapeField::new("values", VALUES, "in the words of the voices"),
            ]),
            3,
        )),
        "",
    ),
];

const FACETS: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(&[
        ShapeField::text("facet", "its identifier").always(),
        LABEL,
        DISPUTED,
        ShapeField::new("values", VALUES, "").always(),
    ]),
    8,
));

const RELATIONS: OutputShape =
    OutputShape::List(&ListShape::new(RELATION, 10).with_most_each("relation", 3));

const NOTES: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(&[
        ShapeField::text("kind", "").always(),
        ShapeField::text("text", "").always(),
        ShapeField::text("label", "the same in a few words"),
        ShapeField::new("with", TEXTS, "identifiers of other concepts of which it is said"),
        ASSERTED,
        DENIED,
    ]),
    usize::MAX,
));

fn define_term(call: &ToolCall<'_>) -> Result<ToolAnswer, ToolFault> {
    let name = call.text("term").unwrap_or_default();
    let seen_by = call.find_perspective()?;
    let ask = call.ask(&seen_by);
    let mut definition = answer::define(ask, name)?;
    if !definition.is_found() {
        return Err(describe_miss(name, &definition.suggestions));
    }
    if !definition.is_answered() {
        return Err(describe_silence(&definition.speakers));
    }
    definition.concepts.iter_mut().for_each(put_telling_first);
    let mut structured = call.cut(&definition)?;
    let ids = Lookup::resolve_name_in(call.base, name, call.languages)?.ids;
    add_questions(call, ask, &[ids], &mut structured)?;
    add_texts(&mut structured, "remarks", definition.remarks);
    keep_cited_works(&mut structured);
    Ok(ToolAnswer { text: read_definition(&structured), structured })
}

fn read_definition(structured: &JsonFields) -> String {
    let mut reading = Reading::with_works(structured);
    for concept in list_items(structured, "concepts") {
        read_concept(&mut reading, concept);
    }
    list_questions(&mut reading, structured);
    for remark in list_items(structured, "remarks").iter().filter_map(Value::as_str) {
        reading.line(&format!("Note: {remark}"));
    }
    reading.finish(structured)
}

fn read_concept(reading: &mut Reading<'_>, concept: &Value) {
    let of_kind = ["kind", "state"].map(|part| text_of(concept, part));
    let of_kind = of_kind.into_iter().filter(|part| !part.is_empty());
    let of_kind = of_kind.fold(String::new(), |all, part| format!("{all}, {part}"));
    let id = text_of(concept, "id");
    reading.line(&format!("{}{of_kind} [id {id}]", name_term(concept)));
    match (text_of(concept, "definition"), text_of(concept, "definition_by")) {
        ("", _) => {}
        (words, "") => reading.line(&format!("Meaning, in the glossary's own words: {words}")),
        (words, by) => reading.line(&format!("Meaning, in the words of {by}: {words}")),
    }
    for (list, heading) in
        [("synonyms", "Also called"), ("avoid", "Better not called"), ("definitions", "Voices say")]
    {
        let said = items_of(concept, list).iter().map(|name| reading.claim(&read_name(name), name));
        let said: Vec<_> = said.collect();
        reading.part(heading, &said, count_left_out(concept, list));
    }
    if let Some(computed) = concept.get("computation") {
        let formulas = items_of(computed, "formulas").iter().map(|it| read_formula(reading, it));
        let formulas: Vec<_> = formulas.collect();
        reading.part("Formulas", &formulas, count_left_out(computed, "formulas"));
    }
    let facets: Vec<_> =
        items_of(concept, "facets").iter().map(|it| read_facet(reading, it)).collect();
    reading.part("Facets", &facets, count_left_out(concept, "facets"));
    let relations: Vec<_> =
        items_of(concept, "relations").iter().map(|it| read_relation(reading, it)).collect();
    reading.part("Relations", &relations, count_left_out(concept, "relations"));
    let notes = items_of(concept, "notes").iter();
    let notes: Vec<_> = notes.map(|it| reading.claim(text_of(it, "text"), it)).collect();
    reading.part("Notes", &notes, 0);
}

/// A name or a definition, with why it is better not used.
fn read_name(name: &Value) -> String {
    let mut words = text_of(name, "text").to_owned();
    let why = text_of(name, "why");
    if !why.is_empty() {
        words = format!("{words} ({why})");
    }
    match text_of(name, "instead") {
        "" => words,
        instead => format!("{words}; say {instead}"),
    }
}

fn read_formula(reading: &Reading<'_>, formula: &Value) -> String {
    let unit = match text_of(formula, "unit") {
        "" => String::new(),
        unit => format!(", in {unit}"),
    };
    let voices = items_of(formula, "values").iter();
    let voices = voices.map(|value| reading.voices(value, "asserted_by"));
    let voices = voices.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    let by = if voices.is_empty() { String::new() } else { format!(" — {voices}") };
    format!("{}{unit}{by}", text_of(formula, "formula"))
}

fn read_facet(reading: &Reading<'_>, facet: &Value) -> String {
    let values = items_of(facet, "values").iter();
    let values = values.map(|value| reading.claim(text_of(value, "value"), value));
    let values = values.collect::<Vec<_>>().join("; ");
    let mark = if facet.get("disputed").is_some() { " (disputed)" } else { "" };
    format!("{}{mark}: {values}", text_of(facet, "label"))
}

/// A relation as a line.
pub(super) fn read_relation(reading: &Reading<'_>, relation: &Value) -> String {
    let name = text_of(relation, "relation").replace('-', " ");
    let mark = if relation.get("disputed").is_some() { " (disputed)" } else { "" };
    let text = text_of(relation, "text");
    let words = if text.is_empty() { String::new() } else { format!(": {text}") };
    reading.claim(&format!("{name} {}{mark}{words}", text_of(relation, "label")), relation)
}
