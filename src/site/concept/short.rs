//! The answer in short: the parts that a screen shows, each with what it shows of how many, and a way to all of it.

use super::names::has_names;
use crate::{
    answer::{DefineAnswer, DefinedConcept, relation::RelatedConcept},
    render::count_lines,
    site::{
        dispute::explain_mark,
        pen::{Pen, direction},
    },
};
use cxterms_page::{Block, Prose, Section, View};
use maud::{Markup, html};

/// Which parts of the page tell all of which part in short, the first that is there.
const PARTS: [(&str, &[&str]); 9] = [
    ("Differs", &["contrasts"]),
    ("Also called", &["names"]),
    ("Formula", &["formula", "facets"]),
    ("Example", &["formula"]),
    ("Includes", &["relations"]),
    ("Often said", &["facets", "relations"]),
    ("Said", &["facets", "relations"]),
    ("In dispute", &["disputes"]),
    ("They say", &["definitions", "notes"]),
];

/// The parts of the answer as a screen would show them; the meaning, which stands above, and commands are left out.
pub(super) fn show_digest(pen: &Pen<'_, '_>, answer: &DefineAnswer<'_>) -> Markup {
    let page = answer.fit_page(&count_lines);
    let sections = page.0.iter().filter_map(|block| match block {
        Block::Sections(sections) => Some(sections),
        _ => None,
    });
    let shown = |section: &&Section<'_>| !["More", "~"].contains(&&*section.label.text());
    let sections: Vec<_> = sections.flatten().filter(shown).collect();
    let Some(concept) = answer.concepts.first() else { return Markup::default() };
    html! {
        @if !sections.is_empty() {
            section #short aria-labelledby="short-title" {
                h2 #short-title { "In short" }
                dl {
                    @for section in &sections { (show_section(pen, concept, section)) }
                }
                (explain_mark(sections.iter().flat_map(|it| &it.items).flat_map(|it| &it.0).map(|(_, text)| &**text)))
            }
        }
    }
}

fn show_section(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>, section: &Section<'_>) -> Markup {
    let label = section.label.text();
    let parts = PARTS.iter().find(|(known, _)| *known == label).map(|(_, parts)| *parts);
    let part = parts.into_iter().flatten().find(|part| has_part(pen, concept, part));
    html! {
        div {
            dt {
                @match part {
                    Some(part) => a href={ "#" (part) } { (pen.text(&label)) },
                    None => (pen.text(&label)),
                }
                @if let Some((shown, total)) = section.count { " " small { (shown) " of " (total) } }
            }
            @for item in &section.items { dd dir=[direction(&item.text())] { (show_item(pen, concept, part.copied(), item)) } }
        }
    }
}

/// An item of a part; a question leads to its page.
fn show_item(
    pen: &Pen<'_, '_>,
    concept: &DefinedConcept<'_>,
    part: Option<&str>,
    item: &Prose<'_>,
) -> Markup {
    let (id, text) = (concept.term.id, item.text());
    let asked = part == Some("disputes");
    let mut disputes = pen.plan.list_disputes(id).filter(|_| asked);
    match disputes.find(|it| it.question.on_page_of(id) == text) {
        Some(dispute) => pen.dispute(dispute, &text),
        None => pen.prose(item),
    }
}

/// Whether a part of the page is there.
fn has_part(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>, part: &str) -> bool {
    match part {
        "contrasts" => concept.relations.iter().any(RelatedConcept::is_contrast),
        "relations" => concept.relations.iter().any(|it| !it.is_contrast()),
        "names" => has_names(concept),
        "formula" => concept.computation.as_ref().is_some_and(|it| !it.formulas.is_empty()),
        "facets" => !concept.facets.is_empty(),
        "definitions" => !concept.definitions.is_empty(),
        "notes" => !concept.notes.is_empty(),
        "disputes" => pen.plan.list_disputes(concept.term.id).next().is_some(),
        _ => false,
    }
}
