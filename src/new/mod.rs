//! What do the files of a new corpus, term or source say? Their texts; who writes them, and where, is the binary's.

mod concept;
mod corpus;
mod name;
mod source;

pub use concept::Concept;
pub use corpus::{File, corpus, overlay};
pub use name::{Refused, checked, identifier, line};
pub use source::{Source, add};
