//! The list of disputes on one screen: a question a line, with how many voices are on each side, then what it is about.

use super::{DescribedDispute, DisputeSide, DisputesAnswer};
use crate::answer::{
    attribution::according_to, brief_voices::explain_reservations, fit::fit_most,
    follow_up::FollowUp,
};
use cxterms_base::DisputeKind;
use cxterms_page::{Block, Count, Page, Prose, Role, Section};

/// How many questions are listed where there is room.
pub(super) const MAX_QUESTIONS: usize = 15;
/// How many terms are named with how many questions are asked of each.
pub(super) const MAX_TERMS_COUNTED: usize = 4;

impl DisputesAnswer<'_> {
    /// The list, as long as fits a screen.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let most = self.disputes.len().min(MAX_QUESTIONS);
        fit_most(most, |shown| self.lay_out_list(shown), count_lines)
    }

    fn lay_out_list(&self, shown: usize) -> Page<'_> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        page.text(self.describe_apart());
        let total = self.disputes.len();
        let order = if total > 1 { ", those with two or more a side first" } else { "" };
        page.text(format!("{} on which voices disagree{order}", Count(total, "question")));
        let rows = self.disputes.iter().take(shown);
        let head = ["", "voices", ""].map(Prose::from).into();
        page.0.push(Block::Table(head, rows.map(DescribedDispute::to_row).collect()));
        page.text(Prose::of(Role::Label, self.describe_rest(shown)));
        let by_term = self.count_by_term();
        let more = match self.of.len() {
            1 => Prose::default(),
            _ => by_term,
        };
        let example = self.disputes.get(1).or_else(|| self.disputes.first());
        let number = example.and_then(|it| it.number).map(|number| number.to_string());
        let one = number.map(|number| {
            let one = FollowUp::about_names("disputes", [&*number]).to_string();
            Prose::of(Role::Command, one).plain(" (who says what)")
        });
        let ids = self.of.iter().map(|term| term.typed);
        let all = FollowUp::about_names("disputes", ids).with_options(["--all"]).to_string();
        let commands = one.into_iter().chain([Prose::of(Role::Command, all)]);
        page.sections([
            Section::new("By term", if more.is_empty() { vec![] } else { vec![more] }),
            Section::new("More", vec![Prose::list(commands, " · ")]),
        ]);
        explain_reservations(&mut page);
        page
    }

    /// How many are left out, and in how many of these it is one voice against one.
    fn describe_rest(&self, shown: usize) -> String {
        let rest = self.disputes.get(shown..).unwrap_or_default();
        let alone = |it: &&DescribedDispute<'_>| it.sides.iter().all(|side| side.voices == 1);
        match (rest.len(), rest.iter().filter(alone).count()) {
            (0, _) => String::new(),
            (more, 0) => format!("and {more} more"),
            (more, alone) => {
                format!("and {more} more; in {alone} of them it is one voice against one")
            }
        }
    }

    /// The terms that most questions are about: `success 22 · experience 14 · 52 more`.
    fn count_by_term(&self) -> Prose<'_> {
        let counts = &self.by_term;
        let shown = counts.iter().take(MAX_TERMS_COUNTED);
        let mut items: Vec<_> = shown.map(|(name, count)| format!("{name} {count}")).collect();
        let more = counts.len().saturating_sub(MAX_TERMS_COUNTED);
        items.extend((more > 0).then(|| format!("{more} more")));
        Prose::from(items.join(" · "))
    }
}

impl<'b> DescribedDispute<'b> {
    /// The sides that answer the question: of a question with several answers those that give one, of one that is answered
    /// yes or no those two, of a name with several senses those who use it.
    pub(super) fn list_answering_sides(&self) -> Vec<&DisputeSide<'b>> {
        let sides = || self.sides.iter();
        let affirming: Vec<_> = sides().filter(|side| !side.claim.negated).collect();
        match self.way {
            DisputeKind::Facet if affirming.len() > 1 => affirming,
            DisputeKind::Senses => sides().filter(|side| side.claim.what == "sense").collect(),
            DisputeKind::Excluded if affirming.len() < self.sides.len() => {
                let denying = sides().filter(|side| side.claim.negated);
                affirming.into_iter().take(1).chain(denying).collect()
            }
            _ => sides().collect(),
        }
    }

    /// Its number, how many voices are on each side, and its question.
    fn to_row(&self) -> Vec<Prose<'_>> {
        let number = self.number.map(|number| number.to_string()).unwrap_or_default();
        let sides: Vec<_> = self
            .list_answering_sides()
            .into_iter()
            .map(|side| format!("{}{}", side.voices, if side.reserved { "~" } else { "" }))
            .collect();
        let sides =
            if sides.len() > 3 { sides.len().to_string() + " sides" } else { sides.join(" : ") };
        vec![
            Prose::of(Role::Label, number),
            Prose::of(Role::Label, sides),
            Prose::from(&*self.question.elsewhere),
        ]
    }
}
