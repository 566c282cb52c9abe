//! Texts and labels that are nodes of a graph: what they say of themselves, and who says so, goes in and comes out.

use super::{
    corpora::exported,
    reread, same,
    skos::{concept, turtle},
    there_and_back,
};
use cxterms_base::corpus::{Corpus, DateKind, Label, LabelKind, NoteKind, Profile};
use cxterms_exchange::ImportedCorpus;

/// The corpus that a graph becomes, as its files say it.
fn settled(imported: ImportedCorpus) -> Corpus {
    assert_eq!(imported.findings, []);
    let mut corpus = imported.corpus;
    corpus.settings.profile = Profile::Foreign;
    reread(&corpus)
}

/// Whether a corpus goes out with this predicate and end.
fn says(corpus: &Corpus, predicate: &str, end: &str) -> bool {
    let tail = format!("{predicate}> {end} .");
    exported("ntriples", corpus).0.lines().any(|line| line.ends_with(&tail))
}

const NOTE: &str = ":a skos:prefLabel 'orbit'@en ; skos:changeNote [
        dcterms:title 'Definition Provenance'@en ; rdf:value 'Taken from an atlas.'@en ;
        rdfs:comment 'Checked twice.'@en ; dcterms:creator 'Ann Alder' , <https://example.org/people/7> ;
        dcterms:source 'Atlas of the Sky' , <https://example.org/atlas> ;
        dcterms:created '2006-05-31'^^xsd:date ; dcterms:modified '2019-01-02T08:30:00Z'^^xsd:dateTime ] .";

#[test]
fn a_note_that_is_a_node_keeps_its_title_its_dates_and_who_says_it() {
    let imported = turtle(NOTE);
    assert_eq!(
        imported.losses.kinds().collect::<Vec<_>>(),
        ["comments on texts, kept as notes of their own"]
    );
    let corpus = settled(imported);
    let [note, comment] = &*concept(&corpus, "a").notes else { panic!("{corpus:#?}") };
    assert_eq!(
        (note.kind, note.label.as_deref()),
        (NoteKind::Change, Some("Definition Provenance"))
    );
    let dates: Vec<_> = note.dates.iter().map(|date| (date.kind, &*date.when)).collect();
    let right = [(DateKind::Created, "2006-05-31"), (DateKind::Modified, "2019-01-02T08:30:00Z")];
    assert_eq!(dates, right);
    let who: Vec<_> =
        note.said.asserted_by.iter().map(|it| &*corpus.voice(it.voice).unwrap().name).collect();
    assert!(who.contains(&"Ann Alder") && who.contains(&"https://example.org/people/7"), "{who:?}");
    assert_eq!((&*comment.text, comment.kind), ("Checked twice.", NoteKind::Remark));
    assert_eq!(*comment.said, *note.said);
    let xsd = "http://www.w3.org/2001/XMLSchema#";
    for (predicate, end) in [
        ("http://purl.org/dc/terms/title", "\"Definition Provenance\"@en"),
        ("rdf-syntax-ns#value", "\"Taken from an atlas.\"@en"),
        ("dc/terms/creator", "\"Ann Alder\""),
        ("dc/terms/creator", "<https://example.org/people/7>"),
        ("dc/terms/source", "\"Atlas of the Sky\""),
        ("dc/terms/source", "<https://example.org/atlas>"),
        ("dc/terms/created", &*format!("\"2006-05-31\"^^<{xsd}date>")),
        ("dc/terms/modified", &*format!("\"2019-01-02T08:30:00Z\"^^<{xsd}dateTime>")),
    ] {
        assert!(
            says(&corpus, predicate, end),
            "{predicate} {end}\n{}",
            exported("ntriples", &corpus).0
        );
    }
    let mut again = there_and_back("turtle", &corpus);
    again.settings.profile = Profile::Foreign;
    same(&corpus, &reread(&again));
}

