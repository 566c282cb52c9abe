//! Disputes about claims that some voices make and others deny.

use super::{
    Dispute, DisputeKind, Evidence, Party, Position, cyclic, differ, excluded, mutual, voices_of,
};
use crate::{corpus::CitedStance, corpus::ConceptId, graph::End, image::ImageError};

/// The claims of a concept that are both made and denied; those of a facet that takes one value are told as its values.
pub(super) fn find_disputes_of<'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
) -> Result<Vec<Dispute<'b>>, ImageError> {
    let record = evidence.concept_record(id)?;
    let concept = &record.concept;
    let mut found = vec![];
    let mut add =
        |about: &dyn Fn() -> Vec<ConceptId>, holds: Position<'b>, said: &CitedStance<&'b str>| {
            if !said.denied_by.is_empty() {
                let heard = evidence.filter_citations(said.clone());
                found.extend(heard.and_then(|said| build_denial_dispute(about(), holds, said)));
            }
        };
    let alone = || vec![id];
    for label in &concept.labels {
        add(&alone, Position::Label(id, label.text), &label.said);
    }
    let definitions = concept.definitions.iter().map(|it| (it.text, &it.said));
    for (text, said) in gather_denied(definitions) {
        add(&alone, Position::Definition(id, text), &said);
    }
    for value in &concept.facets {
        let disputed = !value.said.denied_by.is_empty();
        if disputed && !evidence.base.facet(value.facet)?.single_valued {
            add(&alone, Position::Value(id, value.facet, value.value), &value.said);
        }
    }
    let notes = concept.notes.iter().map(|note| ((note.text, &*note.with), &note.said));
    for ((text, with), said) in gather_denied(notes) {
        let about = || [&[id][..], with].concat();
        add(&about, Position::Note(id, text), &said);
    }
    for number in &record.shared_notes {
        let (from, note) = evidence.base.shared_note(*number)?;
        let about = || [&[from][..], &note.with].concat();
        add(&about, Position::Note(from, note.text), &note.said);
    }
    let current = concept.states.iter().filter(|state| !state.value.is_given_up());
    for (value, said) in gather_denied(current.map(|state| (state.value, &state.said))) {
        add(&alone, Position::State(id, value), &said);
    }
    let mut wider = None;
    if let Some(said) = concept.root.as_ref().filter(|said| !said.denied_by.is_empty()) {
        let wider = gather_wider(evidence, id, &mut wider)?;
        if !wider.iter().any(|wider| wider.is_led_by(&Position::Root(id))) {
            add(&alone, Position::Root(id), said);
        }
    }
    for link in evidence.links(id)?.iter() {
        if link.stance.denied_by.is_empty() || link.stance.asserted_by.is_empty() {
            continue;
        }
        let (from, to) = match link.side {
            End::Near => (id, link.concept),
            End::Far => (link.concept, id),
        };
        let mut said = evidence.relation_citations(from, link.relation, to)?;
        let (mut first, mut second) = (from, to);
        if said.asserted_by.is_empty() {
            // A symmetric relation is written at either end.
            said = evidence.relation_citations(to, link.relation, from)?;
            (first, second) = (to, from);
        }
        // Where the relation is one side of a wider clash, its denial is told there.
        let claim = Position::Relation(first, link.relation, second);
        let back = Position::Relation(second, link.relation, first);
        let symmetric = evidence.base.is_symmetric(link.relation)?;
        let told_there = gather_wider(evidence, id, &mut wider)?.iter().any(|wider| {
            let contrary = |side: &Party<'_>| {
                matches!(&side.holds, Position::Not(held) if **held == claim || symmetric && **held == back)
            };
            wider.sides.iter().any(contrary)
        });
        if !told_there {
            let about = || vec![first, second];
            add(&about, Position::Relation(first, link.relation, second), &said);
        }
    }
    Ok(found)
}

/// The claims that somebody denies, those that say the same at several times as one.
fn gather_denied<'c, 'b: 'c, T: PartialEq>(
    claims: impl Iterator<Item = (T, &'c CitedStance<&'b str>)>,
) -> Vec<(T, CitedStance<&'b str>)> {
    let mut denied: Vec<(T, CitedStance<&'b str>)> = vec![];
    for (holds, said) in claims.filter(|(_, said)| !said.denied_by.is_empty()) {
        match denied.iter_mut().find(|(known, _)| *known == holds) {
            Some((_, known)) => {
                let more = said.clone().into_citations();
                known.asserted_by.extend(more.asserted_by);
                for denial in more.denied_by {
                    // A denial meets what is said at every time.
                    if !known.denied_by.contains(&denial) {
                        known.denied_by.push(denial);
                    }
                }
            }
            None => denied.push((holds, said.clone())),
        }
    }
    denied
}

/// The disputes of a concept that tell denials too.
fn gather_wider<'w, 'b>(
    evidence: &Evidence<'b>,
    id: ConceptId,
    known: &'w mut Option<Vec<Dispute<'b>>>,
) -> Result<&'w [Dispute<'b>], ImageError> {
    if known.is_none() {
        let mut all = excluded::find_disputes_of(evidence, id)?;
        all.extend(cyclic::find_disputes_of(evidence, id)?);
        all.extend(mutual::find_disputes_of(evidence, id)?);
        *known = Some(all);
    }
    Ok(known.as_deref().unwrap_or_default())
}

/// Those who make a claim and those who deny it, if some do only the one and some only the other. One voice alone that
/// does both contradicts itself.
fn build_denial_dispute<'b>(
    about: Vec<ConceptId>,
    holds: Position<'b>,
    said: CitedStance<&'b str>,
) -> Option<Dispute<'b>> {
    let said = said.into_citations();
    let (asserting, denying) = (voices_of(&said.asserted_by), voices_of(&said.denied_by));
    let alone = asserting == denying && asserting.len() == 1;
    if !alone && !differ(&asserting, &denying) {
        return None;
    }
    let not = Party::new(Position::Not(Box::new(holds.clone())), said.denied_by);
    let sides = vec![Party::new(holds, said.asserted_by), not];
    Some(Dispute::new(DisputeKind::Denied, about, sides))
}
