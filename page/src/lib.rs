//! Layout of an answer, independent of any output format.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod attribution;
mod grammar;
mod page;

pub use attribution::{NamedCitation, and_others};
pub use grammar::{Count, plural_ending, with_article};
pub use page::{
    Block, Findings, LineItem, Page, Prose, Role, RuleDescription, SCREEN_COLUMNS, SCREEN_LINES,
    Section, TreeRow, VERSION, View, shell_word,
};
