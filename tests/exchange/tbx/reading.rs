//! TBX of others: of every style and version, odd, hostile or broken.

use super::{super::workshop, carried, export, import, status::status, valid};
use cxterms_base::{
    corpus::{ConceptState, Corpus, LabelKind, NoteKind},
    image,
};
use cxterms_exchange::{Coverage, ExchangeFormat, ImportOptions, ImportedCorpus, InputFile, Part};
use proptest::prelude::*;
use std::{collections::BTreeSet, fs, io::BufReader};

/// The texts of which awkward names, notes and hedges are made.
const PIECES: [&str; 14] =
    ["Ann", "Bob", " — ", "; ", " in ", "(", ")", " (", "“T”", ", ", "denied by ", "&<", ": ", "é"];

fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 1..6);
    let line = |pieces: Vec<&str>| pieces.concat().split_whitespace().collect::<Vec<_>>().join(" ");
    pieces.prop_map(line).prop_filter("a text", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever voices, works and texts are called, nobody's words come back as another's.
    #[test]
    fn nobody_is_mistaken_for_another(
        names in prop::collection::vec(awkward(), 5),
        titles in prop::collection::vec(awkward(), 4),
        texts in prop::collection::vec(awkward(), 12),
    ) {
        let mut corpus = workshop();
        for (voice, name) in corpus.voices.iter_mut().skip(1).zip(&names) {
            (voice.name, voice.short) = (name.clone(), name.clone());
        }
        for (work, title) in corpus.works.iter_mut().zip(&titles) {
            work.title.clone_from(title);
        }
        let mut texts = texts.into_iter();
        for note in corpus.concepts.iter_mut().flat_map(|it| &mut it.notes) {
            note.text = texts.next().unwrap();
            note.said.denied_by.clear();
            for citation in &mut note.said.asserted_by {
                citation.text = texts.next();
            }
        }
        for concept in &mut corpus.concepts {
            let mut seen = BTreeSet::new();
            concept.notes.retain(|note| seen.insert(note.text.clone()));
        }
        let (text, losses) = export("tbx-basic", &corpus);
        prop_assert_eq!(valid::faults(&text, "TBX-Basic", "dca"), [""; 0]);
        let back = import("it.tbx", text.as_bytes(), &ImportOptions::default()).unwrap().corpus;
        for part in [Part::Notes, Part::NoteSources, Part::DefinitionSources, Part::Sources] {
            carried(part, Coverage::Yes, "tbx-basic", (&corpus, &back), &losses);
        }
        carried(Part::Hedges, Coverage::InPart(""), "tbx-basic", (&corpus, &back), &losses);
    }
}

#[test]
fn one_term_base_is_the_same_in_every_style() {
    let read = |name: &str| {
        let path = format!("tests/cli/import-tbx.in/{name}");
        import("bicycles.tbx", &fs::read(path).unwrap(), &ImportOptions::default()).unwrap()
    };
    let attributes = read("bicycles-dca.tbx");
    assert_eq!(attributes.corpus.concepts.len(), 3);
    assert_eq!(attributes.corpus.settings.language, "en");
    for name in ["bicycles-dct.tbx", "bicycles.martif"] {
        let other = read(name);
        assert_eq!(
            image::write_image(&other.corpus).unwrap(),
            image::write_image(&attributes.corpus).unwrap()
        );
        assert_eq!(other.losses, attributes.losses, "{name}");
        assert_eq!(other.findings.len(), attributes.findings.len(), "{name}");
    }
}

#[test]
fn wishes_are_heard() {
    let options = ImportOptions {
        title: Some("Räder".to_owned()),
        voice: Some("Acme".to_owned()),
        language: Some("de-AT".to_owned()),
        ..ImportOptions::default()
    };
    let file = fs::read("tests/cli/import-tbx.in/bicycles-dca.tbx").unwrap();
    let imported = import("bicycles.tbx", &file, &options).unwrap();
    let Corpus { settings, voices, concepts, .. } = &imported.corpus;
    assert_eq!((&*settings.title, &*settings.language), ("Räder", "de-AT"));
    assert_eq!(voices[settings.editors[0].index()].name, "Acme");
    assert_eq!(concepts[0].labels[0].text, "Fahrrad");
    assert_eq!(concepts[0].definition.as_ref().unwrap().text, "ein Zweirad mit Pedalen");
    // The gravel bike has no name in it, which is told.
    assert_eq!(concepts[1].labels[0].text, "gravel bike");
    assert!(
        imported.findings.iter().any(|it| it.message.contains("no term in the corpus’s language"))
    );
}

