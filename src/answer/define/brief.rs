//! A definition in one line for each concept.

use super::{DefineAnswer, DefinedConcept};
use cxterms_page::{Page, View};
use serde::Serialize;

/// A definition of which a person sees one line a concept; a program sees the whole.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct BriefDefinition<'b>(pub &'b DefineAnswer<'b>);

impl View for BriefDefinition<'_> {
    fn page(&self) -> Page<'_> {
        if !self.0.is_answered() {
            return self.0.page();
        }
        let mut page = Page::default();
        page.list(self.0.concepts.iter().map(DefinedConcept::describe_in_line).collect());
        page
    }
}
