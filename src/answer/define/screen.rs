//! Layout of a definition on one screen: the meaning first, then as much of what is said as fits, with a count of the rest.

use super::{DefineAnswer, DefinedConcept, FacetValues, LabelClaim, readings::OtherMeanings};
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

/// How many questions are shown at most.
pub(super) const MAX_QUESTIONS: usize = 3;

/// How much is shown where there is room.
const START: DefineExtent = DefineExtent {
    contrasts: 3,
    questions: MAX_QUESTIONS,
    fact_lines: 3,
    definitions: 3,
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

/// How many columns a line of facts has: a screen less the column of labels, and some room for words that do not fit.
pub(super) const FACT_COLUMNS: usize = 62;

impl DefineAnswer<'_> {
    /// The answer on one screen.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        match &*self.concepts {
            [one] => self.fit_one(one, count_lines),
            _ => {
                let lay_out = |extent| self.lay_out_senses(extent);
                let lay_out_group = |_, extent| self.lay_out_senses(extent);
                let mut page =
                    fit_parts(&SENSE_PARTS, SCREEN_LINES, lay_out, lay_out_group, count_lines);
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
        // What was laid out last is what is shown.
        let shown = Cell::new(START);
        let lay_out = |extent| {
            shown.set(extent);
            self.lay_out_one(one, extent)
        };
        let lay_out_group = |group, extent: DefineExtent| {
            let mut page = Page::default();
            page.sections([match group {
                0 => one.list_contrasts(extent.contrasts),
                1 => one.list_facts(extent.fact_lines),
                2 => one.list_questions(extent.questions),
                3 => one.list_statements(extent.definitions),
                _ => self.list_commands(extent.commands),
            }]);
            page
        };
        let mut page = fit_parts(&PARTS, SCREEN_LINES, lay_out, lay_out_group, count_lines);
        if self.visible_works > 0 {
            let cited = one.list_shown_works(shown.get());
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
        concept: &'p DefinedConcept<'p>,
        extent: DefineExtent,
    ) -> Page<'p> {
        let mut page = self.begin_page();
        page.title(Prose::of(Role::Strong, concept.term.title()), concept.describe_kind());
        page.paragraphs(
            [concept.describe_first_meaning()].into_iter().chain(self.also_stands_for()),
        );
        page.sections(concept.list_sections(extent));
        page.sections([self.list_commands(extent.commands)]);
        explain_reservations(&mut page);
        page
    }

    /// Several senses of one name: of each the meaning, a line of facts and a definition, then how they differ.
    fn lay_out_senses(&self, extent: DefineExtent) -> Page<'_> {
        let mut page = self.begin_page();
        page.text(format!("“{}” has {} senses here.", self.query, self.concepts.len()));
        for concept in &self.concepts {
            page.title(Prose::of(Role::Strong, concept.term.title()), concept.describe_kind());
            page.paragraphs([concept.describe_first_meaning()]);
            let facts = concept.list_facts(extent.fact_lines.min(1));
            let definitions = concept.list_statements(extent.definitions.min(1));
            page.sections([facts, definitions]);
        }
        page.paragraphs(self.also_stands_for());
        page.sections([self.list_commands(extent.commands)]);
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
    fn list_commands(&self, lines: usize) -> Section<'_> {
        let commands: Vec<FollowUp<'_>> = match &*self.concepts {
            [one] => {
                let (name, other) = match &self.handles {
                    Some((name, other)) => (&**name, other.as_deref()),
                    None => (one.term.id, None),
                };
                let compare = other.map(|other| FollowUp::about_names("compare", [name, other]));
                let disputes =
                    (one.questions.count > 0).then(|| FollowUp::about_names("disputes", [name]));
                let all = FollowUp::about_names("define", [name]).with_options(["--all"]);
                [Some(all), compare, disputes].into_iter().flatten().collect()
            }
            several => {
                let terms = || several.iter().map(|it| &it.term);
                let all = FollowUp::about_names("define", [&*self.query]).with_options(["--all"]);
                vec![all, FollowUp::about_terms("compare", terms())]
            }
        };
        let columns = FACT_COLUMNS * lines.max(1);
        let mut used = 0;
        let shown = commands.iter().map(ToString::to_string).enumerate().filter(|(at, command)| {
            used += command.chars().count() + 3;
            *at == 0 || used <= columns
        });
        let shown = shown.map(|(_, command)| Prose::of(Role::Command, command));
        Section::new("More", vec![Prose::list(shown, " · ")])
    }
}