#[test]
fn names_in_back_matter_become_identifiers_whatever_they_hold() {
    let (file, _) = export("tbx-linguist", &workshop());
    let first = file.split("<refObject id=\"").nth(1).unwrap().split('"').next().unwrap();
    for name in ["vo~ice.rider-a", "+", "a$b", "voice.§", "~"] {
        let file = file.replace(first, name);
        assert!(file.contains(&format!("<refObject id=\"{name}\"")));
        let read = import("bicycles.tbx", file.as_bytes(), &ImportOptions::default()).unwrap();
        super::super::reread(&read.corpus);
    }
}

#[test]
fn files_of_one_family_are_one_corpus() {
    let format = ExchangeFormat::from_name("tbx-basic").unwrap();
    let open = |name: &str| {
        let file = fs::File::open(format!("tests/cli/import-tbx.in/{name}")).unwrap();
        InputFile { name: name.to_owned(), format, text: Box::new(BufReader::new(file)) }
    };
    let inputs = vec![open("bicycles-dca.tbx"), open("bicycles.martif")];
    let imported = (format.read.unwrap())(inputs, &ImportOptions::default()).unwrap();
    let ids: Vec<_> = imported.corpus.concepts.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["c1", "c1-2", "c2", "c2-2", "c4", "c4-2"]);
}

/// What is wrong with a file, and where.
fn refused(text: &[u8]) -> (String, u32, u32) {
    let broken = import("it.tbx", text, &ImportOptions::default()).unwrap_err().0;
    assert_eq!(broken.file, "it.tbx");
    (broken.message, broken.line, broken.column)
}

#[test]
fn what_is_no_term_base_is_refused_at_its_place() {
    let deep = "<a>".repeat(100_000);
    let utf_16: Vec<u8> = "\u{feff}<tbx/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&[u8], &str, u32, u32); 17] = [
        (b"", "holds no element", 0, 0),
        (b"term,definition\n", "no XML", 1, 1),
        (b"<rdf:RDF xmlns:rdf='x'/>", "not `RDF`", 1, 1),
        (b"<tbx>\n<text>\n <body>", "inside `body`, which begins on line 3", 3, 8),
        (b"<tbx>\n <te", "not closed", 2, 2),
        (b"<tbx>\n  <text></body></tbx>", "</body>", 2, 9),
        (b"<tbx>\n<!-- ", "comment not closed", 2, 1),
        ("<tbx><conceptEntry>\n é &no; <".as_bytes(), "`&no;` stands for nothing", 2, 4),
        (b"<tbx><conceptEntry>a & b</conceptEntry></tbx>", "&amp;", 1, 22),
        (b"<tbx><conceptEntry>&#0;</conceptEntry></tbx>", "not permitted", 1, 20),
        (b"<tbx a='1' a='2'/>", "attribute", 1, 1),
        (b"<tbx/><tbx/>", "second root", 1, 7),
        (b"<!DOCTYPE tbx [<!ENTITY a 'b'>]><tbx/>", "entities", 1, 1),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><tbx/>", "ISO-8859-1", 1, 1),
        (&utf_16, "UTF-16", 1, 1),
        (b"<tbx><conceptEntry>\xff</conceptEntry></tbx>", "UTF-8", 1, 20),
        (deep.as_bytes(), "not `a`", 1, 1),
    ];
    for (text, message, line, column) in cases {
        let found = refused(text);
        assert!(found.0.contains(message), "{found:?} for {:?}", String::from_utf8_lossy(text));
        assert_eq!((found.1, found.2), (line, column), "{found:?}");
    }
    let nested = format!("<tbx><conceptEntry>{deep}");
    assert!(refused(nested.as_bytes()).0.contains("inside each other"));
}

