//! Numbers of concepts, voices, works, kinds, facets and relations: places in a corpus's tables.

use serde::{Deserialize, Serialize};

/// Declares numbers that stand for one sort of thing each.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// Its place in the table of its sort.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The number for a place in a table.
            pub(crate) fn of(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// A voice.
    VoiceId,
    /// A work.
    WorkId,
    /// A concept.
    ConceptId,
    /// A kind.
    KindId,
    /// A facet.
    FacetId,
    /// A relation.
    RelationId,
    /// A concept scheme.
    SchemeId,
    /// A kind of voice; those that weigh most come first.
    VoiceKindId,
}