#[test]
fn texts_that_are_said_again_keep_each_date_and_its_voice() {
    let imported = turtle(
        ":a skos:prefLabel 'orbit'@en ; skos:changeNote
           [ rdf:value 'Name changed.'@en ; dcterms:created '2019-01-01'^^xsd:date ] ,
           [ rdf:value 'Name changed.'@en ; dcterms:created '2020-01-01'^^xsd:date ] ,
           [ rdf:value 'Name changed.'@en ; dcterms:created '2020-01-01'^^xsd:date ; dcterms:creator 'Cid' ] ,
           [ rdf:value 'Name changed.'@en ; dcterms:creator 'Cid' ; dcterms:created 'soon' , 'later' ] ;
         skos:definition [ rdf:value 'a way around'@en ; dcterms:created '2018'^^xsd:gYear ; dcterms:creator 'Ann' ] ,
           [ rdf:value 'a way around'@en ; dcterms:created '2019'^^xsd:gYear ; dcterms:creator 'Bob' ] .",
    );
    // Each date that is none is told.
    assert_eq!(imported.losses.count("dcterms:created"), 2, "{:?}", imported.losses);
    let corpus = settled(imported);
    let said = |dates: &[cxterms_base::corpus::TextDate],
                said: &cxterms_base::corpus::CitedStance| {
        let names = said.asserted_by.iter().map(|it| &*corpus.voice(it.voice).unwrap().name);
        let names = names.filter(|name| ["Ann", "Bob", "Cid"].contains(name));
        let dates = dates.iter().map(|it| &*it.when);
        dates.chain(names).collect::<Vec<_>>().join(" ")
    };
    let orbit = concept(&corpus, "a");
    let mut notes: Vec<_> = orbit.notes.iter().map(|it| said(&it.dates, &it.said)).collect();
    notes.sort();
    assert_eq!(
        notes,
        ["2019-01-01", "2020-01-01 Cid"],
        "the house and Cid say the same on one day"
    );
    let definitions = orbit.definitions.iter().map(|it| said(&it.dates, &it.said));
    assert_eq!(definitions.collect::<Vec<_>>(), ["2018 Ann", "2019 Bob"]);
    for format in ["turtle", "jsonl"] {
        let mut again = there_and_back(format, &corpus);
        again.settings.profile = Profile::Foreign;
        same(&corpus, &reread(&again));
    }
}

#[test]
fn a_text_may_stand_under_another_name_and_is_told() {
    for (node, text, label, told) in [
        (
            "rdfs:comment 'c'@en ; dcterms:title 't'@en",
            "c",
            Some("t"),
            "rdfs:comment of notes, written as rdf:value",
        ),
        ("dcterms:title 't'@en", "t", None, "dcterms:title of notes, written as rdf:value"),
        (
            "rdf:value 'v'@en ; rdfs:label 'l'@en",
            "v",
            Some("l"),
            "rdfs:label of notes, written as dcterms:title",
        ),
        (
            "rdf:value 'v'@en ; dcterms:title 'x'@de",
            "v",
            Some("x"),
            "languages of what notes are called",
        ),
        ("rdf:value 'v'@en ; dcterms:created 'May 2006'", "v", None, "dcterms:created"),
        ("rdf:value 'v'@en ; dcterms:created '2006'", "v", None, "datatypes of dates"),
        ("rdf:value 'v'@en ; dcterms:contributor :ann", "v", None, "dcterms:contributor"),
    ] {
        let imported = turtle(&format!(":a skos:prefLabel 'a'@en ; skos:note [ {node} ] ."));
        let note = &concept(&imported.corpus, "a").notes[0];
        assert_eq!((&*note.text, note.label.as_deref()), (text, label), "{node}");
        assert_eq!(imported.losses.kinds().collect::<Vec<_>>(), [told], "{node}");
    }
}

#[test]
fn a_definition_that_is_a_node_keeps_its_dates_and_an_unnamed_author_is_none() {
    let corpus = settled(turtle(
        ":a skos:prefLabel 'a'@en ; skos:definition [ rdf:value 'ein Weg'@de ;
            dcterms:source <https://example.org/atlas> ; dcterms:issued '1999'^^xsd:gYear ] .",
    ));
    let definition = &concept(&corpus, "a").definitions[0];
    assert_eq!((definition.language.as_deref(), definition.dates.len()), (Some("de"), 1));
    assert!(says(&corpus, "dc/terms/source", "<https://example.org/atlas>"));
    let (graph, _) = exported("ntriples", &corpus);
    let made_up = graph
        .lines()
        .filter(|line| line.contains("#definition-1> <http://purl.org/dc/terms/creator>"));
    assert_eq!(made_up.count(), 0, "{graph}");
    let mut again = there_and_back("rdfxml", &corpus);
    again.settings.profile = Profile::Foreign;
    same(&corpus, &reread(&again));
}

