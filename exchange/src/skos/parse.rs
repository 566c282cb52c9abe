//! Parses RDF files of any supported syntax into one graph.

use super::{
    graph::{RdfGraph, RdfGraphBuilder, RdfNode, RdfObject, RdfPlace},
    names::shorten_iri,
    tags::{LanguageTags, ReadTag, RewritingReader, TurtleRewriter, XmlRewriter, json, read_tag},
    xml,
};
use crate::{ImportError, InputFile, Losses};
use cxterms_base::diagnostic::Diagnostic;
use oxjsonld::{JsonLdParser, JsonLdSyntaxError};
use oxrdf::{LiteralRef, NamedOrBlankNodeRef, TermRef, TripleRef};
use oxrdfxml::{RdfXmlParseError, RdfXmlParser};
use oxttl::{NTriplesParser, TurtleParseError, TurtleParser};
use std::{cell::Cell, collections::HashMap, io::Read, path::Path, rc::Rc};

/// What a plain text is of.
const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// What came of parsing.
pub(super) struct ParsedGraph {
    pub(super) graph: RdfGraph,
    /// The names of the files, as places number them.
    pub(super) files: Vec<String>,
    /// What is wrong with language tags.
    pub(super) findings: Vec<Diagnostic>,
    /// The texts in tags that are none.
    pub(super) losses: Losses,
}

/// Against what relative IRIs stand: the file's own name, which leads nowhere.
fn base_iri(name: &str) -> String {
    let file = Path::new(name).file_name().unwrap_or_default().to_string_lossy();
    let plain: String =
        file.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    format!("file:///{plain}")
}

/// Reads files as one graph.
pub(super) fn parse_graph(inputs: Vec<InputFile<'_>>) -> Result<ParsedGraph, ImportError> {
    let (mut gathering, mut losses) = (RdfGraphBuilder::default(), Losses::default());
    let (tags, mut files) = (LanguageTags::default(), vec![]);
    for (input, file) in inputs.into_iter().zip(0_u32..) {
        files.push(input.name.clone());
        let blanks = HashMap::new();
        let (gathering, losses) = (&mut gathering, &mut losses);
        let mut taking = TripleCollector { gathering, losses, file, blanks };
        match input.format.name {
            "ntriples" => parse_ntriples(input, &tags, &mut taking)?,
            "rdfxml" => parse_rdf_xml(input, &tags, &mut taking)?,
            "jsonld" => parse_json_ld(input, &tags, &mut taking)?,
            _ => parse_turtle(input, &tags, &mut taking)?,
        }
    }
    Ok(ParsedGraph { graph: gathering.into_graph(), files, findings: tags.findings(), losses })
}

/// Takes the triples of one file.
struct TripleCollector<'t> {
    gathering: &'t mut RdfGraphBuilder,
    losses: &'t mut Losses,
    file: u32,
    /// The blank nodes, numbered as they come: parsers give those without a label a name that is another each time.
    blanks: HashMap<String, usize>,
}

impl TripleCollector<'_> {
    /// Takes a triple that stands on a line; 0 if that is not known.
    fn add_triple(&mut self, triple: TripleRef<'_>, line: u64) {
        let subject = match triple.subject {
            NamedOrBlankNodeRef::NamedNode(node) => self.gathering.intern_node(node.as_str()),
            NamedOrBlankNodeRef::BlankNode(node) => self.intern_blank_node(node.as_str()),
        };
        let predicate = self.gathering.intern_node(triple.predicate.as_str());
        let object = match triple.object {
            TermRef::NamedNode(node) => RdfObject::Node(self.gathering.intern_node(node.as_str())),
            TermRef::BlankNode(node) => RdfObject::Node(self.intern_blank_node(node.as_str())),
            TermRef::Literal(literal) => match self.intern_literal(literal) {
                Some(text) => text,
                None => {
                    let what = shorten_iri(triple.predicate.as_str());
                    let which = format!("{what} {}", literal.value());
                    return self.losses.add_example("texts in what is no language tag", &which);
                }
            },
        };
        let place: RdfPlace = (self.file, u32::try_from(line).unwrap_or(u32::MAX));
        self.gathering.add_triple((subject, predicate, object), place);
    }

    /// A text; none if its tag is no language tag.
    fn intern_literal(&mut self, literal: LiteralRef<'_>) -> Option<RdfObject> {
        let language = match read_tag(literal.language()) {
            ReadTag::Sound(language) => language,
            ReadTag::IllFormed => return None,
        };
        let datatype = literal.datatype();
        let plain = literal.language().is_some() || datatype.as_str() == STRING;
        Some(match plain {
            true => self.gathering.intern_text(literal.value(), language),
            false => self.gathering.intern_typed_text(literal.value(), datatype.as_str()),
        })
    }

    fn intern_blank_node(&mut self, name: &str) -> RdfNode {
        let next = self.blanks.len();
        let number = match self.blanks.get(name) {
            Some(number) => *number,
            None => *self.blanks.entry(name.to_owned()).or_insert(next),
        };
        self.gathering.intern_node(&format!("_:{}-{number}", self.file))
    }
}

