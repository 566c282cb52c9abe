//! Reads `sources.yaml`: voices and works.

use super::fields::{Fields, read_declared};
use crate::{
    diagnostic::{Fault, Name},
    yaml::YamlNode,
};

/// The voices and works of a corpus.
#[derive(Debug, Default)]
pub struct SourceEntries {
    /// Who speaks.
    pub voices: Vec<VoiceEntry>,
    /// Where.
    pub works: Vec<WorkEntry>,
}

/// A person or organisation that says something.
#[derive(Debug)]
pub struct VoiceEntry {
    /// By which citations name it.
    pub id: Name,
    /// Its name; an overlay may leave it as it is.
    pub name: Option<Name>,
    /// What it is called in running text.
    pub short: Option<String>,
    /// Who that is.
    pub about: Option<String>,
    /// Which kind of voice, of those that the manifest declares.
    pub kind: Option<Name>,
}

/// A document in which something is said.
#[derive(Debug)]
pub struct WorkEntry {
    /// By which citations name it.
    pub id: Name,
    /// Its authors.
    pub by: Vec<Name>,
    /// Its title.
    pub title: Option<Name>,
    /// Where it was published.
    pub published: Option<String>,
    /// When, where it says so.
    pub year: Option<String>,
    /// Its address.
    pub url: Option<Name>,
    /// Addresses of copies.
    pub also_at: Vec<Name>,
}

/// Reads `sources.yaml`.
pub fn read_sources(node: YamlNode, faults: &mut Vec<Fault>) -> Option<SourceEntries> {
    let mut fields = Fields::open("sources.yaml", node, faults)?;
    let voices = fields.pairs("voices");
    let works = fields.pairs("works");
    fields.close();
    let voices =
        voices.into_iter().filter_map(|(id, node)| read_declared(id, node, read_voice, faults));
    let voices = voices.collect();
    let works =
        works.into_iter().filter_map(|(id, node)| read_declared(id, node, read_work, faults));
    let works = works.collect();
    Some(SourceEntries { voices, works })
}

fn read_voice(id: Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<VoiceEntry> {
    let mut fields = Fields::open("a voice", node, faults)?;
    let name = fields.require_text("name");
    let short = fields.text("short").map(|short| short.value);
    let kind = fields.text("kind");
    let about = fields.text("about").map(|about| about.value);
    fields.close();
    Some(VoiceEntry { id, name, short, about, kind })
}

fn read_work(id: Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<WorkEntry> {
    let mut fields = Fields::open("a work", node, faults)?;
    let before = fields.faults().len();
    let by = fields.texts("by");
    let told = fields.faults().len() > before;
    let title = fields.require_text("title");
    let published = fields.text("published").map(|published| published.value);
    let year = fields.text("year").map(|year| year.value);
    let url = fields.text("url");
    let also_at = fields.texts("also-at");
    if by.is_empty() && !told {
        let fault = Fault::new(id.place, format!("the work `{}` lacks its author: `by`", id.value));
        fields.faults().push(fault);
    }
    fields.close();
    Some(WorkEntry { id, by, title, published, year, url, also_at })
}
