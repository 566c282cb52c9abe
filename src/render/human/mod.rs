//! Writes a page for a terminal, wrapped to its width, with white space in place of boxes.

mod count;
mod section;
mod style;
mod tree;

use super::{
    FormatWriter, OutputFormat, OutputStyle, snippet,
    table::TextTable,
    wrap::{ProseWords, head_role, prose_columns},
};
pub(crate) use count::count_lines;
use cxterms_base::text;
use cxterms_page::{Block, LineItem, Page, Prose, Role, Section, View};

use std::{
    borrow::Cow,
    io::{self, Write},
};
use textwrap::core::display_width;

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "human",
    about: "for a terminal",
    for_programs: false,
    writer: FormatWriter::Answers(write_page),
};

/// The indent of what stands under a title.
const BODY_INDENT: usize = 2;
/// The column in which the labels of short parts stand.
const LABEL_COLUMNS: usize = 12;
/// How wide a table may be where no width is given.
const MAX_TABLE_WIDTH: usize = 200;
/// The widest column of labels; a longer label takes a line of its own.
const MAX_LABEL_WIDTH: usize = 20;
/// Where less than this would be left beside the labels, values stand under them.
const MIN_VALUE_WIDTH: usize = 32;
/// The least room for a text that is cut beside its lead.
const MIN_TEXT_WIDTH: usize = 20;
/// The column at whose end a title's aside stands, unless the terminal is narrower.
const ASIDE_COLUMN: usize = 80;

fn write_page(view: &dyn View, style: OutputStyle, out: &mut dyn Write) -> io::Result<()> {
    let page = view.fit_page(&|page| count_lines(page) + style.taken);
    let careful = style.color || style.width.is_some();
    let mut text = Printer::print_page(&page, style, careful);
    // Where nothing else is done to texts, one look at the whole is cheaper than one at each.
    if !careful && !text::lines_are_safe(&text) {
        text = Printer::print_page(&page, style, true);
    }
    out.write_all(text.as_bytes())
}

/// Lays blocks out as text.
pub(super) struct Printer {
    style: OutputStyle,
    text: String,
    indent: usize,
    /// Whether the next block follows without a blank line.
    tight: bool,
    /// Whether each text is looked at for what a terminal would obey.
    careful: bool,
}

impl Printer {
    /// One that has printed nothing yet.
    fn with_style(style: OutputStyle) -> Self {
        Self { style, text: String::new(), indent: 0, tight: true, careful: false }
    }

    fn print_page(page: &Page<'_>, style: OutputStyle, careful: bool) -> String {
        let mut printer = Self { careful, ..Self::with_style(style) };
        printer.text.reserve(1 << 12);
        page.0.iter().for_each(|block| printer.print_block(block));
        printer.text
    }

