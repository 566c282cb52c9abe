//! Names to avoid put right in a document, and the proof that nothing but their words changed.

use super::{article::fits_article, report::ScanFinding, rules::NAME_TO_AVOID};
use cxterms_document::{DocumentError, DocumentEvent, DocumentFormat, RunKind, read_bytes};
use std::{collections::BTreeSet, ops::Range};

/// A document in which names were put right.
#[derive(Debug, Default)]
pub struct FixedProse {
    /// What it holds now.
    pub bytes: Vec<u8>,
    /// How many names were put right.
    pub changes: usize,
    /// The names that were left as they are.
    pub left: Vec<LeftName>,
}

/// A name that was left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftName {
    /// Its line, from 1; none in an Office file.
    pub line: Option<u64>,
    /// Its column in characters, from 1.
    pub column: Option<u64>,
    /// The words.
    pub text: String,
    /// Why.
    pub why: &'static str,
}

/// Other words for some bytes.
#[derive(Clone, Debug)]
struct WordEdit {
    bytes: Range<usize>,
    words: String,
}

/// Puts the names to avoid right that were found in a document: in its prose, in the case and number that they have there.
///
/// One that runs over markup, or whose article would be wrong, is left. The document is read again: if anything else in it
/// reads differently than before, nothing is changed.
pub fn fix_document(bytes: &[u8], format: DocumentFormat, found: &[&ScanFinding]) -> FixedProse {
    let mut fixed = FixedProse { bytes: bytes.to_owned(), ..FixedProse::default() };
    let mut edits: Vec<(WordEdit, &ScanFinding)> = vec![];
    for one in found.iter().filter(|one| one.rule == NAME_TO_AVOID) {
        match plan_edit(bytes, format, one) {
            Ok(edit) => edits.push((edit, one)),
            Err(why) => fixed.left.push(LeftName::of_finding(one, why)),
        }
    }
    edits.sort_by_key(|(edit, _)| edit.bytes.start);
    let plain: Vec<_> = edits.iter().map(|(edit, _)| edit.clone()).collect();
    let unsuited = find_unsuited(bytes, format, &plain).unwrap_or_default();
    edits.retain(|(edit, one)| {
        let suited = !unsuited.contains(&edit.bytes.start);
        if !suited {
            fixed.left.push(LeftName::of_finding(one, "the article before it would be wrong"));
        }
        suited
    });
    fixed.left.sort_by_key(|left| (left.line, left.column));
    edits.dedup_by(|next, before| next.0.bytes.start < before.0.bytes.end);
    let plain: Vec<_> = edits.iter().map(|(edit, _)| edit.clone()).collect();
    let changed = apply_edits(bytes, &plain);
    match edits.is_empty() || reads_as_planned(bytes, &changed, format, &plain).unwrap_or(false) {
        true => (fixed.bytes, fixed.changes) = (changed, edits.len()),
        false => {
            let why = "other words would read differently than before";
            fixed.left.extend(edits.iter().map(|(_, one)| LeftName::of_finding(one, why)));
        }
    }
    fixed
}

impl LeftName {
    fn of_finding(found: &ScanFinding, why: &'static str) -> Self {
        let text = found.place.text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { line: found.place.line, column: found.place.column, text, why }
    }
}

/// The edit that puts a name right, or why there is none.
fn plan_edit(
    bytes: &[u8],
    format: DocumentFormat,
    found: &ScanFinding,
) -> Result<WordEdit, &'static str> {
    if format.is_office() {
        return Err("Office files are not written");
    }
    let words = found.instead.clone().ok_or("nothing is said in its place")?;
    if found.is_crossed {
        return Err("it runs over markup or the end of a line");
    }
    let place = found.place.start.zip(found.place.end);
    let (start, end) = place.ok_or("it has no place in the file")?;
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let range = range.map(|(start, end)| start..end).ok_or("it has no place in the file")?;
    if bytes.get(range.clone()) != Some(found.place.text.as_bytes()) {
        return Err("the file has changed");
    }
    let is_plain = |c: char| c.is_alphanumeric() || " -'’&.,".contains(c);
    if !words.chars().all(is_plain) {
        return Err("the words in its place have signs that may be markup");
    }
    Ok(WordEdit { bytes: range, words })
}

