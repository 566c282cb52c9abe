//! Writes a page as Markdown: headings, lists, tables and block quotations.

use super::{FormatWriter, OutputFormat, OutputStyle, human};
use cxterms_base::{diagnostic::Diagnostic, text};
use cxterms_page::{Block, LineItem, Page, Prose, Role, TreeRow, View};
use std::{
    borrow::Cow,
    io::{self, Write},
};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "markdown",
    about: "for a document",
    for_programs: false,
    writer: FormatWriter::Answers(write_page),
};

fn write_page(view: &dyn View, style: OutputStyle, out: &mut dyn Write) -> io::Result<()> {
    let count_lines = |page: &Page<'_>| human::count_lines(page) + style.taken;
    for (index, block) in view.fit_page(&count_lines).0.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Title { level, text, aside } => write_title(*level, text, aside.as_ref(), out)?,
            Block::Text(prose) => writeln!(out, "{}", format_paragraphs(prose, ""))?,
            Block::Paragraphs(texts) => texts.iter().enumerate().try_for_each(|(at, text)| {
                let gap = if at > 0 { "\n" } else { "" };
                writeln!(out, "{gap}{}", escape_opening(text))
            })?,
            Block::Sections(sections) => sections.iter().try_for_each(|section| {
                let count = section.count.map(|(shown, total)| format!(" ({shown} of {total})"));
                let label = section.label.clone().plain(count.unwrap_or_default());
                write_field(&label, &section.items, out)
            })?,
            Block::Fields(fields) => {
                fields.iter().try_for_each(|(label, values)| write_field(label, values, out))?;
            }
            Block::Quotes(quotes) => {
                quotes.iter().enumerate().try_for_each(|(at, (who, words))| {
                    let gap = if at > 0 { "\n" } else { "" };
                    let words = format_paragraphs(words, "> ");
                    writeln!(out, "{gap}> {words} — {}", format_inline(who))
                })?;
            }
            Block::List { numbered, items } => {
                (1..).zip(items).try_for_each(|(number, item)| {
                    let lead = if *numbered { format!("{number}.") } else { "-".to_owned() };
                    writeln!(out, "{lead} {}", escape_opening(item))
                })?;
            }
            Block::Lines { first, items, more } => write_lines(*first, items, *more, out)?,
            Block::Table(head, rows) => write_table(head, rows, out)?,
            Block::Tree(rows) => rows.iter().try_for_each(|row| write_branch(row, out))?,
            Block::Snippet(found) => write_snippet(found, out)?,
        }
    }
    Ok(())
}

fn write_title(
    level: u8,
    text: &Prose,
    aside: Option<&Prose<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if text.0.iter().any(|(role, _)| *role == Role::Command) {
        return writeln!(out, "{}", format_inline(text));
    }
    let marks = "#".repeat(usize::from(level) + 1);
    writeln!(out, "{marks} {}", text::escape_markdown(&text.text()))?;
    match aside {
        Some(aside) => writeln!(out, "\n*{}*", text::escape_markdown(&aside.text())),
        None => Ok(()),
    }
}

