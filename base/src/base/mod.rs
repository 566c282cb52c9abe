//! What does the knowledge base know? One image, opened, and the questions that every answer asks of it.

mod dispute;
mod graph;
mod perspective;
mod resolve;
mod search;
mod ways;

use crate::{
    corpus::{Corpus, Digest, Settings, VoiceId},
    image::{self, Draft, Image, ImageError, InMemory, ReadAt},
};
use std::ops::Deref;

pub use crate::corpus::ConceptId;
pub use dispute::{Dispute, Held, Side as DisputeSide, Way, contested, disputes, marks};
pub use graph::{Link, Side, links, narrower, reached_upwards, roots, umbrellas};
pub use perspective::{Perspective, Speakers, each_said};
pub use resolve::{Resolution, resolve, suggest};
pub use search::{Hit, Search, search};
pub use ways::{Ways, joins, ways};

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
        Self::open(Box::new(InMemory(image::write(corpus)?)))
    }

    /// The bytes of the image of a corpus that was read from these sources, with the marks that everybody's claims get.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn build(corpus: &Corpus, sources: Digest) -> Result<Vec<u8>, ImageError> {
        let mut draft = Draft::of(corpus, sources)?;
        let base = Self::open(Box::new(InMemory(draft.bytes()?)))?;
        let marks = marks(&base, None, &Perspective::default())?;
        drop(base);
        draft.mark(&marks)?;
        draft.bytes()
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
    pub fn is_overlaid(&self, voice: VoiceId) -> bool {
        self.settings.editors.iter().skip(1).any(|editor| *editor == voice)
    }

    /// Every concept.
    ///
    /// # Errors
    /// When the image is damaged.
    pub fn ids(&self) -> Result<impl Iterator<Item = ConceptId> + use<>, ImageError> {
        Ok((0..self.image.concepts()?).map(ConceptId::of))
    }
}

impl Deref for Base {
    type Target = Image;

    fn deref(&self) -> &Image {
        &self.image
    }
}
