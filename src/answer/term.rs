//! Names of a concept as answers show them.

use super::{ask::Ask, digest::MAX_SENSES_SHOWN};
use cxterms_base::{
    ConceptId,
    corpus::{ConceptState, capitalize_first},
    image::{ConceptHead, ImageError, StateMark},
    text,
};
use cxterms_page::{Prose, Role};
use serde::Serialize;
use std::{borrow::Cow, collections::HashMap};

/// A concept as answers name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term<'b> {
    /// Its identifier.
    pub id: &'b str,
    /// Its preferred label.
    pub label: &'b str,
    /// What tells it from another concept of the same label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<&'b str>,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'b str>,
    /// Its first abbreviation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<&'b str>,
    /// In what state it is, where something is said of that and holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<ConceptState>,
    /// What to type to ask about it: its identifier, or its label where that is easier to read and means nothing else.
    #[serde(skip)]
    pub(super) typed: &'b str,
    /// Its label without the corpus's implied words.
    #[serde(skip)]
    pub short: Cow<'b, str>,
    /// Whether another concept beside it has the same name, so that people are told its identifier.
    #[serde(skip)]
    namesake: bool,
}

impl<'b> Term<'b> {
    /// Names a concept, in a language if it has a label there.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn from_id(ask: Ask<'b>, id: ConceptId) -> Result<Self, ImageError> {
        Self::from_head(ask, &ask.base.concept_head(id)?)
    }

    /// Names a concept by its head.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn from_head(ask: Ask<'b>, head: &ConceptHead<&'b str>) -> Result<Self, ImageError> {
        let label = preferred_label(ask, head);
        let implied = &ask.base.settings().implied_words;
        let mut short = Cow::Borrowed(label);
        if label.split(' ').any(|word| implied.iter().any(|implied| implied == word)) {
            let rest: Vec<_> =
                label.split(' ').filter(|word| !implied.iter().any(|it| it == word)).collect();
            short = if rest.is_empty() { short } else { rest.join(" ").into() };
        }
        if let Some(qualifier) = head.qualifier {
            short = format!("{short} ({qualifier})").into();
        }
        let typed = match is_opaque(head.id, head.label) && is_only_name(ask, head.label)? {
            true => head.label,
            false => head.id,
        };
        Ok(Self {
            id: head.id,
            typed,
            short,
            label,
            qualifier: head.qualifier,
            kind: head.kind.map(|kind| ask.base.kind_id(kind)).transpose()?,
            abbreviation: head.abbreviation,
            state: head.state.and_then(StateMark::state),
            namesake: false,
        })
    }

    /// Names a concept by its head, in the state that it has for those who are heard.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn from_heard(
        ask: Ask<'b>,
        id: ConceptId,
        head: &ConceptHead<&'b str>,
    ) -> Result<Self, ImageError> {
        let state = ask.perspective.hear_state(ask.base, id, head.state)?;
        Ok(Self::from_head(ask, head)?.in_state(state))
    }

    /// The same in another state.
    #[must_use]
    pub(super) fn in_state(self, state: Option<ConceptState>) -> Self {
        Self { state, ..self }
    }

    /// Its label with its qualifier, `customer engagement (bond)`, or with what else tells it apart.
    pub fn name(&self) -> Cow<'b, str> {
        if self.namesake { self.name_with_id().into() } else { self.qualified_name() }
    }

    fn qualified_name(&self) -> Cow<'b, str> {
        match self.qualifier {
            Some(qualifier) => format!("{} ({qualifier})", self.label).into(),
            None => self.label.into(),
        }
    }

    /// Its label with its abbreviation: `customer success (CS)`.
    pub fn title(&self) -> Cow<'b, str> {
        match &self.abbreviation {
            Some(abbreviation) => format!("{} ({abbreviation})", self.name()).into(),
            None => self.name(),
        }
    }

    /// Its name and, since others may go by that, its identifier: `individual experience (individual-experience)`.
    pub fn name_with_id(&self) -> String {
        format!("{} ({})", self.qualified_name(), self.id)
    }

    /// Whether it is no longer in use.
    pub fn is_given_up(&self) -> bool {
        self.state.is_some_and(ConceptState::is_given_up)
    }

    /// What a list says behind its name where it is no longer in use: `deprecated`.
    pub(super) fn given_up_mark(&self) -> Option<&'static str> {
        self.state.filter(|state| state.is_given_up()).map(ConceptState::name)
    }

    /// The same in brackets behind its name; nothing where it is in use.
    pub(super) fn mark_given_up(&self) -> Prose<'b> {
        let mark = self.given_up_mark().map(|mark| format!(" ({mark})"));
        Prose::of(Role::Label, mark.unwrap_or_default())
    }

    /// Its label at the start of a sentence.
    pub(super) fn capitalized_label(&self) -> String {
        capitalize_first(&self.name())
    }

    /// Its short name at the start of a sentence.
    pub fn capitalized_name(&self) -> String {
        capitalize_first(&self.short)
    }
}

