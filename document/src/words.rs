//! The words of a block of prose: where a name may begin and end, and what is a larger word.

mod characters;
mod larger;
mod lines;
mod sentences;

use characters::{CharClass, classify_at, is_unspaced_letter, skip_letters};
use larger::{find_address_end, is_code_segment, is_larger_word};

pub use lines::{ends_open, find_line, is_all_capitals};
pub use sentences::split_sentences;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Joint {
    /// It is the first.
    First,
    /// Nothing: both are of a script without spaces, or one is.
    Unspaced,
    /// White space, a line break or no-break space among it.
    Space,
    /// A hyphen.
    Hyphen,
    /// A slash, with or without spaces: `service/success`.
    Slash,
    /// Other punctuation, or what is no prose. No name runs over it.
    Other,
}

/// What a word is as a place of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// A word: a name may begin with it and end with it.
    Plain,
    /// A word with a code behind a hyphen or with signs in it, `CS-1234`, `R&D`, `2.0`: only as a whole may it be a name,
    /// or a part of one.
    Coded,
    /// A larger word, `CS_URL`, `@CS-Leadership`, `docs/cs.md`, `AR:L`: no place of names at all.
    Larger,
}

/// A word, by its bytes in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextWord {
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte. An apostrophe within is part of a word, one at its end is not.
    pub end: usize,
    /// What stands before it.
    pub joint: Joint,
    /// What it is as a place of names.
    pub kind: WordKind,
}

/// The words of a text, in order. Nothing is copied.
pub fn split_words(text: &str) -> TextWords<'_> {
    TextWords { text, at: 0, part_end: 0, segment_end: 0, joint: Joint::First }
}

/// The words of a text: see [`split_words`].
#[derive(Clone, Debug)]
pub struct TextWords<'t> {
    text: &'t str,
    at: usize,
    /// The end of the part that is read: what stands together without space, brackets and quotation marks.
    part_end: usize,
    /// The end of what a slash ends of it.
    segment_end: usize,
    joint: Joint,
}

impl Iterator for TextWords<'_> {
    type Item = TextWord;

    fn next(&mut self) -> Option<TextWord> {
        loop {
            let word = if self.at < self.segment_end {
                self.read_word()
            } else if self.at < self.part_end {
                self.open_segment()
            } else {
                self.open_part()?
            };
            if let Some((start, end, kind)) = word {
                let joint = std::mem::replace(&mut self.joint, Joint::Unspaced);
                return Some(TextWord { start, end, joint, kind });
            }
        }
    }
}

/// A word without what stands before it.
type FoundWord = Option<(usize, usize, WordKind)>;