#[test]
fn every_beginning_of_a_file_is_refused() {
    let whole = fs::read("tests/cli/import-tbx.in/bicycles-dct.tbx").unwrap();
    let end = whole.windows(6).position(|bytes| bytes == b"</tbx>").unwrap();
    for length in (0..end + 6).step_by(7) {
        let (_, line, _) = refused(&whole[..length]);
        let lines = whole[..length].split(|byte| *byte == b'\n').count();
        assert!(line as usize <= lines, "{length}");
    }
}

#[test]
fn a_doctype_alone_is_no_reason() {
    let file =
        b"<!DOCTYPE martif SYSTEM 'nowhere.dtd'><martif type='TBX'><text><body/></text></martif>";
    assert_eq!(import("it.tbx", file, &ImportOptions::default()).unwrap().corpus.concepts.len(), 0);
}

#[test]
fn odd_entries_are_told_and_nothing_is_dropped_in_silence() {
    let file = "<tbx type='TBX-Basic' style='dca' xml:lang='EN_us'><text><body>
        <conceptEntry id='a'><langSec><termSec><term>a\u{fffe}b</term></termSec></langSec></conceptEntry>
        <conceptEntry id='a'><langSec xml:lang='??'><termSec><term>c</term>
            <termNote type='administrativeStatus'>forbidden</termNote></termSec></langSec></conceptEntry>
        <conceptEntry><ref type='crossReference' target='a'>x</ref><ref type='crossReference'>y</ref>
            <descrip type='definition'/><descrip type='hue'>z</descrip>
            <langSec xml:lang='en-US'><termSec><term>d</term></termSec><termSec>
            <term>e</term><termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote></termSec>
            <termSec><term>f</term><termNote type='administrativeStatus'>preferred</termNote></termSec>
            <termSec><term>  </term></termSec></langSec></conceptEntry>
        stray</body></text></tbx>";
    let ImportedCorpus { corpus, losses, findings, .. } =
        import("it.tbx", file.as_bytes(), &ImportOptions::default()).unwrap();
    assert_eq!(corpus.settings.language, "en-US");
    let ids: Vec<_> = corpus.concepts.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["a", "a-2", "d"]);
    let labels: Vec<_> = corpus.concepts[2].labels.iter().map(|it| (it.kind, &*it.text)).collect();
    assert_eq!(
        labels,
        [(LabelKind::Preferred, "e"), (LabelKind::Synonym, "d"), (LabelKind::Synonym, "f")]
    );
    let kinds: Vec<_> = losses.kinds().collect();
    let lost = [
        "characters that XML cannot hold",
        "crossReference",
        "empty texts",
        "hue",
        "identifiers written otherwise",
        "preferred terms beside others",
        "statuses of terms, kept as the state of their concept",
        "text between elements",
    ];
    assert_eq!(kinds, lost);
    assert_eq!(corpus.concepts[1].states[0].value, ConceptState::Deprecated);
    let lines: Vec<_> = findings.iter().map(|it| it.line).collect();
    assert_eq!(lines, [3, 3], "{findings:#?}");
}

/// A term base of one entry with these terms, each with what stands behind it.
pub(super) fn entry_with(terms: &[(&str, &str)]) -> ImportedCorpus {
    let term = |(term, rest): &(&str, &str)| format!("<tig><term>{term}</term>{rest}</tig>");
    let terms: String = terms.iter().map(term).collect();
    let file = format!(
        "<martif type='TBX-Basic' xml:lang='en'><text><body><termEntry id='e'>\n<langSet xml:lang='en'>{terms}</langSet></termEntry></body></text></martif>"
    );
    import("it.tbx", file.as_bytes(), &ImportOptions::default()).unwrap()
}

