//! Tags and comments of HTML within a line of Markdown.

use crate::html::{ElementRole, element_role};
use std::ops::Range;

/// The element within a line that is open and holds no prose, `<kbd>` for example, and how many of its name are.
#[derive(Debug, Default)]
pub(super) struct InlineHtml {
    hidden: Option<(String, usize)>,
}

impl InlineHtml {
    pub(super) fn is_open(&self) -> bool {
        self.hidden.is_some()
    }

    /// Reads a tag; what its element is to prose.
    pub(super) fn read_tag(&mut self, tag: &str) -> ElementRole {
        let inside = tag.trim_start_matches('<');
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let name =
            inside.get(..end.unwrap_or(inside.len())).unwrap_or_default().to_ascii_lowercase();
        let role = element_role(&name);
        let hides = matches!(role, ElementRole::HiddenInline | ElementRole::HiddenBlock);
        match &mut self.hidden {
            Some((hidden, depth)) if *hidden == name => match closes {
                true => {
                    *depth -= 1;
                    if *depth == 0 {
                        self.hidden = None;
                    }
                }
                false => *depth += 1,
            },
            None if hides && !closes && !tag.ends_with("/>") => self.hidden = Some((name, 1)),
            _ => {}
        }
        role
    }
}

/// What a comment says, without its marks.
pub(super) fn read_comment(html: &str) -> Option<&str> {
    html.trim_end().strip_prefix("<!--")?.strip_suffix("-->")
}

/// The comments of a piece of HTML, each with its bytes.
pub(super) fn find_comments(html: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + html.get(at..)?.find("<!--")?;
        let end = start + html.get(start..)?.find("-->")? + "-->".len();
        at = end;
        Some((read_comment(html.get(start..end)?)?, start..end))
    })
}
