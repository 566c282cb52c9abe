//! Layout of a list of terms, and of a name that a filter does not know.

use super::{ListAnswer, UnknownName};
use crate::answer::attribution::according_to;
use cxterms_page::{Block, Count, Page, Prose, Role, View};

impl View for ListAnswer<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        if self.concepts.is_empty() {
            page.text("no term is like that");
            return page;
        }
        page.text(according_to(&self.according_to));
        // There may be very many: each takes no more room than it needs.
        let cell = |role, text| Prose(vec![(role, text)]);
        let rows = self.concepts.iter().map(|term| {
            let kind = term.kind.unwrap_or_default();
            vec![cell(Role::Plain, term.title()), cell(Role::Label, kind.into())]
        });
        let rows = rows.collect();
        page.0.push(Block::Table(vec![Prose::from("Term"), Prose::from("Kind")], rows));
        let count = self.concepts.len();
        page.text(Prose::of(Role::Label, Count(count, "term").to_string()));
        page
    }
}

impl View for UnknownName {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(format!("no {} `{}`; {}", self.what, self.name, self.hint));
        page
    }
}
