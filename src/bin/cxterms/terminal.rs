//! What is written to a terminal: its width and colors, notes and errors.

use anstream::{AutoStream, ColorChoice};
use cxterms::render::{FORMATS, OutputStyle};
use cxterms_base::diagnostic::Diagnostic;
use cxterms_page::{Block, Page, SCREEN_COLUMNS, View};
use std::{
    env,
    io::{self, ErrorKind, IsTerminal, Write, stderr},
    sync::atomic::{AtomicUsize, Ordering},
};

/// The columns of the terminal; `COLUMNS` counts everywhere, a pipe has none of its own.
pub(crate) fn find_width(terminal: bool) -> Option<usize> {
    let named = env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| *columns >= 20);
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    named.or_else(|| if terminal { found() } else { None })
}

/// How many lines of a screen remarks have taken.
static TOLD_LINES: AtomicUsize = AtomicUsize::new(0);

/// Writes a remark to standard error.
pub(crate) fn print_note(text: &str) -> io::Result<()> {
    let lines = wrap_message("note", text, SCREEN_COLUMNS).lines().count();
    TOLD_LINES.fetch_add(lines, Ordering::Relaxed);
    print_wrapped("note", text)
}

/// How many lines remarks have taken so far, at the width for which answers are cut.
pub(crate) fn count_told_lines() -> usize {
    TOLD_LINES.load(Ordering::Relaxed)
}

/// Writes that an answer is no, and why, to standard error.
pub(crate) fn print_miss(view: &dyn View) -> io::Result<()> {
    for block in view.page().0 {
        if let Block::Text(text) = block {
            print_wrapped("cxterms", &text.text())?;
        }
    }
    Ok(())
}

/// Writes why the question could not be asked.
pub(crate) fn print_error(error: &anyhow::Error) {
    // Nobody is left to tell where standard error itself cannot be written.
    let _ = print_wrapped("cxterms", &format!("{error:#}"));
}

/// Writes to standard error, wrapped where its terminal has a width.
fn print_wrapped(lead: &str, text: &str) -> io::Result<()> {
    let line = match find_width(stderr().is_terminal()) {
        Some(width) => wrap_message(lead, text, width),
        None => format!("{lead}: {}", cxterms_base::text::to_safe(text)),
    };
    writeln!(stderr().lock(), "{line}")
}

fn wrap_message(lead: &str, text: &str, width: usize) -> String {
    // An identifier stays whole, so that it can be copied.
    let options = textwrap::Options::new(width).subsequent_indent("  ").break_words(false);
    let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&format!("{lead}: {}", cxterms_base::text::to_safe(text)), options)
}

/// Writes which command leads on, to standard error; whole, so that it can be copied.
pub(crate) fn print_next_command(command: &str) -> io::Result<()> {
    writeln!(stderr().lock(), "Next: {}", cxterms_base::text::to_safe(command))
}

/// Writes what may follow findings.
pub(crate) fn print_gap() -> io::Result<()> {
    writeln!(stderr().lock())
}

/// Writes findings about a corpus to standard error, as a compiler does.
pub(crate) fn print_findings(found: &[Diagnostic]) -> io::Result<()> {
    let color = AutoStream::choice(&stderr()) != ColorChoice::Never;
    let width = find_width(stderr().is_terminal());
    let style = OutputStyle { width, color, ..OutputStyle::default() };
    let Some(human) = FORMATS.first() else { return Ok(()) };
    human.write(&FaultList(found), style, &mut stderr().lock())
}

/// Findings as a page.
struct FaultList<'f>(&'f [Diagnostic]);

impl View for FaultList<'_> {
    fn page(&self) -> Page<'_> {
        Page(self.0.iter().cloned().map(Block::Snippet).collect())
    }
}

impl serde::Serialize for FaultList<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0)
    }
}

/// Writes an answer to standard error, since standard output holds something else.
pub(crate) fn print_answer_aside(view: &dyn View) -> anyhow::Result<()> {
    let color = AutoStream::choice(&stderr()) != ColorChoice::Never;
    let width = find_width(stderr().is_terminal());
    let style = OutputStyle { width, color, ..OutputStyle::default() };
    let Some(human) = FORMATS.first() else { return Ok(()) };
    Ok(human.write(view, style, &mut stderr().lock())?)
}

/// Whether writing failed because nobody reads any more.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
