//! Who is meant by a text that names them?

use super::{Attribution, BETWEEN, DASH, DENIED, IN};
use cxterms_base::corpus::{Citation, Said};

/// A text longer than this behind a dash names nobody.
const LONGEST: usize = 20_000;

impl Attribution {
    /// The text alone and who says so, if all that stands behind a dash names somebody known.
    pub(in super::super) fn parted<'t>(&self, text: &'t str) -> (&'t str, Option<Said>) {
        let dashes = text.match_indices(DASH).filter(|(at, _)| text.len() - at < LONGEST);
        let found = dashes.filter_map(|(at, dash)| {
            let said = self.all(text.get(at + dash.len()..)?)?;
            Some((text.get(..at)?, Some(said)))
        });
        found.take(1).next().unwrap_or((text, None))
    }

    /// Whom a list of citations in words means, if every one of them is understood.
    fn all(&self, text: &str) -> Option<Said> {
        let mut said = Said::default();
        let mut rest = text;
        'list: loop {
            let ends = rest.match_indices(BETWEEN).map(|(at, _)| at).chain([rest.len()]);
            for end in ends {
                let (denied, one) = match rest.get(..end)?.strip_prefix(DENIED) {
                    Some(one) => (true, one),
                    None => (false, rest.get(..end)?),
                };
                let Some(citations) = self.heard(one) else { continue };
                let into = if denied { &mut said.denied_by } else { &mut said.asserted_by };
                into.extend(citations);
                match rest.get(end + BETWEEN.len()..) {
                    None => return Some(said).filter(|said| !said.asserted_by.is_empty()),
                    Some(more) => rest = more,
                }
                continue 'list;
            }
            return None;
        }
    }

    /// Whom a citation in words means: all its authors where a work alone is named.
    pub(in super::super) fn heard(&self, text: &str) -> Option<Vec<Citation>> {
        if let Some(citations) = self.unhedged(text) {
            return Some(citations);
        }
        let hedged = text.strip_suffix(')')?;
        hedged.match_indices(" (").find_map(|(at, _)| {
            let mut citations = self.unhedged(hedged.get(..at)?)?;
            let hedge = hedged.get(at + 2..)?;
            for citation in &mut citations {
                citation.text = Some(hedge.to_owned());
            }
            Some(citations)
        })
    }

    fn unhedged(&self, text: &str) -> Option<Vec<Citation>> {
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
