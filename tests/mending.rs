//! What holds of every file that `check --fix` mends: it says what it said, keeps its comments and line ends, and is
//! mended at once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms::check::{Fixer, RuleLevels};
use cxterms_base::{
    corpus::{CorpusReading, Layer},
    image,
};
use proptest::prelude::*;
use std::path::Path;

/// How many concepts there are.
const CONCEPTS: usize = 3;

/// What makes a generated file untidy: numbers that are drawn one by one, and then again.
struct Whim<'n>(std::iter::Cycle<std::slice::Iter<'n, u8>>);

impl<'n> Whim<'n> {
    fn of(numbers: &'n [u8]) -> Self {
        Self(numbers.iter().cycle())
    }

    /// One of some things.
    fn of_these<T: Copy>(&mut self, things: &[T]) -> T {
        things[usize::from(*self.0.next().unwrap()) % things.len()]
    }

    fn shuffled<T>(&mut self, mut things: Vec<T>) -> Vec<T> {
        for at in (1..things.len()).rev() {
            things.swap(at, usize::from(*self.0.next().unwrap()) % (at + 1));
        }
        things
    }
}

/// The keys of an entry. `~` stands for spaces, `^` for the end of a line that may have more behind it, `!` for a full
/// stop that may be there.
fn entry(index: usize, whim: &mut Whim<'_>) -> Vec<String> {
    let definition = whim.of_these(&[
        "definition~:~ a meaning!^",
        "definition~:~ 'it''s: a, meaning!'^",
        "definition~:~ \"a # meaning! \"^",
        "definition:~ >-\n  a  folded\n  # meaning!",
        "definition:~ |+\n  a kept  \n\n  meaning!",
        "definition:~ a long  \n  meaning!^",
    ]);
    let facets = whim.of_these(&["facets:^\n  use~:~ shade^", "facets: {use:~ shade}^"]);
    let allow = whim
        .of_these(&["allow: [orphan, bare-contrast]^", "allow:^\n  - orphan^\n  - bare-contrast^"]);
    let other = (index + 1) % CONCEPTS;
    let keys = vec![
        format!("id~:~ c{index}^"),
        format!("label~:~ term {index}^"),
        "abbreviations: [T, S]^".to_owned(),
        definition.to_owned(),
        format!(
            "definitions:^\n  - {{text: of {index}!,  by: w}}^\n  - text~: b{index}!^\n    by: w^"
        ),
        facets.to_owned(),
        format!("relations:^\n  contrasts-with~: c{other}^"),
        "root~: {}^".to_owned(),
        "notes:^\n  - text: >-\n      A note.\n      # Of two lines.".to_owned(),
        allow.to_owned(),
    ];
    whim.shuffled(keys)
}

/// An entry with spaces, blank lines and comments. Each comment is the only one of its text, and names its key.
fn written(index: usize, listed: bool, stop: &str, whim: &mut Whim<'_>) -> String {
    let mut text = String::new();
    for (at, key) in entry(index, whim).iter().enumerate() {
        let name = key.split([':', '~']).next().unwrap();
        let indent = if listed { "  " } else { "" };
        let behind_dash = listed && at == 0;
        if !behind_dash {
            text.push_str(whim.of_these(&["", "", "", "\n", "\n  \n\n"]));
            if whim.of_these(&[true, false]) {
                text.extend([indent, "# above ", name, &format!(" {index}\n")]);
            }
        }
        for (number, line) in key.lines().enumerate() {
            let indent = if line.is_empty() { "" } else { indent };
            text.push_str(if behind_dash && number == 0 { "- " } else { indent });
            for c in line.chars() {
                match c {
                    '~' => text.push_str(whim.of_these(&["", "", " ", "   "])),
                    '!' => text.push_str(stop),
                    '^' => {
                        let beside = format!("  # beside {name} {index} {number}");
                        text.push_str(whim.of_these(&["", "  ", &beside]));
                    }
                    c => text.push(c),
                }
            }
            text.push('\n');
        }
    }
    text
}

