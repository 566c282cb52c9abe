//! The page about the site: what it is made from, how much it holds, and how it is read.

use super::{
    frame::{PageHead, frame_page},
    pen::Pen,
    plan::SitePlan,
};
use cxterms_base::{Base, image::ImageError};
use maud::{Markup, html};

/// Lays out what there is to know of the site.
pub(super) fn lay_out_about(plan: &SitePlan<'_>, base: &Base) -> Result<String, ImageError> {
    let pen = Pen::new(plan, "");
    let about = base.summary();
    let head = PageHead { title: "About".to_owned(), ..PageHead::default() };
    let schemes = base.schemes()?;
    let main = html! {
        article {
            h1 { (head.title) }
            dl {
                (show_field("Corpus", &html! { (pen.text(&about.title)) }))
                @if let Some(edition) = &about.edition { (show_field("Edition", &html! { (pen.text(edition)) })) }
                @for scheme in &schemes {
                    @let facts: Vec<_> = scheme.facts.iter().filter(|fact| is_told(fact.property)).collect();
                    (show_field("Scheme", &html! {
                        (pen.text(scheme.title()))
                        @if let Some(iri) = scheme.iri { " " (pen.address(iri, iri)) }
                        @for fact in &facts { br; (pen.text(fact.property)) ": " (pen.address(fact.value, fact.value)) }
                    }))
                }
                @if let Some(license) = plan.license.as_ref() { (show_field("License", &html! { (pen.text(license)) })) }
                (show_field("Terms", &html! { (plan.terms.len()) }))
                (show_field("Voices", &html! { (plan.speakers.len()) }))
                (show_field("Works", &html! { (plan.count_works()) }))
                (show_field("Disputes", &html! { (plan.disputes.len()) }))
                @if !plan.according_to.is_empty() {
                    (show_field("According to", &html! { (pen.text(&plan.according_to.join(", "))) ": what others say is left out" }))
                }
                (show_field("Made from", &html! { code { "sha256:" (plan.sources.to_string()) } }))
                (show_field("Made by", &html! { "cxterms " (env!("CARGO_PKG_VERSION")) }))
            }
            h2 { "How to read it" }
            p { "Every statement names who makes it. Where no one is named, the editors of the corpus speak. What one voice denies stands beside what another asserts; no side is taken." }
            p { "Numbers count distinct voices. Voices that speak in one work count as one origin." }
            @if plan.has_house() {
                p { (super::pen::mark_house()) " marks the words of the corpus that lies over the one from which the rest comes." }
            }
            h2 { "As data" }
            p {
                a href="terms.json" { "terms.json" } " holds all terms as schema.org describes them. Beside each term's page lie its "
                "JSON, with every claim, and its JSON-LD."
            }
        }
    };
    Ok(frame_page(&pen, &head, &main))
}

/// Whether a fact of a scheme is one that readers look for.
fn is_told(property: &str) -> bool {
    ["license", "rights", "creator", "publisher"].contains(&property)
}

fn show_field(label: &str, value: &Markup) -> Markup {
    html! { div { dt { (label) } dd { (value) } } }
}
