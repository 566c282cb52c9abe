//! What is said beside a claim (reservations, kinds, words of the manifest) is kept on every way.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base,
    corpus::{Aspect, Corpus, CorpusReading, Layer, Placement},
    yaml,
};
use std::path::Path;

const CORPUS: &str = "\
title: Boats
voice: we
edition: 2024-05-01
voice-kinds: [press, sailor, commenter]
kinds: {thing: {means: a thing}}
facets:
  hull: {values: [wood, steel], single-valued: true, question: of V, verb: is made}
  season: {question: {summer: in the warm months}}
relations:
  tows: {inverse: is-towed-by, verb: drags, inverse-verb: hangs behind, asked: Does A drag B?}
";
const SOURCES: &str = "\
voices: {we: {name: we}, ann: {name: Ann, kind: sailor, about: sails}, bob: {name: Bob}}
works: {a: {by: [ann, bob], title: A}, b: {by: bob, title: B}}
";
const ENTRIES: &str = "\
- id: boat
  label: boat
  kind: thing
  definitions: [{text: a small ship, leading: true, by: a}, {text: a hole in the water, by: b}]
  facets:
    hull:
      - {value: wood, of: ideal, by: [b, {by: ann in a, but: never in ice, text: it floats, of: practice}]}
  relations:
    subset-of: {concept: fleet, as: part, by: [b, {by: ann in b, as: kind}], denied-by: {by: a, but: in war}}
    tows: {concept: fleet, by: {by: b, but: rarely}}
  notes: [{text: It leaks., label: leaks, by: b}]
- {id: fleet, label: fleet, kind: thing, relations: {subset-of: {concept: navy, as: kind}}}
- {id: navy, label: navy, kind: thing}
";

