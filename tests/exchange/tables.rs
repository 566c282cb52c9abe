//! Tables: what they carry comes back, and what they say they lose is counted.

use super::{
    corpora::{csv, exported, read, rich, shipped},
    there_and_back,
};
use cxterms_base::{
    corpus::{Concept, Corpus, Label, LabelKind, RelationKind},
    diagnostic::Severity,
};
use cxterms_exchange::{ExchangeFormat, ImportOptions, InputFile};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What of a concept a table carries wholly.
fn in_a_table(corpus: &Corpus) -> Vec<(String, BTreeSet<String>)> {
    let label = |label: &Label| format!("{:?} {:?} {}", label.kind, label.language, label.text);
    let each = corpus.concepts.iter().map(|concept| {
        let used = concept.labels.iter().filter(|it| !it.said.asserted_by.is_empty());
        let mut says: BTreeSet<_> = used.map(label).collect();
        let kind = concept.kind.map(|kind| &corpus.kinds[kind.index()].id);
        let own = concept.definition.as_ref().map(|own| &own.text);
        let told: Vec<_> = concept.translated.iter().map(|(tag, it)| (tag, &it.text)).collect();
        says.insert(format!("{kind:?} {own:?} {:?} {told:?}", concept.qualifier));
        let codes: Vec<_> = concept.notations.iter().map(|it| &it.code).collect();
        let matches: BTreeSet<_> = concept.matches.iter().map(|it| (&it.kind, &it.iri)).collect();
        says.insert(format!("{codes:?} {matches:?}"));
        (concept.id.clone(), says)
    });
    each.collect()
}

/// The relations that somebody asserts.
fn joined(corpus: &Corpus) -> BTreeSet<(&str, &str, &str, bool)> {
    let asserted = corpus.relations.iter().filter(|it| !it.said.asserted_by.is_empty());
    let each = asserted.map(|it| {
        let kind: &RelationKind = &corpus.relation_kinds[it.relation.index()];
        let [from, to] = [it.from, it.to].map(|id| &*corpus.concepts[id.index()].id);
        (from, &*kind.id, to, kind.is_symmetric())
    });
    each.collect()
}

#[test]
fn a_table_is_read_again_as_far_as_it_says() {
    for corpus in [shipped(), read("tests/fixtures/small"), rich()] {
        let again = there_and_back("csv", &corpus);
        for (there, back) in in_a_table(&corpus).iter().zip(&in_a_table(&again)) {
            assert_eq!(there, back);
        }
        assert_eq!(corpus.concepts.len(), again.concepts.len());
        assert_eq!(joined(&corpus), joined(&again));
        let texts = |corpus: &Corpus, own: bool| -> BTreeSet<_> {
            let notes =
                corpus.concepts.iter().flat_map(|it| it.notes.iter().map(|n| (it.id.clone(), n)));
            let own = notes.filter(|(_, note)| {
                !own || note.said.asserted_by.iter().any(|by| by.work.is_none())
            });
            own.map(|(id, note)| (id, note.kind, note.text.clone())).collect()
        };
        assert_eq!(texts(&corpus, true), texts(&again, false));
        let values = |corpus: &Corpus| -> BTreeSet<_> {
            let concepts = corpus.concepts.iter();
            let all = concepts.flat_map(|it| it.facets.iter().map(|value| (it.id.clone(), value)));
            let asserted = all.filter(|(_, value)| !value.said.asserted_by.is_empty());
            let named = |(id, value): (String, &cxterms_base::corpus::FacetValue)| {
                (id, corpus.facets[value.facet.index()].id.clone(), value.value.clone())
            };
            asserted.map(named).collect()
        };
        assert_eq!(values(&corpus), values(&again));
    }
    assert!(there_and_back("csv", &rich()).concepts.iter().any(|concept| concept.root.is_some()));
}

