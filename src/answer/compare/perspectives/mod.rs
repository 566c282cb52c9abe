//! Comparison of perspectives on one term, one column each. How do voices differ on it?

mod page;

use crate::answer::{
    VERSION,
    ask::Ask,
    cited_works::{CitedWork, CitedWorks},
    concept_names::NameCache,
    define::{self, DefinedConcept},
    disputes::{self, DescribedDispute},
    term::Term,
};
use cxterms_base::{ConceptId, Perspective, corpus::WorkId, image::ImageError};
use serde::Serialize;

/// One term as several perspectives see it.
#[derive(Debug, Serialize)]
pub struct PerspectiveComparison<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The senses of the term.
    pub concepts: Vec<Term<'b>>,
    /// The views: for each perspective, each sense of which it says something.
    pub views: Vec<PerspectiveView<'b>>,
    /// The perspectives that say nothing of it.
    pub silent: Vec<String>,
    /// Where these voices disagree about it.
    pub disputes: Vec<DescribedDispute<'b>>,
    /// Every work that is cited, in the order of first mention.
    pub works: Vec<CitedWork<'b>>,
    /// Whether a person sees these.
    #[serde(skip)]
    sources: bool,
}

/// A concept as one perspective sees it.
#[derive(Debug, Serialize)]
pub struct PerspectiveView<'b> {
    /// Whose perspective.
    pub according_to: Vec<&'b str>,
    /// How it is called at the head of a column.
    #[serde(skip)]
    name: String,
    /// Everything that is said of the concept there.
    pub concept: DefinedConcept<'b>,
}

/// Sets several perspectives on the senses of one term side by side; the question's own hears what all of them hear.
///
/// # Errors
/// When the base is damaged.
pub fn compare_perspectives<'b>(
    ask: Ask<'b>,
    ids: &[ConceptId],
    each: &'b [Perspective],
) -> Result<PerspectiveComparison<'b>, ImageError> {
    let everyone = NameCache::new(ask);
    let (mut views, mut silent, mut works) = (vec![], vec![], CitedWorks::default());
    for perspective in each {
        let naming = NameCache::with_sole_speaker(Ask { perspective, ..ask });
        let name = naming.short_perspective_names()?;
        let before = views.len();
        for id in ids {
            let concept = define::gather_claims(&naming, *id, define::NotesWanted::All)?;
            if !concept.is_silent() {
                concept.cite_works(&mut works);
                views.push(PerspectiveView {
                    according_to: naming.perspective_names()?,
                    name: name.clone(),
                    concept,
                });
            }
        }
        if views.len() == before {
            silent.push(name);
        }
    }
    for work in (0_u32..).take(ask.base.work_count()?) {
        everyone.work(WorkId(work))?;
    }
    Ok(PerspectiveComparison {
        version: VERSION,
        concepts: ids.iter().map(|id| everyone.term(*id)).collect::<Result<_, _>>()?,
        views,
        silent,
        disputes: disputes::describe_disputes(&everyone, Some(ids), |_| true)?,
        works: works.into_works(&everyone)?,
        sources: ask.sources,
    })
}

impl PerspectiveComparison<'_> {
    /// Whether any perspective says anything of it.
    pub fn has_views(&self) -> bool {
        !self.views.is_empty()
    }
}
