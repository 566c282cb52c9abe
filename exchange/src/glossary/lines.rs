//! Texts of several lines in Markdown: paragraphs and lists, and no list where there is none.

use cxterms_base::text;

/// A text with its paragraphs and lists; each further line begins with `indent`, that of its block.
/// `format` makes Markdown of a line's words.
pub(super) fn format_lines(
    text: &str,
    indent: &str,
    mut format: impl FnMut(&str) -> String,
) -> String {
    let (mut out, mut open) = (String::new(), false);
    for (at, line) in text.lines().enumerate() {
        // In a text of one line a sign at its start begins no list.
        let item = at > 0 && text::is_list_item(line);
        if at > 0 {
            // A paragraph would take in what follows it at once.
            out.push_str(if item && open { "\n\n" } else { "\n" });
        }
        if at > 0 && !line.is_empty() {
            out.push_str(indent);
        }
        out.push_str(&if item {
            format_item(line, &mut format)
        } else {
            format_line(line, &mut format)
        });
        open = !item && !line.is_empty();
    }
    out
}

fn format_item(line: &str, format: &mut impl FnMut(&str) -> String) -> String {
    let (sign, words) = line.split_once(' ').unwrap_or((line, ""));
    let sign = if sign == "•" { "-" } else { sign };
    format!("{sign} {}", format(words))
}

/// A line that Markdown takes for no list or underlining, whatever stands at its start.
fn format_line(line: &str, format: &mut impl FnMut(&str) -> String) -> String {
    let line = format(line);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.len() && rest.starts_with(['.', ')']);
    match line.split_at_checked(line.len() - rest.len()) {
        Some((number, rest)) if numbered => format!("{number}\\{rest}"),
        _ if line.starts_with(['-', '+', '=']) => format!("\\{line}"),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_paragraph_begins_as_a_list_does() {
        let texts = ["- a", "+ a", "=", "1. a", "12) a", "1 a", "a - b"];
        let written = ["\\- a", "\\+ a", "\\=", "1\\. a", "12\\) a", "1 a", "a - b"];
        assert_eq!(texts.map(|text| format_lines(text, "  ", text::escape_markdown)), written);
    }

    #[test]
    fn paragraphs_and_items_keep_their_lines() {
        let text = "one*\n\ntwo:\n- three\n• four_\n\n5 and more";
        let written = "one\\*\n\n  two:\n\n  - three\n  - four\\_\n\n  5 and more";
        assert_eq!(format_lines(text, "  ", text::escape_markdown), written);
    }
}
