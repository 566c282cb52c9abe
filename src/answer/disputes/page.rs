//! Layout of disputes: clashes, differences, sources, counts.

use super::{DescribedDispute, DisputeSide, DisputesAnswer};
use crate::answer::{
    attribution::{according_to, describe_citations, list_few_voices},
    cited_works::{CitedWork, append_numbers},
    follow_up::FollowUp,
    term,
};
use cxterms_base::{DisputeKind, corpus::capitalize_first};
use cxterms_page::{Count, Page, Prose, Role, View};

impl View for DisputesAnswer<'_> {
    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        // One dispute is told whole: each side, in its own words.
        if self.on_screen && self.disputes.len() > 1 {
            return self.lay_out_screen(count_lines);
        }
        self.page()
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        if !self.has_disputes() {
            page.text(self.describe_absence());
            return page;
        }
        page.text(self.describe_apart());
        let works = if self.sources { &*self.works } else { &[] };
        let (clashes, differences): (Vec<_>, Vec<_>) =
            (1..).zip(&self.disputes).partition(|(_, dispute)| dispute.clash);
        for (name, group) in [
            ("Where voices contradict each other", clashes),
            ("Where voices use a term differently", differences),
        ] {
            if !group.is_empty() {
                page.title(Prose::of(Role::Strong, name), None);
            }
            for (number, dispute) in group {
                dispute.lay_out(dispute.number.unwrap_or(number), works, &mut page);
            }
        }
        page.numbered_section(
            "Sources",
            works.iter().map(CitedWork::to_bibliography_line).collect(),
        );
        page.text(Prose::of(Role::Label, self.describe_counts()));
        if let Some(command) = self.next_command() {
            page.suggest_next(command);
        }
        page
    }
}

impl DisputesAnswer<'_> {
    fn describe_absence(&self) -> String {
        match &*self.of {
            [] => "No two voices disagree here.".to_owned(),
            terms => format!("No two voices disagree about {}.", term::join_terms(terms)),
        }
    }

    /// That none of them is about two of the terms that were asked for.
    pub(super) fn describe_apart(&self) -> String {
        match self.apart {
            true => {
                "No dispute is about several of these terms; these are about one each.".to_owned()
            }
            false => String::new(),
        }
    }

    /// How many questions there are, where there are several.
    fn describe_counts(&self) -> String {
        match self.disputes.len() {
            1 => String::new(),
            total => Count(total, "question").to_string(),
        }
    }

    fn next_command(&self) -> Option<FollowUp<'_>> {
        let first = self.disputes.first()?;
        Some(match &*first.about {
            [one] => FollowUp::about_names("define", [*one]),
            [one, other, ..] => FollowUp::about_names("compare", [*one, *other]),
            [] => return None,
        })
    }
}

impl DescribedDispute<'_> {
    fn lay_out<'p>(&'p self, number: usize, works: &[CitedWork<'_>], page: &mut Page<'p>) {
        let own = self.sides.iter().flat_map(|side| &side.by).next().filter(|_| self.voices == 1);
        let alone = own.map(|cited| format!(" {} says both.", capitalize_first(cited.short)));
        let question = &self.question.elsewhere;
        page.part(Prose::from(format!("{number}. {question}{}", alone.unwrap_or_default())));
        page.fields(self.sides.iter().map(|side| {
            let label = format!("{} ({})", capitalize_first(self.name_answer(side)), side.voices);
            (Prose::of(Role::Label, label), vec![side.describe_holders(works)])
        }));
    }

    /// How many voices answer the question otherwise than one does.
    pub(crate) fn count_against(&self, voice: &str) -> usize {
        let answers = self.list_answering_sides().into_iter();
        answers.filter(|side| !side.has_voice(voice)).map(|side| side.voices).sum()
    }

    /// The question with its counts, and what one voice says to it: `Does it measure loyalty? Yes 3, no 1. Says: no.`
    pub(in crate::answer) fn tell_answer_of(&self, voice: &str) -> Prose<'_> {
        let answers = self.list_answers_of(voice);
        let question = Prose::from(&*self.question.counted_elsewhere);
        question.and(Role::Label, format!(" Says: {}.", answers.join("; ")))
    }

    /// What one voice answers: to the question or, where it answers that not, what it holds.
    pub(crate) fn list_answers_of(&self, voice: &str) -> Vec<&str> {
        let mut own = self.list_answering_sides();
        own.retain(|side| side.has_voice(voice));
        if own.is_empty() {
            own.extend(self.sides.iter().filter(|side| side.has_voice(voice)));
        }
        own.into_iter().map(|side| self.name_answer(side)).collect()
    }

    /// What a side answers: yes or no to what was asked, else what it holds.
    pub(crate) fn name_answer<'s>(&self, side: &'s DisputeSide<'_>) -> &'s str {
        match self.way {
            DisputeKind::Denied | DisputeKind::Excluded | DisputeKind::State
                if side.claim.negated =>
            {
                "no"
            }
            DisputeKind::Denied | DisputeKind::State => "yes",
            // Of relations that exclude each other, the question is about the first.
            DisputeKind::Excluded if self.sides.first() == Some(side) => "yes",
            _ => side.short.trim_end_matches('.'),
        }
    }

    /// The dispute in one line: each side, and who is on it.
    ///
    /// `Success, market: B2B (Franz) or B2B and B2C (reader 4).`
    pub(crate) fn describe_in_line(&self) -> Prose<'_> {
        let told = self.sides.iter().enumerate().map(|(index, side)| {
            let claim = match (self.way, index) {
                (
                    DisputeKind::Denied
                    | DisputeKind::Excluded
                    | DisputeKind::Facet
                    | DisputeKind::State,
                    1..,
                ) => &side.short,
                _ => &side.clause,
            };
            let first = index == 0 && self.way != DisputeKind::Senses;
            let claim = if first { capitalize_first(claim) } else { claim.clone() };
            let who = list_few_voices(&side.by);
            let claim = Prose::from(claim.trim_end_matches('.').to_owned());
            if who.is_empty() { claim } else { claim.plain(" (").join(who).plain(")") }
        });
        let (mut sides, mut denials) = (vec![], vec![]);
        for (told, side) in told.zip(&self.sides) {
            let denial = self.way == DisputeKind::Facet && side.short.starts_with("not ");
            if denial { &mut denials } else { &mut sides }.push(told);
        }
        let told = Prose::list(sides, if self.way == DisputeKind::Facet { " or " } else { "; " });
        let told = Prose::list(std::iter::once(told).chain(denials), "; ").plain(".");
        match self.way {
            DisputeKind::Senses => Prose::from(format!("{}: ", self.sentence)).join(told),
            _ => told,
        }
    }
}

impl<'b> DisputeSide<'b> {
    fn has_voice(&self, voice: &str) -> bool {
        self.by.iter().any(|cited| cited.voice == voice)
    }

    /// Who holds it, in their words, and where.
    fn describe_holders(&self, works: &[CitedWork<'_>]) -> Prose<'b> {
        let mut who = describe_citations(&self.by);
        if let Some(critic) = self.critic {
            let known = match self.in_its_work {
                true => format!(" (heard in {critic}’s work)"),
                false => format!(" (only as {critic} reports)"),
            };
            who = who.and(Role::Label, known);
        }
        if self.origins < self.voices {
            who = who.and(Role::Label, format!(" ({} independent)", self.origins));
        }
        append_numbers(who, &self.by, works)
    }
}
