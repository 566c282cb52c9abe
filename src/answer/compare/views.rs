//! Comparison of perspectives on one term, one column each. How do voices differ on it?

use crate::answer::{
    VERSION,
    claim::according_to,
    define::{self, Defined},
    disputes::{self, Dispute},
    naming::Naming,
    relate,
    sources::{Source, Sources},
    term::{self, Term},
};
use cxterms_base::{
    Base, ConceptId, End, Perspective,
    corpus::{WorkId, capitalize_first},
    image::ImageError,
};
use cxterms_page::{Block, Page, Prose, Role, View};
use serde::Serialize;
use std::collections::BTreeSet;

/// One term as several perspectives see it.
#[derive(Debug, Serialize)]
pub struct Views<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The senses of the term.
    pub concepts: Vec<Term<'b>>,
    /// The views: for each perspective, each sense of which it says something.
    pub views: Vec<Seen<'b>>,
    /// The perspectives that say nothing of it.
    pub silent: Vec<String>,
    /// Where these voices disagree about it.
    pub disputes: Vec<Dispute<'b>>,
    /// Every work that is cited, in the order of first mention.
    pub works: Vec<Source<'b>>,
}

/// A concept as one perspective sees it.
#[derive(Debug, Serialize)]
pub struct Seen<'b> {
    /// Whose perspective.
    pub according_to: Vec<&'b str>,
    /// How it is called at the head of a column.
    #[serde(skip)]
    name: String,
    /// Everything that is said of the concept there.
    pub concept: Defined<'b>,
}

/// Sets several perspectives on the senses of one term side by side; `all` hears what all of them hear.
///
/// # Errors
/// When the base is damaged.
pub fn views<'b>(
    base: &'b Base,
    ids: &[ConceptId],
    each: &'b [Perspective],
    all: &'b Perspective,
    language: Option<&str>,
) -> Result<Views<'b>, ImageError> {
    let everyone = Naming::new(base, all);
    let (mut views, mut silent, mut works) = (vec![], vec![], Sources::default());
    for perspective in each {
        let mut voices = perspective.voices().into_iter().flatten();
        let naming = match (voices.next(), voices.next()) {
            (Some(only), None) => Naming::speaking(base, perspective, *only),
            _ => Naming::new(base, perspective),
        };
        let name = naming.heard_short()?;
        let before = views.len();
        for id in ids {
            let concept = define::defined(&naming, *id, language, true)?;
            if !concept.silent() {
                concept.cite(&mut works);
                views.push(Seen { according_to: naming.heard()?, name: name.clone(), concept });
            }
        }
        if views.len() == before {
            silent.push(name);
        }
    }
    for work in (0_u32..).take(base.work_count()?) {
        everyone.work(WorkId(work))?;
    }
    Ok(Views {
        version: VERSION,
        concepts: ids.iter().map(|id| everyone.term(*id, language)).collect::<Result<_, _>>()?,
        views,
        silent,
        disputes: disputes::told(&everyone, Some(ids), language)?,
        works: works.named(&everyone)?,
    })
}

impl Views<'_> {
    /// Whether any perspective says anything of it.
    pub fn any(&self) -> bool {
        !self.views.is_empty()
    }
}

impl View for Views<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let names: Vec<_> = self.concepts.iter().map(super::super::term::Term::name).collect();
        if !self.any() {
            let of = term::named(&self.concepts);
            page.text(format!("none of these voices says anything of {of}"));
            return page;
        }
        let mut heard: Vec<&str> = vec![];
        for name in self.views.iter().flat_map(|seen| &seen.according_to) {
            if !heard.contains(name) {
                heard.push(name);
            }
        }
        page.text(according_to(&heard));
        page.title(Prose::of(Role::Strong, super::layout::joined(&names)), None);
        for name in &self.silent {
            page.text(format!("{name} says nothing of it."));
        }
        self.table(&mut page);
        page.listed("Where they disagree", self.disputes.iter().map(Dispute::line).collect());
        page.listed("Works", self.works.iter().map(Source::shown).collect());
        let names: Vec<_> = self.concepts.iter().map(Term::argument).collect();
        if !self.disputes.is_empty() {
            page.next(format!("cxterms disputes {}", names.join(" ")));
        }
        page
    }
}

impl Views<'_> {
    /// A column a view; its rows are the meaning, the facets, the relations and the notes.
    fn table<'p>(&'p self, page: &mut Page<'p>) {
        let senses = self.concepts.len() > 1;
        let head = self.views.iter().map(|seen| {
            let head = Prose::of(Role::Voice, capitalize_first(&seen.name));
            if senses { head.plain(": ").plain(seen.concept.term.short.clone()) } else { head }
        });
        let columns: Vec<_> = self.views.iter().map(|seen| rows(&seen.concept)).collect();
        let labels: BTreeSet<_> =
            columns.iter().flatten().map(|(place, label, _)| (place, label)).collect();
        let table = labels.iter().map(|place| {
            let cell = |column: &Vec<Line<'p>>| {
                let known = column.iter().find(|(known, label, _)| (known, label) == *place);
                known.map(|(_, _, cell)| cell.clone()).unwrap_or_default()
            };
            let label = Prose::of(Role::Label, place.1.clone());
            std::iter::once(label).chain(columns.iter().map(cell)).collect()
        });
        let rows = table.collect();
        page.0.push(Block::Table(std::iter::once(Prose::default()).chain(head).collect(), rows));
    }
}

/// Where a row stands, its label, and what one perspective says there.
type Line<'p> = ((usize, u32, bool), String, Prose<'p>);

/// What one perspective says of a concept: the meaning, the facets, the relations, contrasts last, the notes.
fn rows<'p>(concept: &'p Defined<'p>) -> Vec<Line<'p>> {
    let list = |cells: Vec<Prose<'p>>| Prose::list(cells, "; ");
    let own = concept.definition.map(|text| concept.definition_said.behind(Prose::from(text)));
    let means = concept.definitions.iter().map(|claim| claim.said.whether(claim.text));
    let means = list(own.into_iter().chain(means).collect());
    let mut rows = vec![((0, 0, false), "Means".to_owned(), means)];
    for facet in &concept.facets {
        let values = facet.values.iter().map(|claim| claim.said.whether(claim.value));
        rows.push(((1, facet.order, false), facet.label.to_owned(), list(values.collect())));
    }
    if let Some(said) = &concept.root {
        rows.push(((2, 0, false), "Root".to_owned(), said.whether("nothing is above it")));
    }
    for group in concept.relations.chunk_by(|a, b| a.relation == b.relation) {
        let Some((contrast, relation, side)) = group.first().map(|first| first.order) else {
            continue;
        };
        let place = (if contrast { 4 } else { 3 }, relation.0, side == End::Far);
        let fields = relate::fields(group, |_| 0).into_iter();
        rows.extend(fields.map(|(label, values)| (place, label.text(), list(values))));
    }
    let notes = concept.notes.iter().filter(|note| note.with.is_empty());
    let notes: Vec<_> = notes.map(|note| note.said.behind(Prose::from(note.text))).collect();
    rows.push(((5, 0, false), "Notes".to_owned(), Prose::list(notes, " ")));
    rows.retain(|(_, _, cell)| !cell.is_empty());
    rows
}
