//! `GraphML`: the graph of a corpus with its claims, for programs that analyze and draw graphs.

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Losses, Part,
    graph::{self, GraphEdge},
    named,
};
use cxterms_base::{
    corpus::{Concept, ConceptId, Corpus, LabelKind, Voice},
    text,
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::io::{self, Write};

pub(super) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "graphml",
    family: "Graphs",
    about: "GraphML: the graph with its claims as attributes, for Gephi, yEd, networkx",
    endings: &["graphml"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Synonyms, named::USED_ONLY),
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
A node is a concept, named by its identifier, with `label`, `qualifier`, `abbreviations`, `synonyms`, `kind` and
`definition`. An edge is a relation, however often it is worded, with `relation`; `symmetric`, true where it holds both
ways (no edge is marked as undirected, since some programs refuse both sorts in one graph); `standing`: `asserted`,
`contested` (some assert it, others deny it) or `denied`; `asserted-by` and `denied-by`, the identifiers of voices; and
`words`. Several values of one attribute stand with ` | ` between them.
",
    read: None,
    write: Some(write_graphml),
};

/// What is said of a node and of an edge, and of which type it is.
const GRAPHML_KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "node",
        &[
            ("label", "string"),
            ("qualifier", "string"),
            ("abbreviations", "string"),
            ("synonyms", "string"),
            ("kind", "string"),
            ("definition", "string"),
        ],
    ),
    (
        "edge",
        &[
            ("relation", "string"),
            ("symmetric", "boolean"),
            ("standing", "string"),
            ("asserted-by", "string"),
            ("denied-by", "string"),
            ("words", "string"),
        ],
    ),
];

fn write_graphml(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("graphml");
    xml.write_event(Event::Start(
        root.with_attributes([("xmlns", "http://graphml.graphdrawing.org/xmlns")]),
    ))?;
    for (what, keys) in GRAPHML_KEYS {
        for (name, sort) in *keys {
            xml.create_element("key")
                .with_attributes([
                    ("id", *name),
                    ("for", what),
                    ("attr.name", name),
                    ("attr.type", sort),
                ])
                .write_empty()?;
        }
    }
    let graph = BytesStart::new("graph");
    xml.write_event(Event::Start(
        graph.with_attributes([("id", "corpus"), ("edgedefault", "directed")]),
    ))?;
    xml.create_element("desc")
        .write_text_content(BytesText::new(&strip_forbidden(&corpus.settings.title)))?;
    for (number, concept) in (0..).map(ConceptId).zip(&corpus.concepts) {
        let id = node_identifier(number, concept);
        write_element(&mut xml, ("node", &[("id", &id)]), &node_values(corpus, concept))?;
    }
    for (number, link) in graph::collect_edges(corpus).enumerate() {
        let [from, to] = link.ends;
        let (from, to) = (node_identifier(from, link.from), node_identifier(to, link.to));
        let id = format!("e{number}");
        let names = [("id", &*id), ("source", &from), ("target", &to)];
        write_element(&mut xml, ("edge", &names), &edge_values(&link))?;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    writeln!(xml.get_mut())?;
    Ok(graph::count_undrawn(corpus, FORMAT.carries))
}

/// A node or edge and what is said of it; what is empty is left out.
fn write_element(
    xml: &mut Writer<&mut dyn Write>,
    (name, names): (&str, &[(&str, &str)]),
    data: &[(&str, String)],
) -> io::Result<()> {
    let element = xml.create_element(name).with_attributes(names.iter().copied());
    element.write_inner_content(|xml| {
        for (key, text) in data.iter().filter(|(_, text)| !text.is_empty()) {
            let data = xml.create_element("data").with_attribute(("key", *key));
            data.write_text_content(BytesText::new(text))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn node_values(corpus: &Corpus, concept: &Concept) -> [(&'static str, String); 6] {
    let labels = |kind| join_texts(named::own_labels(concept, kind).map(|label| &*label.text));
    let kind = concept.kind.and_then(|kind| corpus.kinds.get(kind.index()));
    [
        ("label", strip_forbidden(named::preferred_label(concept))),
        ("qualifier", strip_forbidden(concept.qualifier.as_deref().unwrap_or_default())),
        ("abbreviations", labels(LabelKind::Abbreviation)),
        ("synonyms", labels(LabelKind::Synonym)),
        ("kind", strip_forbidden(kind.map_or("", |kind| &kind.id))),
        ("definition", strip_forbidden(concept.definition.as_ref().map_or("", |it| &it.text))),
    ]
}

fn edge_values(link: &GraphEdge<'_>) -> [(&'static str, String); 6] {
    let voices = |voices: &[&Voice]| join_texts(voices.iter().map(|voice| &*voice.id));
    [
        ("relation", strip_forbidden(&link.kind.id)),
        ("symmetric", link.kind.is_symmetric().to_string()),
        ("standing", link.agreement().name().to_owned()),
        ("asserted-by", voices(&link.asserted_by)),
        ("denied-by", voices(&link.denied_by)),
        ("words", join_texts(link.wordings.iter().map(String::as_str))),
    ]
}

fn join_texts<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    strip_forbidden(&texts.collect::<Vec<_>>().join(" | "))
}

/// The name of a concept's node: its identifier or, where XML would not take that for a name, its number.
fn node_identifier(number: ConceptId, concept: &Concept) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    match concept.id.chars().all(plain) {
        true => concept.id.clone(),
        false => format!("n:{}", number.0),
    }
}

/// A text without the characters that no XML may hold.
fn strip_forbidden(text: &str) -> String {
    text::to_safe(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
