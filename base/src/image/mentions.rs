//! Lists of mentions as they are written: each concept as what lies between it and the one before.

use super::Mention;
use crate::corpus::ConceptId;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Visitor},
};
use std::fmt;

/// So many mentions are made room for before any is read.
const MAX_FORESEEN: usize = 1 << 16;

/// Where a word occurs, by concept: each as what is between it and the one before.
pub(super) struct MentionList(pub(super) Vec<Mention>);

impl Serialize for MentionList {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut before = 0;
        serializer.collect_seq(self.0.iter().map(|mention| {
            let gap = mention.concept.0.wrapping_sub(before);
            before = mention.concept.0;
            (gap, u64::from(mention.weight) << 1 | u64::from(mention.in_label))
        }))
    }
}

impl<'de> Deserialize<'de> for MentionList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(MentionVisitor)
    }
}

struct MentionVisitor;

impl<'de> Visitor<'de> for MentionVisitor {
    type Value = MentionList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of mentions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<MentionList, A::Error> {
        let mut mentions =
            Vec::with_capacity(list.size_hint().unwrap_or_default().min(MAX_FORESEEN));
        let mut concept = 0_u32;
        while let Some((gap, weight)) = list.next_element::<(u32, u64)>()? {
            concept = concept.wrapping_add(gap);
            let in_label = weight & 1 == 1;
            let weight = u32::try_from(weight >> 1).map_err(A::Error::custom)?;
            mentions.push(Mention { concept: ConceptId(concept), weight, in_label });
        }
        Ok(MentionList(mentions))
    }
}
