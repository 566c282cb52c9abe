//! `list_disputes`: where voices disagree, and who stands on which side.

use super::{
    ACCORDING_TO, DETAIL, McpTool, ToolAnswer, ToolCall, ToolFault, keep_cited_works,
    questions::word_questions,
    shapes::{CITATIONS, TERM, TEXTS, WORKS},
};
use crate::{
    answer::{self, DescribedDispute, DisputesAnswer, Lookup},
    mcp::{
        arguments::{ArgumentKind, ToolArgument},
        message::JsonFields,
        reading::{Reading, count_left_out, items_of, list_items, text_of},
        shape::{ListShape, OutputShape, Presence, ShapeField, name_left_out},
    },
};
use serde_json::{Value, json};

pub(super) const TOOL: McpTool = McpTool {
    name: "list_disputes",
    title: "List disputes",
    description: "\
Questions of {corpus} on which named voices disagree, with who holds what and the works to cite: about one term, \
between two or more, about everything, or one dispute by its identifier. Call it before you state something contested as \
settled, and when another tool \
marks something as disputed.",
    examples: "whether NPS predicts growth; whether customer success is under customer experience",
    arguments: &[
        ToolArgument::optional(
            "terms",
            ArgumentKind::Texts(0, 6),
            "names or identifiers; of several, what concerns two at least; none: all disputes",
        ),
        ToolArgument::optional(
            "dispute",
            ArgumentKind::Words,
            "the identifier of one dispute, as the tools give it, instead of `terms`",
        ),
        DETAIL,
        ACCORDING_TO,
    ],
    output: &[
        ShapeField::new("of", OutputShape::List(&ListShape::new(TERM, 12)), "what was asked for"),
        ShapeField::new("disputes", DISPUTES, "those with most voices on each side first").always(),
        ShapeField::new("more", MORE, "the next ones, as questions").present(Presence::Added),
        WORKS,
    ],
    call: list_disputes,
};

/// How many disputes a short answer tells with their sides, and how many more as questions.
const MAX_WHOLE: usize = 5;
const MAX_QUESTIONS: usize = 20;

const DISPUTE_ID: ShapeField = ShapeField::text("id", "").always();
const QUESTION: ShapeField =
    ShapeField::text("question", "with how many voices say what").present(Presence::Added);

const DISPUTES: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(&[
        DISPUTE_ID,
        QUESTION,
        ShapeField::text("way", "in which way they disagree").always(),
        ShapeField::new(
            "clash",
            OutputShape::Flag,
            "true if voices contradict each other; else they use a term differently",
        ),
        ShapeField::new("about", TEXTS, "identifiers of the concepts").always(),
        ShapeField::text("facet", ""),
        ShapeField::text("of", "practice or ideal, if it is not about what a thing is"),
        ShapeField::new("sides", OutputShape::List(&ListShape::new(SIDE, 6)), "").always(),
    ]),
    MAX_WHOLE,
));

const SIDE: OutputShape = OutputShape::Object(&[
    ShapeField::text("holds", "how it answers the question").present(Presence::Added),
    ShapeField::text("what", "what sort of claim").always(),
    ShapeField::text("relation", ""),
    ShapeField::text("facet", ""),
    ShapeField::text("from", ""),
    ShapeField::text("to", ""),
    ShapeField::text("value", ""),
    ShapeField::new("negated", OutputShape::Flag, "true if it holds that it is not so"),
    ShapeField::new("voices", OutputShape::Number, "how many hold it").always(),
    ShapeField::new("reserved", OutputShape::Flag, "true if each of them has a reservation"),
    ShapeField::new("by", CITATIONS, "who holds it"),
]);

const MORE: OutputShape =
    OutputShape::List(&ListShape::new(OutputShape::Object(&[DISPUTE_ID, QUESTION]), MAX_QUESTIONS));

