//! How definitions by others and notes are written: a number tells their kind and which parts follow.

use super::parts::{FromParts, MAX_PARTS, Parts, PartsVisitor, set_bits};
use crate::corpus::{ClaimedText, Note, NoteKind};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess},
    ser::SerializeTuple,
};
use std::marker::PhantomData;

by_parts!(ClaimedText, Note);

/// So many bits of a note's number tell its kind.
const KIND_BITS: u32 = 4;

impl<S: Serialize> Serialize for ClaimedText<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let flags = set_bits([self.leading, self.language.is_some(), !self.dates.is_empty()]);
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        tuple.serialize_element(&u8::try_from(flags).unwrap_or_default())?;
        tuple.serialize_element(&self.text)?;
        write_present!(tuple, self.language);
        write_lists!(tuple, self.dates);
        tuple.serialize_element(&self.said)?;
        tuple.end()
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for ClaimedText<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let flags = u16::from(parts.next::<u8>()?);
        Ok(Self {
            text: parts.next()?,
            leading: flags & 1 == 1,
            language: parts.next_if(flags, 1)?,
            dates: parts.next_list(flags, 2)?,
            said: parts.next()?,
        })
    }
}

impl<S: Serialize> Serialize for Note<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let there = set_bits([
            self.label.is_some(),
            self.language.is_some(),
            !self.dates.is_empty(),
            !self.with.is_empty(),
        ]);
        let kind = NoteKind::ALL.iter().position(|(kind, _)| *kind == self.kind);
        let flags = there << KIND_BITS | kind.and_then(|at| u16::try_from(at).ok()).unwrap_or(0);
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        tuple.serialize_element(&u8::try_from(flags).unwrap_or_default())?;
        tuple.serialize_element(&self.text)?;
        write_present!(tuple, self.label, self.language);
        write_lists!(tuple, self.dates, self.with);
        tuple.serialize_element(&self.said)?;
        tuple.end()
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for Note<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let flags = u16::from(parts.next::<u8>()?);
        let kind = NoteKind::ALL.get(usize::from(flags & ((1 << KIND_BITS) - 1)));
        let (kind, _) = kind.ok_or_else(|| A::Error::custom("no kind of note"))?;
        Ok(Self {
            kind: *kind,
            text: parts.next()?,
            label: parts.next_if(flags, KIND_BITS)?,
            language: parts.next_if(flags, KIND_BITS + 1)?,
            dates: parts.next_list(flags, KIND_BITS + 2)?,
            with: parts.next_list(flags, KIND_BITS + 3)?,
            said: parts.next()?,
        })
    }
}
