//! What does the knowledge base know? One image, opened, and the questions that every answer asks of it.

mod graph;
mod perspective;
mod resolve;

use crate::{
    corpus::{Corpus, Facet, FacetId, Kind, KindId, RelationId, RelationKind, Vocabulary},
    image::{self, Image, ImageError, ReadAt},
};
use std::ops::Deref;

pub use crate::corpus::ConceptId;
pub use graph::{Link, Side, links, narrower, reached_upwards, roots, shortest, umbrellas};
pub use perspective::{Perspective, Speakers};
pub use resolve::{Resolution, resolve, suggest};

/// The compiled knowledge base: its image, with the vocabulary at hand.
#[derive(Debug)]
pub struct Base {
    image: Image,
    vocabulary: Vocabulary,
}

impl Base {
    /// Opens an image.
    ///
    /// # Errors
    /// When it is none, is of another format, or is damaged.
    pub fn open(source: Box<dyn ReadAt>) -> Result<Self, ImageError> {
        let image = Image::open(source)?;
        Ok(Self { vocabulary: image.vocabulary()?, image })
    }

    /// Compiles a corpus and opens it.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn compile(corpus: &Corpus) -> Result<Self, ImageError> {
        Self::open(Box::new(image::write(corpus)?))
    }

    /// What the manifests declare.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Every concept.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn ids(&self) -> Result<impl Iterator<Item = ConceptId> + use<>, ImageError> {
        Ok((0..self.image.concepts()?).map(ConceptId::of))
    }

    /// A facet, if there is one of this number.
    pub fn facet(&self, id: FacetId) -> Option<&Facet> {
        self.vocabulary.facets.get(id.index())
    }

    /// A kind, if there is one of this number.
    pub fn kind(&self, id: KindId) -> Option<&Kind> {
        self.vocabulary.kinds.get(id.index())
    }

    /// A relation, if there is one of this number.
    pub fn relation(&self, id: RelationId) -> Option<&RelationKind> {
        self.vocabulary.relations.get(id.index())
    }
}

impl Deref for Base {
    type Target = Image;

    fn deref(&self) -> &Image {
        &self.image
    }
}
