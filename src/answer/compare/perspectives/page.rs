//! Layout of perspectives side by side: a column for each, a row for each thing that is said.

use super::PerspectiveComparison;
use crate::answer::{
    attribution::according_to,
    cited_works::CitedWork,
    compare::page::join_with_and,
    define::DefinedConcept,
    disputes::DescribedDispute,
    follow_up::FollowUp,
    relation,
    term::{self, Term},
};
use cxterms_base::{End, corpus::capitalize_first};
use cxterms_page::{Block, Page, Prose, Role, View};
use std::collections::BTreeSet;

impl View for PerspectiveComparison<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let names: Vec<_> = self.concepts.iter().map(Term::name).collect();
        if !self.has_views() {
            let of = term::join_terms(&self.concepts);
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
        page.title(Prose::of(Role::Strong, join_with_and(&names)), None);
        for name in &self.silent {
            page.text(format!("{name} says nothing of it."));
        }
        self.lay_out_table(&mut page);
        page.list_section(
            "Where they disagree",
            self.disputes.iter().map(DescribedDispute::describe_in_line).collect(),
        );
        let works = if self.sources { &*self.works } else { &[] };
        page.list_section("Sources", works.iter().map(CitedWork::to_bibliography_line).collect());
        if !self.disputes.is_empty() {
            page.suggest_next(FollowUp::about_terms("disputes", &self.concepts));
        }
        page
    }
}

impl PerspectiveComparison<'_> {
    /// A column a view; its rows are the meaning, the facets, the relations and the notes.
    fn lay_out_table<'p>(&'p self, page: &mut Page<'p>) {
        let senses = self.concepts.len() > 1;
        let head = self.views.iter().map(|seen| {
            let head = Prose::of(Role::Voice, capitalize_first(&seen.name));
            if senses { head.plain(": ").plain(seen.concept.term.short.clone()) } else { head }
        });
        let columns: Vec<_> = self.views.iter().map(|seen| gather_rows(&seen.concept)).collect();
        let labels: BTreeSet<_> =
            columns.iter().flatten().map(|(place, label, _)| (place, label)).collect();
        let table = labels.iter().map(|place| {
            let cell = |column: &Vec<PerspectiveRow<'p>>| {
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
type PerspectiveRow<'p> = ((usize, u32, bool), String, Prose<'p>);

/// What one perspective says of a concept: the meaning, the facets, the relations, contrasts last, the notes.
fn gather_rows<'p>(concept: &'p DefinedConcept<'p>) -> Vec<PerspectiveRow<'p>> {
    let list = |cells: Vec<Prose<'p>>| Prose::list(cells, "; ");
    let own = concept.definition.map(|text| concept.definition_said.append_to(Prose::from(text)));
    let means = concept.definitions.iter().map(|claim| claim.said.attribute_claim(claim.text));
    let means = list(own.into_iter().chain(means).collect());
    let mut rows = vec![((0, 0, false), "Means".to_owned(), means)];
    for facet in &concept.facets {
        let values = facet.values.iter().map(|claim| claim.said.attribute_claim(claim.value));
        rows.push(((1, facet.order, false), facet.label.to_owned(), list(values.collect())));
    }
    if let Some(said) = &concept.root {
        rows.push(((2, 0, false), "Root".to_owned(), said.attribute_claim("nothing is above it")));
    }
    for group in concept.relations.chunk_by(|a, b| a.relation == b.relation) {
        let Some(order) = group.first().map(|first| first.order) else { continue };
        let part = if order.is_contrast { 4 } else { 3 };
        let place = (part, order.relation.0, order.end == End::Far);
        let fields = relation::relation_fields(group).into_iter();
        rows.extend(fields.map(|(label, values)| (place, label.text(), list(values))));
    }
    let notes = concept.notes.iter().filter(|note| note.with.is_empty());
    let notes: Vec<_> = notes.map(|note| note.said.append_to(Prose::from(note.text))).collect();
    rows.push(((5, 0, false), "Notes".to_owned(), Prose::list(notes, " ")));
    rows.retain(|(_, _, cell)| !cell.is_empty());
    rows
}
