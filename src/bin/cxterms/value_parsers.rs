//! Parsers of the values that arguments take, and what a shell may offer for them.

use crate::complete::CompletionOffer;
use clap::{
    Arg, Command, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, StyledStr, TypedValueParser},
    error::{ContextKind, ContextValue, ErrorKind},
};
use clap_complete::{ArgValueCompleter, CompletionCandidate};
use cxterms::{
    answer::{CITE_STYLES, CiteStyle},
    check::{RULES, Rule},
    render::{FORMATS, OutputFormat},
    scan::{SCAN_RULES, ScanRule},
};
use cxterms_base::{language, schema::is_language_tag, text};
use cxterms_document::DocumentFormat;
use std::{ffi::OsStr, marker::PhantomData};

/// Makes a shell offer names out of the corpus.
pub(crate) fn complete_with(names: fn(&OsStr) -> Vec<CompletionOffer>) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let candidate = |(name, about): CompletionOffer| {
            let help = (!about.is_empty()).then(|| text::to_safe(&about).into_owned().into());
            CompletionCandidate::new(name).help(help)
        };
        names(typed).into_iter().map(candidate).collect::<Vec<_>>()
    })
}

/// A rule that an option names, of a table of rules.
trait NamedRule: Copy + Send + Sync + 'static {
    /// All of them, by name and what they find.
    fn list() -> Vec<(&'static str, &'static str, Self)>;
}

impl NamedRule for &'static Rule {
    fn list() -> Vec<(&'static str, &'static str, Self)> {
        RULES.iter().map(|rule| (rule.name, rule.about, *rule)).collect()
    }
}

impl NamedRule for &'static ScanRule {
    fn list() -> Vec<(&'static str, &'static str, Self)> {
        SCAN_RULES.iter().map(|rule| (rule.name, rule.about, *rule)).collect()
    }
}

/// A rule of corpora or of documents.
#[derive(Clone, Copy, Debug)]
pub(crate) enum EitherRule {
    Corpus(&'static Rule),
    Documents(&'static ScanRule),
}

impl NamedRule for EitherRule {
    fn list() -> Vec<(&'static str, &'static str, Self)> {
        let corpus = RULES.iter().map(|rule| (rule.name, rule.about, Self::Corpus(rule)));
        let scan = SCAN_RULES.iter().map(|rule| (rule.name, rule.about, Self::Documents(rule)));
        corpus.chain(scan).collect()
    }
}

/// The name of a rule of `check`.
pub(crate) fn rule_name() -> impl TypedValueParser<Value = &'static Rule> {
    RuleNameParser(PhantomData)
}

/// The name of a rule of `scan`.
pub(crate) fn scan_rule_name() -> impl TypedValueParser<Value = &'static ScanRule> {
    RuleNameParser(PhantomData)
}

/// The name of any rule.
pub(crate) fn either_rule_name() -> impl TypedValueParser<Value = EitherRule> {
    RuleNameParser(PhantomData)
}

/// The name of a format of documents.
pub(crate) fn document_format() -> impl TypedValueParser<Value = DocumentFormat> {
    let names: Vec<_> = DocumentFormat::list_names().collect();
    let values = PossibleValuesParser::new(names);
    values.try_map(|name| DocumentFormat::from_name(&name).ok_or("no such format"))
}

/// Parses the name of a rule; for one that is wrong it tells the nearest, since all of them would fill the screen.
#[derive(Clone, Copy, Debug)]
struct RuleNameParser<R>(PhantomData<R>);

