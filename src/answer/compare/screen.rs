//! A comparison on one screen: the meanings, what sets the concepts apart, how they stand, with a count of the rest.

use super::{
    CommonUmbrella, Comparison, FacetDifference, PairRelation, PairRelations, page::join_with_and,
    shown::ShownComparison,
};
use crate::answer::{
    attribution::{ValueClaim, according_to},
    brief_voices::explain_reservations,
    cited_works::CitedWork,
    fit::{PageParts, fit_parts},
    follow_up::FollowUp,
    wording,
    worked_example::SharedExample,
};
use cxterms_base::{DisputeKind, corpus::capitalize_first};
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
        &[|it| &mut it.rows],
        &[|it| &mut it.questions],
    ],
    cuts: &[
        (|it| &mut it.common, 1),
        (|it| &mut it.common, 0),
        (|it| &mut it.contrasts, 2),
        (|it| &mut it.contrasts, 1),
        (|it| &mut it.rows, 3),
        (|it| &mut it.questions, 1),
        (|it| &mut it.standing, 1),
        (|it| &mut it.rows, 2),
        (|it| &mut it.standing, 0),
        (|it| &mut it.values, 1),
        (|it| &mut it.rows, 1),
        (|it| &mut it.questions, 0),
        (|it| &mut it.rows, 0),
    ],
    given_back: &[
        |it| &mut it.rows,
        |it| &mut it.questions,
        |it| &mut it.standing,
        |it| &mut it.values,
        |it| &mut it.contrasts,
        |it| &mut it.common,
    ],
};

/// How many steps a way from one to the other may take.
const MAX_STEPS: usize = 3;

