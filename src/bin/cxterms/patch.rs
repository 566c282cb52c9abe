//! Unified diffs of files, as `patch` and people read them.

use anstyle::{AnsiColor, Style as Ansi};
use cxterms_base::text;
use imara_diff::{Algorithm, Diff, Hunk, InternedInput};
use std::{
    io::{self, IsTerminal, Write, stdout},
    ops::Range,
};

/// What a file is called that is not there.
const NO_FILE: &str = "/dev/null";

/// How many lines are shown around what changes.
const CONTEXT_LINES: u32 = 3;

/// What follows a last line that does not end.
const NO_LINE_END: &str = "\\ No newline at end of file";

/// Writes what would change in a file; one that is not there yet has no old text.
pub(crate) fn write_diff(
    path: &str,
    old: Option<&str>,
    new: &str,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let before = if old.is_some() { path } else { NO_FILE };
    let diff = format_diff((before, old.unwrap_or_default()), (path, new));
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

/// The unified diff of two named texts; empty if they are the same.
fn format_diff((before, old): (&str, &str), (after, new): (&str, &str)) -> String {
    let lines = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &lines);
    diff.postprocess_lines(&lines);
    let hunks: Vec<_> = diff.hunks().collect();
    let mut written = String::new();
    if !hunks.is_empty() {
        written = format!("--- {before}\n+++ {after}\n");
    }
    let is_near = |one: &Hunk, next: &Hunk| next.before.start - one.before.end <= 2 * CONTEXT_LINES;
    for near in hunks.chunk_by(is_near) {
        write_hunk(&lines, near, &mut written);
    }
    written
}

/// Writes changes that stand near each other, with the lines around them.
fn write_hunk(lines: &InternedInput<&str>, changes: &[Hunk], written: &mut String) {
    let [Some(first), Some(last)] = [changes.first(), changes.last()] else { return };
    let ahead = first.before.start.min(CONTEXT_LINES);
    let length = u32::try_from(lines.before.len()).unwrap_or(u32::MAX);
    let behind = (length - last.before.end).min(CONTEXT_LINES);
    let around = |first: &Range<u32>, last: &Range<u32>| first.start - ahead..last.end + behind;
    let (before, after) = (around(&first.before, &last.before), around(&first.after, &last.after));
    let [old, new] = [&before, &after].map(format_range);
    written.extend(["@@ -", &old, " +", &new, " @@\n"]);
    let mut write_lines = |sign: char, of: &[imara_diff::Token], range: Range<u32>| {
        for token in of.get(range.start as usize..range.end as usize).unwrap_or_default() {
            let line = lines.interner[*token];
            written.push(sign);
            written.push_str(line);
            if !line.ends_with('\n') {
                written.push('\n');
                written.push_str(NO_LINE_END);
                written.push('\n');
            }
        }
    };
    let mut at = before.start;
    for change in changes {
        write_lines(' ', &lines.before, at..change.before.start);
        write_lines('-', &lines.before, change.before.clone());
        write_lines('+', &lines.after, change.after.clone());
        at = change.before.end;
    }
    write_lines(' ', &lines.before, at..before.end);
}

/// The first of some lines and how many they are; of none, the line before.
fn format_range(lines: &Range<u32>) -> String {
    match lines.end - lines.start {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};
    use std::{fs, process::Command};

    /// What `patch` makes of a text; none where there is no `patch`.
    fn apply(old: &str, diff: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let [file, patch] = ["it", "patch"].map(|name| folder.path().join(name));
        fs::write(&file, old).unwrap();
        fs::write(&patch, diff).unwrap();
        let mut tool = Command::new("patch");
        let output = tool.args(["--binary", "-s", "-i"]).args([&patch, &file]).output().ok()?;
        assert!(output.status.success(), "{output:?}\n{diff}");
        // Emptied, the file is gone.
        Some(fs::read_to_string(&file).unwrap_or_default())
    }

    #[test]
    fn a_diff_is_written_as_patch_reads_it() {
        let table = [
            ("", "", ""),
            ("a\n", "a\n", ""),
            ("", "a\n", "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n"),
            ("a\nb\n", "", "--- f\n+++ f\n@@ -1,2 +0,0 @@\n-a\n-b\n"),
            ("a", "a\n", "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
            (
                "a\nb",
                "c\nb",
                "--- f\n+++ f\n@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n",
            ),
            ("a\r\nb\r\n", "a\r\nb\n", "--- f\n+++ f\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+b\n"),
            (
                "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n",
                "--- f\n+++ f\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -7,3 +8,4 @@\n 7\n 8\n 9\n+0\n",
            ),
        ];
        for (old, new, diff) in table {
            assert_eq!(format_diff(("f", old), ("f", new)), diff);
        }
    }

    fn any_text() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec!["a", "b", "  c", "", "--- d", "\\ e", "@@ -1 +1 @@"]);
        let end = prop::sample::select(vec!["\n", "\n", "\n", "\r\n"]);
        let lines = vec((line, end), 0..30);
        (lines, any::<bool>()).prop_map(|(lines, ends)| {
            let text: String = lines.into_iter().flat_map(|(line, end)| [line, end]).collect();
            if ends { text } else { text.trim_end().to_owned() }
        })
    }

    proptest! {
        #[test]
        fn a_diff_makes_the_new_text_of_the_old(old in any_text(), new in any_text()) {
            let diff = format_diff(("it", &old), ("it", &new));
            prop_assert_eq!(diff.is_empty(), old == new);
            if let Some(made) = apply(&old, &diff) && !diff.is_empty() {
                prop_assert_eq!(made, new, "{}", diff);
            }
        }
    }
}
