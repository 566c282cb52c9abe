//! Cuts a definition to a digest: leaves out the claims that fewest voices make, and counts them.

use super::DefinedConcept;
use crate::answer::{digest::keep_weightiest, relation::RelatedConcept};

/// How many definitions a digest tells.
const MAX_DEFINITIONS: usize = 6;
/// How many values of a facet.
const MAX_VALUES: usize = 3;
/// How many concepts of a relation.
const MAX_RELATED: usize = 3;
/// How many wordings of one relation to one concept.
const MAX_WORDINGS: usize = 1;
/// How many notes of a kind.
const MAX_NOTES_OF_KIND: usize = 1;

/// How many claims a digest leaves out.
#[derive(Debug, Default)]
pub(super) struct OmittedClaims {
    pub(super) definitions: usize,
    /// By relation's name.
    pub(super) relations: Vec<(String, usize)>,
    /// By kind of note.
    pub(super) notes: Vec<(&'static str, usize)>,
    /// In all.
    pub(super) all: usize,
}

impl<'b> DefinedConcept<'b> {
    /// Leaves out what fewest voices say.
    pub(super) fn cut_to_digest(&mut self) {
        let definitions =
            keep_weightiest(&mut self.definitions, MAX_DEFINITIONS, |it| it.said.weight());
        let mut left_out = OmittedClaims { definitions, ..OmittedClaims::default() };
        self.definitions.iter_mut().for_each(|it| it.said.shorten_for_digest());
        self.synonyms.iter_mut().for_each(|it| it.said.shorten_for_digest());
        for facet in &mut self.facets {
            facet.left_out = keep_weightiest(&mut facet.values, MAX_VALUES, |it| it.said.weight());
            facet.values.iter_mut().for_each(|it| it.said.shorten_for_digest());
            left_out.all += facet.left_out;
        }
        let mut relations = vec![];
        for group in self.relations.chunk_by(|a, b| a.relation == b.relation) {
            let mut ends: Vec<_> = group.chunk_by(|a, b| a.concept == b.concept).collect();
            let weight = |end: &&[RelatedConcept<'b>]| end.iter().map(|it| it.said.weight()).sum();
            let more = keep_weightiest(&mut ends, MAX_RELATED, weight);
            let mut wordings = 0;
            for end in ends {
                let mut end = end.to_vec();
                wordings += keep_weightiest(&mut end, MAX_WORDINGS, |it| it.said.weight());
                for wording in &mut end {
                    wording.said.shorten_for_digest();
                }
                relations.extend(end);
            }
            if let Some(first) = group.first().filter(|_| more + wordings > 0) {
                left_out.relations.push((first.relation.to_owned(), more + wordings));
            }
        }
        self.relations = relations;
        let mut notes = vec![];
        let own = std::mem::take(&mut self.notes).into_iter();
        for note in own.filter(|note| note.with.is_empty()) {
            match notes.iter_mut().find(|(kind, _): &&mut (&str, Vec<_>)| *kind == note.kind) {
                Some((_, known)) => known.push(note),
                None => notes.push((note.kind, vec![note])),
            }
        }
        for (kind, mut notes) in notes {
            let more = keep_weightiest(&mut notes, MAX_NOTES_OF_KIND, |it| it.said.weight());
            if more > 0 {
                left_out.notes.push((kind, more));
            }
            self.notes.extend(notes);
        }
        let relations = left_out.relations.iter().map(|(_, more)| more);
        let notes = left_out.notes.iter().map(|(_, more)| more);
        left_out.all += left_out.definitions + relations.chain(notes).sum::<usize>();
        left_out.all += self.shared_notes;
        self.left_out = left_out;
    }
}
