//! Compact records: how what a concept's record holds is written where most of it is absent.
//!
//! A number tells which parts follow, so that an absent one takes a bit and not a byte. Records are tuples whose length
//! only their first number tells, which postcard neither writes nor needs to know.

#[macro_use]
mod parts;
mod labels;
mod texts;

use super::ConceptHead;
use crate::corpus::{Aspect, Citation, CitedStance, Concept, Placement, VoiceId};
use labels::Labels;
use parts::{FromParts, MAX_PARTS, Parts, PartsVisitor, read_nothing, set_bits};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::SeqAccess, ser::SerializeTuple};
use std::marker::PhantomData;

pub(super) use labels::ConceptLabels;

/// That a claim is made by the first voice alone, in no work and without a word.
const FIRST_VOICE_ALONE: u8 = 0xf0;
/// That two numbers follow: how many assert, and how many deny.
const MANY_CITATIONS: u8 = 0xff;
/// So many citations of one sort are counted within the first byte.
const MAX_COUNTED: usize = 14;

by_parts!(Citation, CitedStance, Concept, ConceptHead);

impl<S: Serialize> Serialize for Citation<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let (placement, aspect) = (self.placement, self.aspect);
        let flags = set_bits([
            self.work.is_some(),
            self.via.is_some(),
            self.text.is_some(),
            self.but.is_some(),
            placement == Some(Placement::Kind),
            placement == Some(Placement::Part),
            aspect == Some(Aspect::Practice),
            aspect == Some(Aspect::Ideal),
        ]);
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        tuple.serialize_element(&u8::try_from(flags).unwrap_or_default())?;
        tuple.serialize_element(&self.voice)?;
        write_present!(tuple, self.work, self.via, self.text, self.but);
        tuple.end()
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for Citation<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let flags = u16::from(parts.next::<u8>()?);
        Ok(Self {
            voice: parts.next()?,
            work: parts.next_if(flags, 0)?,
            via: parts.next_if(flags, 1)?,
            text: parts.next_if(flags, 2)?,
            but: parts.next_if(flags, 3)?,
            placement: match flags >> 4 & 3 {
                0 => None,
                1 => Some(Placement::Kind),
                _ => Some(Placement::Part),
            },
            aspect: match flags >> 6 & 3 {
                0 => None,
                1 => Some(Aspect::Practice),
                _ => Some(Aspect::Ideal),
            },
        })
    }
}

impl<S: Serialize> Serialize for CitedStance<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        let (asserted, denied) = (self.asserted_by.len(), self.denied_by.len());
        let first = |it: &Citation<S>| {
            it.voice == VoiceId::default() && it.work.is_none() && it.via.is_none() && it.is_bare()
        };
        match (&*self.asserted_by, denied) {
            ([one], 0) if first(one) => {
                tuple.serialize_element(&FIRST_VOICE_ALONE)?;
                return tuple.end();
            }
            _ if asserted <= MAX_COUNTED && denied <= MAX_COUNTED => {
                let counts = u8::try_from(asserted | denied << 4).unwrap_or_default();
                tuple.serialize_element(&counts)?;
            }
            _ => {
                tuple.serialize_element(&MANY_CITATIONS)?;
                tuple.serialize_element(&(asserted as u64))?;
                tuple.serialize_element(&(denied as u64))?;
            }
        }
        for citation in self.citations() {
            tuple.serialize_element(citation)?;
        }
        tuple.end()
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for CitedStance<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let (asserted, denied) = match parts.next::<u8>()? {
            FIRST_VOICE_ALONE => {
                let own = Citation::from_voice(VoiceId::default(), None);
                return Ok(Self::new(vec![own], vec![]));
            }
            MANY_CITATIONS => (parts.next::<u64>()?, parts.next::<u64>()?),
            counts => (u64::from(counts & 15), u64::from(counts >> 4)),
        };
        // What cannot be read whole ends at once, however many are said to follow.
        let asserted_by = (0..asserted).map(|_| parts.next()).collect::<Result<_, _>>()?;
        let denied_by = (0..denied).map(|_| parts.next()).collect::<Result<_, _>>()?;
        Ok(Self::new(asserted_by, denied_by))
    }
}

impl<S: Serialize> Serialize for Concept<S> {
    /// All but what its head has: its identifier, its own preferred label, and the schemes of which it is part.
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let flags = set_bits([
            self.definition.is_some(),
            !self.definitions.is_empty(),
            !self.facets.is_empty(),
            !self.notes.is_empty(),
            self.root.is_some(),
            self.kind.is_some(),
            self.kind_by.is_some(),
            self.qualifier.is_some(),
            self.qualifier_by.is_some(),
            self.iri.is_some(),
            !self.translated.is_empty(),
            !self.notations.is_empty(),
            !self.matches.is_empty(),
            !self.states.is_empty(),
            !self.dates.is_empty(),
        ]);
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        tuple.serialize_element(&flags)?;
        tuple.serialize_element(&Labels(&self.labels))?;
        write_present!(tuple, self.definition);
        write_lists!(tuple, self.definitions, self.facets, self.notes);
        write_present!(tuple, self.root, self.kind, self.kind_by, self.qualifier);
        write_present!(tuple, self.qualifier_by, self.iri);
        write_lists!(tuple, self.translated, self.notations, self.matches, self.states, self.dates);
        tuple.end()
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for Concept<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let flags: u16 = parts.next()?;
        let id = read_nothing()?;
        let (schemes, allow, place, further) = Default::default();
        Ok(Self {
            id,
            labels: parts.next()?,
            definition: parts.next_if(flags, 0)?,
            definitions: parts.next_list(flags, 1)?,
            facets: parts.next_list(flags, 2)?,
            notes: parts.next_list(flags, 3)?,
            root: parts.next_if(flags, 4)?,
            kind: parts.next_if(flags, 5)?,
            kind_by: parts.next_if(flags, 6)?,
            qualifier: parts.next_if(flags, 7)?,
            qualifier_by: parts.next_if(flags, 8)?,
            iri: parts.next_if(flags, 9)?,
            translated: parts.next_list(flags, 10)?,
            notations: parts.next_list(flags, 11)?,
            matches: parts.next_list(flags, 12)?,
            schemes,
            states: parts.next_list(flags, 13)?,
            dates: parts.next_list(flags, 14)?,
            allow,
            place,
            further,
        })
    }
}

impl<S: Serialize> Serialize for ConceptHead<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let flags = set_bits([
            self.qualifier.is_some(),
            self.kind.is_some(),
            self.abbreviation.is_some(),
            !self.translations.is_empty(),
            self.root.is_some(),
            !self.schemes.is_empty(),
            self.state.is_some(),
        ]);
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        tuple.serialize_element(&u8::try_from(flags).unwrap_or_default())?;
        tuple.serialize_element(&self.id)?;
        tuple.serialize_element(&self.label)?;
        write_present!(tuple, self.qualifier, self.kind, self.abbreviation);
        write_lists!(tuple, self.translations);
        write_present!(tuple, self.root);
        write_lists!(tuple, self.schemes);
        write_present!(tuple, self.state);
        tuple.end()
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for ConceptHead<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let flags = u16::from(parts.next::<u8>()?);
        Ok(Self {
            id: parts.next()?,
            label: parts.next()?,
            qualifier: parts.next_if(flags, 0)?,
            kind: parts.next_if(flags, 1)?,
            abbreviation: parts.next_if(flags, 2)?,
            translations: parts.next_list(flags, 3)?,
            root: parts.next_if(flags, 4)?,
            schemes: parts.next_list(flags, 5)?,
            state: parts.next_if(flags, 6)?,
        })
    }
}
