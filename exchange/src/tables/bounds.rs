//! How large a table may be.

/// In how many first rows the header is sought.
pub(super) const MAX_HEADER_ROW: usize = 10;

/// How many columns a table has at most.
pub(super) const MAX_COLUMNS: usize = 1_000;
