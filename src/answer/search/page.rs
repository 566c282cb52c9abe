//! Layout of what a search found: each concept with its passages, cut to what is around the first match.

use super::{ConceptHit, Passage, SearchAnswer};
use crate::answer::{
    attribution::according_to, fit::fit_most, follow_up::FollowUp, suggestion::SuggestedTerm,
};
use cxterms_page::{Block, Count, Page, Prose, Role, Section, View};
use std::{collections::BTreeMap, ops::Range};

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
            for work in &self.works {
                let told = Prose::from("a work is so titled: ").join(work.to_title_line());
                let voices = FollowUp::about_names("voices", [work.work]);
                page.text(told.plain("; `").and(Role::Command, voices).plain("`"));
            }
            return page;
        }
        page.text(according_to(&self.according_to));
        let mut namesakes: BTreeMap<_, usize> = BTreeMap::new();
        for hit in &self.hits {
            *namesakes.entry(hit.term.name()).or_default() += 1;
        }
        for (hit, told, also) in self.group_hits(shown, passages) {
            let mut text = Prose::of(Role::Strong, hit.term.title());
            if namesakes.get(&hit.term.name()).is_some_and(|count| *count > 1) {
                text = text.plain(format!(" ({})", hit.term.id));
            }
            text = text.join(hit.term.mark_given_up());
            let aside = hit.term.kind.map(|kind| Prose::of(Role::Label, kind));
            page.0.push(Block::Title { level: 2, text, aside });
            let mut lines: Vec<_> = told.into_iter().map(Passage::to_excerpt).collect();
            lines.extend(name_others(&also));
            page.list(lines);
        }
        let more = self.more + self.hits.len().saturating_sub(shown);
        if more > 0 {
            page.text(Prose::of(Role::Label, format!("and {}", Count(more, "more term"))));
        }
        let define = self.first.as_deref().map(|name| FollowUp::about_names("define", [name]));
        // One word with a space would be a phrase.
        let words: Vec<_> = match self.query.contains(['"', '“', '„', '«']) {
            true => vec![&*self.query],
            false => self.query.split_whitespace().collect(),
        };
        let all = FollowUp::about_names("search", words);
        let all = all.with_options(self.options.iter().map(String::as_str).chain(["--all"]));
        let commands = define.into_iter().chain((more > 0).then_some(all));
        let commands = commands.map(|it| Prose::of(Role::Command, it.to_string()));
        page.sections([Section::new("More", vec![Prose::list(commands, " · ")])]);
        page
    }

    /// The first hits, each with so many passages of it; one whose best passage is told of another already is named there.
    fn group_hits(&self, shown: usize, passages: usize) -> Vec<HitGroup<'_>> {
        let mut groups: Vec<HitGroup<'_>> = vec![];
        for hit in self.hits.iter().take(shown) {
            let is_told = |passage: &&Passage<'_>| {
                passage.is_shared()
                    && groups
                        .iter()
                        .any(|(_, told, _)| told.iter().any(|it| it.text == passage.text))
            };
            let wanted: Vec<_> = hit.passages.iter().take(passages).collect();
            let fresh: Vec<_> = wanted.iter().copied().filter(|it| !is_told(it)).collect();
            let first = wanted.first().filter(|_| fresh.is_empty());
            let group = first.and_then(|first| {
                groups.iter_mut().find(|(_, told, _)| told.iter().any(|it| it.text == first.text))
            });
            match group {
                Some((.., also)) => also.push(hit),
                None => groups.push((hit, fresh, vec![])),
            }
        }
        groups
    }
}

/// A hit, the passages that are told of it, and the hits of which the same is said.
type HitGroup<'p> = (&'p ConceptHit<'p>, Vec<&'p Passage<'p>>, Vec<&'p ConceptHit<'p>>);

/// How many other concepts are named of which the same is said.
const MAX_OTHERS_NAMED: usize = 4;

/// `also about account management, sales and 2 more`
fn name_others<'p>(others: &[&'p ConceptHit<'p>]) -> Option<Prose<'p>> {
    let labels: Vec<_> = others.iter().map(|hit| hit.term.name()).collect();
    let named = labels.iter().take(MAX_OTHERS_NAMED).map(|it| &**it).collect::<Vec<_>>().join(", ");
    let more = labels.len().saturating_sub(MAX_OTHERS_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!labels.is_empty()).then(|| Prose::of(Role::Label, format!("also about {named}{more}")))
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
        let inside = |range: &&Range<usize>| range.start >= start && range.end <= end;
        for range in self.join_matches().iter().filter(inside) {
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

    /// The matches, those that stand side by side as one.
    fn join_matches(&self) -> Vec<Range<usize>> {
        let mut joined: Vec<Range<usize>> = vec![];
        for range in &self.matches {
            let gap = |last: &Range<usize>| self.text.get(last.end..range.start);
            match joined.last_mut() {
                Some(last) if matches!(gap(last), Some("" | " " | "-")) => last.end = range.end,
                _ => joined.push(range.clone()),
            }
        }
        joined
    }

    /// The end of a word at or before a byte.
    fn word_boundary(&self, at: usize) -> usize {
        let at = (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
        let head = self.text.get(..at.unwrap_or(0)).unwrap_or_default();
        head.rfind(' ').map_or(0, |space| space + 1)
    }
}
