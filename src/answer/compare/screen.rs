//! A comparison on one screen: the meanings, what sets the concepts apart, how they stand, with a count of the rest.

use super::{Comparison, FacetDifference, PairRelation, PairRelations, page::join_with_and};
use crate::answer::{
    attribution::{ValueClaim, according_to},
    brief_voices::explain_reservations,
    cited_works::CitedWork,
    fit::{PageParts, fit_parts},
    follow_up::FollowUp,
    worked_example::SharedExample,
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Block, Page, Prose, Role, SCREEN_LINES, Section};
use std::cmp::Reverse;

/// How much of each part is shown.
#[derive(Clone, Copy, Debug)]
struct CompareExtent {
    contrasts: usize,
    rows: usize,
    values: usize,
    standing: usize,
    common: usize,
    questions: usize,
}

/// What is shown where there is room.
const START: CompareExtent =
    CompareExtent { contrasts: 3, rows: 4, values: 2, standing: 3, common: 2, questions: 2 };

/// How a comparison is fitted to a screen.
const PARTS: PageParts<CompareExtent> = PageParts {
    start: START,
    most: START,
    groups: &[
        &[|it| &mut it.contrasts],
        &[|it| &mut it.rows, |it| &mut it.values],
        &[|it| &mut it.standing],
        &[|it| &mut it.common],
        &[|it| &mut it.questions],
    ],
    cuts: &[
        (|it| &mut it.common, 1),
        (|it| &mut it.common, 0),
        (|it| &mut it.rows, 3),
        (|it| &mut it.contrasts, 2),
        (|it| &mut it.questions, 1),
        (|it| &mut it.standing, 2),
        (|it| &mut it.rows, 2),
        (|it| &mut it.contrasts, 1),
        (|it| &mut it.values, 1),
        (|it| &mut it.rows, 1),
        (|it| &mut it.standing, 1),
        (|it| &mut it.rows, 0),
        (|it| &mut it.questions, 0),
    ],
    given_back: &[
        |it| &mut it.rows,
        |it| &mut it.standing,
        |it| &mut it.contrasts,
        |it| &mut it.values,
        |it| &mut it.questions,
        |it| &mut it.common,
    ],
};

