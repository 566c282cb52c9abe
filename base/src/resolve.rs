//! Lookup of concepts by name.

use crate::base::Base;
use crate::{
    image::{ImageError, LookupKind, Posting},
    text,
};

/// The concepts that a name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// Those that it means: one, or several that share the best way of being named.
    pub answers: Vec<Posting>,
    /// Those that it means more seldom, or less directly.
    pub others: Vec<Posting>,
}

/// Finds what a name means: by identifier or preferred label, abbreviation, synonym, labels in other languages, a label
/// less the implied words, a label to be avoided, in this order.
///
/// Ties are all answers. A secondary reading is one only where every reading is secondary; but an identifier, as it is
/// written, means its own concept whatever lies over it.
pub fn resolve_name(base: &Base, name: &str) -> Result<Resolution, ImageError> {
    let folded = text::fold(name);
    let mut postings = base.label_index().get(&folded)?;
    if postings.is_empty() {
        postings = base.label_index().get(&without_implied(base, &folded))?;
    }
    let mut written = None;
    for posting in postings.iter().filter(|it| it.reach == LookupKind::Id && it.secondary) {
        if base.concept_head(posting.concept)?.id == name.trim() {
            written = Some(posting.concept);
        }
    }
    let primary = postings.iter().any(|posting| !posting.secondary);
    let counts =
        |posting: &&Posting| !posting.secondary || !primary || written == Some(posting.concept);
    // An identifier is most often its label's spelling: it does not hide another sense of that label.
    let class = |posting: &Posting| posting.reach.max(LookupKind::Preferred);
    let Some(best) = postings.iter().filter(counts).map(class).min() else {
        return Ok(Resolution::default());
    };
    let (mut answers, others): (Vec<_>, _) =
        postings.iter().partition(|posting| counts(posting) && class(posting) == best);
    if answers.len() > 1 {
        answers = put_exact_first(base, name, answers)?;
    }
    Ok(Resolution { answers, others })
}

/// Those first whose label is the name but for case: `AIDS` is not first of all the plural of `aid`.
fn put_exact_first(
    base: &Base,
    name: &str,
    answers: Vec<Posting>,
) -> Result<Vec<Posting>, ImageError> {
    let name = name.trim().to_lowercase();
    let (mut first, mut rest) = (vec![], vec![]);
    for posting in answers {
        let label = base.concept_head(posting.concept)?.label;
        if label.to_lowercase() == name { first.push(posting) } else { rest.push(posting) }
    }
    first.append(&mut rest);
    Ok(first)
}

fn without_implied(base: &Base, folded: &str) -> String {
    folded.split(' ').filter(|word| !is_implied(base, word)).collect::<Vec<_>>().join(" ")
}

fn is_implied(base: &Base, word: &str) -> bool {
    base.settings().implied_words.iter().any(|implied| text::fold(implied) == word)
}