#[test]
fn one_name_is_one_voice_however_often_it_stands() {
    let imported = turtle(
        ":a skos:prefLabel 'a'@en ; skos:note [ rdf:value 'x'@en ; dcterms:creator 'Ann' ] ,
            [ rdf:value 'y'@en ; dcterms:creator :ann ] , [ rdf:value 'z'@en ; dcterms:creator :ann , 'Ann' ] .
         :ann foaf:name 'Ann' .",
    );
    let speakers: std::collections::BTreeSet<_> = concept(&imported.corpus, "a")
        .notes
        .iter()
        .flat_map(|note| note.said.asserted_by.iter().map(|it| it.voice))
        .collect();
    assert_eq!(speakers.len(), 1, "{:?}", imported.corpus.voices);
    assert_eq!(imported.losses.kinds().collect::<Vec<_>>(), ["IRIs of voices"]);
}

#[test]
fn a_label_that_is_a_node_tells_who_uses_it_and_goes_out_as_one() {
    let imported = turtle(
        ":a xl:prefLabel [ a xl:Label ; xl:literalForm 'orbit'@en ] ;
            xl:altLabel :l , [ a xl:Label ; xl:literalForm 'path'@en ; dcterms:created '2001'^^xsd:gYear ] ;
            xl:hiddenLabel [ xl:literalForm 'orbitt'@en ; dcterms:creator 'Bo' ] .
         :l a xl:Label ; xl:literalForm 'Bahn'@de ; dcterms:creator 'Ann' .",
    );
    let losses: Vec<_> = imported.losses.kinds().collect();
    let right = [
        "IRIs of labels",
        "dcterms:created",
        "labels that are nodes and say no more than their text",
    ];
    assert_eq!(losses, right);
    let corpus = settled(imported);
    let a = concept(&corpus, "a");
    let track = a.labels.iter().find(|label| label.text == "Bahn").unwrap();
    let who = corpus.voice(track.said.asserted_by[0].voice).unwrap();
    assert_eq!((&*who.name, track.language.as_deref()), ("Ann", Some("de")));
    let hidden = a.labels.iter().find(|label| label.kind == LabelKind::Hidden).unwrap();
    assert_eq!(hidden.text, "orbitt");
    // The plain label stands beside the node, which entails it (S55 to S57).
    for (predicate, end) in [
        ("skos/core#altLabel", "\"Bahn\"@de"),
        ("skos-xl#literalForm", "\"Bahn\"@de"),
        ("skos-xl#hiddenLabel", "<urn:cxterms:bicycles:a#label-2>"),
        ("22-rdf-syntax-ns#type", "<http://www.w3.org/2008/05/skos-xl#Label>"),
        ("dc/terms/creator", "\"Ann\""),
    ] {
        assert!(
            says(&corpus, predicate, end),
            "{predicate} {end}\n{}",
            exported("ntriples", &corpus).0
        );
    }
    for syntax in super::skos::SYNTAXES {
        let mut again = there_and_back(syntax, &corpus);
        again.settings.profile = Profile::Foreign;
        same(&corpus, &reread(&again));
    }
}

/// Who uses a label, and who denies it.
fn users<'c>(corpus: &'c Corpus, label: &Label) -> [Vec<&'c str>; 2] {
    [&label.said.asserted_by, &label.said.denied_by]
        .map(|all| all.iter().map(|it| &*corpus.voice(it.voice).unwrap().name).collect())
}

#[test]
fn a_preferred_label_keeps_who_prefers_it_and_another_is_a_synonym_of_theirs() {
    let imported = turtle(
        ":a skos:prefLabel 'orbit'@en ; xl:prefLabel
            [ xl:literalForm 'orbit'@en ; dcterms:creator 'Ann' , 'Bo' ; dcterms:source 'Atlas' ] ,
            [ xl:literalForm 'orbit'@en ; dcterms:creator 'Cy' ] ,
            [ xl:literalForm 'path'@en ; dcterms:creator 'Dee' ] ,
            [ xl:literalForm 'Bahn'@de ; dcterms:creator 'Ann' ] .
         :b xl:prefLabel [ xl:literalForm 'moon'@en ] .",
    );
    let corpus = settled(imported);
    let a = concept(&corpus, "a");
    let said: Vec<_> =
        a.labels.iter().map(|it| (&*it.text, it.kind, users(&corpus, it)[0].join(" "))).collect();
    let right = [
        ("orbit", LabelKind::Preferred, "Ann Bo Cy".to_owned()),
        ("path", LabelKind::Synonym, "Dee".to_owned()),
        ("Bahn", LabelKind::Preferred, "Ann".to_owned()),
    ];
    assert_eq!(said, right);
    let own = corpus.settings.editors[0];
    assert_eq!(concept(&corpus, "b").labels[0].said.asserted_by[0].voice, own);
    for syntax in super::skos::SYNTAXES {
        let mut again = there_and_back(syntax, &corpus);
        again.settings.profile = Profile::Foreign;
        same(&corpus, &reread(&again));
    }
    // Our own file says nothing that is not read.
    let (text, _) = exported("turtle", &corpus);
    let losses = turtle(&text).losses;
    let of_dublin_core: Vec<_> = losses.kinds().filter(|it| it.starts_with("dc")).collect();
    assert_eq!(of_dublin_core, [""; 0]);
}

