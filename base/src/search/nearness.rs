//! Nearness of the words of a query to each other in the texts of a concept.

use super::{Hit, phrase::is_said_of};
use crate::{base::Base, image::ImageError, text};
use std::collections::BTreeSet;

/// Of how many of the best hits the texts are read.
pub(super) const MAX_HITS_READ: usize = 200;

/// With more forms than these, a text is taken apart without looking for each.
const MAX_FORMS_LOOKED_AT: usize = 8;

/// A word of a query.
#[derive(Clone, Debug)]
pub(super) struct SoughtWord {
    /// The folded words that count as it.
    pub(super) forms: BTreeSet<String>,
    /// Whether it finds nothing beside the others.
    pub(super) silent: bool,
    /// Whether it says nothing of what a text is about.
    pub(super) stop: bool,
}

/// How near the words stand to each other in one text, the nearest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// Not all of those that find something.
    #[default]
    Apart,
    /// All of those.
    AllTelling,
    /// All but stop words.
    AllSpeaking,
    /// All, in their order, side by side.
    Together,
}

/// How near the words stand in any text of the best hits, by the hit's place.
pub(super) fn measure_nearness(
    base: &Base,
    sought: &[SoughtWord],
    hits: &[Hit],
) -> Result<Vec<Nearness>, ImageError> {
    let mut found = vec![Nearness::default(); hits.len()];
    if sought.len() < 2 {
        return Ok(found);
    }
    for (hit, best) in hits.iter().zip(&mut found).take(MAX_HITS_READ) {
        is_said_of(base, hit.concept, &mut |text| {
            *best = (*best).max(measure_text(sought, text));
            *best == Nearness::Together
        })?;
    }
    Ok(found)
}

/// How near the words stand in one text.
pub(super) fn measure_text(sought: &[SoughtWord], text: &str) -> Nearness {
    let mut telling = sought.iter().filter(|word| !word.silent && !word.stop);
    let may_stand = |word: &SoughtWord| {
        word.forms.len() > MAX_FORMS_LOOKED_AT
            || word.forms.iter().any(|form| text::may_stand_in(form, text))
    };
    if !telling.all(may_stand) {
        return Nearness::Apart;
    }
    let tokens: Vec<_> = text::indexed_words(text).map(|(_, word)| word).collect();
    let in_order = |window: &[&str]| {
        window.iter().zip(sought).all(|(token, word)| text::folds_to_any(token, &word.forms))
    };
    if tokens.windows(sought.len()).any(in_order) {
        return Nearness::Together;
    }
    let stands =
        |word: &SoughtWord| tokens.iter().any(|token| text::folds_to_any(token, &word.forms));
    match () {
        () if sought.iter().all(|word| word.stop || stands(word)) => Nearness::AllSpeaking,
        () if sought.iter().all(|word| word.silent || stands(word)) => Nearness::AllTelling,
        () => Nearness::Apart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_near_in_one_text() {
        let word = |form: &str, silent, stop| SoughtWord {
            forms: BTreeSet::from([form.to_owned()]),
            silent,
            stop,
        };
        let sought =
            [word("own", false, false), word("the", true, true), word("rider", true, false)];
        for (text, right) in [
            ("Who owns the rider?", Nearness::Together),
            ("A rider owns it", Nearness::AllSpeaking),
            ("It is owned and it owns", Nearness::AllTelling),
            ("the rider", Nearness::Apart),
        ] {
            assert_eq!(measure_text(&sought, text), right, "{text}");
        }
        assert!(Nearness::Together > Nearness::AllSpeaking);
    }
}
