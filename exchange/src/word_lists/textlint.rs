//! textlint: a dictionary of its rule `prh`, as <https://github.com/prh/prh> describes it.

use super::advice::{NameAdvice, collect_all_advice, count_unlisted};
use crate::{Coverage::No, ExchangeFormat, Losses};
use cxterms_base::{corpus::Corpus, text};
use serde_json::Value;
use std::io::{self, Write};

pub(in crate) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "textlint",
    family: super::FAMILY,
    about: "textlint: a dictionary of its rule prh, with names to avoid and what to say instead",
    endings: &["yml"],
    carries: super::ADVICE_CARRIED,
    otherwise: No,
    notes: "\
A dictionary for `textlint-rule-prh`: `{\"rules\": {\"prh\": {\"rulePaths\": [\"terms.yml\"]}}}` in `.textlintrc.json`. A name in
capitals is found in capitals alone, any other in any case. Why, and who advises it, is the message. Where more than one
name is advised, the first is put in by `--fix` and the message names them all.
",
    read: None,
    write: Some(write_dictionary),
};

fn write_dictionary(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let (all, mut losses) = collect_all_advice(corpus);
    count_unlisted(corpus, &all, &mut losses);
    writeln!(out, "# {}: what to say instead", text::to_safe(&corpus.settings.title))?;
    writeln!(out, "version: 1\n{}", if all.is_empty() { "rules: []" } else { "rules:" })?;
    for advice in &all {
        let first = advice.instead.first().map_or("", String::as_str);
        let flags = if advice.is_cased() { "" } else { "i" };
        let pattern = format!("/{}/{flags}", advice.bounded_pattern());
        writeln!(out, "  - expected: {}", Value::from(first))?;
        writeln!(out, "    pattern: {}", Value::from(pattern))?;
        writeln!(out, "    prh: {}", Value::from(format_message(advice)))?;
    }
    Ok(losses)
}

fn format_message(advice: &NameAdvice) -> String {
    let instead = advice.instead.join(" or ");
    match advice.format_reasons() {
        reasons if reasons.is_empty() => format!("Say {instead}."),
        reasons => format!("Say {instead}: {reasons}"),
    }
}
