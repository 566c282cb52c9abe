//! Questions about terms, and answers that say who says so.
//!
//! Data flows one way; each module may use only those above it, and those on one line never meet. What lies below
//! them all, from text to base, is the crate `cxterms-base`.
//!
//! | module                            | holds                                                            |
//! |-----------------------------------|------------------------------------------------------------------|
//! | [`builtin`]  [`page`]             | the corpus that ships · an answer laid out, in no format         |
//! | [`answer`]  [`check`]  [`render`] | one question a file · one rule a file · one output format a file |
//! | [`diff`], in line with these      | what changed between two corpora                                 |
//!
//! The library never prints, never exits, and knows neither clap nor anyhow; `bin/cxterms` does and is the only part
//! that may.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod answer;
pub mod builtin;
pub mod check;
pub mod diff;
pub mod page;
pub mod render;
