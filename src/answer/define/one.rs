//! One concept with all that is said of it and what a screen asks of it: its JSON and its digest come of one gathering.

use super::{DefineAnswer, gather, gather::NotesWanted, shown::MAX_PART_ITEMS};
use crate::answer::{
    Ask, Detail, VERSION, cited_works::CitedWorks, concept_names::NameCache, disputes,
    lookup::Lookup,
};
use cxterms_base::{ConceptId, image::ImageError};

/// Defines a concept, asked for by its identifier: all for programs, with its first questions, to be cut to a screen.
///
/// # Errors
/// When the base is damaged.
pub(crate) fn define_concept(ask: Ask<'_>, id: ConceptId) -> Result<DefineAnswer<'_>, ImageError> {
    let naming = NameCache::new(Ask { detail: Detail::Data, ..ask });
    let query = naming.head(id)?.id;
    let mut concept = gather::gather_claims(&naming, id, NotesWanted::All)?;
    concept.questions = disputes::ask_questions(&naming, id, MAX_PART_ITEMS)?;
    let found = Lookup::resolve_name_in(ask.base, query, ask.languages)?;
    let others = found.others.iter().map(|posting| posting.concept);
    let others = others.chain(found.ids.iter().copied()).filter(|other| *other != id);
    let also = others.map(|other| Ok(naming.head(other)?.id));
    concept.also = also.collect::<Result<_, ImageError>>()?;
    let mut works = CitedWorks::default();
    concept.cite_works(&mut works);
    let shared = concept.notes.iter().filter(|note| !note.with.is_empty());
    shared.for_each(|note| works.cite_attribution(&note.said));
    Ok(DefineAnswer {
        version: VERSION,
        query: query.to_owned(),
        according_to: naming.perspective_names()?,
        works: works.into_works(&naming)?,
        visible_works: 0,
        suggestions: vec![],
        scheme: None,
        speakers: vec![],
        unheard: concept.is_silent(),
        concepts: vec![concept],
        readings: None,
        senses: None,
        on_screen: true,
        handles: None,
        remarks: vec![],
    })
}
