//! Which label means several things, as different voices define it?

use super::{Dispute, DisputeKind, Evidence, Held, Party};
use crate::{
    corpus::ConceptId,
    corpus::{Citation, SUBSET_OF, VoiceId},
    graph::End,
    image::{ImageError, Reach},
    text,
};
use std::collections::BTreeSet;

/// The senses of a concept's preferred label, each with those who define it; and what one of them brings about while it
/// brings about another.
pub(super) fn of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    if defined_by(evidence, id)?.is_empty() {
        return Ok(vec![]);
    }
    let head = evidence.base.head(id)?;
    let folded = text::fold(head.label);
    let mut about = vec![];
    let mut senses = vec![];
    for posting in evidence.base.labels().get(&folded)? {
        let other = evidence.base.head(posting.concept)?;
        if posting.reach <= Reach::Preferred && text::fold(other.label) == folded {
            let by = defined_by(evidence, posting.concept)?;
            if !by.is_empty() && !about.contains(&posting.concept) {
                about.push(posting.concept);
                senses.push(by);
            }
        }
    }
    about.sort_unstable();
    if !about.contains(&id) || !differently(&senses) {
        return Ok(vec![]);
    }
    let mut sides = vec![];
    for sense in &about {
        sides.push(Party { holds: Held::Sense(*sense), by: defined_by(evidence, *sense)? });
    }
    sides.extend(crossing(evidence, &about)?);
    Ok(vec![Dispute { kind: DisputeKind::Senses, about, facet: None, sides }])
}

fn defined_by<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Citation<&'b str>>, ImageError> {
    let record = evidence.record(id)?;
    let said = record.concept.definitions.iter().map(|definition| definition.said.clone());
    let heard = said.filter_map(|said| evidence.seen_by.said(said));
    let mut found: Vec<Citation<&'b str>> = vec![];
    for citation in heard.flat_map(|said| said.asserted_by) {
        let known = |it: &Citation<&str>| (it.voice, it.work) == (citation.voice, citation.work);
        if !evidence.base.is_own(citation.voice) && !found.iter().any(known) {
            found.push(Citation { text: None, ..citation });
        }
    }
    Ok(found)
}

/// Whether each of two senses has a voice that does not define the other.
fn differently(senses: &[Vec<Citation<&str>>]) -> bool {
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
fn crossing<'b>(
    evidence: &Evidence<'b>,
    senses: &[ConceptId],
) -> Result<Vec<Party<'b>>, ImageError> {
    let mut links = vec![];
    for sense in senses {
        for link in evidence.links(*sense)?.iter() {
            let plain =
                link.relation != SUBSET_OF && !evidence.base.relation(link.relation)?.symmetric();
            if plain
                && !evidence.outside(&link.stance).is_empty()
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
            let by = evidence.by(from, link.relation, to, &evidence.outside(&link.stance))?;
            sides.push(Party { holds: Held::Relation(from, link.relation, to), by });
        }
    }
    Ok(sides)
}
