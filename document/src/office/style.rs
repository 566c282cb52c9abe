//! Named styles of Office files, and what a paragraph or a word in them is to prose.

use std::collections::HashMap;

/// How many styles may stand on each other.
const MAX_ANCESTORS: usize = 16;

/// What a style makes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StyleRole {
    /// A paragraph of the writer's.
    Paragraph,
    /// A heading with its level.
    Heading(u8),
    /// An item of a list.
    List,
    /// A caption.
    Caption,
    /// No prose: code, another's words, a table of contents.
    Hidden,
}

/// The names of styles that are no prose, in lower case and without what separates words.
const HIDDEN_STYLES: &[&str] = &[
    "blockquote",
    "blockquotation",
    "blocktext",
    "code",
    "codeblock",
    "codechar",
    "htmlcode",
    "htmlkeyboard",
    "htmlpreformatted",
    "htmlsample",
    "htmltypewriter",
    "inlinecode",
    "intensequote",
    "intensequotechar",
    "macrotext",
    "preformatted",
    "preformattedtext",
    "quotations",
    "quote",
    "quotechar",
    "sourcecode",
    "sourcetext",
    "teletype",
    "userentry",
    "verbatimchar",
];

/// The styles of a document: each with its name and the one it stands on.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    styles: HashMap<String, (String, Option<String>)>,
}

impl StyleSheet {
    /// A style, by the identifier that a text refers to.
    pub(super) fn insert(&mut self, id: String, name: String, parent: Option<String>) {
        self.styles.insert(id, (name, parent));
    }

    /// What a style makes of a text: its own name says so, or that of one that it stands on.
    pub(super) fn role(&self, id: &str) -> StyleRole {
        let mut at = id;
        for _ in 0..MAX_ANCESTORS {
            let known = self.styles.get(at);
            let role = known.and_then(|(name, _)| read_role(name)).or_else(|| read_role(at));
            match (role, known.and_then(|(_, parent)| parent.as_deref())) {
                (Some(role), _) => return role,
                (None, Some(parent)) => at = parent,
                (None, None) => break,
            }
        }
        StyleRole::Paragraph
    }
}

fn read_role(name: &str) -> Option<StyleRole> {
    let plain = name.replace("_20_", "").to_lowercase();
    let plain: String = plain.chars().filter(|c| c.is_alphanumeric()).collect();
    if HIDDEN_STYLES.contains(&plain.as_str()) {
        return Some(StyleRole::Hidden);
    }
    let numbered = |prefix: &str| {
        let rest = plain.strip_prefix(prefix)?;
        rest.chars().all(|c| c.is_ascii_digit()).then(|| rest.parse::<u8>().unwrap_or(1))
    };
    match plain.as_str() {
        "title" => Some(StyleRole::Heading(1)),
        "subtitle" => Some(StyleRole::Heading(2)),
        "tocheading" | "contentsheading" => Some(StyleRole::Hidden),
        "caption" | "figure" | "illustration" | "tablecaption" | "imagecaption" => {
            Some(StyleRole::Caption)
        }
        _ if numbered("toc").or_else(|| numbered("contents")).is_some() => Some(StyleRole::Hidden),
        _ if plain.starts_with("list") => Some(StyleRole::List),
        _ => numbered("heading").map(|level| StyleRole::Heading(level.clamp(1, 6))),
    }
}

#[cfg(test)]
mod tests {
    use super::{StyleRole, StyleSheet};

    #[test]
    fn names_and_ancestors_say_what_a_style_is() {
        let mut sheet = StyleSheet::default();
        sheet.insert("berschrift1".into(), "heading 1".into(), Some("Normal".into()));
        sheet.insert("P7".into(), "P7".into(), Some("Quotations".into()));
        sheet.insert("Loop".into(), "Loop".into(), Some("Loop".into()));
        assert_eq!(sheet.role("berschrift1"), StyleRole::Heading(1));
        assert_eq!(sheet.role("P7"), StyleRole::Hidden);
        assert_eq!(sheet.role("Loop"), StyleRole::Paragraph);
        assert_eq!(sheet.role("Heading_20_3"), StyleRole::Heading(3));
        assert_eq!(sheet.role("TOC2"), StyleRole::Hidden);
        assert_eq!(sheet.role("ListBullet2"), StyleRole::List);
        assert_eq!(sheet.role("Standard"), StyleRole::Paragraph);
    }
}
