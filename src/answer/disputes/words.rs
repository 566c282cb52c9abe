//! A dispute in words: one sentence for the conflict, and one clause for each party.

use super::{ClaimFields, DescribedDispute, DisputeQuestion, DisputeSide, question::word_question};
use crate::answer::{concept_names::NameCache, wording::RelationVerb};
use cxterms_base::{
    ConceptId, DisputeKind, End, Position,
    corpus::{Aspect, Voice, capitalize_first},
    image::ImageError,
};
use std::{collections::BTreeSet, rc::Rc};

/// A dispute in words.
///
/// # Errors
/// When the base is damaged.
pub(super) fn describe_dispute<'b>(
    naming: &NameCache<'b>,
    dispute: &cxterms_base::Dispute<'b>,
) -> Result<DescribedDispute<'b>, ImageError> {
    let words = DisputeWriter { naming };
    let mut sides = vec![];
    for side in &dispute.sides {
        let claim = words.name_claim(&side.holds)?;
        let (clause, short) =
            (words.describe_held(&side.holds)?, words.describe_side(dispute.kind, &side.holds)?);
        let by = naming.name_citations(&side.by)?;
        let concepts = side.holds.concepts().into_iter().map(|id| Ok(naming.head(id)?.id));
        let concepts = concepts.collect::<Result<_, ImageError>>()?;
        sides.push(DisputeSide {
            claim,
            clause,
            short,
            concepts,
            voices: side.voice_count(),
            origins: side.origins,
            reserved: side.is_reserved(),
            by,
            known_by: None,
            critic: None,
            in_its_work: false,
        });
    }
    let known_by: Vec<_> =
        (0..sides.len()).map(|index| find_reporting_voice(naming, dispute, index)).collect();
    for (side, known) in sides.iter_mut().zip(known_by) {
        if let Some((voice, in_its_work)) = known? {
            (side.known_by, side.critic) = (Some(voice.id), Some(voice.short));
            side.in_its_work = in_its_work;
        }
    }
    let about = dispute.about.iter().map(|id| Ok(naming.head(*id)?.id));
    let both = dispute.voices_on_both().into_iter().map(|voice| Ok(naming.voice(voice)?.id));
    Ok(DescribedDispute {
        id: cxterms_base::identify_dispute(naming.ask.base, dispute)?,
        number: None,
        aspect: dispute.aspect.map(Aspect::name),
        question: word_question(naming, dispute)?,
        origins: dispute.origin_count(naming.ask.base)?,
        both: both.collect::<Result<_, ImageError>>()?,
        way: dispute.kind,
        clash: dispute.kind.is_clash(),
        about: about.collect::<Result<_, ImageError>>()?,
        facet: dispute.facet.map(|facet| naming.facet(facet)).transpose()?.map(|facet| facet.id),
        sentence: words.describe_conflict(dispute)?,
        voices: dispute.voice_count(),
        sides,
    })
}

/// As much of a dispute as a list shows of it: how many are on which side and, of one that is told, its question.
///
/// # Errors
/// When the base is damaged.
pub(super) fn outline_dispute<'b>(
    naming: &NameCache<'b>,
    dispute: &cxterms_base::Dispute<'b>,
    told: bool,
) -> Result<DescribedDispute<'b>, ImageError> {
    let words = DisputeWriter { naming };
    let outline = |side: &cxterms_base::Party<'b>| {
        side.by.iter().for_each(|cited| naming.note_heard(cited.voice));
        Ok(DisputeSide {
            claim: if told { words.name_claim(&side.holds)? } else { ClaimFields::default() },
            voices: side.voice_count(),
            origins: side.origins,
            reserved: side.is_reserved(),
            ..DisputeSide::default()
        })
    };
    let about = dispute.about.iter().map(|id| Ok(naming.head(*id)?.id));
    let about = if told { about.collect::<Result<_, ImageError>>()? } else { vec![] };
    let sides = dispute.sides.iter().map(outline).collect::<Result<_, ImageError>>()?;
    let question = if told { word_question(naming, dispute)? } else { DisputeQuestion::default() };
    let (id, number, facet, sentence, voices, origins, both) = Default::default();
    Ok(DescribedDispute {
        id,
        number,
        way: dispute.kind,
        clash: dispute.kind.is_clash(),
        about,
        facet,
        aspect: dispute.aspect.map(Aspect::name),
        question,
        sentence,
        voices,
        origins,
        both,
        sides,
    })
}

/// A voice, and whether it is heard in a work of its own.
type ReportingVoice<'b> = (Rc<Voice<&'b str>>, bool);

/// The voice on another side from which alone one side is known, and whether that is by a work of its own.
fn find_reporting_voice<'b>(
    naming: &NameCache<'b>,
    dispute: &cxterms_base::Dispute<'b>,
    index: usize,
) -> Result<Option<ReportingVoice<'b>>, ImageError> {
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

struct DisputeWriter<'w, 'b> {
    naming: &'w NameCache<'b>,
}