#[test]
fn a_table_counts_what_it_leaves_out_of_what_it_can_hold() {
    let (_, lost) = exported("csv", &rich());
    let expected = [
        ("umbrellas", 1),
        ("other relations", 1),
        ("facet values", 1),
        ("roots", 1),
        ("notes", 2),
        ("kinds of notes", 1),
    ];
    for (part, count) in expected {
        assert_eq!(lost.get(part), Some(&count), "{part}");
    }
    let (_, lost) = exported("csv", &shipped());
    let own = |concept: &Concept| {
        concept
            .notes
            .iter()
            .filter(|note| note.said.asserted_by.iter().all(|by| by.work.is_some()))
            .count()
    };
    let notes: usize = shipped().concepts.iter().map(own).sum();
    assert_eq!(lost.get("notes"), Some(&notes));
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let (text, _) = exported("csv", &rich());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells: Vec<_> = reader
        .records()
        .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(cells.len() > 40);
    for cell in &cells {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    assert!(cells.contains(&"'+ what spokes meet".to_owned()));
}

#[test]
fn a_language_that_all_labels_name_is_the_corpus_s_own() {
    let text = "label@de,label@en,definition@de\nRad,wheel,rund\n";
    let corpus = csv(text, &ImportOptions::default()).corpus;
    assert_eq!(corpus.settings.language, "de");
    let labels: Vec<_> =
        corpus.concepts[0].labels.iter().map(|it| (&*it.text, it.language.as_deref())).collect();
    assert_eq!(labels, [("Rad", None), ("wheel", Some("en"))]);
    assert_eq!(corpus.concepts[0].definition.as_ref().unwrap().text, "rund");
}

#[test]
fn separators_are_told_apart_by_the_header() {
    for (separator, quote) in [(',', "\"a, b\""), (';', "a, b"), ('\t', "a, b")] {
        let text = format!(
            "label{separator}definition{separator}umbrella\r\nwheel{separator}{quote}{separator}\r\n"
        );
        let corpus = csv(&text, &ImportOptions::default()).corpus;
        assert_eq!(corpus.concepts[0].definition.as_ref().unwrap().text, "a, b");
    }
}

/// Cells of every kind, signs that mean something to tables and to YAML among them.
fn cell() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "a", "B", "é", "=", "+", "-", "@", "'", "\"", ",", ";", "|", "\\", " ", "\n", "\t", ":",
        "#", "\u{7}", "\u{202e}", "\u{feff}", "1", ".",
    ]);
    prop::collection::vec(sign, 0..7).prop_map(|signs| signs.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_stands_in_cells_is_read_written_and_read_again(rows in prop::collection::vec(prop::collection::vec(cell(), 8), 1..6)) {
        let mut out = csv::Writer::from_writer(vec![]);
        out.write_record(["id", "label", "synonyms", "kind", "definition", "umbrella", "notes", "label@de"]).unwrap();
        for row in &rows {
            out.write_record(row).unwrap();
        }
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        let corpus = csv(&text, &ImportOptions::default()).corpus;
        let files = super::reread(&corpus);
        prop_assert_eq!(in_a_table(&corpus), in_a_table(&files));
        let again = there_and_back("csv", &corpus);
        prop_assert_eq!(in_a_table(&corpus), in_a_table(&again));
        prop_assert_eq!(joined(&corpus), joined(&again));
    }

    #[test]
    fn no_bytes_make_a_table_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), head in any::<bool>()) {
        let head: &[u8] = if head { b"id,label,umbrella\n" } else { b"" };
        let format = ExchangeFormat::from_name("csv").unwrap();
        let bytes = [head, &bytes].concat();
        let input = InputFile { name: "it.csv".to_owned(), format, text: Box::new(&*bytes) };
        let read = (format.read.unwrap())(vec![input], &ImportOptions::default());
        prop_assert!(read.is_err() || read.unwrap().corpus.concepts.len() <= bytes.len());
    }
}

/// The labels of a kind, of every concept.
fn names(corpus: &Corpus, kind: LabelKind) -> Vec<&str> {
    let labels = corpus.concepts.iter().flat_map(|concept| &concept.labels);
    labels.filter(|label| label.kind == kind).map(|label| &*label.text).collect()
}

