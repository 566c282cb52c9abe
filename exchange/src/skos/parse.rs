//! Parses RDF files of any supported syntax into one graph.

use super::{
    graph::{RdfGraph, RdfGraphBuilder, RdfObject},
    xml,
};
use crate::{ImportError, InputFile};
use oxjsonld::{JsonLdParseError, JsonLdParser};
use oxrdf::{NamedOrBlankNodeRef, TermRef, TripleRef};
use oxrdfxml::{RdfXmlParseError, RdfXmlParser};
use oxttl::{NTriplesParser, TurtleParseError, TurtleParser};
use std::{io::Read, path::Path};

/// Against what relative IRIs stand: the file's own name, which leads nowhere.
fn base_iri(name: &str) -> String {
    let file = Path::new(name).file_name().unwrap_or_default().to_string_lossy();
    let plain: String =
        file.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    format!("file:///{plain}")
}

/// Reads files as one graph.
pub(super) fn parse_graph(inputs: Vec<InputFile<'_>>) -> Result<RdfGraph, ImportError> {
    let mut gathering = RdfGraphBuilder::default();
    for (input, number) in inputs.into_iter().zip(0_u32..) {
        let mut taking = TripleCollector { gathering: &mut gathering, file: number };
        match input.format.name {
            "ntriples" => parse_ntriples(input, &mut taking)?,
            "rdfxml" => parse_rdf_xml(input, &mut taking)?,
            "jsonld" => parse_json_ld(input, &mut taking)?,
            _ => parse_turtle(input, &mut taking)?,
        }
    }
    Ok(gathering.into_graph())
}

/// Takes the triples of one file.
struct TripleCollector<'t> {
    gathering: &'t mut RdfGraphBuilder,
    file: u32,
}

impl TripleCollector<'_> {
    fn add_triple(&mut self, triple: TripleRef<'_>) {
        let file = self.file;
        let subject = match triple.subject {
            NamedOrBlankNodeRef::NamedNode(node) => self.gathering.intern_node(node.as_str()),
            NamedOrBlankNodeRef::BlankNode(node) => self.blank_node(file, node.as_str()),
        };
        let predicate = self.gathering.intern_node(triple.predicate.as_str());
        let object = match triple.object {
            TermRef::NamedNode(node) => RdfObject::Node(self.gathering.intern_node(node.as_str())),
            TermRef::BlankNode(node) => RdfObject::Node(self.blank_node(file, node.as_str())),
            TermRef::Literal(literal) => {
                self.gathering.intern_text(literal.value(), literal.language())
            }
        };
        self.gathering.add_triple(subject, predicate, object);
    }

    fn blank_node(&mut self, file: u32, name: &str) -> super::graph::RdfNode {
        self.gathering.intern_node(&format!("_:{file}-{name}"))
    }
}

fn parse_turtle(input: InputFile<'_>, taking: &mut TripleCollector<'_>) -> Result<(), ImportError> {
    let InputFile { name, text, .. } = input;
    let parser = TurtleParser::new().with_base_iri(base_iri(&name));
    let parser = parser.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
    for triple in parser.for_reader(text) {
        taking.add_triple(triple.map_err(|error| turtle_error(&name, &error))?.as_ref());
    }
    Ok(())
}

fn parse_ntriples(
    input: InputFile<'_>,
    taking: &mut TripleCollector<'_>,
) -> Result<(), ImportError> {
    let InputFile { name, text, .. } = input;
    for triple in NTriplesParser::new().for_reader(text) {
        taking.add_triple(triple.map_err(|error| turtle_error(&name, &error))?.as_ref());
    }
    Ok(())
}

fn turtle_error(name: &str, error: &TurtleParseError) -> ImportError {
    match error {
        TurtleParseError::Io(error) => ImportError::new(name, (0, 0), error.to_string()),
        TurtleParseError::Syntax(error) => {
            let start = error.location().start;
            ImportError::new(name, (start.line + 1, start.column + 1), error.message())
        }
    }
}

fn parse_rdf_xml(
    input: InputFile<'_>,
    taking: &mut TripleCollector<'_>,
) -> Result<(), ImportError> {
    let InputFile { name, mut text, .. } = input;
    let prologue = xml::read_prologue(&name, &mut text)?;
    let lines = xml::LineEnds::default();
    let whole = xml::LineCountingReader {
        inner: std::io::Cursor::new(prologue).chain(text),
        lines: lines.clone(),
        read: 0,
    };
    let parser = RdfXmlParser::new().with_base_iri(base_iri(&name));
    let parser = parser.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
    let mut parser = parser.for_reader(whole);
    while let Some(triple) = parser.next() {
        match triple {
            Ok(triple) => taking.add_triple(triple.as_ref()),
            Err(RdfXmlParseError::Io(error)) => {
                return Err(ImportError::new(&name, (0, 0), error.to_string()));
            }
            Err(RdfXmlParseError::Syntax(error)) => {
                let place = lines.locate_byte(parser.buffer_position());
                return Err(ImportError::new(&name, place, error.to_string()));
            }
        }
    }
    Ok(())
}

fn parse_json_ld(
    input: InputFile<'_>,
    taking: &mut TripleCollector<'_>,
) -> Result<(), ImportError> {
    let InputFile { name, text, .. } = input;
    let parser = JsonLdParser::new().with_base_iri(base_iri(&name));
    let parser = parser.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
    for quad in parser.for_reader(text) {
        let quad = quad.map_err(|error| json_ld_error(&name, &error))?;
        let quad = quad.as_ref();
        taking.add_triple(TripleRef::new(quad.subject, quad.predicate, quad.object));
    }
    Ok(())
}

fn json_ld_error(name: &str, error: &JsonLdParseError) -> ImportError {
    match error {
        JsonLdParseError::Io(error) => ImportError::new(name, (0, 0), error.to_string()),
        JsonLdParseError::Syntax(error) => {
            let place =
                error.location().map_or((0, 0), |at| (at.start.line + 1, at.start.column + 1));
            let elsewhere = error.to_string().contains("remote context");
            let message = match elsewhere {
                true => "its context lies elsewhere".to_owned(),
                false => error.to_string(),
            };
            let broken = ImportError::new(name, place, message);
            match elsewhere {
                true => broken.with_hint(
                    "a context that lies elsewhere is never fetched: put it into the file",
                ),
                false => broken,
            }
        }
    }
}
