//! Reads one data category and its value from an element, in either style.

use super::{
    super::{
        attribution::to_one_line, categories::is_category_element, write::is_xml_char,
        xml::XmlElement,
    },
    TbxReader,
};
use cxterms_base::text::normalize_paragraphs;

/// A data category with its value, and what stands in one group with it.
pub(super) struct TbxStatement<'e> {
    /// The category's name; `note` and `date` are the core's own.
    pub(super) category: &'e str,
    pub(super) element: &'e XmlElement,
    pub(super) with: Vec<TbxStatement<'e>>,
}

/// The elements that hold others rather than say something themselves.
const SECTION_ELEMENTS: [&str; 7] =
    ["langSec", "langSet", "termSec", "tig", "ntig", "termGrp", "term"];

/// Elements by which a text is marked up.
const MARKUP_ELEMENTS: [&str; 9] = ["hi", "foreign", "sc", "ec", "ph", "bpt", "ept", "it", "ut"];

/// What is said in an element, but in its sections.
pub(super) fn collect_statements(element: &XmlElement) -> Vec<TbxStatement<'_>> {
    let mut all = vec![];
    for child in element.elements().filter(|child| !SECTION_ELEMENTS.contains(&&*child.name)) {
        if child.name.ends_with("Grp") {
            let mut inner = collect_statements(child).into_iter();
            all.extend(inner.next().map(|first| TbxStatement {
                with: first.with.into_iter().chain(inner).collect(),
                ..first
            }));
        } else {
            let named =
                if is_category_element(&child.name) { child.attribute("type") } else { None };
            let category = named.unwrap_or(&child.name);
            all.push(TbxStatement { category, element: child, with: vec![] });
        }
    }
    all
}

impl TbxReader<'_> {
    /// The text of an element, in one line; markup in it is lost.
    pub(super) fn element_text(&mut self, element: &XmlElement) -> String {
        to_one_line(&self.element_prose(element))
    }

    /// The text of an element, with its paragraphs; markup in it is lost.
    pub(super) fn element_prose(&mut self, element: &XmlElement) -> String {
        let mut inner: Vec<_> = element.elements().collect();
        while let Some(element) = inner.pop() {
            let kind = if MARKUP_ELEMENTS.contains(&&*element.name) {
                "markup in texts"
            } else {
                "elements"
            };
            self.losses.add_example(kind, &element.name);
            inner.extend(element.elements());
        }
        let text = element.text();
        let forbidden = text.chars().filter(|c| !is_xml_char(*c)).count();
        self.losses.add("characters that XML cannot hold", forbidden);
        normalize_paragraphs(&text.chars().filter(|c| is_xml_char(*c)).collect::<String>())
    }

    /// A statement that has no place here is lost, by its category.
    pub(super) fn record_lost_statement(&mut self, statement: &TbxStatement<'_>) {
        let text: String = to_one_line(&statement.element.text()).chars().take(60).collect();
        let target = statement.element.attribute("target");
        let which = if text.is_empty() { target.unwrap_or_default() } else { &text };
        self.losses.add_example(statement.category, which);
        statement.with.iter().for_each(|with| self.record_lost_statement(with));
    }
}

/// Whether a tag has the shape of one.
pub(super) fn is_language_tag(tag: &str) -> bool {
    !tag.starts_with("x-") && cxterms_base::schema::is_language_tag(tag)
}
