//! XML elements held in memory: their attributes, and the elements and texts inside them.

use super::LineColumn;

/// An element, and what stands in it.
#[derive(Debug)]
pub(in super::super) struct XmlElement {
    /// Its name, without a prefix.
    pub(in super::super) name: String,
    pub(in super::super) place: LineColumn,
    attributes: Vec<(String, String)>,
    content: Vec<XmlContent>,
}

/// What stands in an element.
#[derive(Debug)]
enum XmlContent {
    Element(XmlElement),
    Text(String),
}

impl XmlElement {
    /// An element in which nothing stands yet.
    pub(super) fn new(name: String, place: LineColumn, attributes: Vec<(String, String)>) -> Self {
        Self { name, place, attributes, content: vec![] }
    }

    /// Adds an element.
    pub(super) fn push_element(&mut self, element: Self) {
        self.content.push(XmlContent::Element(element));
    }

    /// Adds a text.
    pub(super) fn push_text(&mut self, text: &str) {
        self.content.push(XmlContent::Text(text.to_owned()));
    }

    /// The value of an attribute, named without its prefix.
    pub(in super::super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// The elements in it.
    pub(in super::super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            XmlContent::Element(element) => Some(element),
            XmlContent::Text(_) => None,
        })
    }

    /// The first element in it of a name.
    pub(in super::super) fn element(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The text in it, that of its elements included.
    pub(in super::super) fn text(&self) -> String {
        let mut text = String::new();
        self.collect_text(&mut text);
        text
    }

    fn collect_text(&self, into: &mut String) {
        for content in &self.content {
            match content {
                XmlContent::Element(element) => element.collect_text(into),
                XmlContent::Text(text) => into.push_str(text),
            }
        }
    }
}
