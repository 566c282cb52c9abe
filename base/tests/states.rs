//! The state of a concept: what is read of it, what of that holds, and when it is disputed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base, DisputeKind, Perspective,
    corpus::{ConceptState, Corpus, CorpusReading, Layer},
    yaml,
};
use std::path::Path;

const BELOW: &str = "title: Wheels\nvoice: editors\n";
const SOURCES: &str = "voices: {editors: {name: editors}, ann: {name: Ann}, bob: {name: Bob}}\n\
    works: {a: {by: ann, title: A}, b: {by: bob, title: B}}\n";
const REST: &str = "- {id: y, label: y}\n- {id: z, label: z}\n";

fn lay(reading: &mut CorpusReading, files: &[(&str, String)]) {
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file((*name).to_owned(), text.clone());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    reading.faults.extend(found);
    reading.add_layer(layer);
}

/// The concepts `x` with this status, `y` and `z`, and perhaps a house's corpus over them.
fn read(status: &str, house: Option<&str>) -> CorpusReading {
    let mut reading = CorpusReading::default();
    let entries = format!("- {{id: x, label: x, status: {status}}}\n{REST}");
    let files = [
        ("corpus.yaml", BELOW.to_owned()),
        ("sources.yaml", SOURCES.to_owned()),
        ("e.yaml", entries),
    ];
    lay(&mut reading, &files);
    if let Some(status) = house {
        let entries = format!("- {{id: x, status: {status}}}\n");
        lay(
            &mut reading,
            &[("corpus.yaml", "title: H\nvoice: house\n".to_owned()), ("h.yaml", entries)],
        );
    }
    reading
}

fn corpus(status: &str, house: Option<&str>) -> Corpus {
    let reading = read(status, house);
    assert_eq!(reading.diagnostics(), [], "{status} {house:?}");
    reading.corpus
}

/// What holds of `x`, and how many disputes there are about that.
fn holds(status: &str, house: Option<&str>) -> (Option<ConceptState>, usize) {
    let corpus = corpus(status, house);
    let base = Base::compile(&corpus).unwrap();
    let everyone = Perspective::default();
    let found = cxterms_base::find_disputes(&base, None, &everyone).unwrap();
    assert!(found.iter().all(|it| it.kind == DisputeKind::State), "{found:?}");
    let x = base.concept_ids().unwrap().next().unwrap();
    let state = corpus.concepts[0].state(&corpus.settings.editors);
    let mark = base.concept_head(x).unwrap().state;
    assert_eq!(everyone.hear_state(&base, x, mark).unwrap(), state);
    let given_up = state.is_some_and(ConceptState::is_given_up);
    assert_eq!(everyone.is_given_up(&base, x, mark).unwrap(), given_up);
    (state, found.len())
}

#[test]
fn own_words_hold_and_others_hold_where_all_agree() {
    use ConceptState::{Approved, Deprecated, Draft, Retired};
    for (status, state, disputes) in [
        ("deprecated", Some(Deprecated), 0),
        ("draft", Some(Draft), 0),
        ("{value: retired, by: a}", Some(Retired), 0),
        ("[{value: retired, by: a}, {value: deprecated, by: b}]", Some(Retired), 0),
        ("[{value: deprecated, by: a}, {value: approved, by: b}]", None, 1),
        ("{value: deprecated, by: a, denied-by: b}", None, 1),
        ("[deprecated, {value: approved, by: b}]", Some(Deprecated), 1),
        ("[approved, {value: deprecated, by: b}]", Some(Approved), 1),
        ("{value: deprecated, by: a, denied-by: editors}", None, 1),
        ("[{value: approved, by: [a, b]}, {value: draft, by: b}]", Some(Approved), 0),
        ("[{value: deprecated, by: [a, b]}, {value: approved, by: b}]", Some(Deprecated), 0),
    ] {
        assert_eq!(holds(status, None), (state, disputes), "{status}");
    }
}

#[test]
fn the_last_layer_s_own_words_hold() {
    use ConceptState::{Approved, Deprecated};
    assert_eq!(holds("deprecated", Some("approved")), (Some(Approved), 1));
    assert_eq!(holds("deprecated", Some("{value: deprecated, denied-by: house}")), (None, 1));
    assert_eq!(holds("approved", Some("deprecated")), (Some(Deprecated), 1));
}

/// Each claim of `x`: since when, what replaces it, and how many assert and deny it.
fn told(status: &str, house: Option<&str>) -> Vec<String> {
    let corpus = corpus(status, house);
    let told = |it: &cxterms_base::corpus::StateClaim| {
        let names = |by: &[cxterms_base::corpus::Citation]| {
            let voices = by.iter().map(|it| corpus.voices[it.voice.index()].id.clone());
            voices.collect::<Vec<_>>().join("+")
        };
        let (since, new) = (it.since.clone().unwrap_or_default(), it.replaced_by.join("+"));
        let (by, denied_by) = (names(&it.said.asserted_by), names(&it.said.denied_by));
        format!("{} {since} {new} {by} {denied_by}", it.value.name())
    };
    corpus.concepts[0].states.iter().map(told).collect()
}

