//! Reads `corpus.yaml`: the corpus's title and the kinds, facets and relations its entries may use.

use super::{
    fields::{Fields, check_identifier, read_declared, read_pairs, read_text},
    scheme::{SchemeDeclaration, read_scheme},
    state::is_date,
};
use crate::{
    diagnostic::{Fault, Name},
    yaml::{NodeValue, YamlNode},
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
    /// Rules that are off elsewhere and that it asks for.
    pub rules: Vec<Name>,
    /// When this state of it was made, a date.
    pub edition: Option<Name>,
    /// Words that a label may leave out when it is asked for.
    pub implied_words: Vec<String>,
    /// The kinds of voice, those that weigh most first.
    pub voice_kinds: Vec<Name>,
    /// Its kinds.
    pub kinds: Vec<KindDeclaration>,
    /// Its facets in reading order.
    pub facets: Vec<FacetDeclaration>,
    /// Its relations beyond the built-in ones.
    pub relations: Vec<RelationDeclaration>,
    /// The concept schemes of which its concepts are part.
    pub schemes: Vec<SchemeDeclaration>,
    /// Whether it says that there are none, and that the corpus itself is none either.
    pub in_no_scheme: bool,
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
    /// How its values are asked for, and some of them in their own words.
    pub question: FacetQuestion,
    /// What stands before such words in a statement.
    pub verb: Option<String>,
}

/// How the values of a facet are put into a question.
#[derive(Debug, Default)]
pub struct FacetQuestion {
    /// Words in which `V` stands for the value.
    pub pattern: Option<String>,
    /// The words of single values.
    pub words: Vec<(Name, String)>,
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
    /// What is said of it in a statement.
    pub verb: Option<String>,
    /// The same, from the far end.
    pub inverse_verb: Option<String>,
    /// How it is asked for, with `A` and `B` for its ends.
    pub asked: Option<String>,
}

/// Reads `corpus.yaml`.
pub fn read_manifest(node: YamlNode, faults: &mut Vec<Fault>) -> Option<Manifest> {
    let mut fields = Fields::open("corpus.yaml", node, faults)?;
    let place = fields.place();
    let schemes = read_declarations(&mut fields, "schemes", read_scheme);
    let manifest = Manifest {
        in_no_scheme: schemes.is_empty() && fields.was_present("schemes"),
        schemes,
        title: fields.text("title").map(|title| title.value),
        language: fields.text("language").map(|language| language.value),
        iri: fields.text("iri"),
        voice: fields.text("voice"),
        over: fields.text("over"),
        profile: read_profile(&mut fields),
        rules: fields.texts("rules"),
        edition: read_edition(&mut fields),
        voice_kinds: fields.texts("voice-kinds"),
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

/// The date of an edition: a year, or with month, or with month and day.
fn read_edition(fields: &mut Fields<'_>) -> Option<Name> {
    let edition = fields.text("edition")?;
    if !is_date(&edition.value) {
        let fault = Fault::new(edition.place, format!("`{}` is no date", edition.value));
        fields.faults().push(fault.hint("write it as `2026-11-29`"));
    }
    Some(edition)
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
    let question = fields.node("question").map(|node| read_question(node, fields.faults()));
    let verb = fields.text("verb").map(|verb| verb.value);
    fields.close();
    let question = question.unwrap_or_default();
    Some(FacetDeclaration { id, label, means, single_valued, defining, values, question, verb })
}

/// One pattern for every value, or a map of values and their words, with the pattern of all others under `V`.
fn read_question(node: YamlNode, faults: &mut Vec<Fault>) -> FacetQuestion {
    if matches!(node.value, NodeValue::Map(_)) {
        let pairs = read_pairs("question", node, faults);
        let words = pairs.into_iter().filter_map(|(value, node)| {
            let words = read_text("question", node, faults);
            check_pattern(words.as_ref().filter(|_| value.value == "V"), faults);
            words.map(|words| (value, words.value))
        });
        let words: Vec<_> = words.collect();
        return FacetQuestion { pattern: None, words };
    }
    let pattern = read_text("question", node, faults);
    check_pattern(pattern.as_ref(), faults);
    FacetQuestion { pattern: pattern.map(|pattern| pattern.value), words: vec![] }
}

/// A pattern has a place for the value.
fn check_pattern(pattern: Option<&Name>, faults: &mut Vec<Fault>) {
    if let Some(pattern) = pattern.filter(|it| !it.value.split(' ').any(|it| it == "V")) {
        let fault = Fault::new(pattern.place, "`question` has no place for the value");
        faults.push(fault.hint("write `V` where the value belongs, as in `covers V`"));
    }
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
    let verb = fields.text("verb").map(|verb| verb.value);
    let inverse_verb = fields.text("inverse-verb").map(|verb| verb.value);
    let asked = fields.text("asked");
    if let Some(asked) = &asked {
        let named =
            |end: &str| asked.value.split(|c: char| !c.is_alphanumeric()).any(|word| word == end);
        if !named("A") || !named("B") {
            let fault = Fault::new(asked.place, "`asked` must name both ends, `A` and `B`");
            fields.faults().push(fault.hint("write it as in `Does A lead to B?`"));
        }
    }
    fields.close();
    let asked = asked.map(|asked| asked.value);
    Some(RelationDeclaration { id, inverse, means, excludes, verb, inverse_verb, asked })
}
