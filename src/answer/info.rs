//! Facts about a corpus: its title, its size, and a hash of the files it was read from.

use super::VERSION;
use cxterms_base::image::{FORMAT_VERSION, ImageSummary};
use cxterms_page::{Page, Prose, Role, View};
use serde::Serialize;

/// What a corpus says of itself.
#[derive(Debug, Serialize)]
pub struct InfoAnswer {
    /// The number of this shape.
    pub version: u32,
    /// What it is called, how much it holds, and a hash of the files that it was read from.
    #[serde(flatten)]
    pub about: ImageSummary,
    /// The number of the format in which it was built; none if it was not.
    pub format: Option<u32>,
    /// How many bytes the built file takes; none if it is no file.
    pub bytes: Option<u64>,
}

impl InfoAnswer {
    /// What is said of a corpus that is a folder.
    pub fn from_folder(about: ImageSummary) -> Self {
        Self { version: VERSION, about, format: None, bytes: None }
    }

    /// What is said of one that was built, in a file of so many bytes if it has one of its own.
    pub fn from_build(about: ImageSummary, bytes: Option<u64>) -> Self {
        Self { format: Some(FORMAT_VERSION), bytes, ..Self::from_folder(about) }
    }
}

impl View for InfoAnswer {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.title(Prose::of(Role::Strong, &*self.about.title), None);
        let built = match (self.format, self.bytes) {
            (Some(format), Some(bytes)) => vec![format!("format {format}, {bytes} bytes")],
            (Some(format), None) => vec![format!("format {format}")],
            (None, _) => vec![],
        };
        let rows = [
            ("Concepts", vec![self.about.concepts.to_string()]),
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
