//! What does a term mean, in one line?

use super::define::Definition;
use crate::page::{Page, Prose, Role, View};
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
        let lines = self.0.concepts.iter().map(|concept| {
            let meaning = concept.meaning_heard();
            let title = Prose::of(Role::Strong, concept.term.title());
            if meaning.is_empty() { title } else { title.plain(": ").join(meaning) }
        });
        let mut page = Page::default();
        page.list(lines.collect());
        page
    }
}
