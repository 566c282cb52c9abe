//! What each name means that several terms go by, in the order of `define`; and what a label means without implied words.

use super::plan::SitePlan;
use crate::answer::{Ask, DefinedConcept, Lookup};
use cxterms_base::image::ImageError;
use std::collections::{BTreeMap, HashMap};

/// A name as it is written, and who goes by it.
#[derive(Debug)]
struct IndexedName {
    written: String,
    /// The place of the first term that goes by it.
    place: usize,
    /// Whether the index of words does not tell what it means: others go by it, or it is no name in full.
    unclear: bool,
}

/// The names that were met so far, by their folded words.
#[derive(Debug, Default)]
pub(super) struct IndexedNames(BTreeMap<String, IndexedName>);

impl IndexedNames {
    /// Adds the names of a term; `fold` gives a name in the words of the index.
    pub(super) fn add_names(
        &mut self,
        place: usize,
        concept: &DefinedConcept<'_>,
        fold: impl Fn(&str) -> String,
    ) {
        let labels = [&concept.abbreviations, &concept.synonyms, &concept.translations];
        let labels = labels.into_iter().flatten().map(|claim| (claim.text, false));
        let term = &concept.term;
        for (name, short) in [(term.label, false), (&*term.short, true)].into_iter().chain(labels) {
            let folded = fold(name);
            match self.0.get_mut(&folded) {
                Some(known) => known.unclear |= known.place != place,
                None if folded.is_empty() => {}
                None => {
                    let name = IndexedName { written: name.to_owned(), place, unclear: short };
                    self.0.insert(folded, name);
                }
            }
        }
    }

    /// The places of the terms that each unclear name means: those that `define` tells first before the others.
    pub(super) fn list_readings(
        self,
        ask: Ask<'_>,
        plan: &SitePlan<'_>,
    ) -> Result<Vec<(String, Vec<usize>)>, ImageError> {
        let places: HashMap<_, _> = plan.terms.iter().map(|(id, _)| *id).zip(0..).collect();
        let unclear = self.0.into_iter().filter(|(_, name)| name.unclear);
        let readings = unclear.map(|(folded, name)| {
            let found = Lookup::resolve_name_in(ask.base, &name.written, ask.languages)?;
            let mut told: Vec<usize> = vec![];
            for posting in found.all_postings() {
                let place = places.get(&posting.concept).copied();
                told.extend(place.filter(|it| !told.contains(it)));
            }
            Ok((folded, told))
        });
        readings.collect()
    }
}
