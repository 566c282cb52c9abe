//! Other meanings of a name, one line each.

use super::{DefinedConcept, gather};
use crate::answer::{
    Detail,
    concept_names::NameCache,
    digest::{self, MAX_SENSES_SHOWN},
    follow_up::FollowUp,
    lookup::Lookup,
};
use cxterms_base::image::ImageError;
use cxterms_page::Page;

/// What a reader may have had in mind besides, and what leads up to that.
#[derive(Debug)]
pub(super) struct OtherMeanings<'b> {
    lead: String,
    meanings: Vec<DefinedConcept<'b>>,
    /// Whether there are many, so that each has one line and its identifier.
    many: bool,
    /// How many are left out.
    more: usize,
}

impl<'b> OtherMeanings<'b> {
    /// Gathers the meanings of the readings that were found and not told; of many, some.
    pub(super) fn gather_meanings(
        naming: &NameCache<'b>,
        found: &Lookup,
        query: &str,
    ) -> Result<Self, ImageError> {
        let readings = found.other_readings();
        let shown = match naming.ask.detail {
            Detail::Digest => digest::count_shown(readings.len(), MAX_SENSES_SHOWN),
            _ => readings.len(),
        };
        let meanings = readings.iter().take(shown);
        let meanings = meanings.map(|it| gather::gather_meaning(naming, it.concept));
        Ok(Self {
            lead: found.introduce_others(&format!("“{query}”")),
            meanings: meanings.collect::<Result<_, _>>()?,
            many: readings.len() > MAX_SENSES_SHOWN,
            more: readings.len() - shown,
        })
    }

    /// Those that are named.
    pub(super) fn meanings(&self) -> impl Iterator<Item = &DefinedConcept<'b>> {
        self.meanings.iter()
    }

    /// Adds them, if there are any.
    pub(super) fn lay_out<'p>(&'p self, page: &mut Page<'p>, query: &str) {
        if !self.many {
            page.list_section(
                &self.lead,
                self.meanings.iter().map(DefinedConcept::describe_in_line).collect(),
            );
            return;
        }
        page.line_section(
            &*self.lead,
            None,
            self.meanings.iter().map(DefinedConcept::to_line_item).collect(),
            self.more,
        );
        if self.more > 0 {
            let all = FollowUp::about_names("define", [query]).with_options(["--all"]);
            page.suggest_command(format!("{} more meanings: ", self.more), all);
        }
    }
}
