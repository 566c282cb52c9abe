//! What changed between two corpora: concepts, claims, who says so, and what both declare.
//!
//! Concepts, voices and works are the same by their identifiers, claims as `docs/yaml.md` has it. Everything that
//! changed is told as what stood there and what stands there now, so that the way back is the same with both exchanged.

mod claims;
mod concepts;
mod declared;
mod layout;
mod lines;
mod marked;
mod named;
mod renamed;
mod reworded;
mod rows;
mod said;
mod sheet;
mod spoken;

use cxterms_base::corpus::Corpus;
use cxterms_page::VERSION;
use serde::Serialize;

pub use claims::Change;
pub use concepts::Entry;
pub use declared::{Declared, Field, Value};
pub use said::{Cited, Shift, Stance, Turn};
pub use sheet::{Claim, Key, Name, What, Wording};

/// What changed between two corpora.
#[derive(Debug, Serialize)]
pub struct Diff<'c> {
    /// The number of this shape.
    pub version: u32,
    /// What the first is called.
    pub old: &'c str,
    /// What the second is called.
    pub new: &'c str,
    /// How much changed.
    pub summary: Summary,
    /// What the manifests say of the corpora themselves.
    pub settings: Vec<Field<'c>>,
    /// The kinds that they declare.
    pub kinds: Changes<Declared<'c>>,
    /// The facets.
    pub facets: Changes<Declared<'c>>,
    /// The relations.
    pub relations: Changes<Declared<'c>>,
    /// Who speaks.
    pub voices: Changes<Declared<'c>>,
    /// In which works.
    pub works: Changes<Declared<'c>>,
    /// Their concepts, by label.
    pub concepts: Changes<Entry<'c>>,
    /// Whether people are told all of it, not only what a person reads first.
    #[serde(skip)]
    pub all: bool,
}

/// Things that are only in the new corpus, only in the old one, or in both and not alike.
#[derive(Debug, Serialize)]
pub struct Changes<T> {
    /// Only in the new corpus.
    pub added: Vec<T>,
    /// Only in the old one.
    pub removed: Vec<T>,
    /// In both.
    pub changed: Vec<T>,
}

/// How many things are only in the new corpus, only in the old one, or in both and not alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Only in the new corpus.
    pub added: usize,
    /// Only in the old one.
    pub removed: usize,
    /// In both.
    pub changed: usize,
}

/// How much changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Concepts.
    pub concepts: Count,
    /// Claims, those of concepts that were added or removed included.
    pub claims: Count,
    /// Voices.
    pub voices: Count,
    /// Works.
    pub works: Count,
    /// Kinds.
    pub kinds: Count,
    /// Facets.
    pub facets: Count,
    /// Relations that are declared.
    pub relations: Count,
    /// What the manifests say of the corpora themselves.
    pub settings: usize,
}

/// Tells what changed from one corpus to another; people are told `all` of it or what a person reads first.
pub fn diff<'c>(
    (old_name, old): (&'c str, &'c Corpus),
    (new_name, new): (&'c str, &'c Corpus),
    all: bool,
) -> Diff<'c> {
    let concepts = concepts::concepts(old, new);
    let [kinds, facets, relations, voices, works] = declared::declared(old, new);
    let settings = declared::settings(old, new);
    let summary = Summary {
        concepts: concepts.count(),
        claims: concepts::claims(&concepts),
        voices: voices.count(),
        works: works.count(),
        kinds: kinds.count(),
        facets: facets.count(),
        relations: relations.count(),
        settings: settings.len(),
    };
    let version = VERSION;
    let (old, new) = (old_name, new_name);
    Diff {
        version,
        old,
        new,
        summary,
        settings,
        kinds,
        facets,
        relations,
        voices,
        works,
        concepts,
        all,
    }
}

impl Diff<'_> {
    /// Whether anything changed.
    pub fn any(&self) -> bool {
        self.summary != Summary::default()
    }
}

impl<T> Changes<T> {
    /// How many there are of each.
    pub fn count(&self) -> Count {
        let (added, removed) = (self.added.len(), self.removed.len());
        Count { added, removed, changed: self.changed.len() }
    }
}
