//! Other meanings of a name, one line each.

use super::{Defined, gather};
use crate::answer::{
    Detail, digest,
    found::{FEW, Found},
    naming::Naming,
};
use cxterms_base::image::ImageError;
use cxterms_page::{Page, shell_word};

/// What a reader may have had in mind besides, and what leads up to that.
#[derive(Debug)]
pub(super) struct Readings<'b> {
    lead: String,
    meanings: Vec<Defined<'b>>,
    /// Whether there are many, so that each has one line and its identifier.
    many: bool,
    /// How many are left out, and the command that tells them.
    more: (usize, String),
}

impl<'b> Readings<'b> {
    /// Gathers the meanings of the readings that were found and not told; of many, some.
    pub(super) fn of(
        naming: &Naming<'b>,
        found: &Found,
        query: &str,
        language: Option<&str>,
        detail: Detail,
    ) -> Result<Self, ImageError> {
        let readings = found.in_mind();
        let shown = match detail {
            Detail::Digest => digest::shown(readings.len(), FEW),
            _ => readings.len(),
        };
        let meanings = readings.iter().take(shown);
        let meanings = meanings.map(|it| gather::meaning(naming, it.concept, language));
        Ok(Self {
            lead: found.also(&format!("“{query}”")),
            meanings: meanings.collect::<Result<_, _>>()?,
            many: readings.len() > FEW,
            more: (readings.len() - shown, format!("cxterms define {} --all", shell_word(query))),
        })
    }

    /// Adds them, if there are any.
    pub(super) fn lay_out<'p>(&'p self, page: &mut Page<'p>) {
        if !self.many {
            page.listed(&self.lead, self.meanings.iter().map(Defined::in_a_line).collect());
            return;
        }
        let (more, command) = &self.more;
        page.lines(
            &*self.lead,
            None,
            self.meanings.iter().map(Defined::identified).collect(),
            *more,
        );
        if *more > 0 {
            page.onward(format!("{more} more meanings: "), command);
        }
    }
}
