//! Damaged and foreign bytes taken for a built file: an error or the sound answer, and never a panic.
//!
//! The first byte of an input says what follows: 0, a whole image; any other, damage to a sound one, each piece of it a
//! kind, a place in three bytes, a length and, for an overwriting, so many bytes.
#![no_main]

use cxterms::{
    answer::{self, Ask, Detail, SearchRequest, TreeExtent},
    render::{FORMATS, OutputStyle},
};
use cxterms_base::{
    Base,
    corpus::{CorpusReading, Digest},
    image::{ImageError, InFile, InMemory},
};
use cxterms_page::View;
use libfuzzer_sys::fuzz_target;
use std::{io::Write, path::Path, sync::LazyLock};

/// A sound image and its answers.
static SOUND: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let mut reading = CorpusReading::default();
    reading.add_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small"));
    let image = Base::build_image(&reading.corpus, Digest::default()).expect("a small corpus fits");
    let base = Base::open(Box::new(InMemory(image.clone()))).expect("what was built opens");
    let answers = collect_answers(&base).expect("what is sound answers");
    (image, answers)
});

/// What a base answers to every question here, as people and as programs read it.
fn collect_answers(base: &Base) -> Result<Vec<u8>, ImageError> {
    let mut told = vec![];
    let mut tell = |view: &dyn View| {
        for format in &FORMATS[..2] {
            format.write(view, OutputStyle::default(), &mut told).expect("memory takes all");
        }
    };
    let ask = Ask { detail: Detail::Everything, ..Ask::new(base) };
    for name in ["engine", "engin", "motor", "wheel", "m*", "no such"] {
        tell(&answer::define(ask, name)?);
        tell(&answer::search(
            ask,
            SearchRequest { query: name, kinds: &[], all: true, options: &[] },
        )?);
    }
    for id in base.concept_ids()?.take(20) {
        let name = base.concept_head(id)?.id.to_owned();
        tell(&answer::define(ask, &name)?);
        tell(&answer::tree(ask, TreeExtent { from: vec![id], up: true, ..TreeExtent::default() })?);
    }
    tell(&answer::tree(ask, TreeExtent::default())?);
    tell(&answer::disputes(ask, &[])?);
    Ok(told)
}

/// Does to an image what an input says.
fn damage_image(image: &mut Vec<u8>, mut damage: &[u8]) {
    while let [kind, high, middle, low, length, rest @ ..] = damage {
        let at = u32::from_be_bytes([0, *high, *middle, *low]) as usize % (image.len() + 1);
        let end = (at + usize::from(*length)).min(image.len());
        damage = rest;
        match kind % 5 {
            0 => image.truncate(at),
            1 => drop(image.drain(at..end)),
            2 => image[at..end].reverse(),
            3 => image.extend_from_within(at..end),
            _ => {
                let (new, rest) = damage.split_at((end - at).min(damage.len()));
                image[at..at + new.len()].copy_from_slice(new);
                damage = rest;
            }
        }
    }
}

/// Opens the bytes in memory, or as a file is read.
fn open_image(image: Vec<u8>, from_file: bool) -> Result<Base, ImageError> {
    if !from_file {
        return Base::open(Box::new(InMemory(image)));
    }
    let mut file = tempfile::tempfile().expect("a place for files");
    file.write_all(&image).expect("a file takes all");
    Base::open(Box::new(InFile::from_file(file)?))
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (sound, answers) = &*SOUND;
    let mut image = sound.clone();
    match first {
        0 => image = rest.to_vec(),
        _ => damage_image(&mut image, rest),
    }
    let (whole, from_file) = (image == *sound, first % 2 == 1);
    let Ok(base) = open_image(image, from_file) else {
        assert!(!whole, "a sound image is refused");
        return;
    };
    let verified = base.verify();
    assert!(verified.is_ok() == whole || *first == 0, "damage is not seen: {verified:?}");
    // A foreign image may be sound and answer otherwise.
    if let Ok(told) = collect_answers(&base) {
        assert!(*first == 0 || told == *answers, "damage changes an answer");
    }
});
