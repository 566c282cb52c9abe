//! Layout of the list of voices, and of what one voice says.

use super::{VoiceStatements, VoiceSummary, VoicesAnswer};
use crate::answer::{cited_works::CitedWork, disputes::DescribedDispute, follow_up::FollowUp};
use cxterms_page::{Block, Count, Page, Prose, Role, View};

impl View for VoicesAnswer<'_> {
    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        if self.on_screen { self.lay_out_screen(count_lines) } else { self.page() }
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let rows = self.voices.iter().map(|speaker| {
            let number = |count: usize| Prose::of(Role::Label, count.to_string());
            let name = Prose::of(Role::Voice, speaker.name);
            let name = match speaker.about {
                "" => name,
                about => name.plain(", ").plain(about),
            };
            let kind = Prose::of(Role::Label, speaker.kind.unwrap_or_default());
            vec![name, kind, number(speaker.works.len()), number(speaker.claims)]
        });
        let head = ["Voice", "Kind", "Works", "Claims"].map(Prose::from).into();
        page.0.push(Block::Table(head, rows.collect()));
        let count = self.voices.len();
        page.text(Prose::of(Role::Label, Count(count, "voice").to_string()));
        if let Some(first) = self.voices.iter().find(|speaker| !speaker.works.is_empty()) {
            page.suggest_next(FollowUp::about_names("voices", [first.voice]));
        }
        page
    }
}

impl VoiceSummary<'_> {
    /// `vendor, 7 claims`
    pub(super) fn describe_kind_and_claims(&self) -> Prose<'static> {
        let claims = Count(self.claims, "claim").to_string();
        let kind = self.kind.map(|kind| format!("{kind}, ")).unwrap_or_default();
        Prose::of(Role::Label, kind + &claims)
    }
}

impl View for VoiceStatements<'_> {
    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        match self.on_screen && !self.concepts.is_empty() {
            true => self.lay_out_screen(count_lines),
            false => self.page(),
        }
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let VoiceSummary { name, about, works, voice, .. } = &self.speaker;
        page.title(Prose::of(Role::Strong, *name), Some(self.speaker.describe_kind_and_claims()));
        page.text(*about);
        if self.concepts.is_empty() {
            page.text("Says nothing here itself, and reports others at most.");
        }
        for concept in &self.concepts {
            concept.lay_out_statements(&mut page);
        }
        let lines = self.disputes.iter().map(DescribedDispute::describe_in_line);
        page.list_section("Where others disagree", lines.collect());
        let line = match self.sources {
            true => CitedWork::to_bibliography_line,
            false => CitedWork::to_title_line,
        };
        page.list_section("Works", works.iter().map(line).collect());
        if !self.disputes.is_empty() {
            let tree = FollowUp::about_names("tree", []);
            page.suggest_next(tree.with_options(["--according-to", voice]));
        }
        page
    }
}
