//! The page of a contrasted pair: what both mean, what sets them apart, what they share, where voices disagree.

use super::{
    dispute::show_questions,
    frame::{PageHead, frame_page},
    pen::{Pen, count_voices, direction, show_part},
    plan::SitePlan,
};
use crate::answer::{
    attribution::NamedAttribution,
    compare::{Comparison, FacetDifference},
};
use cxterms_page::Prose;
use maud::{Markup, html};
use std::cmp::Reverse;

/// Lays out the comparison of two concepts.
pub(super) fn lay_out_comparison<'b>(plan: &SitePlan<'b>, it: &Comparison<'b>) -> String {
    let pen = Pen::new(plan, "../../");
    let names: Vec<_> = it.concepts.iter().map(|concept| concept.term.title()).collect();
    let head = PageHead {
        title: format!(
            "{} and {}",
            names.first().map_or("", |it| it),
            names.last().map_or("", |it| it)
        ),
        description: it.contrasts.iter().find_map(|contrast| contrast.text).map(str::to_owned),
        ..PageHead::default()
    };
    let main = html! {
        article {
            h1 dir=[direction(&head.title)] { (pen.text(&head.title)) }
            div.pair {
                @for concept in &it.concepts {
                    section {
                        h2 dir=[direction(concept.term.label)] { (pen.concept_as(concept.term.id, &concept.term.title())) }
                        p dir=[direction(&concept.describe_meaning().text())] { (pen.prose(&concept.describe_meaning())) }
                    }
                }
            }
            (show_contrasts(&pen, it))
            (show_differences(&pen, it))
            (show_example(&pen, it))
            (show_part("standing", "Where they stand", &list_prose(&pen, &it.describe_pairs())))
            (show_part("share", "What they share", &list_prose(&pen, &it.describe_shared())))
            (show_notes(&pen, it))
            (show_disputes(&pen, it))
        }
    };
    frame_page(&pen, &head, &main)
}

fn list_prose(pen: &Pen<'_, '_>, lines: &[Prose<'_>]) -> Vec<Markup> {
    lines.iter().map(|line| pen.prose(line)).collect()
}

fn show_contrasts(pen: &Pen<'_, '_>, it: &Comparison<'_>) -> Markup {
    let mut contrasts: Vec<_> = it.contrasts.iter().collect();
    // What most voices say leads, then what is short, as on a screen.
    contrasts.sort_by_cached_key(|it| {
        (Reverse(count_voices(&it.said.asserted_by)), it.text.map_or(0, str::len))
    });
    let told: Vec<_> = contrasts
        .into_iter()
        .map(|contrast| {
            html! {
                @match contrast.text {
                    Some(text) => (pen.text(text)),
                    None => "They differ.",
                }
                (pen.said(&contrast.said))
            }
        })
        .collect();
    show_part("contrasts", "What sets them apart", &told)
}

/// The facets on which they differ, a column for each concept.
fn show_differences(pen: &Pen<'_, '_>, it: &Comparison<'_>) -> Markup {
    html! {
        @if !it.differ.is_empty() {
            section #differ {
                h2 { "Facet by facet" }
                div.wide tabindex="0" role="region" aria-label="Facets" {
                    table {
                        thead {
                            tr {
                                td {}
                                @for concept in &it.concepts { th scope="col" { (pen.text(&concept.term.capitalized_name())) } }
                            }
                        }
                        tbody { @for row in &it.differ { (show_row(pen, it, row)) } }
                    }
                }
            }
        }
    }
}

fn show_row(pen: &Pen<'_, '_>, it: &Comparison<'_>, row: &FacetDifference<'_>) -> Markup {
    let names =
        it.concepts.iter().map(|concept| super::pen::plain(&concept.term.capitalized_name()));
    html! {
        tr {
            th scope="row" { (pen.text(row.label)) }
            @for ((values, disputed), name) in row.values.iter().zip(&row.disputed).zip(names) {
                td data-of=(name) {
                    @if *disputed { span.no { "disputed" } }
                    @for value in values.iter().filter(|it| !it.said.asserted_by.is_empty()) {
                        p {
                            (pen.text(value.value))
                            (pen.said(&without_denial(&value.said)))
                        }
                    }
                }
            }
        }
    }
}

fn without_denial<'b>(said: &NamedAttribution<'b>) -> NamedAttribution<'b> {
    let mut said = said.clone();
    said.denied_by.clear();
    said
}

/// Both worked out on one example, where they are figures that share an input.
fn show_example(pen: &Pen<'_, '_>, it: &Comparison<'_>) -> Markup {
    let Some(example) = &it.example else { return Markup::default() };
    let section = example.to_section();
    show_part("example", "On one example", &list_prose(pen, &section.items))
}

fn show_notes(pen: &Pen<'_, '_>, it: &Comparison<'_>) -> Markup {
    let notes: Vec<_> = it
        .notes
        .iter()
        .map(|note| html! { (pen.text(note.text)) (pen.said(&note.said)) })
        .collect();
    show_part("notes", "Also said of them", &notes)
}

fn show_disputes(pen: &Pen<'_, '_>, it: &Comparison<'_>) -> Markup {
    let ids: Vec<_> = it.concepts.iter().map(|concept| concept.term.id).collect();
    let Some(first) = ids.first() else { return Markup::default() };
    let about = pen.plan.list_disputes(first);
    let both = about.filter(|dispute| ids.iter().all(|id| dispute.about.contains(id)));
    let asked = both.map(|dispute| (dispute, &*dispute.question.counted_elsewhere));
    show_questions(pen, "Where voices disagree", &asked.collect::<Vec<_>>())
}
