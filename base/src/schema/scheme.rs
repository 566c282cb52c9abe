//! Reads the concept schemes that a manifest declares.

use super::fields::{Fields, list_items, read_pairs, read_prose};
use crate::{
    diagnostic::{Fault, Name},
    yaml::{NodeValue, YamlNode},
};
use serde::{Deserialize, Serialize};

/// A concept scheme as written: a vocabulary or a part of one, of which concepts are part.
#[derive(Debug)]
pub struct SchemeDeclaration {
    /// By which entries refer to it.
    pub id: Name,
    /// Its IRI, to the letter.
    pub iri: Option<Name>,
    /// What is said of it.
    pub facts: Vec<SchemeFactEntry>,
}

/// One thing that is said of a scheme.
#[derive(Debug)]
pub struct SchemeFactEntry {
    /// Which of [`SCHEME_PROPERTIES`], or the IRI of another property.
    pub property: Name,
    /// The value.
    pub value: Name,
    /// How the value is meant.
    pub form: FactForm,
}

/// How the value of a scheme's property is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FactForm<S = String> {
    /// As its property has it: words in the corpus's language, or a text in none.
    #[default]
    Plain,
    /// Words in this language.
    Language(S),
    /// A text of this datatype: `string`, `date` and the like of XML Schema, or the IRI of another.
    Datatype(S),
    /// The IRI of a thing.
    Iri,
}

/// The properties of a scheme that have a name here: whether they are words in a language, and whether a scheme has one
/// only (in each language), so that a later layer's replaces it.
pub const SCHEME_PROPERTIES: [(&str, bool, bool); 27] = [
    ("title", true, true),
    ("label", true, true),
    ("preferred-label", true, true),
    ("synonym", true, false),
    ("description", true, true),
    ("comment", true, false),
    ("definition", true, false),
    ("note", true, false),
    ("scope-note", true, false),
    ("example", true, false),
    ("history-note", true, false),
    ("editorial-note", true, false),
    ("change-note", true, false),
    ("creator", false, false),
    ("contributor", false, false),
    ("publisher", false, true),
    ("license", false, true),
    ("rights", false, false),
    ("source", false, false),
    ("language", false, false),
    ("version", false, true),
    ("created", false, true),
    ("issued", false, true),
    ("modified", false, true),
    ("date", false, true),
    ("identifier", false, false),
    ("notation", false, false),
];

/// The datatypes of XML Schema.
const XSD_TYPES: [&str; 47] = [
    "string",
    "boolean",
    "decimal",
    "integer",
    "float",
    "double",
    "date",
    "time",
    "dateTime",
    "dateTimeStamp",
    "gYear",
    "gMonth",
    "gDay",
    "gYearMonth",
    "gMonthDay",
    "duration",
    "yearMonthDuration",
    "dayTimeDuration",
    "byte",
    "short",
    "int",
    "long",
    "unsignedByte",
    "unsignedShort",
    "unsignedInt",
    "unsignedLong",
    "positiveInteger",
    "nonNegativeInteger",
    "negativeInteger",
    "nonPositiveInteger",
    "hexBinary",
    "base64Binary",
    "anyURI",
    "QName",
    "NOTATION",
    "language",
    "normalizedString",
    "token",
    "NMTOKEN",
    "NMTOKENS",
    "Name",
    "NCName",
    "ID",
    "IDREF",
    "IDREFS",
    "ENTITY",
    "ENTITIES",
];

/// Whether a name is that of a datatype of XML Schema.
pub fn is_xsd_type(name: &str) -> bool {
    XSD_TYPES.contains(&name)
}

/// Whether a text is a whole IRI: it begins with a name and a colon, and has nothing in it that no IRI has.
pub fn is_whole_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let named = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && named
        && !rest.is_empty()
        && !text.contains(strange)
}

/// What a scheme of our own namespace may not be called by: the key of its IRI.
const IRI: &str = "iri";

/// Reads one scheme of the manifest's `schemes`.
pub(super) fn read_scheme(
    id: Name,
    node: YamlNode,
    faults: &mut Vec<Fault>,
) -> Option<SchemeDeclaration> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let fault = Fault::new(node.place, "a scheme must be a map of `key: value`");
        faults.push(fault.hint("write at least its `title` or its `iri`"));
        return None;
    }
    let (mut iri, mut facts) = (None, vec![]);
    for (property, node) in read_pairs("a scheme", node, faults) {
        if property.value == IRI {
            iri = super::fields::read_text(IRI, node, faults).filter(|iri| check_iri(iri, faults));
        } else if is_property(&property.value) {
            for node in list_items(node) {
                facts.extend(read_fact(&property, node, faults));
            }
        } else {
            let message = format!("a scheme has no key `{}`", property.value);
            let names = SCHEME_PROPERTIES.iter().map(|(name, ..)| *name).chain([IRI]);
            let fault = Fault::new(property.place, message)
                .hint("one of the keys in docs/yaml.md, or the whole IRI of another property");
            faults.push(fault.suggest_nearest(&property.value, names));
        }
    }
    Some(SchemeDeclaration { id, iri, facts })
}

/// Whether a key names a property: one of ours, or by its IRI.
fn is_property(key: &str) -> bool {
    let iri = key.contains(':') && !key.contains(char::is_whitespace);
    iri || SCHEME_PROPERTIES.iter().any(|(name, ..)| *name == key)
}

fn read_fact(property: &Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<SchemeFactEntry> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let value = read_prose(&property.value, node, faults)?;
        return Some(SchemeFactEntry { property: property.clone(), value, form: FactForm::Plain });
    }
    let mut fields = Fields::open("a value of a scheme", node, faults)?;
    let place = fields.place();
    let (text, iri) = (fields.prose("text"), fields.text(IRI));
    let (language, datatype) = (super::concept::read_language(&mut fields), fields.text("type"));
    let given = [language.is_some(), datatype.is_some(), iri.is_some()];
    let several = given.iter().filter(|given| **given).count() > 1;
    if several || text.is_some() == iri.is_some() {
        let fault = Fault::new(place, "a value of a scheme is either a `text` or an `iri`");
        fields.faults().push(fault.hint("a `text` may have a `lang` or a `type`, not both"));
    }
    if let Some(Name { value, place }) = &datatype
        && !is_xsd_type(value)
        && !is_whole_iri(value)
    {
        let message = format!("there is no datatype `{value}`");
        let fault = Fault::new(*place, message).hint("a name of XML Schema, as `date`, or an IRI");
        fields.faults().push(fault.suggest_nearest(value, XSD_TYPES));
    }
    fields.close();
    let form = match (language, datatype) {
        _ if iri.is_some() => FactForm::Iri,
        (Some(language), _) => FactForm::Language(language),
        (_, Some(datatype)) => FactForm::Datatype(datatype.value),
        _ => FactForm::Plain,
    };
    let value = text.or(iri).filter(|_| !several)?;
    Some(SchemeFactEntry { property: property.clone(), value, form })
}

/// Whether a scheme can have this IRI; tells where it cannot.
fn check_iri(iri: &Name, faults: &mut Vec<Fault>) -> bool {
    let right = is_whole_iri(&iri.value);
    if !right {
        let message = format!("the `iri` of a scheme is no IRI: `{}`", iri.value);
        let hint = "write all of it, as `https://example.org/terms/`";
        faults.push(Fault::new(iri.place, message).hint(hint));
    }
    right
}
