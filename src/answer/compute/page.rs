//! Layout of a computation: the figures side by side, each with its formula, who computes so and why it differs.

use super::{ComputeAnswer, ComputeResult, ComputeTable};
use crate::answer::{attribution::according_to, follow_up::FollowUp};
use cxterms_page::{Block, Count, Page, Prose, Role, Section, View};

/// How many rows of a table a person is shown who does not ask for all.
pub(super) const MAX_ROWS_SHOWN: usize = 10;

/// What stands for a figure that there is none of.
pub(super) const NO_FIGURE: &str = "–";

impl View for ComputeAnswer<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        let kind = self.concept.kind.map(|kind| Prose::of(Role::Label, kind));
        page.title(Prose::of(Role::Strong, self.concept.title()), kind);
        if self.results.is_empty() {
            self.explain_no_formula(&mut page);
            return page;
        }
        let nothing = self.inputs.iter().all(|input| input.given.is_none());
        page.sections(self.results.iter().map(|result| result.to_section(nothing)));
        let beware = self.beware.iter().map(|text| Prose::from(text.as_str()));
        let mut warning = Section::new("", beware.collect());
        warning.label = Prose::of(Role::Dispute, "Beware");
        page.sections([warning, self.list_needed()]);
        if let Some(table) = &self.table {
            self.lay_out_rows(table, &mut page);
        }
        let more = FollowUp::about_terms("define", [&self.concept]).to_string();
        let example = self.suggest_example().filter(|_| nothing);
        let more = example.into_iter().chain([more]);
        let more = more.map(|command| Prose::of(Role::Command, command)).collect();
        page.sections([Section::new("More", more)]);
        page
    }
}

impl ComputeAnswer<'_> {
    fn explain_no_formula(&self, page: &mut Page<'_>) {
        page.text(match self.narrower.is_empty() {
            true if !self.according_to.is_empty() => "None of these voices gives a formula for it.",
            true => "No voice gives a formula for it.",
            false => "No voice gives a formula for it, but metrics under it have one.",
        });
        let reasons = self.no_formula.iter().map(|reason| Prose::from((*reason).to_owned()));
        let names: Vec<_> = self.narrower.iter().map(|term| term.name().into_owned()).collect();
        let names = Some(names.join(", ")).filter(|names| !names.is_empty());
        page.sections([
            Section::new("Because", reasons.collect()),
            Section::new("Includes", names.into_iter().map(Prose::from).collect()),
        ]);
    }

    /// The command that computes the worked example.
    fn suggest_example(&self) -> Option<String> {
        let mut pairs: Vec<String> = vec![];
        for input in &self.inputs {
            let pair = format!("{}={}", input.name, input.example.as_ref()?);
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let command = FollowUp::about_terms("compute", [&self.concept]);
        (!pairs.is_empty()).then(|| format!("{command} {}", pairs.join(" ")))
    }

    /// What has to be given for a figure that there is none of.
    fn list_needed(&self) -> Section<'_> {
        let missing = |name: &str| {
            let mut without = self.results.iter().filter(|result| result.figure.is_none());
            without.any(|result| result.missing.iter().any(|missing| missing == name))
        };
        let needed = self.inputs.iter().filter(|input| missing(&input.name));
        Section::new("Needs", needed.map(|input| Prose::from(&*input.described)).collect())
    }

    fn lay_out_rows<'p>(&'p self, table: &'p ComputeTable, page: &mut Page<'p>) {
        let shown = if self.all_rows { table.figures.len() } else { MAX_ROWS_SHOWN };
        if !table.figures.is_empty() {
            let label = table.label.as_deref().unwrap_or("Row");
            let heads = self.results.iter().map(|result| {
                Prose::from(if result.voices.is_empty() { "Figure" } else { &*result.voices })
            });
            let heads = std::iter::once(Prose::from(label)).chain(heads).collect();
            let rows = table.figures.iter().take(shown).map(|row| {
                let figures = row.shown.iter().map(|figure| Prose::from(figure.as_str()));
                std::iter::once(Prose::from(row.row.as_str())).chain(figures).collect()
            });
            page.0.push(Block::Table(heads, rows.collect()));
        }
        let mut count = Count(table.rows, "row").to_string();
        if table.incomplete > 0 {
            count = format!("{count}, {} with an empty cell", table.incomplete);
        }
        let is_summed = self.results.iter().any(|result| result.figure.is_some());
        if table.rows > 1 && !table.figures.is_empty() && is_summed {
            count = format!("{count}; the figures on top are of all rows added up");
        }
        let rest = table.rows.saturating_sub(shown);
        if rest > 0 && !table.figures.is_empty() {
            count = format!("{count}; {rest} more with --all");
        }
        page.text(Prose::of(Role::Label, count));
    }
}

impl ComputeResult<'_> {
    /// The figure, then the formula, then who computes so and why it differs.
    ///
    /// Where nothing was given, it is not told again of each what it needs.
    fn to_section(&self, nothing: bool) -> Section<'_> {
        let mut items = vec![Prose::from(&*self.formula)];
        if let Some(period) = self.period {
            items = vec![Prose::from(&*self.formula).plain(" – for ").plain(period)];
        }
        let no_figure = match (&*self.missing, &self.why) {
            ([], Some(why)) => Some(why.clone()),
            ([], None) => None,
            _ if nothing => None,
            (missing, _) => {
                let names: Vec<_> = missing.iter().map(|name| name.replace('_', " ")).collect();
                Some(format!("needs {}", crate::answer::metric::join_with_and(&names)))
            }
        };
        // What it needs tells by itself how it differs.
        let differs = self.differs.clone().filter(|_| nothing || self.missing.is_empty());
        let details: Vec<_> = no_figure.into_iter().chain(differs).collect();
        let mut who = Prose::of(Role::Voice, &*self.voices);
        if !details.is_empty() {
            let lead = if self.voices.is_empty() { "" } else { ": " };
            who = who.plain(lead).plain(details.join("; "));
        }
        if !who.is_empty() {
            items.push(who);
        }
        Section::new(self.shown.as_deref().unwrap_or(NO_FIGURE), items)
    }
}
