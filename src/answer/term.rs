//! Names of a concept as answers show them, and suggestions for a name that is not in the corpus.

use super::found::FEW;
use cxterms_base::{
    Base, ConceptId,
    corpus::capitalize_first,
    image::{ConceptHead, ImageError},
};
use cxterms_page::{Page, Prose, Role, View, shell_word};
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
    pub fn of(base: &'b Base, id: ConceptId, language: Option<&str>) -> Result<Self, ImageError> {
        Self::from_head(base, &base.concept_head(id)?, language)
    }

    /// Names a concept by its head.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn from_head(
        base: &'b Base,
        head: &ConceptHead<&'b str>,
        language: Option<&str>,
    ) -> Result<Self, ImageError> {
        let label = label(head, language);
        let implied = &base.settings().implied_words;
        let mut short = Cow::Borrowed(label);
        if label.split(' ').any(|word| implied.iter().any(|implied| implied == word)) {
            let rest: Vec<_> =
                label.split(' ').filter(|word| !implied.iter().any(|it| it == word)).collect();
            short = if rest.is_empty() { short } else { rest.join(" ").into() };
        }
        if let Some(qualifier) = head.qualifier {
            short = format!("{short} ({qualifier})").into();
        }
        Ok(Self {
            id: head.id,
            short,
            label,
            qualifier: head.qualifier,
            kind: head.kind.map(|kind| base.kind(kind)).transpose()?.map(|kind| kind.id),
            abbreviation: head.abbreviation,
            namesake: false,
        })
    }

    /// Its label with its qualifier, `customer engagement (bond)`, or with what else tells it apart.
    pub fn name(&self) -> Cow<'b, str> {
        if self.namesake { self.identified().into() } else { self.qualified() }
    }

    fn qualified(&self) -> Cow<'b, str> {
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
    pub fn identified(&self) -> String {
        format!("{} ({})", self.qualified(), self.id)
    }

    /// Its short name at the start of a sentence.
    pub fn opening(&self) -> String {
        capitalize_first(&self.short)
    }

    /// What names it in a command that can be pasted: its identifier, which means nothing else.
    pub fn argument(&self) -> String {
        shell_word(self.id)
    }
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
            term.short = term.identified().into();
        }
    }
}

/// A concept's preferred label, in a language if it has one there.
fn label<'b>(head: &ConceptHead<&'b str>, language: Option<&str>) -> &'b str {
    let there = head.translations.iter().find(|(known, _)| Some(*known) == language);
    there.map_or(head.label, |(_, label)| label)
}

/// A concept's label with its qualifier, by its head.
pub(super) fn name<'b>(head: &ConceptHead<&'b str>, language: Option<&str>) -> Cow<'b, str> {
    let label = label(head, language);
    head.qualifier.map_or(label.into(), |qualifier| format!("{label} ({qualifier})").into())
}

/// A concept that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggested<'b> {
    /// Its identifier.
    pub id: &'b str,
    /// Its label.
    pub label: Cow<'b, str>,
    /// The name that is near, where it means so many concepts that a person is told itself.
    #[serde(skip)]
    shared: Option<String>,
}

impl Suggested<'_> {
    /// What a person is told of some concepts, each name once: several may share it.
    pub(super) fn names<'p>(suggestions: &'p [Suggested<'p>]) -> Vec<&'p str> {
        let mut names = vec![];
        for suggested in suggestions {
            let name = suggested.shared.as_deref().unwrap_or(&suggested.label);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// Several concepts in running text; many of one name are counted.
pub(super) fn named(terms: &[Term<'_>]) -> String {
    let names: Vec<_> = terms.iter().map(Term::name).collect();
    if terms.len() > FEW {
        format!("any of these {} concepts", terms.len())
    } else {
        names.join(" or ")
    }
}

/// A name that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing<'b> {
    /// The name as asked.
    pub query: String,
    /// Concepts that may have been meant.
    pub suggestions: Vec<Suggested<'b>>,
}

/// Names that mean nothing here, of several that were asked for at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Misses<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The names.
    pub missing: Vec<Missing<'b>>,
}

impl View for Misses<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        self.missing.iter().for_each(|one| page.text(Missing::text(&one.query, &one.suggestions)));
        page
    }
}

/// What may have been meant by a name that means nothing here.
///
/// # Errors
/// When the base is damaged.
pub fn missing<'b>(base: &'b Base, query: &str) -> Result<Missing<'b>, ImageError> {
    let near = cxterms_base::suggest_concepts(base, query)?;
    let suggest = |(id, name): (ConceptId, String)| {
        let term = Term::of(base, id, None)?;
        let many = cxterms_base::resolve_name(base, &name)?.answers.len() > FEW;
        Ok(Suggested { label: term.name(), id: term.id, shared: many.then_some(name) })
    };
    let suggestions = near.into_iter().map(suggest).collect::<Result<_, ImageError>>()?;
    Ok(Missing { query: query.to_owned(), suggestions })
}

/// How much of a name that means nothing is shown again.
const LONGEST: usize = 60;

impl Missing<'_> {
    /// That nothing goes by a name, and what may have been meant.
    pub(super) fn text<'p>(query: &'p str, suggestions: &'p [Suggested<'p>]) -> Prose<'p> {
        let end = query.char_indices().nth(LONGEST).map(|(end, _)| end);
        let (shown, cut) = end
            .and_then(|end| query.split_at_checked(end))
            .map_or((query, ""), |(start, _)| (start, "…"));
        let text = Prose::from("no term `").plain(shown).plain(cut).plain("`");
        let labels = Suggested::names(suggestions)
            .into_iter()
            .map(|label| Prose::from("`").and(Role::Strong, label).plain("`"));
        let labels = Prose::list(labels, ", ");
        match labels.is_empty() {
            true => {
                text.plain("; `").and(Role::Command, "cxterms list").plain("` shows every term")
            }
            false => text.plain("; did you mean ").join(labels).plain("?"),
        }
    }
}

impl View for Missing<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(Self::text(&self.query, &self.suggestions));
        page
    }
}
