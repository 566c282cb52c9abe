//! About what does one ask, so that the same can be asked of every size?

use crate::wordnet::Synset;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Longer chains of umbrellas than this run in a circle.
const DEEPEST: usize = 64;
/// A branch has at least so many concepts beneath it in the smallest file.
const BRANCH: usize = 50;
/// How many names are asked for at once.
pub(crate) const NAMES: usize = 1000;

/// What stands for `{key}` in a question.
pub(crate) type Subjects = BTreeMap<&'static str, String>;

/// Subjects that the smallest file and the largest share; each file holds those before it.
pub(crate) fn subjects(smallest: &[Synset], largest: &[Synset]) -> Option<Subjects> {
    let mut senses: HashMap<&str, usize> = HashMap::new();
    for label in largest.iter().flat_map(|synset| &synset.labels) {
        *senses.entry(label).or_default() += 1;
    }
    let small = Graph::of(smallest);
    let plain = |synset: &&Synset| {
        first(synset).is_some_and(|label| {
            label.len() > 5
                && label.bytes().all(|byte| byte.is_ascii_lowercase())
                && senses.get(label) == Some(&1)
        }) && long_words(&synset.gloss).len() > 1
    };
    let deep = smallest.iter().filter(plain).max_by_key(|synset| small.above(&synset.id).len())?;
    let above = small.above(&deep.id);
    // Another deep one that meets it two umbrellas up or higher: apart, but with something in common.
    let other = smallest
        .iter()
        .filter(|other| {
            let theirs = small.above(&other.id);
            theirs.last() == above.last()
                && above.iter().take(2).all(|umbrella| !theirs.contains(umbrella))
        })
        .max_by_key(|other| small.above(&other.id).len())?;
    let branch = above.iter().find(|umbrella| small.beneath(umbrella) >= BRANCH)?;
    let most = smallest
        .iter()
        .flat_map(|synset| &synset.labels)
        .max_by_key(|&label| (senses.get(label.as_str()), std::cmp::Reverse(label)))?;
    let label = first(deep)?;
    let mut words = long_words(&deep.gloss);
    let found = |word: &str| largest.iter().filter(|synset| synset.gloss.contains(word)).count();
    words.sort_by_cached_key(|word| std::cmp::Reverse(found(word)));
    let mut words = words.into_iter();
    Some(Subjects::from([
        ("label", label.to_owned()),
        ("id", deep.id.clone()),
        ("other", other.id.clone()),
        ("other-label", first(other)?.to_owned()),
        ("branch", (*branch).to_owned()),
        ("branch-label", first(small.synsets.get(branch)?)?.to_owned()),
        ("ambiguous", most.clone()),
        ("miss", misspelt(label, &senses)?),
        ("word", words.next()?.to_owned()),
        ("second-word", words.next()?.to_owned()),
        ("frequent-word", frequent(smallest)?.to_owned()),
    ]))
}

/// The first label of each of the first concepts, one a line.
pub(crate) fn names(smallest: &[Synset]) -> String {
    let labels = smallest.iter().filter_map(first).take(NAMES);
    labels.flat_map(|label| [label, "\n"]).collect()
}

struct Graph<'s> {
    synsets: HashMap<&'s str, &'s Synset>,
}

impl<'s> Graph<'s> {
    fn of(synsets: &'s [Synset]) -> Self {
        Self { synsets: synsets.iter().map(|synset| (&*synset.id, synset)).collect() }
    }

    /// The first umbrella, that one's first, and so on.
    fn above(&self, id: &str) -> Vec<&'s str> {
        let up = |id: &str| self.synsets.get(id)?.hypernyms.first().map(String::as_str);
        let mut above = vec![];
        let mut next = up(id);
        while let Some(umbrella) = next.filter(|_| above.len() < DEEPEST) {
            above.push(umbrella);
            next = up(umbrella);
        }
        above
    }

    fn beneath(&self, id: &str) -> usize {
        self.synsets.keys().filter(|other| self.above(other).contains(&id)).count()
    }
}

fn first(synset: &Synset) -> Option<&str> {
    synset.labels.first().map(String::as_str)
}

fn long_words(gloss: &str) -> Vec<&str> {
    let words: HashSet<&str> = gloss
        .split(|letter: char| !letter.is_ascii_lowercase())
        .filter(|word| word.len() > 4)
        .collect();
    let mut words = Vec::from_iter(words);
    words.sort_unstable();
    words
}

/// The long word that stands in most glosses.
fn frequent(synsets: &[Synset]) -> Option<&str> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for word in synsets.iter().flat_map(|synset| long_words(&synset.gloss)) {
        *times.entry(word).or_default() += 1;
    }
    times.into_iter().max_by_key(|&(_, times)| times).map(|(word, _)| word)
}

/// A label without one of its letters, if that is none: the nearest to its middle that will do.
fn misspelt(label: &str, labels: &HashMap<&str, usize>) -> Option<String> {
    let middle = label.len() / 2;
    (middle..label.len()).chain(1..middle).find_map(|left_out| {
        let (start, rest) = label.split_at_checked(left_out)?;
        let without = format!("{start}{}", rest.get(1..)?);
        (!labels.contains_key(&*without)).then_some(without)
    })
}
