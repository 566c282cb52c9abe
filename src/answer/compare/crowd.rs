//! Ambiguous names: lists their senses when there are too many to compare.

use super::MOST;
use crate::answer::{
    define::{self, Defined},
    digest,
    found::Found,
    naming::Naming,
};
use cxterms_base::{Base, Perspective, image::ImageError};
use cxterms_page::{Page, View, shell_word};
use serde::Serialize;

/// How many senses of each name are told.
const TOLD: usize = 4;

/// Names that mean more concepts than can be compared.
#[derive(Debug, Serialize)]
pub struct Crowd<'b> {
    names: Vec<Named<'b>>,
}

/// A name, some of what it means, and how much more.
#[derive(Debug, Serialize)]
struct Named<'b> {
    name: String,
    #[serde(skip)]
    senses: Vec<Defined<'b>>,
    more: usize,
}

/// Gathers what a person may choose from where names mean more than [`MOST`] concepts in all.
///
/// # Errors
/// When the base is damaged.
pub fn crowd<'b>(
    base: &'b Base,
    names: &[String],
    seen_by: &'b Perspective,
    language: Option<&str>,
) -> Result<Crowd<'b>, ImageError> {
    let naming = Naming::new(base, seen_by);
    let mut told = vec![];
    for name in names {
        let found = Found::of(base, name)?.narrowed(base, name, MOST)?;
        let shown = digest::shown(found.ids.len(), TOLD);
        let senses = found.ids.iter().take(shown);
        let senses = senses.map(|id| define::meaning(&naming, *id, language));
        let senses = senses.collect::<Result<_, _>>()?;
        told.push(Named { name: name.clone(), senses, more: found.ids.len() - shown });
    }
    Ok(Crowd { names: told })
}

impl Crowd<'_> {
    /// Whether any of the names has several senses, so that there is something to choose.
    pub fn any(&self) -> bool {
        self.names.iter().any(|named| named.senses.len() > 1)
    }
}

impl View for Crowd<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let several = || self.names.iter().filter(|named| named.senses.len() > 1);
        for named in several() {
            let count = named.senses.len() + named.more;
            let lines = named.senses.iter().map(Defined::identified).collect();
            page.lines(format!("“{}” means {count} concepts", named.name), None, lines, named.more);
        }
        let cut: Vec<_> =
            several().filter(|it| it.more > 0).map(|it| shell_word(&it.name)).collect();
        if !cut.is_empty() {
            page.onward("Every sense: ", format!("cxterms define {} --all", cut.join(" ")));
        }
        // One sense of each name; two of a name that stands alone.
        let each = if self.names.len() > 1 { 1 } else { 2 };
        let mut ids = vec![];
        for sense in self.names.iter().flat_map(|named| named.senses.iter().take(each)) {
            let id = sense.term.argument();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.truncate(MOST);
        page.onward("For instance: ", format!("cxterms compare {}", ids.join(" ")));
        page
    }
}
