//! `compare_terms`: what sets terms apart.

use super::{
    ACCORDING_TO, DETAIL, McpTool, ToolAnswer, ToolCall, ToolFault, add_texts, describe_miss,
    describe_silence, keep_cited_works,
    questions::{list_questions, word_questions},
    shapes::{
        ASSERTED, DEFINITION, DEFINITION_BY, DENIED, LABEL, QUESTIONS, REMARKS, TERM, TEXTS,
        VALUES, WORKS, term_fields,
    },
};
use crate::{
    answer::{
        self, Ask,
        compare::{self, ComparisonChoice, MAX_COMPARED},
    },
    mcp::{
        arguments::{ArgumentKind, ToolArgument},
        message::JsonFields,
        reading::{Reading, items_of, list_items, name_term, text_of},
        shape::{ListShape, OutputShape, Presence, ShapeField, name_left_out},
    },
};
use cxterms_base::ConceptId;
use serde_json::Value;
use std::cmp::Reverse;

pub(super) const TOOL: McpTool = McpTool {
    name: "compare_terms",
    title: "Compare terms",
    description: "\
How two to six terms of {corpus} differ, in the words of named voices with the works to cite: contrasts, facets \
side by side, how they are related, what they share, and what is disputed between them. Call it whenever somebody asks for \
a difference, treats two such terms as one, or uses one where the other may be meant. One name alone is compared with itself if it has several senses.",
    examples: "customer success and customer service; CSAT, NPS and CES",
    arguments: &[
        ToolArgument::required(
            "terms",
            ArgumentKind::Texts(1, MAX_COMPARED),
            "names, abbreviations or identifiers; an ambiguous one takes the reading that fits the others",
        ),
        DETAIL,
        ACCORDING_TO,
    ],
    output: &[CONCEPTS, REMARKS, CONTRASTS, DIFFER, STANDING, SHARE, NOTES, QUESTIONS, WORKS],
    call: compare_terms,
};

const CONCEPTS: ShapeField = ShapeField::new(
    "concepts",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(term_fields![DEFINITION, DEFINITION_BY]),
        MAX_COMPARED,
    )),
    "what is compared; one alone if all names mean it",
)
.always();

const BETWEEN: ShapeField =
    ShapeField::new("between", TEXTS, "the identifiers of the two").always();
const TEXT: ShapeField = ShapeField::text("text", "the claim in words");

const CONTRASTS: ShapeField = ShapeField::new(
    "contrasts",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(&[
            BETWEEN,
            TEXT,
            ShapeField::text("facet", "on what they differ"),
            ASSERTED,
            DENIED,
        ]),
        4,
    )),
    "what is said to tell two of them apart",
);

const DIFFER: ShapeField = ShapeField::new(
    "differ",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(&[
            ShapeField::text("facet", "its identifier").always(),
            LABEL,
            ShapeField::new(
                "values",
                OutputShape::List(&ListShape::new(VALUES, MAX_COMPARED)),
                "of each of `concepts`, in their order",
            )
            .always(),
            ShapeField::new(
                "disputed",
                OutputShape::List(&ListShape::new(OutputShape::Flag, MAX_COMPARED)),
                "of each of `concepts`, whether voices clash over it",
            ),
        ]),
        4,
    )),
    "facets on which they differ",
);

const STANDING: ShapeField = ShapeField::new(
    "standing",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(&[
            BETWEEN,
            ShapeField::new(
                "relations",
                OutputShape::List(&ListShape::new(
                    OutputShape::Object(&[
                        ShapeField::text("from", "").always(),
                        ShapeField::text("relation", "").always(),
                        ShapeField::text("to", "").always(),
                        TEXT,
                        ASSERTED,
                        DENIED,
                    ]),
                    4,
                )),
                "",
            ),
            ShapeField::new(
                "under",
                OutputShape::List(&ListShape::new(TERM, 3)),
                "the nearest concepts that both are under",
            ),
            ShapeField::new(
                "path",
                OutputShape::List(&ListShape::new(
                    OutputShape::Object(&[
                        ShapeField::text("relation", "").always(),
                        ShapeField::text("concept", "").always(),
                        ShapeField::text("label", "").always(),
                        ASSERTED,
                        DENIED,
                    ]),
                    6,
                )),
                "the shortest way from the first to the second, if nothing else joins them",
            ),
        ]),
        6,
    )),
    "how each pair is related",
);

