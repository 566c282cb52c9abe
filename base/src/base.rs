//! The knowledge base: one opened image, with the corpus's settings at hand.

use crate::{
    corpus::{ConceptId, Corpus, Settings, VoiceId},
    image::{self, Image, ImageError, InMemory, ReadAt},
};
use std::ops::Deref;

/// The compiled knowledge base: its image, with its settings at hand.
#[derive(Debug)]
pub struct Base {
    image: Image,
    settings: Settings,
}

impl Base {
    /// Opens an image.
    ///
    /// # Errors
    /// When it is none, is of another format, or is damaged.
    pub fn open(source: Box<dyn ReadAt>) -> Result<Self, ImageError> {
        let image = Image::open(source)?;
        Ok(Self { settings: image.settings()?, image })
    }

    /// Compiles a corpus and opens it.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn compile(corpus: &Corpus) -> Result<Self, ImageError> {
        Self::open(Box::new(InMemory(image::write_image(corpus)?)))
    }

    /// What the manifests say of the corpus itself.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether a voice is the first corpus's own, whose words need no name beside them.
    pub fn is_own(&self, voice: VoiceId) -> bool {
        self.settings.editors.first() == Some(&voice)
    }

    /// Whether a voice is the own one of a corpus that lies over the first.
    pub fn is_overlay_voice(&self, voice: VoiceId) -> bool {
        self.settings.editors.iter().skip(1).any(|editor| *editor == voice)
    }

    /// Every concept.
    pub fn concept_ids(&self) -> Result<impl Iterator<Item = ConceptId> + use<>, ImageError> {
        Ok((0..self.image.concept_count()?).map(ConceptId::of))
    }
}

impl Deref for Base {
    type Target = Image;

    fn deref(&self) -> &Image {
        &self.image
    }
}
