//! The formats of documents, with the names and file endings that choose them.

use std::path::Path;

/// A format in which prose is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentFormat {
    /// `CommonMark` with GitHub's extensions, shortcodes and MDX.
    Markdown,
    /// HTML, whole pages or fragments.
    Html,
    /// Paragraphs between blank lines.
    Text,
    /// A document of Word (Office Open XML).
    Docx,
    /// A presentation of `PowerPoint` (Office Open XML).
    Pptx,
    /// A text of `LibreOffice` (`OpenDocument`).
    Odt,
}

/// Each format with its name and its file endings in lower case.
const FORMATS: &[(DocumentFormat, &str, &[&str])] = &[
    (DocumentFormat::Markdown, "markdown", &["md", "markdown", "mdown", "mkd", "mdx"]),
    (DocumentFormat::Html, "html", &["html", "htm", "xhtml"]),
    (DocumentFormat::Text, "text", &["txt", "text"]),
    (DocumentFormat::Docx, "docx", &["docx"]),
    (DocumentFormat::Pptx, "pptx", &["pptx"]),
    (DocumentFormat::Odt, "odt", &["odt"]),
];

impl DocumentFormat {
    /// The names of all formats.
    pub fn list_names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(_, name, _)| *name)
    }

    /// The format of a name, `markdown` for example.
    pub fn from_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|(_, known, _)| *known == name).map(|(format, _, _)| *format)
    }

    /// The format that a file's ending stands for, in any case.
    pub fn from_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let known = FORMATS.iter().find(|(_, _, endings)| endings.contains(&ending.as_str()));
        known.map(|(format, _, _)| *format)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|(format, _, _)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// Whether a document is an archive, whose places are paragraphs or slides.
    pub fn is_office(self) -> bool {
        matches!(self, Self::Docx | Self::Pptx | Self::Odt)
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentFormat;
    use std::path::Path;

    #[test]
    fn the_ending_chooses_in_any_case() {
        let chosen =
            |path: &str| DocumentFormat::from_path(Path::new(path)).map(DocumentFormat::name);
        assert_eq!(chosen("notes/README.MD"), Some("markdown"));
        assert_eq!(chosen("a.b.htm"), Some("html"));
        assert_eq!(chosen("LICENSE"), None);
        assert_eq!(chosen("md"), None);
        assert_eq!(chosen("main.rs"), None);
        assert!(DocumentFormat::list_names().all(|it| DocumentFormat::from_name(it).is_some()));
    }
}
