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
//! | [`base`]       | the graph of claims, perspectives, label resolution               |
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod base;
pub mod corpus;
pub mod diagnostic;
pub mod image;
pub mod schema;
pub mod text;
pub mod yaml;
