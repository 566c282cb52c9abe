//! The entries of an overlay that settle what an audit found: pins of abbreviations, and names to avoid.

use super::{
    AuditedSet,
    abbreviations::{AbbreviationVerdict, AuditedAbbreviation},
    names::{AuditedAdvice, NameVerdict},
    written::{describe_forms, describe_uses},
};
use crate::scan::vocabulary::list_sayings;
use cxterms_base::{text, yaml::write_scalar};
use std::{cmp::Reverse, collections::BTreeMap};

/// An entry of an overlay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverlayEntry {
    /// The identifier of the term.
    pub id: String,
    /// The abbreviations that mean it, with how often the documents say so.
    pub abbreviations: Vec<(String, String)>,
    /// Names to avoid: the name, why, what to say instead; and what was found.
    avoid: Vec<(OverlayAdvice, String)>,
}

/// A name to avoid as an overlay has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OverlayAdvice {
    text: String,
    why: Option<String>,
    instead: Option<String>,
}

impl OverlayAdvice {
    fn to_yaml(&self) -> String {
        let more = [("why", &self.why), ("instead", &self.instead)];
        let more = more.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
        let mut fields = vec![format!("text: {}", write_scalar(&self.text))];
        fields.extend(more.map(|(key, text)| format!("{key}: {}", write_scalar(text))));
        format!("{{{}}}", fields.join(", "))
    }
}

impl OverlayEntry {
    /// The entry in one line.
    pub fn to_line(&self) -> String {
        let mut fields = vec![format!("id: {}", write_scalar(&self.id))];
        if !self.abbreviations.is_empty() {
            fields.push(format!("abbreviations: [{}]", self.list_abbreviations()));
        }
        if !self.avoid.is_empty() {
            let avoid: Vec<_> = self.avoid.iter().map(|(advice, _)| advice.to_yaml()).collect();
            fields.push(format!("avoid: [{}]", avoid.join(", ")));
        }
        format!("- {{{}}}", fields.join(", "))
    }

    fn list_abbreviations(&self) -> String {
        let each = self.abbreviations.iter().map(|(short, _)| write_scalar(short));
        each.collect::<Vec<_>>().join(", ")
    }

    /// The entry over several lines, with what was found.
    fn to_block(&self) -> String {
        let pins = self.abbreviations.iter().map(|(_, found)| format!("# {found}\n"));
        let mut lines: Vec<_> = pins.collect();
        lines.push(format!("- id: {}\n", write_scalar(&self.id)));
        if !self.abbreviations.is_empty() {
            lines.push(format!("  abbreviations: [{}]\n", self.list_abbreviations()));
        }
        if !self.avoid.is_empty() {
            lines.push("  avoid:\n".to_owned());
        }
        lines.extend(
            self.avoid
                .iter()
                .map(|(advice, found)| format!("    # {found}\n    - {}\n", advice.to_yaml())),
        );
        lines.concat()
    }

    /// Adds an abbreviation, unless it has one of these letters: two that differ in case alone are one name.
    fn add_abbreviation(&mut self, short: &str, found: &str) {
        let folded = text::fold(short);
        if !self.abbreviations.iter().any(|(known, _)| text::fold(known) == folded) {
            self.abbreviations.push((short.to_owned(), found.to_owned()));
        }
    }

    /// Adds what another entry says of the same term.
    fn add_entry(&mut self, other: &Self) {
        self.id.clone_from(&other.id);
        for (short, found) in &other.abbreviations {
            self.add_abbreviation(short, found);
        }
        for (advice, found) in &other.avoid {
            if !self.avoid.iter().any(|(known, _)| known.text == advice.text) {
                self.avoid.push((advice.clone(), found.clone()));
            }
        }
    }
}

/// The entries that pin what is explained in one way, and that take up advice of others.
pub(super) fn suggest_entries(
    abbreviations: &[AuditedAbbreviation],
    advice: &[AuditedAdvice],
) -> Vec<OverlayEntry> {
    let mut entries: BTreeMap<String, OverlayEntry> = BTreeMap::new();
    for it in abbreviations {
        let settled = [AbbreviationVerdict::Explained, AbbreviationVerdict::Variants];
        if let ([meaning], true) = (&*it.meanings, settled.contains(&it.verdict))
            && let Some(id) = meaning.concept.as_ref().filter(|_| meaning.may_be_pinned)
        {
            let (words, uses) =
                (describe_forms(&meaning.wordings), describe_uses(it.count, it.files));
            let found = format!("{} is {words}; {uses}", it.abbreviation);
            entries.entry(id.clone()).or_default().add_abbreviation(&it.abbreviation, &found);
        }
    }
    for it in advice.iter().filter(|it| it.verdict == NameVerdict::Avoid && !it.by_overlay) {
        let Some(id) = &it.concept else { continue };
        let text = it.name.clone();
        let advice = OverlayAdvice { text, why: it.why.clone(), instead: it.instead.clone() };
        let (who, uses) = (list_sayings(&it.says), describe_uses(it.count, it.files));
        let found = format!("{who} advises against “{}”; {uses}", it.name);
        entries.entry(id.clone()).or_default().avoid.push((advice, found));
    }
    let named = entries.into_iter().map(|(id, entry)| OverlayEntry { id, ..entry });
    named.collect()
}

