//! A knowledge base of attributed claims about terms: YAML in, one immutable image out.
//!
//! A module may use only modules listed above it.
//!
//! | module         | holds                                                             |
//! |----------------|-------------------------------------------------------------------|
//! | [`language`]   | the tag that serves best who asks for a language                  |
//! | `parallel`     | work on a long list on all cores                                  |
//! | [`text`]       | folding a name, the nearest name, what is safe to print           |
//! | [`formula`]    | formulas of metrics: grammar, units, normal form, evaluation      |
//! | [`invisible`]  | characters that nobody sees                                       |
//! | [`diagnostic`] | a place, and what is wrong there                                  |
//! | [`yaml`]       | bytes → a tree with places                                        |
//! | [`schema`]     | entries as written, names unresolved                              |
//! | [`corpus`]     | files → entries resolved and merged, layer over layer             |
//! | [`image`]      | a corpus → bytes and back                                         |
//! | [`Base`]       | an opened image, with its settings                                |
//! | `remake`       | a base and what changed of its files → the image of both          |
//! | `perspective`  | the claims as chosen voices see them                              |
//! | `graph`        | links, walks, connected components, shortest paths                |
//! | `resolve` `search` `suggest` `disputes` | names → concepts; words → concepts; what may have been meant; where voices disagree |
//!
//! # Errors
//!
//! Every function that reads an image fails with an [`ImageError`](image::ImageError) if the image is damaged, cannot be
//! read, or has no record of the number it is asked for. A function's own docs list only what else can go wrong.
#![warn(clippy::print_stdout, clippy::print_stderr)]
#![allow(
    clippy::missing_errors_doc,
    reason = "the crate's docs say it once for all that read an image"
)]

mod base;
mod build;
pub mod corpus;
pub mod diagnostic;
mod disputes;
pub mod formula;
pub mod graph;
pub mod image;
pub mod invisible;
pub mod language;
mod parallel;
mod perspective;
mod remake;
mod resolve;
pub mod schema;
mod search;
mod suggest;
pub mod text;
pub mod yaml;

pub use base::Base;
pub use corpus::ConceptId;
pub use disputes::{
    Dispute, DisputeKind, Party, Position, derive_marks, find_disputes, identify_dispute,
    is_contested,
};
pub use graph::{
    End, Link, MAX_PATHS_COMPARED, Paths, find_ancestors, find_joining_links, find_links,
    find_narrower, find_paths, find_roots, find_umbrellas,
};
pub use perspective::{Narrowing, Perspective, VoiceLookup, find_year, visit_claims};
pub use remake::{EditedFiles, Remade};
pub use resolve::{Resolution, has_label_of_skeleton, is_iri, resolve_name, resolve_name_in};
pub use search::{
    Hit, MAX_PHRASE_CANDIDATES, MAX_WORDS_FITTING, Phrase, SearchResult, search_concepts,
};
pub use suggest::{is_nearly_label, suggest_concepts};
