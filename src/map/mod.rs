//! Pictures of answers, as SVG: a concept among its neighbors, the umbrella tree, the matrix of disciplines, the sides of
//! a dispute.
//!
//! Each is laid out by a function of its own, a file a picture: an answer becomes shapes with their places, and these
//! become SVG. All that a picture shows can be read as a sentence as well ([`Picture::statements`]), and nothing is
//! told by color alone.
//!
//! ```
//! use cxterms::{answer::{self, Ask, Lookup}, builtin, map::{self, PictureWidth}};
//!
//! let base = builtin::open()?;
//! let id = Lookup::resolve_name_in(&base, "nps", &[])?.ids[0];
//! let around = answer::neighborhood(Ask::new(&base), id)?;
//! let picture = map::draw_neighborhood(&around, PictureWidth::Wide);
//! assert!(picture.to_file().ends_with("</svg>\n"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod dispute_sides;
mod ego_map;
mod legend;
mod matrix;
mod neighbor_column;
mod open_branches;
mod picture;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod umbrella_tree;

pub use dispute_sides::draw_sides;
pub use ego_map::draw_neighborhood;
pub(crate) use matrix::MAX_DRAWN;
pub use matrix::draw_matrix;
pub use picture::{MapTarget, Picture};
pub use svg::is_map_file;
pub use umbrella_tree::draw_tree;

/// How a picture looks, light and dark: a style sheet for the page that it stands in. A file of its own has it inside.
pub const STYLE: &str = include_str!("style.css");

/// For which width a picture is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureWidth {
    /// A window on a desk.
    Wide,
    /// A telephone.
    Narrow,
}
