//! The text of the files of a new corpus, term or source. Writing them to disk is the job of the binary.

mod concept;
mod corpus;
mod name;
mod source;

pub use concept::ConceptScaffold;
pub use corpus::{ScaffoldFile, corpus_files, overlay_files};
pub use name::{InvalidInput, check_identifier, derive_identifier, paragraphs, single_line};
pub use source::{SourceDeclaration, add_source};
