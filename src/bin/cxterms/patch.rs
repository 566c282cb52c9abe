//! Unified diffs of files, as `patch` and people read them.

use anstyle::{AnsiColor, Style as Ansi};
use cxterms_base::text;
use similar::TextDiff;
use std::io::{self, IsTerminal, Write, stdout};

/// What a file is called that is not there.
const NO_FILE: &str = "/dev/null";

/// Writes what would change in a file; one that is not there yet has no old text.
pub(crate) fn write_diff(
    path: &str,
    old: Option<&str>,
    new: &str,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let before = if old.is_some() { path } else { NO_FILE };
    let diff = TextDiff::from_lines(old.unwrap_or_default(), new);
    let diff = diff.unified_diff().header(before, path).to_string();
    let terminal = stdout().is_terminal();
    for line in diff.split_inclusive('\n') {
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Ansi::new(),
        };
        let style = if color { style } else { Ansi::new() };
        let content = line.strip_suffix('\n').unwrap_or(line);
        // A program gets every byte, such as `patch`; a terminal must not obey any.
        let shown =
            if terminal { text::to_safe(content.trim_end_matches('\r')) } else { content.into() };
        writeln!(out, "{style}{shown}{style:#}")?;
    }
    Ok(())
}
