//! Several terms that are asked together, on one screen: the meaning of each, and of the rest what all have room for.

use super::{DefineAnswer, DefinedConcept};
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
        let lay_out = |extent| self.lay_out_extent(extent);
        fit_parts(&PARTS, SCREEN_LINES, lay_out, |_, extent| lay_out(extent), count_lines)
    }
}

impl JointDefinition<'_, '_> {
    fn lay_out_extent(&self, extent: JointExtent) -> Page<'_> {
        let mut page = self.0.first().map(DefineAnswer::begin_page).unwrap_or_default();
        let mut told = vec![];
        for answer in self.0 {
            let mut also = answer.also_stands_for();
            for concept in &answer.concepts {
                if !told.contains(&concept.term.id) {
                    told.push(concept.term.id);
                    concept.lay_out_among_others(also.next(), extent, &mut page);
                }
            }
        }
        page.sections([self.list_commands(&told)]);
        explain_reservations(&mut page);
        page
    }

    /// What may be asked next of all of them.
    fn list_commands(&self, told: &[&str]) -> Section<'_> {
        let names = || self.0.iter().map(|answer| &*answer.query);
        let all = FollowUp::about_names("define", names()).with_options(["--all"]);
        let comparable = (2..=MAX_COMPARED).contains(&told.len());
        let compare = comparable.then(|| FollowUp::about_names("compare", names()));
        let commands = [Some(all), compare].into_iter().flatten();
        let commands = commands.map(|it| Prose::of(Role::Command, it.to_string()));
        Section::new("More", vec![Prose::list(commands, " · ")])
    }
}

impl DefinedConcept<'_> {
    fn lay_out_among_others<'p>(
        &'p self,
        also: Option<Prose<'p>>,
        extent: JointExtent,
        page: &mut Page<'p>,
    ) {
        page.title(Prose::of(Role::Strong, self.term.title()), self.describe_kind());
        page.paragraphs([self.describe_first_meaning()].into_iter().chain(also));
        let computation = self.computation.as_ref();
        let mut sections = computation.map(|it| it.list_sections(1)).unwrap_or_default();
        let figures = if extent.figures > 0 { usize::MAX } else { 1 };
        sections.truncate(figures);
        sections.push(self.list_contrasts(extent.contrasts));
        sections.extend(self.list_defining().filter(|_| extent.figures > 0));
        sections.extend([
            self.list_facts(extent.fact_lines),
            self.list_questions(extent.questions),
            self.list_statements(extent.definitions),
        ]);
        page.sections(sections);
    }
}
