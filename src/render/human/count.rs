//! How many lines a page takes on a screen, told without laying out what it says.

use super::{BODY_INDENT, LABEL_COLUMNS, MIN_TEXT_WIDTH, Printer, section, tree};
use crate::render::{
    OutputStyle,
    wrap::{count_wrapped_lines, prose_columns},
};
use cxterms_base::text;
use cxterms_page::{Block, LineItem, Page, Prose, Role, SCREEN_COLUMNS, Section, TreeRow};
use std::borrow::Cow;
use textwrap::core::display_width;

/// How many lines a page takes on a screen of [`SCREEN_COLUMNS`], as [`Printer`] lays it out there.
pub(crate) fn count_lines(page: &Page<'_>) -> usize {
    let mut tally = LineTally { indent: 0, tight: true };
    page.0.iter().map(|block| tally.count_block(block)).sum()
}

/// Where the next block stands: its indent, and whether it follows without a blank line.
struct LineTally {
    indent: usize,
    tight: bool,
}

impl LineTally {
    fn count_block(&mut self, block: &Block<'_>) -> usize {
        let blank = usize::from(!self.tight);
        self.tight = false;
        let lines = match block {
            Block::Title { level, text, aside } => {
                self.indent = BODY_INDENT;
                self.tight = *level == 1 || !has_command(text);
                count_title(text, aside.as_ref())
            }
            Block::Text(text) => count_paragraphs(text, self.indent),
            Block::Paragraphs(texts) => texts.iter().map(|text| wrap(text, self.indent)).sum(),
            Block::Sections(sections) => sections.iter().map(count_section).sum(),
            Block::Lines { first: None, items, more } => {
                let rest = usize::from(*more > 0);
                items.iter().map(|item| count_line_item(item, self.indent)).sum::<usize>() + rest
            }
            Block::Tree(rows) => rows.iter().map(count_tree_row).sum(),
            other => self.print_block(other),
        };
        blank + lines
    }

    /// The lines of a block that is printed to see.
    fn print_block(&self, block: &Block<'_>) -> usize {
        let style = OutputStyle { width: Some(SCREEN_COLUMNS), ..OutputStyle::default() };
        let mut printer = Printer::with_style(style);
        printer.indent = self.indent;
        printer.print_block(block);
        printer.text.lines().count()
    }
}

fn has_command(text: &Prose<'_>) -> bool {
    text.0.iter().any(|(role, _)| *role == Role::Command)
}

/// The lines of prose beside which so many columns are taken.
fn wrap(text: &Prose<'_>, taken: usize) -> usize {
    count_wrapped_lines(text, SCREEN_COLUMNS - taken.min(SCREEN_COLUMNS))
}

fn count_title(text: &Prose<'_>, aside: Option<&Prose<'_>>) -> usize {
    if has_command(text) {
        return 1;
    }
    let Some(aside) = aside else { return wrap(text, 2) };
    match SCREEN_COLUMNS < prose_columns(text) + prose_columns(aside) + 2 {
        true => wrap(&text.clone().plain(" ").join(aside.clone()), 2),
        false => 1,
    }
}

fn count_paragraphs(text: &Prose<'_>, indent: usize) -> usize {
    if !text.is_broken() {
        return wrap(text, indent);
    }
    let lines = text.lines();
    let lines = lines.iter().map(|line| match line.is_empty() {
        true => 1,
        false if text::is_list_item(&line.text()) => wrap(line, indent + 2),
        false => wrap(line, indent),
    });
    lines.sum()
}

fn count_section(section: &Section<'_>) -> usize {
    match (&*section.items, section::end_one_line(section)) {
        // How much is shown stands at its end, where its one line may have no room for it.
        ([one], Some(end)) if count_item(one) == 1 => {
            wrap(&one.clone().and(Role::Label, end), LABEL_COLUMNS + 2)
        }
        (items, _) => items.iter().map(count_item).sum(),
    }
}

