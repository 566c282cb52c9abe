//! A corpus as a folder of pages that a browser opens from any place: a page a concept, a contrasted pair, a dispute, a
//! voice and a work, with a search that runs in the page, and the same as data.
//!
//! What the pages say comes from `answer`; this room lays it out. Every kind of page has a file of its own here, and what
//! is put into a page goes through `pen`, which knows how texts of others are shown.

mod about;
mod address;
mod compare;
mod concept;
mod dispute;
mod frame;
mod heard;
mod home;
mod linked_data;
mod metrics;
mod pen;
mod pick;
mod pictures;
mod plan;
mod search_index;
mod search_readings;
mod sink;
mod tree;
mod voice;
mod work;
mod write;

pub use sink::{SiteCount, SiteError, SiteSink, SiteWish};
pub use write::{MARKER, digest_names, write_site};
