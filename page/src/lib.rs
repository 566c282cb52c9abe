//! Layout of an answer, independent of any output format.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod page;

pub use page::{Block, Findings, Line, Page, Prose, Role, Row, Sought, VERSION, View, shell_word};
