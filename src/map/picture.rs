//! Pictures: shapes with their places, in pixels, and what each node leads to; and the same as SVG.

use super::text::{Lettering, clean_text};
use maud::{Markup, PreEscaped, html};

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

    /// Whether it is a count at the end of a line.
    pub(super) fn is_count(&self) -> bool {
        self.anchor == TextAnchor::End
    }

    fn to_markup(&self) -> Markup {
        let anchor = match self.anchor {
            TextAnchor::Start => None,
            TextAnchor::Middle => Some("middle"),
            TextAnchor::End => Some("end"),
        };
        html! {
            text x=(self.x) y=(self.y) font-size=(self.lettering.size)
                font-weight=[self.lettering.bold.then_some("bold")] text-anchor=[anchor]
                class=[self.faint.then_some("map-faint")] { (self.text) }
        }
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

impl LineLook {
    fn class(self) -> &'static str {
        match self {
            Self::Joining => "map-line",
            Self::Disputed => "map-line map-disputed",
            Self::Denied => "map-line map-denied",
            Self::Guide => "map-line map-guide",
        }
    }

    fn dashes(self) -> Option<&'static str> {
        match self {
            Self::Joining | Self::Guide => None,
            Self::Disputed => Some("6 3"),
            Self::Denied => Some("1.5 3.5"),
        }
    }
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

    fn class(self) -> &'static str {
        match self {
            Self::Plain => "map-node",
            Self::Center => "map-node map-center",
            Self::Disputed => "map-node map-disputed",
            Self::Denied => "map-node map-denied",
            Self::Row => "map-node map-row",
        }
    }
}

impl PlacedNode<'_> {
    fn to_markup(&self, link: Option<String>) -> Markup {
        let statement = clean_text(&self.statement);
        let DrawnArea { x, y, width, height } = self.area;
        let stroke = (self.look != NodeLook::Row).then_some("currentColor");
        let inner = html! {
            title { (statement) }
            rect x=(x) y=(y) width=(width) height=(height) rx="5" fill="none" stroke=[stroke]
                stroke-dasharray=[self.look.line().dashes()] {}
            @if let Some(bar) = self.bar {
                rect class="map-bar" x=(bar.x) y=(bar.y) width=(bar.width) height=(bar.height) rx="3"
                    fill="none" stroke="currentColor" {}
            }
            @for text in &self.texts { (text.to_markup()) }
        };
        let class = self.look.class();
        match link {
            Some(href) => html! { a class=(class) href=(href) aria-label=(statement) { (inner) } },
            None => html! { g class=(class) { (inner) } },
        }
    }
}

impl<'m> Picture<'m> {
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

    /// The picture as an element of a page, where `link` gives the address of what a node leads to. [`super::STYLE`] says
    /// how it looks.
    pub fn to_markup(&self, link: &dyn Fn(MapTarget<'m>) -> Option<String>) -> Markup {
        let link = |node: &PlacedNode<'m>| node.target.and_then(link);
        html! {
            svg class={ "map map-" (self.kind) } viewBox={ "0 0 " (self.width) " " (self.height) }
                width=(self.width) height=(self.height) role="group"
                aria-label=(clean_text(&self.label)) font-family="system-ui, sans-serif"
                fill="currentColor" {
                (self.draw_shapes(&link))
            }
        }
    }

    /// The picture as a file of its own, in which a node leads to a work that says so.
    pub fn to_file(&self) -> String {
        let link = |node: &PlacedNode<'m>| {
            let (_, address) = node.cited?;
            is_web_address(address).then(|| address.to_owned())
        };
        let label = clean_text(&self.label);
        let facts: Vec<_> = self.statements().map(clean_text).collect();
        let drawing = html! {
            svg xmlns="http://www.w3.org/2000/svg" class={ "map map-" (self.kind) }
                viewBox={ "0 0 " (self.width) " " (self.height) } width=(self.width)
                height=(self.height) role="group" aria-label=(label)
                font-family="system-ui, sans-serif" fill="currentColor" {
                title { (label) }
                desc { (facts.join("\n")) }
                style { (PreEscaped("\n")) (PreEscaped(super::STYLE)) }
                rect class="map-ground" width=(self.width) height=(self.height) fill="none" {}
                (self.draw_shapes(&link))
            }
        };
        format!("{XML_DECLARATION}\n{}\n", drawing.into_string())
    }

    fn draw_shapes(&self, link: &dyn Fn(&PlacedNode<'m>) -> Option<String>) -> Markup {
        // A shape a line: two states of a picture can be compared line by line.
        let end = PreEscaped("\n");
        html! {
            (end)
            @for line in &self.lines {
                path class=(line.look.class()) d=(line.path) fill="none" stroke="currentColor"
                    stroke-dasharray=[line.look.dashes()] {}
                (end)
            }
            @for text in &self.texts { (text.to_markup()) (end) }
            @for node in &self.nodes { (node.to_markup(link(node))) (end) }
        }
    }
}

/// How a file of its own begins.
const XML_DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// Whether a file is a picture that was written before.
pub fn is_map_file(bytes: &[u8]) -> bool {
    let start =
        format!("{XML_DECLARATION}\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map map-");
    bytes.starts_with(start.as_bytes())
}

/// Whether an address leads to a page of the web, and no character of it means anything else.
fn is_web_address(address: &str) -> bool {
    let web = ["https://", "http://"].iter().any(|start| address.starts_with(start));
    web && !address.contains(|c: char| c.is_control() || c.is_whitespace())
}
