//! Counts how much of each part was written, to report the rest as losses.

use crate::{Coverage, Losses, Part};
use cxterms_base::corpus::{Citation, CitedStance, Corpus};
use std::collections::BTreeMap;

/// How much of each part was written.
#[derive(Debug, Default)]
pub(super) struct WrittenParts(BTreeMap<Part, usize>);

impl WrittenParts {
    /// One more of a part.
    pub(super) fn add_one(&mut self, part: Part) {
        self.add_many(part, 1);
    }

    /// The language of a text, if that is not the corpus's.
    pub(super) fn add_text_language(&mut self, language: Option<&str>) {
        self.add_many(Part::TextLanguages, usize::from(language.is_some()));
    }

    /// So many more of a part.
    pub(super) fn add_many(&mut self, part: Part, count: usize) {
        *self.0.entry(part).or_default() += count;
    }

    /// Those who assert something, whose works are counted as `sources`, and if they are written, those who deny it.
    pub(super) fn add_stance(&mut self, said: &CitedStance, sources: Option<Part>, denials: bool) {
        let denied_by = if denials { &*said.denied_by } else { &[] };
        if let Some(sources) = sources {
            let works = said.asserted_by.iter().filter(|citation| citation.work.is_some());
            self.add_many(sources, works.count());
        }
        self.add_many(Part::Denials, denied_by.len());
        let all = || said.asserted_by.iter().chain(denied_by);
        let having = |test: fn(&&Citation) -> bool| all().filter(test).count();
        self.add_many(Part::Hedges, having(|citation| citation.text.is_some()));
        self.add_many(Part::Reservations, having(|citation| citation.but.is_some()));
        self.add_many(Part::Reporters, having(|citation| citation.via.is_some()));
    }

    /// Adds what is carried in principle and was not written.
    pub(super) fn report_unwritten(
        &self,
        corpus: &Corpus,
        carries: &[(Part, Coverage)],
        losses: &mut Losses,
    ) {
        for (part, carried) in carries {
            if *carried != Coverage::No {
                let written = self.0.get(part).copied().unwrap_or_default();
                losses.add(part.name(), part.count(corpus).saturating_sub(written));
            }
        }
    }
}
