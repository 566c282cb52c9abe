//! A definition in one line for each concept.

use super::define::{Defined, Definition};
use cxterms_page::{Page, View};
use serde::Serialize;

/// A definition of which a person sees one line a concept; a program sees the whole.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Brief<'b>(pub &'b Definition<'b>);

impl View for Brief<'_> {
    fn page(&self) -> Page<'_> {
        if !self.0.found() {
            return self.0.page();
        }
        let mut page = Page::default();
        page.list(self.0.concepts.iter().map(Defined::in_a_line).collect());
        page
    }
}
