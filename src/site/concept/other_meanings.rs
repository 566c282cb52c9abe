//! What else the names of a concept mean, above all its abbreviation: who comes by one of them may look for that.

use crate::{
    answer::{Ask, DefinedConcept, Lookup, define::LabelClaim},
    site::{pen::Pen, plan::SitePlan},
};
use cxterms_base::{
    image::{ImageError, LookupKind},
    text,
};
use maud::{Markup, html};

/// Says of each such name for which other concepts it stands, in the order of `define`.
pub(in crate::site) fn show_other_meanings<'b>(
    pen: &Pen<'_, 'b>,
    ask: Ask<'b>,
    concept: &DefinedConcept<'_>,
) -> Result<Markup, ImageError> {
    let claims = [(&concept.abbreviations, "also stands for"), (&concept.synonyms, "also means")];
    let claims = claims.into_iter().flat_map(|(all, verb)| all.iter().map(move |it| (it, verb)));
    let in_use = |(claim, _): &(&LabelClaim<'_>, _)| claim.said.as_contrary().is_none();
    let names = claims.filter(in_use).map(|(claim, verb)| (claim.text, verb));
    let titled = concept.term.abbreviation.map(|name| (name, "also stands for"));
    let mut told: Vec<&str> = vec![];
    let mut sentences = vec![];
    for (name, verb) in titled.into_iter().chain(names) {
        if told.contains(&name) {
            continue;
        }
        told.push(name);
        let others = list_others(pen.plan, ask, name, concept.term.id)?;
        let is_label = |id: &&str| text::fold(&pen.plan.name_concept(id)) == text::fold(name);
        let verb = if others.iter().any(is_label) { "is also a term of its own:" } else { verb };
        let links: Vec<_> = others.iter().map(|id| pen.concept(id)).collect();
        if let Some((last, first)) = links.split_last() {
            sentences.push(html! {
                p.q {
                    "“" (pen.text(name)) "” " (verb) " "
                    @for (at, link) in first.iter().enumerate() { @if at > 0 { ", " } (link) }
                    @if !first.is_empty() { " and " }
                    (last) "."
                }
            });
        }
    }
    Ok(html! { @for it in &sentences { (it) } })
}

/// The other concepts that have a page and go by a name in full.
fn list_others<'b>(
    plan: &SitePlan<'b>,
    ask: Ask<'b>,
    name: &str,
    id: &str,
) -> Result<Vec<&'b str>, ImageError> {
    let found = Lookup::resolve_name_in(ask.base, name, ask.languages)?;
    let mut others = vec![];
    for posting in found.all_postings().filter(|it| it.reach <= LookupKind::SynonymElsewhere) {
        let other = ask.base.concept_head(posting.concept)?.id;
        if other != id && plan.has_concept(other) && !others.contains(&other) {
            others.push(other);
        }
    }
    Ok(others)
}
