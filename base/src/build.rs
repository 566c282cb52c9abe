//! The image of a corpus, with the marks that everybody's claims get computed ahead.

use crate::{
    base::Base,
    corpus::{Corpus, Digest},
    disputes::marks,
    image::{Draft, ImageError, InMemory},
    perspective::Perspective,
};

impl Base {
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
}
