//! Origins: how many independent acts of saying stand behind citations.
//!
//! A voice that speaks for itself is one, in however many works. The authors of one work are one together. Whom an author
//! reports is one with that author, but for a commenter, who speaks for itself under somebody else's work.

use super::{Citation, VoiceId, WorkId};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of voice that speaks for itself where it is heard in another's work.
pub const COMMENTER: &str = "commenter";

/// Counts the origins of citations; never more than there are voices.
///
/// # Errors
/// When an author or a voice cannot be looked up.
pub fn count_origins<S, E, A: AsRef<[VoiceId]>>(
    citations: &[Citation<S>],
    authors: impl FnMut(WorkId) -> Result<A, E>,
    is_commenter: impl FnMut(VoiceId) -> Result<bool, E>,
) -> Result<usize, E> {
    let origins = find_origins(citations, authors, is_commenter)?;
    Ok(origins.into_values().collect::<BTreeSet<_>>().len())
}

/// The origin in which each voice of citations is heard, as the voice that stands for it.
///
/// # Errors
/// When an author or a voice cannot be looked up.
pub fn find_origins<'c, S: 'c, E, A: AsRef<[VoiceId]>>(
    citations: impl IntoIterator<Item = &'c Citation<S>>,
    mut authors: impl FnMut(WorkId) -> Result<A, E>,
    mut is_commenter: impl FnMut(VoiceId) -> Result<bool, E>,
) -> Result<BTreeMap<VoiceId, VoiceId>, E> {
    let mut spoken = BTreeSet::new();
    // Of those who do not speak for themselves alone: by whom each is heard.
    let mut heard_by: BTreeMap<VoiceId, BTreeSet<VoiceId>> = BTreeMap::new();
    for citation in citations {
        let voice = citation.voice;
        let by = citation.work.map(&mut authors).transpose()?;
        let by = by.as_ref().map(AsRef::as_ref).unwrap_or_default();
        if let Some(via) = citation.via
            && !is_commenter(voice)?
        {
            let together = if by.contains(&via) { by } else { &[via] };
            heard_by.entry(voice).or_default().extend(together);
        } else if citation.via.is_none() && by.len() > 1 && by.contains(&voice) {
            heard_by.entry(voice).or_default().extend(by);
        } else {
            spoken.insert(voice);
        }
    }
    heard_by.retain(|voice, _| !spoken.contains(voice));
    let mut origins: BTreeMap<_, _> = spoken.into_iter().map(|voice| (voice, voice)).collect();
    // Whoever is heard by few has least choice with whom to be one.
    let mut rest: Vec<_> = heard_by.into_iter().collect();
    rest.sort_by_key(|(voice, hosts)| (hosts.len(), *voice));
    for (voice, hosts) in rest {
        let mut known = [voice].into_iter().chain(hosts.iter().copied());
        let known = known.find_map(|voice| origins.get(&voice).copied());
        let origin = known.or(hosts.first().copied()).unwrap_or(voice);
        for voice in [voice].into_iter().chain(hosts) {
            origins.entry(voice).or_insert(origin);
        }
    }
    Ok(origins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    /// Works: 0 by voice 0; 1 by voices 0 and 1; 2 by voice 2. Voice 9 is a commenter.
    fn count(cited: &[(u32, Option<u32>, Option<u32>)]) -> usize {
        let cited: Vec<Citation> = cited
            .iter()
            .map(|(voice, work, via)| Citation {
                via: via.map(VoiceId),
                ..Citation::from_voice(VoiceId(*voice), work.map(WorkId))
            })
            .collect();
        let authors = |work: WorkId| {
            let by: &[u32] = [&[0][..], &[0, 1], &[2]].get(work.index()).copied().unwrap_or(&[]);
            Ok::<Vec<_>, Infallible>(by.iter().copied().map(VoiceId).collect())
        };
        match count_origins(&cited, authors, |voice| Ok(voice == VoiceId(9))) {
            Ok(count) => count,
            Err(never) => match never {},
        }
    }

    #[test]
    fn a_voice_in_several_works_is_one() {
        assert_eq!(count(&[(0, Some(0), None), (0, Some(1), None)]), 1);
        assert_eq!(count(&[]), 0);
        assert_eq!(count(&[(5, None, None)]), 1);
    }

    #[test]
    fn authors_of_one_work_are_one_unless_one_speaks_alone_elsewhere_too() {
        assert_eq!(count(&[(0, Some(1), None), (1, Some(1), None)]), 1);
        assert_eq!(count(&[(0, Some(0), None), (1, Some(1), None)]), 1, "with the one who did");
    }

    #[test]
    fn whom_an_author_reports_is_one_with_the_author() {
        let reported = [(3, Some(0), Some(0)), (4, Some(0), Some(0)), (5, Some(0), Some(0))];
        assert_eq!(count(&reported), 1);
        assert_eq!(count(&[&reported[..], &[(0, Some(0), None)]].concat()), 1);
        assert_eq!(count(&[&reported[..], &[(2, Some(2), None)]].concat()), 2);
        assert_eq!(count(&[&reported[..], &[(3, None, None)]].concat()), 2, "one speaks itself");
        let twice = [(3, Some(0), Some(0)), (3, Some(2), Some(2))];
        assert_eq!(count(&twice), 1, "never more origins than voices");
        let both = [&twice[..], &[(0, Some(0), None), (2, Some(2), None)]].concat();
        assert_eq!(count(&both), 2);
    }

    #[test]
    fn a_commenter_is_one() {
        assert_eq!(count(&[(9, Some(0), Some(0)), (0, Some(0), None)]), 2);
    }
}
