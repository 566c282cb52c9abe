//! An answer cut to a shape while it is serialized: what the shape does not name is never built.

use super::{
    message::JsonFields,
    shape::{ListShape, OutputShape, Presence, ShapeField, name_left_out},
};
use serde::{
    Serialize,
    ser::{self, Error as _, Impossible, Serializer},
};
use serde_json::{Error, Value};
use std::collections::BTreeMap;

/// What of an answer a shape names; short, with lists up to their bounds, or in full.
///
/// # Errors
/// When the answer is of a kind that no shape has.
pub(super) fn cut_answer(
    answer: &(impl Serialize + ?Sized),
    fields: &'static [ShapeField],
    full: bool,
) -> Result<JsonFields, Error> {
    match answer.serialize(ShapeCutter { shape: OutputShape::Object(fields), full })?.value {
        Value::Object(fields) => Ok(fields),
        _ => Ok(JsonFields::new()),
    }
}

/// A value that was cut, and how many of its items were left out.
struct CutValue {
    value: Value,
    left_out: usize,
}

impl From<Value> for CutValue {
    fn from(value: Value) -> Self {
        Self { value, left_out: 0 }
    }
}

#[derive(Clone, Copy)]
struct ShapeCutter {
    shape: OutputShape,
    full: bool,
}

impl ShapeCutter {
    fn start_object(self) -> ObjectCutter {
        let fields = match self.shape {
            OutputShape::Object(fields) | OutputShape::Shared(_, fields) => fields,
            _ => &[],
        };
        ObjectCutter { fields, full: self.full, kept: JsonFields::new(), key: None }
    }

    fn start_list(self) -> ListCutter {
        let list = match self.shape {
            OutputShape::List(list) => *list,
            of => ListShape { of, most: usize::MAX, each: None },
        };
        let (kept, counts) = (vec![], BTreeMap::new());
        ListCutter { list, full: self.full, kept, counts, left_out: 0 }
    }
}

/// Whether a value says nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

/// Cuts an object, field by field.
struct ObjectCutter {
    fields: &'static [ShapeField],
    full: bool,
    kept: JsonFields,
    key: Option<String>,
}

impl ObjectCutter {
    fn keep_field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        let wanted = |field: &&ShapeField| {
            field.name == name
                && match field.presence {
                    Presence::Always | Presence::IfAny => true,
                    Presence::InFull => self.full,
                    Presence::Added => false,
                }
        };
        let Some(field) = self.fields.iter().find(wanted) else { return Ok(()) };
        let cut = value.serialize(ShapeCutter { shape: field.shape, full: self.full })?;
        if field.presence == Presence::Always || !is_nothing(&cut.value) {
            self.kept.insert(name.to_owned(), cut.value);
        }
        if cut.left_out > 0 {
            self.kept.insert(name_left_out(name), cut.left_out.into());
        }
        Ok(())
    }
}

impl ser::SerializeStruct for ObjectCutter {
    type Ok = CutValue;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.keep_field(name, value)
    }

    fn end(self) -> Result<CutValue, Error> {
        Ok(Value::Object(self.kept).into())
    }
}

impl ser::SerializeMap for ObjectCutter {
    type Ok = CutValue;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = serde_json::to_value(key)?.as_str().map(str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        match self.key.take() {
            Some(key) => self.keep_field(&key, value),
            None => Ok(()),
        }
    }

    fn end(self) -> Result<CutValue, Error> {
        Ok(Value::Object(self.kept).into())
    }
}

/// Cuts a list, item by item.
struct ListCutter {
    list: ListShape,
    full: bool,
    kept: Vec<Value>,
    counts: BTreeMap<String, usize>,
    left_out: usize,
}

impl ListCutter {
    fn keep_item(&mut self, item: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        let ListShape { of, most, each } = self.list;
        if !self.full && self.kept.len() >= most {
            self.left_out += 1;
            return Ok(());
        }
        let cut = item.serialize(ShapeCutter { shape: of, full: self.full })?.value;
        if let Some((by, most)) = each.filter(|_| !self.full) {
            let name = cut.get(by).and_then(Value::as_str).unwrap_or_default();
            let count = self.counts.entry(name.to_owned()).or_default();
            *count += 1;
            if *count > most {
                self.left_out += 1;
                return Ok(());
            }
        }
        self.kept.push(cut);
        Ok(())
    }
}

/// The ways in which a list is serialized, all of them item by item.
macro_rules! cut_items {
    ($($way:ident: $method:ident),*) => {
        $(impl ser::$way for ListCutter {
            type Ok = CutValue;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
                self.keep_item(item)
            }

            fn end(self) -> Result<CutValue, Error> {
                Ok(CutValue { value: Value::Array(self.kept), left_out: self.left_out })
            }
        })*
    };
}

cut_items!(
    SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field
);

/// Numbers as they are.
macro_rules! keep_numbers {
    ($($method:ident: $number:ty),*) => {
        $(fn $method(self, number: $number) -> Result<CutValue, Error> {
            Ok(Value::from(number).into())
        })*
    };
}

impl Serializer for ShapeCutter {
    type Ok = CutValue;
    type Error = Error;
    type SerializeSeq = ListCutter;
    type SerializeTuple = ListCutter;
    type SerializeTupleStruct = ListCutter;
    type SerializeTupleVariant = Impossible<CutValue, Error>;
    type SerializeMap = ObjectCutter;
    type SerializeStruct = ObjectCutter;
    type SerializeStructVariant = Impossible<CutValue, Error>;

    keep_numbers!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_str: &str
    );

    fn serialize_char(self, c: char) -> Result<CutValue, Error> {
        Ok(Value::from(c.to_string()).into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<CutValue, Error> {
        Err(Error::custom("no answer holds bytes"))
    }

    fn serialize_none(self) -> Result<CutValue, Error> {
        Ok(Value::Null.into())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<CutValue, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<CutValue, Error> {
        Ok(Value::Null.into())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<CutValue, Error> {
        Ok(Value::Null.into())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<CutValue, Error> {
        Ok(Value::from(variant).into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<CutValue, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<CutValue, Error> {
        Err(Error::custom("no shape has variants"))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ListCutter, Error> {
        Ok(self.start_list())
    }

    fn serialize_tuple(self, _: usize) -> Result<ListCutter, Error> {
        Ok(self.start_list())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<ListCutter, Error> {
        Ok(self.start_list())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(Error::custom("no shape has variants"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<ObjectCutter, Error> {
        Ok(self.start_object())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<ObjectCutter, Error> {
        Ok(self.start_object())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(Error::custom("no shape has variants"))
    }
}