/// The first bytes of the edits whose words do not suit the article before them, markup between left out.
fn find_unsuited(
    bytes: &[u8],
    format: DocumentFormat,
    edits: &[WordEdit],
) -> Result<BTreeSet<usize>, DocumentError> {
    let mut unsuited = BTreeSet::new();
    read_bytes(bytes, format, &mut |event| {
        let DocumentEvent::Block(block) = event else { return };
        let mut before = 0;
        for piece in block.pieces(0..block.text().len()) {
            let [start, end] = [piece.bytes.start, piece.bytes.end]
                .map(|at| usize::try_from(at).unwrap_or(usize::MAX));
            for edit in list_within(edits, start..end) {
                let here = before + (edit.bytes.start - start);
                let lead = block.text().get(..here).unwrap_or_default();
                if piece.kind == RunKind::Verbatim && !fits_article(lead, &edit.words) {
                    unsuited.insert(edit.bytes.start);
                }
            }
            before += piece.text.len();
        }
    })?;
    Ok(unsuited)
}

/// The edits that begin within a part of a document; they are sorted.
fn list_within(edits: &[WordEdit], part: Range<usize>) -> &[WordEdit] {
    let from = edits.partition_point(|edit| edit.bytes.start < part.start);
    let to = edits.partition_point(|edit| edit.bytes.start < part.end);
    edits.get(from..to.max(from)).unwrap_or_default()
}

fn apply_edits(bytes: &[u8], edits: &[WordEdit]) -> Vec<u8> {
    let (mut changed, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for edit in edits {
        changed.extend(bytes.get(at..edit.bytes.start).unwrap_or_default());
        changed.extend(edit.words.as_bytes());
        at = edit.bytes.end;
    }
    changed.extend(bytes.get(at..).unwrap_or_default());
    changed
}

/// Whether the changed document reads as the old one does with other words in these places, block by block.
fn reads_as_planned(
    old: &[u8],
    new: &[u8],
    format: DocumentFormat,
    edits: &[WordEdit],
) -> Result<bool, DocumentError> {
    Ok(list_blocks(old, format, edits)? == list_blocks(new, format, &[])?)
}

/// What a document says: the kind and text of each block, with edits in the text, and the comments to this program.
fn list_blocks(
    bytes: &[u8],
    format: DocumentFormat,
    edits: &[WordEdit],
) -> Result<Vec<String>, DocumentError> {
    let mut listed = vec![];
    read_bytes(bytes, format, &mut |event| match event {
        DocumentEvent::Block(block) => {
            let mut text = format!("{:?}: ", block.kind());
            for piece in block.pieces(0..block.text().len()) {
                let [start, end] = [piece.bytes.start, piece.bytes.end]
                    .map(|at| usize::try_from(at).unwrap_or(usize::MAX));
                let range = start..end;
                let inside = list_within(edits, range.clone())
                    .iter()
                    .filter(|edit| piece.kind == RunKind::Verbatim && edit.bytes.end <= range.end);
                let mut at = 0;
                for edit in inside {
                    let (from, to) = (edit.bytes.start - range.start, edit.bytes.end - range.start);
                    text.push_str(piece.text.get(at..from).unwrap_or_default());
                    text.push_str(&edit.words);
                    at = to;
                }
                text.push_str(piece.text.get(at..).unwrap_or_default());
            }
            listed.push(text);
        }
        DocumentEvent::Directive(directive) => listed.push(format!("comment: {}", directive.text)),
        DocumentEvent::InvalidUtf8(_) => listed.push("broken".to_owned()),
    })?;
    Ok(listed)
}
