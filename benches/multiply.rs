//! Makes many concepts of few: copies of synsets under other identifiers and labels.
//!
//! `cargo bench --bench multiply -- FILE TIMES > OUT` takes a file of JSON lines as `size` does. The first copy is the file
//! as it is, so that a smaller file is still part of the larger one. Nine copies of `WordNet` are a million concepts.

#[path = "wordnet/mod.rs"]
#[expect(dead_code, reason = "no corpus is made here")]
mod wordnet;

use serde_json::json;
use std::{
    env,
    io::{self, BufWriter, Write},
    path::Path,
};
use wordnet::Synset;

/// The letters that take each other's places.
const LETTERS: [&str; 2] = ["aeiou", "bcdfghjklmnpqrstvwxyz"];

fn main() -> io::Result<()> {
    let mut named = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let (Some(file), Some(Ok(times))) = (named.next(), named.next().map(|times| times.parse()))
    else {
        println!("multiply: name a file of JSON lines and how many copies: -- FILE TIMES > OUT");
        return Ok(());
    };
    let synsets = wordnet::synsets(Path::new(&file))?;
    let mut out = BufWriter::new(io::stdout().lock());
    for copy in 0..times {
        for synset in &synsets {
            write_copy(&mut out, synset, copy)?;
        }
    }
    out.flush()
}

/// Writes a copy of a synset, whose neighbors are those of the same copy.
fn write_copy(out: &mut impl Write, synset: &Synset, copy: usize) -> io::Result<()> {
    let id = |id: &String| if copy == 0 { id.clone() } else { format!("{id}-{copy}") };
    let ids = |all: &[String]| all.iter().map(id).collect::<Vec<_>>();
    let label = |label: &String| label.chars().map(|letter| shift_letter(letter, copy)).collect();
    let labels: Vec<String> = synset.labels.iter().map(label).collect();
    let line = json!({
        "id": id(&synset.id),
        "labels": labels,
        "gloss": synset.gloss,
        "hypernyms": ids(&synset.hypernyms),
        "antonyms": ids(&synset.antonyms),
    });
    writeln!(out, "{line}")
}

/// Another letter of the same sort, so many further; a vowel for a vowel.
fn shift_letter(letter: char, by: usize) -> char {
    let shifted = LETTERS.iter().find_map(|letters| {
        let at = letters.find(letter.to_ascii_lowercase())?;
        letters.chars().nth((at + by) % letters.len())
    });
    match shifted {
        Some(shifted) if letter.is_ascii_uppercase() => shifted.to_ascii_uppercase(),
        Some(shifted) => shifted,
        None => letter,
    }
}
