//! SKOS (W3C, 2009), in four syntaxes of RDF.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "objects are lent as they lie in the graph, and what they hold may change"
)]

mod conditions;
mod graph;
mod markup;
mod names;
mod parse;
mod properties;
mod read;
mod roles;
mod tags;
mod write;
mod xml;

use super::{
    Coverage, ExchangeFormat, ImportError, ImportOptions, ImportedCorpus, InputFile, Losses, Part,
    sound::leave_out_faulty,
};
use conditions::ConditionBreach;
use cxterms_base::{
    corpus::Corpus,
    diagnostic::{Diagnostic, Severity},
    schema::DateShape,
};
use names::{PREFIXES, xsd};
use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphNameRef, LiteralRef, NamedNodeRef, TermRef, TripleRef};
use oxrdfxml::RdfXmlSerializer;
use oxttl::{NTriplesSerializer, TurtleSerializer};
use std::{io, path::Path};
use write::TripleEnd;

pub(super) use write::CorpusIris;

const FAMILY: &str = "SKOS";

/// What a label that is a node says to be, where that is an abbreviation.
const ABBREVIATION: &str = "abbreviation";

/// For docs/exchange.md.
const NOTES: &str = concat!(
    "\
What SKOS has a word for stands there as any tool reads it: labels, notes, `skos:broader`, matches, top concepts,
collections. Who says so stands beside it in [a small vocabulary of ours](vocabulary.ttl), and is read back: definitions,
notes and facet values are nodes with `rdf:value`, `dcterms:creator` and `dcterms:source`; a label of which more is said is
a `skosxl:Label` too, and a relation an `rdf:Statement`. A label or a relation that is only denied has no plain triple, and
such a label is a statement.

- IRIs are the manifest's `iri` with the `id` behind it, or an entry's own `iri`; without either they are URNs, which name
  and lead nowhere. What is ours to name in a vocabulary that others keep (`profile: foreign`), such as voices, works, declared
  relations and the nodes of claims, has URNs too: nothing is named in the namespace of others.
- A contrast is no `skos:related`, since SKOS forbids that between what stands above each other (S27). A symmetric relation
  called `related` is one, where SKOS allows it.
- A collection is an entry of the kind `collection` with `member-of` relations to it, and is not counted as a concept.
- Schemes stand in the manifest, each with its IRI to the letter and all that it says of itself: texts with their language
  or datatype, and IRIs. Only what is a node without an IRI is lost (`… of the scheme`). A concept leaves with
  `skos:inScheme`, and where it is a top concept with `skos:topConceptOf` and `skos:hasTopConcept`, each of its own schemes; it
  is added to none. A corpus that declares no scheme is one itself, and its roots are the top concepts.
- A concept that the corpus's own voice gives up is `owl:deprecated`, with `dcterms:isReplacedBy`; what more is said of its
  state, and by whom, is a node of ours. `owl:deprecated false` is a denial by the vocabulary's voice, and `dcterms:replaces`
  is read from its far end. A concept that is replaced and not called deprecated keeps that as a relation `replaced-by`: a
  state that nobody gave is not made up. `vs:term_status` and `adms:status` are read as a state, and the word counted.
- Labels that are nodes (SKOS-XL) are read with who uses them. They come back as nodes of ours where more is said of them
  than their text, and plainly where not; that, the IRIs of the nodes and what else they say is counted. The preferred label
  is the one that the corpus uses, whoever else does.
- Definitions and notes keep their language, and those that are nodes their dates (`dcterms:created`, `issued`, `modified`,
  `date`) and who says them; notes their `dcterms:title`. A name or an address in `dcterms:creator` is a voice, one in
  `dcterms:source` a work, the same wherever it stands; they go out as they came. The text is `rdf:value`, or where there
  is none `rdfs:comment`, `dcterms:description` or the title, which is told. A comment beside `rdf:value` is a note of its own.
- A hidden label is found and never shown, and nothing advises against it. A concept without a preferred label takes its
  `rdfs:label`, `dcterms:title` or `schema:name`; one without any is shown under its name in another language or its first
  synonym, or else its identifier, and no label is made up for it.
- `skos:narrower` is `skos:broader` the other way round, and `skos:related` stands at one of both ends: the other triple is
  entailed. So are types; `skos:hasTopConcept`, `skos:topConceptOf` and `skos:inScheme` come back with the others that they
  entail. A text that names no language is taken to be in the corpus's, which is counted. What is added beside that is in our
  vocabulary or about what is ours.
- A concept without an IRI is named after its label. Of XML and HTML the text is read, and `markup in texts` counted.
- Definitions and notes keep their paragraphs and lists. Other line breaks are joined, and counted.
- Every text is carried, or counted as lost once; a language tag that is none (`de_AT`) is read as the one that is meant
  (`de-AT`), or its texts are left out, and either is told with its line. JSON-LD is told without lines.
- What breaches a condition of the SKOS Reference (S9 to S58) is told, and read as far as it can be: a second preferred
  label of one language is a synonym.
- Nothing is fetched: neither contexts of JSON-LD nor entities of XML that lie elsewhere. Entities made of entities are
  refused. RDF/XML is read in the encoding that its first line declares.
- JSON-LD may nest objects and arrays 64 deep; beyond, `its objects and arrays are nested deeper than 64`. It is read whole,
  the other syntaxes line by line.

### What comes back of three vocabularies

Triples that come in, come back, are missing and are added, as rdflib counts them in the graph that is exported, for the
thesaurus of UNESCO, a vocabulary of lithology (the same from each of its four syntaxes) and a part of YSO. Nodes that stand
for a text, a label or a statement are compared by what is said of them. `.ci/extra.d/round_trip.py CXTERMS --table FILE…`
makes this table, and fails if a difference is declared nowhere.

",
    include_str!("round_trip.md")
);

