//! Parses an attribution as written: `by` and `denied-by`, with their citations.

use super::fields::{Fields, check_identifier, read_text};
use crate::{
    diagnostic::{Fault, Name, Place, Placed},
    yaml::{NodeValue, YamlNode},
};

/// A citation as written: `WORK`, `VOICE in WORK` or `VOICE in READER in WORK`, and that voice's own words.
#[derive(Clone, Debug)]
pub struct CitationEntry {
    /// The names, from the voice to the work.
    pub names: Vec<Name>,
    /// A hedge, condition or reason of that voice.
    pub text: Option<String>,
    /// Where.
    pub place: Place,
}

/// Who asserts and who denies something, as written.
#[derive(Clone, Debug, Default)]
pub struct AttributionEntry {
    /// `by`.
    pub by: Vec<CitationEntry>,
    /// `denied-by`.
    pub denied_by: Vec<CitationEntry>,
}

/// Reads who asserts and who denies what a map says.
pub(super) fn read_attribution(fields: &mut Fields<'_>) -> AttributionEntry {
    AttributionEntry {
        by: read_citations(fields, "by"),
        denied_by: read_citations(fields, "denied-by"),
    }
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
    fields.close();
    let named = texts.iter().filter_map(|written| parse_citation(written, faults));
    named.map(|cited| CitationEntry { text: own.clone(), ..cited }).collect()
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
    Some(CitationEntry { names, text: None, place: *place })
}