const SHARE: ShapeField = ShapeField::new(
    "share",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(&[
            ShapeField::new("of", TEXTS, "identifiers").always(),
            ShapeField::text("facet", ""),
            ShapeField::text("value", ""),
            ShapeField::text("relation", ""),
            ShapeField::text("concept", "the concept to which each has the relation"),
            ShapeField::text("label", "the name of the facet or of that concept"),
            ASSERTED,
            DENIED,
        ]),
        3,
    )),
    "what they have in common",
);

const NOTES: ShapeField = ShapeField::new(
    "notes",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(&[
            ShapeField::new("of", TEXTS, "identifiers").always(),
            ShapeField::text("text", "").always(),
            ASSERTED,
            DENIED,
        ]),
        usize::MAX,
    )),
    "what else is said of several of them",
)
.present(Presence::InFull);

fn compare_terms(call: &ToolCall<'_>) -> Result<ToolAnswer, ToolFault> {
    let names = call.texts("terms");
    let seen_by = call.find_perspective()?;
    let ask = call.ask(&seen_by);
    let (ids, remarks) = match compare::choose_concepts(ask, &names)? {
        ComparisonChoice::Concepts(ids, remarks) => (ids, remarks),
        ComparisonChoice::Missing(missing) => {
            let told = missing.iter().map(|it| match describe_miss(&it.query, &it.suggestions) {
                ToolFault::Told(told) => told,
                ToolFault::Failed(error) => error.message,
            });
            return Err(ToolFault::Told(told.collect::<Vec<_>>().join("\n")));
        }
    };
    refuse_count(ask, &names, &ids)?;
    if let Some(unheard) = compare::find_unheard(ask, &ids)? {
        return Err(describe_silence(&unheard.speakers));
    }
    let mut comparison = compare::compare(ask, &ids, &names)?;
    let voices = |it: &compare::Contrast<'_>| it.said.asserted_by.len();
    comparison.contrasts.sort_by_key(|it| (it.text.is_none(), Reverse(voices(it))));
    comparison.share.sort_by_key(|it| Reverse(it.said.asserted_by.len()));
    for pair in &mut comparison.standing {
        pair.relations
            .sort_by_key(|it| Reverse(it.said.asserted_by.len() + it.said.denied_by.len()));
    }
    let mut structured = call.cut(&comparison)?;
    word_questions(structured.get_mut("disputes"), &comparison.disputes);
    add_texts(&mut structured, "remarks", remarks);
    keep_cited_works(&mut structured);
    Ok(ToolAnswer { text: read_comparison(&structured), structured })
}

/// Refuses one concept alone, if one name was given, and more than can be compared.
fn refuse_count(ask: Ask<'_>, names: &[String], ids: &[ConceptId]) -> Result<(), ToolFault> {
    if let ([name], [_]) = (names, ids) {
        let told =
            format!("`{name}` has one meaning here: name a second term, or call define_term");
        return Err(ToolFault::Told(told));
    }
    if ids.len() <= MAX_COMPARED {
        return Ok(());
    }
    let known = ids.iter().map(|id| Ok(answer::Term::from_id(ask, *id)?.id));
    let known = known.collect::<Result<Vec<_>, ToolFault>>()?.join(", ");
    let told = format!(
        "these names mean {} concepts, and at most {MAX_COMPARED} can be compared; name some of them by identifier: {known}",
        ids.len()
    );
    Err(ToolFault::Told(told))
}

