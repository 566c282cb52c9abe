//! A dispute in words: one sentence for the conflict, and one clause for each party.

use super::{Dispute, Side};
use crate::answer::{naming::Naming, relate};
use cxterms_base::{
    ConceptId, DisputeKind, Position,
    corpus::{SUBSET_OF, Voice, capitalize_first},
    image::ImageError,
};
use std::{collections::BTreeSet, rc::Rc};

/// A dispute in words.
///
/// # Errors
/// When the base is damaged.
pub(super) fn told<'b>(
    naming: &Naming<'b>,
    dispute: &cxterms_base::Dispute<'b>,
    language: Option<&str>,
) -> Result<Dispute<'b>, ImageError> {
    let words = Words { naming, language };
    let mut sides = vec![];
    for side in &dispute.sides {
        let (claim, short) = (words.held(&side.holds)?, words.side(dispute.kind, &side.holds)?);
        let by = naming.each_cited(&side.by)?;
        let concepts = side.holds.concepts().into_iter().map(|id| Ok(naming.head(id)?.id));
        let concepts = concepts.collect::<Result<_, ImageError>>()?;
        sides.push(Side {
            claim,
            short,
            concepts,
            by,
            known_by: None,
            critic: None,
            in_its_work: false,
        });
    }
    let known_by: Vec<_> = (0..sides.len()).map(|index| known_by(naming, dispute, index)).collect();
    for (side, known) in sides.iter_mut().zip(known_by) {
        if let Some((voice, in_its_work)) = known? {
            (side.known_by, side.critic) = (Some(voice.id), Some(voice.short));
            side.in_its_work = in_its_work;
        }
    }
    let about = dispute.about.iter().map(|id| Ok(naming.head(*id)?.id));
    Ok(Dispute {
        way: dispute.kind,
        clash: dispute.kind.is_clash(),
        about: about.collect::<Result<_, ImageError>>()?,
        facet: dispute.facet.map(|facet| naming.facet(facet)).transpose()?.map(|facet| facet.id),
        sentence: words.sentence(dispute)?,
        voices: dispute.voice_count(),
        sides,
    })
}

/// A voice, and whether it is heard in a work of its own.
type Critic<'b> = (Rc<Voice<&'b str>>, bool);

/// The voice on another side from which alone one side is known, and whether that is by a work of its own.
fn known_by<'b>(
    naming: &Naming<'b>,
    dispute: &cxterms_base::Dispute<'b>,
    index: usize,
) -> Result<Option<Critic<'b>>, ImageError> {
    let Some(side) = dispute.sides.get(index) else { return Ok(None) };
    let via: BTreeSet<_> = side.by.iter().map(|citation| citation.via).collect();
    let [Some(via)] = via.into_iter().collect::<Vec<_>>()[..] else { return Ok(None) };
    let others = dispute.sides.iter().enumerate().filter(|(at, _)| *at != index);
    if !others.flat_map(|(_, other)| &other.by).any(|citation| citation.voice == via) {
        return Ok(None);
    }
    let works = side.by.iter().filter_map(|citation| citation.work);
    let works = works.map(|work| Ok(naming.work(work)?.by.contains(&via)));
    let in_its_work = works.collect::<Result<Vec<_>, ImageError>>()?.into_iter().all(|by| by);
    Ok(Some((naming.voice(via)?, in_its_work)))
}

struct Words<'w, 'b> {
    naming: &'w Naming<'b>,
    language: Option<&'w str>,
}

impl Words<'_, '_> {
    fn name(&self, id: ConceptId) -> Result<String, ImageError> {
        Ok(self.naming.term(id, self.language)?.short.into_owned())
    }

