//! Who is meant by a text that names them?
//!
//! What is read may be made to be slow to read: names and what stands behind a dash have bounds.

use super::{Attribution, BETWEEN, DASH, DENIED, IN};
use cxterms_base::corpus::{Citation, CitedStance};

/// What is longer than this is not looked for in a text.
pub(super) const LONGEST_NAME: usize = 400;

/// A text longer than this behind a dash names nobody.
const LONGEST: usize = 20_000;

/// So many dashes are tried, the last ones.
const DASHES: usize = 64;

impl Attribution {
    /// The text alone and who says so, if all that stands behind a dash names somebody known.
    pub(in super::super) fn parted<'t>(&self, text: &'t str) -> (&'t str, Option<CitedStance>) {
        if self.voice_called.is_empty() {
            return (text, None);
        }
        let mut dashes: Vec<_> = text.rmatch_indices(DASH).take(DASHES).collect();
        dashes.retain(|(at, _)| text.len() - at < LONGEST);
        let found = dashes.into_iter().rev().find_map(|(at, dash)| {
            let said = self.all(text.get(at + dash.len()..)?)?;
            Some((text.get(..at)?, Some(said)))
        });
        found.unwrap_or((text, None))
    }

    /// Whom a list of citations in words means, if every one of them is understood.
    fn all(&self, mut rest: &str) -> Option<CitedStance> {
        let mut said = CitedStance::default();
        loop {
            let (denied, list) = match rest.strip_prefix(DENIED) {
                Some(list) => (true, list),
                None => (false, rest),
            };
            let (citations, length) = self.first(list)?;
            let into = if denied { &mut said.denied_by } else { &mut said.asserted_by };
            into.extend(citations);
            match list.get(length..)?.strip_prefix(BETWEEN) {
                Some(more) => rest = more,
                None => return Some(said).filter(|said| !said.asserted_by.is_empty()),
            }
        }
    }

    /// Whom a citation in words means: all its authors where a work alone is named.
    pub(in super::super) fn heard(&self, text: &str) -> Option<Vec<Citation>> {
        if let Some(citations) = self.unhedged(text) {
            return Some(citations);
        }
        let hedged = text.strip_suffix(')')?;
        self.openings(hedged).find_map(|at| {
            let citations = self.unhedged(hedged.get(..at)?)?;
            Some(with_hedge(citations, hedged.get(at + 2..)?))
        })
    }

    /// Whom the first citation of a list means, and where in the text it ends.
    fn first(&self, list: &str) -> Option<(Vec<Citation>, usize)> {
        let ends = list.match_indices(BETWEEN).map(|(at, _)| at).chain([list.len()]);
        let mut near = ends.take_while(|at| *at <= self.longest);
        let bare = near.find_map(|at| Some((self.unhedged(list.get(..at)?)?, at)));
        let hedged = || {
            self.openings(list).find_map(|at| {
                let citations = self.unhedged(list.get(..at)?)?;
                let hedge = list.get(at + 2..)?;
                let closings = hedge.match_indices(')').map(|(at, _)| at);
                let end = closings.into_iter().find(|end| {
                    let rest = hedge.get(end + 1..).unwrap_or_default();
                    rest.is_empty() || rest.starts_with(BETWEEN)
                })?;
                Some((with_hedge(citations, hedge.get(..end)?), at + 2 + end + 1))
            })
        };
        bare.or_else(hedged)
    }

    /// Where a hedge may begin.
    fn openings(&self, text: &str) -> impl Iterator<Item = usize> {
        let all = text.match_indices(" (").map(|(at, _)| at);
        all.take_while(|at| *at <= self.longest)
    }

    fn unhedged(&self, text: &str) -> Option<Vec<Citation>> {
        if text.len() > self.longest {
            return None;
        }
        let cite = |voice, work, via| Citation { voice, work, via, text: None };
        if let Some(work) = self.work_called.get(text) {
            let authors = self.authors.get(work.index())?;
            return Some(authors.iter().map(|voice| cite(*voice, Some(*work), None)).collect());
        }
        if let Some(voice) = self.voice_called.get(text) {
            return Some(vec![cite(*voice, None, None)]);
        }
        text.match_indices(IN).find_map(|(at, _)| {
            let voice = self.called(text.get(..at)?)?;
            let rest = text.get(at + IN.len()..)?;
            let (work, via) =
                self.work_called.get(rest).map(|work| (*work, None)).or_else(|| {
                    rest.match_indices(IN).find_map(|(at, _)| {
                        let via = self.called(rest.get(..at)?)?;
                        let work = self.work_called.get(rest.get(at + IN.len()..)?)?;
                        Some((*work, Some(via)))
                    })
                })?;
            Some(vec![self.reported(cite(voice, Some(work), via))])
        })
    }
}

fn with_hedge(mut citations: Vec<Citation>, hedge: &str) -> Vec<Citation> {
    for citation in &mut citations {
        citation.text = Some(hedge.to_owned());
    }
    citations
}
