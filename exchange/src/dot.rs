//! DOT: the graph of a corpus, for Graphviz.

use super::{
    Carried::{InPart, No, Yes},
    Format, Losses, Part,
    graph::{self, Link, Standing},
};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Corpus, SUBSET_OF, Voice},
    text,
};
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "dot",
    family: "Graphs",
    about: "DOT: concepts as nodes and relations as edges, for Graphviz",
    endings: &["dot", "gv"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Abbreviations, Yes),
        (Part::Qualifiers, Yes),
        (Part::Kinds, Yes),
        (Part::Definitions, Yes),
        (Part::Umbrellas, Yes),
        (Part::Contrasts, Yes),
        (Part::Relations, Yes),
        (Part::Wordings, Yes),
        (Part::RelationSources, InPart("the voices, without their works")),
        (Part::Denials, InPart("of relations, by which voices")),
    ],
    otherwise: No,
    notes: "\
A node is a concept: its label, abbreviations and kind; its tooltip is the definition. Umbrellas are plain arrows that
point upwards, contrasts dashed lines, other relations arrows with their names. What some assert and others deny is red
and bears a `?`; what is only denied is dotted grey and says `denied`. An edge's tooltip tells who says so and who denies
it, and the relation in words: `dot -Tsvg terms.dot -o terms.svg` shows them under the pointer.
",
    read: None,
    write: Some(write),
};

fn write(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    writeln!(out, "digraph {} {{", quoted(&corpus.settings.title))?;
    writeln!(out, "  rankdir=BT;")?;
    writeln!(out, "  node [shape=box, style=rounded, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for concept in &corpus.concepts {
        let label = graph::node(corpus, concept, escaped, "\\n");
        let means = concept.definition.as_ref().map_or(" ", |definition| &definition.text);
        let id = quoted(&concept.id);
        writeln!(out, "  {id} [label=\"{label}\", tooltip={}];", quoted(means))?;
    }
    for link in graph::links(corpus) {
        let (from, to) = (quoted(&link.from.id), quoted(&link.to.id));
        writeln!(out, "  {from} -> {to} [{}];", attributes(&link).join(", "))?;
    }
    writeln!(out, "}}")?;
    Ok(graph::undrawn(corpus))
}

fn attributes(link: &Link<'_>) -> Vec<String> {
    let standing = link.standing();
    let mark = match standing {
        Standing::Asserted => "",
        Standing::Contested => "?",
        Standing::Denied => "denied",
    };
    let unnamed = [SUBSET_OF, CONTRASTS_WITH].contains(&link.relation);
    let verb = if unnamed { String::new() } else { link.verb() };
    let label = format!("{verb} {mark}");
    let mut all = vec![];
    let above = link.relation == SUBSET_OF;
    if !label.trim().is_empty() {
        // Beside its line, not on it: Graphviz loses lines that have a label and no say in what stands above what.
        let beside = if above { "label" } else { "xlabel" };
        all.push(format!("{beside}={}", quoted(label.trim())));
    }
    if link.kind.is_symmetric() {
        all.push("dir=none".to_owned());
    }
    all.extend(match standing {
        Standing::Denied => Some("style=dotted, color=gray50, fontcolor=gray40".to_owned()),
        _ if link.relation == CONTRASTS_WITH => Some("style=dashed".to_owned()),
        _ => None,
    });
    if standing == Standing::Contested {
        all.push("color=firebrick, fontcolor=firebrick".to_owned());
    }
    if !above {
        all.push("constraint=false".to_owned());
    }
    let tooltip = format!(
        "\"{}\"",
        told(link).iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\\n")
    );
    all.push(format!("tooltip={tooltip}"));
    all
}

/// Who says so, who denies it, and the relation in words.
fn told(link: &Link<'_>) -> Vec<String> {
    let names = |voices: &[&Voice]| {
        voices.iter().map(|voice| voice.short.clone()).collect::<Vec<_>>().join(", ")
    };
    let (from, to) = (super::named::title(link.from), super::named::title(link.to));
    let mut lines = vec![format!("{from} – {} – {to}", link.verb())];
    if !link.asserted_by.is_empty() {
        lines.push(format!("so: {}", names(&link.asserted_by)));
    }
    if !link.denied_by.is_empty() {
        lines.push(format!("not so: {}", names(&link.denied_by)));
    }
    lines.extend(link.wordings.iter().map(|words| format!("“{words}”")));
    lines
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text as it stands in quotation marks: Graphviz obeys backslashes there, and entities.
fn escaped(text: &str) -> String {
    text::to_safe(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
