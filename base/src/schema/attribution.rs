//! Parses an attribution as written: `by` and `denied-by`, with their citations.

use super::fields::{Fields, check_identifier, read_text};
use crate::{
    diagnostic::{Fault, Name, Place, Placed},
    yaml::{NodeValue, YamlNode},
};
use serde::{Deserialize, Serialize};

/// As what a concept is under another (ISO 704's generic and partitive relations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Placement {
    /// It is a kind of the other.
    Kind,
    /// It is a part of the other.
    Part,
}

impl Placement {
    /// Each and its name.
    pub const ALL: [(Self, &str); 2] = [(Self::Kind, "kind"), (Self::Part, "part")];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Part => "part",
        }
    }
}

/// Of what a claim speaks that is not of what the thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// What is done.
    Practice,
    /// What should be.
    Ideal,
}

impl Aspect {
    /// Each and its name.
    pub const ALL: [(Self, &str); 2] = [(Self::Practice, "practice"), (Self::Ideal, "ideal")];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Ideal => "ideal",
        }
    }
}

/// A citation as written: `WORK`, `VOICE in WORK` or `VOICE in READER in WORK`, and that voice's own words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CitationEntry {
    /// The names, from the voice to the work.
    pub names: Vec<Name>,
    /// What that voice adds: a condition or reason.
    pub text: Option<String>,
    /// Its reservation, which changes the claim.
    pub but: Option<String>,
    /// Whether it puts a concept under another as a kind or as a part of it.
    pub placement: Option<Placement>,
    /// Whether it speaks of practice or of an ideal.
    pub aspect: Option<Aspect>,
    /// Where.
    pub place: Place,
}

/// Who asserts and who denies something, as written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AttributionEntry {
    /// `by`.
    pub by: Vec<CitationEntry>,
    /// `denied-by`.
    pub denied_by: Vec<CitationEntry>,
    /// `as`, of all that name none of their own.
    pub placement: Option<Placement>,
    /// `of`, of all that name none of their own.
    pub aspect: Option<Aspect>,
}

/// Reads who asserts and who denies what a map says.
pub(super) fn read_attribution(fields: &mut Fields<'_>) -> AttributionEntry {
    let aspect = read_choice(fields, "of", &Aspect::ALL);
    let mut said = AttributionEntry {
        by: read_citations(fields, "by"),
        denied_by: read_citations(fields, "denied-by"),
        placement: None,
        aspect,
    };
    for cited in said.by.iter_mut().chain(&mut said.denied_by) {
        cited.aspect = cited.aspect.or(aspect);
    }
    for cited in said.by.iter().chain(&said.denied_by).filter(|cited| cited.placement.is_some()) {
        let fault = Fault::new(cited.place, "`as` says nothing here");
        fields.faults().push(fault.hint("only a `subset-of` is a kind or a part"));
    }
    said
}

/// Reads who says that a concept is under another, and as what.
pub(super) fn read_placed_attribution(fields: &mut Fields<'_>) -> AttributionEntry {
    let placement = read_choice(fields, "as", &Placement::ALL);
    let aspect = read_choice(fields, "of", &Aspect::ALL);
    let mut said = AttributionEntry {
        by: read_citations(fields, "by"),
        denied_by: read_citations(fields, "denied-by"),
        placement,
        aspect,
    };
    for cited in said.by.iter_mut().chain(&mut said.denied_by) {
        cited.placement = cited.placement.or(placement);
        cited.aspect = cited.aspect.or(aspect);
    }
    said
}

/// One of a few words under a name; any other is a fault.
fn read_choice<T: Copy>(
    fields: &mut Fields<'_>,
    name: &'static str,
    choices: &[(T, &'static str)],
) -> Option<T> {
    let written = fields.text(name)?;
    let found = choices.iter().find(|(_, known)| *known == written.value);
    if found.is_none() {
        let names: Vec<_> = choices.iter().map(|(_, known)| *known).collect();
        let fault = Fault::new(written.place, format!("`{name}` cannot be `{}`", written.value));
        let listed = fault.hint(format!("one of: {}", names.join(", ")));
        fields.faults().push(listed.suggest_nearest(&written.value, names));
    }
    found.map(|(choice, _)| *choice)
}

fn read_citations(fields: &mut Fields<'_>, name: &'static str) -> Vec<CitationEntry> {
    let nodes = fields.list(name);
    nodes.into_iter().flat_map(|node| read_citation_node(name, node, fields.faults())).collect()
}

fn read_citation_node(
    name: &'static str,
    node: YamlNode,
    faults: &mut Vec<Fault>,
) -> Vec<CitationEntry> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let named =
            read_text(name, node, faults).and_then(|written| parse_citation(&written, faults));
        return named.into_iter().collect();
    }
    let Some(mut fields) = Fields::open("a citation", node, faults) else { return vec![] };
    let texts = fields.require_texts("by");
    let own = fields.text("text").map(|text| text.value);
    let but = fields.text("but").map(|but| but.value);
    let placement = read_choice(&mut fields, "as", &Placement::ALL);
    let aspect = read_choice(&mut fields, "of", &Aspect::ALL);
    fields.close();
    let named = texts.iter().filter_map(|written| parse_citation(written, faults));
    let words =
        |cited| CitationEntry { text: own.clone(), but: but.clone(), placement, aspect, ..cited };
    named.map(words).collect()
}

/// Reads `VOICE in READER in WORK`, `VOICE in WORK` or `WORK`.
fn parse_citation(
    Placed { value, place }: &Name,
    faults: &mut Vec<Fault>,
) -> Option<CitationEntry> {
    let parts: Vec<&str> = value.split(" in ").map(str::trim).collect();
    let spelled = |part: &&str| !part.is_empty() && !part.contains(char::is_whitespace);
    if parts.len() > 3 || !parts.iter().all(spelled) || value.starts_with("in ") {
        let fault = Fault::new(*place, format!("`{value}` is no citation"));
        faults.push(fault.hint("write WORK, VOICE in WORK, or VOICE in READER in WORK"));
        return None;
    }
    let name =
        |part: &str| check_identifier(Name { value: part.to_owned(), place: *place }, faults);
    let names = parts.into_iter().map(name).collect::<Option<Vec<_>>>()?;
    let (text, but, placement, aspect) = Default::default();
    Some(CitationEntry { names, text, but, placement, aspect, place: *place })
}
