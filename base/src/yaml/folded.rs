//! Line breaks of texts that YAML folds.

use serde_yaml::granit_parser::{ScalarStyle, Span};

/// A text whose blank lines are blank lines again: where YAML folds lines, it takes a blank line for a line break.
pub(super) fn restore_blank_lines(text: String, style: ScalarStyle, span: &Span) -> String {
    let folded = match style {
        ScalarStyle::Literal => false,
        // An escaped line break is one.
        ScalarStyle::DoubleQuoted => span.start.line() != span.end.line(),
        _ => true,
    };
    let broken = text.trim_end().contains('\n');
    if !folded || !broken {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        out.push_str(line);
        if line.len() > 1 && line.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}
