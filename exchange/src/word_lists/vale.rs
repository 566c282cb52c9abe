//! Vale: a rule of substitutions (`extends: substitution`), as <https://vale.sh/docs/checks/substitution> describes it.

use super::advice::{NameAdvice, collect_all_advice, count_unlisted};
use crate::{Coverage::No, ExchangeFormat, Losses};
use cxterms_base::{corpus::Corpus, text};
use std::io::{self, Write};

pub(in crate) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "vale",
    family: super::FAMILY,
    about: "Vale: a rule that tells what to say instead of names to avoid",
    endings: &["yml"],
    carries: super::ADVICE_CARRIED,
    otherwise: No,
    notes: "\
A file for a folder of Vale's `StylesPath`: `styles/House/Terms.yml` with `BasedOnStyles = House` in `.vale.ini`. A name in
capitals is found in capitals alone, any other in any case. Why, and who advises it, stands above each name.
",
    read: None,
    write: Some(write_rule),
};

fn write_rule(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let (all, mut losses) = collect_all_advice(corpus);
    count_unlisted(corpus, &all, &mut losses);
    writeln!(out, "# {}: what to say instead", text::to_safe(&corpus.settings.title))?;
    writeln!(out, "extends: substitution\nmessage: \"Say '%s' instead of '%s'.\"")?;
    // Our own bounds, since a name may end in a sign.
    writeln!(out, "level: warning\nignorecase: true\nnonword: true")?;
    writeln!(out, "{}", if all.is_empty() { "swap: {}" } else { "swap:" })?;
    for advice in &all {
        let reasons = advice.format_reasons();
        if !reasons.is_empty() {
            writeln!(out, "  # {}", text::to_safe(&reasons))?;
        }
        let [pattern, instead] = [format_pattern(advice), advice.instead.join(" or ")]
            .map(|text| serde_json::Value::from(text).to_string());
        writeln!(out, "  {pattern}: {instead}")?;
    }
    Ok(losses)
}

fn format_pattern(advice: &NameAdvice) -> String {
    let pattern = advice.bounded_pattern();
    if advice.is_cased() { format!("(?-i:{pattern})") } else { pattern }
}
