//! Packed entries: what was read of files, in a quarter of the memory, until their layer is laid.
//!
//! Names can be resolved only once every file was read, so all entries of a layer are held at one time.

use super::{computation::Computation, entry::ConceptEntry};
use crate::diagnostic::Place;
use std::{collections::BTreeMap, fmt};

/// How many bytes of entries lie in one block, which is given back once all of them are taken.
const BLOCK_BYTES: usize = 1 << 20;

/// Entries of concepts, each as a run of bytes.
#[derive(Default)]
pub struct PackedEntries {
    blocks: Vec<PackedBlock>,
    order: Vec<PackedEntry>,
    /// How facet values are computed, each with the number of the value: few entries have any.
    computations: BTreeMap<PackedEntry, Vec<(usize, Box<Computation>)>>,
}

/// The entries alone: how they are shared out among blocks says nothing of them.
impl fmt::Debug for PackedEntries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let computed = |packed| (self.slice_of(packed), self.computations.get(&packed));
        f.debug_list().entries(self.order.iter().copied().map(computed)).finish()
    }
}

/// The bytes of some entries, and how many of these are not taken yet.
#[derive(Debug, Default)]
struct PackedBlock {
    bytes: Vec<u8>,
    left: usize,
}

/// Where an entry lies among those that are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackedEntry {
    block: u32,
    start: u32,
    end: u32,
}

impl PackedEntries {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Packs one more.
    pub fn push(&mut self, mut entry: ConceptEntry) {
        let facets = entry.facets.iter_mut().enumerate();
        let computed = facets.filter_map(|(at, facet)| Some((at, facet.computation.take()?)));
        let computed: Vec<_> = computed.collect();
        // Writing to memory cannot fail.
        let bytes = postcard::to_allocvec(&entry).unwrap_or_default();
        let packed = self.push_bytes(&bytes);
        if !computed.is_empty() {
            self.computations.insert(packed, computed);
        }
    }

    fn push_bytes(&mut self, bytes: &[u8]) -> PackedEntry {
        let full = |block: &PackedBlock| block.bytes.len() + bytes.len() > BLOCK_BYTES;
        if self.blocks.last().is_none_or(full) {
            // The first grows as it is filled: most corpora need no other.
            let room = if self.blocks.is_empty() { 0 } else { BLOCK_BYTES };
            self.blocks.push(PackedBlock { bytes: Vec::with_capacity(room), left: 0 });
        }
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let block = number(self.blocks.len() - 1);
        let Some(last) = self.blocks.last_mut() else {
            return PackedEntry { block, start: 0, end: 0 };
        };
        let start = number(last.bytes.len());
        last.bytes.extend_from_slice(bytes);
        last.left += 1;
        let packed = PackedEntry { block, start, end: number(last.bytes.len()) };
        self.order.push(packed);
        packed
    }

    /// Adds the entries of the next file.
    pub fn append(&mut self, mut next: Self) {
        for packed in std::mem::take(&mut next.order) {
            let there = self.push_bytes(next.slice_of(packed));
            if let Some(computed) = next.computations.remove(&packed) {
                self.computations.insert(there, computed);
            }
        }
    }

    /// Forgets those behind the first so many.
    pub fn truncate(&mut self, count: usize) {
        for packed in self.order.drain(count.min(self.order.len())..) {
            self.computations.remove(&packed);
            if let Some(block) = self.blocks.get_mut(packed.block as usize) {
                block.left -= 1;
            }
        }
    }

    /// The entries in the order of their identifiers and places; none is left to be listed again.
    pub fn list_sorted(&mut self) -> Vec<PackedEntry> {
        let mut order = std::mem::take(&mut self.order);
        order.sort_by(|a, b| self.id(*a).cmp(&self.id(*b)));
        order
    }

    /// The identifier of an entry, and where that stands.
    pub fn id(&self, packed: PackedEntry) -> (&str, Place) {
        let read = postcard::take_from_bytes(self.slice_of(packed));
        read.map_or(("", Place::NOWHERE), |(id, _)| id)
    }

