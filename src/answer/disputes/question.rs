//! The question that a dispute asks, as a practitioner would, in the words of the manifest.

use crate::answer::{concept_names::NameCache, wording};
use cxterms_base::{
    ConceptId, Dispute, DisputeKind, End, Party, Position,
    corpus::{Aspect, RelationId, SUBSET_OF, capitalize_first},
    image::ImageError,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many words of a note stand for it.
const MAX_NOTE_WORDS: usize = 8;

/// A dispute as a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DisputeQuestion<'b> {
    /// Where it stands by itself: `Customer service: reactive or proactive?`
    pub elsewhere: String,
    /// The same with how many voices say so.
    #[serde(skip)]
    pub counted_elsewhere: String,
    /// On the page of a concept, by its identifier: `Reactive or proactive?`
    pub own: BTreeMap<&'b str, String>,
    /// The same with how many voices say so: `Reactive (11) or proactive (5)?`, `Leads to growth? Yes 3, no 2.`
    #[serde(skip)]
    pub counted: BTreeMap<&'b str, String>,
}

impl<'b> DisputeQuestion<'b> {
    /// The question on a concept's own page, with counts; elsewhere's where it is not about that.
    pub fn on_page_of(&self, concept: &str) -> &str {
        self.counted.get(concept).unwrap_or(&self.elsewhere)
    }

    fn add(&mut self, concept: &'b str, own: OwnForm) {
        self.own.insert(concept, own.plain);
        self.counted.insert(concept, own.counted);
    }
}

/// A question on the page of what it is about, without and with counts.
struct OwnForm {
    plain: String,
    counted: String,
}

/// Words a dispute as a question.
///
/// # Errors
/// When the base is damaged.
pub(super) fn word_question<'b>(
    naming: &NameCache<'b>,
    dispute: &Dispute<'b>,
) -> Result<DisputeQuestion<'b>, ImageError> {
    let asker = Asker { naming, dispute };
    let mut question = match (dispute.kind, dispute.sides.first().map(|side| &side.holds)) {
        (DisputeKind::Facet, _) => asker.ask_values()?,
        (DisputeKind::Senses, _) => asker.ask_senses()?,
        (DisputeKind::Parents, _) | (DisputeKind::Cyclic, Some(Position::Root(_))) => {
            asker.ask_umbrellas()?
        }
        (DisputeKind::Cyclic, _) if dispute.about.len() > 2 => asker.ask_circle()?,
        (DisputeKind::Cyclic | DisputeKind::Mutual, _) => asker.ask_directions()?,
        (_, Some(claim)) => asker.ask_claim(claim)?,
        (_, None) => DisputeQuestion::default(),
    };
    let lead = match dispute.aspect {
        Some(Aspect::Practice) => "In practice: ",
        Some(Aspect::Ideal) => "As it should be: ",
        None => "",
    };
    if question.counted_elsewhere.is_empty() {
        question.counted_elsewhere.clone_from(&question.elsewhere);
    }
    let elsewhere = [&mut question.elsewhere, &mut question.counted_elsewhere].into_iter();
    let own = question.own.values_mut().chain(question.counted.values_mut());
    elsewhere.chain(own).for_each(|words| words.insert_str(0, lead));
    Ok(question)
}

/// How many voices are on a side; a tilde where each has a reservation.
fn format_count(side: &Party<'_>) -> String {
    format!("{}{}", side.voice_count(), if side.is_reserved() { "~" } else { "" })
}

