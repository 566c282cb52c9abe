//! Works that an answer cites, in the order of first mention.

use super::{attribution::NamedAttribution, concept_names::NameCache};
use cxterms_base::{corpus::Work, image::ImageError};
use cxterms_page::{NamedCitation, Prose, Role};
use serde::Serialize;
use std::collections::BTreeSet;

/// A work that an answer cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedWork<'b> {
    /// Its identifier.
    pub work: &'b str,
    /// Its authors' names.
    pub by: Vec<&'b str>,
    /// Its title.
    pub title: &'b str,
    /// Where it was published.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub published: &'b str,
    /// When, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<&'b str>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'b str>,
    /// Addresses of copies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_at: Vec<&'b str>,
}

/// The works that were cited so far, in the order of first mention.
#[derive(Debug, Default)]
pub(super) struct CitedWorks<'b>(Vec<&'b str>);

impl<'b> CitedWorks<'b> {
    /// Adds the works of a claim.
    pub(super) fn cite_attribution(&mut self, said: &NamedAttribution<'b>) {
        said.asserted_by.iter().chain(&said.denied_by).for_each(|cited| self.cite(cited));
    }

    /// Adds the work of a citation.
    pub(super) fn cite(&mut self, cited: &NamedCitation<'b>) {
        if let Some(work) = cited.work.filter(|work| !self.0.contains(work)) {
            self.0.push(work);
        }
    }

    /// How many works were cited so far.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The works, named.
    pub(super) fn into_works(
        self,
        naming: &NameCache<'b>,
    ) -> Result<Vec<CitedWork<'b>>, ImageError> {
        let mut found = vec![None; self.0.len()];
        for work in naming.works_read() {
            if let Some(slot) =
                self.0.iter().position(|known| *known == work.id).and_then(|at| found.get_mut(at))
            {
                *slot = Some(CitedWork::from_work(naming, &work)?);
            }
        }
        Ok(found.into_iter().flatten().collect())
    }
}

/// Puts behind a text the numbers of the works that are cited for it: `[1,3]`.
pub(super) fn append_numbers<'p>(
    mut text: Prose<'p>,
    cited: &[NamedCitation<'_>],
    works: &[CitedWork<'_>],
) -> Prose<'p> {
    let number = |work| works.iter().position(|known| known.work == work).map(|index| index + 1);
    let numbers: BTreeSet<_> = cited.iter().filter_map(|cited| number(cited.work?)).collect();
    for (index, number) in numbers.iter().enumerate() {
        let lead = if index == 0 { " [" } else { "," };
        text = text.and(Role::Label, lead).and(Role::Label, number.to_string());
    }
    if numbers.is_empty() { text } else { text.and(Role::Label, "]") }
}

impl<'b> CitedWork<'b> {
    /// A work, its authors named.
    pub(super) fn from_work(
        naming: &NameCache<'b>,
        work: &Work<&'b str>,
    ) -> Result<Self, ImageError> {
        let by = work.by.iter().map(|voice| Ok(naming.voice(*voice)?.name));
        Ok(Self {
            work: work.id,
            by: by.collect::<Result<_, ImageError>>()?,
            title: work.title,
            published: work.published,
            year: work.year,
            url: work.url,
            also_at: work.also_at.clone(),
        })
    }
}

impl CitedWork<'_> {
    /// The work as a line of a bibliography.
    pub(super) fn to_bibliography_line(&self) -> Prose<'_> {
        let line = self.to_title_line();
        match self.url {
            Some(url) => line.plain(", ").and(Role::Address, url),
            None => line,
        }
    }

    /// The same without its address.
    pub(super) fn to_title_line(&self) -> Prose<'_> {
        let line = Prose::from(format!("{}, “{}”", self.by.join(", "), self.title));
        let place: Vec<_> = [self.published, self.year.unwrap_or_default()]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        if place.is_empty() { line } else { line.plain(format!(" ({})", place.join(", "))) }
    }
}
