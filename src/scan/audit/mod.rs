//! What documents say, laid out for those who decide on words: what abbreviations stand for, which names are used.
//!
//! | module        | holds                                                |
//! |---------------|------------------------------------------------------|
//! | `written`     | how a name is written, and how often                 |
//! | `abbreviations` | what abbreviations stand for                       |
//! | `names`       | names to avoid, and terms                            |
//! | `overlay`     | the entries of an overlay that settle what was found |
//! | `page`        | the audit as people read it                          |
//! | `rows`        | the audit as a table                                 |
//! | `side_by_side` | two sets of documents                               |
//! | `side_page`   | the same as people read it, and as a table           |

mod abbreviations;
mod names;
mod overlay;
mod page;
mod rows;
mod side_by_side;
mod side_page;
mod written;

use super::{scanned::ScannedSet, set_name::SetName, vocabulary::Vocabulary};
use cxterms_base::image::ImageError;
use cxterms_page::VERSION;
use serde::Serialize;

pub use abbreviations::{AbbreviationVerdict, AuditedAbbreviation, AuditedMeaning, KnownReading};
pub use names::{AuditedAdvice, AuditedTerm, NameVerdict};
pub use overlay::{OverlayEntry, write_overlay};
pub use side_by_side::{ComparedSide, SideBySide, SideCount, SplitAbbreviation, compare_sides};
pub use written::WrittenForm;

/// What the documents of some sets say.
#[derive(Debug, Serialize)]
pub struct AuditReport {
    /// The number of this shape.
    pub version: u32,
    /// Each set by itself.
    pub sets: Vec<AuditedSet>,
    /// Whether people are shown everything.
    #[serde(skip)]
    pub is_whole: bool,
    /// The commands that lead on from it.
    #[serde(skip)]
    pub follow_ups: Vec<String>,
}

/// What the documents of a set say.
#[derive(Debug, Serialize)]
pub struct AuditedSet {
    /// Its folder; none for a file by itself, and a stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// What people read above it.
    #[serde(skip)]
    pub title: String,
    /// How many documents.
    pub files: u64,
    /// The abbreviations that the base knows or the documents explain, the most telling first.
    pub abbreviations: Vec<AuditedAbbreviation>,
    /// The names that are used and advised against or given up.
    pub advice: Vec<AuditedAdvice>,
    /// The terms that are used, those in dispute first.
    pub terms: Vec<AuditedTerm>,
    /// Lines of an overlay that settle what was found.
    pub overlay: Vec<String>,
    /// The same, entry by entry.
    #[serde(skip)]
    pub entries: Vec<OverlayEntry>,
}

/// Lays out what the documents of a set say.
///
/// # Errors
/// When the base is damaged.
pub fn audit_set(vocabulary: &Vocabulary<'_>, set: &ScannedSet) -> Result<AuditedSet, ImageError> {
    let abbreviations = abbreviations::audit_abbreviations(vocabulary, &set.facts)?;
    let (advice, terms) = names::audit_names(vocabulary, &set.facts)?;
    let entries = overlay::suggest_entries(&abbreviations, &advice);
    Ok(AuditedSet {
        set: set.name.folder().map(str::to_owned),
        title: match &set.name {
            SetName::Set(name) | SetName::File(name) => name.clone(),
            SetName::Text => "This text".to_owned(),
            SetName::Documents => "These documents".to_owned(),
        },
        files: set.facts.files,
        overlay: entries.iter().map(OverlayEntry::to_line).collect(),
        abbreviations,
        advice,
        terms,
        entries,
    })
}

impl AuditReport {
    /// The report of some sets.
    pub fn new(sets: Vec<AuditedSet>, is_whole: bool) -> Self {
        Self { version: VERSION, sets, is_whole, follow_ups: vec![] }
    }
}
