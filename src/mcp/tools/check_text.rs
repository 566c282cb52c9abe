//! `check_text`: words in a text that mislead.

use super::{DETAIL, McpTool, ToolAnswer, ToolCall, ToolFault, shapes::TEXTS};
use crate::{
    mcp::{
        arguments::{ArgumentKind, ToolArgument},
        message::JsonFields,
        reading::{Reading, items_of, list_items, text_of},
        shape::{ListShape, OutputShape, Presence, ShapeField, name_left_out},
    },
    scan::{self, DocumentSet, ScanOptions, ScanReport, SetName, Vocabulary},
};
use cxterms_document::{DocumentFormat, read_bytes};
use serde_json::Value;

pub(super) const TOOL: McpTool = McpTool {
    name: "check_text",
    title: "Check a text",
    description: "\
Words of {corpus} in a text that mislead: abbreviations that stand for several things, or that the text spells \
out in two ways; names better not used; terms joined as if they were one. Each finding has its line, what to write \
instead, and who says so. Call it on a draft before you hand it over, and on a text of a user's that you are to review. \
What is fine is not listed.",
    examples: "CS in a text that never says which; customer service/success",
    arguments: &[
        ToolArgument::required(
            "text",
            ArgumentKind::Prose,
            "the text, whole: a first use counts for what follows",
        ),
        ToolArgument::optional(
            "format",
            ArgumentKind::Choice(|_| {
                Ok(FORMATS.iter().map(|(name, _)| (*name).to_owned()).collect())
            }),
            "how it is written; markdown is the default, and right for plain text with paragraphs",
        ),
        DETAIL,
    ],
    output: &[
        ShapeField::new("summary", OutputShape::Object(SUMMARY), "how much was found").always(),
        ShapeField::new("findings", FINDINGS, "by place").always(),
    ],
    call: check_text,
};

const FORMATS: [(&str, DocumentFormat); 3] = [
    ("markdown", DocumentFormat::Markdown),
    ("html", DocumentFormat::Html),
    ("text", DocumentFormat::Text),
];

const SUMMARY: &[ShapeField] = &[
    ShapeField::new("errors", OutputShape::Number, "").always(),
    ShapeField::new("warnings", OutputShape::Number, "").always(),
    ShapeField::new("notes", OutputShape::Number, "").always(),
];

const FINDINGS: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(&[
        ShapeField::new("severity", OutputShape::Choice(&["error", "warning", "note"]), "")
            .always(),
        ShapeField::text("rule", "by which rule it was found").always(),
        ShapeField::new("line", OutputShape::Number, "from 1"),
        ShapeField::new("column", OutputShape::Number, "in characters, from 1"),
        ShapeField::text("text", "the words").always(),
        ShapeField::text("message", "what is wrong").always(),
        ShapeField::new("notes", TEXTS, "what is to be known of it"),
        ShapeField::text("hint", "what to write"),
        ShapeField::text("instead", "the words to put in its place"),
        ShapeField::text("settle", "the line that settles it, in an overlay or a comment")
            .present(Presence::InFull),
        ShapeField::new("says", SAYINGS, "who says so"),
        ShapeField::new("count", OutputShape::Number, "how often it is met"),
        ShapeField::new("others", OTHERS, "other places that have to do with it"),
    ]),
    20,
));

const SAYINGS: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(&[
        ShapeField::text("name", "").always(),
        ShapeField::text("work", "the title of the work"),
        ShapeField::text("url", "its address"),
    ]),
    3,
));

const OTHERS: OutputShape = OutputShape::List(&ListShape::new(
    OutputShape::Object(&[
        ShapeField::text("what", "").always(),
        ShapeField::new("line", OutputShape::Number, ""),
        ShapeField::new("column", OutputShape::Number, ""),
        ShapeField::text("text", ""),
    ]),
    3,
));

fn check_text(call: &ToolCall<'_>) -> Result<ToolAnswer, ToolFault> {
    let text = call.text("text").unwrap_or_default();
    let format = call.text("format").unwrap_or_default();
    let format = FORMATS.iter().find(|(name, _)| *name == format);
    let format = format.map_or(DocumentFormat::Markdown, |(_, format)| *format);
    let vocabulary = Vocabulary::open(call.base)?;
    let (facts, read) = scan::gather_document(&vocabulary, "text", |emit| {
        read_bytes(text.as_bytes(), format, emit)
    })?;
    if let Err(fault) = read {
        return Err(ToolFault::Told(format!("the text {fault}")));
    }
    let set = DocumentSet { name: SetName::Text, documents: vec![facts] };
    let mut report = ScanReport::default();
    scan::scan_sets(&vocabulary, &[set], &ScanOptions::default(), &mut report)?;
    let structured = call.cut(&report)?;
    Ok(ToolAnswer { text: read_findings(&structured), structured })
}

fn read_findings(structured: &JsonFields) -> String {
    let mut reading = Reading::with_works(structured);
    let findings = list_items(structured, "findings");
    if findings.is_empty() {
        reading.line("Nothing in the text misleads, as far as this glossary knows.");
    }
    for found in findings {
        let place = ["line", "column"].map(|part| found.get(part).and_then(Value::as_u64));
        let place = place.map(|part| part.unwrap_or_default().to_string()).join(":");
        let [severity, rule, message] =
            ["severity", "rule", "message"].map(|it| text_of(found, it));
        reading.line(&format!("{place} {severity} ({rule}): {message}"));
        for note in items_of(found, "notes").iter().filter_map(Value::as_str) {
            reading.line(&format!("- {note}"));
        }
        let hint = text_of(found, "hint");
        if !hint.is_empty() {
            reading.line(&format!("- {hint}"));
        }
        let says: Vec<_> = items_of(found, "says").iter().map(read_saying).collect();
        if !says.is_empty() {
            reading.line(&format!("- said by {}", says.join("; ")));
        }
    }
    if let Some(more) = structured.get(&name_left_out("findings")) {
        reading.line(&format!("{more} more findings; detail: full lists them."));
    }
    reading.finish(structured)
}

fn read_saying(saying: &Value) -> String {
    let [name, work, url] = ["name", "work", "url"].map(|part| text_of(saying, part));
    let work = if work.is_empty() { String::new() } else { format!(", “{work}”") };
    let url = if url.is_empty() { String::new() } else { format!(" {url}") };
    format!("{name}{work}{url}")
}
