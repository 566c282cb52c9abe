//! Questions about terms, and answers that say who says so.
//!
//! Data flows one way; each module may use only those above it, and those on one line never meet. What lies below
//! them all, from text to base, is the crate `cxterms-base`.
//!
//! | module                            | holds                                                            |
//! |-----------------------------------|------------------------------------------------------------------|
//! | [`builtin`]  [`page`]             | the corpus that ships · an answer laid out, in no format         |
//! | [`answer`]  [`check`]  [`render`] | one question a file · one rule a file · one output format a file |
//! | [`exchange`]                      | one foreign format a file, read and written                      |
//! | [`new`]                           | beside these: what the files of a new corpus, term or source say |
//! | [`diff`]                          | what changed between two corpora                                 |
//!
//! The library never prints, never exits, and knows neither clap nor anyhow; `bin/cxterms` does and is the only part
//! that may.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod answer;
pub mod builtin;
pub mod check;
pub mod diff;
pub mod exchange;
pub mod new;
pub mod page;
pub mod render;
