//! Citations as BibTeX: an entry for each work in which a definition stands.

use super::{CiteStyle, CitedSource, DefinitionCitation, each_entry};
use std::fmt::Write as _;

/// As BibTeX.
pub(super) const STYLE: CiteStyle = CiteStyle {
    name: "bibtex",
    about: "For LaTeX and reference managers, an entry for each work",
    writer: write_entries,
};

fn write_entries(citations: &[DefinitionCitation<'_>]) -> String {
    let mut text = String::new();
    each_entry(citations, |key, citation, source| {
        let gap = if text.is_empty() { "" } else { "\n" };
        // Writing to a string does not fail.
        let _ = writeln!(text, "{gap}@misc{{{key},");
        for (name, value) in collect_fields(citation, source) {
            if !value.is_empty() {
                let _ = writeln!(text, "  {name} = {{{value}}},");
            }
        }
        text.push_str("}\n");
    });
    text
}

fn collect_fields(
    citation: &DefinitionCitation<'_>,
    source: Option<&CitedSource<'_>>,
) -> [(&'static str, String); 7] {
    let corpus = &citation.corpus;
    let note = escape(&citation.describe_wording(source));
    match source {
        Some(CitedSource { work, .. }) => [
            // In braces a name stays as it is: nobody knows whether it is a person's.
            (
                "author",
                work.by
                    .iter()
                    .map(|name| format!("{{{}}}", escape(name)))
                    .collect::<Vec<_>>()
                    .join(" and "),
            ),
            ("title", format!("{{{}}}", escape(work.title))),
            ("howpublished", escape(work.published)),
            ("year", escape(work.year.unwrap_or_default())),
            ("edition", String::new()),
            ("url", escape_address(work.url.unwrap_or_default())),
            ("note", note),
        ],
        None => [
            ("author", String::new()),
            ("title", format!("{{{}}}", escape(corpus.title))),
            ("howpublished", String::new()),
            ("year", String::new()),
            ("edition", escape(corpus.edition.unwrap_or_default())),
            ("url", String::new()),
            ("note", note),
        ],
    }
}

/// A text whose signs mean nothing to BibTeX and LaTeX.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address, of which only braces would end the field.
fn escape_address(address: &str) -> String {
    let address: String = address.chars().filter(|c| !c.is_control()).collect();
    address.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_obeyed() {
        assert_eq!(
            escape("45 % of R&D_{x}"),
            "45 \\% of R\\&D\\_\\textbraceleft{}x\\textbraceright{}"
        );
        assert_eq!(
            escape("a\\b~^\u{1b}"),
            "a\\textbackslash{}b\\textasciitilde{}\\textasciicircum{} "
        );
        assert_eq!(escape_address("https://a.org/x_{1}%20"), "https://a.org/x_%7B1%7D%20");
    }
}
