//! The image format: how a corpus becomes bytes and is read back.
//!
//! An image is one immutable file of blocks, each with its own checksum. The blocks hold a header and sections; the
//! sections hold tables of records that are decoded only when touched. Labels are finite-state maps in shards.

mod about;
mod blocks;
mod compact;
mod label_walk;
mod labels;
mod lexicon;
mod mentions;
mod misspelling;
mod names;
mod origins;
mod patch;
mod postings;
mod read;
mod source;
mod table;
mod words;
mod write;

use crate::corpus::{
    Citation, CitedStance, Concept, ConceptId, ConceptState, FacetId, KindId, Relation, RelationId,
    SchemeMembership, VoiceId,
};
use serde::{Deserialize, Serialize};
use std::{fmt, io, ops::Range};

pub use about::ImageSummary;
pub use label_walk::{LabelWalk, MAX_LABEL_WORDS, WalkWord, WalkedLabel};
pub use labels::{LabelIndex, LookupKind, Posting};
pub(crate) use names::MAX_NAME_BYTES;
pub use origins::FileOrigins;
pub use patch::{CorpusCut, ImagePatch};
pub(crate) use read::Image;
pub use source::{InFile, InMemory, InProgram, ReadAt};
pub use words::{Mention, WordIndex};
pub use write::{ImageDraft, write_image};

/// The number of this format; a reader refuses every other.
pub const FORMAT_VERSION: u32 = 10;

/// What an image begins with.
const MAGIC: &[u8; 8] = b"cxterms\n";

/// The sections, in file order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ImageSection {
    /// [`crate::corpus::Settings`], alone.
    Settings,
    /// Table of kinds.
    Kinds,
    /// Table of facets.
    Facets,
    /// Table of relations.
    RelationKinds,
    /// Table of voices.
    Voices,
    /// Table of works.
    Works,
    /// Table of concept schemes.
    Schemes,
    /// Table of [`ConceptHead`]s, one a concept.
    Heads,
    /// Table of [`ConceptRecord`]s, one a concept.
    Records,
    /// Table of the notes that are said of several concepts, each with the concept on whose entry it is written.
    Notes,
    /// Table of [`Stance`]s.
    Stances,
    /// Fixed-width [`Edge`]s, by (from, relation, to).
    Edges,
    /// For each concept the number of its first edge, and one more.
    Outgoing,
    /// For each concept the number of its first entry in `Arriving`, and one more.
    Incoming,
    /// The numbers of the edges that arrive, concept by concept.
    Arriving,
    /// Table of [`EdgeClaim`]s, one an edge.
    Claims,
    /// The shards' first labels and ranges.
    Shards,
    /// The shards, each a finite-state map from folded label to its place among the shard's in `Postings`.
    Labels,
    /// The [`Posting`]s of labels that have one, else the number of their list.
    Postings,
    /// Table of lists of [`Posting`]s.
    PostingLists,
    /// The shards' first skeletons and ranges.
    SkeletonShards,
    /// The shards, each a finite-state map from a label's skeleton to its place among the shard's in `SkeletonPostings`.
    Skeletons,
    /// The same of skeletons.
    SkeletonPostings,
    /// Table of lists of [`Posting`]s.
    SkeletonPostingLists,
    /// What a later layer has replaced, alone.
    Overrides,
    /// The shards' first words and ranges.
    WordShards,
    /// The shards, each a finite-state map from folded word to its place among the shard's in `Mentions`.
    Words,
    /// Table of [`MentionList`](mentions::MentionList)s.
    Mentions,
    /// The shards' first word skeletons and ranges.
    SpellingShards,
    /// The shards, each a finite-state map from a word's skeleton to its place among the shard's in `Spellings`.
    WordSkeletons,
    /// Table of lists of the folded words that have this skeleton, and another spelling.
    Spellings,
    /// For each concept what all its words weigh.
    Weights,
    /// What all words of all concepts weigh, alone.
    Weight,
    /// The languages in which anything is said, alone.
    Languages,
    /// [`DisputeMarks`], alone, if they were derived when the image was built.
    Marks,
    /// Table of everybody's disputes, in their order, if they were derived when the image was built.
    Disputes,
    /// [`FileOrigins`], alone, if what was compiled may be compiled again when some of its files change.
    Origins,
}

/// How many sections there are.
const SECTION_COUNT: usize = ImageSection::Origins as usize + 1;

/// What begins an image, as little-endian numbers: the magic, the format (`u32`), how long the header is (`u32`), and how
/// many bytes of data there are in all, checksums not counted (`u64`).
const PREAMBLE_BYTES: usize = MAGIC.len() + 4 + 4 + 8;

/// The header, behind the preamble; after it the sections follow.
#[derive(Debug, Serialize, Deserialize)]
struct ImageHeader {
    /// What the image says of itself.
    about: ImageSummary,
    /// Where each section lies, and how many records it has if it is a table.
    sections: Vec<SectionLayout>,
}

/// Where a section lies, from the end of the header, and how many records it has if it is a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SectionLayout {
    range: Range<u64>,
    records: u32,
}

