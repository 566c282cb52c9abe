//! How is a concept named, and which one was meant?

use crate::page::{Page, Prose, Role, View, shell_word};
use cxterms_base::{
    base::{self, Base, ConceptId},
    corpus::{Label, LabelKind, capitalised},
    image::{Head, ImageError, Posting, Reach},
    text,
};
use serde::Serialize;
use std::borrow::Cow;

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
}

impl<'b> Term<'b> {
    /// Names a concept, in a language if it has a label there.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn of(base: &'b Base, id: ConceptId, language: Option<&str>) -> Result<Self, ImageError> {
        Self::from_head(base, &base.head(id)?, language)
    }

    /// Names a concept by its head.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn from_head(
        base: &'b Base,
        head: &Head<&'b str>,
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
        })
    }

    /// Its label with its qualifier: `customer engagement (bond)`.
    pub fn name(&self) -> Cow<'b, str> {
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

    /// Its short name at the start of a sentence.
    pub fn opening(&self) -> String {
        capitalised(&self.short)
    }

    /// What names it in a command that can be pasted: its identifier, which means nothing else.
    pub fn argument(&self) -> String {
        shell_word(self.id)
    }
}

/// A concept's preferred label, in a language if it has one there.
fn label<'b>(head: &Head<&'b str>, language: Option<&str>) -> &'b str {
    let there = head.translations.iter().find(|(known, _)| Some(*known) == language);
    there.map_or(head.label, |(_, label)| label)
}

/// A concept's label with its qualifier, by its head.
pub(super) fn name<'b>(head: &Head<&'b str>, language: Option<&str>) -> Cow<'b, str> {
    let label = label(head, language);
    head.qualifier.map_or(label.into(), |qualifier| format!("{label} ({qualifier})").into())
}

/// What a name was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'b> {
    /// The concepts that it means.
    pub ids: Vec<ConceptId>,
    /// Those concepts, named.
    pub terms: Vec<Term<'b>>,
    /// Other concepts that go by it, more seldom or less directly.
    pub others: Vec<(ConceptId, Term<'b>)>,
    /// Every concept that goes by it in the same way, those that mostly mean another by it included.
    pub readings: Vec<ConceptId>,
    /// Those labels to be avoided by which it was found: the label, why, and what to say.
    avoided: Vec<String>,
    /// Whether it is the identifier or the label itself, so that nobody wonders what it means.
    exact: bool,
    /// Whether it names them by an abbreviation.
    pub abbreviation: bool,
}

impl<'b> Found<'b> {
    /// Finds what `query` means.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn of(base: &'b Base, query: &str, language: Option<&str>) -> Result<Self, ImageError> {
        let resolution = base::resolve(base, query)?;
        let name = |posting: &Posting| Term::of(base, posting.concept, language);
        let named = |posting: &Posting| Ok::<_, ImageError>((posting.concept, name(posting)?));
        let mut avoided = vec![];
        for posting in resolution.answers.iter().filter(|posting| posting.reach == Reach::Avoided) {
            let labels = base.concept(posting.concept)?.concept.labels;
            let folded = text::fold(query);
            let meant = |label: &&Label<&str>| {
                label.kind == LabelKind::Avoid && text::fold(label.text) == folded
            };
            avoided.extend(labels.iter().find(meant).map(advice));
        }
        let class = |posting: &Posting| posting.reach.max(Reach::Preferred);
        let best = resolution.answers.first().map(class);
        let all = resolution.answers.iter().chain(&resolution.others);
        Ok(Self {
            readings: all
                .filter(|posting| Some(class(posting)) == best)
                .map(|posting| posting.concept)
                .collect(),
            ids: resolution.answers.iter().map(|posting| posting.concept).collect(),
            terms: resolution.answers.iter().map(name).collect::<Result<_, _>>()?,
            others: resolution.others.iter().map(named).collect::<Result<_, _>>()?,
            exact: best.is_some_and(|reach| reach <= Reach::Preferred),
            abbreviation: resolution
                .answers
                .iter()
                .any(|posting| posting.reach == Reach::Abbreviation),
            avoided,
        })
    }

    /// What is worth knowing about how the name was read.
    pub fn remarks(&self, query: &str) -> Vec<String> {
        let others: Vec<_> =
            self.in_mind().map(|(_, term)| format!("{} ({})", term.name(), term.id)).collect();
        let also = || format!("{} {}", self.also(&format!("`{query}`")), others.join(", "));
        let also = (!others.is_empty()).then(also);
        also.into_iter().chain(self.avoided.clone()).collect()
    }

    /// The other concepts that a reader may have had in mind.
    pub(super) fn in_mind(&self) -> impl Iterator<Item = &(ConceptId, Term<'b>)> {
        self.others.iter().filter(|_| !self.exact)
    }

    /// What leads up to them.
    pub(super) fn also(&self, query: &str) -> String {
        let verb = if self.abbreviation { "also stands for" } else { "also means" };
        format!("{query} {verb}")
    }

    /// Which labels to be avoided it is.
    pub(super) fn avoided(&self) -> &[String] {
        &self.avoided
    }
}

fn advice(label: &Label<&str>) -> String {
    let why = label.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let instead =
        label.instead.as_ref().map(|instead| format!("; say {instead}")).unwrap_or_default();
    format!("`{}` is better not used{why}{instead}", label.text)
}

/// A concept that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggested<'b> {
    /// Its identifier.
    pub id: &'b str,
    /// Its label.
    pub label: Cow<'b, str>,
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
    let near = base::suggest(base, query)?;
    let suggest = |(id, _)| {
        let term = Term::of(base, id, None)?;
        Ok(Suggested { label: term.name(), id: term.id })
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
        let labels =
            suggestions.iter().map(|it| Prose::from("`").and(Role::Strong, &*it.label).plain("`"));
        let labels = Prose::list(labels, ", ");
        match labels.is_empty() {
            true => text.plain("; `cxterms list` shows every term"),
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
