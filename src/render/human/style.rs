//! Styles of a terminal: roles as colors, addresses as links, tables with their heads and marks.

use super::Printer;
use anstyle::{AnsiColor, Style as Ansi};
use cxterms_page::Role;

/// What stands before and behind the address of a link (OSC 8); an empty address ends it.
const LINK: &str = "\u{1b}]8;;";
const LINK_END: &str = "\u{1b}\\";

/// What marks that voices disagree.
const DISPUTE_MARK: &str = " *";

/// Whether a terminal may be told to open an address: one of the web, and nothing in it that ends the link.
fn is_web_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    web && text.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

/// How a terminal shows what a text is.
fn role_style(role: Role) -> Ansi {
    match role {
        Role::Plain | Role::Address => Ansi::new(),
        Role::Strong | Role::Meaning => Ansi::new().bold(),
        Role::Label | Role::Voice => Ansi::new().dimmed(),
        Role::Dispute => AnsiColor::Yellow.on_default(),
        Role::Command => AnsiColor::Green.on_default(),
    }
}

impl Printer {
    /// The lines of a table that is laid out: the head bold, the marks of disputes in their color.
    pub(super) fn push_colored_table(&mut self, lines: &str, headed: bool) {
        for (index, line) in lines.lines().enumerate() {
            if headed && index == 0 {
                self.push_styled(Role::Strong, line);
            } else {
                let mut parts = line.split_inclusive(DISPUTE_MARK).peekable();
                while let Some(part) = parts.next() {
                    let ends = parts.peek().is_none_or(|next| next.starts_with("  "));
                    match part.strip_suffix(DISPUTE_MARK).filter(|_| ends) {
                        Some(before) => {
                            self.text.push_str(before);
                            self.push_styled(Role::Dispute, DISPUTE_MARK);
                        }
                        None => self.text.push_str(part),
                    }
                }
            }
            self.text.push('\n');
        }
    }

    /// Text as it stands, in its role's style.
    pub(super) fn push_styled(&mut self, role: Role, text: &str) {
        if role == Role::Address && self.style.links && is_web_address(text) {
            let link = [LINK, text, LINK_END, text, LINK, LINK_END];
            return self.text.extend(link);
        }
        let unstyled = matches!(role, Role::Plain | Role::Address);
        if !self.style.color || unstyled || text.trim().is_empty() {
            return self.text.push_str(text);
        }
        let style = role_style(role);
        self.text.push_str(&style.render().to_string());
        self.text.push_str(text);
        self.text.push_str(&style.render_reset().to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{FORMATS, OutputStyle};
    use cxterms_page::{Block, Page, Prose, View};

    #[derive(serde::Serialize)]
    struct SamplePage;

    impl View for SamplePage {
        fn page(&self) -> Page<'_> {
            let work = |url| Prose::from("Log, ").and(Role::Address, url);
            let cells = |cells: [&str; 2]| cells.map(|cell| Prose::from(cell.to_owned())).to_vec();
            Page(vec![
                Block::Text(Prose::of(Role::Meaning, "a wheel").and(Role::Voice, " (Ann)")),
                Block::Text(work("https://example.org/a?b=1")),
                Block::Text(work("file:///etc/passwd")),
                Block::Text(work("https://example.org/\u{1b}]8;;")),
                Block::Fields(vec![(Prose::of(Role::Label, "Use"), vec![Prose::from("riding")])]),
                Block::Table(cells(["", "Ground"]), vec![cells(["bike *", "road * 2"])]),
            ])
        }
    }

    fn written(style: OutputStyle) -> String {
        let mut out = vec![];
        FORMATS[0].write(&SamplePage, style, &mut out).unwrap_or_default();
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn roles_have_colors_and_addresses_of_the_web_are_links() {
        let shown = written(OutputStyle { color: true, links: true, ..OutputStyle::default() });
        for part in [
            "\u{1b}[1ma wheel\u{1b}[0m\u{1b}[2m (Ann)\u{1b}[0m\n",
            "Log, \u{1b}]8;;https://example.org/a?b=1\u{1b}\\https://example.org/a?b=1\u{1b}]8;;\u{1b}\\\n",
            "Log, file:///etc/passwd\n",
            "\u{1b}[1mUse\u{1b}[0m",
            "Ground\u{1b}[0m\n",
            "bike\u{1b}[33m *\u{1b}[0m  road * 2\n",
        ] {
            assert!(shown.contains(part), "{part:?} in {shown:?}");
        }
        assert_eq!(shown.matches("]8;;h").count(), 1, "{shown:?}");
        let plain = written(OutputStyle::default());
        assert!(!plain.contains('\u{1b}'), "{plain:?}");
    }
}
