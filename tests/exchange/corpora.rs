//! The corpora that the tests hand over, and how.

use cxterms::builtin;
use cxterms_base::corpus::{Corpus, CorpusReading, Layer, Relation};
use cxterms_exchange::{ExchangeFormat, ImportOptions, ImportedCorpus, InputFile};
use std::{collections::BTreeMap, path::Path};

pub(crate) fn shipped() -> Corpus {
    builtin::open().unwrap().to_corpus().unwrap()
}

pub(crate) fn read(folder: &str) -> Corpus {
    let mut reading = CorpusReading::default();
    reading.add_folder(Path::new(folder));
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

/// A small corpus with everything in it that a format may meet.
pub(crate) fn rich() -> Corpus {
    let files = [
        (
            "corpus.yaml",
            "title: 'Wheels & \"more\"'\nvoice: we\nkinds: {part: {means: a piece}}\n\
             facets: {use: {means: what for}}\nrelations: {needs: {inverse: is-needed-by}, meets: {}}\n\
             schemes: {wheels: {iri: 'https://example.org/wheels/', title: [Wheels, {text: Räder, lang: de}, {text: W, type: string}],\n\
             license: {iri: 'https://example.org/free'}, issued: {text: '2020-02-29', type: date}, version: '2',\n\
             'https://example.org/more': {text: a | b, lang: en}}, bare: {title: Bare}}\n",
        ),
        (
            "sources.yaml",
            "voices: {we: {name: we}, ann: {name: Ann}, bob: {name: Bob}}\n\
             works: {book: {by: ann, title: Wheels, url: 'https://example.org/w'}, letters: {by: bob, title: Letters}}\n",
        ),
        (
            "a.yaml",
            r#"- id: hub
  label: 'hub "a" | b; c\'
  abbreviations: ['-H', {text: HB, secondary: true}]
  synonyms: ['=hub', '#1 <hub> & *co*']
  avoid: [{text: nave, why: 'old: gone', instead: hub}]
  qualifier: wheel
  kind: part
  definition: "+ what spokes meet"
  definitions: [{text: 'the `middle`', created: 2006-05-31, by: {by: book, text: mostly}, denied-by: letters}, {text: die Mitte, lang: de, by: book}]
  facets: {use: [{value: a, by: book}, {value: b, denied-by: book}]}
  relations:
    needs: {concept: Axle_1, by: book, denied-by: {by: letters, text: no}}
    meets: {concept: spoke, denied-by: book}
    contrasts-with: {concept: spoke, facet: use, text: One turns., by: book}
    subset-of: [{concept: wheel, by: book}, {concept: spoke, denied-by: letters}]
  notes: [{kind: usage, text: 'Say hub; not | nave.'}, {text: Old., by: book, with: [spoke], label: age, modified: '2006-05-31T08:30:00Z', created: 2006}, {kind: example, text: e, by: book}, {text: 輪轂, lang: zh-Hant, date: 2006-05}]
  notations: ['B|1', B2]
  matches: [{kind: close, iri: 'https://example.org/h'}, {kind: exact, iri: 'https://example.org/i'}]
  translations: {de: {label: Nabe, synonyms: [Achse; Welle], definition: Mitte}, pt-BR: {label: {text: cubo, by: [{by: book, text: at times}, letters], denied-by: we}}}
  created: 2006-05-31
  modified: 2019-02-03
  status: [approved, {value: deprecated, since: 2021-03, replaced-by: [wheel, spoke], by: {by: book, text: mostly}, denied-by: letters}]
- {id: spoke, label: spoke, definition: a rod, issued: 2020, date: '2006-05', modified: '2020-05-01T08:30:00Z', schemes: [wheels, bare], top-of: bare, status: {value: deprecated, since: 2020, replaced-by: wheel}}
- {id: wheel, label: wheel, root: {}, top-of: [wheels], status: {value: retired, by: book}}
- {id: Axle_1, label: {text: axle, by: [we, book]}, root: {denied-by: book}, translations: {de: {definition: Stab}}}
"#,
        ),
    ];
    corpus_of(&files)
}

/// A corpus of these files, in which nothing may be wrong.
pub(crate) fn corpus_of(files: &[(impl AsRef<Path>, impl AsRef<str>)]) -> Corpus {
    let (mut reading, mut layer, mut found) = (CorpusReading::default(), Layer::default(), vec![]);
    for (path, text) in files {
        let (path, text) = (path.as_ref(), text.as_ref());
        let file = reading.files.add_file(path.display().to_string(), text.to_owned());
        layer.parse_file(path, file, text.as_bytes(), &mut found);
        assert_eq!(found, [], "{}:\n{text}", path.display());
    }
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
    reading.corpus
}

/// What is written in a format, as text as far as it is any, and how much of each kind is lost.
pub(crate) fn exported(format: &str, corpus: &Corpus) -> (String, BTreeMap<String, usize>) {
    let (bytes, counts) = exported_bytes(format, corpus);
    (String::from_utf8_lossy(&bytes).into_owned(), counts)
}

pub(crate) fn exported_bytes(format: &str, corpus: &Corpus) -> (Vec<u8>, BTreeMap<String, usize>) {
    let mut bytes = vec![];
    let losses =
        ExchangeFormat::from_name(format).unwrap().export(corpus, &mut bytes).unwrap().unwrap();
    let counts = losses.kinds().map(|kind| (kind.to_owned(), losses.count(kind))).collect();
    (bytes, counts)
}

pub(crate) fn csv(text: &str, options: &ImportOptions) -> ImportedCorpus {
    let format = ExchangeFormat::from_name("csv").unwrap();
    let input = InputFile { name: "it.csv".to_owned(), format, text: Box::new(text.as_bytes()) };
    (format.read.unwrap())(vec![input], options).unwrap()
}

/// The lines of a drawing that are about relations, and what they say at least.
pub(crate) fn drawn(corpus: &Corpus) -> impl Iterator<Item = (&Relation, &str, &str)> {
    corpus.relations.iter().map(|it| {
        let [from, to] = [it.from, it.to].map(|id| &*corpus.concepts[id.index()].id);
        (it, from, to)
    })
}
