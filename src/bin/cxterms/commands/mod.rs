//! One command a file: its options, its help, and what it does.

pub(crate) mod audit;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod compute;
pub(crate) mod define;
pub(crate) mod diff;
pub(crate) mod disputes;
pub(crate) mod explain;
pub(crate) mod export;

pub(crate) mod import;
pub(crate) mod info;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod map;
pub(crate) mod match_names;
pub(crate) mod mcp;
pub(crate) mod new;
pub(crate) mod path;
pub(crate) mod scan;
pub(crate) mod search;
pub(crate) mod site;
pub(crate) mod tree;
pub(crate) mod voices;
