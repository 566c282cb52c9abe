//! Answers: one question a file or folder, with the function that answers it and the shape of the answer.
//!
//! The struct that a question returns is the JSON that a program reads (`docs/json.md`); its page is what a person
//! reads. Claims and who makes them have one shape in all of them ([`claim`]).

mod brief;
pub mod claim;
pub mod compare;
mod define;
mod digest;
mod disputes;
mod found;
mod info;
mod list;
mod naming;
mod nearest;
mod path;
mod relate;
mod search;
mod sources;
mod term;
mod thin;
mod tree;
mod voices;

pub use brief::BriefDefinition;
pub use cxterms_page::{VERSION, shell_word};
pub use define::{DefineAnswer, DefinedConcept, define};
pub use digest::Detail;
pub use disputes::{DisputesAnswer, disputes};
pub use found::{Lookup, MAX_SENSES_SHOWN};
pub use info::InfoAnswer;
pub use list::{ListAnswer, TermFilter, UnknownName, list, parse_filter, parse_relations};
pub use path::{MAX_PAIRS, PathAnswer, nearest_paths, path};
pub use search::{SearchAnswer, SearchRequest, search};
pub use sources::CitedWork;
pub use term::{MissingTerm, MissingTerms, SuggestedTerm, Term, suggest_terms};
pub use tree::{TreeAnswer, TreeExtent, tree};
pub use voices::{VoiceStatements, VoicesAnswer, voice_statements, voices};
