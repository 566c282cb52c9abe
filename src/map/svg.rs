//! A picture as SVG: an element of a page, or a file of its own.

use super::{
    picture::{
        DrawnArea, LineLook, MapTarget, NodeLook, Picture, PlacedNode, PlacedText, TextAnchor,
    },
    text::{Lettering, clean_text},
};
use maud::{Markup, PreEscaped, html};

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PicturePlace {
    /// Among others in a page, which has the style sheet.
    Page,
    /// In a file of its own.
    File,
}

impl<'m> Picture<'m> {
    /// The picture as an element of a page, where `link` gives the address of what a node leads to. [`super::STYLE`] says
    /// how it looks.
    pub fn to_markup(&self, link: &dyn Fn(MapTarget<'m>) -> Option<String>) -> Markup {
        let link = |node: &PlacedNode<'m>| node.target.and_then(link);
        html! {
            svg class={ "map map-" (self.kind) } viewBox={ "0 0 " (self.width) " " (self.height) }
                width=(self.width) height=(self.height) role="group"
                aria-label=(clean_text(&self.label)) font-family="system-ui, sans-serif"
                fill="currentColor" {
                (self.draw_shapes(&link, PicturePlace::Page))
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
                (self.draw_shapes(&link, PicturePlace::File))
            }
        };
        format!("{XML_DECLARATION}\n{}\n", drawing.into_string())
    }

    fn draw_shapes(
        &self,
        link: &dyn Fn(&PlacedNode<'m>) -> Option<String>,
        place: PicturePlace,
    ) -> Markup {
        // A shape a line: two states of a picture can be compared line by line.
        let end = PreEscaped("\n");
        let whole = place == PicturePlace::File;
        html! {
            (end)
            @for look in LineLook::ALL {
                @let path = self.join_lines(look);
                @if !path.is_empty() {
                    path class=(look.class()) d=(path) fill="none" stroke="currentColor"
                        stroke-dasharray=[look.dashes().filter(|_| whole)] {}
                    (end)
                }
            }
            @for text in &self.texts { (text.to_markup(place)) (end) }
            @for node in &self.nodes { (node.to_markup(link(node), place)) (end) }
        }
    }

    /// All lines of one look, as one path.
    fn join_lines(&self, look: LineLook) -> String {
        self.lines.iter().filter(|line| line.look == look).map(|line| &*line.path).collect()
    }
}

impl PlacedText {
    /// In a page, classes alone say how it looks; a file says it as well without them, for programs that read no style.
    fn to_markup(&self, place: PicturePlace) -> Markup {
        let Lettering { size, bold, .. } = self.lettering;
        let (class, anchor) = (self.class(), self.anchor.name());
        let whole = place == PicturePlace::File;
        html! {
            text x=(self.x) y=(self.y) font-size=[whole.then_some(size)]
                font-weight=[(whole && bold).then_some("bold")]
                text-anchor=[anchor.filter(|_| whole)] class=[class] { (self.text) }
        }
    }

    fn class(&self) -> Option<String> {
        if self.is_count() {
            return Some("map-count".to_owned());
        }
        let faint = self.faint.then_some("map-faint");
        let middle = (self.anchor == TextAnchor::Middle).then_some("map-middle");
        let names = [self.lettering.class(), faint, middle];
        let names: Vec<_> = names.into_iter().flatten().collect();
        (!names.is_empty()).then(|| names.join(" "))
    }
}

impl TextAnchor {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Start => None,
            Self::Middle => Some("middle"),
            Self::End => Some("end"),
        }
    }
}

impl LineLook {
    /// All of them, the ones beneath others first.
    const ALL: [Self; 4] = [Self::Guide, Self::Joining, Self::Denied, Self::Disputed];

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
    fn to_markup(&self, link: Option<String>, place: PicturePlace) -> Markup {
        let opened = self.cited.filter(|_| place == PicturePlace::File && link.is_some());
        let inner = html! {
            title {
                (clean_text(&self.statement))
                @if let Some((work, _)) = opened { " – opens “" (clean_text(work)) "”" }
            }
            (draw_area(self.area, None, (self.look != NodeLook::Row, self.look.line()), place))
            @if let Some(bar) = self.bar {
                (draw_area(bar, Some("map-bar"), (true, LineLook::Joining), place))
            }
            @for text in &self.texts { (text.to_markup(place)) }
        };
        let class = self.look.class();
        match link {
            Some(href) => html! { a class=(class) href=(href) { (inner) } },
            None => html! { g class=(class) { (inner) } },
        }
    }
}

/// A frame, or none where only its place counts.
fn draw_area(
    area: DrawnArea,
    class: Option<&str>,
    (framed, line): (bool, LineLook),
    place: PicturePlace,
) -> Markup {
    let DrawnArea { x, y, width, height } = area;
    let whole = place == PicturePlace::File;
    html! {
        rect class=[class] x=(x) y=(y) width=(width) height=(height) rx=[whole.then_some("4")]
            fill=[whole.then_some("none")] stroke=[(whole && framed).then_some("currentColor")]
            stroke-dasharray=[line.dashes().filter(|_| whole)] {}
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
