//! Disputes about the senses of a label that different voices define differently.

use super::{Dispute, DisputeKind, Evidence, Party, Position};
use crate::{
    corpus::ConceptId,
    corpus::{Citation, SUBSET_OF, VoiceId},
    graph::End,
    image::{ImageError, LookupKind},
    text,
};
use std::collections::BTreeSet;

/// The senses of a concept's preferred label, each with those who define it; and what one of them brings about while it
/// brings about another.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    if defining_citations(evidence, id)?.is_empty() {
        return Ok(vec![]);
    }
    let head = evidence.base.concept_head(id)?;
    let folded = text::fold(head.label);
    let mut about = vec![];
    let mut senses = vec![];
    for posting in evidence.base.label_index().get(&folded)? {
        let other = evidence.base.concept_head(posting.concept)?;
        if posting.reach <= LookupKind::Preferred && text::fold(other.label) == folded {
            let by = defining_citations(evidence, posting.concept)?;
            if !by.is_empty() && !about.contains(&posting.concept) {
                about.push(posting.concept);
                senses.push(by);
            }
        }
    }
    about.sort_unstable();
    if !about.contains(&id) || !differ_in_voices(&senses) {
        return Ok(vec![]);
    }
    let mut sides = vec![];
    for sense in &about {
        sides.push(Party::new(Position::Sense(*sense), defining_citations(evidence, *sense)?));
    }
    sides.extend(find_crossing_relations(evidence, &about)?);
    Ok(vec![Dispute::new(DisputeKind::Senses, about, sides)])
}

fn defining_citations<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Citation<&'b str>>, ImageError> {
    let record = evidence.concept_record(id)?;
    let said = record.concept.definitions.iter().map(|definition| definition.said.clone());
    let heard = said.filter_map(|said| evidence.filter_citations(said));
    let mut found: Vec<Citation<&'b str>> = vec![];
    for citation in heard.flat_map(|said| said.into_citations().asserted_by) {
        let known = |it: &Citation<&str>| (it.voice, it.work) == (citation.voice, citation.work);
        if !evidence.base.is_own(citation.voice) && !found.iter().any(known) {
            found.push(citation.without_words());
        }
    }
    Ok(found)
}

/// Whether each of two senses has a voice that does not define the other.
fn differ_in_voices(senses: &[Vec<Citation<&str>>]) -> bool {
    let voices = |sense: &Vec<Citation<&str>>| {
        sense.iter().map(|it| it.voice).collect::<BTreeSet<VoiceId>>()
    };
    let senses: Vec<_> = senses.iter().map(voices).collect();
    senses.iter().enumerate().any(|(index, one)| {
        let mut others = senses.iter().skip(index + 1);
        others.any(|other| !one.is_subset(other) && !other.is_subset(one))
    })
}

/// Relations by which one sense brings about what another results from.
fn find_crossing_relations<'b>(
    evidence: &Evidence<'b>,
    senses: &[ConceptId],
) -> Result<Vec<Party<'b>>, ImageError> {
    let mut links = vec![];
    for sense in senses {
        for link in evidence.links(*sense)?.iter() {
            let plain = link.relation != SUBSET_OF
                && !evidence.base.relation_kind(link.relation)?.is_symmetric();
            if plain
                && !evidence.asserting_voices(&link.stance).is_empty()
                && !senses.contains(&link.concept)
            {
                links.push((*sense, link.clone()));
            }
        }
    }
    let mut sides = vec![];
    for (sense, link) in &links {
        let crossed = links.iter().any(|(other, back)| {
            other != sense
                && (back.relation, back.concept) == (link.relation, link.concept)
                && back.side != link.side
        });
        if crossed {
            let (from, to) = match link.side {
                End::Near => (*sense, link.concept),
                End::Far => (link.concept, *sense),
            };
            let by = evidence.citations_among(
                from,
                link.relation,
                to,
                &evidence.asserting_voices(&link.stance),
            )?;
            sides.push(Party::new(Position::Relation(from, link.relation, to), by));
        }
    }
    Ok(sides)
}
