//! An XML writer, element by element, that leaves out the characters XML forbids and counts them as losses.

use super::super::{
    TbxStyle, attribution,
    categories::{Category, CategoryElement, module_namespace},
};
use crate::Losses;
use cxterms_base::text::normalize_paragraphs;
use quick_xml::escape::{escape, partial_escape};
use std::io::{self, Write};

/// XML that grows, indented.
pub(super) struct XmlWriter<'o> {
    to: &'o mut dyn Write,
    depth: usize,
    style: TbxStyle,
    /// What of the texts was left out.
    pub(super) losses: Losses,
}

/// The attribute that names a language.
pub(super) const LANGUAGE: &str = "xml:lang";

impl<'o> XmlWriter<'o> {
    pub(super) fn new(to: &'o mut dyn Write, style: TbxStyle) -> Self {
        Self { to, depth: 0, style, losses: Losses::default() }
    }

    /// Begins an element.
    pub(super) fn open_element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> io::Result<()> {
        self.write_tag(name, attributes)?;
        self.depth += 1;
        writeln!(self.to, ">")
    }

    /// Ends an element.
    pub(super) fn close_element(&mut self, name: &str) -> io::Result<()> {
        self.depth -= 1;
        writeln!(self.to, "{:width$}</{name}>", "", width = self.depth * 2)
    }

    /// An element that holds a text.
    pub(super) fn write_leaf(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        self.write_tag(name, attributes)?;
        let text = self.clean_text(text, normalize_paragraphs);
        writeln!(self.to, ">{}</{name}>", partial_escape(text))
    }

    /// A data category and its value.
    pub(super) fn write_category(
        &mut self,
        category: Category,
        target: Option<&str>,
        text: &str,
    ) -> io::Result<()> {
        self.write_category_in(category, target, None, text)
    }

    /// Whether a category's element may name its own language: where categories are tags, their modules forbid it.
    pub(super) fn names_language(&self, category: Category) -> bool {
        self.style != TbxStyle::Tag || module_namespace(category.module()).is_none()
    }

    /// The same, in a language where that is not the one around it and can be named.
    pub(super) fn write_category_in(
        &mut self,
        category: Category,
        target: Option<&str>,
        language: Option<&str>,
        text: &str,
    ) -> io::Result<()> {
        let (sort, name) = (category.sort(), category.name());
        // A reference must have a target; elsewhere the tags have no place for one.
        let refers = matches!(sort, CategoryElement::Ref | CategoryElement::Xref);
        let target = target.filter(|_| refers || self.style != TbxStyle::Tag);
        let target = target.map(|target| ("target", target));
        let language = language.filter(|_| self.names_language(category));
        let target = target.into_iter().chain(language.map(|language| (LANGUAGE, language)));
        match (self.style, module_namespace(category.module())) {
            (TbxStyle::Tag, Some((prefix, _))) => {
                let attributes: Vec<_> = target.collect();
                self.write_leaf(&format!("{prefix}:{name}"), &attributes, text)
            }
            _ => {
                let attributes: Vec<_> = [("type", name)].into_iter().chain(target).collect();
                self.write_leaf(sort.element(), &attributes, text)
            }
        }
    }

    fn write_tag(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        write!(self.to, "{:width$}<{name}", "", width = self.depth * 2)?;
        for (key, value) in attributes {
            let value = self.clean_text(value, attribution::to_one_line);
            write!(self.to, " {key}=\"{}\"", escape(value))?;
        }
        Ok(())
    }

    /// A text as XML holds it: arranged in lines, without the characters that it forbids.
    fn clean_text(&mut self, text: &str, arrange: fn(&str) -> String) -> String {
        let forbidden = text.chars().filter(|c| !is_xml_char(*c)).count();
        self.losses.add("characters that XML cannot hold", forbidden);
        let held: String = text.chars().filter(|c| is_xml_char(*c)).collect();
        let arranged = arrange(&held);
        self.losses.add("texts with white space of their own", usize::from(arranged != held));
        arranged
    }
}

/// Whether XML 1.0 may hold a character.
pub(in super::super) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}
