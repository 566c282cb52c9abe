//! Flat rows for query engines: each voice that asserts or denies a claim has one, and nothing else has any.

use super::corpora::{corpus_of, exported, read, rich, shipped};
use cxterms_base::{
    Base,
    corpus::{Citation, Concept, Corpus, CorpusReading},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a row must say of a claim: of what it is, its words, and who says it where and how.
type Said = Vec<Option<String>>;

/// A corpus that lies over the one that ships.
fn layered() -> Corpus {
    let mut reading = CorpusReading::from_corpus(shipped(), <_>::default());
    reading.add_folder("tests/fixtures/house".as_ref());
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

fn corpora() -> [Corpus; 5] {
    let fields = read("tests/fixtures/field");
    [shipped(), layered(), rich(), read("tests/fixtures/exchange/workshop"), fields]
}

fn rows(corpus: &Corpus) -> Vec<Value> {
    let (text, _) = exported("claims-jsonl", corpus);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(row: &Value, key: &str) -> Option<String> {
    row[key].as_str().map(str::to_owned)
}

/// Every claim as the base hands it out, once for each citation: a denial of a relation once for all its wordings.
fn claims_of_base(base: &Base) -> Vec<Said> {
    let mut all: Vec<Said> = vec![];
    let (voice, work) = (|id| base.voice(id).unwrap().id, |id| base.work(id).unwrap().id);
    let mut add = |about: [Option<&str>; 3], stance: &str, by: &Citation<&str>| {
        let about = about.map(|it| it.map(str::to_owned));
        let by = [Some(voice(by.voice)), by.work.map(work), by.via.map(voice), by.text, by.but];
        let by = by.map(|it| it.map(str::to_owned));
        all.push([&about[..], &[Some(stance.to_owned())], &by].concat());
    };
    let id = |id| base.concept_head(id).unwrap().id;
    for number in base.concept_ids().unwrap() {
        let concept = base.concept_record(number).unwrap().concept;
        let own = concept.definition.iter().chain(concept.translated.iter().map(|(_, own)| own));
        for own in own {
            let by = Citation::from_voice(own.voice, None);
            add([Some(concept.id), None, Some(own.text)], "asserts", &by);
        }
        let texts = concept.labels.iter().map(|it| (Some(it.text), &it.said));
        let texts = texts.chain(concept.definitions.iter().map(|it| (Some(it.text), &it.said)));
        let texts = texts.chain(concept.facets.iter().map(|it| (Some(it.value), &it.said)));
        let texts = texts.chain(concept.notes.iter().map(|it| (Some(it.text), &it.said)));
        let texts = texts.chain(concept.states.iter().map(|it| (Some(it.value.name()), &it.said)));
        for (words, said) in texts.chain(concept.root.iter().map(|said| (None, said))) {
            let about = [Some(concept.id), None, words];
            said.asserted_by.iter().for_each(|by| add(about, "asserts", by));
            said.denied_by.iter().for_each(|by| add(about, "denies", by));
        }
        let edges = base.edges_from(number).unwrap();
        for wordings in edges.chunk_by(|a, b| (a.relation, a.to) == (b.relation, b.to)) {
            let claims: Vec<_> =
                wordings.iter().map(|edge| base.edge_claim(edge).unwrap()).collect();
            for claim in &claims {
                let about = [Some(concept.id), Some(id(claim.to)), claim.text];
                claim.said.asserted_by.iter().for_each(|by| add(about, "asserts", by));
            }
            let words = claims[0].text.filter(|_| claims.len() == 1);
            let about = [Some(concept.id), Some(id(claims[0].to)), words];
            claims[0].said.denied_by.iter().for_each(|by| add(about, "denies", by));
        }
    }
    all.sort();
    all
}

#[test]
fn every_claim_is_a_row_for_each_voice_and_nothing_else_is() {
    for corpus in corpora() {
        let keys = ["concept", "other", "value", "stance", "voice", "work", "via", "words", "but"];
        let rows = rows(&corpus);
        let mut said: Vec<Said> =
            rows.iter().map(|row| keys.map(|key| text(row, key)).into()).collect();
        said.sort();
        assert_eq!(said, claims_of_base(&Base::compile(&corpus).unwrap()));
        let mut once = BTreeSet::new();
        assert!(rows.iter().all(|row| once.insert(row.to_string())), "a row stands twice");
    }
}

#[test]
fn a_folder_and_what_is_built_of_it_give_the_same_rows() {
    for corpus in corpora() {
        let built = Base::compile(&corpus).unwrap().to_corpus().unwrap();
        for format in ["claims-csv", "claims-jsonl", "labels-csv"] {
            assert_eq!(exported(format, &corpus), exported(format, &built), "{format}");
        }
    }
}

#[test]
fn origins_are_counted_as_answers_count_them() {
    for corpus in corpora() {
        let mut origins: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut citations = 0;
        for row in rows(&corpus) {
            let claim = (row["claim"].as_u64().unwrap(), text(&row, "stance"));
            origins.entry(claim).or_default().extend(text(&row, "origin"));
            citations += 1;
        }
        let concepts = corpus.concepts.iter().flat_map(Concept::cited_stances);
        let expected = concepts.map(|said| {
            corpus.count_origins(&said.asserted_by) + corpus.count_origins(&said.denied_by)
        });
        let own = corpus.concepts.iter();
        let own = own.map(|it| usize::from(it.definition.is_some()) + it.translated.len());
        let pair = |it: &cxterms_base::corpus::Relation| (it.from, it.relation, it.to);
        let relations = corpus.relations.chunk_by(|a, b| pair(a) == pair(b)).map(|wordings| {
            let said = wordings.iter().flat_map(|it| it.said.asserted_by.clone());
            corpus.count_origins(&said.collect::<Vec<_>>())
                + corpus.count_origins(&wordings[0].said.denied_by)
        });
        let expected = expected.sum::<usize>() + own.sum::<usize>() + relations.sum::<usize>();
        assert_eq!(origins.values().map(BTreeSet::len).sum::<usize>(), expected);
        assert!(expected < citations || corpus.concepts.len() < 100);
    }
}

#[test]
fn csv_holds_what_json_lines_hold_and_no_cell_is_a_formula() {
    let sly = corpus_of(&[
        ("corpus.yaml".to_owned(), "title: T\nvoice: we\n".to_owned()),
        ("sources.yaml".to_owned(), "voices: {we: {name: we}}\n".to_owned()),
        (
            "a.yaml".to_owned(),
            "{id: a, label: '=1+1', synonyms: ['@SUM(A1)', n/a, \"'tis\"], definition: \"-1,\\n\\n\\\"+\\\"\"}"
                .to_owned(),
        ),
    ]);
    for corpus in corpora().into_iter().chain([sly]) {
        let (csv, losses) = exported("claims-csv", &corpus);
        assert!(!losses.contains_key("denials"));
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        let rows = rows(&corpus);
        assert_eq!(records.len(), rows.len());
        for (record, row) in records.iter().zip(&rows) {
            assert_eq!(row.as_object().unwrap().len(), header.len());
            for (name, cell) in header.iter().zip(record) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
                let told = match &row[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    number => number.to_string(),
                };
                assert!(cell == told || cell.strip_prefix('\'') == Some(&told), "{cell} {told}");
            }
        }
    }
}

#[test]
fn every_name_of_every_concept_is_a_row() {
    for corpus in corpora() {
        let (csv, _) = exported("labels-csv", &corpus);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<BTreeMap<String, String>> =
            reader.deserialize().map(Result::unwrap).collect();
        let labels = corpus
            .concepts
            .iter()
            .flat_map(|concept| concept.labels.iter().map(move |label| (&concept.id, label)));
        assert_eq!(rows.len(), labels.clone().count());
        for (row, (id, label)) in rows.iter().zip(labels) {
            assert_eq!(&row["concept"], id);
            assert_eq!(row["label"].trim_start_matches('\''), label.text.trim_start_matches('\''));
            assert_eq!(row["asserted_by"].is_empty(), label.said.asserted_by.is_empty());
            assert_eq!(row["denied_by"].is_empty(), label.said.denied_by.is_empty());
            let language = label.language.as_ref().unwrap_or(&corpus.settings.language);
            assert_eq!(&row["language"], language);
        }
    }
}

#[test]
fn a_voice_of_an_upper_layer_says_its_own_words_in_no_work() {
    let row = rows(&layered())
        .into_iter()
        .find(|row| row["concept"] == "red-list" && row["property"] == "definition");
    let row = row.unwrap();
    assert_eq!((text(&row, "voice").as_deref(), text(&row, "work")), (Some("house"), None));
}
