//! The schema of a corpus's files: entries as written, names unresolved.
//!
//! `docs/yaml.md` describes the YAML for people. Here it is defined by the keys that the code asks of each map.

mod attribution;
mod computation;
mod concept;
mod dates;
mod entry;
mod fields;
mod keys;
mod manifest;
mod packed;
mod scheme;
mod sources;
mod state;

pub use attribution::{Aspect, AttributionEntry, CitationEntry, Placement};
pub use computation::{Computation, FormulaInput};
pub use concept::{MATCH_KINDS, is_language_tag, read_entry};
pub use dates::{DateKind, DateShape, TextDate, date_shape};
pub use entry::{
    ClaimEntry, ConceptEntry, FacetEntry, LabelEntry, LabelKind, MatchEntry, NoteEntry, NoteKind,
    RelationEntry,
};
pub use fields::is_identifier;
pub use keys::{CONCEPT_KEYS, MANIFEST_KEYS, VOICE_KEYS, WORK_KEYS};
pub use manifest::{
    FacetDeclaration, FacetQuestion, KindDeclaration, Manifest, Profile, RelationDeclaration,
    read_manifest,
};
pub use packed::{PackedEntries, PackedEntry};
pub use scheme::{
    FactForm, SCHEME_PROPERTIES, SchemeDeclaration, SchemeFactEntry, is_whole_iri, is_xsd_type,
};
pub use sources::{SourceEntries, VoiceEntry, WorkEntry, read_sources};
pub use state::{ConceptState, StateEntry, is_date};
