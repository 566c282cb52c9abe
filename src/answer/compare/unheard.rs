//! Terms of which the chosen voices say nothing, and who does.

use crate::answer::{
    VERSION,
    ask::Ask,
    concept_names::NameCache,
    define,
    term::{self, Term},
    unheard,
};
use cxterms_base::{ConceptId, image::ImageError};
use cxterms_page::{Page, View};
use serde::Serialize;

/// Terms that the chosen voices do not speak of.
#[derive(Debug, Serialize)]
pub struct UnheardTerms<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The chosen voices.
    pub according_to: Vec<&'b str>,
    /// The terms.
    pub concepts: Vec<Term<'b>>,
    /// Who speaks of them, those with most claims first.
    pub speakers: Vec<&'b str>,
}

/// The same concepts, where the chosen voices say nothing of any.
///
/// # Errors
/// When the base is damaged.
pub fn find_unheard<'b>(
    ask: Ask<'b>,
    ids: &[ConceptId],
) -> Result<Option<UnheardTerms<'b>>, ImageError> {
    if ask.perspective.voices().is_none() {
        return Ok(None);
    }
    let naming = NameCache::new(ask);
    let mut concepts = vec![];
    for id in ids {
        let concept = define::gather_claims(&naming, *id, define::NotesWanted::All)?;
        if !concept.is_silent() {
            return Ok(None);
        }
        concepts.push(concept.term);
    }
    let according_to = naming.perspective_names()?;
    let speakers = unheard::list_speakers(&naming, ids)?;
    Ok(Some(UnheardTerms { version: VERSION, according_to, concepts, speakers }))
}

impl View for UnheardTerms<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let terms = term::join_terms(&self.concepts);
        page.text(unheard::describe_silence(&self.according_to, &terms, &self.speakers));
        page
    }
}