#[test]
fn titles_above_the_header_are_no_rows() {
    let text =
        "Glossary of the workshop,,\nOwner: CX team,,\n\nTerm*,Meaning,Status\nrim,a ring,shiny\n";
    let read = csv(text, &ImportOptions::default());
    assert_eq!(names(&read.corpus, LabelKind::Preferred), ["rim"]);
    assert_eq!(read.losses.count("cells above the header"), 2);
    assert_eq!(read.corpus.facets[0].id, "status");
    let lines: Vec<_> = read.findings.iter().map(|it| (it.severity, it.line)).collect();
    assert_eq!(lines, [(Severity::Warning, 4)]);
    // Neither rows that name columns below a header, nor a lone column, are taken for it.
    for text in ["Term,Note\nLabel,Definition\n", "Term\nLabel\n"] {
        assert_eq!(
            names(&csv(text, &ImportOptions::default()).corpus, LabelKind::Preferred),
            ["Label"]
        );
    }
    let options = ImportOptions {
        columns: vec![("label".into(), "Vokabel".into())],
        ..ImportOptions::default()
    };
    let read = csv("Liste 2024\nVokabel;Sinn;Definition\nRad;rund;Ring\n", &options);
    assert_eq!(names(&read.corpus, LabelKind::Preferred), ["Rad"]);
}

#[test]
fn commas_between_names_are_seen_or_said() {
    let synonyms = |text: &str| {
        let read = csv(text, &ImportOptions::default());
        let all = names(&read.corpus, LabelKind::Synonym).into_iter().map(str::to_owned);
        (all.collect::<Vec<_>>(), read.findings.len())
    };
    let strings = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let cell = |header: &str, cell: &str| format!("term,{header}\nrim,\"{cell}\"\n");
    assert_eq!(synonyms(&cell("synonyms", "ring, hoop")), (strings(&["ring", "hoop"]), 1));
    assert_eq!(
        synonyms(&cell("synonyms (comma separated)", "ring,hoop")),
        (strings(&["ring", "hoop"]), 0)
    );
    for (whole, told) in [
        ("ring\\, hoop", 0),
        ("ring (or, hoop)", 0),
        ("1,000 mm ring", 0),
        ("a ring of which there are many, hoop", 1),
        ("circle of iron (CI), CIr and circle", 1),
        ("ring (too formal), hoop", 1),
    ] {
        let right = (strings(&[&whole.replace('\\', "")]), told);
        assert_eq!(synonyms(&cell("synonyms", whole)), right);
        assert_eq!(csv(&cell("avoid", whole), &ImportOptions::default()).findings.len(), told);
    }
    assert_eq!(
        synonyms(&cell("synonyms", "ring, round | hoop")),
        (strings(&["ring, round", "hoop"]), 0)
    );
}

#[test]
fn commas_between_umbrellas_are_told_from_those_in_names() {
    let text = "term,parent\nrim,\"wheel, part\"\nwheel,\npart,\n\"cap, round\",\nlid,\"cap, round\"\nhub,\"wheel, spoke\"\n";
    let read = csv(text, &ImportOptions::default());
    assert_eq!(read.corpus.relations.len(), 3);
    let told: Vec<_> = read.findings.iter().map(|it| (it.severity, it.line)).collect();
    assert_eq!(told, [(Severity::Warning, 2), (Severity::Error, 7)]);
    assert_eq!(read.losses.count("texts with faults"), 1);
}

