//! Who says something, and who denies it?

use super::fields::{Fields, identifier, text};
use crate::{
    diagnostic::{Fault, Name, Place, Placed},
    yaml::{Node, Value},
};

/// A citation as written: `WORK`, `VOICE in WORK` or `VOICE in READER in WORK`, and that voice's own words.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The names, from the voice to the work.
    pub names: Vec<Name>,
    /// A hedge, condition or reason of that voice.
    pub text: Option<String>,
    /// Where.
    pub place: Place,
}

/// Who asserts and who denies something, as written.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    /// `by`.
    pub by: Vec<Cited>,
    /// `denied-by`.
    pub denied_by: Vec<Cited>,
}

/// Reads who asserts and who denies what a map says.
pub(super) fn attribution(fields: &mut Fields<'_>) -> Attribution {
    Attribution { by: citations(fields, "by"), denied_by: citations(fields, "denied-by") }
}

fn citations(fields: &mut Fields<'_>, name: &'static str) -> Vec<Cited> {
    let nodes = fields.list(name);
    nodes.into_iter().flat_map(|node| cited(name, node, fields.faults())).collect()
}

fn cited(name: &'static str, node: Node, faults: &mut Vec<Fault>) -> Vec<Cited> {
    if !matches!(node.value, Value::Map(_)) {
        let named = text(name, node, faults).and_then(|written| citation(&written, faults));
        return named.into_iter().collect();
    }
    let Some(mut fields) = Fields::open("a citation", node, faults) else { return vec![] };
    let texts = fields.some("by");
    let own = fields.text("text").map(|text| text.value);
    fields.close();
    let named = texts.iter().filter_map(|written| citation(written, faults));
    named.map(|cited| Cited { text: own.clone(), ..cited }).collect()
}

/// Reads `VOICE in READER in WORK`, `VOICE in WORK` or `WORK`.
fn citation(Placed { value, place }: &Name, faults: &mut Vec<Fault>) -> Option<Cited> {
    let parts: Vec<&str> = value.split(" in ").map(str::trim).collect();
    let spelled = |part: &&str| !part.is_empty() && !part.contains(char::is_whitespace);
    if parts.len() > 3 || !parts.iter().all(spelled) || value.starts_with("in ") {
        let fault = Fault::new(*place, format!("`{value}` is no citation"));
        faults.push(fault.hint("write WORK, VOICE in WORK, or VOICE in READER in WORK"));
        return None;
    }
    let name = |part: &str| identifier(Name { value: part.to_owned(), place: *place }, faults);
    let names = parts.into_iter().map(name).collect::<Option<Vec<_>>>()?;
    Some(Cited { names, text: None, place: *place })
}
