//! Voices in few words: how many say something, and the first of them by name.

use super::attribution::NamedAttribution;
use cxterms_page::{Block, NamedCitation, Page, Prose, Role, Section};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// How many distinct voices are cited, the corpus's own among them only where it is the only one.
pub(super) fn count_voices(citations: &[NamedCitation<'_>]) -> usize {
    match citations {
        [] | [_] => citations.len(),
        // One of few is found sooner than a set is made.
        few if few.len() <= FEW_CITATIONS => {
            let again = |at: usize, voice| few.iter().take(at).any(|known| known.voice == voice);
            few.iter().enumerate().filter(|(at, cited)| !again(*at, cited.voice)).count()
        }
        many => many.iter().map(|cited| cited.voice).collect::<BTreeSet<_>>().len(),
    }
}

/// Among so many citations one is looked for one by one.
const FEW_CITATIONS: usize = 8;

/// Those who hold something to be so.
#[derive(Clone, Copy)]
pub(super) struct Holders<'c, 'b> {
    by: &'c [NamedCitation<'b>],
    origins: Option<usize>,
}

impl Holders<'_, '_> {
    /// How many distinct voices they are.
    pub(super) fn count(self) -> usize {
        count_voices(self.by)
    }

    /// Whether each of them has a reservation, which changes it.
    fn is_reserved(self) -> bool {
        !self.by.is_empty() && self.by.iter().all(|cited| cited.but.is_some())
    }

    /// A short claim with how many voices make it, where several do; a tilde where each has a reservation. What one voice
    /// alone says with a reservation is no short claim: none.
    pub(super) fn count_behind(self, mut claim: String) -> Option<String> {
        let voices = self.count();
        let reserved = self.is_reserved();
        if voices < 2 {
            return (!reserved).then_some(claim);
        }
        claim.push_str(" (");
        claim.push_str(&voices.to_string());
        claim.push_str(if reserved { "~" } else { "" });
        if let Some(most) = self.most_in_one_work(voices) {
            claim.extend([", ", &most.to_string(), " in one work"]);
        }
        claim.push(')');
        Some(claim)
    }

    /// Where of three voices or more at least half are heard in one work as its authors or by them, how many.
    fn most_in_one_work(self, voices: usize) -> Option<usize> {
        if voices < 3 || self.origins.is_none_or(|origins| origins >= voices) {
            return None;
        }
        let mut works_of: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        for cited in self.by.iter().filter(|cited| !cited.is_commenter()) {
            works_of.entry(cited.voice).or_default().insert(cited.work);
        }
        // Who speaks in several works does not depend on one.
        let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
        for works in works_of.values().filter(|works| works.len() == 1) {
            works.iter().flatten().for_each(|work| *shares.entry(work).or_default() += 1);
        }
        shares.into_values().max().filter(|most| *most > 1 && 2 * most >= voices)
    }
}

impl<'b> NamedAttribution<'b> {
    /// Those who hold it as it is told: who assert it or, where it is only denied, who deny it.
    pub(super) fn holders(&self) -> Holders<'_, 'b> {
        match self.is_only_denied() {
            true => Holders { by: &self.denied_by, origins: self.denied_origins },
            false => self.asserting(),
        }
    }

    fn asserting(&self) -> Holders<'_, 'b> {
        Holders { by: &self.asserted_by, origins: self.asserted_origins }
    }
}

impl NamedAttribution<'_> {
    /// How many distinct voices assert it.
    pub(super) fn count_asserting(&self) -> usize {
        count_voices(&self.asserted_by)
    }

    /// A short claim with how many voices make it, as [`Holders::count_behind`] has it.
    pub(super) fn count_behind(&self, claim: &str) -> Option<String> {
        self.asserting().count_behind(claim.to_owned())
    }

    /// A text with who says so in brackets, and the reservation of a voice that is alone: never the one without the other.
    pub(super) fn attribute_briefly<'b>(&'b self, text: impl Into<Cow<'b, str>>) -> Prose<'b> {
        let who = name_voices_briefly(&self.asserted_by);
        let but = match &*self.asserted_by {
            [NamedCitation { but: Some(but), .. }] => format!(", but: {but}"),
            _ => String::new(),
        };
        let prose = Prose::from(text);
        if who.is_empty() { prose } else { prose.and(Role::Label, format!(" ({who}{but})")) }
    }

    /// A statement as those who are heard hold it, with the reservation that they all share: its contrary where it is only
    /// denied.
    pub(super) fn state_as_held(&self, stated: &str, contrary: &str) -> String {
        let (text, by) = match self.is_only_denied() {
            true => (contrary, &self.denied_by),
            false => (stated, &self.asserted_by),
        };
        match &**by {
            [first, rest @ ..] if rest.iter().all(|it| it.but == first.but) => match first.but {
                Some(but) => format!("{text} (but: {but})"),
                None => text.to_owned(),
            },
            _ => text.to_owned(),
        }
    }

    /// How many distinct voices deny it.
    pub(super) fn count_denying(&self) -> usize {
        count_voices(&self.denied_by)
    }
}

/// Whether a count in a text bears the mark of a reservation: `4~`.
pub(crate) fn marks_reservation(text: &str) -> bool {
    let mut marks = text.match_indices('~');
    marks.any(|(at, _)| {
        text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// Adds, before a page's last part, what the mark behind a count means, where there is one.
pub(super) fn explain_reservations(page: &mut Page<'_>) {
    let is_marked = |prose: &Prose<'_>| prose.0.iter().any(|(_, text)| marks_reservation(text));
    let marked = page.0.iter().any(|block| match block {
        Block::Sections(sections) => sections.iter().flat_map(|it| &it.items).any(is_marked),
        Block::Table(_, rows) => rows.iter().flatten().any(is_marked),
        _ => false,
    });
    if let (true, Some(Block::Sections(last))) = (marked, page.0.last_mut()) {
        let text = "each of these voices has a reservation, which --all tells";
        let text = Prose::of(Role::Label, text);
        last.insert(last.len().saturating_sub(1), Section::new("~", vec![text]));
    }
}

/// Who says so: one or two voices by name, of more the first and how many others; commenters are only counted.
///
/// `Totango`, `ChurnZero and a reader`, `IBM and 2 more`
pub(super) fn name_voices_briefly(citations: &[NamedCitation<'_>]) -> String {
    let mut seen = BTreeSet::new();
    let each: Vec<_> = citations.iter().filter(|cited| seen.insert(cited.voice)).collect();
    let (readers, named): (Vec<&NamedCitation<'_>>, Vec<_>) =
        each.into_iter().partition(|cited| cited.is_commenter());
    let readers_alone = match readers.len() {
        0 => String::new(),
        1 => "a reader".to_owned(),
        several => format!("{several} readers"),
    };
    match (&*named, readers.len()) {
        ([], _) => readers_alone,
        ([one], 0) => one.short.to_owned(),
        ([one], 1) => format!("{} and a reader", one.short),
        ([one, other], 0) => format!("{} and {}", one.short, other.short),
        ([first, rest @ ..], more) => format!("{} and {} more", first.short, rest.len() + more),
    }
}
