//! How voices say what they say (hedges, reservations, kind or part, practice or ideal), and what texts are called: it
//! comes back, or is counted.

use super::{
    corpora::{csv, exported, rich},
    reread, same,
    skos::{SYNTAXES, concept, turtle},
    there_and_back,
};
use cxterms_base::corpus::{Aspect, Corpus, CorpusReading, LabelKind, Layer, Placement};
use cxterms_exchange::{Coverage, ExchangeFormat, FORMATS, ImportOptions, LossReport, Part};
use std::{collections::BTreeSet, path::Path};

/// Two concepts of which voices say things in every manner.
fn bells() -> Corpus {
    let files = [
        (
            "corpus.yaml",
            "title: Bells\nvoice: we\nrules: [plain-words]\n".to_owned(),
        ),
        (
            "sources.yaml",
            "voices: {we: {name: we}, ann: {name: Ann}, bob: {name: Bob}}\n\
             works: {book: {by: ann, title: Bells}, letters: {by: bob, title: Letters}}\n"
                .to_owned(),
        ),
        (
            "a.yaml",
            r#"- id: bell
  label: bell
  synonyms: [ringer, {text: dinger, denied-by: letters}]
  abbreviations: [{text: BL, denied-by: {by: book, but: not on racers}}, BE]
  hidden: [bel, be-ll, BELL, {text: bll, denied-by: book}]
  avoid:
    - {text: gong, why: it is larger, instead: hand bell}
    - {text: chime, why: "Say instead: is what they would say", instead: bell}
    - {text: tinkler, why: old, instead: bell, denied-by: letters}
  definitions:
    - {text: what warns walkers, leading: true, by: {by: book, text: mostly, but: not at night}}
    - {text: a nuisance, by: [{by: letters, but: in parks}, {by: bob in book, of: practice}]}
  relations:
    subset-of:
      - {concept: part, by: [{by: book, as: part}, {by: letters, as: kind, of: ideal, text: as sold}]}
  notes:
    - {label: the sound, text: It rings., by: {by: letters, but: once}}
    - {label: two of them, text: Some have two.}
  translations: {de: {label: Glocke, synonyms: [Klingel, {text: Bimmel, denied-by: letters}]}}
- {id: part, label: part, hidden: [prt]}
"#
            .to_owned(),
        ),
    ];
    let (mut reading, mut layer, mut found) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file(name.to_owned(), text.clone());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

#[test]
fn every_manner_comes_back_from_skos_and_json_lines() {
    let corpus = reread(&bells());
    for format in SYNTAXES.into_iter().chain(["jsonl"]) {
        same(&corpus, &reread(&there_and_back(format, &corpus)));
        assert_eq!(exported(format, &corpus).1, [].into(), "{format}");
    }
}

#[test]
fn every_manner_that_a_format_lacks_is_counted() {
    let corpus = bells();
    let manners = [
        (Part::Hidden, 5),
        (Part::Leading, 1),
        (Part::NoteLabels, 2),
        (Part::Hedges, 2),
        (Part::Reservations, 4),
        (Part::Placements, 2),
        (Part::Aspects, 2),
        (Part::Rules, 1),
    ];
    for (part, count) in manners {
        assert_eq!(part.count(&corpus), count, "{part:?}");
        let written = FORMATS.iter().filter(|format| format.write.is_some());
        for format in written.filter(|it| it.coverage_of(part) == Coverage::No) {
            let (_, lost) = exported(format.name, &corpus);
            assert_eq!(lost.get(part.name()), Some(&count), "{part:?} in {}", format.name);
        }
    }
    // What is carried in part: not the reservation about a name that nobody uses, and in the glossary not that of a remark.
    for (format, reservations) in [("tbx-linguist", 1), ("glossary", 2)] {
        let (_, lost) = exported(format, &corpus);
        let told = ["hedges", "reservations"].map(|part| lost.get(part).copied());
        assert_eq!(told, [None, Some(reservations)], "{format}");
    }
}

#[test]
fn what_all_deny_is_no_name_where_nobody_could_see_that() {
    let corpus = bells();
    let names = ["dinger", "BL", "tinkler", "Bimmel", "bll"];
    for format in FORMATS.iter().filter(|format| format.write.is_some()) {
        let (text, lost) = exported(format.name, &corpus);
        let whole = ["SKOS", "JSON Lines", "Query engines"].contains(&format.family);
        for name in names {
            let there = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
            assert_eq!(there, whole, "{name} in {}", format.name);
        }
        for part in [Part::Synonyms, Part::Abbreviations, Part::Avoided, Part::Translations] {
            let expected = match format.coverage_of(part) {
                Coverage::Yes => None,
                Coverage::Mostly(_) | Coverage::InPart(_) => Some(1),
                Coverage::No => Some(part.count(&corpus)),
            };
            let lost = lost.get(part.name()).copied();
            assert_eq!(lost, expected, "{part:?} in {}", format.name);
        }
    }
    // Where nothing is left out, the report says that all was carried.
    let format = ExchangeFormat::from_name("csv").unwrap();
    for (corpus, whole) in [(corpus, false), (rich(), true)] {
        let losses = format.export(&corpus, &mut vec![]).unwrap().unwrap();
        let report = LossReport::new(&corpus, &format, losses, vec![]);
        let told =
            [report.carried.contains_key("synonyms"), report.in_part.contains_key("synonyms")];
        assert_eq!(told, [whole, !whole]);
    }
}

#[test]
fn what_to_say_instead_of_a_term_comes_back() {
    let corpus = bells();
    for format in ["tbx-linguist", "tbx-basic-dct", "tbx-min", "martif"] {
        let again = there_and_back(format, &corpus);
        let advice = |corpus: &Corpus| -> BTreeSet<_> {
            let avoided = concept(corpus, "bell").labels.iter();
            let avoided = avoided.filter(|it| it.kind == LabelKind::Avoid && it.text != "tinkler");
            avoided.map(|it| (it.text.clone(), it.why.clone(), it.instead.clone())).collect()
        };
        assert_eq!(advice(&corpus), advice(&again), "{format}");
    }
    // One that stands alone says it in its note.
    let alone = "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body>\
        <conceptEntry id=\"a\"><langSec xml:lang=\"en\"><termSec><term>gong</term>\
        <termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote><note>too large</note>\
        <note>Say instead: bell</note></termSec></langSec></conceptEntry></body></text></tbx>";
    let format = ExchangeFormat::from_name("tbx-basic").unwrap();
    let input = cxterms_exchange::InputFile {
        name: "it".to_owned(),
        format,
        text: Box::new(alone.as_bytes()),
    };
    let read = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap();
    assert_eq!(read.corpus.concepts[0].notes[0].text, "“gong”: too large; say instead: bell");
}

#[test]
fn a_table_has_a_column_for_what_is_only_found() {
    let hidden = |corpus: &Corpus| -> Vec<String> {
        let labels = concept(corpus, "bell").labels.iter();
        labels.filter(|it| it.kind == LabelKind::Hidden).map(|it| it.text.clone()).collect()
    };
    assert_eq!(hidden(&there_and_back("csv", &bells())), ["bel", "be-ll", "BELL"]);
    let none = ImportOptions::default();
    for header in ["hidden", "Hidden label", "skos:hiddenLabel", "Misspellings"] {
        let read = csv(&format!("label,{header}\nbell,bel | Bell\n"), &none);
        assert_eq!(hidden(&read.corpus), ["bel", "Bell"], "{header}");
    }
    // Of a row that is hidden nothing is said of its name.
    let read = csv("label,hidden\nbell,no\npart,yes\n", &none);
    assert_eq!(
        (hidden(&read.corpus), read.losses.count("cells of the column `hidden`")),
        (vec![], 2)
    );
}

#[test]
fn how_a_voice_says_it_comes_in() {
    let imported = turtle(
        "@prefix cx: <urn:cxterms:vocabulary#> .
         :a skos:prefLabel 'bell'@en ; skos:broader :b ;
            skos:definition [ rdf:value 'what warns walkers'@en ; cx:leading 'true' ; dcterms:creator 'Ann' ] ;
            skos:note [ rdf:value 'It rings.'@en ; cx:noteLabel ' its  sound '@en ] , [ rdf:value 'Loud.'@en ; cx:noteLabel ' ' ] .
         :b skos:prefLabel 'part'@en .
         :st rdf:subject :a ; rdf:predicate skos:broader ; rdf:object :b ; cx:assertedBy
            [ cx:voice 'Ann' ; cx:hedge 'mostly' ; cx:reservation 'not on racers' ; cx:placedAs 'part' ; cx:speaksOf 'ideal' ] ,
            [ cx:voice 'Bob' ; cx:placedAs 'piece' ; cx:speaksOf 'dreams' ] .",
    );
    let bell = concept(&imported.corpus, "a");
    assert!(bell.definitions[0].leading);
    let labels: BTreeSet<_> = bell.notes.iter().map(|note| note.label.as_deref()).collect();
    assert_eq!(labels, [None, Some("its sound")].into());
    let said = &imported.corpus.relations[0].said.asserted_by;
    let told = said.iter().map(|it| {
        let (placement, aspect) = (it.placement.map(Placement::name), it.aspect.map(Aspect::name));
        (it.text.as_deref(), it.but.as_deref(), placement, aspect)
    });
    let told: BTreeSet<_> = told.collect();
    let ann = (Some("mostly"), Some("not on racers"), Some("part"), Some("ideal"));
    assert_eq!(told, [(None, None, None, None), ann].into());
    // A word that names neither is lost.
    for name in ["placedAs", "speaksOf"] {
        assert_eq!(imported.losses.count(&format!("cx:{name}")), 1, "{:?}", imported.losses);
    }
    for syntax in SYNTAXES {
        same(&imported.corpus, &there_and_back(syntax, &imported.corpus));
    }
}
