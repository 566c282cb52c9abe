//! Building an image: compiles a corpus and stores the dispute marks of all voices' claims, computed ahead.

use crate::{
    base::Base,
    corpus::{Corpus, Digest},
    disputes::{derive_marks, find_disputes, list_contested},
    image::{DisputeMarks, FileOrigins, ImageDraft, ImageError, InMemory},
    perspective::Perspective,
};

impl Base {
    /// The bytes of the image of a corpus that was read from these sources, with the marks that everybody's claims get, and with
    /// everybody's disputes.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn build_image(corpus: &Corpus, sources: Digest) -> Result<Vec<u8>, ImageError> {
        Self::build_image_from(corpus, sources, None)
    }

    /// The same, keeping from which files the concepts come.
    ///
    /// # Errors
    /// When it is too large for the format.
    pub fn build_image_from(
        corpus: &Corpus,
        sources: Digest,
        origins: Option<&FileOrigins>,
    ) -> Result<Vec<u8>, ImageError> {
        let mut draft = ImageDraft::from_corpus(corpus, sources)?;
        if let Some(origins) = origins {
            draft.add_origins(origins)?;
        }
        let base = Self::open(Box::new(InMemory(draft.to_bytes()?)))?;
        let marks = derive_marks(&base, None, &Perspective::default())?;
        let everyone = Perspective::default();
        let disputes = find_disputes(&base, None, &everyone)?;
        let marks = DisputeMarks { contested: list_contested(&disputes), ..marks };
        draft.add_marks(&marks)?;
        draft.add_disputes(&disputes)?;
        drop(disputes);
        drop(base);
        draft.to_bytes()
    }
}
