//! Ambiguous names: lists their senses when there are too many to compare.

use super::MAX_COMPARED;
use crate::answer::{
    ask::Ask,
    concept_names::NameCache,
    define::{self, DefinedConcept},
    digest,
    follow_up::FollowUp,
    lookup::Lookup,
};
use cxterms_base::image::ImageError;
use cxterms_page::{Page, View};
use serde::Serialize;

/// How many senses of each name are told.
const MAX_SENSES_PER_NAME: usize = 4;

/// Names that mean more concepts than can be compared.
#[derive(Debug, Serialize)]
pub struct AmbiguousNames<'b> {
    names: Vec<AmbiguousName<'b>>,
}

/// A name, some of what it means, and how much more.
#[derive(Debug, Serialize)]
struct AmbiguousName<'b> {
    name: String,
    #[serde(skip)]
    senses: Vec<DefinedConcept<'b>>,
    more: usize,
}

/// Gathers what a person may choose from where names mean more than [`MAX_COMPARED`] concepts in all.
///
/// # Errors
/// When the base is damaged.
pub fn gather_ambiguous<'b>(
    ask: Ask<'b>,
    names: &[String],
) -> Result<AmbiguousNames<'b>, ImageError> {
    let naming = NameCache::new(ask);
    let mut told = vec![];
    for name in names {
        let found = Lookup::resolve_name_in(ask.base, name, ask.languages)?.narrow_to_identifier(
            ask.base,
            name,
            MAX_COMPARED,
        )?;
        let shown = digest::count_shown(found.ids.len(), MAX_SENSES_PER_NAME);
        let senses = found.ids.iter().take(shown);
        let senses = senses.map(|id| define::gather_meaning(&naming, *id));
        let senses = senses.collect::<Result<_, _>>()?;
        told.push(AmbiguousName { name: name.clone(), senses, more: found.ids.len() - shown });
    }
    Ok(AmbiguousNames { names: told })
}

impl AmbiguousNames<'_> {
    /// Whether any of the names has several senses, so that there is something to choose.
    pub fn has_choice(&self) -> bool {
        self.names.iter().any(|named| named.senses.len() > 1)
    }
}

impl View for AmbiguousNames<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let several = || self.names.iter().filter(|named| named.senses.len() > 1);
        for named in several() {
            let count = named.senses.len() + named.more;
            let lines = named.senses.iter().map(DefinedConcept::to_line_item).collect();
            page.line_section(
                format!("“{}” means {count} concepts", named.name),
                None,
                lines,
                named.more,
            );
        }
        let cut: Vec<_> = several().filter(|it| it.more > 0).map(|it| &*it.name).collect();
        if !cut.is_empty() {
            let all = FollowUp::about_names("define", cut).with_options(["--all"]);
            page.suggest_command("Every sense: ", all);
        }
        // One sense of each name; two of a name that stands alone.
        let each = if self.names.len() > 1 { 1 } else { 2 };
        let mut ids = vec![];
        for sense in self.names.iter().flat_map(|named| named.senses.iter().take(each)) {
            let id = sense.term.typed;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.truncate(MAX_COMPARED);
        page.suggest_command("For instance: ", FollowUp::about_names("compare", ids));
        page
    }
}
