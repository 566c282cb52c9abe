//! Graphs as chance makes them, in four syntaxes: each text is carried, carried in part, or counted as lost once.

use cxterms_exchange::{ExchangeFormat, ImportOptions, InputFile};
use proptest::prelude::*;
use std::fmt::Write;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const XL: &str = "http://www.w3.org/2008/05/skos-xl#";
const TERMS: &str = "http://purl.org/dc/terms/";
const CX: &str = "urn:cxterms:vocabulary#";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const HERE: &str = "https://example.org/bikes/";

/// What things there are: two concepts, a scheme, what holds texts of the first, who speaks and in what, and a stranger.
const THINGS: [(&str, &str, &str); 10] = [
    ("a", SKOS, "Concept"),
    ("b", SKOS, "Concept"),
    ("s", SKOS, "ConceptScheme"),
    ("label", XL, "Label"),
    ("meaning", "", ""),
    ("remark", "", ""),
    ("statement", RDF, "Statement"),
    ("ann", FOAF, "Agent"),
    ("book", FOAF, "Document"),
    ("stranger", "", ""),
];

/// How they hang together. What is lost of links is counted too, so these are such as are always read.
const LINKS: [(usize, &str, &str, usize); 8] = [
    (0, SKOS, "inScheme", 2),
    (1, SKOS, "inScheme", 2),
    (0, SKOS, "broader", 1),
    (0, XL, "altLabel", 3),
    (0, SKOS, "definition", 4),
    (1, SKOS, "changeNote", 5),
    (6, RDF, "subject", 0),
    (8, TERMS, "creator", 7),
];

/// By what a text is said of a thing.
const WORDS: [(&str, &str); 47] = [
    (SKOS, "prefLabel"),
    (SKOS, "altLabel"),
    (SKOS, "hiddenLabel"),
    (SKOS, "definition"),
    (SKOS, "note"),
    (SKOS, "scopeNote"),
    (SKOS, "editorialNote"),
    (SKOS, "changeNote"),
    (SKOS, "notation"),
    (SKOS, "broader"),
    (SKOS, "narrower"),
    (SKOS, "exactMatch"),
    (SKOS, "inScheme"),
    (SKOS, "topConceptOf"),
    (SKOS, "member"),
    (XL, "literalForm"),
    (XL, "prefLabel"),
    ("http://www.w3.org/2000/01/rdf-schema#", "label"),
    ("http://www.w3.org/2000/01/rdf-schema#", "comment"),
    ("https://schema.org/", "name"),
    ("http://purl.org/dc/elements/1.1/", "title"),
    (TERMS, "title"),
    (TERMS, "creator"),
    (TERMS, "publisher"),
    (TERMS, "source"),
    (TERMS, "date"),
    (TERMS, "description"),
    (TERMS, "language"),
    (TERMS, "created"),
    (TERMS, "modified"),
    ("http://purl.org/dc/elements/1.1/", "creator"),
    ("http://purl.org/dc/elements/1.1/", "date"),
    (RDF, "value"),
    (RDF, "object"),
    (CX, "qualifier"),
    (CX, "abbreviation"),
    (CX, "facetValue"),
    (CX, "noteKind"),
    (CX, "whyAvoided"),
    (CX, "hedge"),
    (CX, "reservation"),
    (CX, "placedAs"),
    (CX, "speaksOf"),
    (CX, "noteLabel"),
    (CX, "leading"),
    (FOAF, "name"),
    (FOAF, "nick"),
];