/// Whether an identifier has a number in it that its label has not, as identifiers that are codes do: `concept365`.
pub(super) fn is_opaque(id: &str, label: &str) -> bool {
    if !id.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut numbers = id.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty());
    numbers.any(|number| !label.contains(number))
}

/// Whether a label means one concept alone, and is taken for nothing else where it is typed.
fn is_only_name(ask: Ask<'_>, label: &str) -> Result<bool, ImageError> {
    let told = label.chars().any(char::is_alphabetic) && !label.starts_with('-');
    Ok(told && ask.base.label_index().get(&text::fold(label))?.len() == 1)
}

/// Marks the terms of different concepts that go by one name.
pub(super) fn tell_apart<'t, 'b: 't>(terms: impl IntoIterator<Item = &'t mut Term<'b>>) {
    let mut terms: Vec<_> = terms.into_iter().collect();
    let mut named: HashMap<_, Option<&str>> = HashMap::with_capacity(terms.len());
    for term in &terms {
        let only = named.entry((term.label, term.qualifier)).or_insert(Some(term.id));
        *only = only.filter(|id| *id == term.id);
    }
    for term in &mut terms {
        if named.get(&(term.label, term.qualifier)) == Some(&None) {
            term.namesake = true;
            term.short = term.name_with_id().into();
        }
    }
}

/// The same of terms that are sorted by their names, in which those of one name follow each other.
pub(super) fn tell_sorted_apart(terms: &mut [Term<'_>]) {
    let same = |a: &Term<'_>, b: &Term<'_>| (a.label, a.qualifier) == (b.label, b.qualifier);
    terms.chunk_by_mut(same).filter(|alike| alike.len() > 1).for_each(tell_apart);
}

/// A concept's preferred label, in the first of the languages asked for in which it has one.
fn preferred_label<'b>(ask: Ask<'b>, head: &ConceptHead<&'b str>) -> &'b str {
    let spoken = head.translations.iter().map(|(language, _)| *language);
    match ask.choose_language(&spoken) {
        Some(language) => {
            let there = head.translations.iter().find(|(known, _)| *known == language);
            there.map_or(head.label, |(_, label)| label)
        }
        None => head.label,
    }
}

/// A concept's label with its qualifier, by its head.
pub(super) fn qualified_label<'b>(ask: Ask<'b>, head: &ConceptHead<&'b str>) -> Cow<'b, str> {
    let label = preferred_label(ask, head);
    head.qualifier.map_or(label.into(), |qualifier| format!("{label} ({qualifier})").into())
}

/// Several concepts in running text; many of one name are counted.
pub(super) fn join_terms(terms: &[Term<'_>]) -> String {
    let names: Vec<_> = terms.iter().map(Term::name).collect();
    if terms.len() > MAX_SENSES_SHOWN {
        format!("any of these {} concepts", terms.len())
    } else {
        names.join(" or ")
    }
}