impl<'b> Comparison<'b> {
    /// The comparison, as much of it as fits a screen.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let shown = ShownComparison::choose_shown(self);
        let lay_out = |extent| self.lay_out_extent(&shown, extent);
        let count_group = |group, extent| count_lines(&self.lay_out_group(&shown, group, extent));
        let mut page = fit_parts(&PARTS, SCREEN_LINES, lay_out, count_group, count_lines);
        let works = self.works.iter().filter(|_| self.sources);
        page.list_section("Sources", works.map(CitedWork::to_bibliography_line).collect());
        page
    }

    /// What one group of parts adds to the page.
    fn lay_out_group<'p>(
        &'p self,
        shown: &ShownComparison<'p, 'b>,
        group: usize,
        extent: CompareExtent,
    ) -> Page<'p> {
        let mut page = Page::default();
        if group < 2 {
            // A blank line sets these off from what stands before them.
            page.text("…");
        }
        match group {
            0 => page.sections([shown.list_contrasts(extent.contrasts)]),
            1 => self.lay_out_rows(shown, extent, &mut page),
            2 => page.sections([shown.list_standing(extent.standing)]),
            3 => page.sections([shown.list_common(extent.common)]),
            4 => page.sections([shown.list_other_rows(extent.rows)]),
            _ => page.sections([self.list_questions(extent.questions)]),
        }
        page
    }

    fn lay_out_extent<'p>(
        &'p self,
        shown: &ShownComparison<'p, 'b>,
        extent: CompareExtent,
    ) -> Page<'p> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        page.paragraphs(self.concepts.iter().map(|concept| {
            let title = Prose::of(Role::Strong, concept.term.title());
            let title = title.join(concept.term.mark_given_up()).plain(": ");
            title.join(concept.describe_meaning())
        }));
        page.sections([shown.list_contrasts(extent.contrasts)]);
        self.lay_out_rows(shown, extent, &mut page);
        let example = self.example.iter().map(SharedExample::to_section);
        let other_rows = shown.list_other_rows(extent.rows);
        page.sections(std::iter::once(other_rows).chain(example).chain([
            shown.list_standing(extent.standing),
            shown.list_common(extent.common),
            self.list_questions(extent.questions),
        ]));
        page.sections([self.list_commands(shown, extent)]);
        explain_reservations(&mut page);
        page
    }

    pub(super) fn name_nobody(&self) -> &'static str {
        if self.according_to.is_empty() { "Nobody here" } else { "None of these voices" }
    }

    /// A table of the first facets on which they differ.
    fn lay_out_rows<'p>(
        &'p self,
        shown: &ShownComparison<'p, 'b>,
        extent: CompareExtent,
        page: &mut Page<'p>,
    ) {
        let rows: Vec<_> = shown.rows.iter().take(extent.rows).copied().collect();
        if !rows.is_empty() {
            page.0.push(self.lay_out_table(&rows, extent.values));
        }
    }

    fn lay_out_table<'p>(
        &'p self,
        shown: &[&'p FacetDifference<'b>],
        most_values: usize,
    ) -> Block<'p> {
        let disputed = shown.iter().any(|it| it.disputed.contains(&true));
        let corner = match disputed {
            true => Prose::of(Role::Dispute, "* disputed"),
            false => Prose::default(),
        };
        let heads = self.concepts.iter();
        let heads = heads.map(|it| Prose::of(Role::Strong, it.term.capitalized_name()));
        let head = std::iter::once(corner).chain(heads).collect();
        let rows = shown.iter().map(|it| {
            let cells = (0..it.values.len()).map(|at| join_values(it, at, most_values));
            std::iter::once(Prose::of(Role::Label, it.label)).chain(cells).collect()
        });
        Block::Table(head, rows.collect())
    }

    /// Whether a dispute between them asks whether this relation holds.
    pub(super) fn is_asked(&self, stand: &PairRelation<'b>) -> bool {
        self.disputes.iter().any(|dispute| {
            // Of relations that exclude each other, the question is about the first.
            let most = if dispute.way == DisputeKind::Excluded { 1 } else { dispute.sides.len() };
            dispute.sides.iter().take(most).any(|side| {
                let claim = &side.claim;
                let ends = [Some(stand.from), Some(stand.to)];
                let same = ends == [Some(claim.from), claim.to];
                let mirrored = stand.symmetric && ends == [claim.to, Some(claim.from)];
                claim.relation == Some(stand.relation) && (same || mirrored)
            })
        })
    }

    /// The umbrellas under which several of them stand, or one by way of others, each once: `All three under metric`.
    pub(super) fn name_umbrellas(&self) -> Vec<String> {
        let mut groups: Vec<(&CommonUmbrella<'b>, Vec<&str>)> = vec![];
        for pair in self.standing.iter().filter(|pair| pair.relations.is_empty()) {
            let Some(under) = pair.under.first() else { continue };
            let index = groups.iter().position(|(known, _)| known.term.id == under.term.id);
            let index = index.unwrap_or_else(|| {
                groups.push((under, vec![]));
                groups.len() - 1
            });
            let Some((_, below)) = groups.get_mut(index) else { continue };
            for id in pair.between {
                if id != under.term.id && !below.contains(&id) {
                    below.push(id);
                }
            }
        }
        let placed = |id: &str, above: &str| {
            let relations = self.standing.iter().flat_map(|pair| &pair.relations);
            let known = (id, wording::SUBSET_OF_NAME, above);
            relations.into_iter().any(|it| (it.from, it.relation, it.to) == known)
        };
        let told = groups.into_iter().filter_map(|(under, mut below)| {
            below.retain(|id| !placed(id, under.term.id));
            let names: Vec<_> = below.iter().map(|id| self.short_name(id)).collect();
            let who = match names.len() {
                0 => return None,
                3 if self.concepts.len() == 3 => "All three".to_owned(),
                all if all > 3 && all == self.concepts.len() => "All".to_owned(),
                _ => capitalize_first(&join_with_and(&names)),
            };
            Some(format!("{who} under {}", under.term.short))
        });
        told.collect()
    }

    /// The way from one to the other in a few steps, where nothing else joins them.
    pub(super) fn tell_path(&self, pair: &PairRelations<'b>) -> String {
        let [a, b] = pair.between.map(|id| self.short_name(id));
        match pair.path.len() {
            0 => return format!("{} joins {a} and {b}.", self.name_nobody()),
            1..=MAX_STEPS => {}
            _ => return format!("From {a} to {b} it is more than {MAX_STEPS} steps."),
        }
        let steps = pair.path.iter().map(|step| step.verb.relate_to(&step.label));
        let steps: Vec<_> = steps.collect();
        format!("{} {}", capitalize_first(a), steps.join(", which "))
    }

    /// One relation in all its wordings: how many say so, and how many say no.
    pub(super) fn state_relation(
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

    /// What voices disagree about between them, with how many say what.
    fn list_questions(&self, most: usize) -> Section<'_> {
        let asked = self.disputes.iter().take(most);
        let items: Vec<_> = asked.map(|it| Prose::from(&*it.question.counted_elsewhere)).collect();
        let shown = items.len();
        let mut section = Section::new("", items).of_total(shown, self.disputes.len());
        section.label = Prose::of(Role::Dispute, "In dispute");
        section
    }

    /// The commands that tell more, and of what nothing is shown.
    fn list_commands(&self, shown: &ShownComparison<'_, '_>, extent: CompareExtent) -> Section<'_> {
        let names = || self.handles.iter().map(String::as_str);
        let all = FollowUp::about_names("compare", names()).with_options(["--all"]);
        let disputed = self.find_disputed();
        let disputed = disputed.and_then(|at| self.handles.get(at)).map(String::as_str);
        let next = match (self.disputes.is_empty(), disputed) {
            (false, _) => FollowUp::about_names("disputes", names()),
            (true, Some(disputed)) => FollowUp::about_names("disputes", [disputed]),
            (true, None) => FollowUp::about_names("define", names().take(1)),
        };
        let hidden = |what: &str, section: &Section<'_>| match section.count {
            Some((0, total)) => format!(" ({what}: {total})"),
            _ => String::new(),
        };
        let untold = [
            hidden("standing", &shown.list_standing(extent.standing)),
            hidden("in dispute", &self.list_questions(extent.questions)),
        ];
        let commands = [all, next].into_iter().zip(untold).map(|(command, untold)| {
            Prose::of(Role::Command, command.to_string()).and(Role::Label, untold)
        });
        Section::new("More", commands.collect())
    }
}

/// The values of a cell with how many voices give each: `after the sale (7) or before it *`. All of a facet that takes one;
/// of others the first, those that not all the concepts have before those that they have in common.
fn join_values<'p>(row: &'p FacetDifference<'_>, at: usize, most: usize) -> Prose<'p> {
    let values = row.values.get(at).map(Vec::as_slice).unwrap_or_default();
    let common = |it: &ValueClaim<'_>| {
        let has = |column: &Vec<ValueClaim<'_>>| column.iter().any(|there| there.value == it.value);
        !row.single_valued && row.values.iter().all(has)
    };
    let mut all: Vec<_> = values.iter().collect();
    all.sort_by_cached_key(|it| (common(it), Reverse(it.said.count_asserting())));
    let most = if row.single_valued { all.len() } else { most };
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
    if row.disputed.get(at) == Some(&true) { cell.and(Role::Dispute, " *") } else { cell }
}
