//! Layout of a definition on one screen: the meaning first, then as much of what is said as fits, with a count of the rest.

use super::{
    DefineAnswer, DefinedConcept, FacetValues, LabelClaim,
    facts::FACT_COLUMNS,
    readings::OtherMeanings,
    shown::{MAX_PART_ITEMS, ShownConcept},
};
use crate::answer::{
    attribution::name_some,
    brief_voices::explain_reservations,
    cited_works::CitedWork,
    fit::{Cut, ExtentPart, PageParts, fit_parts},
    follow_up::FollowUp,
    relation::RelatedConcept,
    worked_example::WorkedExample,
};
use cxterms_page::{Page, Prose, Role, SCREEN_LINES, Section};
use std::{cell::Cell, cmp::Reverse, collections::BTreeSet};

/// How much of each part is shown.
#[derive(Clone, Copy, Debug)]
struct DefineExtent {
    contrasts: usize,
    questions: usize,
    fact_lines: usize,
    definitions: usize,
    commands: usize,
}

/// How much is shown where there is room.
const START: DefineExtent = DefineExtent {
    contrasts: MAX_PART_ITEMS,
    questions: MAX_PART_ITEMS,
    fact_lines: 3,
    definitions: MAX_PART_ITEMS,
    commands: 3,
};

/// What is cut first, second and so on, until the page fits.
const CUTS: &[Cut<DefineExtent>] = &[
    (|it| &mut it.fact_lines, 2),
    (|it| &mut it.definitions, 2),
    (|it| &mut it.commands, 2),
    (|it| &mut it.questions, 2),
    (|it| &mut it.fact_lines, 1),
    (|it| &mut it.definitions, 1),
    (|it| &mut it.contrasts, 2),
    (|it| &mut it.contrasts, 1),
    (|it| &mut it.questions, 1),
    (|it| &mut it.commands, 1),
    (|it| &mut it.fact_lines, 0),
];

/// What is given back first, where the last cut made room for more than it had to; facts fill what is left.
const GIVEN_BACK: &[ExtentPart<DefineExtent>] = &[
    |it| &mut it.contrasts,
    |it| &mut it.questions,
    |it| &mut it.commands,
    |it| &mut it.definitions,
    |it| &mut it.fact_lines,
];

/// How a definition is fitted to a screen.
const PARTS: PageParts<DefineExtent> = PageParts {
    start: START,
    most: DefineExtent { fact_lines: SCREEN_LINES, ..START },
    groups: &[
        &[|it| &mut it.contrasts],
        &[|it| &mut it.fact_lines],
        &[|it| &mut it.questions],
        &[|it| &mut it.definitions],
        &[|it| &mut it.commands],
    ],
    cuts: CUTS,
    given_back: GIVEN_BACK,
};

/// How several senses are: each has the same parts.
const SENSE_PARTS: PageParts<DefineExtent> = PageParts {
    groups: &[&[|it| &mut it.fact_lines, |it| &mut it.definitions, |it| &mut it.commands]],
    ..PARTS
};

/// How many other meanings of a name are named in a line.
const MAX_OTHERS_NAMED: usize = 2;

