//! The page of a concept: first the answer as a screen has it, then all that is said.

mod claims;
mod names;
mod other_meanings;
mod short;

pub(super) use other_meanings::show_other_meanings;

use super::{
    address::name_file,
    frame::{PageHead, frame_page},
    pen::{Pen, direction, mark_house},
    plan::SitePlan,
};
use crate::answer::{DefineAnswer, DefinedConcept, define::StatusClaim};
use maud::{Markup, html};

/// Lays out the page of a concept; `others` is what else its names mean, `map` its picture, `linked_data` what search
/// engines read.
pub(super) fn lay_out_concept<'b>(
    plan: &SitePlan<'b>,
    answer: &DefineAnswer<'b>,
    [others, map]: [&Markup; 2],
    linked_data: String,
) -> String {
    let Some(concept) = answer.concepts.first() else { return String::new() };
    let pen = Pen::new(plan, "../").with_works(&answer.works);
    let file = name_file(concept.term.id);
    let (json, jsonld) = (format!("{file}.json"), format!("{file}.jsonld"));
    let head = PageHead {
        title: concept.term.title().into_owned(),
        description: Some(concept.describe_first_meaning().text()).filter(|it| !it.is_empty()),
        alternates: vec![
            (json.clone(), "application/json"),
            (jsonld.clone(), "application/ld+json"),
        ],
        linked_data: Some(linked_data),
        script: None,
    };
    let main = html! {
        article {
            (begin_concept(&pen, concept, others))
            (short::show_digest(&pen, answer))
            (map)
            (names::show_names(&pen, concept))
            (claims::show_computation(&pen, concept))
            (claims::show_definitions(&pen, concept))
            (claims::show_contrasts(&pen, concept))
            (claims::show_disputes(&pen, concept))
            (claims::show_facets(&pen, concept))
            (claims::show_relations(&pen, concept))
            (claims::show_notes(&pen, concept))
            (names::show_elsewhere(&pen, concept))
            (show_sources(&pen))
            (end_concept(&pen, concept, [&json, &jsonld]))
        }
    };
    frame_page(&pen, &head, &main)
}

/// Its name, its kind, its state and what it means.
fn begin_concept(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>, others: &Markup) -> Markup {
    let house = concept.definition_said.asserted_by.iter().any(|it| it.overlaid);
    let meaning = concept.describe_first_meaning();
    html! {
        header {
            h1 dir=[direction(concept.term.label)] {
                (pen.text(&concept.term.title()))
                @if let Some(kind) = concept.describe_kind() { " " small { (pen.prose(&kind)) } }
            }
            @for state in concept.tell_status() { p.state { (pen.prose(&state)) } }
            @if concept.term.is_given_up() { (show_replacements(pen, concept)) }
            @if !meaning.is_empty() {
                p.meaning dir=[direction(&meaning.text())] { (pen.prose(&meaning)) @if house { " " (mark_house()) } }
            } @else { p.q { "What it means is not said here." } }
            @if !concept.also.is_empty() {
                p.q {
                    "The same name also stands for "
                    @for (at, id) in concept.also.iter().enumerate() {
                        @if at > 0 { ", " } (pen.concept(id))
                    }
                    "."
                }
            }
            (others)
        }
    }
}

/// What stands in the place of one that is no longer in use.
fn show_replacements(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let claims = concept.status.iter().filter(|it| !it.said.asserted_by.is_empty());
    let mut ids: Vec<&str> = vec![];
    for id in claims.flat_map(StatusClaim::list_replacements) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    html! {
        @if !ids.is_empty() {
            p.state {
                "Use instead: "
                @for (at, id) in ids.iter().enumerate() { @if at > 0 { ", " } (pen.concept(id)) }
            }
        }
    }
}

/// The works that the page cites, by number.
fn show_sources(pen: &Pen<'_, '_>) -> Markup {
    html! {
        @if !pen.works.is_empty() {
            section #sources {
                h2 { "Sources" }
                ol {
                    @for (at, work) in pen.works.iter().enumerate() {
                        li id={ "s" (at + 1) } { (pen.bibliography_line(work)) }
                    }
                }
            }
        }
    }
}

/// Where the same stands as data, and when it was written.
fn end_concept(
    pen: &Pen<'_, '_>,
    concept: &DefinedConcept<'_>,
    [json, jsonld]: [&str; 2],
) -> Markup {
    let file = json.strip_suffix("json").unwrap_or(json);
    let dates = concept.dates.list_dates();
    html! {
        footer.data {
            p {
                a href={ (file) "html" } { "Permalink" } " · "
                a href=(json) { "JSON" } " · "
                a href=(jsonld) { "JSON-LD" }
                @if !dates.is_empty() { " · " (pen.text(&dates)) }
            }
        }
    }
}
