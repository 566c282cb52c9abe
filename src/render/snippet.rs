//! Shows a finding as a compiler does: with its line, and the other lines involved.

use super::OutputStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use cxterms_base::{
    diagnostic::{Diagnostic, Severity},
    text,
};

/// How much of an overlong line is looked at on either side of what is meant; the renderer cuts it to the width.
const MAX_CHARS_AROUND: usize = 2000;

/// What stands before a hint beside the number of a line: `   = help`.
const HELP_COLUMNS: usize = 7;

/// No text is wrapped into less.
const MIN_TEXT_COLUMNS: usize = 16;

/// The fault, its place and line, other places that have to do with it, and what to write instead.
pub(super) fn render_snippet(found: &Diagnostic, style: OutputStyle) -> String {
    let (level, level_name) = match found.severity {
        Severity::Error => (Level::ERROR, "error"),
        Severity::Warning => (Level::WARNING, "warning"),
        Severity::Note => (Level::NOTE, "note"),
    };
    let label = level_name.len() + found.rule.map_or(0, |rule| rule.len() + 2);
    let title = level.primary_title(wrap_words(&found.message, style, label));
    let title = found.rule.into_iter().fold(title, annotate_snippets::Title::id);
    let mut group = Group::with_title(title);
    group = match &found.excerpt {
        Some(line) => {
            let (line, span) = cut_line(line, found.column, found.width);
            group.element(annotate_line(
                line,
                &found.file,
                found.line,
                AnnotationKind::Primary.span(span),
            ))
        }
        None => group.element(file_origin(found)),
    };
    for other in &found.others {
        let what = text::to_safe(&other.what).into_owned();
        group = match &other.excerpt {
            Some(line) => {
                let (line, span) = cut_line(line, other.column, other.width);
                let mark = AnnotationKind::Context.span(span).label(what);
                group.element(annotate_line(line, &other.file, other.line, mark))
            }
            None => {
                let note = format!("{}: {what}", text::to_safe(&other.file));
                group.element(Level::NOTE.message(note))
            }
        };
    }
    let number = if found.excerpt.is_some() { found.line.to_string().len() } else { 0 };
    for note in &found.notes {
        group = group.element(Level::NOTE.message(wrap_words(note, style, number + HELP_COLUMNS)));
    }
    if let Some(hint) = &found.hint {
        group = group.element(Level::HELP.message(wrap_words(hint, style, number + HELP_COLUMNS)));
    }
    if let Some(settle) = &found.settle {
        group = group.element(Level::HELP.message(text::to_safe(settle).into_owned()));
    }
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(style.width.unwrap_or(140)).render(&[group])
}

/// A text wrapped at its words beside a label of so many columns and a colon; words stay whole, to be copied.
fn wrap_words(text: &str, style: OutputStyle, label: usize) -> String {
    let safe = text::to_safe(text);
    let Some(width) = style.width else { return safe.into_owned() };
    let room = width.saturating_sub(label + 2).max(MIN_TEXT_COLUMNS);
    let options = textwrap::Options::new(room).break_words(false);
    let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(&safe, options).join("\n")
}

/// A line of a file with what is meant in it.
fn annotate_line<'s>(
    line: String,
    file: &str,
    number: u32,
    mark: Annotation<'s>,
) -> Snippet<'s, Annotation<'s>> {
    let snippet = Snippet::source(line).line_start(number as usize).fold(false);
    snippet.path(text::to_safe(file).into_owned()).annotation(mark)
}

/// A file, and where in it, as far as that is known.
fn file_origin(found: &Diagnostic) -> Origin<'static> {
    let (line, column) = (found.line as usize, found.column as usize);
    match Origin::path(text::to_safe(&found.file).into_owned()) {
        whole if line == 0 => whole,
        origin if column == 0 => origin.line(line),
        origin => origin.line(line).char_column(column),
    }
}

/// What is shown of a line, safe to print, and the bytes of it that are meant.
fn cut_line(line: &str, column: u32, width: u32) -> (String, std::ops::Range<usize>) {
    let (start, length) = ((column as usize).saturating_sub(1), (width as usize).max(1));
    let from = start.saturating_sub(MAX_CHARS_AROUND);
    let safe = |text: String| text::to_safe(&text).into_owned();
    let before = safe(line.chars().skip(from).take(start - from).collect());
    let meant = safe(line.chars().skip(start).take(length.min(MAX_CHARS_AROUND)).collect());
    let after = safe(
        line.chars().skip(start + length.min(MAX_CHARS_AROUND)).take(MAX_CHARS_AROUND).collect(),
    );
    let lead = if from > 0 { "…" } else { "" };
    let begin = lead.len() + before.len();
    (format!("{lead}{before}{meant}{after}"), begin..begin + meant.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_wrapped_at_words_and_names_stay_whole() {
        let name = "a-name-that-is-longer-than-the-line";
        let found = Diagnostic {
            file: "it.csv".to_owned(),
            line: 12,
            column: 3,
            message: format!("no concept here has the id or the label `{name}`"),
            hint: Some("write one of the names that stand in the first column of it".to_owned()),
            excerpt: Some("a,b".to_owned()),
            ..Diagnostic::default()
        };
        let style = OutputStyle { width: Some(30), ..OutputStyle::default() };
        let shown = render_snippet(&found, style);
        let wide = |line: &&str| line.chars().count() > 30 && !line.contains(name);
        assert_eq!(shown.lines().find(wide), None, "{shown}");
        assert!(shown.contains(name), "{shown}");
        let whole = render_snippet(&found, OutputStyle { width: None, ..style });
        assert!(whole.lines().next().is_some_and(|line| line.ends_with('`')), "{whole}");
    }
}
