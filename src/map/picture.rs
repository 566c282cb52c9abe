//! Pictures: shapes with their places, in pixels, and what each node leads to.

use super::text::Lettering;

/// What a node of a picture leads to; concepts, disputes and voices by their identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapTarget<'m> {
    /// A concept.
    Concept(&'m str),
    /// What is said of one concept beside another.
    Pair(&'m str, &'m str),
    /// A side of a dispute, by its place among the sides.
    DisputeSide(&'m str, usize),
}

/// A picture, laid out.
#[derive(Clone, Debug)]
pub struct Picture<'m> {
    /// Which picture it is, as a style sheet names it.
    pub(super) kind: &'static str,
    /// What it shows, in a line.
    pub(super) label: String,
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) lines: Vec<PlacedLine>,
    pub(super) texts: Vec<PlacedText>,
    pub(super) nodes: Vec<PlacedNode<'m>>,
}

/// A line that joins nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacedLine {
    /// The commands of an SVG path.
    pub(super) path: String,
    pub(super) look: LineLook,
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineLook {
    /// It joins what is related.
    Joining,
    /// The same, where voices disagree.
    Disputed,
    /// The same, where it is only denied.
    Denied,
    /// It only guides the eye.
    Guide,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacedText {
    pub(super) x: i32,
    /// Where its base line is.
    pub(super) y: i32,
    pub(super) anchor: TextAnchor,
    pub(super) lettering: Lettering,
    /// Whether it is drawn fainter.
    pub(super) faint: bool,
    pub(super) text: String,
}

/// Which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextAnchor {
    Start,
    Middle,
    End,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DrawnArea {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// What can be followed: an area with text.
#[derive(Clone, Debug)]
pub(super) struct PlacedNode<'m> {
    pub(super) area: DrawnArea,
    pub(super) look: NodeLook,
    pub(super) target: Option<MapTarget<'m>>,
    /// The title and the address of a work that says so.
    pub(super) cited: Option<(&'m str, &'m str)>,
    /// What it says, in a sentence.
    pub(super) statement: String,
    pub(super) texts: Vec<PlacedText>,
    /// A bar within its area.
    pub(super) bar: Option<DrawnArea>,
}

/// How a node looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeLook {
    Plain,
    /// What the picture is about.
    Center,
    Disputed,
    Denied,
    /// It has no frame.
    Row,
}

impl DrawnArea {
    pub(super) fn right(self) -> i32 {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// Half its height.
    pub(super) fn middle(self) -> i32 {
        self.y + self.height / 2
    }
}

impl PlacedText {
    /// Lines of a text under each other from a top edge; and where they end.
    pub(super) fn stack_lines(
        lines: impl IntoIterator<Item = String>,
        (x, top): (i32, i32),
        lettering: Lettering,
        faint: bool,
    ) -> (Vec<Self>, i32) {
        let mut y = top;
        let placed = lines.into_iter().map(|text| {
            let line = Self {
                x,
                y: y + lettering.size,
                anchor: TextAnchor::Start,
                lettering,
                faint,
                text,
            };
            y += lettering.leading;
            line
        });
        let placed = placed.collect();
        (placed, y)
    }

    /// Whether it is a count at the end of a line: small and faint.
    pub(super) fn is_count(&self) -> bool {
        self.anchor == TextAnchor::End
    }
}

impl PlacedLine {
    /// A line that joins what is related.
    pub(super) fn joining(path: String) -> Self {
        Self { path, look: LineLook::Joining }
    }
}

/// The path between two places side by side, which leaves and reaches them level.
pub(super) fn join_path(from: (i32, i32), to: (i32, i32)) -> String {
    let middle = i32::midpoint(from.0, to.0);
    format!("M{} {}C{middle} {} {middle} {} {} {}", from.0, from.1, from.1, to.1, to.0, to.1)
}

impl NodeLook {
    /// The look of a node that says something on which voices may disagree.
    pub(super) fn of_claim(disputed: bool, denied: bool) -> Self {
        match (denied, disputed) {
            (true, _) => Self::Denied,
            (false, true) => Self::Disputed,
            (false, false) => Self::Plain,
        }
    }

    /// The look of the line to it.
    pub(super) fn line(self) -> LineLook {
        match self {
            Self::Disputed => LineLook::Disputed,
            Self::Denied => LineLook::Denied,
            Self::Plain | Self::Center | Self::Row => LineLook::Joining,
        }
    }
}

impl Picture<'_> {
    /// An empty picture.
    pub(super) fn new(kind: &'static str, label: String, width: i32) -> Self {
        let (lines, texts, nodes) = (vec![], vec![], vec![]);
        Self { kind, label, width, height: 0, lines, texts, nodes }
    }

    /// What it shows, in a line.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// How wide it is, in pixels.
    pub fn width(&self) -> i32 {
        self.width
    }

    /// What its nodes say, each in a sentence, in the order of reading.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().map(|node| &*node.statement)
    }
}

/// A number of things as one of pixels.
pub(super) fn to_pixels(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