/// What lists and trees need of a concept, without its record.
#[derive(Clone, Debug, PartialEq)]
pub struct ConceptHead<S = String> {
    /// Its identifier.
    pub id: S,
    /// Its preferred label.
    pub label: S,
    /// What tells it from another concept of the same label.
    pub qualifier: Option<S>,
    /// Its kind.
    pub kind: Option<KindId>,
    /// Its first abbreviation that mostly means it.
    pub abbreviation: Option<S>,
    /// Its preferred labels in other languages.
    pub translations: Vec<(S, S)>,
    /// Who says that nothing is above it, as a stance's number.
    pub root: Option<u32>,
    /// The schemes of which it is part.
    pub schemes: Vec<SchemeMembership>,
    /// What is to be known of its state, if anything is said of that.
    pub state: Option<StateMark>,
}

/// What is to be known of a concept's state before its record is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateMark {
    /// Something is said of it, but nothing of that holds for all.
    Open,
    /// This holds.
    Holds(ConceptState),
}

impl StateMark {
    /// The state that holds, if one does.
    pub fn state(self) -> Option<ConceptState> {
        match self {
            Self::Open => None,
            Self::Holds(state) => Some(state),
        }
    }
}

/// A concept, and who else speaks of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConceptRecord<S = String> {
    /// The concept.
    pub concept: Concept<S>,
    /// The numbers of other concepts' notes that are said of this one too.
    pub shared_notes: Vec<u32>,
}

/// Which voices assert something, and which deny it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stance {
    /// Who says that it is so.
    pub asserted_by: Vec<VoiceId>,
    /// Who says that it is not.
    pub denied_by: Vec<VoiceId>,
    /// Whether some of them speak of practice or of an ideal.
    pub of_aspects: bool,
}

impl<S> From<&CitedStance<S>> for Stance {
    fn from(said: &CitedStance<S>) -> Self {
        let voices = |citations: &[Citation<S>]| {
            let mut voices: Vec<_> = citations.iter().map(|citation| citation.voice).collect();
            voices.sort_unstable();
            voices.dedup();
            voices
        };
        Self {
            asserted_by: voices(&said.asserted_by),
            denied_by: voices(&said.denied_by),
            of_aspects: said.citations().any(|citation| citation.aspect.is_some()),
        }
    }
}

/// Claims that cannot hold beside others which other voices make, denials left out: what a reader is to be told of where
/// they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeMarks {
    /// Relations, in order, each from the concept on whose entry it is written.
    pub relations: Vec<(ConceptId, RelationId, ConceptId)>,
    /// Concepts that are called roots, in order.
    pub roots: Vec<ConceptId>,
    /// The concepts that take part in everybody's disputes, in order, each with the numbers of these.
    pub contested: Vec<(ConceptId, Vec<u32>)>,
}

/// One wording of a relation between two concepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Its number, by which its claim is found.
    pub number: u32,
    /// On whose entry it is written.
    pub from: ConceptId,
    /// Which relation.
    pub relation: RelationId,
    /// The other concept.
    pub to: ConceptId,
    /// Who asserts and who denies it, as a stance's number.
    pub stance: u32,
}

/// What is claimed of an edge, which has the ends; it is written as the tuple of its fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EdgeClaim<S = String> {
    facet: Option<FacetId>,
    text: Option<S>,
    said: CitedStance<S>,
}

impl<S> EdgeClaim<S> {
    /// The claim of a relation.
    pub(crate) fn of_edge(self, edge: &Edge) -> Relation<S> {
        let Self { facet, text, said } = self;
        Relation { from: edge.from, relation: edge.relation, to: edge.to, facet, text, said }
    }
}

/// How many bytes an edge takes.
const EDGE_BYTES: u64 = 16;

/// Why an image could not be read.
#[derive(Debug)]
pub enum ImageError {
    /// It does not begin as an image does.
    NotAnImage,
    /// It was built by another version of this format.
    Version(u32),
    /// It is not as long as it says.
    Length {
        /// How many bytes it has.
        is: u64,
        /// How many it should have; none where what says so is cut off, too.
        should: Option<u64>,
    },
    /// A block's checksum is wrong, or what it holds makes no sense.
    Damaged,
    /// It grew past what the format can number.
    TooLarge,
    /// Reading failed.
    Io(io::Error),
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnImage => write!(f, "this is no built knowledge base"),
            Self::Version(found) => {
                write!(
                    f,
                    "built by format {found}, this reads {FORMAT_VERSION}: run `cxterms build` again"
                )
            }
            Self::Length { is, should: Some(should) } => {
                let how = if is < should { "cut" } else { "longer than it was built" };
                write!(f, "{how}, {is} bytes in place of {should}: run `cxterms build` again")
            }
            Self::Length { .. } => write!(f, "cut: run `cxterms build` again"),
            Self::Damaged => write!(f, "damaged: run `cxterms build` again"),
            Self::TooLarge => write!(f, "the corpus is too large for this format"),
            // What was cut after it was opened.
            Self::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                write!(f, "cut while it was read: run `cxterms build` again")
            }
            Self::Io(_) => write!(f, "cannot be read"),
        }
    }
}

impl std::error::Error for ImageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // The message says it all.
            Self::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for ImageError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<postcard::Error> for ImageError {
    fn from(_: postcard::Error) -> Self {
        Self::Damaged
    }
}

impl From<fst::Error> for ImageError {
    fn from(_: fst::Error) -> Self {
        Self::Damaged
    }
}
