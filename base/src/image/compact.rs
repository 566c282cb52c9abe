//! Compact records: how what a concept's record holds is written where most of it is absent.
//!
//! A number tells which parts follow, so that an absent one takes a bit and not a byte. Records are tuples whose length
//! only their first number tells, which postcard neither writes nor needs to know.

use super::{ConceptHead, Mention};
use crate::corpus::{
    Aspect, Citation, CitedStance, Concept, ConceptId, Label, LabelKind, Placement, VoiceId,
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Visitor, value::BorrowedStrDeserializer},
    ser::{SerializeSeq, SerializeTuple},
};
use std::{fmt, marker::PhantomData};

/// More parts than any record has.
const MAX_PARTS: usize = 1 << 16;
/// That a claim is made by the first voice alone, in no work and without a word.
const FIRST_VOICE_ALONE: u8 = 0xf0;
/// That two numbers follow: how many assert, and how many deny.
const MANY_CITATIONS: u8 = 0xff;
/// So many citations of one sort are counted within the first byte.
const MAX_COUNTED: usize = 14;

/// Reads parts in their order.
struct Parts<A>(A);

impl<'de, A: SeqAccess<'de>> Parts<A> {
    fn next<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.0.next_element()?.ok_or_else(|| A::Error::custom("too short"))
    }

    /// The next part, if its bit is set.
    fn next_if<T: Deserialize<'de>>(
        &mut self,
        flags: u16,
        bit: u32,
    ) -> Result<Option<T>, A::Error> {
        if flags >> bit & 1 == 1 { self.next().map(Some) } else { Ok(None) }
    }

    /// The next list, if its bit is set.
    fn next_list<L: Deserialize<'de> + Default>(
        &mut self,
        flags: u16,
        bit: u32,
    ) -> Result<L, A::Error> {
        Ok(self.next_if(flags, bit)?.unwrap_or_default())
    }
}

/// A value that is read part by part.
trait FromParts<'de>: Sized {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error>;
}

struct PartsVisitor<T>(PhantomData<T>);

impl<'de, T: FromParts<'de>> Visitor<'de> for PartsVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a compact record")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, parts: A) -> Result<T, A::Error> {
        T::from_parts(&mut Parts(parts))
    }
}

/// Reads and writes types by their parts.
macro_rules! by_parts {
    ($($type:ident),*) => {$(
        impl<'de, S: Deserialize<'de>> Deserialize<'de> for $type<S> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_tuple(MAX_PARTS, PartsVisitor(PhantomData))
            }
        }
    )*};
}

by_parts!(Citation, CitedStance, Concept, ConceptHead, ConceptLabels, Label);

/// What stands for a text until that is put in.
fn read_nothing<'de, S: Deserialize<'de>, E: Error>() -> Result<S, E> {
    S::deserialize(BorrowedStrDeserializer::new(""))
}

/// A number whose bits tell which of these are so.
fn set_bits<const N: usize>(bits: [bool; N]) -> u16 {
    bits.iter().rev().fold(0, |all, bit| all << 1 | u16::from(*bit))
}

/// Writes those parts that are there.
macro_rules! write_present {
    ($tuple:ident, $($part:expr),*) => {$(
        if let Some(part) = &$part {
            $tuple.serialize_element(part)?;
        }
    )*};
}

/// Writes those lists that are not empty.
macro_rules! write_lists {
    ($tuple:ident, $($list:expr),*) => {$(
        if !$list.is_empty() {
            $tuple.serialize_element(&$list)?;
        }
    )*};
}

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

impl<S: Serialize> Serialize for Label<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serialize_label(self, true, serializer)
    }
}

/// The label of a concept's head, but for its text, which stands there.
struct HeadLabel<'l, S>(&'l Label<S>);

impl<S: Serialize> Serialize for HeadLabel<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serialize_label(self.0, false, serializer)
    }
}

/// The labels of a concept.
struct Labels<'l, S>(&'l [Label<S>]);

impl<S: Serialize> Serialize for Labels<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for (at, label) in self.0.iter().enumerate() {
            match is_of_head(at, label) {
                true => list.serialize_element(&HeadLabel(label))?,
                false => list.serialize_element(label)?,
            }
        }
        list.end()
    }
}

