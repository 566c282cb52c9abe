//! Converts schemes and memberships to YAML values.

use super::{Concept, Corpus, FactForm, Scheme, SchemeFact, SchemeMembership, yaml_map::YamlMap};
use crate::yaml::YamlValue;

/// What the manifest says of a scheme.
pub(super) fn scheme_to_yaml(scheme: &Scheme) -> YamlMap {
    let mut map = YamlMap::default();
    map.put("iri", scheme.iri.as_deref().map(YamlValue::from));
    let mut written: Vec<&str> = vec![];
    for SchemeFact { property, .. } in &scheme.facts {
        if !written.contains(&property.as_str()) {
            written.push(property);
            let same = scheme.facts.iter().filter(|fact| fact.property == *property);
            map.list(property, same.map(fact_to_yaml).collect());
        }
    }
    map
}

fn fact_to_yaml(fact: &SchemeFact) -> YamlValue {
    let mut map = YamlMap::default();
    map.text(if fact.form == FactForm::Iri { "iri" } else { "text" }, &fact.value);
    match &fact.form {
        FactForm::Language(language) => map.text("lang", language),
        FactForm::Datatype(datatype) => map.text("type", datatype),
        FactForm::Plain | FactForm::Iri => {}
    }
    map.into_yaml_or_only_text("text")
}

impl Corpus {
    /// What an entry says of the schemes of which its concept is part; where there is one only, all are part of it that
    /// do not say otherwise.
    pub(super) fn put_schemes(&self, map: &mut YamlMap, concept: &Concept) {
        let of = |top: bool| {
            let own = concept.schemes.iter().filter(move |it| it.is_top == top);
            own.filter_map(|it| Some(YamlValue::from(&*self.scheme(it.scheme)?.id))).collect()
        };
        match (&*self.schemes, &*concept.schemes) {
            ([_], [SchemeMembership { is_top: false, .. }]) => {}
            ([_], []) => map.put("schemes", Some(YamlValue::List(vec![]))),
            _ => map.list("schemes", of(false)),
        }
        map.list("top-of", of(true));
    }
}
