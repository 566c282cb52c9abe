//! What the elements of HTML are to prose.

/// What an element is to prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ElementRole {
    /// It leaves no trace: emphasis, a link, a span.
    Transparent,
    /// It ends a line.
    Break,
    /// It begins and ends blocks.
    Block,
    /// An image, with its words in an attribute.
    Image,
    /// What it holds is no prose, and stands within a line: code.
    HiddenInline,
    /// What it holds is no prose, and is a block: scripts, styles, quotes.
    HiddenBlock,
}

/// The roles that are not [`ElementRole::Transparent`].
const ROLES: &[(ElementRole, &[&str])] = &[
    (ElementRole::Break, &["br"]),
    (
        ElementRole::Block,
        &[
            "address",
            "article",
            "aside",
            "body",
            "button",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "header",
            "hgroup",
            "hr",
            "html",
            "label",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "optgroup",
            "option",
            "p",
            "search",
            "section",
            "select",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "title",
            "tr",
            "ul",
        ],
    ),
    (ElementRole::Image, &["img", "area"]),
    (ElementRole::HiddenInline, &["code", "kbd", "samp", "tt", "var"]),
    (
        ElementRole::HiddenBlock,
        &[
            "blockquote",
            "iframe",
            "listing",
            "math",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "plaintext",
            "pre",
            "script",
            "style",
            "svg",
            "template",
            "textarea",
            "xmp",
        ],
    ),
];

/// The role of an element, by its name in lower case.
pub(crate) fn element_role(name: &str) -> ElementRole {
    let known = ROLES.iter().find(|(_, names)| names.contains(&name));
    known.map_or(ElementRole::Transparent, |(role, _)| *role)
}
