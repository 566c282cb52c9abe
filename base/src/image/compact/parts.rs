//! Reading and writing records part by part, a number before them telling which follow.

use serde::{
    Deserialize,
    de::{Error, SeqAccess, Visitor, value::BorrowedStrDeserializer},
};
use std::{fmt, marker::PhantomData};

/// More parts than any record has.
pub(super) const MAX_PARTS: usize = 1 << 16;
/// Reads parts in their order.
pub(super) struct Parts<A>(pub(super) A);

impl<'de, A: SeqAccess<'de>> Parts<A> {
    pub(super) fn next<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.0.next_element()?.ok_or_else(|| A::Error::custom("too short"))
    }

    /// The next part, if its bit is set.
    pub(super) fn next_if<T: Deserialize<'de>>(
        &mut self,
        flags: u16,
        bit: u32,
    ) -> Result<Option<T>, A::Error> {
        if flags >> bit & 1 == 1 { self.next().map(Some) } else { Ok(None) }
    }

    /// The next list, if its bit is set.
    pub(super) fn next_list<L: Deserialize<'de> + Default>(
        &mut self,
        flags: u16,
        bit: u32,
    ) -> Result<L, A::Error> {
        Ok(self.next_if(flags, bit)?.unwrap_or_default())
    }
}

/// A value that is read part by part.
pub(super) trait FromParts<'de>: Sized {
    fn from_parts<A: SeqAccess<'de>>(parts: &mut Parts<A>) -> Result<Self, A::Error>;
}

pub(super) struct PartsVisitor<T>(pub(super) PhantomData<T>);

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

/// What stands for a text until that is put in.
pub(super) fn read_nothing<'de, S: Deserialize<'de>, E: Error>() -> Result<S, E> {
    S::deserialize(BorrowedStrDeserializer::new(""))
}

/// A number whose bits tell which of these are so.
pub(super) fn set_bits<const N: usize>(bits: [bool; N]) -> u16 {
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
