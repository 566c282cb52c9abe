//! Parses an attribution in running text into citations of known voices and works.
//!
//! A hostile file could make parsing slow, so names and the text behind a dash have a maximum length.

use super::{AttributionNames, CITATION_SEPARATOR, DASH, DENIED_BY, IN_WORK};
use cxterms_base::corpus::{Citation, CitedStance};

/// What is longer than this is not looked for in a text.
pub(super) const MAX_NAME_BYTES: usize = 400;

/// A text longer than this behind a dash names nobody.
const MAX_ATTRIBUTION_BYTES: usize = 20_000;

/// So many dashes are tried, the last ones.
const MAX_DASHES_TRIED: usize = 64;

impl AttributionNames {
    /// The text alone and who says so, if all that stands behind a dash names somebody known.
    pub(in super::super) fn split_attribution<'t>(
        &self,
        text: &'t str,
    ) -> (&'t str, Option<CitedStance>) {
        if self.voice_called.is_empty() {
            return (text, None);
        }
        let mut dashes: Vec<_> = text.rmatch_indices(DASH).take(MAX_DASHES_TRIED).collect();
        dashes.retain(|(at, _)| text.len() - at < MAX_ATTRIBUTION_BYTES);
        let found = dashes.into_iter().rev().find_map(|(at, dash)| {
            let said = self.parse_citations(text.get(at + dash.len()..)?)?;
            Some((text.get(..at)?, Some(said)))
        });
        found.unwrap_or((text, None))
    }

    /// Whom a list of citations in words means, if every one of them is understood.
    fn parse_citations(&self, mut rest: &str) -> Option<CitedStance> {
        let mut said = CitedStance::default();
        loop {
            let (denied, list) = match rest.strip_prefix(DENIED_BY) {
                Some(list) => (true, list),
                None => (false, rest),
            };
            let (citations, length) = self.parse_first_citation(list)?;
            let into = if denied { &mut said.denied_by } else { &mut said.asserted_by };
            into.extend(citations);
            match list.get(length..)?.strip_prefix(CITATION_SEPARATOR) {
                Some(more) => rest = more,
                None => return Some(said).filter(|said| !said.asserted_by.is_empty()),
            }
        }
    }

    /// Whom a citation in words means: all its authors where a work alone is named.
    pub(in super::super) fn parse_citation(&self, text: &str) -> Option<Vec<Citation>> {
        if let Some(citations) = self.parse_without_hedge(text) {
            return Some(citations);
        }
        let hedged = text.strip_suffix(')')?;
        self.hedge_openings(hedged).find_map(|at| {
            let citations = self.parse_without_hedge(hedged.get(..at)?)?;
            Some(with_hedge(citations, hedged.get(at + 2..)?))
        })
    }

    /// Whom the first citation of a list means, and where in the text it ends.
    fn parse_first_citation(&self, list: &str) -> Option<(Vec<Citation>, usize)> {
        let ends = list.match_indices(CITATION_SEPARATOR).map(|(at, _)| at).chain([list.len()]);
        let mut near = ends.take_while(|at| *at <= self.longest);
        let bare = near.find_map(|at| Some((self.parse_without_hedge(list.get(..at)?)?, at)));
        let hedged = || {
            self.hedge_openings(list).find_map(|at| {
                let citations = self.parse_without_hedge(list.get(..at)?)?;
                let hedge = list.get(at + 2..)?;
                let closings = hedge.match_indices(')').map(|(at, _)| at);
                let end = closings.into_iter().find(|end| {
                    let rest = hedge.get(end + 1..).unwrap_or_default();
                    rest.is_empty() || rest.starts_with(CITATION_SEPARATOR)
                })?;
                Some((with_hedge(citations, hedge.get(..end)?), at + 2 + end + 1))
            })
        };
        bare.or_else(hedged)
    }

    /// Where a hedge may begin.
    fn hedge_openings(&self, text: &str) -> impl Iterator<Item = usize> {
        let all = text.match_indices(" (").map(|(at, _)| at);
        all.take_while(|at| *at <= self.longest)
    }

    fn parse_without_hedge(&self, text: &str) -> Option<Vec<Citation>> {
        if text.len() > self.longest {
            return None;
        }
        let cite = |voice, work, via| Citation { via, ..Citation::from_voice(voice, work) };
        if let Some(work) = self.work_called.get(text) {
            let authors = self.authors.get(work.index())?;
            return Some(authors.iter().map(|voice| cite(*voice, Some(*work), None)).collect());
        }
        if let Some(voice) = self.voice_called.get(text) {
            return Some(vec![cite(*voice, None, None)]);
        }
        text.match_indices(IN_WORK).find_map(|(at, _)| {
            let voice = self.find_voice(text.get(..at)?)?;
            let rest = text.get(at + IN_WORK.len()..)?;
            let (work, via) =
                self.work_called.get(rest).map(|work| (*work, None)).or_else(|| {
                    rest.match_indices(IN_WORK).find_map(|(at, _)| {
                        let via = self.find_voice(rest.get(..at)?)?;
                        let work = self.work_called.get(rest.get(at + IN_WORK.len()..)?)?;
                        Some((*work, Some(via)))
                    })
                })?;
            Some(vec![self.add_reporter(cite(voice, Some(work), via))])
        })
    }
}

fn with_hedge(mut citations: Vec<Citation>, hedge: &str) -> Vec<Citation> {
    for citation in &mut citations {
        citation.text = Some(hedge.to_owned());
    }
    citations
}