impl<'b> DisputeWriter<'_, 'b> {
    /// What a side holds, in parts.
    fn name_claim(&self, holds: &Position<'b>) -> Result<ClaimFields<'b>, ImageError> {
        let id = |id: &ConceptId| Ok::<_, ImageError>(self.naming.head(*id)?.id);
        let text = |what, of: &ConceptId, text: &'b str| {
            Ok(ClaimFields { what, from: id(of)?, value: Some(text), ..ClaimFields::default() })
        };
        match holds {
            Position::Label(of, label) => text("label", of, label),
            Position::Definition(of, definition) => text("definition", of, definition),
            Position::Note(of, note) => text("note", of, note),
            Position::Value(of, facet, value) => {
                let facet = Some(self.naming.facet(*facet)?.id);
                Ok(ClaimFields { facet, ..text("value", of, value)? })
            }
            Position::Root(of) => {
                Ok(ClaimFields { what: "root", from: id(of)?, ..ClaimFields::default() })
            }
            Position::InUse(of) => {
                Ok(ClaimFields { what: "status", from: id(of)?, ..ClaimFields::default() })
            }
            Position::State(of, state) => text("status", of, state.name()),
            Position::Sense(of) => {
                Ok(ClaimFields { what: "sense", from: id(of)?, ..ClaimFields::default() })
            }
            Position::Relation(from, relation, to) => Ok(ClaimFields {
                what: "relation",
                relation: Some(self.naming.relation(*relation)?.id),
                from: id(from)?,
                to: Some(id(to)?),
                ..ClaimFields::default()
            }),
            Position::Not(held) => Ok(ClaimFields { negated: true, ..self.name_claim(held)? }),
        }
    }

    fn short_name(&self, id: ConceptId) -> Result<String, ImageError> {
        Ok(self.naming.term(id)?.short.into_owned())
    }

    /// What cannot hold together, or is talked past.
    fn describe_conflict(&self, dispute: &cxterms_base::Dispute<'_>) -> Result<String, ImageError> {
        let held = |index: usize| match dispute.sides.get(index) {
            Some(side) => self.describe_held(&side.holds),
            None => Ok(String::new()),
        };
        let all = || {
            let all = dispute.sides.iter().map(|side| self.describe_held(&side.holds));
            Ok::<_, ImageError>(all.collect::<Result<Vec<_>, _>>()?.join("; "))
        };
        let about = |index: usize| match dispute.about.get(index) {
            Some(id) => self.short_name(*id),
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
                let below = dispute.about.iter().skip(1).map(|id| self.short_name(*id));
                let below = below.collect::<Result<Vec<_>, _>>()?;
                let of = capitalize_first(&about(0)?);
                format!("{of} cannot have nothing above it and be under {}", join_with_or(&below))
            }
            DisputeKind::Cyclic => {
                let names = dispute.about.iter().map(|id| self.short_name(*id));
                let names = join_with_word(&names.collect::<Result<Vec<_>, _>>()?, "and");
                match dispute.about.len() {
                    2 => format!("{} cannot each be under the other", capitalize_first(&names)),
                    _ => format!(
                        "{} cannot stand above one another in a circle",
                        capitalize_first(&names)
                    ),
                }
            }
            DisputeKind::Excluded => match dispute.sides.as_slice() {
                [_, other] => {
                    format!("Either {}, or {}", held(0)?, self.describe_held(&other.holds)?)
                }
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
                    several => format!("{of}, {facet}: {}? Only one can be", join_with_or(several)),
                }
            }
            DisputeKind::Parents => self.describe_parents(dispute)?,
            DisputeKind::State => format!("Either {}, or not any more", held(0)?),
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

    fn describe_parents(&self, dispute: &cxterms_base::Dispute<'_>) -> Result<String, ImageError> {
        let mut umbrellas = vec![];
        for side in &dispute.sides {
            if let Position::Relation(_, _, above) = &side.holds {
                umbrellas.push(self.short_name(*above)?);
            }
        }
        let of =
            dispute.about.first().map(|id| self.short_name(*id)).transpose()?.unwrap_or_default();
        Ok(format!(
            "{} should be under one thing, and nothing joins {}",
            capitalize_first(&of),
            join_with_word(&umbrellas, "and")
        ))
    }

    /// What a side holds, short where the sentence has told the rest.
    fn describe_side(&self, way: DisputeKind, holds: &Position<'_>) -> Result<String, ImageError> {
        Ok(match (way, holds) {
            (DisputeKind::Denied | DisputeKind::Excluded, Position::Not(_)) => "not so".to_owned(),
            (DisputeKind::Denied, _) => "so".to_owned(),
            (DisputeKind::State, Position::Not(_)) => "no longer in use".to_owned(),
            (DisputeKind::State, _) => "in use".to_owned(),
            (DisputeKind::Facet, Position::Value(_, _, value)) => (*value).to_owned(),
            (DisputeKind::Facet, Position::Not(not)) => {
                format!("not {}", self.describe_side(way, not)?)
            }
            _ => self.describe_held(holds)?,
        })
    }

    /// What a side holds, as a clause.
    fn describe_held(&self, holds: &Position<'_>) -> Result<String, ImageError> {
        Ok(match holds {
            Position::Label(id, text) => format!("“{text}” is a name of {}", self.short_name(*id)?),
            Position::Definition(id, text) => format!("{} means “{text}”", self.short_name(*id)?),
            Position::Value(id, facet, value) => {
                let facet = self.naming.facet(*facet)?;
                format!("{}, {}: {value}", self.short_name(*id)?, facet.label.to_lowercase())
            }
            Position::Note(_, text) => (*text).to_owned(),
            Position::Root(id) => format!("{} has nothing above it", self.short_name(*id)?),
            Position::InUse(id) => format!("{} is in use", self.short_name(*id)?),
            Position::State(id, state) => format!("{} is {}", self.short_name(*id)?, state.name()),
            Position::Relation(from, relation, to) => {
                let relation = self.naming.relation(*relation)?;
                let verb = RelationVerb::of_kind(&relation, End::Near);
                format!("{} {}", self.short_name(*from)?, verb.relate_to(&self.short_name(*to)?))
            }
            Position::Sense(id) => self.naming.term(*id)?.name().into_owned(),
            Position::Not(not) => format!("not: {}", self.describe_held(not)?),
        })
    }
}

/// `a`, `a or b`, `a, b or c`.
fn join_with_or(names: &[String]) -> String {
    join_with_word(names, "or")
}

fn join_with_word(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
