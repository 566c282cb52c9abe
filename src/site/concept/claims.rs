//! All that is said of a concept, part by part, each claim with who makes and who denies it.

use crate::{
    answer::{
        DefinedConcept, ExampleInput, WorkedFormula,
        attribution::TextClaim,
        define::{FacetValues, NoteClaim},
        relation::RelatedConcept,
    },
    site::{
        address::name_pair_file,
        dispute::show_questions,
        pen::{Pen, direction},
    },
};
use cxterms_base::{corpus::capitalize_first, text};
use maud::{Markup, html};

/// Definitions, voice by voice, those that the editors put first before the others.
pub(super) fn show_definitions(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    html! {
        @if !concept.definitions.is_empty() {
            section #definitions {
                h2 { "Definitions" }
                @for claim in &concept.definitions { (quote_definition(pen, claim)) }
            }
        }
    }
}

fn quote_definition(pen: &Pen<'_, '_>, claim: &TextClaim<'_>) -> Markup {
    html! {
        figure {
            blockquote dir=[direction(claim.text)] { (pen.told(claim.text, claim.language)) }
            figcaption {
                @if claim.said.is_implicit() { "the corpus itself" } @else { (pen.said(&claim.said)) }
                @if let Some(language) = claim.language { " " span.q { "(" (language) ")" } }
            }
        }
    }
}

