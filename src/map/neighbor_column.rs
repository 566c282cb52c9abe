//! Column of an ego map: groups under each other, the nodes of each on a spine.

use super::{
    picture::{
        DrawnArea, MapTarget, NodeLook, Picture, PlacedLine, PlacedNode, PlacedText, TextAnchor,
    },
    text::{HEADING, NAME, SMALL},
};
use crate::answer::{Neighbor, NeighborGroup};

/// From the edge of a node to what it says, across and down.
const PADDING: i32 = 8;
const PADDING_DOWN: i32 = 5;
/// From the spine to a node.
const TICK: i32 = 12;
/// Between nodes and between groups.
const NODE_SPACE: i32 = 6;
const GROUP_SPACE: i32 = 12;
/// How many lines a name takes.
const MAX_NAME_LINES: usize = 2;
/// How many neighbors each group shows, if a column has room for that.
const MIN_OF_GROUP: usize = 2;

/// Where the nodes of a column go.
#[derive(Clone, Copy, Debug)]
pub(super) struct NeighborColumn {
    pub(super) x: i32,
    pub(super) width: i32,
    pub(super) side: SpineSide,
}

/// On which side of its nodes a spine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpineSide {
    Left,
    Right,
}

/// What a column has come to.
#[derive(Debug, Default)]
pub(super) struct FilledColumn {
    pub(super) bottom: i32,
    /// The middle of each group.
    pub(super) joints: Vec<i32>,
    /// The middles of the first node and of the last.
    pub(super) first_joint: Option<i32>,
    pub(super) last_joint: Option<i32>,
}

impl NeighborColumn {
    /// Places groups of neighbors, as many of them as a column shows.
    pub(super) fn place_groups<'b>(
        self,
        groups: &[NeighborGroup<'b>],
        top: i32,
        most: usize,
        picture: &mut Picture<'b>,
    ) -> FilledColumn {
        let sizes: Vec<_> = groups.iter().map(|group| group.neighbors.len()).collect();
        let mut filled = FilledColumn { bottom: top, ..FilledColumn::default() };
        let (x, width) = match self.side {
            SpineSide::Left => (self.x + TICK, self.width - TICK),
            SpineSide::Right => (self.x, self.width - TICK),
        };
        let mut y = top;
        let mut hidden = 0;
        for (group, shown) in groups.iter().zip(share_room(&sizes, most)) {
            if shown == 0 {
                hidden += group.neighbors.len();
                continue;
            }
            let label = HEADING.fit_line(&group.label, width);
            let (texts, below) = PlacedText::stack_lines([label], (x, y), HEADING, true);
            picture.texts.extend(texts);
            y = below + 2;
            let mut joints = vec![];
            for neighbor in group.neighbors.iter().take(shown) {
                let node = Self::place_neighbor(neighbor, DrawnArea { x, y, width, height: 0 });
                joints.push(node.area.middle());
                y = node.area.bottom() + NODE_SPACE;
                picture.lines.push(self.draw_tick(&node));
                picture.nodes.push(node);
            }
            y = add_rest(picture, (x, y), group.neighbors.len() - shown);
            filled.add_joints(&joints);
            if let [first, .., last] = &*joints {
                let spine = format!("M{} {first}V{last}", self.spine());
                picture.lines.push(PlacedLine::joining(spine));
            }
            y += GROUP_SPACE - NODE_SPACE;
        }
        filled.bottom = add_rest(picture, (x, y), hidden) - NODE_SPACE;
        filled
    }

    fn spine(self) -> i32 {
        match self.side {
            SpineSide::Left => self.x,
            SpineSide::Right => self.x + self.width,
        }
    }

    fn draw_tick(self, node: &PlacedNode<'_>) -> PlacedLine {
        let edge = match self.side {
            SpineSide::Left => node.area.x,
            SpineSide::Right => node.area.right(),
        };
        let path = format!("M{} {}H{edge}", self.spine(), node.area.middle());
        PlacedLine { path, look: node.look.line() }
    }

    /// A neighbor: its name, and at the end of the first line how many voices relate it.
    fn place_neighbor<'b>(neighbor: &Neighbor<'b>, mut area: DrawnArea) -> PlacedNode<'b> {
        let mark = if neighbor.disputed { " *" } else { "" };
        let count = format!("{}{mark}", neighbor.voices.count_briefly());
        let taken = if count.is_empty() { 0 } else { SMALL.measure(&count) + PADDING };
        let (x, y) = (area.x + PADDING, area.y + PADDING_DOWN);
        let lines =
            NAME.break_lines(&neighbor.name, area.width - 2 * PADDING - taken, MAX_NAME_LINES);
        let (mut texts, below) = PlacedText::stack_lines(lines, (x, y), NAME, false);
        area.height = below.max(y + NAME.leading) + PADDING_DOWN - 1 - area.y;
        if !count.is_empty() {
            texts.push(PlacedText {
                x: area.right() - PADDING,
                y: y + NAME.size,
                anchor: TextAnchor::End,
                lettering: SMALL,
                faint: true,
                text: count,
            });
        }
        PlacedNode {
            area,
            look: NodeLook::of_claim(neighbor.disputed, neighbor.denied),
            target: Some(MapTarget::Concept(neighbor.term.id)),
            cited: neighbor.voices.cited,
            statement: neighbor.describe(),
            texts,
            bar: None,
        }
    }
}

impl FilledColumn {
    fn add_joints(&mut self, joints: &[i32]) {
        let (Some(first), Some(last)) = (joints.first(), joints.last()) else { return };
        self.joints.push(i32::midpoint(*first, *last));
        self.first_joint = self.first_joint.or(Some(*first));
        self.last_joint = Some(*last);
    }
}

/// Says how many more there are; and where that ends.
fn add_rest(picture: &mut Picture<'_>, at: (i32, i32), rest: usize) -> i32 {
    if rest == 0 {
        return at.1;
    }
    let (texts, below) =
        PlacedText::stack_lines([format!("and {rest} more")], (at.0 + PADDING, at.1), SMALL, true);
    picture.texts.extend(texts);
    below + NODE_SPACE
}

/// How many of each group are shown where no more than `most` are: some of each, then one more of each in turn.
fn share_room(sizes: &[usize], most: usize) -> Vec<usize> {
    let mut shown = vec![0; sizes.len()];
    let mut room = most;
    for least in (MIN_OF_GROUP..).take(most) {
        for (shown, size) in shown.iter_mut().zip(sizes) {
            let more = least.min(*size).saturating_sub(*shown).min(room);
            *shown += more;
            room -= more;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_shared_by_all_groups() {
        assert_eq!(share_room(&[4, 12, 3], 100), [4, 12, 3]);
        assert_eq!(share_room(&[4, 12, 1], 9), [4, 4, 1]);
        assert_eq!(share_room(&[40, 40, 40], 5), [2, 2, 1]);
        assert_eq!(share_room(&[1, 1, 1], 2), [1, 1, 0]);
        assert!(share_room(&[], 2).is_empty());
    }
}
