//! Facts about a corpus: its title, its size, and a hash of the files it was read from.

mod page;

use super::VERSION;
use cxterms_base::{
    Base,
    corpus::{Corpus, Scheme},
    image::{FORMAT_VERSION, ImageError, ImageSummary},
};
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
    /// The concept schemes that it declares.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemes: Vec<SchemeSize>,
}

/// A concept scheme, and how large it is.
#[derive(Debug, Serialize)]
pub struct SchemeSize {
    /// Its identifier.
    pub id: String,
    /// Its IRI, if it has one.
    pub iri: Option<String>,
    /// What it is called.
    pub title: String,
    /// How many concepts are part of it, collections not counted.
    pub concepts: usize,
}

impl InfoAnswer {
    /// What is said of a corpus that is a folder.
    pub fn from_folder(about: ImageSummary) -> Self {
        Self { version: VERSION, about, format: None, bytes: None, schemes: vec![] }
    }

    /// What is said of one that was built, in a file of so many bytes if it has one of its own.
    pub fn from_build(about: ImageSummary, bytes: Option<u64>) -> Self {
        Self { format: Some(FORMAT_VERSION), bytes, ..Self::from_folder(about) }
    }

    /// The same with the schemes of a base.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn with_schemes_of(mut self, base: &Base) -> Result<Self, ImageError> {
        let schemes = base.schemes()?.into_iter().zip(base.count_members()?);
        self.schemes =
            schemes.map(|(scheme, concepts)| SchemeSize::new(&scheme, concepts)).collect();
        Ok(self)
    }

    /// The same with the schemes of a corpus.
    #[must_use]
    pub fn with_schemes_in(mut self, corpus: &Corpus) -> Self {
        let mut counts = vec![0; corpus.schemes.len()];
        let concepts = corpus.concepts.iter().filter(|concept| !corpus.is_collection(concept));
        for own in concepts.flat_map(|concept| &concept.schemes) {
            if let Some(count) = counts.get_mut(own.scheme.index()) {
                *count += 1;
            }
        }
        let schemes = corpus.schemes.iter().zip(counts);
        self.schemes =
            schemes.map(|(scheme, concepts)| SchemeSize::new(scheme, concepts)).collect();
        self
    }
}

impl SchemeSize {
    fn new<S: AsRef<str>>(scheme: &Scheme<S>, concepts: usize) -> Self {
        Self {
            id: scheme.id.as_ref().to_owned(),
            iri: scheme.iri.as_ref().map(|iri| iri.as_ref().to_owned()),
            title: scheme.title().to_owned(),
            concepts,
        }
    }
}
