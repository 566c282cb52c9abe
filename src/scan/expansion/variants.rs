//! Variants: long forms that say the same in other words, and so are no conflict.

use crate::scan::vocabulary::Vocabulary;
use cxterms_base::{image::ImageError, text};

/// Words of which one stands for the other.
const ALIKE: &[&[&str]] = &[
    &["reply", "response", "answer"],
    &["customer", "client"],
    &["rate", "ratio"],
    &["percent", "percentage"],
    &["acquire", "acquisition", "acquiring"],
    &["retain", "retention"],
    &["resolve", "resolution"],
    &["represent", "rep"],
    &["centre", "center"],
    &["management", "manager", "managing"],
    &["program", "programme"],
];

/// So many letters at the beginning of two words make them a family: `management` and `manager`.
const FAMILY_LETTERS: usize = 5;

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
    if ones.len() == others.len() && ones.iter().zip(&others).all(|(a, b)| are_alike(a, b)) {
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

fn are_alike(one: &str, other: &str) -> bool {
    let family = || {
        let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        let shorter = one.chars().count().min(other.chars().count());
        shared >= FAMILY_LETTERS && shared + 1 >= shorter
    };
    one == other
        || ALIKE.iter().any(|group| group.contains(&one) && group.contains(&other))
        || family()
        || is_misspelt(one, other)
}

/// Whether one word may be the other, misspelled.
fn is_misspelt(one: &str, other: &str) -> bool {
    one.len().min(other.len()) >= MISSPELT_LETTERS && text::find_nearest(one, [other]).is_some()
}

/// How many long forms of one abbreviation are compared with each other. No people have more; a table that somebody made
/// may have, and there each stands for itself.
const MAX_COMPARED: usize = 500;

/// Some keys by what they say: the numbers of those that are variants of each other together, in order.
pub(in crate::scan) fn group_variants(
    vocabulary: &Vocabulary<'_>,
    keys: &[&str],
) -> Result<Vec<Vec<usize>>, ImageError> {
    let mut groups: Vec<Vec<usize>> = vec![];
    for (at, key) in keys.iter().enumerate() {
        let home = match at < MAX_COMPARED {
            true => find_variant(vocabulary, &groups, keys, key)?,
            false => None,
        };
        match home.and_then(|home| groups.get_mut(home)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    Ok(groups)
}

/// The first group with a variant of a key.
fn find_variant(
    vocabulary: &Vocabulary<'_>,
    groups: &[Vec<usize>],
    keys: &[&str],
    key: &str,
) -> Result<Option<usize>, ImageError> {
    for (number, group) in groups.iter().enumerate() {
        for known in group.iter().filter_map(|known| keys.get(*known)) {
            if same_variant(vocabulary, known, key)? {
                return Ok(Some(number));
            }
        }
    }
    Ok(None)
}
