//! A folder is read on all cores as on one, and tells how far it has come.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use cxterms_base::{
    corpus::{CorpusReading, Layer},
    diagnostic::{Fault, Files},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(String, Vec<u8>)]) -> Self {
        let place =
            std::env::temp_dir().join(format!("cxterms-folders-{name}-{}", std::process::id()));
        for (name, bytes) in files {
            let path = place.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self(place)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A file of concepts, so long that several of them are read at once.
fn concepts(file: usize) -> String {
    let long = "a definition that goes on ".repeat(10);
    let entry = |number: usize| {
        format!("- {{id: c{file}-{number}, label: c {file} {number}, definition: {long}}}\n")
    };
    (0..200).map(entry).collect()
}

fn corpus(broken: bool) -> Vec<(String, Vec<u8>)> {
    let manifest = ("corpus.yaml".to_owned(), b"title: Many\nlanguage: en\nvoice: us\n".to_vec());
    let sources = ("sources.yaml".to_owned(), b"voices: {us: {name: us}}\n".to_vec());
    let each = (0..9).map(|file| {
        let mut text = concepts(file).into_bytes();
        match file {
            _ if !broken => {}
            1 => text.extend(b"- {id: a, lable: a}\n- {id: b, label: b, kind: *x}\n"),
            3 => text.extend(b"- [\n"),
            5 => text.extend(b"- {id: \xff}\n"),
            7 => text.extend(b"- {id: c, label: &c c, gone: 1}\n"),
            _ => {}
        }
        (format!("part-{}/{file}.yaml", file % 2), text)
    });
    [manifest, sources].into_iter().chain(each).collect()
}

/// What one file after the other gives: the order that reading many at once must keep.
fn one_by_one(folder: &Path, names: &[(String, Vec<u8>)]) -> (Layer, Vec<Fault>) {
    let (mut files, mut layer, mut faults) = (Files::default(), Layer::default(), vec![]);
    files.add_file(folder.display().to_string(), String::new());
    let mut sorted: Vec<_> = names.iter().collect();
    sorted.sort();
    for (name, bytes) in sorted {
        let path = folder.join(name).display().to_string();
        let file = files.add_file(path, String::from_utf8_lossy(bytes).into_owned());
        layer.parse_file(Path::new(name), file, bytes, &mut faults);
    }
    (layer, faults)
}

#[test]
fn many_files_at_once_say_what_they_say_one_by_one() {
    for broken in [false, true] {
        let files = corpus(broken);
        let folder = Folder::new(if broken { "broken" } else { "whole" }, &files);
        let mut read = Files::default();
        let (layer, faults) = Layer::read_folder(&folder.0, &mut read);
        let (expected, expected_faults) = one_by_one(&folder.0, &files);
        assert_eq!(faults, expected_faults);
        assert_eq!(faults.len(), if broken { 6 } else { 0 }, "{faults:#?}");
        assert_eq!(format!("{layer:?}"), format!("{expected:?}"));
        let told: Vec<_> = faults.iter().map(|fault| read.diagnose(fault)).collect();
        assert!(told.iter().all(|it| it.excerpt.is_some() && it.file.contains("part-1")));
    }
}

#[test]
fn whoever_asks_is_told_how_far_it_has_come() {
    let files = corpus(false);
    let folder = Folder::new("told", &files);
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let (most, calls) = (AtomicU64::new(0), AtomicU64::new(0));
    let mut reading = CorpusReading::default();
    reading.add_folder_with_progress(&folder.0, &|done, all| {
        assert_eq!(all, bytes as u64);
        most.fetch_max(done, Relaxed);
        calls.fetch_add(1, Relaxed);
    });
    assert_eq!(most.into_inner(), bytes as u64);
    assert!(calls.into_inner() >= files.len() as u64);
    assert_eq!(reading.diagnostics(), []);
    let mut quiet = CorpusReading::default();
    quiet.add_folder(&folder.0);
    assert_eq!(reading.digest, quiet.digest);
}
