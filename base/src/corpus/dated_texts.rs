//! Texts that are said at several times: each date stays with the voice that gives it.

use super::{
    CitedStance, ClaimedText, Note, TextDate, ThinVec, claims,
    claims::{TextIndex, TextKey},
};
use std::collections::HashMap;

/// A claim whose text may have been said at other times too.
pub(super) trait DatedText: Sized {
    /// By what it is the same claim as another.
    fn key(&self) -> TextKey<'_>;

    /// Who says so.
    fn said_mut(&mut self) -> &mut CitedStance;

    /// Takes over what the same voice says of the same text without a date.
    fn complete(&mut self, undated: &Self);
}

impl ClaimedText {
    /// By what it is the same claim as another.
    pub(super) fn key(&self) -> TextKey<'_> {
        (&self.text, &self.language, &self.dates)
    }
}

impl Note {
    /// By what it is the same claim as another.
    pub(super) fn key(&self) -> TextKey<'_> {
        (&self.text, &self.language, &self.dates)
    }
}

impl DatedText for ClaimedText {
    fn key(&self) -> TextKey<'_> {
        self.key()
    }

    fn said_mut(&mut self) -> &mut CitedStance {
        &mut self.said
    }

    fn complete(&mut self, undated: &Self) {
        self.leading |= undated.leading;
    }
}

impl DatedText for Note {
    fn key(&self) -> TextKey<'_> {
        self.key()
    }

    fn said_mut(&mut self) -> &mut CitedStance {
        &mut self.said
    }

    fn complete(&mut self, undated: &Self) {
        self.label = self.label.take().or_else(|| undated.label.clone());
        claims::extend_unique(&mut self.with, undated.with.clone());
    }
}

/// Joins what one voice says of a text with and without a date, and leaves what several say at several times apart. A
/// denial that names no speaker meets all of them.
pub(super) fn settle_texts<T: DatedText>(texts: &mut ThinVec<T>) {
    if texts.iter().all(|it| it.key().2.is_empty()) {
        return;
    }
    let mut groups: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, it) in texts.iter().enumerate() {
        let (text, language, _) = it.key();
        groups.entry((text.clone(), language.clone())).or_default().push(at);
    }
    let mut gone = vec![false; texts.len()];
    for group in groups.into_values().filter(|group| group.len() > 1) {
        for at in &group {
            if let Some(gone) = gone.get_mut(*at) {
                *gone = move_denial(texts, &group, *at) || move_undated(texts, &group, *at);
            }
        }
    }
    let mut gone = gone.into_iter();
    texts.retain(|_| !gone.next().unwrap_or_default());
}

/// Adds a text to those claimed.
pub(super) fn add_text(texts: &mut ThinVec<ClaimedText>, index: &mut TextIndex, new: ClaimedText) {
    if deny_text(texts, new.key(), &new.said) {
        return;
    }
    match index.find_claim(texts, new.key(), |known| known.key() == new.key()) {
        Some(known) => {
            known.leading |= new.leading;
            known.said.merge_citations(new.said);
        }
        None => index.push_claim(texts, new, ClaimedText::key),
    }
}

/// Adds a note to those claimed.
pub(super) fn add_note(notes: &mut ThinVec<Note>, index: &mut TextIndex, note: Note) {
    if deny_text(notes, note.key(), &note.said) {
        return;
    }
    match index.find_claim(notes, note.key(), |known| known.key() == note.key()) {
        Some(known) => {
            known.label = note.label.or(known.label.take());
            known.said.merge_citations(note.said);
            claims::extend_unique(&mut known.with, note.with);
        }
        None => index.push_claim(notes, note, Note::key),
    }
}

/// Denies every claim of a text that somebody makes, where that is all that is said; false if it is more or there is none.
fn deny_text<T: DatedText>(
    texts: &mut [T],
    (text, language, _): TextKey<'_>,
    said: &CitedStance,
) -> bool {
    let mut met = false;
    if !said.asserted_by.is_empty() || said.denied_by.is_empty() {
        return false;
    }
    for known in texts {
        let (own, there, _) = known.key();
        if (own, there) == (text, language) && !known.said_mut().asserted_by.is_empty() {
            claims::extend_unique(&mut known.said_mut().denied_by, said.denied_by.clone());
            met = true;
        }
    }
    met
}

/// Denies all that are said of a text where one of its claims is but a denial; false if it is none.
fn move_denial<T: DatedText>(texts: &mut [T], group: &[usize], at: usize) -> bool {
    let Some(said) = texts.get_mut(at).map(|it| it.said_mut().clone()) else { return false };
    if !said.asserted_by.is_empty() || said.denied_by.is_empty() {
        return false;
    }
    let mut met = false;
    for other in group {
        let Some(other) = texts.get_mut(*other).map(T::said_mut) else { continue };
        if !other.asserted_by.is_empty() {
            claims::extend_unique(&mut other.denied_by, said.denied_by.clone());
            met = true;
        }
    }
    met
}

/// Moves those who say a text without a date to what they say with one; true if no one is left.
fn move_undated<T: DatedText>(texts: &mut [T], group: &[usize], at: usize) -> bool {
    let no_dates: &[TextDate] = &[];
    if texts.get(at).is_none_or(|it| it.key().2 != no_dates) {
        return false;
    }
    let Some(said) = texts.get_mut(at).map(|it| it.said_mut().clone()) else { return false };
    let mut left = vec![];
    for speaker in &said.asserted_by {
        let dated = group.iter().copied().filter(|other| *other != at).find(|other| {
            texts.get_mut(*other).is_some_and(|it| {
                let by = &it.said_mut().asserted_by;
                by.iter().any(|it| (it.voice, it.work) == (speaker.voice, speaker.work))
            })
        });
        let pair = dated.and_then(|dated| texts.get_disjoint_mut([dated, at]).ok());
        let Some([dated, undated]) = pair else {
            left.push(speaker.clone());
            continue;
        };
        dated.complete(undated);
        claims::extend_unique(&mut dated.said_mut().asserted_by, vec![speaker.clone()]);
        claims::extend_unique(&mut dated.said_mut().denied_by, said.denied_by.clone());
    }
    if left.len() == said.asserted_by.len() {
        return false;
    }
    let none_left = left.is_empty();
    if let Some(undated) = texts.get_mut(at) {
        undated.said_mut().asserted_by = left;
    }
    none_left
}
