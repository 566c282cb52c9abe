//! A corpus for a test, the program's answer, and an SVG file read again.

use quick_xml::events::{BytesStart, Event};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

/// A corpus of these entries, in which `leads-to` is declared and `li` has a work with an address.
pub(crate) fn corpus(entries: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
    write(
        "corpus.yaml",
        "title: T\nlanguage: en\nvoice: me\nrelations: {leads-to: {inverse: results-from, means: m}}\n",
    );
    write(
        "sources.yaml",
        "voices: {me: {name: Me}, li: {name: Li}, ab: {name: Ab}}\nworks: {w: {title: A & B, by: li, url: 'https://example.org/?a=1&b=2'}, v: {title: V, by: ab}}\n",
    );
    write("all.yaml", entries);
    home
}

/// Runs the program.
pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cxterms")).args(arguments).output().unwrap()
}

/// What a map of a corpus is.
pub(crate) fn map(terms: &Path, arguments: &[&str]) -> String {
    let all = [&["map", "--terms", terms.to_str().unwrap()], arguments].concat();
    let told = run(&all);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap()
}

/// An SVG file, as a program reads it.
#[derive(Debug, Default)]
pub(crate) struct SvgFile {
    /// Every element with its attributes, in order.
    pub(crate) elements: Vec<(String, Vec<(String, String)>)>,
    /// Every text between elements, but for what is empty and for the style.
    pub(crate) texts: Vec<String>,
}

impl SvgFile {
    /// Reads a file; it must be well-formed, without a document type, a processing instruction or a comment.
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut found = Self::default();
        let mut open: Vec<String> = vec![];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    found.add(&tag);
                    open.push(name_of(&tag));
                }
                Event::Empty(tag) => found.add(&tag),
                Event::End(_) => drop(open.pop().unwrap()),
                Event::Text(words) => {
                    let words = words.unescape().unwrap().into_owned();
                    if !words.trim().is_empty() && open.last().unwrap() != "style" {
                        found.texts.push(words);
                    }
                }
                Event::Eof => break,
                Event::Decl(_) => {}
                other => panic!("{other:?}"),
            }
        }
        assert!(open.is_empty(), "{open:?} is not closed");
        found
    }

    fn add(&mut self, tag: &BytesStart<'_>) {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
            (key, attribute.unescape_value().unwrap().into_owned())
        });
        self.elements.push((name_of(tag), attributes.collect()));
    }

    /// The values of an attribute, wherever it stands.
    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        let all = self.elements.iter().flat_map(|(_, attributes)| attributes);
        all.filter(|(key, _)| key == name).map(|(_, value)| &**value).collect()
    }
}

fn name_of(tag: &BytesStart<'_>) -> String {
    String::from_utf8(tag.name().as_ref().to_vec()).unwrap()
}