#[test]
fn names_to_avoid_alone_are_of_a_concept_that_is_no_longer_in_use() {
    let old = status("administrativeStatus", "deprecatedTerm-admn-sts");
    let terms =
        [("nave", &*old), ("hub", &old), ("boss", &format!("{old}<note>Not a chief.</note>"))];
    let read = entry_with(&terms);
    let concept = &read.corpus.concepts[0];
    let labels: Vec<_> = concept.labels.iter().map(|it| (it.kind, &*it.text)).collect();
    let (preferred, synonym) = (LabelKind::Preferred, LabelKind::Synonym);
    assert_eq!(labels, [(preferred, "nave"), (synonym, "hub"), (LabelKind::Avoid, "boss")]);
    assert_eq!(concept.labels[2].why(), Some("Not a chief."));
    assert_eq!(concept.states[0].value, ConceptState::Deprecated);
    // The file says it of its terms.
    let lost: Vec<_> = read.losses.kinds().collect();
    assert_eq!(lost, ["statuses of terms, kept as the state of their concept"]);
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let gone = status("administrativeStatus", "supersededTerm-admn-sts");
    let read = entry_with(&[("nave", &format!("{gone}<note>Said once.</note>"))]);
    let concept = &read.corpus.concepts[0];
    assert_eq!(concept.notes[0].text, "“nave”: Said once.");
    assert_eq!(concept.states[0].value, ConceptState::Deprecated, "its note says no more");
    let read = entry_with(&[("nave", &gone)]);
    assert_eq!(read.corpus.concepts[0].states[0].value, ConceptState::Retired);
    // What is so read is so written.
    let (text, losses) = export("tbx-basic", &read.corpus);
    assert!(
        text.contains("supersededTerm-admn-sts") && losses.count("states of concepts") == 0,
        "{text}"
    );
    // A status that is not known says nothing of the concept.
    let odd = status("administrativeStatus", "odd");
    let read = entry_with(&[("nave", &odd), ("boss", &odd)]);
    assert_eq!(read.losses.count("names to avoid that stand alone"), 2);
    assert_eq!(read.corpus.concepts[0].states.len(), 0);
}

#[test]
fn a_term_that_stands_twice_comes_once() {
    let note = "<termNote type='partOfSpeech'>verb</termNote>";
    for second in ["till", "Till", "tills"] {
        let read = entry_with(&[("till", ""), (second, note)]);
        assert_eq!(read.corpus.concepts[0].labels.len(), 1, "{second}");
        assert_eq!(read.losses.count("terms that stand twice in an entry"), 1);
    }
}

