//! Changes between two corpora: concepts, claims, attribution, and declarations.
//!
//! Concepts, voices and works are matched by identifier, claims as `docs/yaml.md` describes. Every change holds the old
//! and the new state, so that the diff in the other direction is the same with both exchanged.

mod claim_changes;
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
mod spoken;

use cxterms_base::corpus::Corpus;
use cxterms_page::VERSION;
use serde::Serialize;

pub use claim_changes::ClaimChange;
pub use claims::{ClaimKey, ClaimKind, ClaimVersion, RelationWording};
pub use concepts::ConceptChange;
pub use declared::{DeclarationChange, FieldChange, FieldValue};
pub use named::NamedItem;
pub use said::{AttributionChange, ChangeKind, VoiceStance};

/// What changed between two corpora.
#[derive(Debug, Serialize)]
pub struct CorpusDiff<'c> {
    /// The number of this shape.
    pub version: u32,
    /// What the first is called.
    pub old: &'c str,
    /// What the second is called.
    pub new: &'c str,
    /// How much changed.
    pub summary: DiffSummary,
    /// What the manifests say of the corpora themselves.
    pub settings: Vec<FieldChange<'c>>,
    /// The kinds that they declare.
    pub kinds: Changes<DeclarationChange<'c>>,
    /// The facets.
    pub facets: Changes<DeclarationChange<'c>>,
    /// The relations.
    pub relations: Changes<DeclarationChange<'c>>,
    /// The concept schemes.
    pub schemes: Changes<DeclarationChange<'c>>,
    /// Who speaks.
    pub voices: Changes<DeclarationChange<'c>>,
    /// In which works.
    pub works: Changes<DeclarationChange<'c>>,
    /// Their concepts, by label.
    pub concepts: Changes<ConceptChange<'c>>,
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
pub struct ChangeCount {
    /// Only in the new corpus.
    pub added: usize,
    /// Only in the old one.
    pub removed: usize,
    /// In both.
    pub changed: usize,
}

/// How much changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DiffSummary {
    /// Concepts.
    pub concepts: ChangeCount,
    /// Claims, those of concepts that were added or removed included.
    pub claims: ChangeCount,
    /// Voices.
    pub voices: ChangeCount,
    /// Works.
    pub works: ChangeCount,
    /// Kinds.
    pub kinds: ChangeCount,
    /// Facets.
    pub facets: ChangeCount,
    /// Relations that are declared.
    pub relations: ChangeCount,
    /// Concept schemes.
    pub schemes: ChangeCount,
    /// What the manifests say of the corpora themselves.
    pub settings: usize,
}

/// Tells what changed from one corpus to another; people are told `all` of it or what a person reads first.
pub fn compare_corpora<'c>(
    (old_name, old): (&'c str, &'c Corpus),
    (new_name, new): (&'c str, &'c Corpus),
    all: bool,
) -> CorpusDiff<'c> {
    let concepts = concepts::compare_concepts(old, new);
    let [kinds, facets, relations, schemes, voices, works] =
        declared::compare_declarations(old, new);
    let settings = declared::compare_settings(old, new);
    let summary = DiffSummary {
        concepts: concepts.count(),
        claims: concepts::count_claim_changes(&concepts),
        voices: voices.count(),
        works: works.count(),
        kinds: kinds.count(),
        facets: facets.count(),
        relations: relations.count(),
        schemes: schemes.count(),
        settings: settings.len(),
    };
    let version = VERSION;
    let (old, new) = (old_name, new_name);
    CorpusDiff {
        version,
        old,
        new,
        summary,
        settings,
        kinds,
        facets,
        relations,
        schemes,
        voices,
        works,
        concepts,
        all,
    }
}

impl CorpusDiff<'_> {
    /// Whether anything changed.
    pub fn has_changes(&self) -> bool {
        self.summary != DiffSummary::default()
    }
}

impl<T> Changes<T> {
    /// How many there are of each.
    pub fn count(&self) -> ChangeCount {
        let (added, removed) = (self.added.len(), self.removed.len());
        ChangeCount { added, removed, changed: self.changed.len() }
    }
}
