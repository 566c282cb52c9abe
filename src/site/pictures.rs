//! Pictures in pages: each once for a window and once for a telephone, their nodes links to pages of the site, and a way to
//! the same facts as a list.

use super::{
    address::{name_concept_file, name_dispute_file, name_pair_file},
    pen::{Pen, direction},
};
use crate::{
    answer::{self, Ask, DisciplineMatrix, TreeAnswer, disputes::DescribedDispute},
    map::{self, MapTarget, Picture, PictureWidth},
};
use cxterms_base::{ConceptId, image::ImageError};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Pairs that have a page, each in order.
pub(super) type KnownPairs<'b> = BTreeSet<(&'b str, &'b str)>;

/// Where a node leads, from a page of the pen's.
fn link_target(pen: &Pen<'_, '_>, pairs: &KnownPairs<'_>, target: MapTarget<'_>) -> Option<String> {
    let root = pen.root;
    match target {
        MapTarget::Concept(id) => {
            pen.plan.has_concept(id).then(|| format!("{root}{}", name_concept_file(id)))
        }
        MapTarget::Pair(a, b) => {
            let pair = (a.min(b), a.max(b));
            pairs.contains(&pair).then(|| format!("{root}{}", name_pair_file(a, b)))
        }
        MapTarget::DisputeSide(id, at) => {
            Some(format!("{root}{}#side-{}", name_dispute_file(id), at + 1))
        }
    }
}

/// One picture at both widths.
fn show_both(draw: impl Fn(PictureWidth) -> Markup) -> Markup {
    html! {
        div.for-wide { (draw(PictureWidth::Wide)) }
        div.for-narrow { (draw(PictureWidth::Narrow)) }
    }
}

/// A concept among its neighbors; nothing where it has none.
pub(super) fn show_neighborhood(
    pen: &Pen<'_, '_>,
    ask: Ask<'_>,
    id: ConceptId,
) -> Result<Markup, ImageError> {
    let around = answer::neighborhood(ask, id)?;
    if around.origins.is_empty() && around.contrasts.is_empty() && around.effects.is_empty() {
        return Ok(Markup::default());
    }
    let none = KnownPairs::new();
    let draw = |width| {
        map::draw_neighborhood(&around, width).to_markup(&|target| link_target(pen, &none, target))
    };
    Ok(html! {
        section #map {
            h2 { "Map" }
            (show_both(draw))
            p.q { "The same stands below as lists: how it differs, and its relations." }
        }
    })
}

/// How many voices are on which side of a dispute.
pub(super) fn show_sides(pen: &Pen<'_, '_>, dispute: &DescribedDispute<'_>) -> Markup {
    let none = KnownPairs::new();
    let draw = |width| {
        map::draw_sides(dispute, width).to_markup(&|target| match target {
            MapTarget::DisputeSide(_, at) => Some(format!("#side-{}", at + 1)),
            other => link_target(pen, &none, other),
        })
    };
    show_both(draw)
}

/// The pairs to which the cells of a matrix lead.
pub(super) fn list_pairs<'b>(
    matrix: &DisciplineMatrix<'b>,
) -> impl Iterator<Item = (&'b str, &'b str)> {
    let drawn = matrix.concepts.get(..map::MAX_DRAWN).unwrap_or(&matrix.concepts);
    matrix.cells.iter().filter_map(move |cell| {
        let [a, b] = [cell.row, cell.column].map(|at| drawn.get(at).map(|it| it.id));
        let (a, b) = (a?, b?);
        Some((a.min(b), a.max(b)))
    })
}

/// How disciplines stand to each other; nothing where there are none.
pub(super) fn show_matrix(
    pen: &Pen<'_, '_>,
    matrix: &DisciplineMatrix<'_>,
    pairs: &KnownPairs<'_>,
) -> Markup {
    let picture = map::draw_matrix(matrix);
    html! {
        section #disciplines {
            h2 { "How disciplines stand to each other" }
            div.wide tabindex="0" role="region" aria-label="Matrix of disciplines" {
                (picture.to_markup(&|target| link_target(pen, pairs, target)))
            }
            (list_statements(pen, &picture))
        }
    }
}

/// The umbrella tree as one picture.
pub(super) fn show_tree_picture(pen: &Pen<'_, '_>, tree: &TreeAnswer<'_>) -> Markup {
    let none = KnownPairs::new();
    let draw =
        |width| map::draw_tree(tree, width).to_markup(&|target| link_target(pen, &none, target));
    show_both(draw)
}

/// The facts of a picture as a list that opens.
fn list_statements(pen: &Pen<'_, '_>, picture: &Picture<'_>) -> Markup {
    html! {
        details {
            summary { "The same as a list" }
            ul { @for statement in picture.statements() { li dir=[direction(statement)] { (pen.text(statement)) } } }
        }
    }
}
