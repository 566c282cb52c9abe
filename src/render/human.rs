//! Writes a page for a terminal, wrapped to its width, with white space in place of boxes.

use super::{
    Format, Style, Writer, snippet,
    table::Columns,
    tree,
    wrap::{Words, columns},
};
use anstyle::{AnsiColor, Style as Ansi};
use cxterms_base::text;
use cxterms_page::{Block, Line, Page, Prose, Role, View};
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "human",
    about: "for a terminal",
    for_programs: false,
    writer: Writer::Answers(write),
};

/// The indent of what stands under a title.
const BODY: usize = 2;
/// How wide a table may be where no width is given.
const WIDEST: usize = 200;
/// The widest column of labels; a longer label takes a line of its own.
const LABELS: usize = 20;
/// Where less than this would be left beside the labels, values stand under them.
const NARROWEST: usize = 32;
/// The least room for a text that is cut beside its lead.
const LEAST: usize = 20;
/// The column at whose end a title's aside stands, unless the terminal is narrower.
const ASIDE: usize = 80;

fn write(view: &dyn View, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let page = view.page();
    let careful = style.color || style.width.is_some();
    let mut text = Printer::print(&page, style, careful);
    // Where nothing else is done to texts, one look at the whole is cheaper than one at each.
    if !careful && !text::lines_are_safe(&text) {
        text = Printer::print(&page, style, true);
    }
    out.write_all(text.as_bytes())
}

/// Lays blocks out as text.
pub(super) struct Printer {
    style: Style,
    text: String,
    indent: usize,
    /// Whether the next block follows without a blank line.
    tight: bool,
    /// Whether each text is looked at for what a terminal would obey.
    careful: bool,
}

impl Printer {
    fn print(page: &Page<'_>, style: Style, careful: bool) -> String {
        let text = String::with_capacity(1 << 14);
        let mut printer = Self { style, text, indent: 0, tight: true, careful };
        page.0.iter().for_each(|block| printer.block(block));
        printer.text
    }