pub(super) const TURTLE: ExchangeFormat = ExchangeFormat {
    name: "turtle",
    family: FAMILY,
    about: "SKOS in Turtle",
    endings: &["ttl"],
    carries: &[
        (
            Part::SharedNotes,
            Coverage::InPart("the terms that share one come in the order of the alphabet"),
        ),
        (Part::Allow, Coverage::No),
    ],
    otherwise: Coverage::Yes,
    notes: NOTES,
    read: Some(read_skos),
    write: Some(write_turtle),
};

pub(super) const NTRIPLES: ExchangeFormat = ExchangeFormat {
    name: "ntriples",
    about: "SKOS in N-Triples, a triple a line",
    endings: &["nt"],
    write: Some(write_ntriples),
    ..TURTLE
};

pub(super) const RDFXML: ExchangeFormat = ExchangeFormat {
    name: "rdfxml",
    about: "SKOS in RDF/XML",
    endings: &["rdf", "owl"],
    write: Some(write_rdf_xml),
    ..TURTLE
};

pub(super) const JSONLD: ExchangeFormat = ExchangeFormat {
    name: "jsonld",
    about: "SKOS in JSON-LD",
    endings: &["jsonld"],
    write: Some(write_json_ld),
    ..TURTLE
};

fn read_skos(
    inputs: Vec<InputFile<'_>>,
    options: &ImportOptions,
) -> Result<ImportedCorpus, ImportError> {
    let file = inputs.first().map(|input| input.name.clone()).unwrap_or_default();
    let format = inputs.first().map(|input| input.format);
    let parse::ParsedGraph { graph, files, mut findings, losses: before } =
        parse::parse_graph(inputs)?;
    let roles = roles::NodeRoles::from_graph(&graph);
    for ConditionBreach { condition, place: (number, line), message } in
        conditions::find_breaches(&graph, &roles)
    {
        findings.push(Diagnostic {
            rule: Some(condition),
            file: files.get(number as usize).unwrap_or(&file).clone(),
            line,
            column: u32::from(line > 0),
            message,
            hint: Some(format!("SKOS Reference, {condition}")),
            ..Diagnostic::default()
        });
    }
    if graph.triples().is_empty() && format.is_some_and(|format| format.name == JSONLD.name) {
        findings.push(Diagnostic {
            severity: Severity::Warning,
            file: file.clone(),
            message: "none of its keys stands for an IRI: it lacks a `@context` that says so"
                .to_owned(),
            ..Diagnostic::default()
        });
    }
    let name = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy();
    let (draft, mut losses) = read::read_graph(&graph, &roles, &name, options);
    losses.add_all(&before);
    let ours = PREFIXES.iter().find(|(prefix, _)| *prefix == "cx");
    let in_our_words = ours.is_some_and(|(_, namespace)| graph.names_anything_in(namespace));
    drop((graph, roles));
    let imported = ImportedCorpus { corpus: draft.into_corpus(), losses, findings };
    // Only in our own words can a graph say what no file may hold.
    match in_our_words {
        true => leave_out_faulty(imported, &file),
        false => Ok(imported),
    }
}

/// The datatype of a date.
fn datatype_of_date(shape: DateShape) -> &'static str {
    match shape {
        DateShape::Year => xsd::YEAR,
        DateShape::Month => xsd::MONTH,
        DateShape::Day => xsd::DAY,
        DateShape::Time => xsd::TIME,
    }
}

/// Whether a text can stand where RDF wants an IRI.
fn is_iri(text: &str) -> bool {
    oxrdf::NamedNode::new(text).is_ok()
}

