//! What a set of documents is called.

use serde::{Deserialize, Serialize};

/// Which documents use their words in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetName {
    /// Those of a folder, as given.
    Set(String),
    /// A file that is taken alone.
    File(String),
    /// A text of a stream that is taken alone.
    Text,
    /// Those of a stream, which lie in no folder.
    #[default]
    Documents,
}

impl SetName {
    /// Its folder; none of a file by itself, and of a stream.
    pub fn folder(&self) -> Option<&str> {
        match self {
            Self::Set(name) => Some(name),
            Self::File(_) | Self::Text | Self::Documents => None,
        }
    }

    /// Where its words are looked for, in running text.
    pub(super) fn describe_scope(&self) -> String {
        match self {
            Self::Set(name) => format!("in `{name}`"),
            Self::File(_) => "in this file alone".to_owned(),
            Self::Text => "in this text alone".to_owned(),
            Self::Documents => "in these documents".to_owned(),
        }
    }
}