    fn print_block(&mut self, block: &Block<'_>) {
        if !self.tight {
            self.text.push('\n');
        }
        self.tight = false;
        match block {
            Block::Title { level, text, aside } => {
                self.indent = BODY_INDENT;
                self.tight = *level == 1 || !text.0.iter().any(|(role, _)| *role == Role::Command);
                self.print_title(text, aside.as_ref());
            }
            Block::Text(text) => self.print_paragraphs(text, self.indent, self.indent),
            Block::Paragraphs(texts) => {
                for text in texts {
                    self.print_wrapped(text, self.indent, self.indent);
                }
            }
            Block::Sections(sections) => {
                for section in sections {
                    self.print_section(section);
                }
            }
            Block::Fields(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|(label, values)| (label, &**values)).collect();
                self.print_fields(&fields);
            }
            Block::Quotes(quotes) => {
                let quotes: Vec<_> =
                    quotes.iter().map(|(who, words)| (who, std::slice::from_ref(words))).collect();
                self.print_fields(&quotes);
            }
            Block::List { numbered, items } => self.print_list(*numbered, items),
            Block::Lines { first, items, more } => self.print_lines(*first, items, *more),
            Block::Table(head, rows) => self.print_table(head, rows),
            Block::Tree(rows) => tree::draw_tree(rows, self),
            Block::Snippet(found) => {
                self.text.push_str(&snippet::render_snippet(found, self.style));
                self.text.push('\n');
            }
        }
    }

    fn print_title(&mut self, text: &Prose<'_>, aside: Option<&Prose<'_>>) {
        if text.0.iter().any(|(role, _)| *role == Role::Command) {
            // Whole, so that it can be pasted.
            let words = ProseWords::split_prose(text);
            return self.push_words(&words, 0, &words.wrap_lines(None));
        }
        let Some(aside) = aside else { return self.print_wrapped(text, 0, 2) };
        let taken = prose_columns(text) + prose_columns(aside);
        let end = self.style.width.unwrap_or(ASIDE_COLUMN).min(ASIDE_COLUMN);
        if self.style.width.is_some_and(|width| width < taken + 2) {
            return self.print_wrapped(&text.clone().plain(" ").join(aside.clone()), 0, 2);
        }
        let (text, aside) = (ProseWords::split_prose(text), ProseWords::split_prose(aside));
        self.push_words(&text, 0, &text.wrap_lines(None));
        self.text.truncate(self.text.trim_end_matches('\n').len());
        self.push_words(&aside, end.max(taken + 2) - taken, &aside.wrap_lines(None));
    }

    /// Labels in a column, what stands behind them beside it, or beneath where there is no room.
    fn print_fields(&mut self, fields: &[(&Prose<'_>, &[Prose<'_>])]) {
        let room = self.style.width.map(|width| width.saturating_sub(self.indent));
        let labels =
            fields.iter().map(|(label, _)| ProseWords::split_heading(label).fit_into(room));
        let labels: Vec<_> = labels.collect();
        let widths =
            labels.iter().map(ProseWords::columns).filter(|width| *width <= MAX_LABEL_WIDTH);
        let widest = widths.max().unwrap_or(0);
        let beside = self.indent + widest + 2;
        let narrow = self.style.width.is_some_and(|width| width < beside + MIN_VALUE_WIDTH);
        let indent = if narrow { self.indent + 4 } else { beside };
        for (label, (_, values)) in labels.iter().zip(fields) {
            let mut lead = self.indent;
            let own_line = narrow || label.columns() > widest;
            let lines = label.wrap_lines(room.filter(|_| own_line));
            let (head, tail) = lines.split_at(lines.len().min(1));
            self.push_words(label, self.indent, head);
            self.push_words(label, self.indent + 2, tail);
            if !own_line {
                self.text.pop();
                lead += label.columns();
            }
            for (index, value) in values.iter().enumerate() {
                let first = if index == 0 && !own_line { indent - lead } else { indent };
                self.print_paragraphs(value, first, indent);
            }
        }
    }

    /// Prose with its paragraphs and lists, wrapped to what is left of the width beside `rest`; the first line follows
    /// `first` spaces.
    fn print_paragraphs(&mut self, text: &Prose<'_>, first: usize, rest: usize) {
        if !text.is_broken() || self.style.one_line {
            return self.print_wrapped(text, first, rest);
        }
        for (at, line) in text.lines().iter().enumerate() {
            let indent = if at == 0 { first } else { rest };
            match line.is_empty() {
                true => self.text.push('\n'),
                false if text::is_list_item(&line.text()) => {
                    self.print_wrapped(line, indent, rest + 2);
                }
                false => self.print_wrapped(line, indent, rest),
            }
        }
    }

    /// A label in its column, and the items beside it; how much is shown stands under it, or at the end of its one line.
    fn print_section(&mut self, section: &Section<'_>) {
        let begin = self.text.len();
        section.items.iter().for_each(|item| self.print_item(item));
        let mut count = section.count.map(|(shown, total)| format!("{shown} of {total}"));
        let printed = self.text.get(begin..).unwrap_or_default();
        let mut second = printed.find('\n').map(|end| begin + end + 1);
        second = second.filter(|second| *second < self.text.len());
        if let ([one], None, Some(end)) = (&*section.items, second, section::end_one_line(section))
        {
            count = None;
            self.text.truncate(begin);
            let item = one.clone().and(Role::Label, end);
            self.print_wrapped(&item, LABEL_COLUMNS, LABEL_COLUMNS + 2);
        }
        if let (Some(second), Some(count)) = (second, count) {
            self.put_lead(second, &[(Role::Label, count.into())]);
        }
        let heading = section.label.0.iter().map(|(role, text)| (head_role(*role), text.clone()));
        self.put_lead(begin, &heading.collect::<Vec<_>>());
    }

    /// Puts words into the column of labels of a line that is printed already, if they say anything.
    fn put_lead(&mut self, start: usize, lead: &[(Role, Cow<'_, str>)]) {
        if lead.iter().all(|(_, text)| text.is_empty()) || start == self.text.len() {
            return;
        }
        let line = self.text.split_off(start);
        for (role, text) in lead {
            self.push_styled(*role, text);
        }
        let columns: usize = lead.iter().map(|(_, text)| display_width(text)).sum();
        let gap = LABEL_COLUMNS.saturating_sub(columns).max(1);
        self.text.extend(std::iter::repeat_n(' ', gap));
        self.text.push_str(line.get(LABEL_COLUMNS..).unwrap_or_default());
    }

    /// An item of a section. Commands stand under each other, one a line where a line does not hold one of them.
    fn print_item(&mut self, item: &Prose<'_>) {
        let is_command = |(role, _): &&(Role, Cow<'_, str>)| *role == Role::Command;
        if !item.0.first().is_some_and(|first| is_command(&first)) {
            return self.print_wrapped(item, LABEL_COLUMNS, LABEL_COLUMNS + 2);
        }
        let room = self.style.width.map(|width| width.saturating_sub(LABEL_COLUMNS));
        let mut commands = item.0.iter().filter(is_command);
        if commands.all(|(_, text)| room.is_none_or(|room| display_width(text) <= room)) {
            return self.print_wrapped(item, LABEL_COLUMNS, LABEL_COLUMNS);
        }
        for command in section::split_commands(item) {
            self.print_wrapped(&command, LABEL_COLUMNS, LABEL_COLUMNS + 2);
        }
    }

    fn print_list(&mut self, numbered: bool, items: &[Prose<'_>]) {
        for (number, item) in (1..).zip(items) {
            if numbered {
                let lead = format!("{:indent$}{number}. ", "", indent = self.indent);
                self.text.push_str(&lead);
                self.print_wrapped(item, 0, lead.len());
            } else {
                self.print_wrapped(item, self.indent, self.indent + 2);
            }
        }
    }

    /// Items of a line each, their numbers right-aligned, and how many more there are.
    fn print_lines(&mut self, first: Option<usize>, items: &[LineItem<'_>], more: usize) {
        let outer = self.indent;
        let last = first.map(|first| (first + items.len()).saturating_sub(1).to_string());
        let digits = last.map_or(0, |last| last.len().max(2));
        self.indent += if digits > 0 { digits + 2 } else { 0 };
        for (index, item) in items.iter().enumerate() {
            let start = self.text.len();
            self.print_line(item);
            if let Some(first) = first {
                let number = format!("{:outer$}{:>digits$}. ", "", first + index);
                self.text.replace_range(start..start + self.indent, &number);
            }
        }
        if more > 0 {
            self.print_wrapped(&Prose::of(Role::Label, format!("and {more} more")), self.indent, 0);
        }
        self.indent = outer;
    }

    /// One item, its text cut where the line ends; where its lead leaves no room, the text has a line of its own.
    fn print_line(&mut self, LineItem { lead, text }: &LineItem<'_>) {
        if text.is_empty() {
            return self.print_wrapped(lead, self.indent, self.indent + 2);
        }
        let lead = lead.clone().plain(": ");
        let taken = self.indent + prose_columns(&lead) + 1;
        if self.style.width.is_some_and(|width| width < taken + MIN_TEXT_WIDTH) {
            self.print_wrapped(&lead, self.indent, self.indent + 2);
            return self.print_cut_line(text, self.indent + 2);
        }
        self.print_cut_line(&lead.join(text.clone()), self.indent);
    }

    /// As much of a text as a line holds.
    fn print_cut_line(&mut self, text: &Prose<'_>, indent: usize) {
        let words = ProseWords::split_prose(text);
        let room = self.style.width.map(|width| width.saturating_sub(indent));
        if room.is_none_or(|room| words.columns() <= room) {
            return self.push_words(&words, indent, &words.wrap_lines(None));
        }
        let lines = words.wrap_lines(room.map(|room| room.saturating_sub(2)));
        self.push_words(&words, indent, lines.get(..1).unwrap_or_default());
        self.text.pop();
        self.text.push_str(" …\n");
    }

    /// Prose wrapped to what is left of the width beside `rest`; the first line follows `first` spaces.
    fn print_wrapped(&mut self, text: &Prose<'_>, first: usize, rest: usize) {
        if self.in_one_line() {
            self.text.extend(std::iter::repeat_n(' ', first));
            return self.print_whole(&[text]);
        }
        let room = self.style.width.map(|width| width.saturating_sub(rest));
        let words = ProseWords::split_prose(text).fit_into(room);
        let lines = words.wrap_lines(room);
        let (head, tail) = lines.split_at(lines.len().min(1));
        self.push_words(&words, first, head);
        self.push_words(&words, rest, tail);
    }

    /// Whether each text takes one line, as long as it is.
    pub(super) fn in_one_line(&self) -> bool {
        self.style.width.is_none()
    }

    /// Prose to the end of a line.
    pub(super) fn print_whole(&mut self, texts: &[&Prose<'_>]) {
        for (role, text) in texts.iter().flat_map(|text| &text.0) {
            match self.careful {
                true => self.push_styled(*role, &text::to_safe(text)),
                false if text.contains('\n') => self.text.push_str(&text.replace('\n', " ")),
                false => self.text.push_str(text),
            }
        }
        self.text.push('\n');
    }

    /// A table where it fits; else each row as its name and, under it, its cells by the names of their columns.
    fn print_table(&mut self, head: &[Prose<'_>], rows: &[Vec<Prose<'_>>]) {
        let width = self.style.width.map(|width| width.saturating_sub(self.indent));
        let columns = TextTable::from_rows(head, rows);
        if columns.fits_width(width.unwrap_or(MAX_TABLE_WIDTH)) {
            let start = self.text.len();
            columns.write_rows(self.indent, width, &mut self.text);
            if self.style.color {
                let plain = self.text.split_off(start);
                self.push_colored_table(&plain, columns.is_headed());
            }
            return;
        }
        for row in rows {
            let Some((name, cells)) = row.split_first() else { continue };
            self.print_wrapped(name, self.indent, self.indent);
            let filled = head.iter().skip(1).zip(cells).filter(|(_, cell)| !cell.is_empty());
            let cells: Vec<_> =
                filled.map(|(head, cell)| (head, std::slice::from_ref(cell))).collect();
            self.indent += 2;
            self.print_fields(&cells);
            self.indent -= 2;
        }
    }

    /// Prose wrapped to the room beside what was pushed; `begin` is pushed before each further line.
    pub(super) fn print_beside(&mut self, text: &Prose<'_>, room: Option<usize>, begin: &str) {
        let words = ProseWords::split_prose(text).fit_into(room);
        for (index, line) in words.wrap_lines(room).iter().enumerate() {
            if index > 0 {
                self.push_styled(Role::Label, begin);
            }
            self.push_words(&words, 0, &[line]);
        }
    }

    fn push_words(
        &mut self,
        words: &ProseWords<'_>,
        indent: usize,
        lines: &[&[crate::render::wrap::ProseWord]],
    ) {
        for line in lines {
            self.text.extend(std::iter::repeat_n(' ', indent));
            for (spaced, role, text) in words.line_parts(line) {
                if spaced {
                    self.text.push(' ');
                }
                self.push_styled(role, text);
            }
            self.text.push('\n');
        }
    }
}
