//! Cuts a definition to a digest: leaves out the claims that fewest voices make, and counts them.

use super::Defined;
use crate::answer::{digest::keep, relate::Related};

/// How many definitions a digest tells.
const DEFINITIONS: usize = 6;
/// How many values of a facet.
const VALUES: usize = 3;
/// How many concepts of a relation.
const ENDS: usize = 3;
/// How many wordings of one relation to one concept.
const WORDINGS: usize = 1;
/// How many notes of a kind.
const NOTES: usize = 1;

/// How many claims a digest leaves out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) definitions: usize,
    /// By relation's name.
    pub(super) relations: Vec<(String, usize)>,
    /// By kind of note.
    pub(super) notes: Vec<(&'static str, usize)>,
    /// In all.
    pub(super) all: usize,
}

impl<'b> Defined<'b> {
    /// Leaves out what fewest voices say.
    pub(super) fn digest(&mut self) {
        let definitions = keep(&mut self.definitions, DEFINITIONS, |it| it.said.weight());
        let mut left_out = LeftOut { definitions, ..LeftOut::default() };
        self.definitions.iter_mut().for_each(|it| it.said.brief());
        self.synonyms.iter_mut().for_each(|it| it.said.brief());
        for facet in &mut self.facets {
            facet.left_out = keep(&mut facet.values, VALUES, |it| it.said.weight());
            facet.values.iter_mut().for_each(|it| it.said.brief());
            left_out.all += facet.left_out;
        }
        let mut relations = vec![];
        for group in self.relations.chunk_by(|a, b| a.relation == b.relation) {
            let mut ends: Vec<_> = group.chunk_by(|a, b| a.concept == b.concept).collect();
            let weight = |end: &&[Related<'b>]| end.iter().map(|it| it.said.weight()).sum();
            let more = keep(&mut ends, ENDS, weight);
            let mut wordings = 0;
            for end in ends {
                let mut end = end.to_vec();
                wordings += keep(&mut end, WORDINGS, |it| it.said.weight());
                for wording in &mut end {
                    wording.said.brief();
                }
                relations.extend(end);
            }
            if let Some(first) = group.first().filter(|_| more + wordings > 0) {
                left_out.relations.push((first.relation.to_owned(), more + wordings));
            }
        }
        self.relations = relations;
        let mut notes = vec![];
        for note in std::mem::take(&mut self.notes) {
            match notes.iter_mut().find(|(kind, _): &&mut (&str, Vec<_>)| *kind == note.kind) {
                Some((_, known)) => known.push(note),
                None => notes.push((note.kind, vec![note])),
            }
        }
        for (kind, mut notes) in notes {
            let more = keep(&mut notes, NOTES, |it| it.said.weight());
            if more > 0 {
                left_out.notes.push((kind, more));
            }
            self.notes.extend(notes);
        }
        let relations = left_out.relations.iter().map(|(_, more)| more);
        let notes = left_out.notes.iter().map(|(_, more)| more);
        left_out.all += left_out.definitions + relations.chain(notes).sum::<usize>();
        self.left_out = left_out;
    }
}