/// What sets it apart from others, counterpart by counterpart, with a way to the comparison.
pub(super) fn show_contrasts(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let groups = concept
        .relations
        .chunk_by(|a, b| a.concept == b.concept && a.is_contrast() == b.is_contrast());
    let groups: Vec<_> =
        groups.filter(|all| all.first().is_some_and(RelatedConcept::is_contrast)).collect();
    html! {
        @if !groups.is_empty() {
            section #contrasts {
                h2 { "How it differs" }
                dl {
                    @for all in &groups {
                        @if let Some(first) = all.first() {
                            div {
                                dt {
                                    "from " (pen.concept(first.concept))
                                    @if pen.plan.has_concept(first.concept) {
                                        " " small { a href={ (pen.root) (name_pair_file(concept.term.id, first.concept)) } { "compare" } }
                                    }
                                }
                                @for one in *all { dd dir=[direction(one.text.unwrap_or_default())] { (show_contrast(pen, one)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn show_contrast(pen: &Pen<'_, '_>, one: &RelatedConcept<'_>) -> Markup {
    let only_denied = one.said.asserted_by.is_empty() && one.said.is_denied();
    html! {
        @if only_denied { span.no { "They do not differ" @if one.text.is_some() { " so" } ". " } }
        @if let Some(text) = one.text { (pen.text(text)) } @else if !only_denied { "said without words" }
        (pen.held(&one.said))
    }
}

/// Questions on which voices disagree about it.
pub(super) fn show_disputes(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let id = concept.term.id;
    let asked = pen.plan.list_disputes(id).map(|it| (it, it.question.on_page_of(id)));
    show_questions(pen, "In dispute", &asked.collect::<Vec<_>>())
}

/// Facets and their values.
pub(super) fn show_facets(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    html! {
        @if !concept.facets.is_empty() {
            section #facets {
                h2 { "What is said of it" }
                dl { @for facet in &concept.facets { (show_facet(pen, facet)) } }
            }
        }
    }
}

fn show_facet(pen: &Pen<'_, '_>, facet: &FacetValues<'_>) -> Markup {
    html! {
        div {
            dt { (pen.text(facet.label)) @if facet.disputed { " " span.no { "disputed" } } }
            @for claim in &facet.values {
                @let only_denied = claim.said.asserted_by.is_empty() && claim.said.is_denied();
                dd dir=[direction(claim.value)] { @if only_denied { span.no { "not " } } (pen.text(claim.value)) (pen.held(&claim.said)) }
            }
        }
    }
}

/// Relations, by what joins: umbrellas first.
pub(super) fn show_relations(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let relations: Vec<_> = concept.relations.iter().filter(|it| !it.is_contrast()).collect();
    let root = concept.root.as_ref().filter(|said| !said.is_implicit());
    html! {
        @if !relations.is_empty() || root.is_some() {
            section #relations {
                h2 { "Relations" }
                dl {
                    @if let Some(said) = root {
                        div {
                            dt { "Root" }
                            dd {
                                @if said.asserted_by.is_empty() { "something is above it" } @else { "nothing is above it" }
                                (pen.held(said))
                            }
                        }
                    }
                    @for group in relations.chunk_by(|a, b| a.relation == b.relation) {
                        @if let Some(first) = group.first() {
                            div {
                                dt { (pen.text(&first.verb.to_label())) }
                                @for one in group { dd { (show_relation(pen, one)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn show_relation(pen: &Pen<'_, '_>, one: &RelatedConcept<'_>) -> Markup {
    let only_denied = one.said.asserted_by.is_empty() && one.said.is_denied();
    html! {
        @if only_denied { span.no { "not " } }
        (pen.concept(one.concept))
        @if one.term.is_given_up() { span.q { " (no longer in use)" } }
        @if let Some(text) = one.text { ": " (pen.text(text)) }
        @if one.disputed && !only_denied { " " span.no { "disputed" } }
        (pen.held(&one.said))
    }
}

/// Notes, kind by kind.
pub(super) fn show_notes(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let mut groups: Vec<(&str, Vec<&NoteClaim<'_>>)> = vec![];
    for note in &concept.notes {
        match groups.iter_mut().find(|(kind, _)| *kind == note.kind) {
            Some((_, notes)) => notes.push(note),
            None => groups.push((note.kind, vec![note])),
        }
    }
    html! {
        @if !groups.is_empty() {
            section #notes {
                h2 { "Notes" }
                @for (kind, notes) in &groups {
                    h3 { (pen.text(&name_notes(kind, notes.len()))) }
                    ul { @for note in notes { li dir=[direction(note.text)] { (show_note(pen, note)) } } }
                }
            }
        }
    }
}

/// What notes of a kind are called, one of them or several.
fn name_notes(kind: &str, count: usize) -> String {
    let counted = ["remark", "example", "figure", "change"].contains(&kind);
    capitalize_first(&[kind, if counted && count > 1 { "s" } else { "" }].concat())
}

fn show_note(pen: &Pen<'_, '_>, note: &NoteClaim<'_>) -> Markup {
    let only_denied = note.said.asserted_by.is_empty() && note.said.is_denied();
    html! {
        @if only_denied { span.no { "Not so: " } }
        (pen.told(note.text, note.language))
        (pen.held(&note.said))
        @if !note.with.is_empty() {
            " " span.q {
                "Also of "
                @for (at, id) in note.with.iter().enumerate() { @if at > 0 { ", " } (pen.concept(id)) }
            }
        }
    }
}

/// How it is computed, worked out on an example.
pub(super) fn show_computation(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let Some(computed) = &concept.computation else { return Markup::default() };
    html! {
        @if !computed.formulas.is_empty() {
            section #formula {
                h2 { "How it is computed" }
                div.wide tabindex="0" role="region" aria-label="Formulas" {
                    table {
                        thead { tr { th scope="col" { "Formula" } th scope="col" { "Unit" } th scope="col" { "Comes to" } th scope="col" { "Who" } } }
                        tbody { @for formula in &computed.formulas { (show_formula(pen, formula)) } }
                    }
                }
                @if !computed.example.is_empty() { p { "The example: " (pen.text(&computed.example)) } }
                (show_inputs(pen, &computed.inputs))
            }
        }
    }
}

/// What goes in, where its name does not say all of that.
fn show_inputs(pen: &Pen<'_, '_>, inputs: &[ExampleInput<'_>]) -> Markup {
    let told = inputs.iter().filter(|it| it.concept.is_some() || says_more(&it.means, &it.name));
    let told: Vec<_> = told.collect();
    html! {
        @if !told.is_empty() {
            dl {
                @for input in told {
                    div {
                        dt { (pen.text(&input.name)) }
                        dd {
                            (pen.text(&input.means))
                            @if let Some(id) = input.concept { " " span.q { "(" (pen.concept(id)) ")" } }
                        }
                    }
                }
            }
        }
    }
}

/// Whether what an input means tells more than its name does.
fn says_more(means: &str, name: &str) -> bool {
    let bare = ["a ", "an ", "the "].iter().find_map(|it| means.strip_prefix(it)).unwrap_or(means);
    !bare.is_empty() && text::fold(bare) != text::fold(name)
}

fn show_formula(pen: &Pen<'_, '_>, formula: &WorkedFormula<'_>) -> Markup {
    html! {
        tr {
            td data-of="Formula" {
                code { (pen.text(&formula.formula)) }
                @if let Some(period) = formula.period { " for " (pen.text(period)) }
                " " br; span.q { (pen.text(&formula.words)) }
            }
            td data-of="Unit" { (pen.text(&formula.unit)) }
            td data-of="Comes to" { (pen.text(formula.shown.as_deref().or(formula.why.as_deref()).unwrap_or_default())) }
            td data-of="Who" { @for value in &formula.values { (pen.said(&value.said)) } }
        }
    }
}
