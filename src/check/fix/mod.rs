//! Fixes the formatting of a corpus file: the order of keys, meaningless spaces, full stops of definitions.
//!
//! Text in, text out. All else remains byte for byte, and a part that the fixer does not fully understand remains
//! unchanged as a whole. The fixed text is read again and must mean the same as before.

mod chunks;
mod full_stop;
mod node_kind;
mod order;
mod source;
mod spacing;
#[cfg(test)]
mod tests;
mod unsupported;
mod verify;

use super::{RuleLevels, rules::FULL_STOP};
use cxterms_base::{
    corpus::CorpusReading,
    diagnostic::{Name, Place},
    yaml::{NodeValue, YamlNode},
};
use node_kind::YamlNodeKind;
use source::FixableFile;
use std::{collections::BTreeSet, ops::Range, path::Path};

/// One kind of mending, no two edits of which touch the same bytes.
type FixPass = fn(&FixableFile, &Fixer) -> Vec<Edit>;

/// Those that change how many lines there are come last, so that each names lines as they were.
const PASSES: [FixPass; 6] = [
    spacing::end_last_line,
    full_stop::cut_full_stops,
    order::sort_keys,
    order::sort_allowed,
    spacing::space_colons,
    spacing::trim_line_ends,
];

/// Mends files of a corpus.
#[derive(Debug, Default)]
pub struct Fixer {
    /// Whether rule `full-stop` matters to nobody.
    leave_stops: bool,
    /// The concepts against which it is not held.
    exempt: BTreeSet<String>,
}

/// A file once it is mended.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FixedFile {
    /// Its text.
    pub text: String,
    /// How many things were mended.
    pub changes: usize,
    /// What was left alone though it may need something.
    pub left: Vec<SkippedFix>,
}

/// Something that was left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedFix {
    /// Its line and column from 1, or 0 for the file as a whole.
    pub place: (usize, usize),
    /// Why.
    pub why: String,
}

impl SkippedFix {
    fn new(place: (usize, usize), why: impl Into<String>) -> Self {
        Self { place, why: why.into() }
    }

    /// That a file is left alone as a whole.
    fn whole_file(why: &str) -> Self {
        Self::new((0, 0), why)
    }
}

/// Some bytes and what is to stand in their place or, where that is not sure, why not.
struct Edit {
    bytes: Range<usize>,
    with: Result<String, &'static str>,
}

impl Edit {
    fn new(bytes: Range<usize>, with: impl Into<String>) -> Self {
        Self { bytes, with: Ok(with.into()) }
    }

    fn skip_because(bytes: Range<usize>, why: &'static str) -> Self {
        Self { bytes, with: Err(why) }
    }

    fn overlaps(&self, bytes: &Range<usize>) -> bool {
        self.bytes.start < bytes.end && bytes.start < self.bytes.end
    }
}

impl Fixer {
    /// A fixer that cuts the full stops that rule `full-stop` finds in a corpus.
    pub fn for_corpus(reading: &CorpusReading, levels: &RuleLevels) -> Self {
        let exempt = reading.corpus.concepts.iter().filter(|concept| {
            let allowed = concept.allow.iter().any(|rule| rule.value == FULL_STOP.name);
            allowed || concept.place == Place::NOWHERE
        });
        let exempt = exempt.map(|concept| concept.id.clone()).collect();
        Self { leave_stops: levels.level_of(&FULL_STOP).is_none(), exempt }
    }

    /// Mends a file, whose name in the folder of its corpus tells what it holds.
    pub fn fix_file(&self, name: &Path, bytes: &[u8]) -> FixedFile {
        let Ok(whole) = std::str::from_utf8(bytes) else {
            let left = vec![SkippedFix::whole_file("it is not UTF-8")];
            return FixedFile { text: String::new(), changes: 0, left };
        };
        let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
        let mark = whole.get(..whole.len() - text.len()).unwrap_or_default();
        match self.fix_text(text, YamlNodeKind::of_file(name)) {
            Ok(FixedFile { text, changes, left }) => {
                FixedFile { text: mark.to_owned() + &text, changes, left }
            }
            Err(left) => FixedFile { text: whole.to_owned(), changes: 0, left: vec![left] },
        }
    }

