//! Which claims does somebody deny that others make?

use super::{Dispute, Held, Side, Told, Way};
use crate::{
    base::{ConceptId, Side as End},
    corpus::Said,
    image::ImageError,
};

/// The claims of a concept that are both made and denied; those of a facet that takes one value are told as its values.
pub(super) fn of<'b>(told: &Told<'b>, id: ConceptId) -> Result<Vec<Dispute<'b>>, ImageError> {
    let record = told.base.concept(id)?;
    let concept = record.concept;
    let mut found = vec![];
    let mut add = |about: Vec<ConceptId>, holds: Held<'b>, said: Said<&'b str>| {
        found.extend(told.seen_by.said(said).and_then(|said| denial(about, holds, said)));
    };
    for label in concept.labels {
        add(vec![id], Held::Label(id, label.text), label.said);
    }
    for definition in concept.definitions {
        add(vec![id], Held::Definition(id, definition.text), definition.said);
    }
    for value in concept.facets {
        let disputed = !value.said.denied_by.is_empty();
        if disputed && !told.base.facet(value.facet)?.single_valued {
            add(vec![id], Held::Value(id, value.facet, value.value), value.said);
        }
    }
    for note in concept.notes {
        let about = [vec![id], note.with].concat();
        add(about, Held::Note(id, note.text), note.said);
    }
    for number in record.shared_notes {
        let (from, note) = told.base.shared_note(number)?;
        let about = [vec![from], note.with].concat();
        add(about, Held::Note(from, note.text), note.said);
    }
    if let Some(said) = concept.root {
        add(vec![id], Held::Root(id), said);
    }
    for link in told.links(id)?.iter() {
        if link.stance.denied_by.is_empty() || link.stance.asserted_by.is_empty() {
            continue;
        }
        let (from, to) = match link.side {
            End::Near => (id, link.concept),
            End::Far => (link.concept, id),
        };
        let mut said = told.said(from, link.relation, to)?;
        let (mut first, mut second) = (from, to);
        if said.asserted_by.is_empty() {
            // A symmetric relation is written at either end.
            said = told.said(to, link.relation, from)?;
            (first, second) = (to, from);
        }
        add(vec![first, second], Held::Relation(first, link.relation, second), said);
    }
    Ok(found)
}

fn denial<'b>(about: Vec<ConceptId>, holds: Held<'b>, said: Said<&'b str>) -> Option<Dispute<'b>> {
    if said.asserted_by.is_empty() || said.denied_by.is_empty() {
        return None;
    }
    let not = Side { holds: Held::Not(Box::new(holds.clone())), by: said.denied_by };
    let sides = vec![Side { holds, by: said.asserted_by }, not];
    Some(Dispute { way: Way::Denied, about, facet: None, sides })
}
