//! What a concept is called, here and elsewhere, and who calls it so.

use crate::{
    answer::{DefinedConcept, define::LabelClaim},
    site::pen::Pen,
};
use maud::{Markup, html};

/// Where names stand of which voices only say that it does not have them.
const NOT_CALLED: &str = "Not called";

/// Its other names by what they are; the abbreviation of the title is told again only with who uses it.
fn group_names<'c, 'b>(
    concept: &'c DefinedConcept<'b>,
) -> [(&'static str, Vec<&'c LabelClaim<'b>>); 4] {
    let titled = |claim: &&LabelClaim<'_>| Some(claim.text) == concept.term.abbreviation;
    let shorter = concept.abbreviations.iter().filter(|it| !(titled(it) && it.said.is_implicit()));
    let others = concept.synonyms.iter().chain(shorter);
    let (denied, others) = others.partition(|it| it.said.as_contrary().is_some());
    [
        ("Also called", others),
        (NOT_CALLED, denied),
        ("Better not", concept.avoid.iter().collect()),
        ("In other languages", concept.translations.iter().collect()),
    ]
}

/// Whether there is anything to tell of its names.
pub(super) fn has_names(concept: &DefinedConcept<'_>) -> bool {
    let told = group_names(concept).iter().any(|(_, claims)| !claims.is_empty());
    told || concept.label_by.is_some()
}

/// Its other names, and those better not used.
pub(super) fn show_names(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let groups = group_names(concept);
    html! {
        @if has_names(concept) {
            section #names {
                h2 { "Names" }
                dl {
                    @if let Some(by) = &concept.label_by {
                        div { dt { "Called so by" } dd { (pen.said(by)) } }
                    }
                    @for (label, claims) in &groups {
                        @if !claims.is_empty() {
                            div {
                                dt { (label) }
                                @for claim in claims { dd { (show_name(pen, claim, *label != NOT_CALLED)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A name; that it is not one is said before it, unless it stands among those.
fn show_name(pen: &Pen<'_, '_>, claim: &LabelClaim<'_>, negate: bool) -> Markup {
    let only_denied = claim.said.asserted_by.is_empty() && claim.said.is_denied();
    html! {
        @if negate && only_denied { span.no { "not " } }
        (pen.told(claim.text, claim.language))
        @if let Some(language) = claim.language { " " span.q { "(" (language) ")" } }
        @if claim.secondary { span.q { ", though it mostly means something else" } }
        @if let Some(why) = claim.why { ": " (pen.text(why)) }
        @if let Some(instead) = claim.instead { "; say " b { (pen.text(instead)) } }
        (pen.held(&claim.said))
    }
}

/// Its state as voices see it, its codes, its schemes, and the same concept elsewhere.
pub(super) fn show_elsewhere(pen: &Pen<'_, '_>, concept: &DefinedConcept<'_>) -> Markup {
    let mut fields: Vec<(&str, Vec<Markup>)> = vec![];
    let states = concept.list_status();
    fields.push(("Status", states.iter().map(|it| pen.prose(it)).collect()));
    let codes = concept.notations.iter().map(|code| html! { (pen.text(code)) });
    fields.push(("Code", codes.collect()));
    let schemes = concept.schemes.iter().map(|it| {
        html! {
            (pen.text(&it.title)) @if it.top { span.q { " (at the top)" } }
        }
    });
    fields.push(("Part of", schemes.collect()));
    let matches = concept.matches.iter().map(|it| {
        html! {
            (pen.text(it.kind)) ": " (pen.address(it.iri, it.iri))
        }
    });
    fields.push(("Elsewhere", matches.collect()));
    fields.retain(|(_, values)| !values.is_empty());
    html! {
        @if !fields.is_empty() {
            section #elsewhere {
                h2 { "State and identity" }
                dl {
                    @for (label, values) in &fields {
                        div { dt { (label) } @for value in values { dd { (value) } } }
                    }
                }
            }
        }
    }
}