/// A corpus's files, definitions with `stop` behind them.
fn files(numbers: &[u8], stop: &str) -> Vec<(String, String)> {
    let mut whim = Whim::of(numbers);
    let listed = whim.of_these(&[true, false]);
    let ends = whim.of_these(&[["\n", "\n"], ["\r\n", "\r\n"], ["\n", "\r\n"]]);
    let voice = whim.shuffled(vec!["name: Ann", "short:  A", "about: one"]).join(",  ");
    let work = whim.shuffled(vec!["by: ann", "title: \"T, t\"", "year: 1"]).join("\n    ");
    let manifest = vec!["title: T\n", "voice: house\n", "facets: {use: {}}\n"];
    let mut files = vec![
        ("corpus.yaml".to_owned(), whim.shuffled(manifest).concat()),
        (
            "sources.yaml".to_owned(),
            format!("works:\n  w:\n    {work}\nvoices: {{house: {{name: H}}, ann: {{{voice}}}}}"),
        ),
    ];
    let entries: Vec<_> = (0..CONCEPTS).map(|it| written(it, listed, stop, &mut whim)).collect();
    if listed {
        files.push(("all.yaml".to_owned(), entries.join(whim.of_these(&["", "\n\n\n"]))));
    } else {
        let named = entries.into_iter().enumerate();
        files.extend(named.map(|(index, entry)| (format!("c{index}.yaml"), entry)));
    }
    for (_, text) in &mut files {
        let mark = whim.of_these(&["", "\u{feff}"]);
        let last = whim.of_these(&["\n", "\n\n", ""]);
        let lines = format!("{mark}{}{last}", text.trim_end());
        let lines = lines.split_inclusive('\n').map(|line| match line.strip_suffix('\n') {
            Some(line) => line.to_owned() + whim.of_these(&ends),
            None => line.to_owned(),
        });
        *text = lines.collect();
    }
    files
}

fn read(files: &[(String, String)]) -> CorpusReading {
    let mut reading = CorpusReading::default();
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file(name.clone(), text.clone());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, [], "{files:#?}");
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
    reading
}

fn compiled(files: &[(String, String)]) -> Vec<u8> {
    image::write_image(&read(files).corpus).unwrap()
}

fn mended(files: &[(String, String)]) -> Vec<(String, String)> {
    let fixer = Fixer::for_corpus(&read(files), &RuleLevels::default());
    let mend = |(name, text): &(String, String)| {
        let new = fixer.fix_file(Path::new(name), text.as_bytes());
        assert_eq!(new.left, [], "{text}");
        (name.clone(), new.text)
    };
    files.iter().map(mend).collect()
}

/// The comments of a text, each with the key that stands below it or beside it, and how its line ends.
fn comments(text: &str) -> Vec<(&str, &str, bool)> {
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').split_inclusive('\n').collect();
    let commented = lines.iter().enumerate().filter_map(|(number, line)| {
        let comment = line.split("# ").last()?;
        let of_a_key = comment.starts_with("above ") || comment.starts_with("beside ");
        let mut below =
            lines[number..].iter().map(|line| line.trim_start_matches([' ', '-']).trim());
        let key = below.find(|line| !line.is_empty() && !line.starts_with('#'))?;
        // A last line without an end gets that of the line before it.
        let ended = if line.ends_with('\n') { line } else { lines.get(number.checked_sub(1)?)? };
        let key = key.split([':', ' ']).next()?;
        of_a_key.then(|| (comment.trim_end(), key, ended.ends_with("\r\n")))
    });
    let mut found: Vec<_> = commented.collect();
    found.sort_unstable();
    found
}

/// A text with some characters put in or taken out.
fn mangled(text: &str, numbers: &[u8]) -> String {
    let mut whim = Whim::of(numbers);
    let mut chars: Vec<_> = text.chars().collect();
    for pair in numbers.windows(2).take(6) {
        let at = (usize::from(pair[0]) * 256 + usize::from(pair[1])) % chars.len();
        let new: Vec<char> = " \t#:-\"'|>+{}[],.\n\ré~?%&".chars().collect();
        match whim.of_these(&[true, true, false]) {
            true => chars.insert(at, whim.of_these(&new)),
            false => drop(chars.drain(at..(at + 3).min(chars.len() - 1).max(at))),
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mended_corpus_says_what_it_said(numbers in prop::collection::vec(any::<u8>(), 1..160)) {
        let before = files(&numbers, "");
        let after = mended(&before);
        prop_assert_eq!(compiled(&before), compiled(&after), "{:#?} {:#?}", before, after);
        for ((_, before), (_, after)) in before.iter().zip(&after) {
            prop_assert_eq!(comments(before), comments(after), "{} {}", before, after);
            prop_assert_eq!(before.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
        }
    }

    #[test]
    fn it_is_mended_at_once_and_only_its_full_stops_are_gone(numbers in prop::collection::vec(any::<u8>(), 1..160)) {
        let after = mended(&files(&numbers, "."));
        prop_assert_eq!(&mended(&after), &after);
        prop_assert_eq!(&mended(&files(&numbers, "")), &after);
    }

    #[test]
    fn whatever_stands_in_a_file_is_mended_at_once_or_left_alone(
        numbers in prop::collection::vec(any::<u8>(), 1..160),
        slips in prop::collection::vec(any::<u8>(), 1..12),
    ) {
        let fixer = Fixer::default();
        for (name, text) in files(&numbers, ".") {
            let text = mangled(&text, &slips);
            let once = fixer.fix_file(Path::new(&name), text.as_bytes());
            let again = fixer.fix_file(Path::new(&name), once.text.as_bytes());
            prop_assert_eq!(again.changes, 0, "{} {}", text, once.text);
            prop_assert_eq!(once.changes == 0, once.text == text);
        }
    }
}
