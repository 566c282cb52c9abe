//! The properties of a concept scheme: the names that the YAML has for them, and their IRIs.

use super::names::{dcterms, owl, rdfs, skos, xsd};
use cxterms_base::schema::is_xsd_type;

/// Each name with its IRI.
const PROPERTIES: [(&str, &str); 27] = [
    ("title", dcterms::TITLE),
    ("label", rdfs::LABEL),
    ("preferred-label", skos::PREF),
    ("synonym", skos::ALT),
    ("description", dcterms::DESCRIPTION),
    ("comment", rdfs::COMMENT),
    ("definition", skos::DEFINITION),
    ("note", skos::NOTE),
    ("scope-note", skos::SCOPE),
    ("example", skos::EXAMPLE),
    ("history-note", skos::HISTORY),
    ("editorial-note", skos::EDITORIAL),
    ("change-note", skos::CHANGE),
    ("creator", dcterms::CREATOR),
    ("contributor", dcterms::CONTRIBUTOR),
    ("publisher", dcterms::PUBLISHER),
    ("license", dcterms::LICENSE),
    ("rights", dcterms::RIGHTS),
    ("source", dcterms::SOURCE),
    ("language", dcterms::LANGUAGE),
    ("version", owl::VERSION),
    ("created", dcterms::CREATED),
    ("issued", dcterms::ISSUED),
    ("modified", dcterms::MODIFIED),
    ("date", dcterms::DATE),
    ("identifier", dcterms::IDENTIFIER),
    ("notation", skos::NOTATION),
];

/// The IRI of a property of a scheme.
pub(super) fn property_iri(name: &str) -> &str {
    PROPERTIES.iter().find(|(known, _)| *known == name).map_or(name, |(_, iri)| iri)
}

/// What the YAML calls a property of a scheme.
pub(super) fn property_name(iri: &str) -> &str {
    PROPERTIES.iter().find(|(_, known)| *known == iri).map_or(iri, |(name, _)| name)
}

/// What stands before the names of XML Schema's datatypes.
fn xsd_space() -> &'static str {
    xsd::STRING.trim_end_matches("string")
}

/// What the YAML calls a datatype.
pub(super) fn datatype_name(iri: &str) -> &str {
    iri.strip_prefix(xsd_space()).filter(|it| is_xsd_type(it)).unwrap_or(iri)
}

/// The IRI of a datatype.
pub(super) fn datatype_iri(name: &str) -> String {
    if name.contains(':') { name.to_owned() } else { format!("{}{name}", xsd_space()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cxterms_base::schema::SCHEME_PROPERTIES;

    #[test]
    fn every_name_of_the_yaml_has_its_iri() {
        let named: Vec<_> = SCHEME_PROPERTIES.iter().map(|(name, ..)| *name).collect();
        assert_eq!(PROPERTIES.map(|(name, _)| name).to_vec(), named);
        for (name, iri) in PROPERTIES {
            assert_eq!((property_iri(name), property_name(iri)), (iri, name));
        }
        assert_eq!(datatype_name(&datatype_iri("gYear")), "gYear");
        assert_eq!(datatype_iri("https://example.org/day"), "https://example.org/day");
    }
}
