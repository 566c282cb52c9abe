//! The list of voices on one screen: those that say most, then how many there are of each kind.

use super::{VoiceStatements, VoicesAnswer};
use crate::answer::{
    attribution::NamedAttribution, cited_works::CitedWork, define::DefinedConcept, fit::fit_most,
    follow_up::FollowUp,
};
use cxterms_page::{Block, Count, Page, Prose, Role, Section};
use std::cmp::Reverse;

/// How many voices are listed where there is room.
const MAX_VOICES_LISTED: usize = 15;

impl VoicesAnswer<'_> {
    /// The list, as long as fits a screen.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let most = self.voices.len().min(MAX_VOICES_LISTED);
        fit_most(most, |shown| self.lay_out_most_cited(shown), count_lines)
    }

    fn lay_out_most_cited(&self, shown: usize) -> Page<'_> {
        let mut page = Page::default();
        let total = self.voices.len();
        let order = if total > shown { ", those that say most first" } else { "" };
        let lead = self.lead.clone().unwrap_or_else(|| Count(total, "voice").to_string());
        page.text(format!("{lead}{order}"));
        let mut voices: Vec<_> = self.voices.iter().collect();
        voices.sort_by_key(|voice| Reverse(voice.claims));
        let rows = voices.iter().take(shown).map(|voice| {
            let number = |count: usize| Prose::of(Role::Label, count.to_string());
            vec![
                Prose::of(Role::Voice, voice.name),
                Prose::of(Role::Label, voice.kind.unwrap_or_default()),
                number(voice.works.len()),
                number(voice.claims),
            ]
        });
        let head = ["Voice", "Kind", "Works", "Claims"].map(Prose::from).into();
        page.0.push(Block::Table(head, rows.collect()));
        let rest = total - shown;
        page.text(if rest > 0 { format!("and {rest} more") } else { String::new() });
        let first = voices.first().map(|voice| FollowUp::about_names("voices", [voice.voice]));
        let all = FollowUp::about_names("voices", self.asked.as_deref()).with_options(["--all"]);
        let commands = first.into_iter().chain((rest > 0 || self.asked.is_some()).then_some(all));
        let commands = commands.map(|it| Prose::of(Role::Command, it.to_string()));
        let by_kind = self.count_by_kind();
        page.sections([
            Section::new("By kind", if by_kind.is_empty() { vec![] } else { vec![by_kind] }),
            Section::new("More", vec![Prose::list(commands, " · ")]),
        ]);
        page
    }

    /// How many voices there are of each kind, in the manifest's order.
    fn count_by_kind(&self) -> Prose<'_> {
        let kinds = self.kinds.iter().map(|kind| {
            let of_kind = self.voices.iter().filter(|voice| voice.kind == Some(*kind));
            (*kind, of_kind.count())
        });
        let counts = kinds.filter(|(_, count)| *count > 0);
        let counts: Vec<_> = counts.map(|(kind, count)| format!("{kind} {count}")).collect();
        Prose::from(counts.join(" · "))
    }
}

/// How many terms are listed of which a voice speaks, and how many of its works and disputes.
const MAX_TERMS_LISTED: usize = 15;
const MAX_WORKS_LISTED: usize = 2;
const MAX_DISPUTES_LISTED: usize = 3;

impl VoiceStatements<'_> {
    /// Who speaks, where, a line of what is said of each term, and where others disagree.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let most = self.concepts.len().min(MAX_TERMS_LISTED);
        fit_most(most, |shown| self.lay_out_terms(shown), count_lines)
    }

    fn lay_out_terms(&self, shown: usize) -> Page<'_> {
        let mut page = Page::default();
        let speaker = &self.speaker;
        let aside = speaker.describe_kind_and_claims();
        page.title(Prose::of(Role::Strong, speaker.name), Some(aside));
        let works = speaker.works.iter().take(MAX_WORKS_LISTED).map(CitedWork::to_title_line);
        let more = speaker.works.len().saturating_sub(MAX_WORKS_LISTED);
        let more =
            (more > 0).then(|| Prose::of(Role::Label, format!("and {}", Count(more, "more work"))));
        page.paragraphs([Prose::from(speaker.about)].into_iter().chain(works).chain(more));
        let mut terms: Vec<_> = self.concepts.iter().collect();
        terms.sort_by_key(|it| Reverse(it.count_claims()));
        let items = terms.iter().take(shown).map(|concept| {
            let name = Prose::of(Role::Strong, &*concept.term.short).plain(": ");
            name.join(concept.first_statement())
        });
        let rest = terms.len() - shown.min(terms.len());
        let rest =
            (rest > 0).then(|| Prose::of(Role::Label, format!("and {}", Count(rest, "more term"))));
        page.list(items.chain(rest).collect());
        let disputes = self.disputes.iter().take(MAX_DISPUTES_LISTED);
        let disputes: Vec<_> = disputes.map(|it| it.tell_answer_of(speaker.voice)).collect();
        let shown = disputes.len();
        let all = FollowUp::about_names("voices", [speaker.voice]).with_options(["--all"]);
        let tree =
            FollowUp::about_names("tree", []).with_options(["--according-to", speaker.voice]);
        let commands = [all, tree].map(|it| Prose::of(Role::Command, it.to_string()));
        page.sections([
            Section::new("In dispute", disputes).of_total(shown, self.disputes.len()),
            Section::new("More", vec![Prose::list(commands, " · ")]),
        ]);
        page
    }
}

/// A voice's own words; behind `not so` where it denies what others say in them.
fn state_text(text: &str, said: &NamedAttribution<'_>) -> String {
    said.state_as_held(text, &format!("not so: {text}"))
}

impl DefinedConcept<'_> {
    fn count_claims(&self) -> usize {
        let values: usize = self.facets.iter().map(|facet| facet.values.len()).sum();
        self.definitions.len()
            + values
            + self.relations.len()
            + self.notes.len()
            + self.status.len()
    }

    /// What is said of it first: what it means, else a fact, else a note; and its state.
    fn first_statement(&self) -> Prose<'_> {
        let said = self.definition.map(str::to_owned).or_else(|| {
            let meaning = self.definitions.first();
            meaning.map(|it| state_text(it.text, &it.said))
        });
        let fact = || self.facets.iter().flat_map(|facet| &facet.values).next();
        let fact = || fact().map(|it| it.said.state_as_held(&it.state(), &it.deny()));
        let related = || {
            let it = self.relations.first()?;
            Some(match it.text {
                Some(text) => state_text(text, &it.said),
                None => it.said.state_as_held(&it.state(), &it.deny()),
            })
        };
        let note = || self.notes.first().map(|it| state_text(it.text, &it.said));
        let root = || {
            let stated = "has nothing above it";
            Some(self.root.as_ref()?.state_as_held(stated, "has something above it"))
        };
        let said = said.or_else(fact).or_else(related).or_else(note).or_else(root);
        let state = Prose::list(self.list_status(), "; ");
        match (said, state.is_empty()) {
            (None, _) => state,
            (Some(said), true) => Prose::from(said),
            (Some(said), false) => Prose::from(said).plain(" (").join(state).plain(")"),
        }
    }
}
