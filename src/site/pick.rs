//! The page that sets any two terms side by side, and the script that holds what it needs of each.

use super::{
    address::{name_file, name_pair_file},
    frame::{PageHead, frame_page},
    pen::Pen,
    pictures::KnownPairs,
    plan::SitePlan,
};
use crate::answer::{DefinedConcept, attribution::NamedAttribution};
use maud::html;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How long a text is shown side by side.
const MAX_LETTERS: usize = 600;

/// How many pairs the page lists; each stands on the pages of its two terms as well.
const MAX_PAIRS_LISTED: usize = 2_000;

/// Of how many terms one script holds what is compared.
pub(super) const TERMS_A_FILE: usize = 500;

/// What one value or counterpart has in its cell: its name, how many voices say so, how many deny it.
type Told<'c> = (&'c str, BTreeSet<&'c str>, BTreeSet<&'c str>);

/// What the page shows of one concept: its meaning, its facets and how it stands to others, each value with how many
/// voices say so and how many deny it, and whether voices disagree about the facet.
pub(super) fn describe_beside(concept: &DefinedConcept<'_>) -> Value {
    let mut rows: Vec<(String, bool, Vec<Told<'_>>)> = vec![];
    for facet in &concept.facets {
        let mut values = vec![];
        facet.values.iter().for_each(|it| add_told(&mut values, it.value, &it.said));
        rows.push((facet.label.to_owned(), facet.disputed, values));
    }
    for one in concept.relations.iter().filter(|it| !it.is_contrast()) {
        let label = one.verb.to_label();
        match rows.iter_mut().find(|(known, ..)| *known == label) {
            Some((_, disputed, values)) => {
                *disputed |= one.disputed;
                add_told(values, &one.label, &one.said);
            }
            None => {
                let mut values = vec![];
                add_told(&mut values, &one.label, &one.said);
                rows.push((label, one.disputed, values));
            }
        }
    }
    rows.retain(|(.., values)| !values.is_empty());
    let rows = rows.iter().map(|(label, disputed, values)| {
        let told = values.iter().map(|(value, asserting, denying)| {
            json!([cut_text(value), asserting.len(), denying.len()])
        });
        json!([label, told.collect::<Vec<_>>(), u8::from(*disputed)])
    });
    let meaning = cut_text(&concept.describe_first_meaning().text());
    json!([meaning, rows.collect::<Vec<_>>()])
}

/// Adds a claim that somebody makes; who makes it several times, with other words or in other works, counts once.
fn add_told<'c>(values: &mut Vec<Told<'c>>, value: &'c str, said: &'c NamedAttribution<'_>) {
    if said.asserted_by.is_empty() {
        return;
    }
    let [asserting, denying] =
        [&said.asserted_by, &said.denied_by].map(|all| all.iter().map(|it| it.voice));
    match values.iter_mut().find(|(known, ..)| *known == value) {
        Some((_, asserted, denied)) => {
            asserted.extend(asserting);
            denied.extend(denying);
        }
        None => values.push((value, asserting.collect(), denying.collect())),
    }
}

fn cut_text(text: &str) -> String {
    text.chars().take(MAX_LETTERS).collect()
}

/// The script that holds what is compared of some concepts, and which pairs have a page of their own.
pub(super) fn write_beside(number: usize, concepts: &[Value]) -> String {
    let all = Value::Array(concepts.to_vec());
    format!("cxterms.beside({number},{});\n", super::linked_data::to_script(&all))
}

/// The script that names the pairs that have a page: the places of the two, in the order of their page's address.
pub(super) fn write_pairs(plan: &SitePlan<'_>, pairs: &KnownPairs<'_>) -> String {
    let places = pairs.iter().filter_map(|(a, b)| Some([plan.find_place(a)?, plan.find_place(b)?]));
    let names = plan.terms.iter().map(|(_, term)| json!([term.title(), name_file(term.id)]));
    let data = json!([names.collect::<Vec<_>>(), places.collect::<Vec<_>>(), TERMS_A_FILE]);
    format!("cxterms.pairs({});\n", super::linked_data::to_script(&data))
}

/// Lays out the page.
pub(super) fn lay_out_pick(plan: &SitePlan<'_>, pairs: &KnownPairs<'_>) -> String {
    let pen = Pen::new(plan, "");
    let head = PageHead {
        title: "Compare two terms".to_owned(),
        script: Some("assets/pairs.js"),
        ..PageHead::default()
    };
    let main = html! {
        h1 { (head.title) }
        noscript { p { "This page needs JavaScript. A term's own page leads to every comparison that voices draw." } }
        form #pick hidden {
            p { label for="one" { "Term" } " " input #one list="terms" autocomplete="off"; }
            p { label for="two" { "and term" } " " input #two list="terms" autocomplete="off"; }
            datalist #terms {}
            p { button { "Compare" } }
        }
        div #beside aria-live="polite" {}
        @if !pairs.is_empty() {
            section #pairs {
                h2 { "Pairs of which something is said" }
                ul.az {
                    @for (a, b) in pairs.iter().take(MAX_PAIRS_LISTED) {
                        li {
                            a href=(name_pair_file(a, b)) {
                                (pen.text(&plan.name_concept(a))) " – " (pen.text(&plan.name_concept(b)))
                            }
                        }
                    }
                }
                @if pairs.len() > MAX_PAIRS_LISTED { p.q { "and " (pairs.len() - MAX_PAIRS_LISTED) " more" } }
            }
        }
    };
    frame_page(&pen, &head, &main)
}