/// Whether a concept's label at a place is the one that its head has.
fn is_of_head<S>(place: usize, label: &Label<S>) -> bool {
    place == 0 && label.kind == LabelKind::Preferred && label.language.is_none()
}

impl<S> Concept<S> {
    /// Puts in what a record leaves out since the head has it.
    pub(super) fn complete_from(&mut self, head: ConceptHead<S>) {
        self.id = head.id;
        complete_label(&mut self.labels, head.label);
    }
}

fn complete_label<S>(labels: &mut [Label<S>], of_head: S) {
    if let Some(label) = labels.first_mut().filter(|label| is_of_head(0, label)) {
        label.text = of_head;
    }
}

/// The labels of a concept's record, behind which nothing is read.
pub(super) struct ConceptLabels<S>(Vec<Label<S>>);

impl<S> ConceptLabels<S> {
    /// The labels, with what the record leaves out since the head has it.
    pub(super) fn into_complete(mut self, head: ConceptHead<S>) -> Vec<Label<S>> {
        complete_label(&mut self.0, head.label);
        self.0
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for ConceptLabels<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let _flags: u16 = parts.next()?;
        Ok(Self(parts.next()?))
    }
}

fn serialize_label<S: Serialize, Z: Serializer>(
    label: &Label<S>,
    with_text: bool,
    serializer: Z,
) -> Result<Z::Ok, Z::Error> {
    let kind = label.kind as u8;
    let flags = set_bits([
        kind & 1 == 1,
        kind & 2 == 2,
        kind & 4 == 4,
        label.language.is_some(),
        label.secondary,
        label.why.is_some(),
        label.instead.is_some(),
        with_text,
    ]);
    let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
    tuple.serialize_element(&u8::try_from(flags).unwrap_or_default())?;
    if with_text {
        tuple.serialize_element(&label.text)?;
    }
    write_present!(tuple, label.language, label.why, label.instead);
    tuple.serialize_element(&label.said)?;
    tuple.end()
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for Label<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let flags = u16::from(parts.next::<u8>()?);
        let kinds = [
            LabelKind::Preferred,
            LabelKind::Abbreviation,
            LabelKind::Synonym,
            LabelKind::Avoid,
            LabelKind::Hidden,
        ];
        let kind = kinds.into_iter().find(|kind| u16::from(*kind as u8) == flags & 7);
        Ok(Self {
            kind: kind.ok_or_else(|| A::Error::custom("no kind of label"))?,
            secondary: flags >> 4 & 1 == 1,
            text: match parts.next_if(flags, 7)? {
                Some(text) => text,
                None => read_nothing()?,
            },
            language: parts.next_if(flags, 3)?,
            why: parts.next_if(flags, 5)?,
            instead: parts.next_if(flags, 6)?,
            said: parts.next()?,
        })
    }
}

impl<S: Serialize> Serialize for Concept<S> {
    /// All but its identifier and its own preferred label, which its head has.
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
        ]);
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        tuple.serialize_element(&flags)?;
        tuple.serialize_element(&Labels(&self.labels))?;
        write_present!(tuple, self.definition);
        write_lists!(tuple, self.definitions, self.facets, self.notes);
        write_present!(tuple, self.root, self.kind, self.kind_by, self.qualifier);
        write_present!(tuple, self.qualifier_by, self.iri);
        write_lists!(tuple, self.translated, self.notations, self.matches);
        tuple.end()
    }
}

impl<'de, S: Deserialize<'de>> FromParts<'de> for Concept<S> {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error> {
        let flags: u16 = parts.next()?;
        let id = read_nothing()?;
        let (allow, place, further) = Default::default();
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
        ]);
        let mut tuple = serializer.serialize_tuple(MAX_PARTS)?;
        tuple.serialize_element(&u8::try_from(flags).unwrap_or_default())?;
        tuple.serialize_element(&self.id)?;
        tuple.serialize_element(&self.label)?;
        write_present!(tuple, self.qualifier, self.kind, self.abbreviation);
        write_lists!(tuple, self.translations);
        write_present!(tuple, self.root);
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
        })
    }
}

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
        let mut mentions = Vec::with_capacity(list.size_hint().unwrap_or_default().min(MAX_PARTS));
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
