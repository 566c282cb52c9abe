//! Several terms that are asked together, on one screen: the meaning of each, and of the rest what all have room for.

use super::{DefineAnswer, shown::ShownConcept};
use crate::answer::{
    brief_voices::explain_reservations,
    digest::MAX_COMPARED,
    fit::{PageParts, fit_parts},
    follow_up::FollowUp,
};
use cxterms_page::{Page, Prose, Role, SCREEN_LINES, Section, View};
use serde::Serialize;

/// What several names mean.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct JointDefinition<'d, 'b>(pub &'d [DefineAnswer<'b>]);

/// How much of each part is shown of each term; of a figure its formula in any case.
#[derive(Clone, Copy, Debug)]
struct JointExtent {
    figures: usize,
    contrasts: usize,
    questions: usize,
    fact_lines: usize,
    definitions: usize,
}

const START: JointExtent =
    JointExtent { figures: 1, contrasts: 1, questions: 1, fact_lines: 1, definitions: 1 };

/// How several terms are fitted to a screen: all have the same parts.
const PARTS: PageParts<JointExtent> = PageParts {
    start: START,
    most: START,
    groups: &[&[
        |it| &mut it.figures,
        |it| &mut it.contrasts,
        |it| &mut it.questions,
        |it| &mut it.fact_lines,
        |it| &mut it.definitions,
    ]],
    cuts: &[
        (|it| &mut it.definitions, 0),
        (|it| &mut it.fact_lines, 0),
        (|it| &mut it.questions, 0),
        (|it| &mut it.contrasts, 0),
        (|it| &mut it.figures, 0),
    ],
    given_back: &[
        |it| &mut it.figures,
        |it| &mut it.contrasts,
        |it| &mut it.questions,
        |it| &mut it.fact_lines,
        |it| &mut it.definitions,
    ],
};

impl View for JointDefinition<'_, '_> {
    fn page(&self) -> Page<'_> {
        Page(self.0.iter().flat_map(|answer| answer.page().0).collect())
    }

    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let shown = self.choose_shown();
        let lay_out = |extent| self.lay_out_extent(&shown, extent);
        let count_group = |_, extent| count_lines(&lay_out(extent));
        fit_parts(&PARTS, SCREEN_LINES, lay_out, count_group, count_lines)
    }
}

impl JointDefinition<'_, '_> {
    /// The concepts that are meant, each once, with what their names stand for besides.
    fn choose_shown(&self) -> Vec<(ShownConcept<'_>, Option<Prose<'_>>)> {
        let mut shown: Vec<(ShownConcept<'_>, _)> = vec![];
        for answer in self.0 {
            let mut also = answer.also_stands_for();
            for concept in &answer.concepts {
                if !shown.iter().any(|(known, _)| known.concept.term.id == concept.term.id) {
                    shown.push((ShownConcept::choose_shown(concept), also.next()));
                }
            }
        }
        shown
    }

    fn lay_out_extent<'p>(
        &'p self,
        shown: &[(ShownConcept<'p>, Option<Prose<'p>>)],
        extent: JointExtent,
    ) -> Page<'p> {
        let mut page = self.0.first().map(DefineAnswer::begin_page).unwrap_or_default();
        for (concept, also) in shown {
            concept.lay_out_among_others(also.clone(), extent, &mut page);
        }
        page.sections([self.list_commands(shown.len())]);
        explain_reservations(&mut page);
        page
    }

    /// What may be asked next of all of them.
    fn list_commands(&self, told: usize) -> Section<'_> {
        let names = || self.0.iter().map(|answer| &*answer.query);
        let all = FollowUp::about_names("define", names()).with_options(["--all"]);
        let comparable = (2..=MAX_COMPARED).contains(&told);
        let compare = comparable.then(|| FollowUp::about_names("compare", names()));
        let commands = [Some(all), compare].into_iter().flatten();
        let commands = commands.map(|it| Prose::of(Role::Command, it.to_string()));
        Section::new("More", vec![Prose::list(commands, " · ")])
    }
}

impl<'c> ShownConcept<'c> {
    fn lay_out_among_others(
        &self,
        also: Option<Prose<'c>>,
        extent: JointExtent,
        page: &mut Page<'c>,
    ) {
        let concept = self.concept;
        page.title(Prose::of(Role::Strong, concept.term.title()), concept.describe_kind());
        let meaning = [concept.describe_first_meaning()].into_iter();
        page.paragraphs(concept.tell_status().into_iter().chain(meaning).chain(also));
        let computation = concept.computation.as_ref();
        let mut sections = computation.map(|it| it.list_sections(1)).unwrap_or_default();
        let figures = if extent.figures > 0 { usize::MAX } else { 1 };
        sections.truncate(figures);
        sections.push(self.list_contrasts(extent.contrasts));
        sections.extend(concept.list_defining().filter(|_| extent.figures > 0));
        sections.extend([
            self.list_facts(extent.fact_lines),
            self.list_questions(extent.questions),
            self.list_statements(extent.definitions),
        ]);
        page.sections(sections);
    }
}
