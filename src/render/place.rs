//! File paths and messages of findings, as other tools read them.

use cxterms_base::diagnostic::Diagnostic;
use std::path::{Component, Path};

/// A file's path with `/` between its parts and no `.` among them, each part as `part` writes it.
pub(super) fn portable_path(file: &str, part: impl Fn(&str) -> String) -> String {
    let mut parts = vec![];
    for component in Path::new(file).components() {
        match component {
            Component::RootDir if parts.is_empty() => parts.push(String::new()),
            Component::RootDir | Component::CurDir => {}
            other => parts.push(part(&other.as_os_str().to_string_lossy())),
        }
    }
    parts.join("/")
}

/// What is to be known of a finding, and the line that settles it, a line each.
pub(super) fn list_notes(found: &Diagnostic) -> impl Iterator<Item = String> {
    found.notes.iter().chain(&found.settle).cloned()
}

/// What is wrong and, behind it, what to write instead.
pub(super) fn message_with_hint(found: &Diagnostic) -> String {
    match &found.hint {
        Some(hint) => format!("{}; {hint}", found.message),
        None => found.message.clone(),
    }
}