/// What a file of such entries begins with.
const HEAD: &str = "\
# What the documents say already. Each entry says what it comes from; delete what you do not want.
# `cxterms scan` reads documents by it.
";

/// What stands above what is left to decide, and above terms that only the documents know.
const LEFT_TO_DECIDE: &str = "
# Left to decide; take the mark away from the line that is right:
";
const UNKNOWN_TERMS: &str = "
# Terms of yours that the corpus below does not have; say what each is, and take the mark away. `root: {}` says that it is
# under no other; `subset-of: {TERM: {}}` in its place, that it is a part of one:
";

/// The entries of an overlay that begins from an audit, as a file, with what is left to decide as comments.
pub fn write_overlay(sets: &[AuditedSet]) -> String {
    let mut entries: BTreeMap<&str, OverlayEntry> = BTreeMap::new();
    for entry in sets.iter().flat_map(|set| &set.entries) {
        entries.entry(&entry.id).or_default().add_entry(entry);
    }
    let mut parts = vec![HEAD.to_owned()];
    parts.extend(entries.values().map(|entry| format!("\n{}", entry.to_block())));
    let all = || sets.iter().flat_map(|set| &set.abbreviations);
    let mut add_comments = |lead: &str, comments: Vec<String>| {
        if !comments.is_empty() {
            parts.push(lead.to_owned());
            parts.extend(comments);
        }
    };
    add_comments(LEFT_TO_DECIDE, all().filter_map(describe_open).collect());
    add_comments(UNKNOWN_TERMS, list_unknown_terms(all()));
    if entries.is_empty() {
        // A file without an entry is none.
        parts.push("\n[]   # delete this line once you take a mark away\n".to_owned());
    }
    parts.concat()
}

/// The entries among which one is to be chosen, as comments.
fn describe_open(found: &AuditedAbbreviation) -> Option<String> {
    let short = &found.abbreviation;
    let pin = |id: &str| {
        format!("# - {{id: {}, abbreviations: [{}]}}\n", write_scalar(id), write_scalar(short))
    };
    let (why, ids): (_, Vec<&str>) = match found.verdict {
        AbbreviationVerdict::Conflicting => {
            let pinned = found.meanings.iter().filter(|it| it.may_be_pinned);
            ("stands for several things", pinned.filter_map(|it| it.concept.as_deref()).collect())
        }
        AbbreviationVerdict::Unexplained => {
            ("is explained nowhere", found.readings.iter().map(|it| &*it.id).collect())
        }
        _ => return None,
    };
    let said: Vec<_> =
        found.meanings.iter().map(|it| format!("“{}” {}", it.text, it.count)).collect();
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) };
    let uses = describe_uses(found.count, found.files);
    let lines: String = ids.into_iter().map(pin).collect();
    Some(format!("# {short} {why}{said} ({uses})\n{lines}"))
}

/// A term that only the documents know.
#[derive(Debug, Default)]
struct UnknownTerm {
    label: String,
    entry: OverlayEntry,
    count: u64,
    files: u64,
    /// What the base means by its abbreviations.
    replaced: Vec<String>,
}

impl UnknownTerm {
    fn add_found(&mut self, found: &AuditedAbbreviation) {
        self.entry.add_abbreviation(&found.abbreviation, "");
        self.count = self.count.saturating_add(found.count);
        self.files = self.files.saturating_add(found.files);
        for reading in &found.readings {
            let other = format!("{} is {} there", found.abbreviation, reading.label);
            if !self.replaced.contains(&other) {
                self.replaced.push(other);
            }
        }
    }

    /// Its entry, as a comment.
    fn to_comment(&self, id: &str) -> String {
        let (id, label) = (write_scalar(id), write_scalar(&self.label));
        let short = self.entry.list_abbreviations();
        let found: Vec<_> = [describe_uses(self.count, self.files)]
            .into_iter()
            .chain(self.replaced.iter().cloned())
            .collect();
        let found = found.join("; ");
        format!(
            "# - {{id: {id}, label: {label}, abbreviations: [{short}], definition: \"\", root: {{}}}}   # {found}\n"
        )
    }
}

/// The entries of terms that only the documents know, as comments: one for each identifier, what is used most first.
fn list_unknown_terms<'a>(all: impl Iterator<Item = &'a AuditedAbbreviation>) -> Vec<String> {
    let settled = [AbbreviationVerdict::Explained, AbbreviationVerdict::Variants];
    let mut terms: BTreeMap<String, UnknownTerm> = BTreeMap::new();
    for found in all.filter(|it| settled.contains(&it.verdict)) {
        let [meaning] = &*found.meanings else { continue };
        let Some(id) = crate::new::derive_identifier(&meaning.text) else { continue };
        if meaning.concept.is_some() {
            continue;
        }
        let new = || UnknownTerm { label: meaning.text.clone(), ..UnknownTerm::default() };
        terms.entry(id).or_insert_with(new).add_found(found);
    }
    let mut terms: Vec<_> = terms.into_iter().collect();
    terms.sort_by_key(|(_, term)| Reverse(term.count));
    terms.iter().map(|(id, term)| term.to_comment(id)).collect()
}