impl DefineAnswer<'_> {
    /// The answer on one screen.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        match &*self.concepts {
            [one] => self.fit_one(one, count_lines),
            several => {
                let several: Vec<_> = several.iter().map(ShownConcept::choose_shown).collect();
                let commands = self.suggest_commands();
                let lay_out = |extent| self.lay_out_senses(&several, &commands, extent);
                let count_group = |_, extent| count_lines(&lay_out(extent));
                let mut page =
                    fit_parts(&SENSE_PARTS, SCREEN_LINES, lay_out, count_group, count_lines);
                self.list_sources(&mut page, |_| true);
                page
            }
        }
    }

    fn fit_one<'p>(
        &'p self,
        one: &'p DefinedConcept<'p>,
        count_lines: &dyn Fn(&Page<'_>) -> usize,
    ) -> Page<'p> {
        let one = ShownConcept::choose_shown(one);
        let commands = self.suggest_commands();
        // What was laid out last is what is shown.
        let shown = Cell::new(START);
        let lay_out = |extent| {
            shown.set(extent);
            self.lay_out_one(&one, &commands, extent)
        };
        // The last facts that were measured, and their lines: a line more has room for no other fact most often.
        let measured = Cell::new((usize::MAX, 0));
        let count_group = |group, extent: DefineExtent| {
            let facts = one.facts.count_in_lines(extent.fact_lines);
            if let (1, (known, lines)) = (group, measured.get())
                && facts == known
            {
                return lines;
            }
            let mut page = Page::default();
            page.sections([match group {
                0 => one.list_contrasts(extent.contrasts),
                1 => one.list_facts(extent.fact_lines),
                2 => one.list_questions(extent.questions),
                3 => one.list_statements(extent.definitions),
                _ => list_commands(&commands, extent.commands),
            }]);
            let lines = count_lines(&page);
            if group == 1 {
                measured.set((facts, lines));
            }
            lines
        };
        let mut page = fit_parts(&PARTS, SCREEN_LINES, lay_out, count_group, count_lines);
        if self.visible_works > 0 {
            let cited = list_shown_works(&one, shown.get());
            self.list_sources(&mut page, |work| cited.contains(work));
        }
        page
    }

    /// Adds the works below the screen, where they are wanted.
    fn list_sources<'p>(&'p self, page: &mut Page<'p>, is_shown: impl Fn(&str) -> bool) {
        let works = self.works.iter().take(self.visible_works);
        let works = works.filter(|work| is_shown(work.work));
        page.list_section("Sources", works.map(CitedWork::to_bibliography_line).collect());
    }

    fn lay_out_one<'p>(
        &'p self,
        shown: &ShownConcept<'p>,
        commands: &[String],
        extent: DefineExtent,
    ) -> Page<'p> {
        let concept = shown.concept;
        let mut page = self.begin_page();
        page.title(Prose::of(Role::Strong, concept.term.title()), concept.describe_kind());
        let meaning = [concept.describe_first_meaning()].into_iter();
        let before = concept.tell_status().into_iter();
        page.paragraphs(before.chain(meaning).chain(self.also_stands_for()));
        page.sections(list_sections(shown, extent));
        page.sections([list_commands(commands, extent.commands)]);
        explain_reservations(&mut page);
        page
    }

    /// Several senses of one name: of each the meaning, a line of facts and a definition, then how they differ.
    fn lay_out_senses<'p>(
        &'p self,
        senses: &[ShownConcept<'p>],
        commands: &[String],
        extent: DefineExtent,
    ) -> Page<'p> {
        let mut page = self.begin_page();
        page.text(format!("“{}” has {} senses here.", self.query, self.concepts.len()));
        for sense in senses {
            let concept = sense.concept;
            page.title(Prose::of(Role::Strong, concept.term.title()), concept.describe_kind());
            let meaning = std::iter::once(concept.describe_first_meaning());
            page.paragraphs(concept.tell_status().into_iter().chain(meaning));
            let facts = sense.list_facts(extent.fact_lines.min(1));
            let definitions = sense.list_statements(extent.definitions.min(1));
            page.sections([facts, definitions]);
        }
        page.paragraphs(self.also_stands_for());
        page.sections([list_commands(commands, extent.commands)]);
        explain_reservations(&mut page);
        page
    }

    pub(super) fn begin_page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(crate::answer::attribution::according_to(&self.according_to));
        page
    }

    /// What else the name that was asked stands for: a line, with the command that shows it.
    pub(super) fn also_stands_for(&self) -> impl Iterator<Item = Prose<'_>> {
        let meanings = self.readings.iter().flat_map(OtherMeanings::meanings);
        let terms: Vec<_> = meanings.map(|it| &it.term).collect();
        let line = terms.first().map(|_| {
            let names: Vec<_> = terms.iter().map(|term| term.name()).collect();
            let names: Vec<_> = names.iter().map(|name| &**name).collect();
            let lead = format!("{} also stands for ", self.query_as_label());
            let lead = lead + &name_some(&names, MAX_OTHERS_NAMED) + ": ";
            let shown = terms.iter().take(MAX_OTHERS_NAMED).copied();
            let command = FollowUp::about_terms("define", shown).to_string();
            Prose::of(Role::Label, lead).and(Role::Command, command)
        });
        line.into_iter()
    }

    /// The name that was asked as the concept spells it, else as it was typed.
    fn query_as_label(&self) -> &str {
        let first = self.concepts.first();
        let labels = first.into_iter().flat_map(|it| it.abbreviations.iter().chain(&it.synonyms));
        let spelled = labels.map(|it| it.text).find(|it| it.eq_ignore_ascii_case(&self.query));
        spelled.unwrap_or(&self.query)
    }

    /// What may be asked next.
    fn suggest_commands(&self) -> Vec<String> {
        let commands: Vec<FollowUp<'_>> = match &*self.concepts {
            [one] => {
                let (name, other) = match &self.handles {
                    Some((name, other)) => (&**name, other.as_deref()),
                    None => (one.term.typed, None),
                };
                let compare = other.map(|other| FollowUp::about_names("compare", [name, other]));
                let disputes =
                    (one.questions.count > 0).then(|| FollowUp::about_names("disputes", [name]));
                let all = FollowUp::about_names("define", [name]).with_options(["--all"]);
                [one.suggest_replacement(), Some(all), compare, disputes]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            several => {
                let terms = || several.iter().map(|it| &it.term);
                let all = FollowUp::about_names("define", [&*self.query]).with_options(["--all"]);
                vec![all, FollowUp::about_terms("compare", terms())]
            }
        };
        commands.iter().map(ToString::to_string).collect()
    }
}

/// As many commands as so many lines hold, the first in any case.
fn list_commands<'p>(commands: &[String], lines: usize) -> Section<'p> {
    let columns = FACT_COLUMNS * lines.max(1);
    let mut used = 0;
    let shown = commands.iter().enumerate().filter(|(at, command)| {
        used += command.chars().count() + 3;
        *at == 0 || used <= columns
    });
    let shown = shown.map(|(_, command)| Prose::of(Role::Command, command.clone()));
    Section::new("More", vec![Prose::list(shown, " · ")])
}