/// `Reactive or proactive?`
fn join_choices(choices: &[(String, String)]) -> OwnForm {
    let join = |phrases: Vec<String>| {
        let joined = match &*phrases {
            [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
            all => all.concat(),
        };
        capitalize_first(&joined) + "?"
    };
    OwnForm {
        plain: join(choices.iter().map(|(phrase, _)| phrase.clone()).collect()),
        counted: join(count_choices(choices)),
    }
}

/// `reactive (11)`, `proactive (5)`
fn count_choices(choices: &[(String, String)]) -> Vec<String> {
    choices.iter().map(|(phrase, count)| format!("{phrase} ({count})")).collect()
}

fn lower_first(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.chars().next() {
        words.replace_range(..first.len_utf8(), &first.to_lowercase().to_string());
    }
    words
}

struct Asker<'a, 'b> {
    naming: &'a NameCache<'b>,
    dispute: &'a Dispute<'b>,
}

impl<'b> Asker<'_, 'b> {
    fn id(&self, id: ConceptId) -> Result<&'b str, ImageError> {
        Ok(self.naming.head(id)?.id)
    }

    fn short_name(&self, id: ConceptId) -> Result<String, ImageError> {
        Ok(self.naming.term(id)?.short.into_owned())
    }

    /// `Customer service: `
    fn lead(&self, id: ConceptId) -> Result<String, ImageError> {
        Ok(format!("{}: ", capitalize_first(&self.naming.term(id)?.name())))
    }

    /// The sides that say something themselves, each with how many voices do.
    fn choices(&self) -> impl Iterator<Item = (&Position<'b>, String)> {
        let sides = self.dispute.sides.iter();
        let own = sides.filter(|side| !matches!(side.holds, Position::Not(_)));
        own.map(|side| (&side.holds, format_count(side)))
    }

    /// `Leads to growth?` of a claim, with how many affirm and how many deny it.
    fn ask_yes_or_no(&self, words: &str) -> OwnForm {
        let plain = format!("{}?", capitalize_first(words));
        OwnForm { counted: self.count_yes_and_no(&plain), plain }
    }

    /// A question with how many say yes and no.
    fn count_yes_and_no(&self, question: &str) -> String {
        let mut counts = self.dispute.sides.iter().map(format_count);
        let mut next = || counts.next().unwrap_or_else(|| "0".to_owned());
        let (yes, no) = (next(), next());
        format!("{question} Yes {yes}, no {no}.")
    }

    /// The same question about one concept, with the concept before it elsewhere.
    fn about_one(&self, id: ConceptId, own: OwnForm) -> Result<DisputeQuestion<'b>, ImageError> {
        // What begins with a capital by itself keeps it.
        let acronym = own.plain.chars().nth(1).is_some_and(char::is_uppercase);
        let behind_lead = |words: &str| {
            let words = if acronym { words.to_owned() } else { lower_first(words) };
            Ok::<_, ImageError>(self.lead(id)? + &words)
        };
        let mut question = DisputeQuestion {
            elsewhere: behind_lead(&own.plain)?,
            counted_elsewhere: behind_lead(&own.counted)?,
            ..DisputeQuestion::default()
        };
        question.add(self.id(id)?, own);
        Ok(question)
    }

    fn ask_values(&self) -> Result<DisputeQuestion<'b>, ImageError> {
        let mut choices = vec![];
        for (holds, count) in self.choices() {
            if let Position::Value(_, facet, value) = holds {
                let facet = self.naming.facet(*facet)?;
                choices.push((wording::phrase_value(&facet, value), count));
            }
        }
        let own = match &*choices {
            [(only, _)] => self.ask_yes_or_no(only),
            several => join_choices(several),
        };
        self.about_one(self.dispute.about.first().copied().unwrap_or_default(), own)
    }

    fn ask_umbrellas(&self) -> Result<DisputeQuestion<'b>, ImageError> {
        let mut choices = vec![];
        let sides = &self.dispute.sides;
        let holds_root = sides.iter().any(|side| matches!(side.holds, Position::Root(_)));
        for (holds, count) in self.choices() {
            match holds {
                Position::Relation(_, _, above) => {
                    let above = self.short_name(*above)?;
                    let under = choices.len() == usize::from(holds_root);
                    let phrase = if under { format!("under {above}") } else { above };
                    choices.push((phrase, count));
                }
                _ => choices.push(("nothing above it".to_owned(), count)),
            }
        }
        let own = match choices.split_first() {
            Some(((root, count), placed)) if holds_root => {
                let (root, placed) = (capitalize_first(root), join_choices(placed));
                OwnForm {
                    plain: format!("{root}, or {}", lower_first(&placed.plain)),
                    counted: format!("{root} ({count}), or {}", lower_first(&placed.counted)),
                }
            }
            _ => join_choices(&choices),
        };
        self.about_one(self.dispute.about.first().copied().unwrap_or_default(), own)
    }

    fn ask_senses(&self) -> Result<DisputeQuestion<'b>, ImageError> {
        let mut choices = vec![];
        let mut label = "";
        let mut senses = vec![];
        for (holds, count) in self.choices() {
            if let Position::Sense(id) = holds {
                let head = self.naming.head(*id)?;
                let term = self.naming.term(*id)?;
                label = term.label;
                choices.push((head.qualifier.unwrap_or(head.id).to_owned(), count));
                senses.push(*id);
            }
        }
        let own = join_choices(&choices);
        let names: Vec<_> = choices.iter().map(|(phrase, _)| &**phrase).collect();
        let names = names.join(" or ");
        let mut question = DisputeQuestion {
            elsewhere: format!("What is {label}: {names}?"),
            counted_elsewhere: format!(
                "What is {label}: {}?",
                count_choices(&choices).join(" or ")
            ),
            ..DisputeQuestion::default()
        };
        for id in senses {
            let (plain, counted) = (own.plain.clone(), own.counted.clone());
            question.add(self.id(id)?, OwnForm { plain, counted });
        }
        Ok(question)
    }

    fn ask_circle(&self) -> Result<DisputeQuestion<'b>, ImageError> {
        let about = &self.dispute.about;
        let names = about.iter().map(|id| self.short_name(*id)).collect::<Result<Vec<_>, _>>()?;
        let names = match &*names {
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
            [] => String::new(),
        };
        let elsewhere = format!("Which is above the others: {names}?");
        let mut question = DisputeQuestion { elsewhere, ..DisputeQuestion::default() };
        for id in about {
            let plain = question.elsewhere.clone();
            question.add(self.id(*id)?, OwnForm { counted: plain.clone(), plain });
        }
        Ok(question)
    }

    /// `Under experience, or experience under it?`
    fn ask_directions(&self) -> Result<DisputeQuestion<'b>, ImageError> {
        let mut question = DisputeQuestion::default();
        let sides: Vec<_> = self.choices().collect();
        let Some((Position::Relation(from, relation, to), _)) = sides.first() else {
            return Ok(question);
        };
        let (from, relation, to) = (*from, *relation, *to);
        let kind = self.naming.relation(relation)?;
        let (one, other) = (self.short_name(from)?, self.short_name(to)?);
        let asked = wording::ask_relation(&kind, &one, &other);
        let back = match relation == SUBSET_OF {
            true => format!("{other} under {one}"),
            false => "the other way round".to_owned(),
        };
        let asked = asked.trim_end_matches('?');
        question.elsewhere = format!("{asked}, or {back}?");
        if let [(_, there), (_, contrary), ..] = &*sides {
            question.counted_elsewhere = format!("{asked} ({there}), or {back} ({contrary})?");
        }
        for page in [from, to] {
            let mut phrases = vec![];
            for (holds, count) in &sides {
                if let Position::Relation(start, _, end) = holds {
                    let phrase = self.phrase_direction(relation, page, *start, *end)?;
                    // Behind another subject, its own has to be said.
                    let behind = !phrases.is_empty() && relation == SUBSET_OF && page == *start;
                    phrases.push((if behind { format!("it {phrase}") } else { phrase }, count));
                }
            }
            let join = |counted: bool| {
                let phrases = phrases.iter().map(|(phrase, count)| match counted {
                    true => format!("{phrase} ({count})"),
                    false => phrase.clone(),
                });
                capitalize_first(&phrases.collect::<Vec<_>>().join(", or ")) + "?"
            };
            question.add(self.id(page)?, OwnForm { plain: join(false), counted: join(true) });
        }
        Ok(question)
    }

    fn phrase_direction(
        &self,
        relation: RelationId,
        page: ConceptId,
        start: ConceptId,
        end: ConceptId,
    ) -> Result<String, ImageError> {
        let kind = self.naming.relation(relation)?;
        let near = page == start;
        let other = self.short_name(if near { end } else { start })?;
        Ok(match (relation == SUBSET_OF, near) {
            (true, false) => format!("{other} under it"),
            (_, near) => {
                let side = if near { End::Near } else { End::Far };
                wording::relate_to(&kind, side, &other)
            }
        })
    }

    fn ask_claim(&self, claim: &Position<'b>) -> Result<DisputeQuestion<'b>, ImageError> {
        let same = |id: ConceptId, elsewhere: String, own: OwnForm| {
            let counted_elsewhere = self.count_yes_and_no(&elsewhere);
            let mut question =
                DisputeQuestion { elsewhere, counted_elsewhere, ..DisputeQuestion::default() };
            question.add(self.id(id)?, own);
            Ok(question)
        };
        match claim {
            Position::Label(id, text) => {
                let elsewhere =
                    format!("Is “{text}” another name for {}?", self.naming.term(*id)?.name());
                same(*id, elsewhere, self.ask_yes_or_no(&format!("“{text}” another name for it")))
            }
            Position::Definition(id, text) => {
                let text = text.trim_end_matches('.');
                self.about_one(*id, self.ask_yes_or_no(&format!("does it mean “{text}”")))
            }
            Position::Value(id, facet, value) => {
                let facet = self.naming.facet(*facet)?;
                let phrase = wording::phrase_value(&facet, value);
                self.about_one(*id, self.ask_yes_or_no(&phrase))
            }
            Position::Root(id) => self.about_one(*id, self.ask_yes_or_no("nothing above it")),
            Position::InUse(id) => {
                let elsewhere = format!("Is {} still in use?", self.naming.term(*id)?.name());
                same(*id, elsewhere, self.ask_yes_or_no("still in use"))
            }
            Position::State(id, state) => self.about_one(*id, self.ask_yes_or_no(state.name())),
            Position::Note(id, text) => {
                let called = self.note_name(*id, text)?;
                let own = self.ask_yes_or_no(&called);
                let mut question = self.about_one(*id, OwnForm { ..own })?;
                question.elsewhere = self.lead(*id)? + &called + "?";
                question.counted_elsewhere = self.count_yes_and_no(&question.elsewhere);
                for other in self.dispute.about.iter().skip(1) {
                    question.add(self.id(*other)?, self.ask_yes_or_no(&called));
                }
                Ok(question)
            }
            Position::Relation(from, relation, to) => self.ask_relation(*from, *relation, *to),
            Position::Sense(_) | Position::Not(_) => Ok(DisputeQuestion::default()),
        }
    }

    fn ask_relation(
        &self,
        from: ConceptId,
        relation: RelationId,
        to: ConceptId,
    ) -> Result<DisputeQuestion<'b>, ImageError> {
        let kind = self.naming.relation(relation)?;
        let (one, other) = (self.short_name(from)?, self.short_name(to)?);
        let elsewhere = capitalize_first(&wording::ask_relation(&kind, &one, &other));
        let counted_elsewhere = self.count_yes_and_no(&elsewhere);
        let mut question =
            DisputeQuestion { elsewhere, counted_elsewhere, ..DisputeQuestion::default() };
        for (page, far, side) in [(from, &other, End::Near), (to, &one, End::Far)] {
            let words = wording::relate_to(&kind, side, far);
            question.add(self.id(page)?, self.ask_yes_or_no(&words));
        }
        Ok(question)
    }

    /// What a note is called, else its first words in quotation marks.
    fn note_name(&self, id: ConceptId, text: &str) -> Result<String, ImageError> {
        let record = self.naming.ask.base.concept_record(id)?;
        let note = record.concept.notes.iter().find(|note| note.text == text);
        if let Some(label) = note.and_then(|note| note.label) {
            return Ok(label.to_owned());
        }
        let words: Vec<_> = text.trim_end_matches('.').split(' ').collect();
        let cut = words.len() > MAX_NOTE_WORDS;
        let shown = words.get(..MAX_NOTE_WORDS).unwrap_or(&words).join(" ");
        Ok(if cut { format!("“{shown} …”") } else { format!("“{shown}”") })
    }
}
