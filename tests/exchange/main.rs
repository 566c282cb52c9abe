//! What leaves a corpus and comes back: the same, but for what is declared lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

mod tbx;

use cxterms::{
    builtin,
    exchange::{Format, Input, Wishes},
};
use cxterms_base::{
    corpus::{Corpus, Layer, Reading},
    image,
};

/// What the files of a corpus say when they are read again.
fn reread(corpus: &Corpus) -> Corpus {
    let (mut reading, mut layer, mut found) = (Reading::default(), Layer::default(), vec![]);
    for (path, text) in corpus.files() {
        let file = reading.files.add(path.display().to_string(), text.clone());
        layer.text(&path, file, text.as_bytes(), &mut found);
        assert_eq!(found, [], "{}:\n{text}", path.display());
    }
    reading.lay(layer);
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

#[test]
fn the_corpus_that_ships_is_read_again_as_it_was_written() {
    let corpus = builtin::open().unwrap().corpus().unwrap();
    let again = reread(&corpus);
    for (one, other) in corpus.concepts.iter().zip(&again.concepts) {
        let bare = |concept: &cxterms_base::corpus::Concept| {
            image::write(&Corpus { concepts: vec![concept.clone()], ..Corpus::default() }).unwrap()
        };
        assert_eq!(bare(one), bare(other), "{one:#?}\n{other:#?}");
    }
    assert_eq!(image::write(&corpus).unwrap(), image::write(&again).unwrap());
}

/// What comes back when a corpus leaves in a format.
fn there_and_back(format: &str, corpus: &Corpus) -> Corpus {
    let format = Format::named(format).unwrap();
    let mut bytes = vec![];
    format.export(corpus, &mut bytes).unwrap().unwrap();
    let input = Input { name: "it".to_owned(), format, text: Box::new(&*bytes) };
    let imported = (format.read.unwrap())(vec![input], &Wishes::default()).unwrap();
    assert_eq!(imported.findings, []);
    imported.corpus
}

#[test]
fn json_lines_carry_everything() {
    let corpus = builtin::open().unwrap().corpus().unwrap();
    let again = there_and_back("jsonl", &corpus);
    assert_eq!(image::write(&corpus).unwrap(), image::write(&again).unwrap());
}

/// A small corpus that holds something of every part.
fn workshop() -> Corpus {
    let mut reading = Reading::default();
    reading.folder("tests/fixtures/exchange/workshop".as_ref());
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}