/// What else a text may say of itself.
#[derive(Clone, Copy, Debug)]
enum TextSort {
    Plain,
    InLanguage(&'static str),
    OfType(&'static str),
}

const SORTS: [TextSort; 6] = [
    TextSort::Plain,
    TextSort::InLanguage("en"),
    TextSort::InLanguage("de"),
    TextSort::InLanguage("pt-BR"),
    TextSort::OfType("https://example.org/code"),
    TextSort::OfType("http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML"),
];

/// What is carried without being whole, or is no text of the graph's.
const IN_PART: [&str; 13] = [
    "labels that are of another kind already (S13)",
    "rdf:subject, rdf:predicate and rdf:object of others' statements",
    "texts that name no language",
    "labels that are nodes and say no more than their text",
    "comments on texts, kept as notes of their own",
    "that a synonym is a second preferred label",
    "datatypes of notations",
    "datatypes of texts",
    "line breaks and runs of spaces",
    "markup in texts",
    "that a note is editorial",
    "labels made of IRIs",
    "labels taken from another language or kind",
];

/// What each node that stands for a text holds, so that it is read: the number of the thing, of the word and of the sort.
const HELD: [(usize, usize, usize); 4] = [(3, 15, 1), (4, 32, 1), (5, 32, 1), (6, 33, 1)];

/// What a triple ends in.
#[derive(Clone, Debug)]
enum Ending {
    Thing(String),
    Text(String, TextSort),
}

/// A subject, the parts of a predicate, and an end.
type Told = (String, (&'static str, &'static str), Ending);

fn iri(thing: usize) -> String {
    format!("{HERE}{}", THINGS[thing].0)
}

/// The graph in which these texts are said of these things, each text one of its own.
fn graph_of(said: &[(usize, usize, usize)], linked: &[bool]) -> Vec<Told> {
    let types = THINGS.iter().enumerate().filter(|(_, (_, _, class))| !class.is_empty());
    let types = types.map(|(thing, (_, space, class))| {
        (iri(thing), (RDF, "type"), Ending::Thing(format!("{space}{class}")))
    });
    let links = LINKS.iter().zip(linked).filter(|(_, there)| **there);
    let links = links
        .map(|((from, space, name, to), _)| (iri(*from), (*space, *name), Ending::Thing(iri(*to))));
    let about = (iri(6), (RDF, "predicate"), Ending::Thing(format!("{SKOS}altLabel")));
    let about = linked[6].then_some(about);
    let texts = said.iter().enumerate().map(|(at, (thing, word, sort))| {
        (iri(*thing), WORDS[*word], Ending::Text(format!("t{at}x"), SORTS[*sort]))
    });
    types.chain(links).chain(about).chain(texts).collect()
}

fn to_ntriples(graph: &[Told]) -> String {
    graph.iter().fold(String::new(), |mut text, (subject, (space, name), end)| {
        let end = match end {
            Ending::Thing(iri) => format!("<{iri}>"),
            Ending::Text(text, TextSort::Plain) => format!("\"{text}\""),
            Ending::Text(text, TextSort::InLanguage(tag)) => format!("\"{text}\"@{tag}"),
            Ending::Text(text, TextSort::OfType(class)) => format!("\"{text}\"^^<{class}>"),
        };
        writeln!(text, "<{subject}> <{space}{name}> {end} .").unwrap();
        text
    })
}

/// With prefixes, and what is said of one thing together.
fn to_turtle(graph: &[Told]) -> String {
    let mut text = format!("@prefix : <{HERE}> .\n@prefix skos: <{SKOS}> .\n");
    for (thing, _) in THINGS.iter().enumerate() {
        let about = iri(thing);
        let own: Vec<_> = graph.iter().filter(|(subject, ..)| *subject == about).cloned().collect();
        let lines = to_ntriples(&own).replace(&format!("<{about}> "), "").replace(" .\n", " ;\n  ");
        let lines = lines.replace(&format!("<{SKOS}prefLabel>"), "skos:prefLabel");
        if !own.is_empty() {
            writeln!(text, ":{} {lines}.", THINGS[thing].0).unwrap();
        }
    }
    text
}

fn to_rdf_xml(graph: &[Told]) -> String {
    let mut text = format!("<rdf:RDF xmlns:rdf=\"{RDF}\">\n");
    for (subject, (space, name), end) in graph {
        let element = format!("p:{name} xmlns:p=\"{space}\"");
        let end = match end {
            Ending::Thing(iri) => format!("<{element} rdf:resource=\"{iri}\"/>"),
            Ending::Text(text, sort) => {
                let sort = match sort {
                    TextSort::Plain => String::new(),
                    TextSort::InLanguage(tag) => format!(" xml:lang=\"{tag}\""),
                    TextSort::OfType(class) => format!(" rdf:datatype=\"{class}\""),
                };
                format!("<{element}{sort}>{text}</p:{name}>")
            }
        };
        writeln!(text, "<rdf:Description rdf:about=\"{subject}\">{end}</rdf:Description>").unwrap();
    }
    text + "</rdf:RDF>\n"
}

fn to_json_ld(graph: &[Told]) -> String {
    let node = |(subject, (space, name), end): &Told| {
        let end = match end {
            Ending::Thing(iri) => serde_json::json!({"@id": iri}),
            Ending::Text(text, TextSort::Plain) => serde_json::json!({"@value": text}),
            Ending::Text(text, TextSort::InLanguage(tag)) => {
                serde_json::json!({"@value": text, "@language": tag})
            }
            Ending::Text(text, TextSort::OfType(class)) => {
                serde_json::json!({"@value": text, "@type": class})
            }
        };
        match (*space, &end["@id"]) {
            (RDF, class) if *name == "type" => serde_json::json!({"@id": subject, "@type": class}),
            _ => serde_json::json!({"@id": subject, format!("{space}{name}"): [end]}),
        }
    };
    serde_json::to_string_pretty(&graph.iter().map(node).collect::<Vec<_>>()).unwrap()
}

/// How many texts of a file in a format come into a corpus, and what is counted as lost.
fn weigh_import(format: &str, text: &str, texts: usize) -> (Vec<bool>, Vec<(String, usize)>) {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it".to_owned(), format, text: Box::new(text.as_bytes()) };
    let read = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
    let files: String = read.corpus.to_yaml_files().map(|(_, text)| text).collect();
    let held = |name: &str| files.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    let carried = (0..texts).map(|at| held(&format!("t{at}x"))).collect();
    let in_part = |kind: &str| {
        let led = ["the type ", "IRIs of ", "languages of "].iter().any(|it| kind.starts_with(it));
        led || IN_PART.contains(&kind) || kind.contains(", written as ")
    };
    let is_text = |kind: &&str| !in_part(kind);
    let lost = read.losses.kinds().filter(is_text);
    (carried, lost.map(|kind| (kind.to_owned(), read.losses.count(kind))).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_of_a_graph_is_carried_or_lost_once(
        said in prop::collection::vec((0..THINGS.len(), 0..WORDS.len(), 0..SORTS.len()), 1..24),
        linked in prop::collection::vec(prop::bool::weighted(0.7), LINKS.len()),
    ) {
        let said = [&HELD[..], &said].concat();
        let graph = graph_of(&said, &linked);
        let syntaxes = [
            ("ntriples", to_ntriples(&graph)),
            ("turtle", to_turtle(&graph)),
            ("rdfxml", to_rdf_xml(&graph)),
            ("jsonld", to_json_ld(&graph)),
        ];
        let mut first = None;
        for (format, text) in syntaxes {
            let (carried, lost) = weigh_import(format, &text, said.len());
            let count: usize = lost.iter().map(|(_, count)| count).sum();
            let whole = carried.iter().filter(|it| **it).count();
            prop_assert_eq!(whole + count, said.len(), "{}\n{:?}\n{:?}", to_ntriples(&graph), carried, lost);
            // Every syntax says the same.
            let (carried, lost) = first.get_or_insert((carried.clone(), lost.clone())).clone();
            prop_assert_eq!(weigh_import(format, &text, said.len()), (carried, lost), "{}", format);
        }
    }
}
