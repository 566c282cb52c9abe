//! Lines that changed since a commit, as git has it.

use anyhow::{Context, Result, bail};
use cxterms::scan::{FindingPlace, ScanReport};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    process::Command,
};

/// The changed lines of files; of an added file that git does not keep yet, all.
#[derive(Debug, Default)]
struct ChangedLines {
    lines: BTreeMap<PathBuf, Vec<RangeInclusive<u64>>>,
    new: BTreeSet<PathBuf>,
}

/// Keeps the findings that stand in lines that changed.
pub(super) fn keep_changed(report: &mut ScanReport, commit: &str) -> Result<()> {
    if commit.starts_with('-') {
        bail!("`{commit}` is no commit");
    }
    let here = env::current_dir()?;
    let top = run_git(&["rev-parse", "--show-toplevel"])?;
    let top = PathBuf::from(top.trim_end());
    let diff = run_git(&[
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-renames",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        commit,
        "--",
    ])?;
    let mut changed = ChangedLines::from_diff(&diff, &top);
    let new = run_git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z"])?;
    changed.new = new.split('\0').filter(|it| !it.is_empty()).map(|it| top.join(it)).collect();
    let covers = |place: &FindingPlace| {
        let path = here.join(&place.file);
        let path = fs::canonicalize(&path).unwrap_or(path);
        changed.covers(&path, place.line.zip(place.end_line))
    };
    // A changed line may conflict with one that did not change.
    for found in &mut report.findings {
        if !covers(&found.place) {
            found.move_to_other(&covers);
        }
    }
    report.retain_findings(|found| covers(&found.place));
    Ok(())
}

impl ChangedLines {
    /// Reads a diff without context; its paths lie below `top`.
    fn from_diff(diff: &str, top: &Path) -> Self {
        let (mut changed, mut file) = (Self::default(), None);
        for line in diff.lines() {
            if let Some(path) = line.strip_prefix("+++ ") {
                let path = path.trim_end_matches('\t').trim_matches('"');
                file = path.strip_prefix("b/").map(|path| top.join(path));
            } else if let (Some(header), Some(file)) = (line.strip_prefix("@@ "), &file) {
                let lines = changed.lines.entry(file.clone()).or_default();
                lines.extend(parse_added(header));
            }
        }
        changed
    }

    fn covers(&self, path: &Path, lines: Option<(u64, u64)>) -> bool {
        if self.new.contains(path) {
            return true;
        }
        let Some(changed) = self.lines.get(path) else { return false };
        // An Office file has no lines: it changed as a whole.
        lines.is_none_or(|(start, end)| {
            changed.iter().any(|range| *range.start() <= end && start <= *range.end())
        })
    }
}

/// The added lines that a header of a hunk names: `-12,0 +13,2 @@`.
fn parse_added(header: &str) -> Option<RangeInclusive<u64>> {
    let added = header.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = added.split_once(',').unwrap_or((added, "1"));
    let (start, count): (u64, u64) = (start.parse().ok()?, count.parse().ok()?);
    (count > 0).then(|| start..=start + count - 1)
}

fn run_git(words: &[&str]) -> Result<String> {
    let ran = Command::new("git").args(["-c", "core.quotePath=false"]).args(words).output();
    let ran = ran.context("`--diff` asks git, which does not run here")?;
    if !ran.status.success() {
        let told = String::from_utf8_lossy(&ran.stderr);
        bail!("git does not tell what changed: {}", told.lines().next().unwrap_or_default());
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_tells_which_lines_were_added() {
        let diff = "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -3 +3,2 @@ head\n-a\n+b\n+c\n@@ -9,2 +9,0 @@\n-d\n";
        let changed = ChangedLines::from_diff(diff, Path::new("/top"));
        let path = Path::new("/top/x.md");
        assert!(changed.covers(path, Some((4, 4))));
        assert!(changed.covers(path, Some((1, 3))));
        assert!(!changed.covers(path, Some((5, 9))));
        assert!(changed.covers(path, None));
        assert!(!changed.covers(Path::new("/top/y.md"), None));
    }
}