/// A triple as the writers take it.
fn to_triple_ref<'t>(subject: &'t str, predicate: &'t str, end: &'t TripleEnd) -> TripleRef<'t> {
    let object: TermRef<'t> = match end {
        TripleEnd::Node(node) => NamedNodeRef::new_unchecked(node).into(),
        TripleEnd::Text(text, Some(language)) => {
            LiteralRef::new_language_tagged_literal_unchecked(text, language).into()
        }
        TripleEnd::Text(text, None) => LiteralRef::new_simple_literal(text).into(),
        TripleEnd::Typed(text, datatype) => {
            LiteralRef::new_typed_literal(text, NamedNodeRef::new_unchecked(datatype)).into()
        }
    };
    TripleRef::new(
        NamedNodeRef::new_unchecked(subject),
        NamedNodeRef::new_unchecked(predicate),
        object,
    )
}

/// The prefixes of what is written: those of the vocabularies that are used, and of the corpus's own things.
fn used_prefixes(corpus: &Corpus) -> Vec<(String, String)> {
    let naming = CorpusIris::from_corpus(corpus);
    let own = ["kind", "facet", "relation", "voice", "work"];
    let own = own.map(|what| (what.to_owned(), naming.declared_iri(what, "")));
    let read_only =
        |(prefix, _): &&(&str, &str)| !["dc", "schema", "schemas", "vs", "adms"].contains(prefix);
    let stated = corpus.concepts.iter().any(|concept| !concept.states.is_empty());
    let typed = stated || !corpus.schemes.is_empty();
    let dated = typed || Part::TextDates.count(corpus) > 0;
    let needed = |(prefix, _): &&(&str, &str)| match *prefix {
        "owl" => typed,
        "xsd" => dated,
        _ => true,
    };
    let known = PREFIXES.iter().filter(read_only).filter(needed);
    let known = known.map(|(prefix, space)| ((*prefix).to_owned(), (*space).to_owned()));
    known.chain([("term".to_owned(), naming.space.clone())]).chain(own).collect()
}

fn write_turtle(corpus: &Corpus, out: &mut dyn io::Write) -> io::Result<Losses> {
    let with = |serializer: TurtleSerializer, (prefix, space)| {
        serializer.with_prefix(prefix, space).map_err(io::Error::other)
    };
    let mut writer =
        used_prefixes(corpus).into_iter().try_fold(TurtleSerializer::new(), with)?.for_writer(out);
    let losses = write::write_triples(corpus, &mut |subject, predicate, end| {
        writer.serialize_triple(to_triple_ref(subject, predicate, end))
    })?;
    writer.finish()?;
    Ok(losses)
}

fn write_ntriples(corpus: &Corpus, out: &mut dyn io::Write) -> io::Result<Losses> {
    let mut writer = NTriplesSerializer::new().for_writer(out);
    let losses = write::write_triples(corpus, &mut |subject, predicate, end| {
        writer.serialize_triple(to_triple_ref(subject, predicate, end))
    })?;
    writer.finish();
    Ok(losses)
}

fn write_rdf_xml(corpus: &Corpus, out: &mut dyn io::Write) -> io::Result<Losses> {
    let with = |serializer: RdfXmlSerializer, (prefix, space)| {
        serializer.with_prefix(prefix, space).map_err(io::Error::other)
    };
    let mut writer =
        used_prefixes(corpus).into_iter().try_fold(RdfXmlSerializer::new(), with)?.for_writer(out);
    let mut dropped = 0;
    let mut losses = write::write_triples(corpus, &mut |subject, predicate, end| {
        let plain = match end {
            TripleEnd::Text(text, language) if text.contains(is_forbidden_in_xml) => {
                dropped += 1;
                &TripleEnd::Text(text.replace(is_forbidden_in_xml, ""), language.clone())
            }
            TripleEnd::Typed(text, datatype) if text.contains(is_forbidden_in_xml) => {
                dropped += 1;
                &TripleEnd::Typed(text.replace(is_forbidden_in_xml, ""), datatype.clone())
            }
            end => end,
        };
        writer.serialize_triple(to_triple_ref(subject, predicate, plain))
    })?;
    losses.add("characters that XML cannot hold", dropped);
    writer.finish()?;
    Ok(losses)
}

/// Whether XML 1.0 has no way to write a character.
fn is_forbidden_in_xml(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') && c < '\u{7f}'
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn write_json_ld(corpus: &Corpus, out: &mut dyn io::Write) -> io::Result<Losses> {
    let with = |serializer: JsonLdSerializer, (prefix, space)| {
        serializer.with_prefix(prefix, space).map_err(io::Error::other)
    };
    let mut writer =
        used_prefixes(corpus).into_iter().try_fold(JsonLdSerializer::new(), with)?.for_writer(out);
    let losses = write::write_triples(corpus, &mut |subject, predicate, end| {
        writer.serialize_quad(
            to_triple_ref(subject, predicate, end).in_graph(GraphNameRef::DefaultGraph),
        )
    })?;
    writer.finish()?;
    Ok(losses)
}