fn read_comparison(structured: &JsonFields) -> String {
    let mut reading = Reading::with_works(structured);
    let concepts = list_items(structured, "concepts");
    for concept in concepts {
        let id = text_of(concept, "id");
        reading.line(&format!(
            "{} [id {id}]: {}",
            name_term(concept),
            text_of(concept, "definition")
        ));
    }
    if let [_] = concepts {
        reading.line("All the names mean this one concept.");
    }
    let left_out = |list: &str| {
        structured.get(&name_left_out(list)).and_then(Value::as_u64).unwrap_or_default()
    };
    let claims = |reading: &Reading<'_>, list: &str, words: fn(&Value) -> String| {
        let claims = list_items(structured, list).iter();
        claims.map(|it| reading.claim(&words(it), it)).collect::<Vec<_>>()
    };
    let contrasts = claims(&reading, "contrasts", |it| text_of(it, "text").to_owned());
    reading.part("Voices tell them apart", &contrasts, left_out("contrasts"));
    let differ = list_items(structured, "differ").iter();
    let differ: Vec<_> = differ.map(|it| read_difference(&reading, concepts, it)).collect();
    reading.part("They differ in", &differ, left_out("differ"));
    let standing = list_items(structured, "standing").iter();
    let standing: Vec<_> = standing.flat_map(|it| read_standing(&reading, concepts, it)).collect();
    reading.part("How they are related", &standing, 0);
    let shared = claims(&reading, "share", |it| match text_of(it, "relation") {
        "" => format!("{}: {}", text_of(it, "label"), text_of(it, "value")),
        relation => format!("{} {}", relation.replace('-', " "), text_of(it, "label")),
    });
    reading.part("They share", &shared, left_out("share"));
    let notes = claims(&reading, "notes", |it| text_of(it, "text").to_owned());
    reading.part("Notes", &notes, 0);
    list_questions(&mut reading, structured);
    for remark in list_items(structured, "remarks").iter().filter_map(Value::as_str) {
        reading.line(&format!("Note: {remark}"));
    }
    reading.finish(structured)
}

/// A facet, with its values for each concept.
fn read_difference(reading: &Reading<'_>, concepts: &[Value], facet: &Value) -> String {
    let told = concepts.iter().zip(items_of(facet, "values")).map(|(concept, values)| {
        let values = values.as_array().into_iter().flatten();
        let values = values.map(|it| reading.claim(text_of(it, "value"), it)).collect::<Vec<_>>();
        let values = if values.is_empty() { "nobody says".to_owned() } else { values.join("; ") };
        format!("{}: {values}", text_of(concept, "label"))
    });
    format!("{} — {}", text_of(facet, "label"), told.collect::<Vec<_>>().join(" | "))
}

fn read_standing(reading: &Reading<'_>, concepts: &[Value], pair: &Value) -> Vec<String> {
    let name = |id: &str| {
        let known = concepts.iter().find(|concept| text_of(concept, "id") == id);
        known.map_or_else(|| id.to_owned(), |concept| text_of(concept, "label").to_owned())
    };
    let related = items_of(pair, "relations").iter().map(|it| {
        let [from, to] = ["from", "to"].map(|part| name(text_of(it, part)));
        let relation = text_of(it, "relation").replace('-', " ");
        reading.claim(&format!("{from} {relation} {to}"), it)
    });
    let under = items_of(pair, "under").iter();
    let under = under.map(|it| format!("both are under {}", name_term(it)));
    let steps = items_of(pair, "path").iter().map(|it| {
        let step =
            format!("{} {}", text_of(it, "relation").replace('-', " "), text_of(it, "label"));
        reading.claim(&step, it)
    });
    let steps = steps.collect::<Vec<_>>().join(" → ");
    let from = items_of(pair, "between").first().and_then(Value::as_str).unwrap_or_default();
    let path = (!steps.is_empty()).then(|| format!("{} {steps}", name(from)));
    related.chain(under).chain(path).collect()
}