impl<R: NamedRule> TypedValueParser for RuleNameParser<R> {
    type Value = R;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let written = value.to_string_lossy();
        let all = R::list();
        if let Some((_, _, rule)) = all.iter().find(|(name, ..)| *name == written) {
            return Ok(*rule);
        }
        let mut error = clap::Error::new(ErrorKind::InvalidValue).with_cmd(command);
        let argument = argument.map(ToString::to_string).unwrap_or_default();
        let written = text::to_safe(&written).into_owned();
        let near = text::find_nearest(&written, all.iter().map(|(name, ..)| *name));
        error.insert(ContextKind::InvalidArg, ContextValue::String(argument));
        error.insert(ContextKind::InvalidValue, ContextValue::String(written));
        match near {
            Some(near) => {
                error.insert(ContextKind::SuggestedValue, ContextValue::String(near.to_owned()));
            }
            None => {
                let all = StyledStr::from("`cxterms explain` lists all rules");
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![all]));
            }
        }
        Err(error)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all = R::list().into_iter();
        Some(Box::new(all.map(|(name, about, _)| PossibleValue::new(name).help(about))))
    }
}

/// The name of a format that writes every answer.
pub(crate) fn answer_format() -> impl TypedValueParser<Value = OutputFormat> {
    format_names(|format| !format.findings_only())
}

/// The name of a format that writes findings.
pub(crate) fn findings_format() -> impl TypedValueParser<Value = OutputFormat> {
    format_names(|_| true)
}

fn format_names(offered: fn(&OutputFormat) -> bool) -> impl TypedValueParser<Value = OutputFormat> {
    let formats = FORMATS.iter().filter(|format| offered(format));
    let values = formats.map(|it| PossibleValue::new(it.name).help(it.about));
    let values = PossibleValuesParser::new(values.collect::<Vec<_>>());
    values.try_map(|name| OutputFormat::find_by_name(&name).ok_or("no such format"))
}

/// The name of a style of citations.
pub(crate) fn cite_style() -> impl TypedValueParser<Value = CiteStyle> {
    let values = CITE_STYLES.iter().map(|style| PossibleValue::new(style.name).help(style.about));
    let values = PossibleValuesParser::new(values.collect::<Vec<_>>());
    values.try_map(|name| CiteStyle::find_by_name(&name).ok_or("no such style"))
}

/// The name of a shell.
pub(crate) fn shell_name() -> PossibleValuesParser {
    PossibleValuesParser::new(["bash", "elvish", "fish", "powershell", "zsh"])
}

/// The name of a format for other tools, of those that a test lets through.
pub(crate) fn exchange_format(
    offered: fn(&cxterms_exchange::ExchangeFormat) -> bool,
) -> impl TypedValueParser<Value = cxterms_exchange::ExchangeFormat> {
    let formats = cxterms_exchange::FORMATS.iter().filter(|format| offered(format));
    let values = formats.map(|format| PossibleValue::new(format.name).help(format.about));
    let values = PossibleValuesParser::new(values.collect::<Vec<_>>());
    values
        .try_map(|name| cxterms_exchange::ExchangeFormat::from_name(&name).ok_or("no such format"))
}

/// A language to be answered in: a tag, in which `_` may stand for a hyphen, or `*` for any.
pub(crate) fn wanted_language(written: &str) -> Result<String, String> {
    let tag = written.replace('_', "-");
    if written == language::ANY || is_language_tag(&tag) {
        return Ok(written.to_owned());
    }
    let several: Vec<_> = tag.split([',', ';', ' ']).filter(|part| !part.is_empty()).collect();
    if tag.len() <= language::MAX_TAG_LENGTH
        && several.len() > 1
        && several.iter().all(|it| is_language_tag(it))
    {
        return Err(format!("repeat the option: --lang {}", several.join(" --lang ")));
    }
    Err("write a BCP 47 tag such as `de` or `pt-BR`, or `*` for any language".to_owned())
}

/// `KEY=COLUMN`.
pub(crate) fn key_and_column(text: &str) -> Result<(String, String), String> {
    let (key, column) = text.split_once('=').ok_or("write KEY=COLUMN, as in definition=Meaning")?;
    Ok((key.trim().to_owned(), column.trim().to_owned()))
}

/// How the losses of an exchange are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LossFormat {
    /// In words, the most first
    Human,
    /// All kinds, with examples
    Json,
}

/// When output is colored, and when it goes through a pager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, where it helps
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