fn list_sections<'p>(shown: &ShownConcept<'p>, extent: DefineExtent) -> Vec<Section<'p>> {
    let concept = shown.concept;
    let computation = concept.computation.as_ref();
    let mut sections: Vec<_> =
        computation.map(|it| it.list_sections(extent.fact_lines.max(1))).unwrap_or_default();
    sections.extend([concept.list_names(), shown.list_contrasts(extent.contrasts)]);
    sections.extend(concept.list_defining());
    sections.extend([
        concept.list_parts(),
        shown.list_facts(extent.fact_lines),
        shown.list_questions(extent.questions),
        shown.list_statements(extent.definitions),
    ]);
    sections
}

/// The works that what a screen shows is taken from: its meaning, figures, contrasts, facts and definitions.
fn list_shown_works<'p>(shown: &ShownConcept<'p>, extent: DefineExtent) -> BTreeSet<&'p str> {
    let concept = shown.concept;
    let meaning = concept.definitions.first().filter(|_| concept.definition.is_none());
    let defining = concept.facets.iter().filter(|it| it.rules.defining);
    let said = meaning.map(|it| &it.said).into_iter();
    let said = said.chain(defining.flat_map(|it| &it.values).map(|it| &it.said));
    let said = said.chain(shown.who_say(extent.contrasts, extent.fact_lines, extent.definitions));
    said.flat_map(|said| said.asserted_by.iter().chain(&said.denied_by))
        .filter_map(|cited| cited.work)
        .collect()
}

impl DefinedConcept<'_> {
    /// What a figure is, facet by facet.
    pub(super) fn list_defining(&self) -> impl Iterator<Item = Section<'_>> {
        let defining = self.facets.iter().filter(|it| it.rules.defining);
        defining.map(|facet| state_defining(facet, self.computation.as_ref()))
    }

    /// Its other names, in a line.
    fn list_names(&self) -> Section<'_> {
        let titled = |claim: &&LabelClaim<'_>| Some(claim.text) == self.term.abbreviation;
        let shorter = self.abbreviations.iter().filter(|claim| !titled(claim));
        let names = self.synonyms.iter().chain(shorter);
        // The title less a word that goes without saying is no other name.
        let names = names
            .filter(|claim| !claim.said.asserted_by.is_empty() && claim.text != self.term.short)
            .map(|claim| claim.text);
        Section::new("Also called", join_in_line(names, ", ").into_iter().collect())
    }

    /// What it includes, in a line.
    fn list_parts(&self) -> Section<'_> {
        let parts = self.relations.iter();
        let parts =
            parts.filter(|one| one.is_part() && !one.disputed && !one.said.asserted_by.is_empty());
        let mut names: Vec<_> = parts.map(RelatedConcept::name_with_state).collect();
        names.dedup();
        let names = names.iter().map(|name| &**name);
        let line = join_in_line(names, ", ").map(|line| Prose::from(line.text()));
        Section::new("Includes", line.into_iter().collect())
    }
}

/// What a figure is: its unit, question or what counts, in the words of most voices, and how many say something else. What
/// formulas told is left out.
fn state_defining<'p>(
    facet: &'p FacetValues<'p>,
    computation: Option<&WorkedExample<'_>>,
) -> Section<'p> {
    let values = facet.values.iter().filter(|it| !it.said.asserted_by.is_empty());
    let has_formula = |value: &str| computation.is_some_and(|it| it.tells_formula(value));
    let is_unit = |value: &str| computation.is_some_and(|it| it.tells_unit(value));
    let values = values.filter(|it| !has_formula(it.value) && !is_unit(it.value));
    let mut values: Vec<_> = values.collect();
    values.sort_by_key(|it| Reverse(it.said.count_asserting()));
    let total = values.len();
    let items: Vec<_> = values
        .iter()
        .take(1)
        .map(|it| match it.said.count_behind(it.value) {
            Some(text) => Prose::from(text),
            None => it.said.attribute_briefly(it.value),
        })
        .collect();
    let shown = items.len();
    let formulas = facet.values.iter().any(|it| has_formula(it.value));
    Section::new(if formulas { "Some say" } else { facet.label }, items).of_total(shown, total)
}

/// As many names as a line holds, and how many more there are.
fn join_in_line<'p>(names: impl Iterator<Item = &'p str>, separator: &str) -> Option<Prose<'p>> {
    let names: Vec<_> = names.collect();
    let mut used = 0;
    let fits = |name: &&&str| {
        used += name.chars().count() + separator.len();
        used <= FACT_COLUMNS
    };
    let shown = names.iter().take_while(fits).count().max(1).min(names.len());
    let text = names.get(..shown)?.join(separator);
    let more = names.len() - shown;
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!text.is_empty()).then(|| Prose::from(text + &more))
}
