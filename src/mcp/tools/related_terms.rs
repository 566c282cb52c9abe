//! `related_terms`: what is above, below and beside a term.

use super::{
    ACCORDING_TO, DETAIL, McpTool, ToolAnswer, ToolCall, ToolFault,
    define_term::read_relation,
    describe_miss, describe_silence, keep_cited_works,
    order::put_telling_first,
    shapes::{QUERY, RELATION, WORKS, term_fields},
};
use crate::{
    answer,
    mcp::{
        arguments::{ArgumentKind, ToolArgument},
        message::JsonFields,
        reading::{Reading, count_left_out, items_of, list_items, name_term, text_of},
        shape::{ListShape, OutputShape, ShapeField},
    },
};
use cxterms_base::{Base, image::ImageError};
use std::cmp::Reverse;

pub(super) const TOOL: McpTool = McpTool {
    name: "related_terms",
    title: "Related terms",
    description: "\
What a term of {corpus} is related to, and who says so: what it is under and what is under it, what it \
leads to, measures, needs or is confused with. Call it to find neighboring or narrower terms, causes and effects, or the \
metrics of something. For how two named terms are related call compare_terms.",
    examples: "what churn results from; the metrics of customer loyalty",
    arguments: &[
        ToolArgument::required("term", ArgumentKind::Words, "one name, abbreviation or identifier"),
        ToolArgument::optional(
            "relation",
            ArgumentKind::Choice(list_relations),
            "only this relation, read from the term: subset-of leads to what it is under",
        ),
        DETAIL,
        ACCORDING_TO,
    ],
    output: &[QUERY, CONCEPTS, WORKS],
    call: relate_term,
};

const CONCEPTS: ShapeField = ShapeField::new(
    "concepts",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(term_fields![
            ShapeField::new(
                "relations",
                OutputShape::List(&ListShape::new(RELATION, 40).with_most_each("relation", 8)),
                "",
            )
            .always(),
        ]),
        4,
    )),
    "what the name means; several if it has several senses",
)
.always();

/// Every relation, from both ends.
fn list_relations(base: &Base) -> Result<Vec<String>, ImageError> {
    let mut names: Vec<String> = vec![];
    for relation in base.relation_kinds()? {
        for name in [relation.id, relation.inverse] {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    Ok(names)
}

fn relate_term(call: &ToolCall<'_>) -> Result<ToolAnswer, ToolFault> {
    let name = call.text("term").unwrap_or_default();
    let seen_by = call.find_perspective()?;
    let mut definition = answer::define(call.ask(&seen_by), name)?;
    if !definition.is_found() {
        return Err(describe_miss(name, &definition.suggestions));
    }
    if !definition.is_answered() {
        return Err(describe_silence(&definition.speakers));
    }
    for concept in &mut definition.concepts {
        put_telling_first(concept);
        if let Some(wanted) = call.text("relation") {
            concept.relations.retain(|it| it.relation == wanted);
        }
        // Contrasts are what compare_terms is for: here they stand last.
        concept.relations.sort_by_key(|it| Reverse(it.relation != "contrasts-with"));
    }
    let mut structured = call.cut(&definition)?;
    keep_cited_works(&mut structured);
    Ok(ToolAnswer { text: read_relations(&structured), structured })
}

fn read_relations(structured: &JsonFields) -> String {
    let mut reading = Reading::with_works(structured);
    for concept in list_items(structured, "concepts") {
        let name = format!("{} [id {}]", name_term(concept), text_of(concept, "id"));
        let relations = items_of(concept, "relations").iter();
        let relations: Vec<_> = relations.map(|it| read_relation(&reading, it)).collect();
        match relations.is_empty() {
            true => reading.line(&format!("{name}: no voice relates it to anything in this way.")),
            false => reading.part(&name, &relations, count_left_out(concept, "relations")),
        }
    }
    reading.finish(structured)
}