    fn fix_text(&self, text: &str, part: YamlNodeKind) -> Result<FixedFile, SkippedFix> {
        let mut fixed = FixedFile { text: text.to_owned(), ..FixedFile::default() };
        let Some(mut source) = self.parse_text(text.to_owned(), part)? else {
            return Ok(fixed);
        };
        for pass in PASSES {
            let edits = keep_safe_edits(&source, pass(&source, self), &mut fixed.left);
            if edits.is_empty() {
                continue;
            }
            fixed.changes += edits.len();
            match self.parse_text(apply_edits(&source.text, edits), part) {
                Ok(Some(next)) => source = next,
                _ => return Err(SkippedFix::whole_file("it would not be read as before")),
            }
        }
        if fixed.changes > 0 && !verify::is_equivalent(self, part, text, &source.text) {
            return Err(SkippedFix::whole_file("it would not say what it says"));
        }
        Ok(FixedFile { text: source.text, ..fixed })
    }

    /// Reads a text and finds what is to be left alone; none if it holds nothing but comments.
    fn parse_text(
        &self,
        text: String,
        part: YamlNodeKind,
    ) -> Result<Option<FixableFile>, SkippedFix> {
        let mut parsed = FixableFile::parse_text(text, part)?;
        if let Some(source) = &mut parsed {
            source.unclear = unsupported::find_unsupported(source, self);
        }
        Ok(parsed)
    }

    /// Shows every node of a tree, and what it is.
    fn walk_nodes<'n>(
        &self,
        node: &'n YamlNode,
        part: YamlNodeKind,
        see: &mut dyn FnMut(&'n YamlNode, YamlNodeKind),
    ) {
        see(node, part);
        match &node.value {
            NodeValue::List(items) => {
                for item in items {
                    self.walk_nodes(item, part.item_kind(), see);
                }
            }
            NodeValue::Map(pairs) => {
                for (key, value) in pairs {
                    self.walk_nodes(value, self.kind_under(part, pairs, &key.value), see);
                }
            }
            _ => {}
        }
    }

    /// What stands under a key; a definition only where its full stop is to go.
    fn kind_under(
        &self,
        part: YamlNodeKind,
        pairs: &[(Name, YamlNode)],
        key: &str,
    ) -> YamlNodeKind {
        match part.value_kind(key) {
            YamlNodeKind::Definition
                if part == YamlNodeKind::Concept && self.allows_full_stop(pairs) =>
            {
                YamlNodeKind::Other
            }
            under => under,
        }
    }

    /// Whether rule `full-stop` is not held against an entry.
    fn allows_full_stop(&self, pairs: &[(Name, YamlNode)]) -> bool {
        let under = |name| pairs.iter().find(|(key, _)| key.value == name).map(|(_, node)| node);
        let says = |node: &YamlNode, name: &str| matches!(&node.value, NodeValue::Text(text) if text == name);
        let allowed = under("allow").is_some_and(|allow| match &allow.value {
            NodeValue::List(items) => items.iter().any(|item| says(item, FULL_STOP.name)),
            _ => says(allow, FULL_STOP.name),
        });
        let exempt = under("id").is_some_and(|id| match &id.value {
            NodeValue::Text(id) => self.exempt.contains(id),
            _ => false,
        });
        self.leave_stops || allowed || exempt
    }
}

/// The edits that can be made; of the others, why they cannot.
fn keep_safe_edits(
    source: &FixableFile,
    edits: Vec<Edit>,
    left: &mut Vec<SkippedFix>,
) -> Vec<(Range<usize>, String)> {
    let mut sure = vec![];
    for edit in edits {
        let unclear = source.unclear.iter().find(|(bytes, _)| edit.overlaps(bytes));
        let why = match (unclear, edit.with) {
            (Some((_, why)), _) => why.clone(),
            (None, Err(why)) => SkippedFix::new(source.place_of(edit.bytes.start), why),
            (None, Ok(with)) => {
                sure.push((edit.bytes, with));
                continue;
            }
        };
        if !left.contains(&why) {
            left.push(why);
        }
    }
    sure
}

fn apply_edits(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(bytes, _)| bytes.start);
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    for (bytes, with) in edits {
        new.push_str(text.get(at..bytes.start).unwrap_or_default());
        new.push_str(&with);
        at = bytes.end;
    }
    new + text.get(at..).unwrap_or_default()
}
