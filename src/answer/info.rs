//! What is this corpus: what is it called, how much does it hold, and which files was it made from?

use super::VERSION;
use crate::page::{Page, Prose, Role, View};
use cxterms_base::{
    corpus::Digest,
    image::{About, FORMAT},
};
use serde::{Serialize, Serializer};

/// What a corpus says of itself.
#[derive(Debug, Serialize)]
pub struct Info {
    /// The number of this shape.
    pub version: u32,
    /// What it is called.
    pub title: String,
    /// How many concepts there are.
    pub concepts: u32,
    /// How many labels they have.
    pub labels: u32,
    /// How many claims of relations there are.
    pub relations: u32,
    /// How many voices speak.
    pub voices: u32,
    /// In how many works.
    pub works: u32,
    /// The SHA-256 of the files that it was read from, as `sha256:…`.
    #[serde(serialize_with = "digest")]
    pub sources: Digest,
    /// The number of the format in which it was built; none if it was not.
    pub format: Option<u32>,
    /// How many bytes the built file takes; none if it is no file.
    pub bytes: Option<u64>,
}

impl Info {
    /// What is said of a corpus that is a folder.
    pub fn read(about: &About) -> Self {
        let About { title, concepts, labels, relations, voices, works, sources } = about.clone();
        let (format, bytes) = (None, None);
        let version = VERSION;
        Self { version, title, concepts, labels, relations, voices, works, sources, format, bytes }
    }

    /// What is said of one that was built, in a file of so many bytes if it has one of its own.
    pub fn built(about: &About, bytes: Option<u64>) -> Self {
        Self { format: Some(FORMAT), bytes, ..Self::read(about) }
    }
}

fn digest<S: Serializer>(digest: &Digest, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("sha256:{digest}"))
}

impl View for Info {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.title(Prose::of(Role::Strong, &*self.title), None);
        let built = match (self.format, self.bytes) {
            (Some(format), Some(bytes)) => vec![format!("format {format}, {bytes} bytes")],
            (Some(format), None) => vec![format!("format {format}")],
            (None, _) => vec![],
        };
        let rows = [
            ("Concepts", vec![self.concepts.to_string()]),
            ("Labels", vec![self.labels.to_string()]),
            ("Relations", vec![self.relations.to_string()]),
            ("Voices", vec![self.voices.to_string()]),
            ("Works", vec![self.works.to_string()]),
            ("Built", built),
            ("Sources", vec![format!("sha256:{}", self.sources)]),
        ];
        page.fields(rows.map(|(label, values)| {
            (Prose::of(Role::Label, label), values.into_iter().map(Prose::from).collect())
        }));
        page
    }
}
