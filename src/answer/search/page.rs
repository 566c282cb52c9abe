//! Layout of what a search found: each concept with its passages, cut to what is around the first match.

use super::{Passage, SearchAnswer};
use crate::answer::{
    attribution::according_to, fit::fit_most, follow_up::FollowUp, suggestion::SuggestedTerm,
};
use cxterms_page::{Block, Count, Page, Prose, Role, View};
use std::collections::BTreeMap;

/// How many bytes of a passage are shown before and behind the first match, about.
const BYTES_AROUND_MATCH: usize = 90;

impl View for SearchAnswer<'_> {
    fn page(&self) -> Page<'_> {
        self.lay_out_hits(self.hits.len(), usize::MAX)
    }

    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        match self.on_screen {
            true => fit_most(self.hits.len(), |shown| self.lay_out_hits(shown, 1), count_lines),
            false => self.page(),
        }
    }
}

impl SearchAnswer<'_> {
    /// The first hits, and so many passages of each.
    fn lay_out_hits(&self, shown: usize, passages: usize) -> Page<'_> {
        let mut page = Page::default();
        if !self.is_found() {
            let labels = SuggestedTerm::unique_names(&self.suggestions).into_iter();
            let labels = labels.map(|label| Prose::of(Role::Strong, label));
            let labels = Prose::list(labels, ", ");
            let text = Prose::from("nothing here speaks of `").plain(&*self.query).plain("`");
            page.text(match labels.is_empty() {
                _ if self.elsewhere > 0 => {
                    let plural = if self.elsewhere == 1 { " does" } else { "s do" };
                    let asked = Prose::from("nothing that you ask for speaks of `");
                    let others = format!("`; {} other term{plural}", self.elsewhere);
                    asked.plain(&*self.query).plain(others)
                }
                _ if self.says_nothing => Prose::from("`")
                    .plain(&*self.query)
                    .plain("` is in too many texts to tell them apart; search for other words"),
                true => text
                    .plain("; `")
                    .and(Role::Command, FollowUp::about_names("list", []))
                    .plain("` shows every term"),
                false => text.plain("; perhaps of ").join(labels),
            });
            return page;
        }
        page.text(according_to(&self.according_to));
        let mut namesakes: BTreeMap<_, usize> = BTreeMap::new();
        for hit in &self.hits {
            *namesakes.entry(hit.term.name()).or_default() += 1;
        }
        for hit in self.hits.iter().take(shown) {
            let mut text = Prose::of(Role::Strong, hit.term.title());
            if namesakes.get(&hit.term.name()).is_some_and(|count| *count > 1) {
                text = text.plain(format!(" ({})", hit.term.id));
            }
            let aside = hit.term.kind.map(|kind| Prose::of(Role::Label, kind));
            page.0.push(Block::Title { level: 2, text, aside });
            page.list(hit.passages.iter().take(passages).map(Passage::to_excerpt).collect());
        }
        let more = self.more + self.hits.len().saturating_sub(shown);
        if more > 0 {
            let more = Count(more, "more term");
            page.text(Prose::of(Role::Label, format!("{more}: --all shows them")));
        }
        if let Some(first) = self.hits.first() {
            page.suggest_next(FollowUp::about_terms("define", [&first.term]));
        }
        page
    }
}

impl Passage<'_> {
    /// What is around the first match, the words marked, and who says so.
    fn to_excerpt(&self) -> Prose<'_> {
        let first = self.matches.first().map_or(0, |range| range.start);
        let start = match first.checked_sub(BYTES_AROUND_MATCH) {
            Some(start) if start > 20 => self.word_boundary(start),
            _ => 0,
        };
        let end = first + 2 * BYTES_AROUND_MATCH;
        let end =
            if end + 20 < self.text.len() { self.word_boundary(end) } else { self.text.len() };
        let mut line = Prose::default();
        let lead = match self.r#in {
            "label" => Some("Also called"),
            "avoid" => Some("Better not"),
            "words" => self.claim.as_deref(),
            _ => self.facet,
        };
        if let Some(lead) = lead {
            line = line.and(Role::Label, lead).plain(": ");
        }
        if start > 0 {
            line = line.plain("… ");
        }
        let mut at = start;
        for range in self.matches.iter().filter(|range| range.start >= start && range.end <= end) {
            // Pairs of letters overlap.
            let from = range.start.max(at);
            let (Some(before), Some(word)) =
                (self.text.get(at..from), self.text.get(from..range.end))
            else {
                continue;
            };
            line = line.plain(before).and(Role::Strong, word);
            at = range.end;
        }
        line = line.plain(self.text.get(at..end).unwrap_or_default());
        if end < self.text.len() {
            line = line.plain(" …");
        }
        let mut who = self.said.clone();
        who.asserted_by.iter_mut().for_each(|cited| cited.text = None);
        who.shorten_for_digest();
        who.append_to(line)
    }

    /// The end of a word at or before a byte.
    fn word_boundary(&self, at: usize) -> usize {
        let at = (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
        let head = self.text.get(..at.unwrap_or(0)).unwrap_or_default();
        head.rfind(' ').map_or(0, |space| space + 1)
    }
}
