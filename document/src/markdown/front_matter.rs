//! Front matter: YAML between `---` lines, or TOML between `+++` lines, with which a document begins.

/// Behind the front matter; 0 if there is none.
///
/// What begins with a line of hyphens and a blank line is a document that begins with a rule.
pub(super) fn find_front_matter_end(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let closers: &[&str] = match lines.next().map(str::trim_end) {
        Some("---") => &["---", "..."],
        Some("+++") => &["+++"],
        _ => return 0,
    };
    let mut at = text.find('\n').map_or(text.len(), |feed| feed + 1);
    for (number, line) in lines.enumerate() {
        at += line.len();
        let line = line.trim_end();
        if number == 0 && line.is_empty() {
            return 0;
        }
        if closers.contains(&line) {
            return at;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::find_front_matter_end;

    #[test]
    fn front_matter_is_closed_and_begins_the_file() {
        for (text, rest) in [
            ("---\ntitle: CS\n---\nText", "Text"),
            ("---\r\ntitle: CS\r\n...\r\nText", "Text"),
            ("+++\ntitle = 'CS'\n+++\nText", "Text"),
            ("---\n---\nText", "Text"),
            ("---\n\nText\n\n---\nmore", "---\n\nText\n\n---\nmore"),
            ("---\nnever closed", "---\nnever closed"),
            ("Text\n---\na\n---\n", "Text\n---\na\n---\n"),
            ("", ""),
        ] {
            assert_eq!(&text[find_front_matter_end(text)..], rest, "{text}");
        }
    }
}
