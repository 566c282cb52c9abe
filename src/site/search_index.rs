//! The index that the page's own search reads: names, meanings, and which words stand in what is said of which term.

use super::{
    address::{name_file, name_voice_file},
    linked_data::to_script,
    plan::SitePlan,
    search_readings::IndexedNames,
};
use crate::answer::{Ask, DefinedConcept};
use cxterms_base::{image::ImageError, text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Up to how many terms the index is one script; of more it is one a first letter, each loaded when it is needed.
const MAX_TERMS_AT_ONCE: usize = 5_000;

/// Of how many terms one script holds what is shown of a hit.
const TERMS_A_FILE: usize = 1_000;

/// How much of a text is indexed, and how much of a meaning is shown.
const MAX_LETTERS_INDEXED: usize = 4_000;
const MAX_LETTERS_SHOWN: usize = 160;

/// How long a word may be that is indexed.
const MAX_WORD_LETTERS: usize = 40;

/// How many terms a word leads to; one that stands nearly everywhere tells nothing apart.
const MAX_TERMS_A_WORD: usize = 400;

/// What stands before a name that mostly means something else.
const SECONDARY_MARK: &str = "~";

/// How many voices are found by name, those that say most first.
const MAX_VOICES_INDEXED: usize = 5_000;

/// What stands before a name of which the terms that it means are told in order; no word has it.
const READING_MARK: char = ':';

/// What is found so far.
#[derive(Debug, Default)]
pub(super) struct SearchIndex {
    /// By place: the file, the title, the meaning, the folded names.
    shown: Vec<Value>,
    /// By folded word: the terms with it in a name, and those with it in a text.
    words: BTreeMap<String, [BTreeSet<usize>; 2]>,
    names: IndexedNames,
}

impl SearchIndex {
    /// Adds a concept, in the order of the list by label.
    pub(super) fn add_concept(&mut self, place: usize, concept: &DefinedConcept<'_>) {
        let term = &concept.term;
        let meaning = concept.describe_first_meaning().text();
        let meaning: String = meaning.chars().take(MAX_LETTERS_SHOWN).collect();
        let labels =
            [&concept.abbreviations, &concept.synonyms, &concept.avoid, &concept.translations];
        let labels = labels.into_iter().flatten().map(|claim| (claim.text, claim.secondary));
        let names: Vec<_> = [(term.label, false)].into_iter().chain(labels).collect();
        for name in names.iter().map(|(name, _)| *name).chain(term.qualifier) {
            self.add_words(place, 0, name);
        }
        let fold = |(name, secondary): &(&str, bool)| {
            let mark = if *secondary { SECONDARY_MARK } else { "" };
            [mark, &fold_words(name)].concat()
        };
        let mut folded: Vec<_> = names.iter().map(fold).collect();
        let mut known = BTreeSet::new();
        folded.retain(|name| known.insert(name.clone()));
        self.names.add_names(place, concept, fold_words);
        let file = name_file(term.id);
        self.shown.push(json!([file, term.title(), meaning, folded.join("|")]));
        let texts = concept.definitions.iter().map(|claim| claim.text);
        let texts = texts.chain(concept.notes.iter().map(|note| note.text));
        let texts = texts.chain(concept.relations.iter().filter_map(|it| it.text));
        let values = concept.facets.iter().flat_map(|facet| &facet.values).map(|it| it.value);
        for told in concept.definition.into_iter().chain(texts).chain(values) {
            self.add_words(place, 1, told);
        }
    }

    fn add_words(&mut self, place: usize, part: usize, told: &str) {
        let end = told.char_indices().nth(MAX_LETTERS_INDEXED).map_or(told.len(), |(at, _)| at);
        for (_, word) in text::indexed_words(told.get(..end).unwrap_or_default()) {
            let word = text::fold(word);
            let known = word.chars().count() <= MAX_WORD_LETTERS;
            if !known || part == 1 && word.len() < 3 && word.is_ascii() {
                continue;
            }
            let of = self.words.entry(word).or_default();
            if let Some(places) = of.get_mut(part) {
                places.insert(place);
            }
        }
    }

    /// The scripts of the index, each with the name of its file in the folder of assets.
    pub(super) fn write_scripts(
        self,
        ask: Ask<'_>,
        plan: &SitePlan<'_>,
    ) -> Result<Vec<(String, String)>, ImageError> {
        let split = plan.terms.len() > MAX_TERMS_AT_ONCE;
        let mut files = vec![("voices.js".to_owned(), write_voices(plan))];
        let mut letters: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (word, [names, texts]) in self.words {
            let first = if split { name_first_letter(&word) } else { String::new() };
            let told = texts.difference(&names).copied().collect::<BTreeSet<_>>();
            let told = if told.len() > MAX_TERMS_A_WORD { BTreeSet::new() } else { told };
            if names.is_empty() && told.is_empty() {
                continue;
            }
            let entry = format!("{} {} {}", word, encode_places(&names), encode_places(&told));
            letters.entry(first).or_default().push(entry.trim_end().to_owned());
        }
        for (name, places) in self.names.list_readings(ask, plan)? {
            let first = if split { name_first_letter(&name) } else { String::new() };
            let places: Vec<_> = places.into_iter().map(to_base_36).collect();
            let name = name.replace(' ', &READING_MARK.to_string());
            let entry = format!("{READING_MARK}{name} {}", places.join(","));
            letters.entry(first).or_default().push(entry);
        }
        let blocks: Vec<_> = self.shown.chunks(TERMS_A_FILE).collect();
        if !split {
            let words = letters.remove("").unwrap_or_default();
            let all: Vec<_> = blocks.concat();
            let data = json!([words.join("\n"), all]);
            files.push(("search.js".to_owned(), format!("cxterms.index({});\n", to_script(&data))));
            return Ok(files);
        }
        let known: Vec<_> = letters.keys().cloned().collect();
        files.push((
            "search.js".to_owned(),
            format!("cxterms.split({});\n", to_script(&json!([known, TERMS_A_FILE]))),
        ));
        for (letter, words) in letters {
            let data = json!([letter, words.join("\n")]);
            files.push((
                format!("words-{letter}.js"),
                format!("cxterms.words({});\n", to_script(&data)),
            ));
        }
        for (number, block) in blocks.into_iter().enumerate() {
            let data = json!([number, block]);
            files.push((
                format!("terms-{number}.js"),
                format!("cxterms.terms({});\n", to_script(&data)),
            ));
        }
        Ok(files)
    }
}

/// The script by which voices are found: the file of each, its name, and who that is.
fn write_voices(plan: &SitePlan<'_>) -> String {
    let voices = plan.speakers.iter().take(MAX_VOICES_INDEXED).map(|it| {
        let about = if it.about.is_empty() { it.kind.unwrap_or_default() } else { it.about };
        let about: String = about.chars().take(MAX_LETTERS_SHOWN).collect();
        json!([name_voice_file(it.voice), it.name, about])
    });
    let voices = Value::Array(voices.collect());
    format!("cxterms.voices({});\n", to_script(&voices))
}

/// A name in the words of the index.
fn fold_words(name: &str) -> String {
    let words: Vec<_> = text::indexed_words(name).map(|(_, word)| text::fold(word)).collect();
    words.join(" ").replace(['|', '~'], " ")
}

/// The name of the script in which words are that begin as one does: its letter, where that is plain; else its number.
fn name_first_letter(word: &str) -> String {
    match word.chars().next() {
        Some(c) if c.is_ascii_alphanumeric() => c.to_string(),
        Some(c) => format!("u{:x}", u32::from(c) >> 8),
        None => "u0".to_owned(),
    }
}

/// Places in order, each as the distance from the one before, in base 36: `a,1,2f`.
fn encode_places(places: &BTreeSet<usize>) -> String {
    let mut before = 0;
    let mut text = String::new();
    for place in places {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&to_base_36(place - before));
        before = *place;
    }
    if text.is_empty() { "-".to_owned() } else { text }
}

fn to_base_36(mut number: usize) -> String {
    let mut digits = vec![];
    loop {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        digits.extend(char::from_digit(digit, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_by_their_distances() {
        assert_eq!(encode_places(&[3, 5, 45].into()), "3,2,14");
        assert_eq!(encode_places(&[0].into()), "0");
        assert_eq!(encode_places(&BTreeSet::new()), "-");
    }

    #[test]
    fn words_lie_in_files_with_plain_names() {
        for (word, name) in [("nps", "n"), ("7s", "7"), ("über", "u0"), ("日本", "u65")] {
            assert_eq!(name_first_letter(word), name);
        }
    }
}
