//! Two names that a text joins into one, with a slash or by giving one for the other.

use super::{
    block_words::BlockWords,
    neighbors::{ends_larger_name, is_apposition},
    vocabulary::{LabelRole, Vocabulary},
};
use cxterms_base::{ConceptId, image::ImageError};
use cxterms_document::words::Joint;
use std::{ops::Range, sync::Arc};

/// A name found in a block, by its words.
#[derive(Debug)]
pub(super) struct FoundName {
    pub(super) words: Range<usize>,
    pub(super) role: Arc<LabelRole>,
}

/// Names that are joined, by their words, and the concepts that voices set apart.
#[derive(Debug)]
pub(super) struct JoinedWords {
    pub(super) words: Range<usize>,
    pub(super) concepts: [ConceptId; 2],
}

/// Two names that stand for each other: `customer service/success`, `customer care, also known as customer support`.
pub(super) fn find_joined(
    vocabulary: &Vocabulary<'_>,
    text: &str,
    words: &BlockWords,
    names: &[FoundName],
) -> Result<Vec<JoinedWords>, ImageError> {
    let mut joined = vec![];
    for (at, found) in names.iter().enumerate().filter(|(_, found)| !found.role.is_single()) {
        let end = found.words.end;
        let next = names.get(at + 1).filter(|next| !next.role.is_single());
        let slash = words.get(end).is_some_and(|word| word.joint == Joint::Slash);
        let other = match next {
            Some(next) if slash && next.words.start == end => Some((next, true)),
            Some(next)
                if is_apposition(text, words, end..next.words.start)
                    && !ends_larger_name(text, words, found.words.start) =>
            {
                Some((next, false))
            }
            _ => None,
        };
        let mut contrast = None;
        if let Some((next, whole)) = other {
            let apart = find_contrast(vocabulary, &found.role, &next.role, whole)?;
            contrast = apart.map(|concepts| (concepts, next.words.end));
        }
        if contrast.is_none()
            && slash
            && let Some(role) = complete_elided(vocabulary, words, found)?
        {
            let apart = find_contrast(vocabulary, &found.role, &role, true)?;
            contrast = apart.map(|concepts| (concepts, end + 1));
        }
        if let Some((concepts, end)) = contrast {
            joined.push(JoinedWords { words: found.words.start..end, concepts });
        }
    }
    Ok(joined)
}

/// The name of which a slash leaves only the last word: `success` behind `customer service/`.
fn complete_elided(
    vocabulary: &Vocabulary<'_>,
    words: &BlockWords,
    found: &FoundName,
) -> Result<Option<Arc<LabelRole>>, ImageError> {
    let end = found.words.end;
    let head = found.words.start..end.saturating_sub(1);
    let head: Vec<_> = head.map(|at| words.folded(at)).collect();
    let name = [head, vec![words.folded(end)]].concat().join(" ");
    vocabulary.role_of_text(&name)
}

/// The concepts of two names that voices set apart; where they stand as wholes, only disciplines.
fn find_contrast(
    vocabulary: &Vocabulary<'_>,
    one: &LabelRole,
    other: &LabelRole,
    disciplines: bool,
) -> Result<Option<[ConceptId; 2]>, ImageError> {
    for a in one.named.iter().copied() {
        for b in other.named.iter().copied().filter(|b| *b != a) {
            let wanted = match disciplines {
                true => vocabulary.is_discipline(a)? && vocabulary.is_discipline(b)?,
                false => !vocabulary.is_metric(a)? && !vocabulary.is_metric(b)?,
            };
            if wanted && !vocabulary.who_sets_apart(a, b)?.is_empty() {
                return Ok(Some([a, b]));
            }
        }
    }
    Ok(None)
}