#[test]
fn each_voice_keeps_its_date_and_its_replacement() {
    let since = "{value: deprecated, since: 2019, by: a}, {value: deprecated, since: 2022, by: b}";
    let instead =
        "{value: retired, replaced-by: y, by: a}, {value: retired, replaced-by: z, by: b}";
    for (status, house, claims) in [
        (since, None, &["deprecated 2019  ann ", "deprecated 2022  bob "][..]),
        (instead, None, &["retired  y ann ", "retired  z bob "]),
        // The same words are one claim, in any order of what replaces it.
        (
            "{value: retired, replaced-by: [z, y], by: a}, {value: retired, replaced-by: [y, z], by: b}",
            None,
            &["retired  y+z ann+bob "],
        ),
        (
            "{value: retired, by: [a, b]}, {value: retired, since: 2019, by: a}",
            None,
            &["retired   bob ", "retired 2019  ann "],
        ),
        (
            "deprecated",
            Some("{value: deprecated, since: 2021}"),
            &["deprecated   editors ", "deprecated 2021  house "],
        ),
        // One voice completes what it says.
        (
            "{value: retired, replaced-by: y}, {value: retired, since: 2019}",
            None,
            &["retired 2019 y editors "],
        ),
        (
            "{value: retired, by: a}",
            Some("{value: retired, replaced-by: z, by: a}"),
            &["retired  z ann "],
        ),
        // A denial without a speaker meets every claim of its state, wherever it stands.
        (
            &format!("{{value: deprecated, denied-by: editors}}, {since}"),
            None,
            &["deprecated 2019  ann editors", "deprecated 2022  bob editors"],
        ),
        (
            since,
            Some("{value: deprecated, denied-by: house}"),
            &["deprecated 2019  ann house", "deprecated 2022  bob house"],
        ),
    ] {
        assert_eq!(told(&format!("[{status}]"), house), claims, "{status} {house:?}");
    }
    assert_eq!(holds(&format!("[{since}]"), None), (Some(ConceptState::Deprecated), 0));
    let denied = format!("[{since}, {{value: deprecated, denied-by: editors}}]");
    assert_eq!(holds(&denied, None), (None, 1));
}

#[test]
fn what_is_written_wrong_is_told_with_the_nearest_right() {
    for (status, told) in [
        ("deprecatd", "a concept cannot be `deprecatd`"),
        ("{value: deprecated, replaced-by: yy}", "unknown concept `yy`"),
        ("{value: deprecated, replaced-by: x}", "a concept cannot replace itself"),
        ("{value: deprecated, since: last year}", "`last year` is no date"),
        ("{replaced-by: y}", "a status lacks its `value`"),
        ("{value: deprecated, replacedby: y}", "a status has no key `replacedby`"),
    ] {
        let reading = read(status, None);
        let told_there: Vec<_> = reading.diagnostics().iter().map(|it| format!("{it:?}")).collect();
        assert!(told_there.len() == 1 && told_there[0].contains(told), "{status}: {told_there:?}");
    }
}

#[test]
fn what_is_written_is_read_back() {
    let status = "[{value: deprecated, since: 2021, replaced-by: [z, y], by: {by: a, text: mostly}, denied-by: b}, approved,
        {value: deprecated, since: 2019, by: b}]";
    let first = corpus(status, None);
    let write_each = |corpus: &Corpus| -> Vec<String> {
        corpus.entries_to_yaml().map(|it| yaml::write_document(&it)).collect()
    };
    let write = |corpus: &Corpus| -> String { write_each(corpus).concat() };
    let mut reading = CorpusReading::default();
    let mut files = vec![("corpus.yaml", BELOW.to_owned()), ("sources.yaml", SOURCES.to_owned())];
    files.extend(["1.yaml", "2.yaml", "3.yaml"].into_iter().zip(write_each(&first)));
    lay(&mut reading, &files);
    assert_eq!(reading.diagnostics(), []);
    assert_eq!(write(&reading.corpus), write(&first));
    let image = Base::compile(&first).unwrap().to_corpus().unwrap();
    assert_eq!(write(&image), write(&first));
    let own = "status:\n  - approved\n  - {value: deprecated, since: \"2019\", by: b}\n  \
        - {value: deprecated, replaced-by: [\"y\", z], since: \"2021\", ";
    assert!(write(&first).contains(own), "{}", write(&first));
}

#[test]
fn a_layer_alone_keeps_what_it_says_of_states_and_what_they_name() {
    let house = tempfile::tempdir().unwrap();
    std::fs::write(house.path().join("corpus.yaml"), "title: H\nvoice: house\n").unwrap();
    let entries = "{id: x, status: {value: retired, replaced-by: z}}\n";
    std::fs::write(house.path().join("h.yaml"), entries).unwrap();
    let mut reading = read("{value: deprecated, by: a}", None);
    reading.add_top_folder(house.path(), &|_, _| ());
    assert_eq!(reading.diagnostics(), []);
    let corpus = reading.corpus;
    let ids: Vec<_> = corpus.concepts.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["x", "z"]);
    assert_eq!(
        corpus.concepts[0].states.iter().map(|it| it.value).collect::<Vec<_>>(),
        [ConceptState::Retired]
    );
}