    fn block(&mut self, block: &Block<'_>) {
        if !self.tight {
            self.text.push('\n');
        }
        self.tight = false;
        match block {
            Block::Title { level, text, aside } => {
                self.indent = BODY;
                self.tight = *level == 1 || !text.0.iter().any(|(role, _)| *role == Role::Command);
                self.title(text, aside.as_ref());
            }
            Block::Text(text) => self.wrapped(text, self.indent, self.indent),
            Block::Fields(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|(label, values)| (label, &**values)).collect();
                self.fields(&fields);
            }
            Block::Quotes(quotes) => {
                let quotes: Vec<_> =
                    quotes.iter().map(|(who, words)| (who, std::slice::from_ref(words))).collect();
                self.fields(&quotes);
            }
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::Lines { first, items, more } => self.lines(*first, items, *more),
            Block::Table(head, rows) => self.table(head, rows),
            Block::Tree(rows) => tree::draw(rows, self),
            Block::Snippet(found) => {
                self.text.push_str(&snippet::show(found, self.style));
                self.text.push('\n');
            }
        }
    }

    fn title(&mut self, text: &Prose<'_>, aside: Option<&Prose<'_>>) {
        if text.0.iter().any(|(role, _)| *role == Role::Command) {
            // Whole, so that it can be pasted.
            let words = Words::of(text);
            return self.put(&words, 0, &words.lines(None));
        }
        let Some(aside) = aside else { return self.wrapped(text, 0, 2) };
        let taken = columns(text) + columns(aside);
        let end = self.style.width.unwrap_or(ASIDE).min(ASIDE);
        if self.style.width.is_some_and(|width| width < taken + 2) {
            return self.wrapped(&text.clone().plain(" ").join(aside.clone()), 0, 2);
        }
        let (text, aside) = (Words::of(text), Words::of(aside));
        self.put(&text, 0, &text.lines(None));
        self.text.truncate(self.text.trim_end_matches('\n').len());
        self.put(&aside, end.max(taken + 2) - taken, &aside.lines(None));
    }

    /// Labels in a column, what stands behind them beside it, or beneath where there is no room.
    fn fields(&mut self, fields: &[(&Prose<'_>, &[Prose<'_>])]) {
        let labels: Vec<_> = fields.iter().map(|(label, _)| Words::of(label)).collect();
        let widths = labels.iter().map(Words::columns).filter(|width| *width <= LABELS);
        let widest = widths.max().unwrap_or(0);
        let beside = self.indent + widest + 2;
        let narrow = self.style.width.is_some_and(|width| width < beside + NARROWEST);
        let indent = if narrow { self.indent + 4 } else { beside };
        for (label, (_, values)) in labels.iter().zip(fields) {
            let mut lead = self.indent;
            let own_line = narrow || label.columns() > widest;
            let room = self.style.width.map(|width| width.saturating_sub(self.indent));
            let lines = label.lines(room.filter(|_| own_line));
            let (head, tail) = lines.split_at(lines.len().min(1));
            self.put(label, self.indent, head);
            self.put(label, self.indent + 2, tail);
            if !own_line {
                self.text.pop();
                lead += label.columns();
            }
            for (index, value) in values.iter().enumerate() {
                let first = if index == 0 && !own_line { indent - lead } else { indent };
                self.wrapped(value, first, indent);
            }
        }
    }

    fn list(&mut self, numbered: bool, items: &[Prose<'_>]) {
        for (number, item) in (1..).zip(items) {
            if numbered {
                let lead = format!("{:indent$}{number}. ", "", indent = self.indent);
                self.text.push_str(&lead);
                self.wrapped(item, 0, lead.len());
            } else {
                self.wrapped(item, self.indent, self.indent + 2);
            }
        }
    }

    /// Items of a line each, their numbers right-aligned, and how many more there are.
    fn lines(&mut self, first: Option<usize>, items: &[Line<'_>], more: usize) {
        let outer = self.indent;
        let last = first.map(|first| (first + items.len()).saturating_sub(1).to_string());
        let digits = last.map_or(0, |last| last.len().max(2));
        self.indent += if digits > 0 { digits + 2 } else { 0 };
        for (index, item) in items.iter().enumerate() {
            let start = self.text.len();
            self.line(item);
            if let Some(first) = first {
                let number = format!("{:outer$}{:>digits$}. ", "", first + index);
                self.text.replace_range(start..start + self.indent, &number);
            }
        }
        if more > 0 {
            self.wrapped(&Prose::of(Role::Label, format!("and {more} more")), self.indent, 0);
        }
        self.indent = outer;
    }

    /// One item, its text cut where the line ends; where its lead leaves no room, the text has a line of its own.
    fn line(&mut self, Line { lead, text }: &Line<'_>) {
        if text.is_empty() {
            return self.wrapped(lead, self.indent, self.indent + 2);
        }
        let lead = lead.clone().plain(": ");
        let taken = self.indent + columns(&lead) + 1;
        if self.style.width.is_some_and(|width| width < taken + LEAST) {
            self.wrapped(&lead, self.indent, self.indent + 2);
            return self.cut(text, self.indent + 2);
        }
        self.cut(&lead.join(text.clone()), self.indent);
    }

    /// As much of a text as a line holds.
    fn cut(&mut self, text: &Prose<'_>, indent: usize) {
        let words = Words::of(text);
        let room = self.style.width.map(|width| width.saturating_sub(indent));
        if room.is_none_or(|room| words.columns() <= room) {
            return self.put(&words, indent, &words.lines(None));
        }
        let lines = words.lines(room.map(|room| room.saturating_sub(2)));
        self.put(&words, indent, lines.get(..1).unwrap_or_default());
        self.text.pop();
        self.text.push_str(" …\n");
    }

    /// Prose wrapped to what is left of the width beside `rest`; the first line follows `first` spaces.
    fn wrapped(&mut self, text: &Prose<'_>, first: usize, rest: usize) {
        if self.in_one_line() {
            self.text.extend(std::iter::repeat_n(' ', first));
            return self.whole(&[text]);
        }
        let words = Words::of(text);
        let room = self.style.width.map(|width| width.saturating_sub(rest));
        let lines = words.lines(room);
        let (head, tail) = lines.split_at(lines.len().min(1));
        self.put(&words, first, head);
        self.put(&words, rest, tail);
    }

    /// Whether each text takes one line, as long as it is.
    pub(super) fn in_one_line(&self) -> bool {
        self.style.width.is_none()
    }

    /// Prose to the end of a line.
    pub(super) fn whole(&mut self, texts: &[&Prose<'_>]) {
        for (role, text) in texts.iter().flat_map(|text| &text.0) {
            match self.careful {
                true => self.styled(*role, &text::to_safe(text)),
                false => self.text.push_str(text),
            }
        }
        self.text.push('\n');
    }

    /// A table where it fits; else each row as its name and, under it, its cells by the names of their columns.
    fn table(&mut self, head: &[Prose<'_>], rows: &[Vec<Prose<'_>>]) {
        let width = self.style.width.map(|width| width.saturating_sub(self.indent));
        let columns = Columns::of(head, rows);
        if columns.fit(width.unwrap_or(WIDEST)) {
            return columns.write(self.indent, width, &mut self.text);
        }
        for row in rows {
            let Some((name, cells)) = row.split_first() else { continue };
            self.wrapped(name, self.indent, self.indent);
            let filled = head.iter().skip(1).zip(cells).filter(|(_, cell)| !cell.is_empty());
            let cells: Vec<_> =
                filled.map(|(head, cell)| (head, std::slice::from_ref(cell))).collect();
            self.indent += 2;
            self.fields(&cells);
            self.indent -= 2;
        }
    }

    /// Prose wrapped beside what was pushed, whose columns are `taken`; `begin` is pushed before each further line.
    pub(super) fn beside(&mut self, text: &Prose<'_>, taken: usize, begin: &str) {
        let words = Words::of(text);
        let room = self.style.width.map(|width| width.saturating_sub(taken).max(16));
        for (index, line) in words.lines(room).iter().enumerate() {
            if index > 0 {
                self.styled(Role::Label, begin);
            }
            self.put(&words, 0, &[line]);
        }
    }

    fn put(&mut self, words: &Words<'_>, indent: usize, lines: &[&[super::wrap::Word]]) {
        for line in lines {
            self.text.extend(std::iter::repeat_n(' ', indent));
            for (spaced, role, text) in words.parts(line) {
                if spaced {
                    self.text.push(' ');
                }
                self.styled(role, text);
            }
            self.text.push('\n');
        }
    }

    /// Text as it stands, in its role's style.
    pub(super) fn styled(&mut self, role: Role, text: &str) {
        if !self.style.color || role == Role::Plain || text.trim().is_empty() {
            return self.text.push_str(text);
        }
        let style = ansi(role);
        self.text.push_str(&style.render().to_string());
        self.text.push_str(text);
        self.text.push_str(&style.render_reset().to_string());
    }
}

/// How a terminal shows what a text is.
fn ansi(role: Role) -> Ansi {
    match role {
        Role::Plain => Ansi::new(),
        Role::Strong => Ansi::new().bold(),
        Role::Label => Ansi::new().dimmed(),
        Role::Voice => AnsiColor::Cyan.on_default(),
        Role::Dispute => AnsiColor::Yellow.on_default(),
        Role::Command => AnsiColor::Green.on_default(),
    }
}
