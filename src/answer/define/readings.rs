//! What else does a name mean, in a line each?

use super::{Defined, gather};
use crate::{
    answer::{naming::Naming, term::Found},
    page::Page,
};
use cxterms_base::image::ImageError;

/// What a reader may have had in mind besides, and what leads up to that.
#[derive(Debug)]
pub(super) struct Readings<'b> {
    lead: String,
    meanings: Vec<Defined<'b>>,
}

impl<'b> Readings<'b> {
    /// Gathers the meanings of the readings that were found and not told.
    pub(super) fn of(
        naming: &Naming<'b>,
        found: &Found<'b>,
        query: &str,
        language: Option<&str>,
    ) -> Result<Self, ImageError> {
        let meanings = found.in_mind().map(|(id, _)| gather::meaning(naming, *id, language));
        let meanings = meanings.collect::<Result<_, _>>()?;
        Ok(Self { lead: found.also(&format!("“{query}”")), meanings })
    }

    /// Adds them, if there are any.
    pub(super) fn lay_out<'p>(&'p self, page: &mut Page<'p>) {
        page.listed(&self.lead, self.meanings.iter().map(Defined::in_a_line).collect());
    }
}
