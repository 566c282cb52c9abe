//! DOT: the graph of a corpus, for Graphviz.

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Losses, Part,
    graph::{self, Agreement, GraphEdge},
    named,
};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Corpus, SUBSET_OF, Voice},
    text,
};
use std::io::{self, Write};

pub(super) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "dot",
    family: "Graphs",
    about: "DOT: concepts as nodes and relations as edges, for Graphviz",
    endings: &["dot", "gv"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Abbreviations, named::USED_ONLY),
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
    write: Some(write_dot),
};

fn write_dot(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    writeln!(out, "digraph {} {{", quote_text(&corpus.settings.title))?;
    writeln!(out, "  rankdir=BT;")?;
    writeln!(out, "  node [shape=box, style=rounded, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for concept in &corpus.concepts {
        let label = graph::format_node(corpus, concept, escape_text, "\\n");
        let means = concept.definition.as_ref().map_or(" ", |definition| &definition.text);
        let id = quote_text(&concept.id);
        writeln!(out, "  {id} [label=\"{label}\", tooltip={}];", quote_text(means))?;
    }
    for link in graph::collect_edges(corpus) {
        let (from, to) = (quote_text(&link.from.id), quote_text(&link.to.id));
        writeln!(out, "  {from} -> {to} [{}];", edge_attributes(&link).join(", "))?;
    }
    writeln!(out, "}}")?;
    Ok(graph::count_undrawn(corpus, FORMAT.carries))
}

fn edge_attributes(link: &GraphEdge<'_>) -> Vec<String> {
    let standing = link.agreement();
    let mark = match standing {
        Agreement::Asserted => "",
        Agreement::Contested => "?",
        Agreement::Denied => "denied",
    };
    let unnamed = [SUBSET_OF, CONTRASTS_WITH].contains(&link.relation);
    let verb = if unnamed { String::new() } else { link.verb() };
    let label = format!("{verb} {mark}");
    let mut all = vec![];
    let above = link.relation == SUBSET_OF;
    if !label.trim().is_empty() {
        // Beside its line, not on it: Graphviz loses lines that have a label and no say in what stands above what.
        let beside = if above { "label" } else { "xlabel" };
        all.push(format!("{beside}={}", quote_text(label.trim())));
    }
    if link.kind.is_symmetric() {
        all.push("dir=none".to_owned());
    }
    all.extend(match standing {
        Agreement::Denied => Some("style=dotted, color=gray50, fontcolor=gray40".to_owned()),
        _ if link.relation == CONTRASTS_WITH => Some("style=dashed".to_owned()),
        _ => None,
    });
    if standing == Agreement::Contested {
        all.push("color=firebrick, fontcolor=firebrick".to_owned());
    }
    if !above {
        all.push("constraint=false".to_owned());
    }
    let tooltip = format!(
        "\"{}\"",
        describe_edge(link).iter().map(|line| escape_text(line)).collect::<Vec<_>>().join("\\n")
    );
    all.push(format!("tooltip={tooltip}"));
    all
}

/// Who says so, who denies it, and the relation in words.
fn describe_edge(link: &GraphEdge<'_>) -> Vec<String> {
    let names = |voices: &[&Voice]| {
        voices.iter().map(|voice| voice.short.clone()).collect::<Vec<_>>().join(", ")
    };
    let (from, to) = (named::qualified_label(link.from), named::qualified_label(link.to));
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

fn quote_text(text: &str) -> String {
    format!("\"{}\"", escape_text(text))
}

/// A text as it stands in quotation marks: Graphviz obeys backslashes there, and entities.
fn escape_text(text: &str) -> String {
    text::to_safe(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