fn count_item(item: &Prose<'_>) -> usize {
    let is_command = |(role, _): &&(Role, Cow<'_, str>)| *role == Role::Command;
    if !item.0.first().is_some_and(|first| is_command(&first)) {
        return wrap(item, LABEL_COLUMNS + 2);
    }
    let room = SCREEN_COLUMNS - LABEL_COLUMNS;
    match item.0.iter().filter(is_command).all(|(_, text)| display_width(text) <= room) {
        true => wrap(item, LABEL_COLUMNS),
        false => {
            section::split_commands(item).map(|command| wrap(&command, LABEL_COLUMNS + 2)).sum()
        }
    }
}

fn count_line_item(LineItem { lead, text }: &LineItem<'_>, indent: usize) -> usize {
    if text.is_empty() {
        return wrap(lead, indent + 2);
    }
    let lead = lead.clone().plain(": ");
    match SCREEN_COLUMNS < indent + prose_columns(&lead) + 1 + MIN_TEXT_WIDTH {
        true => wrap(&lead, indent + 2) + 1,
        false => 1,
    }
}

fn count_tree_row(row: &TreeRow<'_>) -> usize {
    let room = tree::row_room(SCREEN_COLUMNS, row.depth);
    match row.aside.is_empty() {
        true => count_wrapped_lines(&row.text, room),
        false => count_wrapped_lines(&row.text.clone().join(row.aside.clone()), room),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    /// Prose of words as they come: long, joined, in other scripts, with what is escaped or separates.
    fn any_prose() -> impl Strategy<Value = Prose<'static>> {
        let word = prop_oneof![
            8 => "[a-z]{1,9}[,.]?",
            1 => "[a-z-]{20,90}",
            1 => "[“é’…–a-z]{1,12}",
            1 => "[満足ァー。a]{1,40}",
            1 => Just("·".to_owned()),
            1 => Just(String::new()),
            1 => Just("https://example.org/a-long/path".to_owned()),
            1 => Just("\u{1b}[1m".to_owned()),
        ];
        let role = prop::sample::select(vec![Role::Plain, Role::Label, Role::Voice, Role::Command]);
        let part =
            (role, vec(word, 0..30)).prop_map(|(role, words)| (role, words.join(" ").into()));
        vec(part, 0..5).prop_map(Prose)
    }

    fn any_section() -> impl Strategy<Value = Section<'static>> {
        (vec(any_prose(), 0..4), any::<bool>(), "[A-Z][a-z ]{0,15}").prop_map(
            |(items, cut, label)| {
                let shown = items.len();
                Section::new(label, items).of_total(shown, shown + usize::from(cut))
            },
        )
    }

    fn any_block() -> impl Strategy<Value = Block<'static>> {
        let aside = proptest::option::of("[a-z]{1,40}".prop_map(Prose::from));
        let beside = prop_oneof![any_prose(), Just(Prose::default())];
        let rows = (any_prose(), beside, 0usize..30);
        let rows = rows.prop_map(|(text, aside, depth)| TreeRow { depth, text, aside });
        let items = (any_prose(), any_prose()).prop_map(|(lead, text)| LineItem { lead, text });
        prop_oneof![
            (1u8..3, "[a-z]{1,90}", any_prose(), aside).prop_map(|(level, first, more, aside)| {
                Block::Title { level, text: Prose::from(first).join(more), aside }
            }),
            any_prose().prop_map(Block::Text),
            "[a-z]{1,60}\n\n- [a-z ]{1,200}".prop_map(|text| Block::Text(Prose::from(text))),
            vec(any_prose(), 1..4).prop_map(Block::Paragraphs),
            vec(any_section(), 1..5).prop_map(Block::Sections),
            (vec(items, 1..4), 0usize..2).prop_map(|(items, more)| Block::Lines {
                first: None,
                items,
                more
            }),
            vec(rows, 1..5).prop_map(Block::Tree),
            vec(any_prose(), 2..3).prop_map(|row| Block::Table(vec![], vec![row])),
        ]
    }

    fn print(block: Block<'static>) -> (usize, String) {
        let page = Page(vec![block]);
        let style = OutputStyle { width: Some(SCREEN_COLUMNS), ..OutputStyle::default() };
        (count_lines(&page), Printer::print_page(&page, style, false))
    }

    #[test]
    fn what_has_no_word_takes_no_line() {
        let wide = "https://example.org/a-path-that-is-wider-than-what-is-left";
        let texts = [
            Prose::from(wide).plain(" ").and(Role::Command, ""),
            Prose::from(wide).plain(" ").and(Role::Command, "  "),
            Prose::from(wide).plain(" ").plain(""),
            Prose::of(Role::Command, format!(" {wide} ")),
        ];
        for text in texts {
            let row = TreeRow { depth: 16, text, aside: Prose::default() };
            let (lines, printed) = print(Block::Tree(vec![row]));
            assert_eq!((lines, printed.trim_end()), (1, &*format!("└─ {wide}")), "{printed}");
        }
        // Nor does it make a command, which is never cut, of a word that is cut.
        let text = Prose::from("word-joined-to-another-word-at-hyphens");
        let row = TreeRow { depth: 16, text, aside: Prose::of(Role::Command, "") };
        let (lines, printed) = print(Block::Tree(vec![row]));
        assert_eq!((lines, printed.lines().count()), (2, 2), "{printed}");
    }

    #[test]
    fn a_lead_is_as_wide_as_it_is_printed() {
        // The text has room beside the lead, or just none.
        for end in ["", " ", " x", "長"] {
            for columns in 50..62 {
                let lead = Prose::from(format!("{}{end}", "x".repeat(columns)));
                let item = LineItem { lead, text: Prose::from("words ".repeat(9)) };
                let (lines, printed) =
                    print(Block::Lines { first: None, items: vec![item], more: 0 });
                assert_eq!(lines, printed.lines().count(), "{printed}");
            }
        }
    }

    proptest! {
        #[test]
        fn as_many_lines_are_counted_as_are_printed(blocks in vec(any_block(), 1..6)) {
            let page = Page(blocks);
            let style = OutputStyle { width: Some(SCREEN_COLUMNS), ..OutputStyle::default() };
            let printed = Printer::print_page(&page, style, false);
            prop_assert_eq!(count_lines(&page), printed.lines().count(), "{}", printed);
        }
    }
}
