//! The answers of a corpus are the same in every format, from all that it can be read from: its files, a built file, what
//! was kept of these files before they changed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

#[path = "laws/corpora.rs"]
#[allow(dead_code, reason = "what laws read in memory is read from a folder here")]
mod corpora;

use corpora::{Said, corpora, files_of};
use cxterms::{
    answer::{self, Ask, Detail, SearchRequest, TreeExtent, compare},
    render::{FORMATS, OutputFormat, OutputStyle},
};
use cxterms_base::{
    Base, EditedFiles,
    corpus::{CorpusReading, Digest, Layer},
    image::{InFile, InMemory, write_image},
};
use cxterms_page::View;
use proptest::prelude::*;
use std::{collections::BTreeSet, fs, io::Write, path::Path};

/// The answers to many questions in every format, one after the other.
fn ask_all(base: &Base) -> Vec<String> {
    let mut told = vec![];
    let mut tell = |view: &dyn View| {
        let write = |format: &OutputFormat| {
            let mut out = vec![];
            format.write(view, OutputStyle::default(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        // For people, and JSON.
        told.extend(FORMATS.iter().take(2).map(write));
    };
    let ids: Vec<_> = base.concept_ids().unwrap().collect();
    let names = ["term 0", "term 1", "term 2"].map(str::to_owned);
    for detail in [Detail::Digest, Detail::Everything, Detail::Data] {
        let ask = || Ask { detail, ..Ask::new(base) };
        for name in ["term 0", "term 1", "term 2", "extra", "trem 1"] {
            tell(&answer::define(ask(), name).unwrap());
        }
        tell(&compare::compare(ask(), &ids[..2], &names[..2]).unwrap());
        tell(&answer::disputes(ask(), &[]).unwrap());
        tell(&answer::disputes(ask(), &[ids[..1].to_vec()]).unwrap());
        tell(&answer::path(ask(), (&ids[1..2], &ids[..1]), &[]).unwrap());
    }
    for query in ["meaning value", "v1x3", "term"] {
        let wanted = SearchRequest { query, kinds: &[], all: true, options: &[] };
        tell(&answer::search(Ask::new(base), wanted).unwrap());
    }
    tell(&answer::tree(Ask::new(base), TreeExtent::default()).unwrap());
    tell(&answer::voices(Ask::new(base)).unwrap());
    told
}

fn write_files(folder: &Path, concepts: &[Vec<Said>], extra: bool) {
    for (name, text) in files_of(concepts) {
        fs::write(folder.join(name), text).unwrap();
    }
    let path = folder.join("extra.yaml");
    if extra {
        let entry =
            "{id: b, label: extra, relations: {contrasts-with: [c0, {concept: c2, by: w1}]}}\n";
        fs::write(path, entry).unwrap();
    } else if path.exists() {
        fs::remove_file(path).unwrap();
    }
}

fn read_facts(folder: &Path) -> Vec<(String, Digest)> {
    let (_, names, _) = Layer::read_some(folder, |_| false);
    let facts = |name: String| {
        let facts = Digest::of_bytes(&fs::read(folder.join(&name)).unwrap());
        (name, facts)
    };
    names.into_iter().map(facts).collect()
}

fn read(folder: &Path) -> CorpusReading {
    let mut reading = CorpusReading::default();
    reading.add_folder(folder);
    assert_eq!(reading.diagnostics(), []);
    reading
}

fn open(bytes: Vec<u8>) -> Base {
    Base::open(Box::new(InMemory(bytes))).unwrap()
}

fn open_in_file(bytes: &[u8]) -> Base {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    Base::open(Box::new(InFile::from_file(file).unwrap())).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_do_not_tell_what_they_were_read_from(old in corpora(), new in corpora(), extra in any::<[bool; 2]>()) {
        let folder = tempfile::tempdir().unwrap();
        write_files(folder.path(), &old, extra[0]);
        let (reading, before) = (read(folder.path()), read_facts(folder.path()));
        let origins = reading.file_origins(&before).unwrap();
        let kept = Base::build_image_from(&reading.corpus, reading.digest, Some(&origins)).unwrap();
        write_files(folder.path(), &new, extra[1]);
        let (whole, files) = (read(folder.path()), read_facts(folder.path()));
        let fresh = ask_all(&open(write_image(&whole.corpus).unwrap()));
        let built = Base::build_image(&whole.corpus, whole.digest).unwrap();
        prop_assert_eq!(&ask_all(&open_in_file(&built)), &fresh);

        let facts = before.iter().chain(&files);
        let changed: BTreeSet<_> = facts.filter(|it| !before.contains(it) || !files.contains(it)).map(|it| it.0.clone()).collect();
        let own = ["corpus.yaml", "sources.yaml"];
        let (layer, ..) = Layer::read_some(folder.path(), |name| own.contains(&name) || changed.contains(name));
        let edited = EditedFiles { layer, changed, files };
        let remade = open_in_file(&kept).remake_with(edited, origins, whole.digest).unwrap().unwrap();
        prop_assert_eq!(&ask_all(&open_in_file(&remade.draft.to_bytes().unwrap())), &fresh);
    }
}
