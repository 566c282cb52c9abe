//! The page of a dispute: the question, a column a side, each voice with its reason and where it says so; and the list of
//! all questions, of a page or of the site.

use super::{
    frame::{PageHead, frame_page},
    pen::{Pen, direction},
    pictures::show_sides,
    plan::SitePlan,
};
use crate::answer::{
    disputes::{DescribedDispute, DisputeSide},
    marks_reservation,
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Count, NamedCitation};
use maud::{Markup, html};

/// Lays out a dispute.
pub(super) fn lay_out_dispute(plan: &SitePlan<'_>, dispute: &DescribedDispute<'_>) -> String {
    let pen = Pen::new(plan, "../");
    let question = &dispute.question.elsewhere;
    let head = PageHead {
        title: question.clone(),
        description: Some(dispute.describe_in_line().text()),
        ..PageHead::default()
    };
    let kind = match dispute.clash {
        true => "Voices contradict each other here.",
        false => "Voices use the term differently here.",
    };
    let main = html! {
        article {
            h1 dir=[direction(question)] { (pen.text(question)) }
            p.q {
                (Count(dispute.voices, "voice")) ", " (Count(dispute.origins, "independent origin")) ". " (kind) " About "
                @for (at, id) in dispute.about.iter().enumerate() { @if at > 0 { ", " } (pen.concept(id)) }
                "."
            }
            (show_sides(&pen, dispute))
            div.sides {
                @for (at, side) in dispute.sides.iter().enumerate() { (show_side(&pen, dispute, at, side)) }
            }
            @if !dispute.both.is_empty() {
                p {
                    "On both sides: "
                    @for (at, id) in dispute.both.iter().enumerate() {
                        @if at > 0 { ", " } (pen.voice_by_id(id))
                    }
                    "."
                }
            }
        }
    };
    frame_page(&pen, &head, &main)
}

fn show_side(
    pen: &Pen<'_, '_>,
    dispute: &DescribedDispute<'_>,
    at: usize,
    side: &DisputeSide<'_>,
) -> Markup {
    let answer = capitalize_first(dispute.name_answer(side));
    html! {
        section id={ "side-" (at + 1) } {
            h2 dir=[direction(&answer)] {
                (pen.text(&answer)) " "
                small {
                    (Count(side.voices, "voice"))
                    @if side.origins < side.voices { ", " (side.origins) " independent" }
                    @if side.reserved { ", each with a reservation" }
                }
            }
            ul { @for cited in &side.by { li { (show_voice(pen, cited)) } } }
            @if let Some(known) = side.known_by {
                p.q { "Known only through " (pen.voice_by_id(known)) "." }
            }
        }
    }
}

/// A voice, its reason, and the work in which it says so.
fn show_voice(pen: &Pen<'_, '_>, cited: &NamedCitation<'_>) -> Markup {
    html! {
        (pen.voice(cited.voice, cited.name))
        @if let Some(but) = cited.but { ", but: " (pen.text(but)) }
        @else if let Some(text) = cited.text { ": " (pen.text(text)) }
        @if let (Some(work), Some(title)) = (cited.work, cited.title) {
            " " br; span.q { "in “" (pen.work(work, title)) "”" }
        }
        @if let Some(via) = cited.via { span.q { ", as " (pen.voice_by_id(via)) " reports" } }
    }
}

/// Lays out the list of all questions.
pub(super) fn lay_out_questions(plan: &SitePlan<'_>) -> String {
    let pen = Pen::new(plan, "");
    let head = PageHead { title: "Where voices disagree".to_owned(), ..PageHead::default() };
    let main = html! {
        h1 { (head.title) }
        p { (Count(plan.disputes.len(), "question")) ", those with most voices on both sides first." }
        ol { @for dispute in &plan.disputes { li dir=[direction(&dispute.question.elsewhere)] { (show_question(&pen, dispute)) } } }
    };
    frame_page(&pen, &head, &main)
}

/// A question with how many voices are on which side.
pub(super) fn show_question(pen: &Pen<'_, '_>, dispute: &DescribedDispute<'_>) -> Markup {
    let counts: Vec<_> = dispute.sides.iter().map(|side| side.voices.to_string()).collect();
    html! {
        (pen.dispute(dispute, &dispute.question.elsewhere)) " "
        span.q { (counts.join(" : ")) " voices" }
    }
}

/// What the mark behind a count means, where one of these texts has one.
pub(super) fn explain_mark<'t>(texts: impl IntoIterator<Item = &'t str>) -> Markup {
    html! {
        @if texts.into_iter().any(marks_reservation) {
            p.q { "~: each of these voices has a reservation, told where the voice is named." }
        }
    }
}

/// Questions that each lead to their page, in the words of the page on which they stand.
pub(super) fn show_questions(
    pen: &Pen<'_, '_>,
    name: &str,
    asked: &[(&DescribedDispute<'_>, &str)],
) -> Markup {
    html! {
        @if !asked.is_empty() {
            section #disputes {
                h2 { (name) }
                ul { @for (dispute, question) in asked { li { (pen.dispute(dispute, question)) } } }
                (explain_mark(asked.iter().map(|it| it.1)))
            }
        }
    }
}
