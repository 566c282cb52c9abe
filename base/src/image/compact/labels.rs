//! Labels: the first of a concept leaves out its text, which the head of the concept has.

use super::parts::{FromParts, MAX_PARTS, Parts, PartsVisitor, read_nothing, set_bits};
use crate::{
    corpus::{Concept, Label, LabelKind},
    image::ConceptHead,
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess},
    ser::{SerializeSeq, SerializeTuple},
};
use std::marker::PhantomData;

by_parts!(ConceptLabels, Label);

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
pub(super) struct Labels<'l, S>(pub(super) &'l [Label<S>]);

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
    pub(in crate::image) fn complete_from(&mut self, head: ConceptHead<S>) {
        self.id = head.id;
        self.schemes = head.schemes.into();
        complete_label(&mut self.labels, head.label);
    }
}

fn complete_label<S>(labels: &mut [Label<S>], of_head: S) {
    if let Some(label) = labels.first_mut().filter(|label| is_of_head(0, label)) {
        label.text = of_head;
    }
}

/// The labels of a concept's record, behind which nothing is read.
pub(in crate::image) struct ConceptLabels<S>(Vec<Label<S>>);

impl<S> ConceptLabels<S> {
    /// The labels, with what the record leaves out since the head has it.
    pub(in crate::image) fn into_complete(mut self, head: ConceptHead<S>) -> Vec<Label<S>> {
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
