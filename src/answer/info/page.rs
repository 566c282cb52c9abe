//! Layout of what a corpus says of itself.

use super::{InfoAnswer, SchemeSize};
use cxterms_page::{Count, Page, Prose, Role, View};

impl View for InfoAnswer {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.title(Prose::of(Role::Strong, &*self.about.title), None);
        let built = match (self.format, self.bytes) {
            (Some(format), Some(bytes)) => vec![format!("format {format}, {bytes} bytes")],
            (Some(format), None) => vec![format!("format {format}")],
            (None, _) => vec![],
        };
        let there = |count: u32| match count {
            0 => vec![],
            count => vec![count.to_string()],
        };
        let rows = [
            ("Edition", self.about.edition.iter().cloned().collect()),
            ("Concepts", vec![self.about.concepts.to_string()]),
            ("Collections", there(self.about.collections)),
            ("Schemes", self.schemes.iter().map(SchemeSize::describe).collect()),
            ("Labels", vec![self.about.labels.to_string()]),
            ("Relations", vec![self.about.relations.to_string()]),
            ("Voices", vec![self.about.voices.to_string()]),
            ("Works", vec![self.about.works.to_string()]),
            ("Built", built),
            ("Sources", vec![format!("sha256:{}", self.about.sources)]),
        ];
        page.fields(rows.map(|(label, values)| {
            (Prose::of(Role::Label, label), values.into_iter().map(Prose::from).collect())
        }));
        page
    }
}

impl SchemeSize {
    /// What it is called, by what name it is asked for, and how large it is.
    fn describe(&self) -> String {
        format!("{} ({}), {}", self.title, self.id, Count(self.concepts, "concept"))
    }
}
