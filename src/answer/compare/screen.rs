//! A comparison on one screen: the meanings, what sets the concepts apart, how they stand, with a count of the rest.

use super::{
    CommonUmbrella, Comparison, FacetDifference, PairRelation, PairRelations, page::join_with_and,
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
/// How many columns the labels of the facets may take that the table leaves out.
const OTHER_ROWS_WIDTH: usize = 56;

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
            4 => page.sections([self.list_other_rows(extent.rows)]),
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
        let example = self.example.iter().map(SharedExample::to_section);
        let other_rows = self.list_other_rows(extent.rows);
        page.sections(std::iter::once(other_rows).chain(example).chain([
            self.list_standing(extent.standing),
            self.list_common(extent.common),
            self.list_questions(extent.questions),
        ]));
        page.sections([self.list_commands(extent)]);
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
        if items.is_empty() {
            let names: Vec<_> = self.concepts.iter().map(|it| &*it.term.short).collect();
            let says = if self.differ.is_empty() { "says" } else { "says in words" };
            let nobody = self.name_nobody();
            let nobody = format!("{nobody} {says} how {} differ.", join_with_and(&names));
            return Section::new("In short", vec![Prose::from(nobody)]);
        }
        let shown = items.len();
        Section::new("In short", items).of_total(shown, total)
    }

    /// The facets on which they differ: those that take one value or are part of what concepts are first, by the voices of
    /// the weaker side.
    fn rank_rows(&self) -> Vec<&FacetDifference<'b>> {
        let weakest = |it: &FacetDifference<'_>| {
            let voices = |values: &Vec<ValueClaim<'_>>| {
                values.iter().map(|it| it.said.count_asserting()).sum::<usize>()
            };
            it.values.iter().map(voices).min()
        };
        let mut rows: Vec<_> = self.differ.iter().collect();
        // Where a side is silent: with fewer of these first.
        let silent = |it: &FacetDifference<'_>| it.values.iter().filter(|it| it.is_empty()).count();
        rows.sort_by_key(|it| (!it.leading, Reverse(weakest(it)), silent(it)));
        rows
    }

    fn name_nobody(&self) -> &'static str {
        if self.according_to.is_empty() { "Nobody here" } else { "None of these voices" }
    }

    /// A table of the first facets on which they differ.
    fn lay_out_rows<'p>(&'p self, extent: CompareExtent, page: &mut Page<'p>) {
        let rows: Vec<_> = self.rank_rows().into_iter().take(extent.rows).collect();
        if !rows.is_empty() {
            page.0.push(self.lay_out_table(&rows, extent.values));
        }
    }

    /// The labels of the facets that the table leaves out, as many as one line has room for.
    fn list_other_rows(&self, rows: usize) -> Section<'_> {
        let left: Vec<_> =
            self.rank_rows().into_iter().skip(rows).map(|it| it.label.to_lowercase()).collect();
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

    /// How each pair stands: what voices say of them, and how many deny it. What is in dispute is asked there.
    fn list_standing(&self, most: usize) -> Section<'_> {
        let mut lines: Vec<(usize, String)> = vec![];
        for pair in &self.standing {
            let mut seen: Vec<(&str, &str, &str)> = vec![];
            for it in pair.relations.iter().filter(|it| !self.is_asked(it)) {
                if seen.contains(&(it.from, it.relation, it.to)) {
                    continue;
                }
                seen.push((it.from, it.relation, it.to));
                lines.push(self.state_relation(pair, it));
            }
        }
        lines.extend(self.name_umbrellas().into_iter().map(|line| (0, line)));
        lines.sort_by_key(|(voices, _)| Reverse(*voices));
        if let ([pair], [], []) = (&*self.standing, &*lines, &*self.disputes) {
            lines.push((0, self.tell_path(pair)));
        }
        let total = lines.len();
        let items: Vec<_> =
            lines.into_iter().take(most).map(|(_, line)| Prose::from(line)).collect();
        let shown = items.len();
        Section::new("Standing", items).of_total(shown, total)
    }

    /// Whether a dispute between them asks whether this relation holds.
    fn is_asked(&self, stand: &PairRelation<'b>) -> bool {
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
    fn name_umbrellas(&self) -> Vec<String> {
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
    fn tell_path(&self, pair: &PairRelations<'b>) -> String {
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
    fn list_commands(&self, extent: CompareExtent) -> Section<'_> {
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
            hidden("standing", &self.list_standing(extent.standing)),
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
    all.sort_by_key(|it| (common(it), Reverse(it.said.count_asserting())));
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