/// A document has room for whole lines.
fn write_lines(
    first: Option<usize>,
    items: &[LineItem<'_>],
    more: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (index, LineItem { lead, text }) in items.iter().enumerate() {
        let mark = first.map_or("-".to_owned(), |first| format!("{}.", first + index));
        let gap = if text.is_empty() { "" } else { ": " };
        writeln!(out, "{mark} {}{gap}{}", escape_opening(lead), format_inline(text))?;
    }
    if more > 0 { writeln!(out, "\nand {more} more") } else { Ok(()) }
}

fn write_field(label: &Prose, values: &[Prose<'_>], out: &mut dyn Write) -> io::Result<()> {
    let label = text::escape_markdown(label.text().trim_end_matches(':'));
    match values {
        [one] if one.is_broken() => {
            writeln!(out, "- **{label}:** {}", format_paragraphs(one, "  "))
        }
        [one] => writeln!(out, "- **{label}:** {}", format_inline(one)),
        several => {
            writeln!(out, "- **{label}:**")?;
            several
                .iter()
                .try_for_each(|value| writeln!(out, "  - {}", format_paragraphs(value, "    ")))
        }
    }
}

fn write_table(head: &[Prose<'_>], rows: &[Vec<Prose<'_>>], out: &mut dyn Write) -> io::Result<()> {
    let line = |cells: &[Prose<'_>]| {
        let cells: Vec<_> = cells.iter().map(format_inline).collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(out, "{}", line(head))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    rows.iter().try_for_each(|row| writeln!(out, "{}", line(row)))
}

fn write_branch(row: &TreeRow<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (text, aside) = (escape_opening(&row.text), format_inline(&row.aside));
    writeln!(out, "{:indent$}- {text}{aside}", "", indent = row.depth * 2)
}

fn write_snippet(found: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let hint = found
        .hint
        .as_ref()
        .map(|hint| format!(" ({})", text::escape_markdown(hint)))
        .unwrap_or_default();
    let place = |file, line, column| text::escape_markdown(&format!("{file}:{line}:{column}"));
    let at = place(&found.file, found.line, found.column);
    writeln!(
        out,
        "- **{}** {at}: {}{hint}",
        found.severity,
        text::escape_markdown(&found.message)
    )?;
    found.others.iter().try_for_each(|other| {
        let at = place(&other.file, other.line, other.column);
        writeln!(out, "  - {at}: {}", text::escape_markdown(&other.what))
    })
}

/// Prose with its paragraphs and lists, each further line behind what begins the lines of its block.
fn format_paragraphs(prose: &Prose<'_>, begin: &str) -> String {
    if !prose.is_broken() {
        return escape_opening(prose);
    }
    let (mut out, mut open) = (String::new(), false);
    for (at, line) in prose.lines().iter().enumerate() {
        let words = line.text();
        let item = text::is_list_item(&words);
        if at > 0 {
            out.push('\n');
            if item && open {
                out.push_str(begin.trim_end());
                out.push('\n');
            }
            out.push_str(if words.is_empty() { begin.trim_end() } else { begin });
        }
        // Whether a paragraph would take in what follows.
        open = !item && !words.is_empty();
        out.push_str(&if item { format_item(&words) } else { escape_opening(line) });
    }
    out
}

/// An item of a text's own list: its sign, and its words.
fn format_item(line: &str) -> String {
    let (sign, words) = line.split_once(' ').unwrap_or((line, ""));
    let sign = if sign == "•" { "-" } else { sign };
    format!("{sign} {}", text::escape_markdown(words))
}

/// Prose at the start of a line, where a text's own sign or number would begin a list.
fn escape_opening(prose: &Prose<'_>) -> String {
    let text = format_inline(prose);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let begins = match number {
        "" => rest.starts_with(['+', '-']),
        _ => rest.starts_with(['.', ')']),
    };
    if begins { format!("{number}\\{rest}") } else { text }
}

fn format_inline(prose: &Prose<'_>) -> String {
    let part = |(role, text): &(Role, Cow<'_, str>)| match role {
        Role::Plain | Role::Meaning | Role::Label | Role::Dispute | Role::Address => {
            text::escape_markdown(text)
        }
        Role::Strong => wrap_in_mark(text, "**"),
        Role::Voice => wrap_in_mark(text, "*"),
        Role::Command => format!("`{}`", text::to_safe(text).replace('`', "'")),
    };
    // Marks of neighbours of one role would meet and mean something else.
    let runs = prose.0.chunk_by(|(a, _), (b, _)| a == b);
    let joined = runs.map(|run| {
        let role = run.first().map_or(Role::Plain, |(role, _)| *role);
        (role, Cow::Owned(run.iter().map(|(_, text)| &**text).collect::<String>()))
    });
    joined.map(|run| part(&run)).collect()
}

fn wrap_in_mark(text: &str, mark: &str) -> String {
    if text.trim().is_empty() {
        text.to_owned()
    } else {
        format!("{mark}{}{mark}", text::escape_markdown(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_list_is_none() {
        let shown = |text: &'static str| escape_opening(&Prose::from(text));
        assert_eq!(shown("- item"), "\\- item");
        assert_eq!(shown("+ 1"), "\\+ 1");
        assert_eq!(shown("24. of May"), "24\\. of May");
        assert_eq!(shown("24 hours"), "24 hours");
        assert_eq!(shown("a - b"), "a - b");
    }

    #[test]
    fn a_text_keeps_its_paragraphs_and_its_list() {
        let prose = Prose::from("one*\n\ntwo:\n- three_\n• four").plain(" — who");
        assert_eq!(
            format_paragraphs(&prose, "> "),
            "one\\*\n>\n> two:\n>\n> - three\\_\n> - four — who"
        );
        assert_eq!(format_paragraphs(&Prose::from("- a"), ""), "\\- a");
    }
}