fn parse_turtle(
    input: InputFile<'_>,
    tags: &LanguageTags,
    taking: &mut TripleCollector<'_>,
) -> Result<(), ImportError> {
    let InputFile { name, text, .. } = input;
    let parser = TurtleParser::new().with_base_iri(base_iri(&name));
    let parser = parser.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
    let line = Rc::new(Cell::new(0));
    let rewriter = TurtleRewriter::new(tags.clone(), &name, Rc::clone(&line));
    for triple in parser.for_reader(RewritingReader::new(text, rewriter)) {
        taking
            .add_triple(triple.map_err(|error| turtle_error(&name, &error))?.as_ref(), line.get());
    }
    Ok(())
}

fn parse_ntriples(
    input: InputFile<'_>,
    tags: &LanguageTags,
    taking: &mut TripleCollector<'_>,
) -> Result<(), ImportError> {
    let InputFile { name, text, .. } = input;
    let line = Rc::new(Cell::new(0));
    let rewriter = TurtleRewriter::new(tags.clone(), &name, Rc::clone(&line));
    for triple in NTriplesParser::new().for_reader(RewritingReader::new(text, rewriter)) {
        taking
            .add_triple(triple.map_err(|error| turtle_error(&name, &error))?.as_ref(), line.get());
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
    tags: &LanguageTags,
    taking: &mut TripleCollector<'_>,
) -> Result<(), ImportError> {
    let InputFile { name, text, .. } = input;
    let mut text = xml::decode_declared(&name, text)?;
    let prologue = xml::read_prologue(&name, &mut text)?;
    let lines = xml::LineEnds::default();
    let whole = std::io::Cursor::new(prologue).chain(text);
    let whole = RewritingReader::new(whole, XmlRewriter::new(tags.clone(), &name));
    let whole = xml::LineCountingReader { inner: whole, lines: lines.clone(), read: 0 };
    let parser = RdfXmlParser::new().with_base_iri(base_iri(&name));
    let parser = parser.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
    let mut parser = parser.for_reader(whole);
    while let Some(triple) = parser.next() {
        let place = lines.locate_byte(parser.buffer_position());
        match triple {
            Ok(triple) => taking.add_triple(triple.as_ref(), place.0),
            Err(RdfXmlParseError::Io(error)) => {
                return Err(ImportError::new(&name, (0, 0), error.to_string()));
            }
            Err(RdfXmlParseError::Syntax(error)) => {
                return Err(ImportError::new(&name, place, error.to_string()));
            }
        }
    }
    Ok(())
}

fn parse_json_ld(
    input: InputFile<'_>,
    tags: &LanguageTags,
    taking: &mut TripleCollector<'_>,
) -> Result<(), ImportError> {
    let InputFile { name, mut text, .. } = input;
    let mut whole = vec![];
    let read = text.read_to_end(&mut whole);
    read.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
    json::check_depth(&name, &whole)?;
    let whole = json::rewrite_tags(tags, &name, whole);
    let parser = JsonLdParser::new().with_base_iri(base_iri(&name));
    let parser = parser.map_err(|error| ImportError::new(&name, (0, 0), error.to_string()))?;
    for quad in parser.for_slice(json::without_byte_order_mark(&whole)) {
        let quad = quad.map_err(|error| json_ld_error(&name, &error))?;
        let quad = quad.as_ref();
        // What is gathered is given once an object is whole, wherever in it a triple stands.
        taking.add_triple(TripleRef::new(quad.subject, quad.predicate, quad.object), 0);
    }
    Ok(())
}

fn json_ld_error(name: &str, error: &JsonLdSyntaxError) -> ImportError {
    let place = error.location().map_or((0, 0), |at| (at.start.line + 1, at.start.column + 1));
    match error.to_string() {
        message if message.contains("remote context") => {
            ImportError::new(name, place, "its context lies elsewhere")
                .with_hint("a context that lies elsewhere is never fetched: put it into the file")
        }
        message => ImportError::new(name, place, message),
    }
}
