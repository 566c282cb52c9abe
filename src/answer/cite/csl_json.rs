//! Citations as CSL-JSON: an item for each work in which a definition stands.

use super::{CiteStyle, CitedSource, DefinitionCitation, each_entry};
use serde::Serialize;

/// As CSL-JSON.
pub(super) const STYLE: CiteStyle = CiteStyle {
    name: "csl-json",
    about: "For Pandoc, Zotero and others, an item for each work",
    writer: write_items,
};

/// An item, by the names of CSL-JSON.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslItem<'c> {
    id: String,
    r#type: &'static str,
    title: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate<'c>>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    note: String,
}

/// A name that is kept as it is: nobody knows whether it is a person's.
#[derive(Serialize)]
struct CslName<'c> {
    literal: &'c str,
}

/// A year, or what else is said of when.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum CslDate<'c> {
    DateParts([[u16; 1]; 1]),
    Literal(&'c str),
}

fn write_items(citations: &[DefinitionCitation<'_>]) -> String {
    let mut items = vec![];
    each_entry(citations, |key, citation, source| items.push(CslItem::new(key, citation, source)));
    // Plain fields always become JSON.
    serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
}

impl<'c> CslItem<'c> {
    fn new(
        id: String,
        citation: &'c DefinitionCitation<'_>,
        source: Option<&'c CitedSource<'_>>,
    ) -> Self {
        let note = citation.describe_wording(source);
        let corpus = &citation.corpus;
        let Some(CitedSource { work, .. }) = source else {
            return Self {
                id,
                r#type: "dataset",
                title: corpus.title,
                author: vec![],
                container_title: None,
                edition: corpus.edition,
                issued: None,
                url: None,
                note,
            };
        };
        Self {
            id,
            r#type: if work.url.is_some() { "webpage" } else { "document" },
            title: work.title,
            author: work.by.iter().map(|name| CslName { literal: name }).collect(),
            container_title: Some(work.published).filter(|published| !published.is_empty()),
            edition: None,
            issued: work.year.map(|year| match year.parse() {
                Ok(year) => CslDate::DateParts([[year]]),
                Err(_) => CslDate::Literal(year),
            }),
            url: work.url,
            note,
        }
    }
}
