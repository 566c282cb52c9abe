//! The concept schemes of which a concept is part.

use super::DefinedConcept;
use cxterms_base::{Base, corpus::SchemeMembership, image::ImageError};
use cxterms_page::Prose;
use serde::Serialize;

/// A scheme of which a concept is part.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct SchemePlace<'b> {
    /// The scheme's identifier.
    pub id: &'b str,
    /// What it is called.
    pub title: String,
    /// Whether the concept is one of its top concepts.
    pub top: bool,
}

/// Names the schemes of which a concept is part; where it is part of none, nothing is read.
pub(super) fn gather_schemes<'b>(
    base: &'b Base,
    own: &[SchemeMembership],
) -> Result<Vec<SchemePlace<'b>>, ImageError> {
    if own.is_empty() {
        return Ok(vec![]);
    }
    let all = base.schemes()?;
    let places = own.iter().filter_map(|it| {
        let scheme = all.get(it.scheme.index())?;
        Some(SchemePlace { id: scheme.id, title: scheme.title().to_owned(), top: it.is_top })
    });
    Ok(places.collect())
}

impl DefinedConcept<'_> {
    /// The schemes of which it is part, in a line: `Food (at the top); Wines`.
    pub(super) fn list_schemes(&self) -> Vec<Prose<'_>> {
        let told = self.schemes.iter().map(|place| {
            let top = if place.top { " (at the top)" } else { "" };
            Prose::from(&*place.title).plain(top)
        });
        let told = Prose::list(told, "; ");
        if told.is_empty() { vec![] } else { vec![told] }
    }
}
