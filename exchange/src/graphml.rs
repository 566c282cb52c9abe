//! `GraphML`: the graph of a corpus with what is said of it, for programs that analyse and draw graphs.

use super::{
    Carried::{InPart, No, Yes},
    Format, Losses, Part,
    graph::{self, Link},
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

pub(super) const FORMAT: Format = Format {
    name: "graphml",
    family: "Graphs",
    about: "GraphML: the graph with its claims as attributes, for Gephi, yEd, networkx",
    endings: &["graphml"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Synonyms, Yes),
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
A node is a concept, named by its identifier, with `label`, `qualifier`, `abbreviations`, `synonyms`, `kind` and
`definition`. An edge is a relation, however often it is worded, with `relation`; `symmetric`, true where it holds both
ways (no edge is marked as undirected, since some programs refuse both sorts in one graph); `standing`: `asserted`,
`contested` (some assert it, others deny it) or `denied`; `asserted-by` and `denied-by`, the identifiers of voices; and
`words`. Several values of one attribute stand with ` | ` between them.
",
    read: None,
    write: Some(write),
};

/// What is said of a node and of an edge, and of which type it is.
const KEYS: &[(&str, &[(&str, &str)])] = &[
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

fn write(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("graphml");
    xml.write_event(Event::Start(
        root.with_attributes([("xmlns", "http://graphml.graphdrawing.org/xmlns")]),
    ))?;
    for (what, keys) in KEYS {
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
        .write_text_content(BytesText::new(&clean(&corpus.settings.title)))?;
    for (number, concept) in (0..).map(ConceptId).zip(&corpus.concepts) {
        let id = identifier(number, concept);
        element(&mut xml, ("node", &[("id", &id)]), &node(corpus, concept))?;
    }
    for (number, link) in graph::links(corpus).enumerate() {
        let [from, to] = link.ends;
        let (from, to) = (identifier(from, link.from), identifier(to, link.to));
        let id = format!("e{number}");
        let names = [("id", &*id), ("source", &from), ("target", &to)];
        element(&mut xml, ("edge", &names), &edge(&link))?;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    writeln!(xml.get_mut())?;
    Ok(graph::undrawn(corpus))
}

/// A node or edge and what is said of it; what is empty is left out.
fn element(
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

fn node(corpus: &Corpus, concept: &Concept) -> [(&'static str, String); 6] {
    let labels = |kind| joined(named::own(concept, kind).map(|label| &*label.text));
    let kind = concept.kind.and_then(|kind| corpus.kinds.get(kind.index()));
    [
        ("label", clean(named::label(concept))),
        ("qualifier", clean(concept.qualifier.as_deref().unwrap_or_default())),
        ("abbreviations", labels(LabelKind::Abbreviation)),
        ("synonyms", labels(LabelKind::Synonym)),
        ("kind", clean(kind.map_or("", |kind| &kind.id))),
        ("definition", clean(concept.definition.as_ref().map_or("", |it| &it.text))),
    ]
}

fn edge(link: &Link<'_>) -> [(&'static str, String); 6] {
    let voices = |voices: &[&Voice]| joined(voices.iter().map(|voice| &*voice.id));
    [
        ("relation", clean(&link.kind.id)),
        ("symmetric", link.kind.is_symmetric().to_string()),
        ("standing", link.standing().name().to_owned()),
        ("asserted-by", voices(&link.asserted_by)),
        ("denied-by", voices(&link.denied_by)),
        ("words", joined(link.wordings.iter().map(String::as_str))),
    ]
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    clean(&texts.collect::<Vec<_>>().join(" | "))
}

/// The name of a concept's node: its identifier or, where XML would not take that for a name, its number.
fn identifier(number: ConceptId, concept: &Concept) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    match concept.id.chars().all(plain) {
        true => concept.id.clone(),
        false => format!("n:{}", number.0),
    }
}

/// A text without the characters that no XML may hold.
fn clean(text: &str) -> String {
    text::to_safe(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
