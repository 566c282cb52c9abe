//! A knowledge base of attributed claims about terms: YAML in, one immutable image out.
//!
//! Data flows one way; each module may use only those above it.
//!
//! | module         | holds                                                             |
//! |----------------|-------------------------------------------------------------------|
//! | [`text`]       | folding a name, the nearest name, what is safe to print           |
//! | [`diagnostic`] | a place, and what is wrong there                                  |
//! | [`yaml`]       | bytes → a placed tree                                             |
//! | [`schema`]     | what an entry may say                                             |
//! | [`corpus`]     | files → entries resolved, merged, one layer over another          |
//! | [`image`]      | a corpus → bytes and back                                         |
//! | [`Base`]       | an image opened, and what every question asks of it               |
//! | `perspective`  | the claims as chosen voices see them                              |
//! | `graph`        | links, walks, connected components, shortest paths                |
//! | `resolve` `search` `disputes` | names → concepts; words → concepts; where voices disagree |
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod base;
mod build;
pub mod corpus;
pub mod diagnostic;
mod disputes;
pub mod graph;
pub mod image;
mod perspective;
mod resolve;
pub mod schema;
mod search;
pub mod text;
pub mod yaml;

pub use base::Base;
pub use corpus::ConceptId;
pub use disputes::{Dispute, DisputeKind, Held, Party, contested, disputes, marks};
pub use graph::{End, Link, Ways, joins, links, narrower, reached_upwards, roots, umbrellas, ways};
pub use perspective::{Perspective, Speakers, each_said};
pub use resolve::{Resolution, resolve, suggest};
pub use search::{Hit, Search, search};
