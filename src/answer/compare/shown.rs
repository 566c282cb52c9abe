//! A comparison as a screen shows it: what may be shown is chosen and put in order once, then cut to any extent.

use super::{Comparison, Contrast, FacetDifference, page::join_with_and};
use crate::answer::attribution::ValueClaim;
use cxterms_page::{Prose, Section};
use std::cmp::Reverse;

/// How many columns the labels of the facets may take that the table leaves out.
const OTHER_ROWS_WIDTH: usize = 56;

/// A comparison, with what of it is shown first.
pub(super) struct ShownComparison<'c, 'b> {
    of: &'c Comparison<'b>,
    /// What is said to tell the concepts apart, by how many say so.
    contrasts: Vec<&'c Contrast<'b>>,
    /// The facets on which they differ: those that take one value or are part of what concepts are first, by the voices of
    /// the weaker side.
    pub(super) rows: Vec<&'c FacetDifference<'b>>,
    /// How each pair stands, in words.
    standing: Vec<String>,
    /// What they have in common, in words.
    common: Vec<Prose<'c>>,
}

impl<'c, 'b> ShownComparison<'c, 'b> {
    pub(super) fn choose_shown(of: &'c Comparison<'b>) -> Self {
        let mut contrasts: Vec<_> = of.contrasts.iter().filter(|it| it.text.is_some()).collect();
        contrasts.sort_by_cached_key(|it| {
            (Reverse(it.said.count_asserting()), it.text.map_or(0, str::len))
        });
        let (rows, standing) = (rank_rows(of), tell_standing(of));
        Self { of, contrasts, rows, standing, common: of.describe_shared() }
    }

    /// What is said to tell them apart, in the words of most voices; without any, that nobody says so.
    pub(super) fn list_contrasts(&self, most: usize) -> Section<'c> {
        let total = self.contrasts.len();
        let items = self
            .contrasts
            .iter()
            .take(most)
            .map(|contrast| contrast.said.attribute_briefly(contrast.text.unwrap_or_default()));
        let items: Vec<_> = items.collect();
        if items.is_empty() {
            let of = self.of;
            let names: Vec<_> = of.concepts.iter().map(|it| &*it.term.short).collect();
            let says = if of.differ.is_empty() { "says" } else { "says in words" };
            let nobody = of.name_nobody();
            let nobody = format!("{nobody} {says} how {} differ.", join_with_and(&names));
            return Section::new("In short", vec![Prose::from(nobody)]);
        }
        let shown = items.len();
        Section::new("In short", items).of_total(shown, total)
    }

    /// The labels of the facets that the table leaves out, as many as one line has room for.
    pub(super) fn list_other_rows(&self, rows: usize) -> Section<'c> {
        let left: Vec<_> = self.rows.iter().skip(rows).map(|it| it.label.to_lowercase()).collect();
        let mut taken = 0;
        let fit = left.iter().take_while(|label| {
            taken += label.chars().count() + ", ".len();
            taken <= OTHER_ROWS_WIDTH
        });
        let mut items: Vec<_> = fit.cloned().collect();
        let more = left.len() - items.len();
        if more > 0 {
            items.push(format!("{more} more"));
        }
        let label = if rows == 0 { "Differ in" } else { "Also differ" };
        let items =
            if items.is_empty() { vec![] } else { vec![Prose::from(join_with_and(&items))] };
        Section::new(label, items)
    }

    /// How each pair stands: what voices say of them, and how many deny it. What is in dispute is asked there.
    pub(super) fn list_standing(&self, most: usize) -> Section<'c> {
        let items: Vec<_> =
            self.standing.iter().take(most).map(|line| Prose::from(line.clone())).collect();
        let shown = items.len();
        Section::new("Standing", items).of_total(shown, self.standing.len())
    }

    pub(super) fn list_common(&self, most: usize) -> Section<'c> {
        let items: Vec<_> = self.common.iter().take(most).cloned().collect();
        let shown = items.len();
        Section::new("In common", items).of_total(shown, self.common.len())
    }
}

fn rank_rows<'c, 'b>(of: &'c Comparison<'b>) -> Vec<&'c FacetDifference<'b>> {
    let weakest = |it: &FacetDifference<'_>| {
        let voices = |values: &Vec<ValueClaim<'_>>| {
            values.iter().map(|it| it.said.count_asserting()).sum::<usize>()
        };
        it.values.iter().map(voices).min()
    };
    let mut rows: Vec<_> = of.differ.iter().collect();
    // Where a side is silent: with fewer of these first.
    let silent = |it: &FacetDifference<'_>| it.values.iter().filter(|it| it.is_empty()).count();
    rows.sort_by_cached_key(|it| (!it.leading, Reverse(weakest(it)), silent(it)));
    rows
}

fn tell_standing(of: &Comparison<'_>) -> Vec<String> {
    let mut lines: Vec<(usize, String)> = vec![];
    for pair in &of.standing {
        let mut seen: Vec<(&str, &str, &str)> = vec![];
        for it in pair.relations.iter().filter(|it| !of.is_asked(it)) {
            if seen.contains(&(it.from, it.relation, it.to)) {
                continue;
            }
            seen.push((it.from, it.relation, it.to));
            lines.push(of.state_relation(pair, it));
        }
    }
    lines.extend(of.name_umbrellas().into_iter().map(|line| (0, line)));
    lines.sort_by_key(|(voices, _)| Reverse(*voices));
    if let ([pair], [], []) = (&*of.standing, &*lines, &*of.disputes) {
        lines.push((0, of.tell_path(pair)));
    }
    lines.into_iter().map(|(_, line)| line).collect()
}
