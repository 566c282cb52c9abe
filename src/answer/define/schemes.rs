//! The concept schemes of which a concept is part.

use cxterms_base::{Base, corpus::SchemeMembership, image::ImageError};
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
