//! Hides from a parser what it would take for prose: template tags, MDX, and bytes that are no UTF-8.
//!
//! What is hidden is overwritten with letters, so that every other byte keeps its place.

mod admonition;
mod template;

use crate::bounds::DocumentError;
use std::{borrow::Cow, ops::Range};

/// What a hidden byte is overwritten with: a letter, so that emphasis, links and tables around it stay as they are.
const FILLER: u8 = b'x';

/// One byte in how many may be broken in a text.
const MAX_BROKEN_SHARE: usize = 10;

/// The mark with which some programs begin a text.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A text with what is hidden of it.
#[derive(Debug)]
pub(crate) struct MaskedText<'t> {
    pub(crate) text: Cow<'t, str>,
    /// What is hidden, sorted; no two overlap.
    pub(crate) cuts: Vec<Range<usize>>,
    /// The first byte that is no UTF-8.
    pub(crate) first_invalid: Option<usize>,
}

/// Bytes as a text; broken characters are hidden.
pub(crate) fn decode_bytes(bytes: &[u8]) -> Result<MaskedText<'_>, DocumentError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(DocumentError::Utf16);
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(DocumentError::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(MaskedText { text: text.into(), cuts: vec![], first_invalid: None }),
        Err(error) => repair_bytes(bytes, error.valid_up_to()),
    }
}

/// Hides the marks that others than `CommonMark` have given to Markdown, and template tags.
pub(crate) fn hide_extensions(masked: &mut MaskedText<'_>) {
    hide_template_tags(masked);
    masked.cuts.extend(admonition::rewrite_admonitions(&mut masked.text));
    merge_cuts(&mut masked.cuts);
}

/// Hides template tags and what MDX adds to Markdown.
pub(crate) fn hide_template_tags(masked: &mut MaskedText<'_>) {
    let tags = template::find_tags(&masked.text);
    if !tags.is_empty() {
        let mut bytes = std::mem::take(&mut masked.text).into_owned().into_bytes();
        for cut in &tags {
            fill(&mut bytes, cut.clone());
        }
        // Whole characters were overwritten with ASCII.
        masked.text = String::from_utf8(bytes).unwrap_or_default().into();
        masked.cuts.extend(tags);
    }
    masked.cuts.extend(template::quote_attributes(&mut masked.text));
    merge_cuts(&mut masked.cuts);
}

fn repair_bytes(bytes: &[u8], first: usize) -> Result<MaskedText<'_>, DocumentError> {
    let mut text = String::with_capacity(bytes.len());
    let (mut cuts, mut broken) = (vec![], 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let invalid = chunk.invalid().len();
        if invalid > 0 {
            cuts.push(text.len()..text.len() + invalid);
            text.extend(std::iter::repeat_n(char::from(FILLER), invalid));
            broken += invalid;
        }
    }
    match broken * MAX_BROKEN_SHARE > bytes.len() && broken > 1 {
        true => Err(DocumentError::Binary),
        false => Ok(MaskedText { text: text.into(), cuts, first_invalid: Some(first) }),
    }
}

fn fill(bytes: &mut [u8], range: Range<usize>) {
    if let Some(hidden) = bytes.get_mut(range) {
        hidden.fill(FILLER);
    }
}

fn merge_cuts(cuts: &mut Vec<Range<usize>>) {
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    cuts.dedup_by(|next, one| {
        let overlap = next.start < one.end;
        if overlap {
            one.end = one.end.max(next.end);
        }
        overlap
    });
}

/// What is hidden, as the text around it shows it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Hidden<'h> {
    /// A comment, or lines of a program: it leaves nothing behind. What it says.
    Silent(&'h str),
    /// A tag that stands for itself.
    Tag,
    /// What stands for a word: a variable, broken characters.
    Word,
}

/// What a hidden part of the source is.
pub(crate) fn classify_hidden(hidden: &str) -> Hidden<'_> {
    let between = |open: &str, close: &str| hidden.strip_prefix(open)?.strip_suffix(close);
    let comment = [("{/*", "*/}"), ("%%", "%%"), ("{#", "#}")];
    if let Some(comment) = comment.iter().find_map(|(open, close)| between(open, close)) {
        return Hidden::Silent(comment);
    }
    let begins = |openers: &[&str]| openers.iter().any(|open| hidden.starts_with(open));
    match hidden {
        _ if begins(&["import ", "export "]) => Hidden::Silent(""),
        _ if begins(&["{{<", "{{%", "{%", "{:", ":::"]) => Hidden::Tag,
        _ => Hidden::Word,
    }
}
