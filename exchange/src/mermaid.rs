//! Mermaid: the graph of a corpus, as pages of Markdown show it.

use super::{
    Carried::{InPart, No, Yes},
    Format, Losses, Part,
    graph::{self, Link, Standing},
};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Corpus, SUBSET_OF},
    text,
};
use std::{
    collections::HashSet,
    io::{self, Write},
};

pub(super) const FORMAT: Format = Format {
    name: "mermaid",
    family: "Graphs",
    about: "Mermaid: a flowchart of concepts and relations, for pages of Markdown",
    endings: &["mmd", "mermaid"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Abbreviations, Yes),
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
    write: Some(write),
};

fn write(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    writeln!(out, "flowchart BT")?;
    let nodes = nodes(corpus);
    for (node, concept) in nodes.iter().zip(&corpus.concepts) {
        let label = graph::node(corpus, concept, escaped, "<br>");
        writeln!(out, "  {node}[\"{label}\"]")?;
    }
    for link in graph::links(corpus) {
        let [from, to] = link.ends.map(|id| nodes.get(id.index()).map_or("", String::as_str));
        writeln!(out, "  {from} {} {to}", arrow(&link))?;
    }
    Ok(graph::undrawn(corpus))
}

/// The name of each concept's node: letters, digits and underscores, behind a letter with which no word of Mermaid's
/// begins.
fn nodes(corpus: &Corpus) -> Vec<String> {
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

fn arrow(link: &Link<'_>) -> String {
    let verb = match link.relation {
        SUBSET_OF | CONTRASTS_WITH => String::new(),
        _ => escaped(&link.verb()),
    };
    let contrast = link.relation == CONTRASTS_WITH;
    let (arrow, mark) = match (link.standing(), link.kind.is_symmetric()) {
        (Standing::Asserted, true) if contrast => ("-.-", ""),
        (Standing::Asserted, true) => ("---", ""),
        (Standing::Asserted, false) => ("-->", ""),
        (Standing::Contested, true) => ("-.-", " ?"),
        (Standing::Contested, false) => ("-.->", " ?"),
        (Standing::Denied, true) => ("x--x", " denied"),
        (Standing::Denied, false) => ("--x", " denied"),
    };
    let label = verb + mark;
    if label.is_empty() { arrow.to_owned() } else { format!("{arrow}|\"{}\"|", label.trim()) }
}

/// A text as it stands in quotation marks: what is neither word nor harmless sign is told by its number, as Mermaid has
/// it, since some signs mean something to it even there.
fn escaped(text: &str) -> String {
    let plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || " ,.()'/?!-".contains(c);
    let sign = |c: char| if plain(c) { c.to_string() } else { format!("#{};", u32::from(c)) };
    text::to_safe(text).chars().map(sign).collect()
}
