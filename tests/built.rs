//! Does a built file answer as the YAML does that it was built from, and never otherwise, whatever becomes of it?
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

#[path = "laws/corpora.rs"]
mod corpora;

use corpora::{VOICES, corpora, files_of, read};
use cxterms::{
    answer::{self, Ask, Detail, SearchRequest, TreeExtent, compare},
    render::{FORMATS, OutputStyle},
};
use cxterms_base::{
    Base, Perspective,
    corpus::{Corpus, Digest, VoiceId},
    image::{FORMAT_VERSION, ImageError, InFile},
};
use cxterms_page::View;
use proptest::prelude::*;
use std::{
    fs::{self, File},
    io::Write,
    process::Command,
};
use tempfile::NamedTempFile;

/// Concepts with so much to say, in bytes, that their records begin and end anywhere in a block.
fn lengths() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..9000, 0..6)
}

/// A generated corpus, and concepts of these lengths under its first.
fn files(concepts: &[Vec<corpora::Said>], lengths: &[usize]) -> Vec<(String, String)> {
    let mut files = files_of(concepts);
    for (number, length) in lengths.iter().enumerate() {
        let words: Vec<_> = (0..length / 9).map(|word| format!("word{word:04}")).collect();
        let words = words.join(" ");
        let text = format!(
            "id: long-{number}\nlabel: long tale\nqualifier: the {number}th\ndefinition: so it goes {words}\nrelations: {{subset-of: c0, contrasts-with: [{{concept: c1, text: no {words}}}]}}\n"
        );
        files.push((format!("long-{number}.yaml"), text));
    }
    files
}

/// A file that was built from a corpus.
fn built(corpus: &Corpus) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(&Base::build_image(corpus, Digest::default()).unwrap()).unwrap();
    file
}

fn open(file: &NamedTempFile) -> Result<Base, ImageError> {
    Base::open(Box::new(InFile::from_file(File::open(file.path())?)?))
}

/// Every answer that there is, for people and for programs, or the first that cannot be given.
fn answers(base: &Base, seen_by: &Perspective) -> Result<Vec<String>, ImageError> {
    let ask = Ask { perspective: seen_by, ..Ask::new(base) };
    let mut told = vec![];
    let mut tell = |view: &dyn View| {
        for format in &FORMATS[..2] {
            let mut out = vec![];
            format.write(view, OutputStyle::default(), &mut out).unwrap();
            told.push(String::from_utf8(out).unwrap());
        }
    };
    let ids: Vec<_> = base.concept_ids()?.collect();
    let names = ids.iter().map(|id| Ok(base.concept_head(*id)?.id.to_owned()));
    let names = names.collect::<Result<Vec<_>, ImageError>>()?;
    for (id, name) in ids.iter().zip(&names) {
        let label = base.concept_head(*id)?.label.to_owned();
        for asked in [name, &label, &format!("{name}x")] {
            for detail in [Detail::Line, Detail::Digest, Detail::Everything, Detail::Data] {
                tell(&answer::define(Ask { detail, ..ask }, asked)?);
            }
        }
        for up in [true, false] {
            let extent = TreeExtent { from: vec![*id], up, ..TreeExtent::default() };
            tell(&answer::tree(ask, extent)?);
        }
        let ends = (&[*id][..], &ids[..1]);
        tell(&answer::path(ask, ends, &[])?);
        tell(&answer::disputes(ask, &[vec![*id]])?);
    }
    for (pair, names) in ids.windows(2).zip(names.windows(2)) {
        tell(&compare::compare(Ask { detail: Detail::Everything, ..ask }, pair, names)?);
    }
    for query in ["meaning value", "long tale", "word0007", "wrd0007"] {
        tell(&answer::search(ask, SearchRequest { query, kinds: &[], all: true, options: &[] })?);
    }
    tell(&answer::tree(ask, TreeExtent::default())?);
    tell(&answer::list(ask, &answer::TermFilter::default())?);
    tell(&answer::disputes(ask, &[])?);
    tell(&answer::voices(ask)?);
    for voice in (0..base.voice_count()?).filter_map(|voice| u32::try_from(voice).ok()) {
        let alone = Perspective::of_voices([VoiceId(voice)]);
        tell(&answer::voice_statements(ask, VoiceId(voice), &alone)?);
    }
    Ok(told)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_built_file_answers_as_its_yaml_does(concepts in corpora(), lengths in lengths(), voice in 0..=VOICES) {
        let corpus = read(&files(&concepts, &lengths)).corpus;
        let compiled = Base::compile(&corpus).unwrap();
        let built = open(&built(&corpus)).unwrap();
        let alone = Perspective::of_voices(u32::try_from(voice).map(VoiceId));
        for seen_by in [Perspective::default(), alone] {
            prop_assert_eq!(answers(&built, &seen_by).unwrap(), answers(&compiled, &seen_by).unwrap());
        }
    }

    #[test]
    fn a_damaged_file_is_refused_or_answers_as_the_sound_one(
        concepts in corpora(), lengths in lengths(), at in any::<prop::sample::Index>(), bit in 0_u32..8, cut in any::<prop::sample::Index>(),
    ) {
        let all = Perspective::default();
        let file = built(&read(&files(&concepts, &lengths)).corpus);
        let sound = answers(&open(&file).unwrap(), &all).unwrap();
        let bytes = fs::read(file.path()).unwrap();
        let mut flipped = bytes.clone();
        flipped[at.index(bytes.len())] ^= 1 << bit;
        fs::write(file.path(), flipped).unwrap();
        if let Ok(told) = open(&file).and_then(|base| answers(&base, &all)) {
            prop_assert_eq!(told, sound);
        }
        fs::write(file.path(), &bytes[..cut.index(bytes.len())]).unwrap();
        prop_assert!(open(&file).is_err());
        fs::write(file.path(), [&*bytes, b"more"].concat()).unwrap();
        prop_assert!(open(&file).is_err());
    }

    #[test]
    fn what_becomes_of_a_file_while_it_is_read_changes_no_answer(
        before in corpora(), after in corpora(), lengths in lengths(), cut in any::<prop::sample::Index>(), asked in any::<bool>(),
    ) {
        let all = Perspective::default();
        let file = built(&read(&files(&before, &lengths)).corpus);
        let other = fs::read(built(&read(&files(&after, &lengths)).corpus).path()).unwrap();
        let sound = answers(&open(&file).unwrap(), &all).unwrap();
        let bytes = fs::read(file.path()).unwrap();
        for changed in [&other, &bytes[..cut.index(bytes.len())]] {
            fs::write(file.path(), &bytes).unwrap();
            let base = open(&file).unwrap();
            if asked {
                cxterms_base::resolve_name(&base, "term 1").unwrap();
            }
            fs::write(file.path(), changed).unwrap();
            if let Ok(told) = answers(&base, &all) {
                prop_assert_eq!(told, sound.clone());
            }
        }
    }
}

