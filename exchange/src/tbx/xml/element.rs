//! XML elements held in memory: their attributes, and the elements and texts inside them.

use super::Place;

/// An element, and what stands in it.
#[derive(Debug)]
pub(in super::super) struct Element {
    /// Its name, without a prefix.
    pub(in super::super) name: String,
    pub(in super::super) place: Place,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

/// What stands in an element.
#[derive(Debug)]
enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// An element in which nothing stands yet.
    pub(super) fn new(name: String, place: Place, attributes: Vec<(String, String)>) -> Self {
        Self { name, place, attributes, content: vec![] }
    }

    /// Adds an element.
    pub(super) fn push_element(&mut self, element: Self) {
        self.content.push(Content::Element(element));
    }

    /// Adds a text.
    pub(super) fn push_text(&mut self, text: &str) {
        self.content.push(Content::Text(text.to_owned()));
    }

    /// The value of an attribute, named without its prefix.
    pub(in super::super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// The elements in it.
    pub(in super::super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
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
                Content::Element(element) => element.collect_text(into),
                Content::Text(text) => into.push_str(text),
            }
        }
    }
}