    fn slice_of(&self, packed: PackedEntry) -> &[u8] {
        let block = self.blocks.get(packed.block as usize);
        block.map(|block| block.slice_of(packed)).unwrap_or_default()
    }

    /// The entries in the order in which they came, unpacked one by one; they stay.
    pub fn iter(&self) -> impl Iterator<Item = ConceptEntry> {
        self.order.iter().filter_map(|packed| self.unpack(*packed))
    }

    /// Unpacks an entry, once.
    pub fn take(&mut self, packed: PackedEntry) -> Option<ConceptEntry> {
        let entry = self.unpack(packed);
        self.computations.remove(&packed);
        if let Some(block) = self.blocks.get_mut(packed.block as usize) {
            block.left = block.left.saturating_sub(1);
            if block.left == 0 {
                block.bytes = vec![];
            }
        }
        entry
    }

    /// Reads what was packed here, so that there always is something.
    fn unpack(&self, packed: PackedEntry) -> Option<ConceptEntry> {
        let mut entry: ConceptEntry = postcard::from_bytes(self.slice_of(packed)).ok()?;
        for (at, computation) in self.computations.get(&packed).into_iter().flatten() {
            if let Some(facet) = entry.facets.get_mut(*at) {
                facet.computation = Some(computation.clone());
            }
        }
        Some(entry)
    }
}

impl PackedBlock {
    fn slice_of(&self, packed: PackedEntry) -> &[u8] {
        self.bytes.get(packed.start as usize..packed.end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{schema::read_entry, yaml::parse_document};

    fn parse_entry(yaml: &str) -> ConceptEntry {
        let (mut nodes, mut faults) = parse_document(7, yaml.as_bytes());
        let entry = read_entry(nodes.remove(0), &mut faults);
        assert_eq!(faults, []);
        entry.unwrap()
    }

    #[test]
    fn what_was_packed_is_taken_out_whole() {
        let yaml = "id: rate\nlabel: rate\nsynonyms: [{text: pace, secondary: true}]\nnotes:\n  - {kind: scope, text: of a ride, with: [ride], by: a in b}\nfacets:\n  computed:\n    - {value: unknown, no-formula: nobody says how}\n    - formula: distance / time\n      unit: ratio\n      inputs:\n        distance: {means: how far, unit: number}\n        time: {means: how long, unit: number}\nrelations:\n  subset-of: {concept: figure, as: kind, denied-by: {by: c, but: not always}}\n";
        let whole = format!("{:?}", parse_entry(yaml));
        assert!(whole.contains("distance / time"), "{whole}");
        let mut packed = PackedEntries::default();
        packed.push(parse_entry("{id: zebra, label: zebra}"));
        packed.push(parse_entry(yaml));
        packed.push(parse_entry("{id: cut, label: cut}"));
        packed.truncate(2);
        let mut all = PackedEntries::default();
        all.push(parse_entry("{id: first, label: first}"));
        all.append(packed);
        let shown = all.iter().nth(2).map(|entry| format!("{entry:?}"));
        assert_eq!(shown.as_ref(), Some(&whole));
        let order = all.list_sorted();
        let ids: Vec<_> = order.iter().map(|packed| all.id(*packed).0.to_owned()).collect();
        assert_eq!(ids, ["first", "rate", "zebra"]);
        assert_eq!(format!("{:?}", all.take(order[1]).unwrap()), whole);
    }

    #[test]
    fn many_blocks_are_given_back_one_by_one() {
        let mut all = PackedEntries::default();
        let long = "long ".repeat(2000);
        for number in 0..300 {
            let entry = format!("id: n{number:03}\nlabel: l\ndefinition: {long}{number}\n");
            let mut file = PackedEntries::default();
            file.push(parse_entry(&entry));
            all.append(file);
        }
        assert!(all.blocks.len() > 2);
        for (packed, number) in all.list_sorted().into_iter().zip(0..) {
            let entry = all.take(packed).unwrap();
            assert_eq!(entry.id.value, format!("n{number:03}"));
            assert!(entry.definition.unwrap().value.ends_with(&format!("long {number}")));
        }
        assert!(all.blocks.iter().all(|block| block.bytes.capacity() == 0));
    }
}
