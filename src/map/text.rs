//! Text in pictures: what of it may be drawn, how wide it is at most, and how it is broken into lines.

use cxterms_base::invisible::is_invisible;
use std::borrow::Cow;
use textwrap::core::display_width;

/// How wide the characters from space to tilde are, in thousandths of the size of the type: in the widest of the sans-serif
/// types that systems use by default, so that text takes no more room than it is given.
const WIDTHS: [i32; 95] = [
    317, 400, 459, 837, 636, 950, 779, 274, 390, 390, 551, 837, 317, 360, 317, 372, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 336, 336, 837, 837, 837, 530, 1000, 684, 686, 698, 770, 631,
    575, 774, 751, 339, 294, 655, 557, 907, 760, 787, 605, 787, 694, 634, 610, 731, 684, 988, 685,
    610, 685, 390, 372, 390, 837, 500, 500, 612, 634, 549, 634, 615, 352, 634, 633, 277, 277, 579,
    277, 974, 633, 611, 634, 634, 413, 520, 392, 633, 591, 817, 591, 591, 524, 636, 551, 636, 837,
];
/// The same for other characters of one column and of two.
const WIDTH_NARROW: i32 = 780;
const WIDTH_WIDE: i32 = 1050;
/// How much wider bold type is, in hundredths.
const BOLD: i32 = 112;
/// More of a text than this is not looked at: no picture has room for it.
const MAX_CHARS: usize = 600;
/// What stands for what is left out.
const ELLIPSIS: &str = "…";

/// How letters are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lettering {
    /// The size of the type in pixels.
    pub(super) size: i32,
    pub(super) bold: bool,
    /// From one line to the next.
    pub(super) leading: i32,
    /// Its class in a style sheet.
    class: Option<&'static str>,
}

/// Names.
pub(super) const NAME: Lettering = Lettering { size: 14, bold: false, leading: 18, class: None };
/// The name of what a picture is about.
pub(super) const TITLE: Lettering =
    Lettering { size: 16, bold: true, leading: 20, class: Some("map-title") };
/// What a part of a picture holds.
pub(super) const HEADING: Lettering =
    Lettering { size: 13, bold: true, leading: 17, class: Some("map-head") };
/// Counts and remarks.
pub(super) const SMALL: Lettering =
    Lettering { size: 12, bold: false, leading: 16, class: Some("map-small") };

impl Lettering {
    /// How a style sheet calls it; the usual one has no name.
    pub(super) fn class(self) -> Option<&'static str> {
        self.class
    }

    /// How wide a text is at most.
    pub(super) fn measure(self, text: &str) -> i32 {
        let units: i32 = text.chars().map(width_of).sum();
        self.to_pixels(units)
    }

    fn to_pixels(self, units: i32) -> i32 {
        let size = if self.bold { self.size * BOLD } else { self.size * 100 };
        // Rounded up.
        units.saturating_mul(size).saturating_add(99_999) / 100_000
    }

    /// Breaks a text into lines that are no wider than that; what more lines than `most` would take ends in an ellipsis.
    pub(super) fn break_lines(self, text: &str, width: i32, most: usize) -> Vec<String> {
        let text = clean_text(text);
        let mut lines = vec![];
        let mut rest = &*text;
        while !rest.is_empty() && lines.len() < most {
            let last = lines.len() + 1 == most;
            let fitting = self.count_fitting(rest, width);
            let (line, behind) = match rest.split_at_checked(fitting) {
                None | Some((_, "")) => (rest.to_owned(), ""),
                Some(_) if last => (self.cut_line(rest, width), ""),
                Some((line, _)) => {
                    let end = find_break(line, rest).unwrap_or(fitting);
                    let (line, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
                    (line.trim_end().to_owned(), behind.trim_start())
                }
            };
            lines.push(line);
            rest = behind;
        }
        lines
    }

    /// The same text in one line.
    pub(super) fn fit_line(self, text: &str, width: i32) -> String {
        self.break_lines(text, width, 1).pop().unwrap_or_default()
    }

    fn cut_line(self, text: &str, width: i32) -> String {
        let end = self.count_fitting(text, width - self.measure(ELLIPSIS));
        let shown = text.get(..end).unwrap_or_default();
        format!("{}{ELLIPSIS}", shown.trim_end())
    }

    /// How many bytes of a text fit into a width: one character at least, with the marks that stand on it.
    fn count_fitting(self, text: &str, width: i32) -> usize {
        let (mut units, mut end) = (0, 0);
        for (at, c) in text.char_indices() {
            let wide = width_of(c);
            units += wide;
            if end > 0 && wide > 0 && self.to_pixels(units) > width {
                break;
            }
            end = at + c.len_utf8();
        }
        end
    }
}

