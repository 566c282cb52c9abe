//! The page of a work: who wrote it and when, where it is found, who is heard in it on what; and the list of all works.

use super::{
    frame::{PageHead, frame_page},
    home::name_first_letter,
    pen::{Pen, direction},
    plan::SitePlan,
};
use crate::answer::cited_works::CitedWork;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// How many terms are listed on which a work is cited.
const MAX_TERMS_LISTED: usize = 2_000;

/// Lays out a work; `cited` holds, by place, the concepts on which it is cited and who is heard in it.
pub(super) fn lay_out_work(
    plan: &SitePlan<'_>,
    work: &CitedWork<'_>,
    cited: &BTreeMap<usize, BTreeSet<&str>>,
) -> String {
    let pen = Pen::new(plan, "../");
    let head = PageHead { title: work.title.to_owned(), ..PageHead::default() };
    let main = html! {
        article {
            h1 dir=[direction(work.title)] { (pen.text(work.title)) " " small { "work" } }
            dl {
                (show_field("By", &html! { (pen.text(&work.by.join(", "))) }))
                @if !work.published.is_empty() { (show_field("Published", &html! { (pen.text(work.published)) })) }
                @if let Some(year) = work.year { (show_field("Year", &html! { (pen.text(year)) })) }
                @if let Some(url) = work.url { (show_field("Address", &pen.address(url, url))) }
                @for copy in &work.also_at { (show_field("Copy", &pen.address(copy, copy))) }
            }
            section #terms {
                h2 { "Cited on" }
                dl {
                    @for (place, voices) in cited.iter().take(MAX_TERMS_LISTED) {
                        @if let Some((_, term)) = plan.terms.get(*place) {
                            div {
                                dt { (pen.concept(term.id)) }
                                dd {
                                    @for (at, id) in voices.iter().enumerate() {
                                        @if at > 0 { ", " }
                                        (pen.voice_by_id(id))
                                    }
                                }
                            }
                        }
                    }
                }
                @if cited.len() > MAX_TERMS_LISTED { p.q { "and on " (cited.len() - MAX_TERMS_LISTED) " terms more" } }
            }
        }
    };
    frame_page(&pen, &head, &main)
}

fn show_field(label: &str, value: &Markup) -> Markup {
    html! { div { dt { (label) } dd { (value) } } }
}

/// Lays out the list of all works.
pub(super) fn lay_out_works(plan: &SitePlan<'_>, works: &[&CitedWork<'_>]) -> String {
    let pen = Pen::new(plan, "");
    let head = PageHead { title: "Works".to_owned(), ..PageHead::default() };
    let mut letters: Vec<(String, Vec<&CitedWork<'_>>)> = vec![];
    for work in works {
        let letter = name_first_letter(work.by.first().copied().unwrap_or_default());
        match letters.iter_mut().find(|(known, _)| *known == letter) {
            Some((_, group)) => group.push(work),
            None => letters.push((letter, vec![work])),
        }
    }
    let main = html! {
        h1 { (head.title) }
        p.letters {
            @for (at, (letter, group)) in letters.iter().enumerate() {
                span { a href={ "#letter-" (at + 1) } { (pen.text(letter)) } " " (group.len()) } " "
            }
        }
        @for (at, (letter, group)) in letters.iter().enumerate() {
            section id={ "letter-" (at + 1) } {
                h2 { (pen.text(letter)) }
                ul { @for work in group { li { (pen.bibliography_line(work)) } } }
            }
        }
    };
    frame_page(&pen, &head, &main)
}
