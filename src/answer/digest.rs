//! What a digest keeps: the items that most voices support, and a count of those left out.

/// How many senses of a name are told one by one; of more a person sees a list.
pub const MAX_SENSES_SHOWN: usize = 5;

/// How many concepts can be compared at once.
pub const MAX_COMPARED: usize = 6;

/// How many of some items a list shows that has room for `most`: one too many is shown as well.
pub(super) fn count_shown(count: usize, most: usize) -> usize {
    if count <= most + 1 { count } else { most }
}

/// How much of an answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What stands in one line.
    Line,
    /// What a person reads first.
    Digest,
    /// What a person may read.
    Everything,
    /// What a program may use.
    Data,
}

/// That more is said, where some is left out.
pub(super) fn describe_rest(count: usize) -> Option<String> {
    (count > 0).then(|| format!("and {count} more"))
}
