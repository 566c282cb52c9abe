//! Lookup of concepts by name: the concepts that a name means.

use crate::{
    base::Base,
    corpus::{ConceptId, Label, LabelKind},
    image::{ImageError, LookupKind, Posting},
    language, text,
};
use std::collections::BTreeSet;

/// The concepts that a name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// Those that it means: one, or several that share the best way of being named.
    pub answers: Vec<Posting>,
    /// Those that it means more seldom, or less directly.
    pub others: Vec<Posting>,
}

/// Finds what a name means in the corpus's own language.
pub fn resolve_name(base: &Base, name: &str) -> Result<Resolution, ImageError> {
    resolve_name_in(base, name, &[])
}

/// Finds what a name means: by identifier or preferred label, abbreviation, synonym, labels in other languages, a label
/// less the implied words, a label to be avoided, a hidden one, in this order. A name that is none of them is looked up by its skeleton.
///
/// Labels in one of `languages` come before all others. Ties are all answers; but where some are in use, those that are not any more come after
/// them. A secondary reading is one only where every
/// reading is secondary; but an identifier, as it is written, means its own concept whatever lies over it.
pub fn resolve_name_in(
    base: &Base,
    name: &str,
    languages: &[String],
) -> Result<Resolution, ImageError> {
    let postings = find_postings(base, name)?;
    let mut written = None;
    for posting in postings.iter().filter(|it| it.reach == LookupKind::Id && it.secondary) {
        if base.concept_head(posting.concept)?.id == name.trim() {
            written = Some(posting.concept);
        }
    }
    let primary = postings.iter().any(|posting| !posting.secondary);
    let counts =
        |posting: &Posting| !posting.secondary || !primary || written == Some(posting.concept);
    // An identifier is most often its label's spelling: it does not hide another sense of that label.
    let class = |posting: &Posting| posting.reach.max(LookupKind::Preferred);
    let mut ranked = Vec::with_capacity(postings.len());
    for posting in postings {
        let spoken = if languages.is_empty() || !counts(&posting) {
            None
        } else {
            rank_by_language(base, posting, name, languages)?
        };
        ranked.push((spoken.unwrap_or((usize::MAX, class(&posting))), posting));
    }
    let Some(best) = ranked.iter().filter(|(_, it)| counts(it)).map(|(rank, _)| *rank).min() else {
        return Ok(Resolution::default());
    };
    let (answers, others): (Vec<_>, Vec<_>) =
        ranked.into_iter().partition(|(rank, posting)| counts(posting) && *rank == best);
    let mut others: Vec<_> = others.into_iter().map(|(_, posting)| posting).collect();
    let mut answers: Vec<_> = answers.into_iter().map(|(_, posting)| posting).collect();
    if answers.len() > 1 {
        answers = put_exact_first(base, name, answers)?;
        let given_up = take_given_up(base, name, &mut answers)?;
        others.splice(0..0, given_up);
    }
    Ok(Resolution { answers, others })
}

/// Takes out of several answers the concepts that are no longer in use, if others are. The one whose identifier the name is
/// stays, behind the others: by what else could it be asked for?
fn take_given_up(
    base: &Base,
    name: &str,
    answers: &mut Vec<Posting>,
) -> Result<Vec<Posting>, ImageError> {
    let (mut current, mut given_up) = (vec![], vec![]);
    for posting in std::mem::take(answers) {
        let gone = base.is_given_up(posting.concept)?;
        if gone { &mut given_up } else { &mut current }.push(posting);
    }
    if current.is_empty() {
        *answers = given_up;
        return Ok(vec![]);
    }
    *answers = current;
    for posting in std::mem::take(&mut given_up) {
        let asked = base.concept_head(posting.concept)?.id == name.trim();
        if asked { &mut *answers } else { &mut given_up }.push(posting);
    }
    Ok(given_up)
}

