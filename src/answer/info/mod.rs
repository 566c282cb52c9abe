//! Facts about a corpus: its title, its size, and a hash of the files it was read from.

mod page;

use super::VERSION;
use cxterms_base::image::{FORMAT_VERSION, ImageSummary};
use serde::Serialize;

/// What a corpus says of itself.
#[derive(Debug, Serialize)]
pub struct InfoAnswer {
    /// The number of this shape.
    pub version: u32,
    /// What it is called, how much it holds, and a hash of the files that it was read from.
    #[serde(flatten)]
    pub about: ImageSummary,
    /// The number of the format in which it was built; none if it was not.
    pub format: Option<u32>,
    /// How many bytes the built file takes; none if it is no file.
    pub bytes: Option<u64>,
}

impl InfoAnswer {
    /// What is said of a corpus that is a folder.
    pub fn from_folder(about: ImageSummary) -> Self {
        Self { version: VERSION, about, format: None, bytes: None }
    }

    /// What is said of one that was built, in a file of so many bytes if it has one of its own.
    pub fn from_build(about: ImageSummary, bytes: Option<u64>) -> Self {
        Self { format: Some(FORMAT_VERSION), bytes, ..Self::from_folder(about) }
    }
}
