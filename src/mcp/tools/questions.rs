//! Questions on which voices disagree, as tools tell them beside something else.

use super::{ToolCall, ToolFault, shapes::QUESTIONS};
use crate::{
    answer::{self, Ask, DescribedDispute},
    mcp::{
        cut::cut_answer,
        message::JsonFields,
        reading::{Reading, list_items, text_of},
        shape::{ShapeField, name_left_out},
    },
};
use cxterms_base::ConceptId;
use serde_json::Value;

/// How many questions a short answer asks.
const MAX_QUESTIONS: usize = 5;

/// Adds the questions about what some names mean.
pub(super) fn add_questions(
    call: &ToolCall<'_>,
    ask: Ask<'_>,
    of: &[Vec<ConceptId>],
    structured: &mut JsonFields,
) -> Result<(), ToolFault> {
    const FIELDS: &[ShapeField] = &[QUESTIONS];
    let most = if call.is_full() { usize::MAX } else { MAX_QUESTIONS };
    let (found, total) = answer::first_disputes(ask, of, most)?;
    let mut cut = cut_answer(&found, FIELDS, call.is_full())?;
    word_questions(cut.get_mut("disputes"), &found.disputes);
    structured.append(&mut cut);
    let left_out = total - found.disputes.len();
    if left_out > 0 {
        structured.insert(name_left_out("disputes"), left_out.into());
    }
    Ok(())
}

/// Gives cut disputes their questions, with how many voices say what.
pub(super) fn word_questions(cut: Option<&mut Value>, disputes: &[DescribedDispute<'_>]) {
    let cut = cut.and_then(Value::as_array_mut).into_iter().flatten();
    for (cut, dispute) in cut.zip(disputes) {
        if let Some(fields) = cut.as_object_mut() {
            fields.insert("question".to_owned(), (*dispute.question.counted_elsewhere).into());
        }
    }
}

/// Adds the questions to a text.
pub(super) fn list_questions(reading: &mut Reading<'_>, structured: &JsonFields) {
    let questions = list_items(structured, "disputes").iter();
    let questions =
        questions.map(|it| format!("{} [id {}]", text_of(it, "question"), text_of(it, "id")));
    let left_out = structured.get(&name_left_out("disputes")).and_then(Value::as_u64);
    reading.part("Voices disagree", &questions.collect::<Vec<_>>(), left_out.unwrap_or_default());
}
