//! The page of a voice: who that is, where it is heard, what it says term by term, where others disagree; and the list of
//! all voices.

use super::{
    frame::{PageHead, frame_page},
    heard::HeardLine,
    pen::{Pen, direction, mark_house, show_part},
    plan::SitePlan,
};
use crate::answer::{disputes::DescribedDispute, voices::VoiceSummary};
use cxterms_page::Count;
use maud::{Markup, html};
use std::cmp::Reverse;

/// How many of the terms of which a voice speaks are listed.
const MAX_TERMS_LISTED: usize = 2_000;

/// Lays out what one voice says.
pub(super) fn lay_out_voice(
    plan: &SitePlan<'_>,
    speaker: &VoiceSummary<'_>,
    lines: &[HeardLine],
) -> String {
    let pen = Pen::new(plan, "../");
    let head = PageHead {
        title: speaker.name.to_owned(),
        description: Some(speaker.about.to_owned()).filter(|it| !it.is_empty()),
        ..PageHead::default()
    };
    let mut sorted: Vec<_> = lines.iter().collect();
    sorted.sort_by_key(|line| (Reverse(line.claims), line.concept));
    let works: Vec<_> = speaker.works.iter().map(|work| pen.bibliography_line(work)).collect();
    let questions = list_questions(&pen, speaker.voice);
    let main = html! {
        article {
            h1 dir=[direction(speaker.name)] {
                (pen.text(speaker.name))
                @if let Some(kind) = speaker.kind { " " small { (pen.text(kind)) } }
                @if plan.is_house(speaker.voice) { " " (mark_house()) }
            }
            @if !speaker.about.is_empty() { p.meaning dir=[direction(speaker.about)] { (pen.text(speaker.about)) } }
            p.q { (Count(speaker.claims, "claim")) " on " (Count(lines.len(), "term"))
                @if !speaker.works.is_empty() { ", in " (Count(speaker.works.len(), "work")) }
                "."
            }
            @if !sorted.is_empty() {
                section #terms {
                    h2 { "What it says" }
                    dl {
                        @for line in sorted.iter().take(MAX_TERMS_LISTED) { (show_line(&pen, line)) }
                    }
                    @if sorted.len() > MAX_TERMS_LISTED { p.q { "and of " (sorted.len() - MAX_TERMS_LISTED) " terms more" } }
                }
            }
            (show_part("disputes", "Where others disagree", &questions))
            (show_part("works", "Works", &works))
        }
    };
    frame_page(&pen, &head, &main)
}

fn show_line(pen: &Pen<'_, '_>, line: &HeardLine) -> Markup {
    let Some((_, term)) = pen.plan.terms.get(line.concept) else { return Markup::default() };
    html! {
        div {
            dt { (pen.concept(term.id)) }
            dd dir=[direction(&line.first)] {
                (pen.text(&line.first))
                @if line.claims > 1 { " " span.q { "(1 of " (line.claims) ")" } }
            }
        }
    }
}

/// The questions on which a voice takes a side, those on which most others answer otherwise first.
fn list_questions(pen: &Pen<'_, '_>, voice: &str) -> Vec<Markup> {
    let takes_part = |it: &&DescribedDispute<'_>| {
        it.sides.iter().flat_map(|side| &side.by).any(|cited| cited.voice == voice)
    };
    let mut found: Vec<_> = pen.plan.disputes.iter().filter(takes_part).collect();
    found.sort_by_key(|dispute| Reverse(dispute.count_against(voice)));
    let tell = |dispute: &DescribedDispute<'_>| {
        html! {
            (pen.dispute(dispute, &dispute.question.elsewhere))
            " " span.q { "Says: " (pen.text(&dispute.list_answers_of(voice).join("; "))) "." }
        }
    };
    found.into_iter().map(tell).collect()
}

/// Lays out the list of all voices.
pub(super) fn lay_out_voices(plan: &SitePlan<'_>) -> String {
    let pen = Pen::new(plan, "");
    let head = PageHead { title: "Voices".to_owned(), ..PageHead::default() };
    let main = html! {
        h1 { (head.title) }
        p { (Count(plan.speakers.len(), "voice")) ", those that say most first. " @if plan.count_works() > 0 { a href="works.html" { "All works" } } }
        div.wide tabindex="0" role="region" aria-label="Voices" {
            table.compact {
                thead { tr { th scope="col" { "Voice" } th scope="col" { "Kind" } th scope="col" { "Works" } th scope="col" { "Claims" } } }
                tbody {
                    @for it in &plan.speakers {
                        tr {
                            td { (pen.voice(it.voice, it.name)) @if !it.about.is_empty() { span.q { ", " (pen.text(it.about)) } } }
                            td data-of="Kind" { (pen.text(it.kind.unwrap_or_default())) }
                            td data-of="Works" { (it.works.len()) }
                            td data-of="Claims" { (it.claims) }
                        }
                    }
                }
            }
        }
    };
    frame_page(&pen, &head, &main)
}
