//! What each question should take at most, by the size of the base.

/// From how many concepts on, which question, and in how many milliseconds.
const GOALS: &[(usize, &str, f64)] = &[
    (100_000, "path between two", 3.0),
    (100_000, "define, a miss", 6.0),
    (100_000, "search a word", 5.0),
    (100_000, "search a frequent word", 5.0),
    (100_000, "tree of everything", 220.0),
    (100_000, "list", 150.0),
    (100_000, "disputes", 600.0),
    (1_000_000, "build", 40_000.0),
    (1_000_000, "define, by label", 3.0),
    (1_000_000, "define, by id", 3.0),
    (1_000_000, "path between two", 3.0),
    (1_000_000, "define, a miss", 15.0),
    (1_000_000, "search a word", 12.0),
    (1_000_000, "search a frequent word", 12.0),
];

/// The goal of a question for a base of so many concepts, if it has one.
pub(crate) fn find_goal(concepts: usize, question: &str) -> Option<f64> {
    let known = GOALS.iter().filter(|(least, name, _)| *least <= concepts && *name == question);
    known.max_by_key(|(least, ..)| *least).map(|(.., ms)| *ms)
}
