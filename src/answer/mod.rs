//! Answers: each folder is a question; its `mod.rs` holds the answer and the function that fills it, its `page.rs` what
//! a person reads. What is only drawn has no page. A file is what several questions share.
//!
//! The struct that a question returns is the JSON that a program reads (`docs/json.md`). Claims and who makes them have
//! one shape in all of them ([`attribution`]).

pub(crate) mod advice;
mod ask;
pub mod attribution;
mod brief_voices;
mod cite;
pub(crate) mod cited_works;
pub mod compare;
mod compute;
mod concept_names;
mod counted_voices;
pub(crate) mod define;
mod digest;
pub(crate) mod disputes;
mod fit;
mod follow_up;
mod info;
mod list;
mod lookup;
mod matching;
mod matrix;
mod metric;
mod neighborhood;
mod path;
pub(crate) mod relation;
mod search;
mod suggestion;
pub(crate) mod term;
mod text_dates;
pub(crate) mod tree;
mod typed_names;
mod unheard;
pub(crate) mod voices;
pub mod wording;
pub(crate) mod worked_example;

pub use ask::Ask;
pub(crate) use brief_voices::marks_reservation;
pub use cite::{CITE_STYLES, CiteStyle, DefinitionCitation, cite_definitions};
pub use cited_works::CitedWork;
pub use compute::{ComputeAnswer, ComputeFault, ComputePlan, MAX_TABLE_BYTES, plan_computation};
pub use counted_voices::CountedVoices;
pub use cxterms_page::{VERSION, shell_word};
pub use define::{BriefDefinition, DefineAnswer, DefinedConcept, JointDefinition, define};
pub use digest::{Detail, MAX_SENSES_SHOWN};
pub use disputes::{
    DescribedDispute, DisputeAnswer, DisputeSide, DisputesAnswer, MissingDispute, dispute_by_name,
    disputes, find_missing_dispute, first_disputes,
};
pub use info::InfoAnswer;
pub use list::{
    DeclaredLookup, ListAnswer, TermFilter, UnknownName, list, parse_filter, parse_relations,
    parse_schemes, parse_voice_kinds,
};
pub use lookup::Lookup;
pub use matching::{MatchCertainty, NameMatch, match_name};
pub use matrix::{CellRelation, DisciplineMatrix, MatrixCell, MatrixRelation, discipline_matrix};
pub use neighborhood::{Neighbor, NeighborGroup, Neighborhood, neighborhood};
pub use path::{MAX_PAIRS, PathAnswer, nearest_paths, path};
pub use relation::RelatedConcept;
pub use search::{SearchAnswer, SearchRequest, search};
pub use suggestion::{MissingTerm, MissingTerms, SuggestedTerm, suggest_terms};
pub use term::Term;
pub use tree::{
    AskedScheme, OutlineRow, TreeAnswer, TreeExtent, TreeMeaning, find_typed_scheme,
    read_tree_name, tree,
};
pub use typed_names::{MAX_NAME_WORDS, TypedNames, cut_into_names};
pub use voices::{VoiceStatements, VoicesAnswer, namesake_voices, voice_statements, voices};
pub use worked_example::{
    ExampleInput, MetricFigures, SharedExample, StatedValue, WorkedExample, WorkedFormula,
};
