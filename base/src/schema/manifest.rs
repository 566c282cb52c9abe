//! Reads `corpus.yaml`: the corpus's title and the kinds, facets and relations its entries may use.

use super::fields::{Fields, check_identifier, read_declared, read_text};
use crate::{
    diagnostic::{Fault, Name},
    yaml::YamlNode,
};
use serde::{Deserialize, Serialize};

/// A corpus's manifest.
#[derive(Debug)]
pub struct Manifest {
    /// What the corpus is called.
    pub title: Option<String>,
    /// The language of its texts, a BCP 47 tag.
    pub language: Option<String>,
    /// What the IRIs of its concepts begin with.
    pub iri: Option<Name>,
    /// Whose words unattributed statements are.
    pub voice: Option<Name>,
    /// What the corpus lies over: the built-in one, or a path from the manifest's folder.
    pub over: Option<Name>,
    /// Which rules it is held to.
    pub profile: Profile,
    /// Words that a label may leave out when it is asked for.
    pub implied_words: Vec<String>,
    /// Its kinds.
    pub kinds: Vec<KindDeclaration>,
    /// Its facets in reading order.
    pub facets: Vec<FacetDeclaration>,
    /// Its relations beyond the built-in ones.
    pub relations: Vec<RelationDeclaration>,
}

/// Which rules a corpus is held to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Profile {
    /// All of them.
    #[default]
    House,
    /// Those of integrity, not those of our style: the vocabulary is kept by others.
    Foreign,
}

impl Profile {
    /// What `profile` says for a vocabulary that others keep.
    pub const FOREIGN: &str = "foreign";
}

/// A kind of concept.
#[derive(Debug)]
pub struct KindDeclaration {
    /// Its name.
    pub id: Name,
    /// What it means.
    pub means: Option<String>,
    /// Whether a concept of it is expected to stand under one umbrella.
    pub one_umbrella: bool,
}

/// A dimension on which concepts are compared.
#[derive(Debug)]
pub struct FacetDeclaration {
    /// Its name.
    pub id: Name,
    /// How it is shown.
    pub label: Option<String>,
    /// What it means.
    pub means: Option<String>,
    /// Whether its values exclude each other.
    pub single_valued: bool,
    /// Whether its values are part of what a concept is.
    pub defining: bool,
    /// The values it may take; any, if none are listed.
    pub values: Vec<Name>,
}

/// A relation that the corpus declares.
#[derive(Debug)]
pub struct RelationDeclaration {
    /// Its name, a verb.
    pub id: Name,
    /// What it is called from the far end; none if it is symmetric.
    pub inverse: Option<Name>,
    /// What it means.
    pub means: Option<String>,
    /// Relations that cannot hold of the same pair.
    pub excludes: Vec<Name>,
}

/// Reads `corpus.yaml`.
pub fn read_manifest(node: YamlNode, faults: &mut Vec<Fault>) -> Option<Manifest> {
    let mut fields = Fields::open("corpus.yaml", node, faults)?;
    let place = fields.place();
    let manifest = Manifest {
        title: fields.text("title").map(|title| title.value),
        language: fields.text("language").map(|language| language.value),
        iri: fields.text("iri"),
        voice: fields.text("voice"),
        over: fields.text("over"),
        profile: read_profile(&mut fields),
        implied_words: fields.texts("implied-words").into_iter().map(|word| word.value).collect(),
        kinds: read_declarations(&mut fields, "kinds", read_kind),
        facets: read_declarations(&mut fields, "facets", read_facet),
        relations: read_declarations(&mut fields, "relations", read_relation_kind),
    };
    if fields.is_missing("voice") {
        let fault = Fault::new(place, "corpus.yaml lacks its `voice`");
        fields.faults().push(fault.hint("name the voice whose words unattributed statements are"));
    }
    fields.close();
    Some(manifest)
}

fn read_profile(fields: &mut Fields<'_>) -> Profile {
    let Some(Name { value, place }) = fields.text("profile") else { return Profile::House };
    if value != Profile::FOREIGN {
        let fault = Fault::new(place, format!("there is no profile `{value}`"));
        let hint = "write `foreign` for a vocabulary that others keep, or leave it out";
        fields.faults().push(fault.hint(hint));
        return Profile::House;
    }
    Profile::Foreign
}

/// Reads each pair of a map of declarations.
fn read_declarations<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(Name, YamlNode, &mut Vec<Fault>) -> Option<T>,
) -> Vec<T> {
    let pairs = fields.pairs(name);
    let faults = fields.faults();
    let named = pairs.into_iter().filter_map(|(id, node)| read_declared(id, node, read, faults));
    named.collect()
}

fn read_kind(id: Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<KindDeclaration> {
    let mut fields = Fields::open("a kind", node, faults)?;
    let means = fields.text("means").map(|means| means.value);
    let one_umbrella = fields.flag("one-umbrella");
    fields.close();
    Some(KindDeclaration { id, means, one_umbrella })
}

fn read_facet(id: Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<FacetDeclaration> {
    let mut fields = Fields::open("a facet", node, faults)?;
    let label = fields.text("label").map(|label| label.value);
    let means = fields.text("means").map(|means| means.value);
    let single_valued = fields.flag("single-valued");
    let defining = fields.flag("defining");
    let values = fields.list("values");
    let values = values
        .into_iter()
        .filter_map(|value| read_text("values", value, fields.faults()))
        .collect();
    fields.close();
    Some(FacetDeclaration { id, label, means, single_valued, defining, values })
}

fn read_relation_kind(
    id: Name,
    node: YamlNode,
    faults: &mut Vec<Fault>,
) -> Option<RelationDeclaration> {
    let mut fields = Fields::open("a relation", node, faults)?;
    let inverse =
        fields.text("inverse").and_then(|inverse| check_identifier(inverse, fields.faults()));
    let means = fields.text("means").map(|means| means.value);
    let excludes = fields.texts("excludes");
    fields.close();
    Some(RelationDeclaration { id, inverse, means, excludes })
}