#[test]
fn rows_of_one_label_are_one_concept_with_all_that_is_said_of_it() {
    let text = "term,definition,source\nchurn,who leaves,Ann\nChurn,how many leave,Bob\nchurn,leaving,\nchurn,going,\n";
    let read = csv(text, &ImportOptions::default());
    assert_eq!(read.corpus.concepts.len(), 1);
    let concept = &read.corpus.concepts[0];
    assert_eq!(concept.id, "churn");
    assert_eq!(concept.definition.as_ref().unwrap().text, "leaving");
    let others: Vec<_> = concept.definitions.iter().map(|it| &*it.text).collect();
    assert_eq!(others, ["who leaves", "how many leave", "going"]);
    assert_eq!(read.findings.len(), 3);
    // What is told apart stays apart.
    for text in ["id,term\na,churn\nb,churn\n", "term,qualifier\nchurn,rate\nchurn,people\n"] {
        assert_eq!(csv(text, &ImportOptions::default()).corpus.concepts.len(), 2);
    }
}

#[test]
fn headers_of_other_languages_and_vocabularies_are_known() {
    for text in [
        "Begriff;Bedeutung;Oberbegriff;Synonyme\nRad;rund;Teil;Ring\nTeil;klein;;\n",
        "terme;définition;terme générique;synonymes\nRad;rund;Teil;Ring\nTeil;klein;;\n",
        "término;definición;término genérico;sinónimos\nRad;rund;Teil;Ring\nTeil;klein;;\n",
        "prefLabel@en;definition_en;skos:broader;altLabel@en\nRad;rund;Teil;Ring\nTeil;klein;;\n",
        "PT;SN;BT;UF\nRad;rund;Teil;Ring\nTeil;klein;;\n",
    ] {
        let read = csv(text, &ImportOptions::default());
        assert_eq!(names(&read.corpus, LabelKind::Preferred), ["Rad", "Teil"], "{text}");
        assert_eq!(names(&read.corpus, LabelKind::Synonym), ["Ring"], "{text}");
        assert_eq!(read.corpus.relations.len(), 1, "{text}");
        // The language of the headers is told.
        let told = usize::from(read.corpus.settings.language != "en");
        assert_eq!(read.findings.len(), told, "{text}");
        assert!(read.losses.is_empty(), "{text}");
    }
}

#[test]
fn nothing_is_a_name_and_one_to_avoid() {
    let read = csv("term,synonyms,avoid\nrim,ring,Rim | ring | hoop\n", &ImportOptions::default());
    assert_eq!(names(&read.corpus, LabelKind::Avoid), ["hoop"]);
    assert_eq!(read.losses.count("names that stand twice"), 2);
    assert_eq!(read.findings.len(), 2);
}

#[test]
fn an_encoding_that_is_named_is_read() {
    let format = ExchangeFormat::from_name("csv").unwrap();
    let read = |bytes: &[u8], encoding: Option<&str>| {
        let text = Box::new(std::io::Cursor::new(bytes.to_vec()));
        let input = InputFile { name: "it.csv".to_owned(), format, text };
        let options =
            ImportOptions { encoding: encoding.map(str::to_owned), ..ImportOptions::default() };
        (format.read.unwrap())(vec![input], &options)
    };
    let western = b"term,definition\nK\xe4ufer,\x93rund\x94 \x80 5\n";
    let hint = read(western, None).unwrap_err().0.hint.unwrap();
    assert!(hint.contains("--encoding windows-1252"), "{hint}");
    let corpus = read(western, Some("windows-1252")).unwrap().corpus;
    assert_eq!(corpus.concepts[0].labels[0].text, "Käufer");
    assert_eq!(corpus.concepts[0].definition.as_ref().unwrap().text, "“rund” € 5");
    let wide: Vec<u8> = "term\nKäufer\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, Some("UTF-16")).unwrap().corpus.concepts[0].labels[0].text, "Käufer");
    // What is UTF-8 and read as something else is told, unless nothing tells them apart.
    for (text, told) in [("term\nhub\nKäufer\n", 1), ("term\nKaufer\n", 0)] {
        let found = read(text.as_bytes(), Some("windows-1252")).unwrap().findings;
        assert_eq!(found.iter().map(|it| it.line).collect::<Vec<_>>(), vec![3; told]);
        assert_eq!(read(text.as_bytes(), Some("utf-8")).unwrap().findings, []);
    }
    assert!(read(western, Some("klingon")).unwrap_err().0.message.contains("klingon"));
    assert!(read(b"term\n\xff\xff\n", Some("utf-8")).is_err());
}