impl<'b> Comparison<'b> {
    /// The comparison, as much of it as fits a screen.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let lay_out = |extent| self.lay_out_extent(extent);
        let lay_out_group = |group, extent| self.lay_out_group(group, extent);
        let mut page = fit_parts(&PARTS, SCREEN_LINES, lay_out, lay_out_group, count_lines);
        let works = self.works.iter().filter(|_| self.sources);
        page.list_section("Sources", works.map(CitedWork::to_bibliography_line).collect());
        page
    }

    /// What one group of parts adds to the page.
    fn lay_out_group(&self, group: usize, extent: CompareExtent) -> Page<'_> {
        let mut page = Page::default();
        if group < 2 {
            // A blank line sets these off from what stands before them.
            page.text("…");
        }
        match group {
            0 => page.sections([self.list_contrasts(extent.contrasts)]),
            1 => self.lay_out_rows(extent, &mut page),
            2 => page.sections([self.list_standing(extent.standing)]),
            3 => page.sections([self.list_common(extent.common)]),
            _ => page.sections([self.list_questions(extent.questions)]),
        }
        page
    }

    fn lay_out_extent(&self, extent: CompareExtent) -> Page<'_> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        page.paragraphs(self.concepts.iter().map(|concept| {
            let title = Prose::of(Role::Strong, concept.term.title()).plain(": ");
            title.join(concept.describe_meaning())
        }));
        page.sections([self.list_contrasts(extent.contrasts)]);
        self.lay_out_rows(extent, &mut page);
        page.sections(self.example.iter().map(SharedExample::to_section));
        page.sections([
            self.list_standing(extent.standing),
            self.list_common(extent.common),
            self.list_questions(extent.questions),
        ]);
        page.sections([self.list_commands()]);
        explain_reservations(&mut page);
        page
    }

    /// What is said to tell them apart, in the words of most voices; without any, that nobody says so.
    fn list_contrasts(&self, most: usize) -> Section<'_> {
        let mut told: Vec<_> = self.contrasts.iter().filter(|it| it.text.is_some()).collect();
        told.sort_by_key(|it| (Reverse(it.said.count_asserting()), it.text.map_or(0, str::len)));
        let total = told.len();
        let items = told
            .iter()
            .take(most)
            .map(|contrast| contrast.said.attribute_briefly(contrast.text.unwrap_or_default()));
        let items: Vec<_> = items.collect();
        if items.is_empty() && self.differ.is_empty() {
            let names: Vec<_> = self.concepts.iter().map(|it| &*it.term.short).collect();
            let nobody = format!("Nobody here says how {} differ.", join_with_and(&names));
            return Section::new("In short", vec![Prose::from(nobody)]);
        }
        let shown = items.len();
        Section::new("In short", items).of_total(shown, total)
    }

    /// A table of the facets on which they differ; the labels of those that are left out.
    fn lay_out_rows<'p>(&'p self, extent: CompareExtent, page: &mut Page<'p>) {
        let weakest = |it: &FacetDifference<'_>| {
            let voices = |values: &Vec<ValueClaim<'_>>| {
                values.iter().map(|it| it.said.count_asserting()).sum::<usize>()
            };
            it.values.iter().map(voices).min()
        };
        let mut rows: Vec<_> = self.differ.iter().collect();
        rows.sort_by_key(|it| Reverse(weakest(it)));
        let (shown, left) = rows.split_at(extent.rows.min(rows.len()));
        if shown.is_empty() {
            return;
        }
        let disputed = shown.iter().any(|it| it.disputed.contains(&true));
        let corner = match disputed {
            true => Prose::of(Role::Dispute, "* disputed"),
            false => Prose::default(),
        };
        let heads = self.concepts.iter();
        let heads = heads.map(|it| Prose::of(Role::Strong, it.term.capitalized_name()));
        let head = std::iter::once(corner).chain(heads).collect();
        let rows = shown.iter().map(|it| {
            let cells = it.values.iter().zip(&it.disputed);
            let cells =
                cells.map(|(values, disputed)| join_values(values, *disputed, extent.values));
            std::iter::once(Prose::of(Role::Label, it.label)).chain(cells).collect()
        });
        page.0.push(Block::Table(head, rows.collect()));
        let left: Vec<_> = left.iter().map(|it| it.label.to_lowercase()).collect();
        if !left.is_empty() {
            page.sections([Section::new("Also differ", vec![Prose::from(left.join(", "))])]);
        }
    }

    /// How each pair stands: what voices say of them, and how many deny it.
    fn list_standing(&self, most: usize) -> Section<'_> {
        let mut lines: Vec<(usize, String)> = vec![];
        for pair in &self.standing {
            let mut seen: Vec<(&str, &str, &str)> = vec![];
            for it in &pair.relations {
                if seen.contains(&(it.from, it.relation, it.to)) {
                    continue;
                }
                seen.push((it.from, it.relation, it.to));
                lines.push(self.state_relation(pair, it));
            }
            if let (true, Some(under)) = (pair.relations.is_empty(), pair.under.first()) {
                let [a, b] = pair.between.map(|id| self.short_name(id));
                let line = match pair.between.iter().position(|id| *id == under.term.id) {
                    Some(0) => format!("{} under {a}", capitalize_first(b)),
                    Some(_) => format!("{} under {b}", capitalize_first(a)),
                    None => format!("{} and {b} under {}", capitalize_first(a), under.term.short),
                };
                lines.push((0, line));
            }
        }
        lines.sort_by_key(|(voices, _)| Reverse(*voices));
        let total = lines.len();
        let items: Vec<_> =
            lines.into_iter().take(most).map(|(_, line)| Prose::from(line)).collect();
        let shown = items.len();
        Section::new("Standing", items).of_total(shown, total)
    }

    /// One relation in all its wordings: how many say so, and how many say no.
    fn state_relation(
        &self,
        pair: &PairRelations<'b>,
        stand: &PairRelation<'b>,
    ) -> (usize, String) {
        let same = pair
            .relations
            .iter()
            .filter(|it| (it.from, it.relation, it.to) == (stand.from, stand.relation, stand.to));
        let (mut yes, mut no) = (0, 0);
        for it in same {
            yes += it.said.count_asserting();
            no = no.max(it.said.count_denying());
        }
        let (from, to) = (capitalize_first(self.short_name(stand.from)), self.short_name(stand.to));
        let stated = stand.verb.relate_briefly(to);
        let line = match (yes, no) {
            (0 | 1, 0) => format!("{from} {stated}"),
            (yes, 0) => format!("{from} {stated} ({yes})"),
            (yes, no) => format!("{from} {stated}? Yes {yes}, no {no}."),
        };
        (yes + no, line)
    }

    fn list_common(&self, most: usize) -> Section<'_> {
        let lines = self.describe_shared();
        let total = lines.len();
        let items: Vec<_> = lines.into_iter().take(most).collect();
        let shown = items.len();
        Section::new("In common", items).of_total(shown, total)
    }

    /// What voices disagree about between them.
    fn list_questions(&self, most: usize) -> Section<'_> {
        let compared = |id: &&&str| self.concepts.iter().any(|it| it.term.id == **id);
        let between = self.disputes.iter();
        let between = between.filter(|it| it.about.iter().filter(compared).count() > 1);
        let between: Vec<_> = between.collect();
        let shown = between.iter().take(most).map(|it| Prose::from(&*it.question.elsewhere));
        let items: Vec<_> = shown.collect();
        let shown = items.len();
        let mut section = Section::new("", items).of_total(shown, between.len());
        section.label = Prose::of(Role::Dispute, "In dispute");
        section
    }

    fn list_commands(&self) -> Section<'_> {
        let names = || self.handles.iter().map(String::as_str);
        let all = FollowUp::about_names("compare", names()).with_options(["--all"]);
        let marked = |at: usize| self.differ.iter().any(|it| it.disputed.get(at) == Some(&true));
        let marked = names().enumerate().find(|(at, _)| marked(*at)).map(|(_, name)| name);
        let next = match (self.disputes.is_empty(), marked) {
            (false, _) => FollowUp::about_names("disputes", names()),
            (true, Some(disputed)) => FollowUp::about_names("disputes", [disputed]),
            (true, None) => FollowUp::about_names("define", names().take(1)),
        };
        let commands = [all, next].map(|it| Prose::of(Role::Command, it.to_string()));
        Section::new("More", commands.into())
    }
}

/// Values with how many voices give each, those that most give first: `after the sale (7) or before it *`.
fn join_values<'p>(values: &'p [ValueClaim<'p>], disputed: bool, most: usize) -> Prose<'p> {
    let mut all: Vec<_> = values.iter().collect();
    all.sort_by_key(|it| Reverse(it.said.count_asserting()));
    let more = all.len().saturating_sub(most);
    let shown = all.into_iter().take(most).map(|it| {
        // A cell has no room for words: the mark says that there are some.
        it.said.count_behind(it.value).unwrap_or_else(|| format!("{} (1~)", it.value))
    });
    let mut text = shown.collect::<Vec<_>>().join(" or ");
    if more > 0 {
        text = format!("{text} and {more} more");
    }
    let cell = Prose::from(text);
    if disputed { cell.and(Role::Dispute, " *") } else { cell }
}