fn list_disputes(call: &ToolCall<'_>) -> Result<ToolAnswer, ToolFault> {
    let seen_by = call.find_perspective()?;
    let ask = call.ask(&seen_by);
    let most = if call.is_full() { usize::MAX } else { MAX_WHOLE + MAX_QUESTIONS };
    let (found, total) = match call.text("dispute") {
        Some(id) => match answer::dispute_by_name(ask, id)? {
            Some(found) => (found, 1),
            None => return Err(describe_unknown(call, id)),
        },
        None => {
            let mut of = vec![];
            for name in call.texts("terms") {
                let ids = Lookup::resolve_name_in(call.base, &name, call.languages)?.ids;
                if ids.is_empty() {
                    return Err(call.miss_term(&name)?);
                }
                of.push(ids);
            }
            answer::first_disputes(ask, &of, most)?
        }
    };
    let mut structured = call.cut(&found)?;
    word_disputes(&mut structured, &found);
    add_further(&mut structured, &found, total, call.is_full());
    keep_cited_works(&mut structured);
    Ok(ToolAnswer { text: read_disputes(&structured), structured })
}

fn describe_unknown(call: &ToolCall<'_>, id: &str) -> ToolFault {
    let id = crate::mcp::message::shorten_written(id);
    let hint = match call.texts("terms").is_empty() {
        true => "call this with `terms` to see those about a term",
        false => "leave `dispute` out to see those about `terms`",
    };
    ToolFault::Told(format!("there is no dispute `{id}`; {hint}"))
}

/// Gives disputes their questions and sides their words.
fn word_disputes(structured: &mut JsonFields, found: &DisputesAnswer<'_>) {
    word_questions(structured.get_mut("disputes"), &found.disputes);
    let cut = structured.get_mut("disputes").and_then(Value::as_array_mut).into_iter().flatten();
    for (cut, dispute) in cut.zip(&found.disputes) {
        let sides = cut.get_mut("sides").and_then(Value::as_array_mut).into_iter().flatten();
        for (cut, side) in sides.zip(&dispute.sides) {
            if let Some(fields) = cut.as_object_mut() {
                fields.insert("holds".to_owned(), dispute.name_answer(side).into());
            }
        }
    }
}

/// Adds the next disputes as questions, and how many more there are.
fn add_further(structured: &mut JsonFields, found: &DisputesAnswer<'_>, total: usize, full: bool) {
    structured.remove(&name_left_out("disputes"));
    let next = if full { &[] } else { found.disputes.get(MAX_WHOLE..).unwrap_or_default() };
    let ask =
        |it: &DescribedDispute<'_>| json!({"id": it.id, "question": it.question.counted_elsewhere});
    if !next.is_empty() {
        structured.insert("more".to_owned(), next.iter().map(ask).collect());
    }
    let left_out = total - found.disputes.len();
    if left_out > 0 {
        structured.insert(name_left_out("more"), left_out.into());
    }
}

fn read_disputes(structured: &JsonFields) -> String {
    let mut reading = Reading::with_works(structured);
    let disputes = list_items(structured, "disputes");
    if disputes.is_empty() {
        reading.line("No voices here disagree about it.");
    }
    for dispute in disputes {
        reading.line(&format!("{} [id {}]", text_of(dispute, "question"), text_of(dispute, "id")));
        for side in items_of(dispute, "sides") {
            let count = side.get("voices").and_then(Value::as_u64).unwrap_or_default();
            let voices = if count == 1 { "voice" } else { "voices" };
            let by = reading.voices(side, "by");
            reading.line(&format!("- {}: {count} {voices}: {by}", text_of(side, "holds")));
        }
        let left_out = count_left_out(dispute, "sides");
        if left_out > 0 {
            reading.line(&format!("- and {left_out} more sides"));
        }
    }
    let more = list_items(structured, "more").iter();
    let more = more.map(|it| format!("{} [id {}]", text_of(it, "question"), text_of(it, "id")));
    let left_out = structured.get(&name_left_out("more")).and_then(Value::as_u64);
    reading.part("Further disputes", &more.collect::<Vec<_>>(), left_out.unwrap_or_default());
    reading.finish(structured)
}
