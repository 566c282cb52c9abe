//! The umbrella tree as nested lists that fold: what a reader opens shows what is under it.

use super::{
    frame::{PageHead, frame_page},
    pen::Pen,
    pictures::show_tree_picture,
    plan::SitePlan,
};
use crate::answer::{TreeAnswer, tree::OutlineRow};
use cxterms_page::Count;
use maud::{Markup, html};

/// How many concepts the tree shows at most; of a larger one the upper levels, as many as fit.
const MAX_ROWS: usize = 1_500;

/// How many levels it shows at most: browsers stop at some depth of elements in elements.
const MAX_LEVELS: usize = 40;

/// A concept with what is under it.
struct TreeBranch<'t, 'b> {
    row: &'t OutlineRow<'b>,
    below: Vec<TreeBranch<'t, 'b>>,
    /// How many are under it that are left out.
    left_out: usize,
}

/// Shows the umbrella tree; nothing where nothing is under anything.
pub(super) fn show_tree(plan: &SitePlan<'_>, tree: &TreeAnswer<'_>) -> Markup {
    let mut rows = tree.outline();
    rows.retain(|row| plan.has_concept(row.term.id));
    let deepest = choose_depth(&rows);
    let mut left = &*rows;
    let branches = take_branches(&mut left, 0, deepest);
    let pen = Pen::new(plan, "");
    let (trees, alone): (Vec<_>, Vec<_>) =
        branches.iter().partition(|it| !it.below.is_empty() || it.left_out > 0);
    html! {
        @if !trees.is_empty() {
            ul.tree { @for (at, branch) in trees.iter().take(MAX_ROWS).enumerate() { (show_branch(&pen, branch, at == 0)) } }
            @if trees.len() > MAX_ROWS { p.q { "and " (trees.len() - MAX_ROWS) " more at the top" } }
        }
        @if !alone.is_empty() && !trees.is_empty() {
            details {
                summary { (alone.len()) " terms that no voice places" }
                p { @for (at, it) in alone.iter().take(MAX_ROWS).enumerate() { @if at > 0 { " · " } (pen.concept(it.row.term.id)) } @if alone.len() > MAX_ROWS { " and " (alone.len() - MAX_ROWS) " more" } }
            }
        }
    }
}

/// The deepest level of which, with all above it, the tree has room.
fn choose_depth(rows: &[OutlineRow<'_>]) -> usize {
    let deepest = rows.iter().map(|row| row.depth).max().unwrap_or_default();
    let fits = |depth: &usize| rows.iter().filter(|row| row.depth <= *depth).count() <= MAX_ROWS;
    (0..=deepest.min(MAX_LEVELS)).rev().find(fits).unwrap_or_default()
}

/// Takes the branches of a level from rows in the order of reading.
fn take_branches<'t, 'b>(
    rows: &mut &'t [OutlineRow<'b>],
    depth: usize,
    deepest: usize,
) -> Vec<TreeBranch<'t, 'b>> {
    let mut branches = vec![];
    while let [first, rest @ ..] = *rows
        && first.depth >= depth
    {
        *rows = rest;
        let (below, left_out) = match depth < deepest {
            true => (take_branches(rows, depth + 1, deepest), 0),
            false => {
                let deeper = rows.iter().take_while(|row| row.depth > depth).count();
                *rows = rows.get(deeper..).unwrap_or_default();
                (vec![], deeper)
            }
        };
        branches.push(TreeBranch { row: first, below, left_out });
    }
    branches
}

fn show_branch(pen: &Pen<'_, '_>, branch: &TreeBranch<'_, '_>, open: bool) -> Markup {
    html! {
        li {
            (show_row(pen, branch))
            @if !branch.below.is_empty() {
                details open[open] {
                    summary { span { "Under " (pen.text(&branch.row.term.name())) } }
                    ul { @for below in &branch.below { (show_branch(pen, below, false)) } }
                }
            }
        }
    }
}

fn show_row(pen: &Pen<'_, '_>, branch: &TreeBranch<'_, '_>) -> Markup {
    let row = branch.row;
    let here = row.voices.asserting.len();
    html! {
        (pen.concept_as(row.term.id, &row.term.title()))
        @if row.term.is_given_up() { span.q { " (no longer in use)" } }
        @if row.depth > 0 && here > 0 {
            " " span.q { (Count(here, "voice")) @if row.elsewhere > 0 { ", " (row.elsewhere) " elsewhere" } }
        }
        @if row.disputed { " " span.no { "disputed" } }
        @if branch.left_out > 0 { " " span.q { (branch.left_out) " under it" } }
    }
}

/// Lays out the page on which the whole tree is one picture.
pub(super) fn lay_out_tree(plan: &SitePlan<'_>, tree: &TreeAnswer<'_>) -> String {
    let pen = Pen::new(plan, "");
    let head = PageHead { title: "What is under what".to_owned(), ..PageHead::default() };
    let main = html! {
        h1 { (head.title) }
        p.q { "Numbers count the voices that place a term here. " a href="index.html#tree" { "The same as a list" } }
        (show_tree_picture(&pen, tree))
    };
    frame_page(&pen, &head, &main)
}
