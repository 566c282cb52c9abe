//! How a name is written, and how often.

use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};

/// How many ways stand in a line.
const MAX_FORMS: usize = 8;

/// One way to write a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WrittenForm {
    /// As it is written.
    pub text: String,
    /// How often.
    pub count: u64,
}

/// The ways to write a name, the most usual first.
pub(super) fn list_forms(written: &BTreeMap<String, u64>) -> Vec<WrittenForm> {
    let form = |(text, count): (&String, &u64)| WrittenForm { text: text.clone(), count: *count };
    let mut forms: Vec<_> = written.iter().map(form).collect();
    forms.sort_by_key(|form| Reverse(form.count));
    forms
}

/// Some ways in a line: `reply time` 3, `response time` 1.
pub(super) fn describe_forms(forms: &[WrittenForm]) -> String {
    let shown = forms.iter().take(MAX_FORMS).map(|it| format!("“{}” {}", it.text, it.count));
    let mut each: Vec<_> = shown.collect();
    if let more @ 1.. = forms.len().saturating_sub(MAX_FORMS) {
        each.push(format!("and {more} more"));
    }
    each.join(", ")
}

/// A number of things: `3 uses`.
pub(super) fn count_of(count: u64, noun: &str) -> String {
    let size = usize::try_from(count).unwrap_or(usize::MAX);
    cxterms_page::Count(size, noun).to_string()
}

/// How often something is used, and in how many files.
pub(super) fn describe_uses(count: u64, files: u64) -> String {
    format!("{} in {}", count_of(count, "use"), count_of(files, "file"))
}