impl TextWords<'_> {
    /// Passes over what is between parts. None, if nothing follows.
    fn open_part(&mut self) -> Option<FoundWord> {
        let start = loop {
            let (class, length) = classify_at(self.text, self.at)?;
            match class {
                CharClass::Space => self.loosen(Joint::Space),
                CharClass::Mark | CharClass::Hole => self.loosen(Joint::Other),
                _ => break self.at,
            }
            self.at += length;
        };
        let letters = skip_letters(self.text, start);
        if letters > start && self.ends_plainly(letters) {
            // As nearly all words are: nothing but letters of ASCII before a space, a comma or a full stop.
            (self.at, self.part_end, self.segment_end) = (letters, letters, letters);
            return Some(Some((start, letters, WordKind::Plain)));
        }
        let mut end = letters;
        while let Some((class, length)) = classify_at(self.text, end) {
            if matches!(class, CharClass::Space | CharClass::Mark | CharClass::Hole) {
                break;
            }
            end += length;
        }
        (self.part_end, self.segment_end) = (end, start);
        Some(self.read_signs(start, end))
    }

    /// Whether no sign goes on with a word behind its letters, but for a full stop or colon that ends it.
    fn ends_plainly(&self, letters: usize) -> bool {
        let ends = |at| match classify_at(self.text, at) {
            Some((class, _)) => {
                matches!(class, CharClass::Space | CharClass::Mark | CharClass::Hole)
            }
            None => true,
        };
        let stop = matches!(self.text.as_bytes().get(letters), Some(b'.' | b':'));
        ends(letters + usize::from(stop))
    }

    /// A part with signs in it: a larger word, or segments.
    fn read_signs(&mut self, start: usize, end: usize) -> FoundWord {
        let part = self.text.get(start..end)?;
        if part == "&" {
            self.at = end;
            return Some((start, end, WordKind::Plain));
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let end = find_address_end(rest, part.len()).map_or(end, |length| start + length);
        let part = self.text.get(start..end)?;
        if is_larger_word(part) {
            (self.part_end, self.segment_end, self.at) = (end, end, end);
            let inner = part.trim_matches(['\'', '’', '‘']).trim_end_matches(['.', ':']);
            let start = start + (part.len() - part.trim_start_matches(['\'', '’', '‘']).len());
            return Some((start, start + inner.len(), WordKind::Larger));
        }
        None
    }

    /// A part of a part: up to a slash.
    fn open_segment(&mut self) -> FoundWord {
        let rest = self.text.get(self.at..self.part_end)?;
        if rest.starts_with('/') {
            self.loosen(Joint::Slash);
            self.at += 1;
            return None;
        }
        let start = self.at;
        self.segment_end = rest.find('/').map_or(self.part_end, |slash| start + slash);
        let segment = self.text.get(start..self.segment_end)?;
        let bare = segment.trim_end_matches(['.', ':', '\'', '’', '-']);
        let bare = bare.trim_start_matches(['\'', '’', '.', ':']);
        if is_code_segment(bare) {
            let start = start + segment.find(bare)?;
            self.at = start + bare.len();
            return Some((start, self.at, WordKind::Coded));
        }
        None
    }

    /// The next word of a segment: letters, with apostrophes between them.
    fn read_word(&mut self) -> FoundWord {
        let start = self.at;
        let mut end = start;
        while end < self.segment_end {
            let (class, length) = classify_at(self.text, end)?;
            let apart = match class {
                CharClass::Letter => end > start && self.is_apart(start, end, length),
                CharClass::Apostrophe => end == start || !self.is_letter(end + length),
                _ => true,
            };
            if apart {
                break;
            }
            end += length;
        }
        if end > start {
            self.at = end;
            return Some((start, end, WordKind::Plain));
        }
        self.pass_sign(start);
        None
    }

    /// Passes over a sign between words.
    fn pass_sign(&mut self, at: usize) {
        let Some((class, length)) = classify_at(self.text, at) else { return };
        self.at = at + length;
        let possessive = || self.text.get(..at).is_some_and(|before| before.ends_with(['s', 'S']));
        match class {
            CharClass::Apostrophe if possessive() => {}
            CharClass::Hyphen if self.joint == Joint::Unspaced && self.is_letter(self.at) => {
                self.joint = Joint::Hyphen;
            }
            CharClass::Slash => self.loosen(Joint::Slash),
            _ => self.loosen(Joint::Other),
        }
    }

    /// Whether a letter begins a word of its own, because a script without spaces begins or ends there.
    fn is_apart(&self, start: usize, at: usize, length: usize) -> bool {
        if length == 1 && self.text.as_bytes().get(start).is_some_and(u8::is_ascii) {
            return false;
        }
        let here = self.text.get(at..).and_then(|rest| rest.chars().next());
        let before = self.text.get(start..at).and_then(|word| word.chars().next_back());
        here.is_some_and(is_unspaced_letter) || before.is_some_and(is_unspaced_letter)
    }

    fn is_letter(&self, at: usize) -> bool {
        at < self.segment_end
            && classify_at(self.text, at).is_some_and(|(class, _)| class == CharClass::Letter)
    }

    /// What stands before the next word is at least this.
    fn loosen(&mut self, joint: Joint) {
        self.joint = match (self.joint, joint) {
            (Joint::First, _) => Joint::First,
            (Joint::Other, _) | (_, Joint::Other) => Joint::Other,
            (Joint::Slash, _) | (_, Joint::Slash) => Joint::Slash,
            (_, joint) => joint,
        };
    }
}
