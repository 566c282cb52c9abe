//! The page that sets any two terms side by side, and the script that holds what it needs of each.

use super::{
    address::{name_file, name_pair_file},
    frame::{PageHead, frame_page},
    pen::Pen,
    pictures::KnownPairs,
    plan::SitePlan,
};
use crate::answer::DefinedConcept;
use maud::html;
use serde_json::{Value, json};

/// How long a text is shown side by side.
const MAX_LETTERS: usize = 600;

/// How many pairs the page lists; each stands on the pages of its two terms as well.
const MAX_PAIRS_LISTED: usize = 2_000;

/// Of how many terms one script holds what is compared.
pub(super) const TERMS_A_FILE: usize = 500;

/// What the page shows of one concept: its meaning, its facets and what it is under, each value with how many say so.
pub(super) fn describe_beside(concept: &DefinedConcept<'_>) -> Value {
    let cut = |text: &str| text.chars().take(MAX_LETTERS).collect::<String>();
    let facets = concept.facets.iter().map(|facet| {
        let values = facet.values.iter().filter(|it| !it.said.asserted_by.is_empty());
        let values = values.map(|it| json!([cut(it.value), it.said.asserted_by.len()]));
        json!([facet.label, values.collect::<Vec<_>>()])
    });
    let mut related: Vec<(String, Vec<Value>)> = vec![];
    for one in concept.relations.iter().filter(|it| !it.is_contrast()) {
        if one.said.asserted_by.is_empty() {
            continue;
        }
        let label = one.verb.to_label();
        let told = json!([one.label, one.said.asserted_by.len()]);
        match related.iter_mut().find(|(known, _)| *known == label) {
            Some((_, values)) => values.push(told),
            None => related.push((label, vec![told])),
        }
    }
    let related = related.into_iter().map(|(label, values)| json!([label, values]));
    let meaning = cut(&concept.describe_first_meaning().text());
    json!([meaning, facets.chain(related).collect::<Vec<_>>()])
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
