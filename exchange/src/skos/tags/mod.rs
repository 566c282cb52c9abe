//! Language tags as they are written: what is ill-formed is repaired or marked before a parser would stop at it.
//!
//! The parsers refuse a whole file for one bad tag, or drop its text without a word. So the bytes of a file pass through
//! a rewriter for its syntax, which puts a sound tag in place of each bad one: the repaired tag where `_` stands for `-`,
//! else a private one (`x-cxterms-0`) that marks the text as lost.

pub(super) mod json;
mod rewriting;
mod turtle;
mod xml;

use cxterms_base::{
    diagnostic::{Diagnostic, Severity},
    schema::is_language_tag,
};
pub(super) use rewriting::RewritingReader;
use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
};
pub(super) use turtle::TurtleRewriter;
pub(super) use xml::XmlRewriter;

/// What marks the tags that stand in for others begins with.
const MARK: &str = "x-cxterms-";

/// The tag of a text that has no language although one stands around it (`xml:lang=""`).
const NO_LANGUAGE: &str = "x-cxterms-none";

/// How much of a bad tag is shown.
const MAX_SHOWN_CHARS: usize = 40;

/// What a tag says once it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadTag<'t> {
    /// The language, or none.
    Sound(Option<&'t str>),
    /// What was written is no tag.
    IllFormed,
}

/// Reads a tag that a parser gives.
pub(super) fn read_tag(tag: Option<&str>) -> ReadTag<'_> {
    match tag {
        Some(NO_LANGUAGE) => ReadTag::Sound(None),
        Some(tag) if tag.strip_prefix(MARK).is_some_and(|rest| rest.parse::<u32>().is_ok()) => {
            ReadTag::IllFormed
        }
        tag => ReadTag::Sound(tag),
    }
}

/// The tags of all files, and which of them were bad.
#[derive(Clone, Debug, Default)]
pub(super) struct LanguageTags(Rc<RefCell<TagRegister>>);

#[derive(Debug, Default)]
struct TagRegister {
    sound: HashSet<String>,
    bad: Vec<BadTag>,
    bad_by_name: HashMap<String, usize>,
}

/// A tag that is none, where it stands first.
#[derive(Debug)]
struct BadTag {
    shown: String,
    repaired: Option<String>,
    file: String,
    place: (u64, u64),
}

impl LanguageTags {
    /// What is to stand in place of a tag as it is written at a line and column of a file, which is asked for once a tag.
    pub(super) fn rewrite_tag<'t>(
        &self,
        tag: &'t str,
        file: &str,
        place: impl FnOnce() -> (u64, u64),
    ) -> Cow<'t, str> {
        if tag.is_empty() {
            return Cow::Borrowed(NO_LANGUAGE);
        }
        let mut register = self.0.borrow_mut();
        if register.sound.contains(tag) {
            return Cow::Borrowed(tag);
        }
        if is_sound(tag) {
            register.sound.insert(tag.to_owned());
            return Cow::Borrowed(tag);
        }
        let known = register.bad_by_name.get(tag).copied();
        let at = known.unwrap_or_else(|| {
            let at = register.bad.len();
            let shown = tag.chars().take(MAX_SHOWN_CHARS).collect();
            let repaired = repair_tag(tag);
            let (file, place) = (file.to_owned(), place());
            register.bad.push(BadTag { shown, repaired, file, place });
            register.bad_by_name.insert(tag.to_owned(), at);
            at
        });
        let repaired = register.bad.get(at).and_then(|bad| bad.repaired.clone());
        Cow::Owned(repaired.unwrap_or_else(|| format!("{MARK}{at}")))
    }

    /// A finding for each bad tag, where it stands first.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let register = self.0.borrow();
        let tell = |bad: &BadTag| {
            let (severity, fate) = match &bad.repaired {
                Some(repaired) => (Severity::Warning, format!("it is read as `{repaired}`")),
                None => (Severity::Error, "the texts in it are left out".to_owned()),
            };
            let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            Diagnostic {
                severity,
                file: bad.file.clone(),
                line: small(bad.place.0),
                column: small(bad.place.1),
                message: format!("`{}` is no language tag: {fate}", bad.shown),
                hint: Some("write a BCP 47 tag such as `de` or `pt-BR`".to_owned()),
                ..Diagnostic::default()
            }
        };
        register.bad.iter().map(tell).collect()
    }
}

/// Whether the parsers and the YAML take a tag.
fn is_sound(tag: &str) -> bool {
    is_language_tag(tag) && oxrdf::Literal::new_language_tagged_literal("", tag).is_ok()
}

/// The tag that is meant: `pt-BR` by `pt_BR` or `pt_BR.UTF-8`.
fn repair_tag(tag: &str) -> Option<String> {
    let plain = tag.trim().split(['.', '@']).next().unwrap_or_default();
    let plain = plain.strip_suffix("--ltr").or(plain.strip_suffix("--rtl")).unwrap_or(plain);
    let repaired = plain.replace('_', "-");
    is_sound(&repaired).then_some(repaired)
}