/// Every text that a corpus says.
fn texts(corpus: &Corpus) -> Vec<String> {
    let mut all = vec![];
    for concept in &corpus.concepts {
        all.extend(concept.labels.iter().map(|it| it.text.clone()));
        all.extend(concept.definition.iter().map(|it| it.text.clone()));
        all.extend(concept.definitions.iter().map(|it| it.text.clone()));
        all.extend(concept.translated.iter().map(|(_, it)| it.text.clone()));
        all.extend(concept.notes.iter().map(|it| it.text.clone()));
        all.extend(concept.facets.iter().map(|it| it.value.clone()));
        all.extend(concept.notations.iter().map(|it| it.code.clone()));
        all.extend(concept.qualifier.clone());
    }
    all.sort();
    all
}

/// How much an import counts as lost, of whatever kind.
fn lost(losses: &cxterms_exchange::Losses) -> usize {
    losses.kinds().map(|kind| losses.count(kind)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    // Each cell has a text of its own but for the umbrella, which may be a label, the row's own or nothing's.
    #[test]
    fn every_cell_is_carried_or_lost_once(
        rows in prop::collection::vec((any::<bool>(), 0..4_usize, any::<[bool; 6]>(), any::<bool>(), 0..6_usize), 1..7)
    ) {
        let header = "label,definition,source,synonyms,notes,qualifier,Owner,parent,code\n";
        let (mut text, mut cells, mut umbrellas, mut over) = (header.to_owned(), 0, 0, 0);
        for (at, (labeled, same, full, long, parent)) in rows.iter().enumerate() {
            let label = if *labeled { format!("label {same}") } else { String::new() };
            let cell = |name: &str, full: bool| if full { format!("{name} {at}x") } else { String::new() };
            let [a, b, c, d, e, f] = *full;
            let said = [cell("definition", a), cell("source", b), cell("synonym", c), cell("note", d)];
            let rest = [cell("qualifier", e), cell("owner", f)];
            let parent = if *parent > 3 { String::new() } else { format!("label {parent}") };
            let code = cell("code", f);
            let all = [&label].into_iter().chain(&said).chain(&rest).chain([&parent, &code]);
            let all: Vec<_> = all.map(String::as_str).collect();
            let end = if *long { ",over" } else { "" };
            text.extend([&all.join(","), end, "\n"]);
            cells += all.iter().filter(|it| !it.is_empty()).count();
            over += usize::from(*long);
            umbrellas += usize::from(!parent.is_empty() && *labeled && !*long);
        }
        let read = csv(&text, &ImportOptions::default());
        let carried = texts(&read.corpus).len();
        // A source is a work of that title; a row of a label that is there adds none.
        let works = read.corpus.works.len();
        let repeated = rows.iter().filter(|row| row.0 && !row.3).count() - read.corpus.concepts.len();
        let told = read.losses.count("texts with faults");
        let joined = umbrellas - read.findings.iter().filter(|it| {
            it.severity == Severity::Error && (it.message.contains("no concept") || it.message.contains("itself") || it.message.contains("several"))
        }).count();
        prop_assert!(told <= cells);
        prop_assert_eq!(carried + works + repeated + joined + lost(&read.losses), cells + over, "{}\n{:#?}", text, read);
    }
}

#[test]
fn an_identifier_that_cannot_be_kept_is_told() {
    let imported = csv("id,label\nA & B,one\nfine,two\na-and-b,three\n", &ImportOptions::default());
    let ids: Vec<_> = imported.corpus.concepts.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["a-and-b", "a-and-b-2", "fine"]);
    assert_eq!(imported.losses.count("identifiers written otherwise"), 2);
    let told = serde_json::to_string(&imported.losses).unwrap();
    assert!(told.contains("A & B as a-and-b") && told.contains("a-and-b as a-and-b-2"), "{told}");
}
