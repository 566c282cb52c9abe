//! Edges: those of concepts that change are taken out, and those of the patch are put between the others.

use super::{
    super::{
        EDGE_BYTES, Edge, ImageError, ImageSection, Stance,
        table::{self, TableWriter},
        write::{StanceTable, borrow_claim, edge_starts, order_by_target},
    },
    Patching,
};
use crate::corpus::{ConceptId, Relation};

/// An edge with the number of its claim: that of the image before, or its place in the patch.
struct PatchedEdge<'r> {
    edge: Edge,
    new: Option<&'r Relation>,
}

impl Patching<'_> {
    /// Writes edges, claims and the concepts' heads, which share the stances; returns how many edges there are.
    pub(super) fn put_edges(&mut self) -> Result<usize, ImageError> {
        let mut stances =
            StanceTable::of_known(self.image.read_table::<Stance>(ImageSection::Stances)?);
        self.put_heads(&mut stances)?;
        let edges = self.merge_edges(&mut stances)?;
        let claims = self.image.table_bytes(ImageSection::Claims)?;
        let mut table = TableWriter::default();
        for PatchedEdge { edge, new } in &edges {
            match new {
                Some(relation) => table.push_record(&borrow_claim(0, relation))?,
                None => table.push_bytes(claims.record(edge.number as usize)?)?,
            }
        }
        let numbers = edges.iter().flat_map(|PatchedEdge { edge, .. }| {
            [edge.from.0, edge.relation.0, edge.to.0, edge.stance]
        });
        let numbers: Vec<_> = numbers.collect();
        let ends = |end: fn(&Edge) -> ConceptId| {
            let ends = edges.iter().map(|it| end(&it.edge));
            (table::encode_numbers(&edge_starts(ends, self.patch.concepts)), 0)
        };
        let (outgoing, incoming) = (ends(|edge| edge.from), ends(|edge| edge.to));
        let arriving = order_by_target(edges.iter().map(|it| it.edge.to));
        let count = edges.len();
        drop(edges);
        self.put(ImageSection::Claims, table.into_table()?);
        self.put(ImageSection::Edges, (table::encode_numbers(&numbers), 0));
        self.put(ImageSection::Outgoing, outgoing);
        self.put(ImageSection::Incoming, incoming);
        self.put(ImageSection::Arriving, (table::encode_numbers(&arriving), 0));
        self.put(ImageSection::Stances, table::pack_table(stances.list(), |_, stance| stance)?);
        Ok(count)
    }

    /// The edges of the others and those of the patch, in order.
    fn merge_edges(&self, stances: &mut StanceTable) -> Result<Vec<PatchedEdge<'_>>, ImageError> {
        let bytes = self.image.read_numbers(ImageSection::Edges)?;
        let width = usize::try_from(EDGE_BYTES / 4).unwrap_or(usize::MAX);
        let mut touched = vec![false; self.image.record_count(ImageSection::Heads)?];
        for id in &self.patch.before.whole {
            if let Some(slot) = touched.get_mut(id.index()) {
                *slot = true;
            }
        }
        let mut edges = vec![];
        for (number, edge) in (0..).zip(bytes.chunks_exact(width)) {
            let [from, relation, to, stance] = *edge else { return Err(ImageError::Damaged) };
            let (from, to) = (ConceptId(from), ConceptId(to));
            let is_touched = |end: ConceptId| touched.get(end.index()).copied().unwrap_or(true);
            if is_touched(from) || is_touched(to) {
                continue;
            }
            let new = |end| self.patch.new_number(end).ok_or(ImageError::Damaged);
            let (from, to, relation) = (new(from)?, new(to)?, crate::corpus::RelationId(relation));
            edges
                .push(PatchedEdge { edge: Edge { number, from, relation, to, stance }, new: None });
        }
        for relation in &self.patch.after.corpus.relations {
            let corpus_number = |own| self.patch.after.corpus_number(own);
            let (from, to) = (corpus_number(relation.from), corpus_number(relation.to));
            let stance = stances.stance_number(&relation.said);
            let edge = Edge { number: 0, from, relation: relation.relation, to, stance };
            edges.push(PatchedEdge { edge, new: Some(relation) });
        }
        // The wordings of one relation keep their order.
        edges.sort_by_key(|PatchedEdge { edge, .. }| (edge.from, edge.relation, edge.to));
        Ok(edges)
    }
}
