//! The hierarchy for programs: nested, as deep as a reader can be trusted to follow.

use super::{BranchEnd, TreeAnswer, TreeNode};
use crate::answer::VERSION;
use serde::{Serialize, Serializer, ser::SerializeMap};

/// How deep the JSON nests; what lies deeper is cut.
const MAX_JSON_DEPTH: usize = 60;

impl Serialize for TreeAnswer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        if !self.according_to.is_empty() {
            map.serialize_entry("according_to", &self.according_to)?;
        }
        if let Some(kind) = &self.kind {
            map.serialize_entry("kind", kind)?;
        }
        if let Some(scheme) = &self.scheme {
            map.serialize_entry("scheme", &scheme.id)?;
        }
        map.serialize_entry("roots", &Branches(&self.nodes, 0))?;
        if self.left_out.count > 0 {
            map.serialize_entry("left_out", &self.left_out.count)?;
        }
        if self.left_out.outside > 0 {
            map.serialize_entry("outside", &self.left_out.outside)?;
        }
        map.end()
    }
}

/// The nodes at one depth, each with those that follow it deeper.
struct Branches<'n>(&'n [TreeNode<'n>], usize);

impl Serialize for Branches<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut starts = self.0.chunk_by(|_, next| next.depth > self.1);
        serializer
            .collect_seq(std::iter::from_fn(|| starts.next()).map(|branch| Branch(branch, self.1)))
    }
}

struct Branch<'n>(&'n [TreeNode<'n>], usize);

impl Serialize for Branch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let Some((node, below)) = self.0.split_first() else { return map.end() };
        map.serialize_entry("id", &node.term.id)?;
        map.serialize_entry("label", &node.term.name())?;
        map.serialize_entry("asserted_by", &node.said.asserted_by)?;
        map.serialize_entry("denied_by", &node.said.denied_by)?;
        map.serialize_entry("disputed", &node.disputed)?;
        if let Some(mark) = node.term.given_up_mark() {
            map.serialize_entry("state", mark)?;
        }
        match node.ends {
            Some(BranchEnd::Repeated) => map.serialize_entry("repeated", &true)?,
            Some(BranchEnd::Cycle) => map.serialize_entry("cycle", &true)?,
            Some(BranchEnd::Cut | BranchEnd::Reversed) => map.serialize_entry("cut", &true)?,
            None if self.1 + 1 >= MAX_JSON_DEPTH && !below.is_empty() => {
                map.serialize_entry("cut", &true)?;
                map.serialize_entry("children", &Branches(&[], 0))?;
                return map.end();
            }
            None => {}
        }
        map.serialize_entry("children", &Branches(below, self.1 + 1))?;
        map.end()
    }
}
