//! Variants: long forms that say the same in other words, and so are no conflict.

use crate::scan::vocabulary::Vocabulary;
use cxterms_base::image::ImageError;

/// Words of which one stands for the other.
const ALIKE: &[&[&str]] = &[
    &["reply", "response", "answer"],
    &["customer", "client"],
    &["rate", "ratio"],
    &["percent", "percentage"],
    &["acquire", "acquisition", "acquiring"],
    &["retain", "retention"],
    &["resolve", "resolution"],
    &["operation", "op"],
    &["centre", "center"],
    &["management", "manager", "managing", "mgmt"],
    &["business", "biz"],
    &["program", "programme"],
];

/// So many letters at the beginning of two words make them a family: `management` and `manager`.
const FAMILY_LETTERS: usize = 5;

/// Endings with which a word goes on as another of its family: `score`, `scoring`.
const ENDINGS: &[&str] = &["", "al", "e", "ed", "er", "ing", "ion", "ment", "or", "um"];

/// The longest word that may be the beginning of another, cut off: `rep`, `admin`.
const CUT_LETTERS: std::ops::RangeInclusive<usize> = 3..=5;

/// A shorter word is hardly misspelled; it is another word.
const MISSPELT_LETTERS: usize = 6;

/// Whether two long forms, by their keys, say the same.
fn same_variant(vocabulary: &Vocabulary<'_>, one: &str, other: &str) -> Result<bool, ImageError> {
    if one == other {
        return Ok(true);
    }
    let (ones, others): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    let within = |some: &[&str], all: &[&str]| some.iter().all(|word| all.contains(word));
    if within(&ones, &others) || within(&others, &ones) {
        return Ok(true);
    }
    if ones.len() == others.len() && are_same_words(vocabulary, &ones, &others)? {
        return Ok(true);
    }
    let (Some(one), Some(other)) = (vocabulary.role_of_text(one)?, vocabulary.role_of_text(other)?)
    else {
        return Ok(false);
    };
    for a in &one.named {
        for b in &other.named {
            if a == b {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether each word of one has its like in the other, in any order: `acquisition cost` and `cost of acquiring`.
fn are_same_words(
    vocabulary: &Vocabulary<'_>,
    ones: &[&str],
    others: &[&str],
) -> Result<bool, ImageError> {
    let mut left = others.to_vec();
    for one in ones {
        let mut found = None;
        for (at, other) in left.iter().enumerate() {
            if found.is_none() && are_alike(vocabulary, one, other)? {
                found = Some(at);
            }
        }
        match found {
            Some(at) => left.remove(at),
            None => return Ok(false),
        };
    }
    Ok(true)
}

fn are_alike(vocabulary: &Vocabulary<'_>, one: &str, other: &str) -> Result<bool, ImageError> {
    let alike = one == other
        || ALIKE.iter().any(|group| group.contains(&one) && group.contains(&other))
        || are_family(one, other)
        || is_cut(one, other)
        || is_cut(other, one);
    Ok(alike || is_misspelt(vocabulary, one, other)?)
}

fn are_family(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| -> String { word.chars().skip(shared).collect() };
    let shorter = one.chars().count().min(other.chars().count());
    let endings = || [one, other].iter().all(|word| ENDINGS.contains(&&*rest(word)));
    shared >= FAMILY_LETTERS && shared + 1 >= shorter || shared + 1 >= FAMILY_LETTERS && endings()
}

/// Whether a word is another, cut off.
fn is_cut(short: &str, long: &str) -> bool {
    CUT_LETTERS.contains(&short.chars().count()) && long.starts_with(short)
}

/// Whether one word may be the other, misspelled by a letter: the base does not know it.
fn is_misspelt(vocabulary: &Vocabulary<'_>, one: &str, other: &str) -> Result<bool, ImageError> {
    if one.len().min(other.len()) < MISSPELT_LETTERS || !is_one_edit(one, other) {
        return Ok(false);
    }
    Ok(!vocabulary.knows_word(one)? || !vocabulary.knows_word(other)?)
}

/// Whether two words differ by a letter, or by two that stand in each other's place.
fn is_one_edit(one: &str, other: &str) -> bool {
    let [mut one, mut other]: [Vec<char>; 2] = [one, other].map(|word| word.chars().collect());
    for _ in 0..2 {
        let shared = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
        one.drain(..shared);
        other.drain(..shared);
        one.reverse();
        other.reverse();
    }
    match (&*one, &*other) {
        ([a, b], [c, d]) => (a, b) == (d, c),
        (one, other) => one.len() <= 1 && other.len() <= 1,
    }
}

/// Some keys by what they say: the numbers of those that are variants of each other together, in order.
pub(in crate::scan) fn group_variants(
    vocabulary: &Vocabulary<'_>,
    keys: &[&str],
) -> Result<Vec<Vec<usize>>, ImageError> {
    let mut groups: Vec<Vec<usize>> = vec![];
    for (at, key) in keys.iter().enumerate() {
        let mut homes = vec![];
        for (number, group) in groups.iter().enumerate() {
            for known in group.iter().filter_map(|known| keys.get(*known)) {
                if homes.last() != Some(&number) && same_variant(vocabulary, known, key)? {
                    homes.push(number);
                }
            }
        }
        // What it is a variant of is one, even where nothing else says so.
        let mut joined: Vec<usize> =
            homes.iter().filter_map(|home| groups.get(*home)).flatten().copied().collect();
        joined.push(at);
        for home in homes.iter().skip(1).rev() {
            groups.remove(*home);
        }
        match homes.first().and_then(|home| groups.get_mut(*home)) {
            Some(group) => *group = joined,
            None => groups.push(joined),
        }
    }
    Ok(groups)
}
