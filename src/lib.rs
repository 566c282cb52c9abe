//! Questions about terms, and answers that say who says so.
//!
//! A module may use only modules listed above it; modules on the same line do not use each other. Below them all are
//! the crates `cxterms-base` (from text to base), `cxterms-page` (an answer laid out) and `cxterms-exchange` (the
//! formats of other tools).
//!
//! | module                                     | holds                                               |
//! |--------------------------------------------|-----------------------------------------------------|
//! | [`builtin`]                                | the corpus that ships                               |
//! | [`answer`] [`check`] [`render`]            | a question a folder; a rule, an output format a file |
//! | [`diff`] [`new`]                           | what changed between two corpora; what new files say |
//! | [`map`]                                    | pictures of answers, a picture a file               |
//! | [`scan`]                                   | words of terms in people's own documents            |
//! | [`site`]                                   | a corpus as pages for a browser                     |
//! | [`mcp`]                                    | the protocol by which assistants ask                |
//!
//! The library never prints, never exits, and knows neither clap nor anyhow; `bin/cxterms` does and is the only part
//! that may.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod answer;
pub mod builtin;
pub mod check;
pub mod diff;
pub mod map;
pub mod mcp;
pub mod new;
pub mod render;
pub mod scan;
pub mod site;
