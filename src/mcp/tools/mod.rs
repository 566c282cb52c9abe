//! Tools, each with its arguments, what it returns, and how it answers. To add one, write its file and name it twice here.

mod check_text;
mod compare_terms;
mod define_term;
mod expand_abbreviation;
mod list_disputes;
mod order;
mod questions;
mod related_terms;
mod search_terms;
mod shapes;

use super::{
    arguments::{ArgumentKind, ToolArgument},
    cut::cut_answer,
    message::{JsonFields, shorten_written},
    protocol_error::ProtocolError,
    shape::ShapeField,
};
use crate::{
    answer::{self, Ask, Detail, SuggestedTerm},
    builtin,
};
use cxterms_base::{Base, Perspective, VoiceLookup, image::ImageError};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

pub(super) const TOOLS: &[&McpTool] = &[
    &define_term::TOOL,
    &compare_terms::TOOL,
    &expand_abbreviation::TOOL,
    &search_terms::TOOL,
    &list_disputes::TOOL,
    &related_terms::TOOL,
    &check_text::TOOL,
];

/// Something that a model can call. It changes nothing and asks nothing but the base.
pub(super) struct McpTool {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// When to call it, and what it gives; `{corpus}` stands for what the corpus is about.
    pub(super) description: &'static str,
    /// Examples from the corpus that ships.
    pub(super) examples: &'static str,
    pub(super) arguments: &'static [ToolArgument],
    /// The fields of its structured content.
    pub(super) output: &'static [ShapeField],
    pub(super) call: fn(&ToolCall<'_>) -> Result<ToolAnswer, ToolFault>,
}

/// What a corpus is about, and whether it is the one that ships, perhaps with others over it.
pub(super) fn name_corpus(base: &Base) -> (String, bool) {
    let title = &base.settings().title;
    let ships = builtin::open().is_ok_and(|ships| ships.settings().title == *title);
    let mut letters = title.chars();
    let subject = match letters.next().filter(|_| ships) {
        Some(first) => format!("{}{}", first.to_lowercase(), letters.as_str()),
        None => title.clone(),
    };
    (subject, ships)
}

impl McpTool {
    /// When to call it, in words of a corpus.
    pub(super) fn describe(&self, base: &Base) -> String {
        let (corpus, ships) = name_corpus(base);
        let words = self.description.replace("{corpus}", &corpus);
        if ships { format!("{words} Examples: {}.", self.examples) } else { words }
    }
}

/// A call whose arguments fit.
pub(super) struct ToolCall<'c> {
    pub(super) base: &'c Base,
    pub(super) languages: &'c [String],
    pub(super) arguments: &'c JsonFields,
    /// The fields of what it returns.
    pub(super) output: &'static [ShapeField],
}

/// What a tool says.
pub(super) struct ToolAnswer {
    pub(super) text: String,
    pub(super) structured: JsonFields,
}

/// Why it says nothing.
pub(super) enum ToolFault {
    /// What a model can do about it.
    Told(String),
    /// A fault that a model can do nothing about.
    Failed(ProtocolError),
}

impl<E: Into<ProtocolError>> From<E> for ToolFault {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

const DETAIL: ToolArgument = ToolArgument::optional(
    "detail",
    ArgumentKind::Choice(|_| Ok(["short", "full"].map(str::to_owned).to_vec())),
    "short (the default): what matters most, and how much was left out; full: everything, which may be long",
);

const ACCORDING_TO: ToolArgument = ToolArgument::optional(
    "according_to",
    ArgumentKind::Texts(0, 20),
    "count only what these voices say, or anyone cited in these works: names or identifiers",
);

impl<'c> ToolCall<'c> {
    fn text(&self, name: &str) -> Option<&'c str> {
        self.arguments.get(name).and_then(Value::as_str)
    }

    fn texts(&self, name: &str) -> Vec<String> {
        let items = self.arguments.get(name).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    fn is_full(&self) -> bool {
        self.text("detail") == Some("full")
    }

    /// Whose claims count.
    fn find_perspective(&self) -> Result<Perspective, ToolFault> {
        let mut voices = vec![];
        let names = self.texts("according_to");
        for name in &names {
            match Perspective::find_voices(self.base, name)? {
                VoiceLookup::Known(known) => voices.extend(known),
                VoiceLookup::Unknown(near) => {
                    let name = shorten_written(name);
                    let hint = match near.is_empty() {
                        true => "answers name the voices that there are".to_owned(),
                        false => format!("did you mean {}?", quote_names(near)),
                    };
                    return Err(ToolFault::Told(format!("no voice or work `{name}`; {hint}")));
                }
            }
        }
        match names.is_empty() {
            true => Ok(Perspective::default()),
            false => Ok(Perspective::of_voices(voices)),
        }
    }

    fn ask<'a>(&'a self, perspective: &'a Perspective) -> Ask<'a> {
        let (base, languages) = (self.base, self.languages);
        Ask { base, perspective, languages, detail: Detail::Data, sources: true }
    }

    /// What of an answer the tool returns.
    fn cut(&self, answer: &(impl Serialize + ?Sized)) -> Result<JsonFields, ToolFault> {
        Ok(cut_answer(answer, self.output, self.is_full())?)
    }

    /// That a name means nothing here, and what may have been meant.
    fn miss_term(&self, name: &str) -> Result<ToolFault, ImageError> {
        let missing = answer::suggest_terms(self.base, name)?;
        Ok(describe_miss(name, &missing.suggestions))
    }
}

fn describe_miss(name: &str, suggestions: &[SuggestedTerm<'_>]) -> ToolFault {
    let near = suggestions.iter().map(|it| format!("{} (id {})", it.label, it.id));
    let near = near.collect::<Vec<_>>().join(", ");
    let hint = match near.is_empty() {
        true => "nothing has a name like it. Call search_terms with a word of what it means, or say that \
                 this glossary does not have it"
            .to_owned(),
        false => format!("did you mean {near}?"),
    };
    ToolFault::Told(format!("no term `{}`; {hint}", shorten_written(name)))
}

/// That chosen voices say nothing, and who does.
fn describe_silence(speakers: &[&str]) -> ToolFault {
    let who = speakers.iter().take(MAX_SPEAKERS).copied().collect::<Vec<_>>().join("; ");
    let hint = if who.is_empty() { String::new() } else { format!("; who does: {who}") };
    ToolFault::Told(format!("the voices of `according_to` say nothing of it{hint}"))
}

/// How many voices are told that speak of a term.
const MAX_SPEAKERS: usize = 10;

fn quote_names(names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Leaves of the works those that what was kept cites.
fn keep_cited_works(structured: &mut JsonFields) {
    let Some(Value::Array(mut works)) = structured.remove("works") else { return };
    let mut cited = BTreeSet::new();
    structured.values().for_each(|value| add_cited(value, &mut cited));
    works.retain(|work| {
        work.get("work").and_then(Value::as_str).is_some_and(|it| cited.contains(it))
    });
    if !works.is_empty() {
        structured.insert("works".to_owned(), Value::Array(works));
    }
}

fn add_cited<'v>(value: &'v Value, cited: &mut BTreeSet<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| add_cited(item, cited)),
        Value::Object(fields) => {
            cited.extend(fields.get("work").and_then(Value::as_str));
            fields.values().for_each(|value| add_cited(value, cited));
        }
        _ => {}
    }
}

/// Adds texts, if there are any.
fn add_texts(structured: &mut JsonFields, name: &str, texts: Vec<String>) {
    if !texts.is_empty() {
        structured.insert(name.to_owned(), texts.into());
    }
}
