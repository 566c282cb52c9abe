//! Mermaid: the graph of a corpus, for Markdown pages.

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Losses, Part,
    graph::{self, Agreement, GraphEdge},
    named,
};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Corpus, SUBSET_OF},
    text,
};
use std::{
    collections::HashSet,
    io::{self, Write},
};

pub(super) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "mermaid",
    family: "Graphs",
    about: "Mermaid: a flowchart of concepts and relations, for pages of Markdown",
    endings: &["mmd", "mermaid"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Abbreviations, named::USED_ONLY),
        (Part::Qualifiers, Yes),
        (Part::Kinds, Yes),
        (Part::Umbrellas, Yes),
        (Part::Contrasts, Yes),
        (Part::Relations, Yes),
        (Part::Denials, InPart("of relations, not by whom")),
    ],
    otherwise: No,
    notes: "\
A flowchart of all concepts; umbrellas are arrows that point upwards, contrasts dotted lines, other relations arrows with
their names. What some assert and others deny is dotted and bears a `?`; what is only denied ends in a cross. In a page
of Markdown it stands in a block whose language is `mermaid`. Mermaid draws at most 500 edges and 50,000 characters unless
its configuration says otherwise (`maxEdges`, `maxTextSize`).
",
    read: None,
    write: Some(write_mermaid),
};

fn write_mermaid(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    writeln!(out, "flowchart BT")?;
    let nodes = node_names(corpus);
    for (node, concept) in nodes.iter().zip(&corpus.concepts) {
        let label = graph::format_node(corpus, concept, escape_text, "<br>");
        writeln!(out, "  {node}[\"{label}\"]")?;
    }
    for link in graph::collect_edges(corpus) {
        let [from, to] = link.ends.map(|id| nodes.get(id.index()).map_or("", String::as_str));
        writeln!(out, "  {from} {} {to}", format_arrow(&link))?;
    }
    Ok(graph::count_undrawn(corpus, FORMAT.carries))
}

/// The name of each concept's node: letters, digits and underscores, behind a letter with which no word of Mermaid's
/// begins.
fn node_names(corpus: &Corpus) -> Vec<String> {
    let mut taken = HashSet::new();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name = |id: &String| format!("t_{}", id.chars().map(plain).collect::<String>());
    let names = corpus.concepts.iter().map(|concept| {
        let mut name = name(&concept.id);
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        name
    });
    names.collect()
}

fn format_arrow(link: &GraphEdge<'_>) -> String {
    let verb = match link.relation {
        SUBSET_OF | CONTRASTS_WITH => String::new(),
        _ => escape_text(&link.verb()),
    };
    let contrast = link.relation == CONTRASTS_WITH;
    let (arrow, mark) = match (link.agreement(), link.kind.is_symmetric()) {
        (Agreement::Asserted, true) if contrast => ("-.-", ""),
        (Agreement::Asserted, true) => ("---", ""),
        (Agreement::Asserted, false) => ("-->", ""),
        (Agreement::Contested, true) => ("-.-", " ?"),
        (Agreement::Contested, false) => ("-.->", " ?"),
        (Agreement::Denied, true) => ("x--x", " denied"),
        (Agreement::Denied, false) => ("--x", " denied"),
    };
    let label = verb + mark;
    if label.is_empty() { arrow.to_owned() } else { format!("{arrow}|\"{}\"|", label.trim()) }
}

/// A text as it stands in quotation marks: what is neither word nor harmless sign is told by its number, as Mermaid has
/// it, since some signs mean something to it even there.
fn escape_text(text: &str) -> String {
    let plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || " ,.()'/?!-".contains(c);
    let sign = |c: char| if plain(c) { c.to_string() } else { format!("#{};", u32::from(c)) };
    text::to_safe(text).chars().map(sign).collect()
}