#[test]
fn a_label_that_names_no_language_leaves_the_kind_of_one_that_does() {
    let imported = turtle(
        ":a skos:prefLabel 'gear' ; skos:altLabel 'gear'@en , 'cog'@de .
         :b skos:prefLabel 'colour' , 'color'@en ; skos:altLabel 'colour'@en .
         :c skos:prefLabel 'rim'@en ; skos:altLabel 'rim' , 'edge' ; skos:hiddenLabel 'edge'@en .
         :d skos:prefLabel 'hub' ; skos:altLabel 'nave' .",
    );
    assert_eq!(imported.losses.count("labels that are of another kind already (S13)"), 4);
    let corpus = settled(imported);
    let labels = |id| {
        let all = concept(&corpus, id).labels.iter();
        all.map(|it| (&*it.text, it.kind)).collect::<Vec<_>>()
    };
    assert_eq!(labels("a"), [("gear", LabelKind::Synonym), ("cog", LabelKind::Synonym)]);
    assert_eq!(labels("b"), [("color", LabelKind::Preferred), ("colour", LabelKind::Synonym)]);
    assert_eq!(labels("c"), [("rim", LabelKind::Preferred), ("edge", LabelKind::Hidden)]);
    assert_eq!(labels("d"), [("hub", LabelKind::Preferred), ("nave", LabelKind::Synonym)]);
}

#[test]
fn what_older_files_say_of_labels_in_statements_is_still_read() {
    let imported = turtle(
        ":a skos:prefLabel 'a'@en ; skos:altLabel 'b'@en .
         [] a rdf:Statement ; rdf:subject :a ; rdf:predicate skos:altLabel ; rdf:object 'b'@en ; dcterms:creator 'Ann' .",
    );
    // They are nodes of SKOS-XL when they go out.
    let losses: Vec<_> = imported.losses.kinds().collect();
    assert_eq!(losses, ["rdf:subject, rdf:predicate and rdf:object of others' statements"]);
    let label = &concept(&imported.corpus, "a").labels[1];
    assert_eq!(&*imported.corpus.voice(label.said.asserted_by[0].voice).unwrap().name, "Ann");
}

#[test]
fn a_label_that_is_only_denied_is_no_node_from_which_others_would_read_it() {
    let files = [
        ("corpus.yaml", "title: T\nvoice: we\niri: https://example.org/\n"),
        (
            "sources.yaml",
            "voices: {we: {name: We}, ann: {name: Ann}}\nworks: {w: {by: ann, title: W}}\n",
        ),
        ("a.yaml", "id: a\nlabel: a\nsynonyms: [{text: b, denied-by: w}, {text: c, by: w}]\n"),
    ];
    let corpus = super::corpora::corpus_of(&files);
    let (graph, _) = exported("ntriples", &corpus);
    let forms: Vec<_> = graph.lines().filter(|line| line.contains("literalForm")).collect();
    assert_eq!(forms.len(), 1, "{graph}");
    same(&reread(&corpus), &reread(&there_and_back("turtle", &corpus)));
}

#[test]
fn dates_have_a_shape_and_another_is_a_fault_at_its_place() {
    use cxterms_base::corpus::{CorpusReading, Layer};
    let (mut reading, mut layer, mut faults) = (CorpusReading::default(), Layer::default(), vec![]);
    let text = "id: a\nlabel: a\nnotes: {text: n, created: May 2006}\ndefinitions: {text: d, date: '2006', modifed: x}\n";
    let file = reading.files.add_file("a.yaml".to_owned(), text.to_owned());
    layer.parse_file("a.yaml".as_ref(), file, text.as_bytes(), &mut faults);
    let told: Vec<_> = faults.iter().map(|it| (it.place.line, &*it.message)).collect();
    let right = [(4, "a definition has no key `modifed`"), (3, "`created` is no date: `May 2006`")];
    assert_eq!(told, right);
    assert!(faults[0].hint.as_deref().unwrap_or_default().contains("modified"), "{faults:?}");
}
