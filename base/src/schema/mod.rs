//! What may a file of a corpus say? The entries as they are written, names unresolved.
//!
//! The YAML is described for people in `docs/yaml.md`; here it is the questions asked of each map.

mod attribution;
mod concept;
mod entry;
mod fields;
mod manifest;
mod sources;

pub use attribution::{Attribution, Cited};
pub use concept::{MATCHES, entry, language_tag};
pub use entry::{
    Entry, FacetEntry, LabelEntry, LabelKind, MatchEntry, NoteEntry, NoteKind, RelationEntry,
    Written,
};
pub use fields::is_identifier;
pub use manifest::{FacetDeclaration, KindDeclaration, Manifest, RelationDeclaration, manifest};
pub use sources::{Sources, VoiceEntry, WorkEntry, sources};
