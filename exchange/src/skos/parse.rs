//! Which triples does a file hold, in whatever syntax?

use super::{
    graph::{Gathering, Graph, Object},
    xml,
};
use crate::{Broken, Input};
use oxjsonld::{JsonLdParseError, JsonLdParser};
use oxrdf::{NamedOrBlankNodeRef, TermRef, TripleRef};
use oxrdfxml::{RdfXmlParseError, RdfXmlParser};
use oxttl::{NTriplesParser, TurtleParseError, TurtleParser};
use std::{io::Read, path::Path};

/// Against what relative IRIs stand: the file's own name, which leads nowhere.
fn base_of(name: &str) -> String {
    let file = Path::new(name).file_name().unwrap_or_default().to_string_lossy();
    let plain: String =
        file.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    format!("file:///{plain}")
}

/// Reads files as one graph.
pub(super) fn graph(inputs: Vec<Input<'_>>) -> Result<Graph, Broken> {
    let mut gathering = Gathering::default();
    for (input, number) in inputs.into_iter().zip(0_u32..) {
        let mut taking = Taking { gathering: &mut gathering, file: number };
        match input.format.name {
            "ntriples" => lines(input, &mut taking)?,
            "rdfxml" => rdf_xml(input, &mut taking)?,
            "jsonld" => json_ld(input, &mut taking)?,
            _ => turtle(input, &mut taking)?,
        }
    }
    Ok(gathering.finish())
}

/// Takes the triples of one file.
struct Taking<'t> {
    gathering: &'t mut Gathering,
    file: u32,
}

impl Taking<'_> {
    fn take(&mut self, triple: TripleRef<'_>) {
        let file = self.file;
        let subject = match triple.subject {
            NamedOrBlankNodeRef::NamedNode(node) => self.gathering.node(node.as_str()),
            NamedOrBlankNodeRef::BlankNode(node) => self.blank(file, node.as_str()),
        };
        let predicate = self.gathering.node(triple.predicate.as_str());
        let object = match triple.object {
            TermRef::NamedNode(node) => Object::Node(self.gathering.node(node.as_str())),
            TermRef::BlankNode(node) => Object::Node(self.blank(file, node.as_str())),
            TermRef::Literal(literal) => self.gathering.text(literal.value(), literal.language()),
        };
        self.gathering.add(subject, predicate, object);
    }

    fn blank(&mut self, file: u32, name: &str) -> super::graph::Node {
        self.gathering.node(&format!("_:{file}-{name}"))
    }
}

fn turtle(input: Input<'_>, taking: &mut Taking<'_>) -> Result<(), Broken> {
    let Input { name, text, .. } = input;
    let parser = TurtleParser::new().with_base_iri(base_of(&name));
    let parser = parser.map_err(|error| Broken::new(&name, (0, 0), error.to_string()))?;
    for triple in parser.for_reader(text) {
        taking.take(triple.map_err(|error| not_turtle(&name, &error))?.as_ref());
    }
    Ok(())
}

fn lines(input: Input<'_>, taking: &mut Taking<'_>) -> Result<(), Broken> {
    let Input { name, text, .. } = input;
    for triple in NTriplesParser::new().for_reader(text) {
        taking.take(triple.map_err(|error| not_turtle(&name, &error))?.as_ref());
    }
    Ok(())
}

fn not_turtle(name: &str, error: &TurtleParseError) -> Broken {
    match error {
        TurtleParseError::Io(error) => Broken::new(name, (0, 0), error.to_string()),
        TurtleParseError::Syntax(error) => {
            let start = error.location().start;
            Broken::new(name, (start.line + 1, start.column + 1), error.message())
        }
    }
}

fn rdf_xml(input: Input<'_>, taking: &mut Taking<'_>) -> Result<(), Broken> {
    let Input { name, mut text, .. } = input;
    let prologue = xml::prologue(&name, &mut text)?;
    let lines = xml::Lines::default();
    let whole = xml::Counted {
        inner: std::io::Cursor::new(prologue).chain(text),
        lines: lines.clone(),
        read: 0,
    };
    let parser = RdfXmlParser::new().with_base_iri(base_of(&name));
    let parser = parser.map_err(|error| Broken::new(&name, (0, 0), error.to_string()))?;
    let mut parser = parser.for_reader(whole);
    while let Some(triple) = parser.next() {
        match triple {
            Ok(triple) => taking.take(triple.as_ref()),
            Err(RdfXmlParseError::Io(error)) => {
                return Err(Broken::new(&name, (0, 0), error.to_string()));
            }
            Err(RdfXmlParseError::Syntax(error)) => {
                let place = lines.place(parser.buffer_position());
                return Err(Broken::new(&name, place, error.to_string()));
            }
        }
    }
    Ok(())
}

fn json_ld(input: Input<'_>, taking: &mut Taking<'_>) -> Result<(), Broken> {
    let Input { name, text, .. } = input;
    let parser = JsonLdParser::new().with_base_iri(base_of(&name));
    let parser = parser.map_err(|error| Broken::new(&name, (0, 0), error.to_string()))?;
    for quad in parser.for_reader(text) {
        let quad = quad.map_err(|error| not_json_ld(&name, &error))?;
        let quad = quad.as_ref();
        taking.take(TripleRef::new(quad.subject, quad.predicate, quad.object));
    }
    Ok(())
}

fn not_json_ld(name: &str, error: &JsonLdParseError) -> Broken {
    match error {
        JsonLdParseError::Io(error) => Broken::new(name, (0, 0), error.to_string()),
        JsonLdParseError::Syntax(error) => {
            let place =
                error.location().map_or((0, 0), |at| (at.start.line + 1, at.start.column + 1));
            let elsewhere = error.to_string().contains("remote context");
            let message = match elsewhere {
                true => "its context lies elsewhere".to_owned(),
                false => error.to_string(),
            };
            let broken = Broken::new(name, place, message);
            match elsewhere {
                true => broken
                    .hint("a context that lies elsewhere is never fetched: put it into the file"),
                false => broken,
            }
        }
    }
}
