//! What an answer looks like, in no particular format.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod page;

pub use page::{Block, Findings, Line, Page, Prose, Role, Row, Sought, VERSION, View, shell_word};