#[test]
fn grammar_and_dates_are_kept_and_go_back_where_a_dialect_has_them() {
    let grammar = "<termNote type='partOfSpeech'>noun</termNote><termNote type='grammaticalGender'>neuter</termNote>\
        <termNote type='register'>technicalRegister</termNote><termNote type='partOfSpeech'>proper noun</termNote>\
        <transacGrp><transac type='transactionType'>origination</transac><date>2021-05-01</date>\
        <transacNote type='responsibility'>Ann</transacNote></transacGrp>";
    let read =
        entry_with(&[("hub", grammar), ("nave", "<termNote type='partOfSpeech'>noun</termNote>")]);
    assert!(read.losses.is_empty(), "{:?}", read.losses);
    let said = |corpus: &Corpus| -> BTreeSet<_> {
        corpus.concepts[0].notes.iter().map(|it| (it.kind, it.text.clone())).collect()
    };
    assert_eq!(said(&read.corpus).len(), 6);
    let change = (NoteKind::Change, "origination, 2021-05-01, Ann".to_owned());
    assert!(said(&read.corpus).contains(&change));
    for (name, dialect, style, tags) in [
        ("tbx-linguist", "TBX-Linguist", "dca", 4),
        ("tbx-linguist-dct", "TBX-Linguist", "dct", 4),
        ("tbx-basic", "TBX-Basic", "dca", 3),
        ("martif", "TBX-Basic", "v2", 3),
        ("tbx-min", "TBX-Min", "dca", 2),
    ] {
        let (text, _) = export(name, &read.corpus);
        assert_eq!(valid::faults(&text, dialect, style), [""; 0], "{name}");
        let count = ["partOfSpeech", "grammaticalGender", "register"].map(|category| {
            let (attribute, tag) = (format!("type=\"{category}\""), format!(":{category}>"));
            text.matches(&attribute).count() + text.matches(&tag).count() / 2
        });
        assert_eq!(count.iter().sum::<usize>(), tags, "{name}");
        let again = import("it.tbx", text.as_bytes(), &ImportOptions::default()).unwrap().corpus;
        let texts = |corpus: &Corpus| -> BTreeSet<_> {
            said(corpus).into_iter().map(|(_, text)| text).collect()
        };
        assert_eq!(texts(&again), texts(&read.corpus), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    // Each text is one of its own, so that carried and lost ones can be counted.
    #[test]
    fn every_text_of_an_entry_is_carried_or_lost_once(
        terms in prop::collection::vec((0..4_usize, 0..6_usize, any::<[bool; 5]>()), 1..5),
        said in any::<[bool; 4]>(),
    ) {
        let statuses = ["", "preferred", "admitted", "Forbidden", "superseded", "purple"];
        let (mut file, mut count) = (String::new(), 0);
        let mut put = |full: bool, open: &str, text: String, end: &str| {
            count += usize::from(full);
            if full { format!("{open}{text}{end}") } else { String::new() }
        };
        let entry = [
            put(said[0], "<descrip type='definition'>", "d0".into(), "</descrip>"),
            put(said[1], "<descrip type='hue'>", "h0".into(), "</descrip>"),
            put(said[2], "<note>", "n0".into(), "</note>"),
            put(said[3], "<descrip type='subjectField'>", "s0".into(), "</descrip>"),
        ];
        for (at, (term, status, full)) in terms.iter().enumerate() {
            let status = statuses[*status];
            let parts = [
                put(true, "<tig><term>", format!("term{term}"), "</term>"),
                put(full[0], "<termNote type='partOfSpeech'>", format!("p{at}x"), "</termNote>"),
                put(full[1], "<descrip type='context'>", format!("c{at}x"), "</descrip>"),
                put(full[2], "<note>", format!("n{at}x"), "</note>"),
                put(full[3], "<admin type='unheard'>", format!("u{at}x"), "</admin>"),
                put(full[4], "<transacGrp><transac type='transactionType'>", format!("t{at}x"), "</transac></transacGrp>"),
            ];
            file += &parts.concat();
            if !status.is_empty() {
                let note = ["<termNote type='administrativeStatus'>", status, "</termNote>"];
                file.extend(note);
            }
            file += "</tig>";
        }
        let file = format!("<martif xml:lang='en'><text><body><termEntry id='e'>{}<langSet xml:lang='en'>{file}</langSet></termEntry></body></text></martif>", entry.concat());
        let read = import("it.tbx", file.as_bytes(), &ImportOptions::default()).unwrap();
        let concept = &read.corpus.concepts[0];
        let mut texts: Vec<String> = concept.labels.iter().flat_map(|it| [Some(it.text.clone()), it.why().map(str::to_owned)]).flatten().collect();
        texts.extend(concept.definition.iter().map(|it| it.text.clone()));
        texts.extend(concept.notes.iter().map(|it| it.text.clone()));
        texts.extend(concept.facets.iter().map(|it| it.value.clone()));
        let held = |text: &str| texts.iter().any(|it| it.split(|c: char| !c.is_alphanumeric()).any(|word| word == text));
        let mut carried = 0;
        for (at, (.., full)) in terms.iter().enumerate() {
            let names = [("p", 0), ("c", 1), ("n", 2), ("u", 3), ("t", 4)];
            carried += names.iter().filter(|(name, index)| full[*index] && held(&format!("{name}{at}x"))).count();
        }
        carried += ["d0", "h0", "n0", "s0"].iter().zip(said).filter(|(text, full)| *full && held(text)).count();
        let distinct: BTreeSet<_> = terms.iter().map(|(term, ..)| format!("term{term}")).collect();
        prop_assert!(distinct.iter().all(|term| held(term)), "{:?}", texts);
        let lost = ["hue", "unheard", "terms that stand twice in an entry"];
        let lost: usize = lost.iter().map(|kind| read.losses.count(kind)).sum();
        prop_assert_eq!(carried + distinct.len() + lost, count, "{}\n{:?}", file, read);
    }
}