fn read(files: &[(&str, &str)]) -> CorpusReading {
    let (mut reading, mut layer, mut found) =
        (CorpusReading::default(), Layer::default(), Vec::new());
    for (name, text) in files {
        let file = reading.files.add_file((*name).to_owned(), (*text).to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
    reading
}

fn corpus() -> Corpus {
    let reading = read(&[("corpus.yaml", CORPUS), ("sources.yaml", SOURCES), ("e.yaml", ENTRIES)]);
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

/// The faults that one changed file gives.
fn faults(from: &str, to: &str) -> Vec<String> {
    let change = |text: &str| text.replace(from, to);
    let (mut reading, mut layer, mut found) =
        (CorpusReading::default(), Layer::default(), Vec::new());
    for (name, text) in [("corpus.yaml", CORPUS), ("sources.yaml", SOURCES), ("e.yaml", ENTRIES)] {
        let text = change(text);
        let file = reading.files.add_file(name.to_owned(), text.clone());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    reading.add_layer(layer);
    let all = found.iter().chain(&reading.faults);
    all.map(|fault| format!("{} ({})", fault.message, fault.hint.clone().unwrap_or_default()))
        .collect()
}

#[test]
fn each_citation_keeps_its_words_and_takes_those_of_its_claim() {
    let corpus = corpus();
    let boat = &corpus.concepts[0];
    let wood = &boat.facets[0].said.asserted_by;
    assert_eq!((wood[0].aspect, wood[0].but.as_deref()), (Some(Aspect::Ideal), None));
    assert_eq!(wood[1].aspect, Some(Aspect::Practice));
    assert_eq!(wood[1].but.as_deref(), Some("never in ice"));
    assert_eq!(wood[1].joined_words().unwrap(), "it floats; never in ice");
    let under = &corpus.relations[0].said;
    let placed: Vec<_> = under.asserted_by.iter().map(|it| it.placement).collect();
    assert_eq!(placed, [Some(Placement::Part), Some(Placement::Kind)]);
    assert!(under.denied_by.iter().all(|it| it.but.as_deref() == Some("in war")));
    assert_eq!(under.denied_by.len(), 2, "both authors");
    assert_eq!(corpus.settings.edition.as_deref(), Some("2024-05-01"));
    let kind = corpus.voices[1].kind.unwrap();
    assert_eq!(corpus.settings.voice_kinds[kind.index()], "sailor");
    assert!(boat.definitions[0].leading && !boat.definitions[1].leading);
    assert_eq!(boat.notes[0].label.as_deref(), Some("leaks"));
}

#[test]
fn what_is_written_or_built_is_read_as_the_same_corpus() {
    let plain = |corpus: &Corpus| Base::compile(corpus).unwrap().to_corpus().unwrap();
    let corpus = plain(&corpus());
    let entries: Vec<_> =
        corpus.entries_to_yaml().map(|entry| yaml::write_document(&entry)).collect();
    let manifest = yaml::write_document(&corpus.manifest_to_yaml());
    let sources = yaml::write_document(&corpus.sources_to_yaml());
    let mut files = vec![("corpus.yaml", &*manifest), ("sources.yaml", &*sources)];
    let names = ["1.yaml", "2.yaml", "3.yaml"];
    files.extend(names.into_iter().zip(entries.iter().map(String::as_str)));
    let again = read(&files);
    assert_eq!(again.diagnostics(), []);
    let again = plain(&again.corpus);
    assert_eq!(corpus.settings, again.settings);
    assert_eq!(corpus.facets, again.facets);
    assert_eq!(corpus.relation_kinds, again.relation_kinds);
    assert_eq!(corpus.voices, again.voices);
    assert_eq!(corpus.concepts, again.concepts);
    assert_eq!(corpus.relations, again.relations);
}

#[test]
fn what_does_not_belong_is_a_fault_with_the_right_thing() {
    let only = |from: &str, to: &str| {
        let found = faults(from, to);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    };
    assert!(
        only("kind: sailor", "kind: sailer")
            .contains("unknown kind of voice `sailer` (did you mean `sailor`?")
    );
    assert!(only("of: ideal", "of: ideel").contains("`of` cannot be `ideel`"));
    assert!(only("as: part, by", "as: prt, by").contains("`as` cannot be `prt`"));
    assert!(only("{by: b, but: rarely}", "{by: b, as: part}").contains("`as` says nothing here"));
    assert!(only("2024-05-01", "2024-13-01").contains("is no date"));
    assert!(only("Does A drag B?", "Does it drag?").contains("must name both ends"));
    assert!(only("question: of V", "question: of it").contains("no place for the value"));
    assert!(only("but: rarely", "butt: rarely").contains("has no key `butt`"));
}

#[test]
fn a_perspective_narrows_to_kinds_of_voice_and_to_years() {
    use cxterms_base::{Narrowing, Perspective};
    let sources = "\
voices: {we: {name: we}, ann: {name: Ann, kind: sailor}, bob: {name: Bob, kind: press}, cid: {name: Cid}}
works: {a: {by: ann, title: A, year: 2015}, a2: {by: ann, title: A2, year: spring 2020}, b: {by: bob, title: B, year: 2021}, c: {by: cid, title: C}}
";
    let entries = "\
- {id: boat, label: boat, relations: {subset-of: [{concept: fleet, by: [a, b, c]}, {concept: navy, by: [a, a2]}]}, root: {by: a}}
- {id: fleet, label: fleet}
- {id: navy, label: navy}
";
    let reading = read(&[("corpus.yaml", CORPUS), ("sources.yaml", sources), ("e.yaml", entries)]);
    assert_eq!(reading.diagnostics(), []);
    let base = Base::compile(&reading.corpus).unwrap();
    let boat = base.concept_ids().unwrap().next().unwrap();
    let seen = |kinds: Option<&[u32]>, since: Option<u16>| {
        let kinds = kinds
            .map(|kinds| kinds.iter().copied().map(cxterms_base::corpus::VoiceKindId).collect());
        let narrowing = Narrowing { kinds, since };
        let (seen, undated) = Perspective::default().narrow(&base, &narrowing).unwrap();
        let above = cxterms_base::find_umbrellas(&base, boat, &seen).unwrap();
        let above = above
            .iter()
            .map(|(id, by)| (base.concept_head(*id).unwrap().id.to_owned(), by.asserted_by.len()));
        let root = seen.hear_root(&base, boat).unwrap().is_some();
        (above.collect::<Vec<_>>(), root, undated)
    };
    let named = |all: &[(&str, usize)]| -> Vec<(String, usize)> {
        all.iter().map(|(id, count)| ((*id).to_owned(), *count)).collect()
    };
    assert_eq!(seen(None, None), (named(&[("fleet", 3), ("navy", 1)]), true, 0));
    assert_eq!(seen(Some(&[1]), None), (named(&[("fleet", 1), ("navy", 1)]), true, 0));
    assert_eq!(seen(None, Some(2018)), (named(&[("fleet", 1), ("navy", 1)]), false, 1));
    assert_eq!(seen(Some(&[1]), Some(2018)), (named(&[("navy", 1)]), false, 0));
    assert_eq!(seen(Some(&[2]), None), (vec![], false, 0));
}
