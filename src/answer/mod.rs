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

pub use brief::Brief;
pub use cxterms_page::{VERSION, shell_word};
pub use define::{Defined, Definition, define};
pub use digest::Detail;
pub use disputes::{Disputes, disputes};
pub use found::{FEW, Found};
pub use info::Info;
pub use list::{Filter, List, Unknown, filter, list, relations};
pub use path::{PAIRS, Paths, nearest, path};
pub use search::{Search, Wanted, search};
pub use sources::Source;
pub use term::{Misses, Missing, Suggested, Term, missing};
pub use tree::{Extent, Tree, tree};
pub use voices::{Speech, Voices, speech, voices};
