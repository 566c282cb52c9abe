//! Citations in words, a line each.

use super::{CiteStyle, DefinitionCitation};

/// In words.
pub(super) const STYLE: CiteStyle =
    CiteStyle { name: "text", about: "In words, a line for each definition", writer: write_lines };

fn write_lines(citations: &[DefinitionCitation<'_>]) -> String {
    citations.iter().map(write_line).collect()
}

fn write_line(citation: &DefinitionCitation<'_>) -> String {
    let sources = citation.sources.iter().map(|source| {
        format!("{}{}", source.describe_report(), source.work.to_bibliography_line().text())
    });
    let sources = sources.collect::<Vec<_>>().join("; ");
    let corpus = citation.corpus.describe();
    let from = match sources.is_empty() {
        true => corpus,
        false => format!("{sources}; as worded in {corpus}"),
    };
    format!("“{}”: {}. {from}\n", citation.name, citation.text.trim_end_matches('.'))
}
