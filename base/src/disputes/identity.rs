//! Identifiers of disputes: what each is about, in names that files use.

use super::{Dispute, DisputeKind, Position};
use crate::{base::Base, corpus::ConceptId, image::ImageError};

/// How many words of a text its part of an identifier has.
const MAX_WORDS: usize = 6;

/// Names what a dispute is about: concepts, then the relation, facet or text, as in `customer-success.stage`. The same
/// question has the same identifier, and no two disputes have one.
///
/// # Errors
/// When the base is damaged.
pub fn identify_dispute(base: &Base, dispute: &Dispute<'_>) -> Result<String, ImageError> {
    let mut parts = vec![];
    let first = dispute.sides.first().map(|side| &side.holds);
    match (dispute.kind, first) {
        (DisputeKind::Facet, _) => {
            parts.extend(concept_parts(base, &dispute.about)?);
            if let Some(facet) = dispute.facet {
                parts.push(base.facet(facet)?.id.to_owned());
            }
        }
        (DisputeKind::Denied, Some(claim)) => parts = claim_parts(base, claim)?,
        (DisputeKind::Cyclic, Some(Position::Root(id))) => {
            parts.extend(concept_parts(base, &[*id])?);
            parts.push("root".to_owned());
        }
        (DisputeKind::Parents, _) => {
            parts.extend(concept_parts(base, dispute.about.get(..1).unwrap_or_default())?);
            parts.push("umbrella".to_owned());
        }
        (DisputeKind::State, _) => {
            parts.extend(concept_parts(base, &dispute.about)?);
            parts.push("status".to_owned());
        }
        (DisputeKind::Senses, _) => {
            parts.extend(concept_parts(base, &dispute.about)?);
            parts.push("senses".to_owned());
        }
        _ => {
            parts.extend(concept_parts(base, &dispute.about)?);
            let mut named = vec![];
            for side in &dispute.sides {
                if let Position::Relation(_, relation, _) = side.holds
                    && !named.contains(&relation)
                {
                    named.push(relation);
                }
            }
            named.sort_unstable();
            for relation in named {
                parts.push(base.relation_kind(relation)?.id.to_owned());
            }
        }
    }
    parts.extend(dispute.aspect.map(|aspect| aspect.name().to_owned()));
    Ok(parts.join("."))
}

fn concept_parts(base: &Base, concepts: &[ConceptId]) -> Result<Vec<String>, ImageError> {
    // A dot within an identifier is doubled, so that it does not end it.
    let name = |id: &ConceptId| Ok(base.concept_head(*id)?.id.replace('.', ".."));
    concepts.iter().map(name).collect()
}

fn claim_parts(base: &Base, claim: &Position<'_>) -> Result<Vec<String>, ImageError> {
    let mut parts = concept_parts(base, &claim.concepts())?;
    let record = |id: &ConceptId| base.concept_record(*id);
    match claim {
        Position::Label(id, label) => {
            let concept = record(id)?.concept;
            let labels = concept.labels.iter().map(|label| label.text);
            parts.extend(["label".to_owned(), text_part(labels, label)]);
        }
        Position::Definition(id, text) => {
            let concept = record(id)?.concept;
            let texts = concept.definitions.iter().map(|definition| definition.text);
            parts.extend(["definition".to_owned(), text_part(texts, text)]);
        }
        Position::Note(id, text) => {
            let concept = record(id)?.concept;
            let called = concept.notes.iter().map(|note| (note.text, note.label));
            let called = called.map(|(text, label)| (text, label.unwrap_or(text)));
            parts.extend(["note".to_owned(), name_part(called, text)]);
        }
        Position::Value(id, facet, value) => {
            let concept = record(id)?.concept;
            let values = concept.facets.iter().filter(|other| other.facet == *facet);
            let part = text_part(values.map(|other| other.value), value);
            parts.extend([base.facet(*facet)?.id.to_owned(), part]);
        }
        Position::Root(_) => parts.push("root".to_owned()),
        Position::Relation(_, relation, _) => {
            parts.push(base.relation_kind(*relation)?.id.to_owned());
        }
        Position::InUse(_) => parts.push("status".to_owned()),
        Position::State(_, state) => {
            parts.extend(["status".to_owned(), state.name().to_owned()]);
        }
        Position::Sense(_) => parts.push("sense".to_owned()),
        Position::Not(held) => return claim_parts(base, held),
    }
    Ok(parts)
}

/// The first words of a text with hyphens.
fn text_part<'t>(all: impl Iterator<Item = &'t str>, text: &str) -> String {
    name_part(all.map(|text| (text, text)), text)
}

/// The first words of what a text is called; with a number, where another text before it is called alike.
fn name_part<'t>(all: impl Iterator<Item = (&'t str, &'t str)>, text: &str) -> String {
    let begin = |called: &str| {
        let words = called.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words = words.take(MAX_WORDS).map(str::to_lowercase);
        words.collect::<Vec<_>>().join("-")
    };
    let mut before = vec![];
    for (other, called) in all {
        let part = begin(called);
        if other == text {
            let alike = before.iter().filter(|known| **known == part).count();
            return if alike == 0 { part } else { format!("{part}-{}", alike + 1) };
        }
        before.push(part);
    }
    begin(text)
}