/// Where a line may end within what fits: behind a space or a hyphen, or between characters that are written without
/// spaces.
fn find_break(line: &str, text: &str) -> Option<usize> {
    if text.get(line.len()..).is_some_and(|behind| behind.starts_with(' ')) {
        return Some(line.len());
    }
    let mut before = None;
    let mut found = None;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= line.len()) {
        let between = before.is_some_and(|before| {
            matches!(before, ' ' | '-' | '/') || width_of(before) == WIDTH_WIDE
        });
        if at > 0 && between && width_of(c) > 0 && !is_closing(c) {
            found = Some(at);
        }
        before = Some(c);
    }
    found
}

/// Whether a character does not begin a line.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | ',' | '.' | ';' | ':' | '!' | '?' | '、' | '。' | '，' | '）' | '」' | '…'
    )
}

fn width_of(c: char) -> i32 {
    if let Some(width) = usize::try_from(u32::from(c))
        .ok()
        .and_then(|code| code.checked_sub(32))
        .and_then(|at| WIDTHS.get(at))
    {
        return *width;
    }
    match display_width(c.encode_utf8(&mut [0; 4])) {
        0 => 0,
        1 => WIDTH_NARROW,
        _ => WIDTH_WIDE,
    }
}

/// A text from outside as a picture may hold it: in one line, without characters that are invisible, that turn the writing
/// direction or that XML does not know. What joins letters or keeps them apart stays.
pub(super) fn clean_text(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !c.is_control() && (c.is_ascii() || is_drawn(c));
    let short = text.len() <= MAX_CHARS || text.chars().nth(MAX_CHARS).is_none();
    if short && text.chars().all(is_plain) {
        return text.into();
    }
    let drawn = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c => is_plain(c).then_some(c),
    });
    let mut shown: String = drawn.take(MAX_CHARS).collect();
    if !short {
        shown.push_str(ELLIPSIS);
    }
    shown.into()
}

fn is_drawn(c: char) -> bool {
    // The characters that join letters or keep them apart are part of how Arabic, Persian and Indic words are spelled.
    let joins = matches!(c, '\u{200c}' | '\u{200d}');
    let is_noncharacter = u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}');
    joins || !is_invisible(c) && !is_noncharacter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_they_may_be() {
        let texts = [
            "customer lifetime value",
            "a-very-long-word-with-hyphens and more",
            "Donaudampfschifffahrtsgesellschaftskapitänswitwe",
            "客户成功管理与客户体验管理之间的区别",
            "رضا العملاء ونجاح العملاء",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
        ];
        for text in texts {
            for width in [40, 70, 120, 300] {
                for most in [1, 2, 20] {
                    let lines = NAME.break_lines(text, width, most);
                    assert!(lines.len() <= most, "{lines:?}");
                    for line in &lines {
                        assert!(NAME.measure(line) <= width, "{line:?} in {width}");
                        assert!(!line.starts_with('\u{301}'), "{line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_lost_where_there_is_room() {
        let text = "one two-three four";
        let lines = NAME.break_lines(text, 60, 9);
        assert_eq!(lines.concat(), "onetwo-threefour");
        assert_eq!(NAME.break_lines("", 60, 2), Vec::<String>::new());
        assert_eq!(NAME.fit_line("one two three four", 70), "one two…");
        assert_eq!(SMALL.break_lines("客户成功", 26, 9), ["客户", "成功"]);
    }

    #[test]
    fn what_may_not_be_drawn_is_left_out() {
        assert_eq!(clean_text("a\u{202e}b\u{0}c\u{1b}[1m\nd"), "abc[1m d");
        assert_eq!(clean_text("\u{fffe}x\u{ffff}\u{200b}"), "x");
        assert_eq!(clean_text("می\u{200c}خواهم <b>"), "می\u{200c}خواهم <b>");
        let long = clean_text(&"x".repeat(10_000_000)).into_owned();
        assert_eq!(long.chars().count(), MAX_CHARS + 1);
    }
}
