//! A heading or a cell that is a long form, and the abbreviation of it in what follows.

use super::ExpansionReader;
use crate::scan::abbreviation::strip_abbreviation;
use cxterms_base::image::ImageError;
use cxterms_document::words::split_sentences;
use std::ops::Range;

/// Words with which a heading may begin before a long form, as they are folded.
const LEADS: &[&str] = &["what", "is", "are", "about"];

/// An abbreviation of more letters than this is hardly that of a heading by chance.
const CHANCE_LETTERS: usize = 2;

impl ExpansionReader<'_, '_> {
    /// The first word of a whole text that may begin a long form: behind a number, a lead and an article.
    pub(super) fn skip_lead(self) -> usize {
        let is_number = |at: usize| {
            let word = self.words.written(self.text, at);
            !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        let is_lead = |at: &usize| is_number(*at) || LEADS.contains(&self.words.folded(*at));
        let first = (0..self.words.len()).take_while(is_lead).count();
        self.skip_article(first)
    }

    /// The parts of a whole text that may be a long form: what leads to it and a head behind it may be left out.
    pub(in crate::scan) fn list_cores(self) -> Vec<Range<usize>> {
        let (count, first) = (self.words.len(), self.skip_lead());
        let last = count.checked_sub(1).filter(|last| *last > first && self.is_head(*last));
        let ends = [Some(count), last];
        let mut cores: Vec<_> =
            ends.into_iter().flatten().flat_map(|end| [first..end, 0..end]).collect();
        cores.dedup();
        cores
    }

    /// The long form with which a text begins whose heading is an abbreviation and nothing else.
    pub(in crate::scan) fn find_under_abbreviation(
        self,
        bare: &str,
    ) -> Result<Option<Range<usize>>, ImageError> {
        let first = self.skip_article(0);
        let Some(end) = self.match_from(first, bare)? else { return Ok(None) };
        let sure = bare.chars().count() > CHANCE_LETTERS
            || self.ends_well(end)
            || self.goes_on_about(end)
            || self.is_known(first..end, bare)?;
        Ok(sure.then_some(first..end))
    }

    /// The abbreviation in the first sentence of a text that has this heading, and the words of the heading that are its
    /// long form.
    pub(in crate::scan) fn find_under(
        self,
        heading: ExpansionReader<'_, '_>,
    ) -> Result<Option<(Range<usize>, String)>, ImageError> {
        let sentence = split_sentences(self.text).next().unwrap_or_default();
        for at in 0..self.words.len() {
            if self.words.bytes(at..at + 1).end > sentence.end {
                break;
            }
            let Some(bare) = strip_abbreviation(self.words.written(self.text, at)) else {
                continue;
            };
            let Some(long) = heading.match_whole(bare)? else { continue };
            let chance = bare.chars().count() <= CHANCE_LETTERS;
            if !chance || self.is_subject(at) || heading.is_known(long.clone(), bare)? {
                return Ok(Some((long, bare.to_owned())));
            }
        }
        Ok(None)
    }

    /// Whether a text begins with an abbreviation that stands there by itself: no `CS team`.
    fn is_subject(self, at: usize) -> bool {
        at == self.skip_article(0) && !self.is_head(at + 1)
    }
}
