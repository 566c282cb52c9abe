//! Who says something, and how they are named in running text.

use serde::{Deserialize, Serialize};

/// How many who say something are named.
const MAX_NAMED: usize = 3;

/// A voice that says something, and in which work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Saying {
    /// The voice's identifier.
    pub voice: String,
    /// Its name.
    pub name: String,
    /// The work's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<String>,
    /// The work's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Some voices in running text: three by name, the others by number.
pub(super) fn list_sayings(says: &[Saying]) -> String {
    let mut names: Vec<&str> = vec![];
    for saying in says {
        if !names.contains(&&*saying.name) {
            names.push(&saying.name);
        }
    }
    let more = names.len().saturating_sub(MAX_NAMED);
    let shown: Vec<_> = names.into_iter().take(MAX_NAMED).collect();
    match (shown.split_last(), more) {
        (None, _) => String::new(),
        (Some((last, [])), 0) => (*last).to_owned(),
        (Some((last, rest)), 0) => format!("{} and {last}", rest.join(", ")),
        (Some(_), more) => format!("{} and {more} more", shown.join(", ")),
    }
}