    /// What cannot hold together, or is talked past.
    fn sentence(&self, dispute: &cxterms_base::Dispute<'_>) -> Result<String, ImageError> {
        let held = |index: usize| match dispute.sides.get(index) {
            Some(side) => self.held(&side.holds),
            None => Ok(String::new()),
        };
        let all = || {
            let all = dispute.sides.iter().map(|side| self.held(&side.holds));
            Ok::<_, ImageError>(all.collect::<Result<Vec<_>, _>>()?.join("; "))
        };
        let about = |index: usize| match dispute.about.get(index) {
            Some(id) => self.name(*id),
            None => Ok(String::new()),
        };
        Ok(match dispute.kind {
            DisputeKind::Denied => match dispute.sides.first().map(|side| &side.holds) {
                Some(Position::Note(_, text)) => {
                    format!("This is so, or it is not: {}", text.trim_end_matches('.'))
                }
                Some(Position::Value(..)) => format!("{}, or not", capitalize_first(&held(0)?)),
                _ => format!("Either {}, or not", held(0)?),
            },
            DisputeKind::Cyclic
                if matches!(
                    dispute.sides.first(),
                    Some(cxterms_base::Party { holds: Position::Root(_), .. })
                ) =>
            {
                let below = dispute.about.iter().skip(1).map(|id| self.name(*id));
                let below = below.collect::<Result<Vec<_>, _>>()?;
                let of = capitalize_first(&about(0)?);
                format!("{of} cannot have nothing above it and fall under {}", or(&below))
            }
            DisputeKind::Cyclic => {
                let names = dispute.about.iter().map(|id| self.name(*id));
                let names = joined(&names.collect::<Result<Vec<_>, _>>()?, "and");
                match dispute.about.len() {
                    2 => format!("{} cannot each fall under the other", capitalize_first(&names)),
                    _ => format!(
                        "{} cannot stand above one another in a circle",
                        capitalize_first(&names)
                    ),
                }
            }
            DisputeKind::Excluded => match dispute.sides.as_slice() {
                [_, other] => format!("Either {}, or {}", held(0)?, self.held(&other.holds)?),
                _ => format!("Either {}, or not", held(0)?),
            },
            DisputeKind::Facet => {
                let facet = dispute.facet.map(|facet| self.naming.facet(facet)).transpose()?;
                let facet = facet.map(|facet| facet.label.to_lowercase()).unwrap_or_default();
                let given = dispute.sides.iter().filter_map(|side| match side.holds {
                    Position::Value(_, _, value) => Some(value.to_owned()),
                    _ => None,
                });
                let of = capitalize_first(&about(0)?);
                match &*given.collect::<Vec<_>>() {
                    [only] => format!("{of}, {facet}: {only}, or not"),
                    several => format!("{of}, {facet}: {}? Only one can be", or(several)),
                }
            }
            DisputeKind::Parents => self.placed(dispute)?,
            DisputeKind::Mutual => format!("Different voices tell it both ways: {}", all()?),
            DisputeKind::Senses => {
                let label = dispute.about.first().map(|id| self.naming.head(*id)).transpose()?;
                let label = label.map(|head| head.label).unwrap_or_default();
                format!(
                    "“{label}” has {} senses, as different voices define it",
                    dispute.about.len()
                )
            }
        })
    }

    fn placed(&self, dispute: &cxterms_base::Dispute<'_>) -> Result<String, ImageError> {
        let mut umbrellas = vec![];
        let mut twin = None;
        for side in &dispute.sides {
            match &side.holds {
                Position::Relation(_, SUBSET_OF, above) => umbrellas.push(self.name(*above)?),
                Position::Relation(_, _, other) => twin = Some(self.name(*other)?),
                _ => {}
            }
        }
        let of = dispute.about.first().map(|id| self.name(*id)).transpose()?.unwrap_or_default();
        Ok(match twin {
            Some(twin) => format!(
                "If {of} is the same as {twin}, the two stand in one place; but {of} falls under {}, and nobody puts {twin} there",
                joined(&umbrellas, "and")
            ),
            None => format!(
                "{} should fall under one thing, and nothing joins {}",
                capitalize_first(&of),
                joined(&umbrellas, "and")
            ),
        })
    }

    /// What a side holds, short where the sentence has told the rest.
    fn side(&self, way: DisputeKind, holds: &Position<'_>) -> Result<String, ImageError> {
        Ok(match (way, holds) {
            (DisputeKind::Denied | DisputeKind::Excluded, Position::Not(_)) => "not so".to_owned(),
            (DisputeKind::Denied, _) => "so".to_owned(),
            (DisputeKind::Facet, Position::Value(_, _, value)) => (*value).to_owned(),
            (DisputeKind::Facet, Position::Not(not)) => format!("not {}", self.side(way, not)?),
            _ => self.held(holds)?,
        })
    }

    /// What a side holds, as a clause.
    fn held(&self, holds: &Position<'_>) -> Result<String, ImageError> {
        Ok(match holds {
            Position::Label(id, text) => format!("“{text}” is a name of {}", self.name(*id)?),
            Position::Definition(id, text) => format!("{} means “{text}”", self.name(*id)?),
            Position::Value(id, facet, value) => {
                let facet = self.naming.facet(*facet)?;
                format!("{}, {}: {value}", self.name(*id)?, facet.label.to_lowercase())
            }
            Position::Note(_, text) => (*text).to_owned(),
            Position::Root(id) => format!("{} has nothing above it", self.name(*id)?),
            Position::Relation(from, relation, to) => {
                let relation = self.naming.relation(*relation)?;
                let words = relate::words(relation.id);
                format!("{} {words} {}", self.name(*from)?, self.name(*to)?)
            }
            Position::Sense(id) => self.naming.term(*id, self.language)?.name().into_owned(),
            Position::Not(not) => format!("not: {}", self.held(not)?),
        })
    }
}

/// `a`, `a or b`, `a, b or c`.
fn or(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