/// What a file turned into, and what is said of it.
#[test]
fn a_file_that_cannot_be_read_is_named_and_nothing_is_answered() {
    let bytes = Base::build_image(&read(&files_of(&[])).corpus, Digest::default()).unwrap();
    let change = |at: usize, byte: u8| {
        let mut changed = bytes.clone();
        changed[at] ^= byte;
        changed
    };
    let again = "run `cxterms build` again";
    let told = [
        (vec![], "this is no built knowledge base".to_owned()),
        (change(3, 1), "this is no built knowledge base".to_owned()),
        (
            change(8, 64),
            format!(
                "built by format {}, this reads {FORMAT_VERSION}: {again}",
                FORMAT_VERSION ^ 64
            ),
        ),
        (bytes[..20].to_vec(), format!("cut: {again}")),
        (
            bytes[..bytes.len() - 1].to_vec(),
            format!("cut, {} bytes in place of {}: {again}", bytes.len() - 1, bytes.len()),
        ),
        (
            [&*bytes, b"x"].concat(),
            format!(
                "longer than it was built, {} bytes in place of {}: {again}",
                bytes.len() + 1,
                bytes.len()
            ),
        ),
        (change(bytes.len() - 1, 1), format!("damaged: {again}")),
        (change(bytes.len() / 2, 1), format!("damaged: {again}")),
    ];
    for (bytes, wanted) in told {
        let file = tempfile::Builder::new().suffix(".cxterms").tempfile().unwrap();
        fs::write(file.path(), bytes).unwrap();
        for question in [&["define", "term"][..], &["tree"], &["list", "--format", "json"]] {
            let asked = Command::new(env!("CARGO_BIN_EXE_cxterms"))
                .args(question)
                .arg("--terms")
                .arg(file.path())
                .output()
                .unwrap();
            let said = format!("cxterms: `{}`: {wanted}\n", file.path().display());
            assert_eq!(String::from_utf8(asked.stderr).unwrap(), said);
            assert_eq!((asked.status.code(), &*asked.stdout), (Some(2), &b""[..]));
        }
    }
}

/// A question reads what it needs; `info` reads all of it.
#[test]
fn info_finds_damage_that_no_question_meets() {
    let entry = |number| format!("- {{id: n{number}, label: number {number}}}\n");
    let mut files = files_of(&[]);
    files.push(("numbers.yaml".to_owned(), (0..2000).map(entry).collect()));
    let file = built(&read(&files).corpus);
    let asked = |question: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cxterms"));
        command.args(question).arg(file.path()).output().unwrap()
    };
    assert!(asked(&["info"]).status.success());
    let mut bytes = fs::read(file.path()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file.path(), bytes).unwrap();
    assert!(asked(&["list", "--terms"]).status.success());
    let told = asked(&["info"]);
    assert_eq!((told.status.code(), &*told.stdout), (Some(2), &b""[..]));
    assert!(String::from_utf8(told.stderr).unwrap().contains("damaged: run `cxterms build` again"));
}

/// More labels than one shard of them takes.
#[test]
fn a_large_file_answers_as_its_yaml_does() {
    let mut files = files_of(&[]);
    let entry = |number: usize| {
        format!("- {{id: n{number}, label: number {number}, synonyms: [no. {}]}}\n", number / 40)
    };
    files.push(("numbers.yaml".to_owned(), (0..5000).map(entry).collect()));
    let corpus = read(&files).corpus;
    let (built, compiled) = (open(&built(&corpus)).unwrap(), Base::compile(&corpus).unwrap());
    for name in ["number 4999", "n1", "no 7", "no. 124", "numbr 4321", "nothing at all"] {
        let told = [&built, &compiled].map(|base| {
            let definition =
                answer::define(Ask { detail: Detail::Data, ..Ask::new(base) }, name).unwrap();
            serde_json::to_string(&definition).unwrap()
        });
        assert_eq!(told[0], told[1]);
        let near =
            [&built, &compiled].map(|base| cxterms_base::suggest_concepts(base, name).unwrap());
        assert_eq!(near[0], near[1]);
    }
}