/// Whether a name is written as an IRI, as vocabularies of the web name what they hold.
pub fn is_iri(name: &str) -> bool {
    let name = name.trim();
    !name.contains(char::is_whitespace) && (name.contains("://") || name.starts_with("urn:"))
}

/// The concept that has an IRI: its own, or the corpus's with its identifier.
fn find_concept_by_iri(base: &Base, iri: &str) -> Result<Option<ConceptId>, ImageError> {
    let own = base.settings().iri.as_deref().and_then(|own| iri.strip_prefix(own));
    if let Some(name) = own {
        for posting in base.label_index().get(&text::fold(name))? {
            let found = base.concept_head(posting.concept)?.id == name;
            if found && base.concept_record(posting.concept)?.concept.iri.is_none() {
                return Ok(Some(posting.concept));
            }
        }
    }
    for id in base.concept_ids()? {
        if base.concept_record(id)?.concept.iri == Some(iri) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Whether a name with all its words is a label but for marks, case and inner gaps.
pub fn has_label_of_skeleton(base: &Base, name: &str) -> Result<bool, ImageError> {
    for skeleton in text::skeletons(name, |_| false) {
        if !base.label_index().get_by_skeleton(&skeleton)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The concepts that go by a name, in any way: by its folded form; by that less the implied words; by its skeleton.
fn find_postings(base: &Base, name: &str) -> Result<Vec<Posting>, ImageError> {
    let labels = base.label_index();
    if is_iri(name)
        && let Some(concept) = find_concept_by_iri(base, name.trim())?
    {
        return Ok(vec![Posting { secondary: false, reach: LookupKind::Id, concept }]);
    }
    let folded = text::fold(name);
    for form in [&folded, &without_implied(base, &folded)] {
        let found = labels.get(form)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    for all in [true, false] {
        let skeletons = text::skeletons(name, |word| !all && is_implied(base, &text::fold(word)));
        let mut found = vec![];
        for skeleton in skeletons {
            found.extend(labels.get_by_skeleton(&skeleton)?);
        }
        if !found.is_empty() {
            let mut seen = BTreeSet::new();
            found.sort_by_key(|posting| (posting.reach, posting.secondary, posting.concept));
            found.retain(|posting| seen.insert(posting.concept));
            return Ok(found);
        }
    }
    Ok(vec![])
}

/// Which of the languages that are asked for has the label by which a name means a concept, and how that names it; none if
/// it is in no such language.
fn rank_by_language(
    base: &Base,
    posting: Posting,
    name: &str,
    languages: &[String],
) -> Result<Option<(usize, LookupKind)>, ImageError> {
    let concept = base.concept_record(posting.concept)?.concept;
    let own = base.settings().language.as_str();
    let wanted = text::skeletons(name, |word| is_implied(base, &text::fold(word)));
    let folded = text::fold(name);
    let means = |label: &&Label<&str>| {
        let less = |word: &str| is_implied(base, &text::fold(word));
        text::fold(label.text) == folded
            || text::skeletons(label.text, less).iter().any(|it| wanted.contains(it))
    };
    let mut best = None;
    for label in concept.labels.iter().filter(means) {
        let tag = label.language.unwrap_or(own);
        let rank = languages.iter().position(|wanted| {
            language::look_up_tag([wanted.as_str()], &[tag].into_iter()).is_some()
        });
        let kind = match label.kind {
            LabelKind::Preferred => LookupKind::Preferred,
            LabelKind::Abbreviation => LookupKind::Abbreviation,
            LabelKind::Synonym => LookupKind::Synonym,
            LabelKind::Avoid => LookupKind::Avoided,
            LabelKind::Hidden => LookupKind::Hidden,
        };
        best = rank.map(|rank| (rank, kind)).into_iter().chain(best).min();
    }
    Ok(best)
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

/// Whether a folded word may be left out of a name.
pub(crate) fn is_implied(base: &Base, word: &str) -> bool {
    base.settings().implied_words.iter().any(|implied| text::fold(implied) == word)
}