impl DefinedConcept<'_> {
    fn list_sections(&self, extent: DefineExtent) -> Vec<Section<'_>> {
        let computation = self.computation.as_ref();
        let mut sections: Vec<_> =
            computation.map(|it| it.list_sections(extent.fact_lines.max(1))).unwrap_or_default();
        sections.extend([self.list_names(), self.list_contrasts(extent.contrasts)]);
        sections.extend(self.list_defining());
        sections.extend([
            self.list_parts(),
            self.list_facts(extent.fact_lines),
            self.list_questions(extent.questions),
            self.list_statements(extent.definitions),
        ]);
        sections
    }

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

    /// The works that what a screen shows is taken from: its meaning, figures, contrasts, facts and definitions.
    fn list_shown_works(&self, extent: DefineExtent) -> BTreeSet<&str> {
        let meaning = self.definitions.first().filter(|_| self.definition.is_none());
        let defining = self.facets.iter().filter(|it| it.rules.defining);
        let said = meaning.map(|it| &it.said).into_iter();
        let said = said.chain(defining.flat_map(|it| &it.values).map(|it| &it.said));
        let (contrasts, _) = self.choose_contrasts(extent.contrasts);
        let said = said.chain(contrasts.into_iter().map(|it| &it.said));
        let said = said.chain(self.choose_facts(extent.fact_lines));
        let (definitions, _) = self.choose_definitions(extent.definitions);
        let said = said.chain(definitions.into_iter().map(|it| &it.said));
        said.flat_map(|said| said.asserted_by.iter().chain(&said.denied_by))
            .filter_map(|cited| cited.work)
            .collect()
    }

    /// What sets it apart from others: of each counterpart the sentence that most voices support.
    pub(super) fn list_contrasts(&self, most: usize) -> Section<'_> {
        let (shown, total) = self.choose_contrasts(most);
        let count = shown.len();
        let items = shown.into_iter().map(describe_contrast).collect();
        Section::new("Differs", items).of_total(count, total)
    }

    /// The contrasts that are shown, and how many there are.
    fn choose_contrasts(&self, most: usize) -> (Vec<&RelatedConcept<'_>>, usize) {
        let mut counterparts: Vec<_> = self
            .relations
            .chunk_by(|a, b| (a.is_contrast(), a.concept) == (b.is_contrast(), b.concept))
            .filter(|same| same.iter().any(RelatedConcept::tells_apart))
            .map(|same| {
                let voices: usize = same.iter().map(|one| one.said.count_asserting()).sum();
                let told = same.iter().filter(|one| one.tells_apart());
                let best = told.clone().min_by_key(|one| {
                    (Reverse(one.said.count_asserting()), one.text.map_or(0, str::len))
                });
                (voices, told.count(), best)
            })
            .collect();
        counterparts.sort_by_key(|(voices, ..)| Reverse(*voices));
        let total = counterparts.iter().map(|(_, texts, _)| texts).sum();
        (counterparts.iter().filter_map(|(_, _, best)| *best).take(most).collect(), total)
    }

    /// What it includes, in a line.
    fn list_parts(&self) -> Section<'_> {
        let parts = self.relations.iter();
        let parts =
            parts.filter(|one| one.is_part() && !one.disputed && !one.said.asserted_by.is_empty());
        let mut names: Vec<&str> = parts.map(|one| &*one.term.short).collect();
        names.dedup();
        Section::new("Includes", join_in_line(names.into_iter(), ", ").into_iter().collect())
    }

    /// What voices disagree about, as questions.
    pub(super) fn list_questions(&self, most: usize) -> Section<'_> {
        let shown = self.questions.first.iter().take(most);
        let items: Vec<_> = shown.map(|question| Prose::from(&**question)).collect();
        let count = items.len();
        let mut section = Section::new("", items).of_total(count, self.questions.count);
        section.label = Prose::of(Role::Dispute, "In dispute");
        section
    }
}

/// A contrast in the words of those who draw it; the counterpart's name stands before words that do not name it.
fn describe_contrast<'p>(contrast: &'p RelatedConcept<'p>) -> Prose<'p> {
    let text = contrast.text.unwrap_or_default();
    let spoken = text.to_lowercase();
    let forms = contrast.term.short.split(' ').chain(contrast.term.abbreviation);
    let named = forms.into_iter().any(|name| spoken.contains(&name.to_lowercase()));
    let lead = match named {
        true => Prose::default(),
        false => Prose::from(contrast.term.capitalized_name()).plain(": "),
    };
    lead.join(contrast.said.attribute_briefly(text))
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
