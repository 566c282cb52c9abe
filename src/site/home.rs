//! The first page: search, the umbrella tree, the questions that most voices answer differently, and all terms from A to Z.

use super::{
    address::name_letter_file,
    dispute::show_question,
    frame::{PageHead, frame_page},
    pen::{Pen, direction},
    plan::{MAX_TERMS_DRAWN, SitePlan},
};
use crate::answer::Term;
use cxterms_base::text::CollationKey;
use cxterms_page::Count;
use maud::{Markup, html};

/// How many questions the first page shows.
const MAX_QUESTIONS: usize = 10;

/// Up to how many terms stand on the first page; more have a page a letter.
const MAX_TERMS_AT_HOME: usize = 1_500;

/// A letter and the places of the terms that begin with it.
pub(super) type LetterGroup = (String, Vec<usize>);

/// Lays out the first page.
pub(super) fn lay_out_home(
    plan: &SitePlan<'_>,
    tree: &Markup,
    matrix: &Markup,
    linked_data: String,
) -> String {
    let pen = Pen::new(plan, "");
    let head = PageHead { linked_data: Some(linked_data), ..PageHead::default() };
    let letters = group_by_letter(plan);
    let main = html! {
        h1 dir=[direction(&plan.title)] { (pen.text(&plan.title)) }
        p.meaning {
            (Count(plan.terms.len(), "term")) ", " (Count(plan.speakers.len(), "voice")) ": "
            @if plan.disputes.is_empty() { "what each term means, and who says so." } @else { "what each term means, who says so, and where voices disagree." }
        }
        @if !plan.according_to.is_empty() {
            p.state { "According to " (pen.text(&plan.according_to.join(", "))) "; what others say is left out." }
        }
        noscript { p.q { "Search needs JavaScript; the list from A to Z at the end of this page does not." } }
        @if !tree.0.is_empty() { section #tree { h2 { "What is under what" } (tree) @if plan.terms.len() <= MAX_TERMS_DRAWN { p { a href="tree.html" { "The same as a picture" } } } } }
        (matrix)
        (show_questions(&pen))
        section #terms {
            h2 { "A to Z" }
            (show_letters(&pen, &letters))
        }
    };
    frame_page(&pen, &head, &main)
}

fn show_questions(pen: &Pen<'_, '_>) -> Markup {
    let all = pen.plan.disputes.len();
    html! {
        @if all > 0 {
            section #disputes {
                h2 { "Most contested" }
                ol { @for it in pen.plan.disputes.iter().take(MAX_QUESTIONS) { li dir=[direction(&it.question.elsewhere)] { (show_question(pen, it)) } } }
                @if all > MAX_QUESTIONS { p { a href="disputes.html" { "All " (all) " questions" } } }
            }
        }
    }
}

/// Whether each letter has a page of its own.
pub(super) fn has_letter_pages(plan: &SitePlan<'_>) -> bool {
    plan.terms.len() > MAX_TERMS_AT_HOME
}

fn show_letters(pen: &Pen<'_, '_>, letters: &[LetterGroup]) -> Markup {
    html! {
        @if has_letter_pages(pen.plan) {
            p.letters {
                @for (letter, places) in letters {
                    span { a href=(name_letter_file(letter)) { (pen.text(letter)) } " " (places.len()) } " "
                }
            }
        } @else {
            @for (letter, places) in letters {
                h3 { (pen.text(letter)) }
                ul.az { @for place in places { (show_term(pen, *place)) } }
            }
        }
    }
}

fn show_term(pen: &Pen<'_, '_>, place: usize) -> Markup {
    let Some((_, term)) = pen.plan.terms.get(place) else { return Markup::default() };
    html! {
        li dir=[direction(term.label)] {
            (pen.concept_as(term.id, &term.title()))
            @if let Some(mark) = mark_state(term) { span.q { " (" (mark) ")" } }
        }
    }
}

fn mark_state(term: &Term<'_>) -> Option<&'static str> {
    term.is_given_up().then_some("no longer in use")
}

/// Lays out the page of a letter.
pub(super) fn lay_out_letter(plan: &SitePlan<'_>, (letter, places): &LetterGroup) -> String {
    let pen = Pen::new(plan, "../");
    let head = PageHead { title: letter.clone(), ..PageHead::default() };
    let main = html! {
        h1 { (pen.text(letter)) " " small { (Count(places.len(), "term")) } }
        ul.az { @for place in places { (show_term(&pen, *place)) } }
    };
    frame_page(&pen, &head, &main)
}

/// The heading under which a name stands: its first letter.
pub(super) fn name_first_letter(name: &str) -> String {
    let key = CollationKey::new(name);
    match key.begins_with_number() {
        true => "0–9".to_owned(),
        false => key.first_letter().map_or_else(|| "…".to_owned(), |it| it.to_uppercase()),
    }
}

/// The terms by first letter, in order; those that begin with none are last.
pub(super) fn group_by_letter(plan: &SitePlan<'_>) -> Vec<LetterGroup> {
    let mut groups: Vec<LetterGroup> = vec![];
    for (place, (_, term)) in plan.terms.iter().enumerate() {
        let letter = name_first_letter(term.label);
        match groups.iter_mut().find(|(known, _)| *known == letter) {
            Some((_, places)) => places.push(place),
            None => groups.push((letter, vec![place])),
        }
    }
    groups
}
