//! Suggestions for a name that is not in the corpus.

use super::{ask::Ask, digest::MAX_SENSES_SHOWN, follow_up::FollowUp, term::Term, tree};
use cxterms_base::{Base, ConceptId, image::ImageError};
use cxterms_page::{Page, Prose, Role, View};
use serde::Serialize;
use std::borrow::Cow;

/// A concept that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuggestedTerm<'b> {
    /// Its identifier.
    pub id: &'b str,
    /// Its label.
    pub label: Cow<'b, str>,
    /// The name that is near, where it means so many concepts that a person is told itself.
    #[serde(skip)]
    shared: Option<String>,
}

impl SuggestedTerm<'_> {
    /// What a person is told of some concepts, each name once: several may share it.
    pub(super) fn unique_names<'p>(suggestions: &'p [SuggestedTerm<'p>]) -> Vec<&'p str> {
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

/// A name that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingTerm<'b> {
    /// The name as asked.
    pub query: String,
    /// Concepts that may have been meant.
    pub suggestions: Vec<SuggestedTerm<'b>>,
    /// The concept scheme that goes by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<MeantScheme>,
}

/// A concept scheme that goes by a name which no term has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeantScheme {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What to type for its tree.
    #[serde(skip)]
    typed: String,
}

/// Names that mean nothing here, of several that were asked for at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingTerms<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The names.
    pub missing: Vec<MissingTerm<'b>>,
}

impl View for MissingTerms<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        self.missing.iter().for_each(|one| {
            page.text(MissingTerm::describe_missing(
                &one.query,
                &one.suggestions,
                one.scheme.as_ref(),
            ));
        });
        page
    }
}

/// What may have been meant by a name that means nothing here.
///
/// # Errors
/// When the base is damaged.
pub fn suggest_terms<'b>(base: &'b Base, query: &str) -> Result<MissingTerm<'b>, ImageError> {
    let near = cxterms_base::suggest_concepts(base, query)?;
    let suggest = |(id, name): (ConceptId, String)| {
        let term = Term::from_id(Ask::new(base), id)?;
        let many = cxterms_base::resolve_name(base, &name)?.answers.len() > MAX_SENSES_SHOWN;
        Ok(SuggestedTerm { label: term.name(), id: term.id, shared: many.then_some(name) })
    };
    let suggestions = near.into_iter().map(suggest).collect::<Result<_, ImageError>>()?;
    let scheme = tree::find_typed_scheme(Ask::new(base), query)?;
    let scheme = scheme.map(|it| MeantScheme { id: it.id, title: it.title, typed: it.typed });
    Ok(MissingTerm { query: query.to_owned(), suggestions, scheme })
}

/// How much of a name that means nothing is shown again.
const MAX_QUERY_CHARS: usize = 60;

impl MissingTerm<'_> {
    /// That nothing goes by a name, and what may have been meant.
    pub(super) fn describe_missing<'p>(
        query: &'p str,
        suggestions: &'p [SuggestedTerm<'p>],
        scheme: Option<&'p MeantScheme>,
    ) -> Prose<'p> {
        let end = query.char_indices().nth(MAX_QUERY_CHARS).map(|(end, _)| end);
        let (shown, cut) = end
            .and_then(|end| query.split_at_checked(end))
            .map_or((query, ""), |(start, _)| (start, "…"));
        let text = Prose::from("no term `").plain(shown).plain(cut).plain("`");
        if let Some(MeantScheme { title, typed, .. }) = scheme {
            let tree = FollowUp::about_names("tree", [&**typed]);
            let lead = text.plain("; the concept scheme ").and(Role::Strong, &**title);
            return lead.plain(" goes by it: `").and(Role::Command, tree).plain("`");
        }
        let labels = SuggestedTerm::unique_names(suggestions)
            .into_iter()
            .map(|label| Prose::from("`").and(Role::Strong, label).plain("`"));
        let labels = Prose::list(labels, ", ");
        match labels.is_empty() {
            true => text
                .plain("; `")
                .and(Role::Command, FollowUp::about_names("list", []))
                .plain("` shows every term"),
            false => text.plain("; did you mean ").join(labels).plain("?"),
        }
    }
}

impl View for MissingTerm<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(Self::describe_missing(&self.query, &self.suggestions, self.scheme.as_ref()));
        page
    }
}
