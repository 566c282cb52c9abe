//! Which values may an argument take, and which does a shell offer?

use super::complete::Candidate;
use clap::{
    ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use clap_complete::{ArgValueCompleter, CompletionCandidate};
use cxterms::{
    check::{self, RULES, Rule},
    render::{FORMATS, Format},
};
use std::ffi::OsStr;

/// Makes a shell offer names out of the corpus.
pub(super) fn offered(names: fn(&OsStr) -> Vec<Candidate>) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let candidate = |(name, about): Candidate| {
            let help = (!about.is_empty()).then(|| about.into());
            CompletionCandidate::new(name).help(help)
        };
        names(typed).into_iter().map(candidate).collect::<Vec<_>>()
    })
}

/// The name of a rule.
pub(super) fn rule() -> impl TypedValueParser<Value = &'static Rule> {
    let values = RULES.iter().map(|rule| PossibleValue::new(rule.name).help(rule.about));
    let values = PossibleValuesParser::new(values.collect::<Vec<_>>());
    values.try_map(|name| check::rule(&name).ok_or("no such rule"))
}

/// The name of a format for answers; one for findings is known too, as it may stand before `check`.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    formats(Format::findings_only)
}

/// The name of a format for findings.
pub(super) fn findings_format() -> impl TypedValueParser<Value = Format> {
    formats(|_| false)
}

fn formats(hidden: fn(&Format) -> bool) -> impl TypedValueParser<Value = Format> {
    let value = |it: &Format| PossibleValue::new(it.name).help(it.about).hide(hidden(it));
    let values = PossibleValuesParser::new(FORMATS.iter().map(value));
    values.try_map(|name| Format::named(&name).ok_or("no such format"))
}

/// The name of a shell.
pub(super) fn shells() -> PossibleValuesParser {
    PossibleValuesParser::new(["bash", "elvish", "fish", "powershell", "zsh"])
}

/// The name of a format for other tools, of those that a test lets through.
pub(super) fn exchanged(
    offered: fn(&cxterms_exchange::Format) -> bool,
) -> impl TypedValueParser<Value = cxterms_exchange::Format> {
    let formats = cxterms_exchange::FORMATS.iter().filter(|format| offered(format));
    let values = formats.map(|format| PossibleValue::new(format.name).help(format.about));
    let values = PossibleValuesParser::new(values.collect::<Vec<_>>());
    values.try_map(|name| cxterms_exchange::Format::named(&name).ok_or("no such format"))
}

/// `KEY=COLUMN`.
pub(super) fn column(text: &str) -> Result<(String, String), String> {
    let (key, column) = text.split_once('=').ok_or("write KEY=COLUMN, as in definition=Meaning")?;
    Ok((key.trim().to_owned(), column.trim().to_owned()))
}

/// How losses are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Told {
    /// In words, the most first
    Human,
    /// All kinds, with examples
    Json,
}
