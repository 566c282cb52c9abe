//! Documents that are made to do harm: large, deep, broken. All are read within bounds, or refused.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

mod shared;

use cxterms_document::{
    DocumentError, DocumentEvent, DocumentFormat, MAX_MARKUP_BYTES, read_bytes, read_stream,
};
use shared::{read_texts, visit_blocks};
use std::io::{self, Read};

/// How many bytes of prose a document has.
fn count_prose(source: &str, format: DocumentFormat) -> usize {
    let mut count = 0;
    visit_blocks(source.as_bytes(), format, |block| count += block.text().len());
    count
}

#[test]
fn deep_and_repeated_markup_is_read_in_time() {
    for piece in [
        "- ",
        "> ",
        ">",
        "* ",
        "1. ",
        "[",
        "![",
        "](",
        "*",
        "**a",
        "_a",
        "`",
        "``a`",
        "<",
        "<a ",
        "<div>",
        "<!--",
        "&",
        "{{",
        "{{<",
        "{%",
        "%%",
        "{/*",
        "={",
        "<a b={",
        "|",
        "\n|a|\n|-|",
        "[[",
        "[^a]",
        "\n[^a]: ",
        "\\",
        "~~",
        "$",
        "\n---\n",
        "<code>",
        "</code>",
        "<ul><li>",
        "<table>",
        "<blockquote>",
        "<img alt=",
        "import a from 'b'\n\n",
        "https://",
        "@",
        "a.",
        "a/",
        "-a",
        "(",
        "# ",
        "\n: a\n",
        "a: ",
        "<kbd>",
        "> [!NOTE]\n",
    ] {
        // What closes it comes once, at the end, or never.
        let closers = "`}} %} >}} %}} */} #} } %% ``` --> ] ) \"> </code></kbd>";
        let source = [piece.repeat(6_000).as_str(), closers].concat();
        for format in [DocumentFormat::Markdown, DocumentFormat::Html, DocumentFormat::Text] {
            visit_blocks(source.as_bytes(), format, |block| {
                let words = cxterms_document::words::split_words(block.text()).count();
                let sentences = cxterms_document::words::split_sentences(block.text()).count();
                assert!(words + sentences <= 2 * block.text().len());
            });
        }
    }
}

#[test]
fn lists_may_be_nested_as_deep_as_one_likes() {
    let source = format!("{}end", "- ".repeat(100_000));
    assert_eq!(read_texts(&source, DocumentFormat::Markdown), ["end"]);
    let mut source = String::new();
    for depth in 0..1000 {
        source.extend(["  ".repeat(depth).as_str(), "- a\n"]);
    }
    assert_eq!(count_prose(&source, DocumentFormat::Markdown), 1000);
    let html = format!("{}end", "<ul><li>".repeat(100_000));
    assert_eq!(read_texts(&html, DocumentFormat::Html), ["end"]);
}

#[test]
fn a_long_line_is_read_with_its_places() {
    let line = "customer success and ".repeat(100_000);
    for format in [DocumentFormat::Markdown, DocumentFormat::Html, DocumentFormat::Text] {
        let (mut last, mut count) = (0, 0);
        visit_blocks(line.as_bytes(), format, |block| {
            for (at, _) in block.text().match_indices("success").step_by(1000) {
                let span = block.locate(at..at + 7);
                let place = span.start.line_place().unwrap();
                assert_eq!((place.line, place.column), (1, place.byte + 1));
                assert!(place.byte > last);
                (last, count) = (place.byte, count + 1);
            }
        });
        assert!(count >= 100, "{count}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let fail = |bytes: &[u8], format| read_bytes(bytes, format, &mut |_| {}).unwrap_err();
    for format in [DocumentFormat::Markdown, DocumentFormat::Html, DocumentFormat::Text] {
        assert!(matches!(fail(b"GIF89a\0\0", format), DocumentError::Binary));
        assert!(matches!(fail(b"\xff\xfea\0b\0", format), DocumentError::Utf16));
        let noise: Vec<u8> =
            (1..=255_u8).cycle().map(|it| it.wrapping_mul(31) | 1).take(2000).collect();
        assert!(matches!(fail(&noise, format), DocumentError::Binary));
    }
    let large = vec![b'a'; usize::try_from(MAX_MARKUP_BYTES).unwrap() + 1];
    let message = fail(&large, DocumentFormat::Markdown).to_string();
    assert_eq!(message, "is larger than the 16 MiB that are read");
    assert!(read_bytes(&large, DocumentFormat::Text, &mut |_| {}).is_ok());
}

/// A stream that repeats a text, a few bytes at a time, and counts what was read.
struct Repeated {
    text: &'static [u8],
    at: usize,
    end: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(self.end - self.at).min(4099);
        for (offset, byte) in buffer[..count].iter_mut().enumerate() {
            *byte = self.text[(self.at + offset) % self.text.len()];
        }
        self.at += count;
        Ok(count)
    }
}

#[test]
fn a_stream_is_read_in_pieces() {
    for text in
        ["one é line\nand another\n\n", "a line without an end ", "日本語", "\n", "x\r\n\r\n"]
    {
        let size = 2 << 20;
        let end = size - size % text.len();
        let mut input = Repeated { text: text.as_bytes(), at: 0, end };
        let (mut longest, mut words, mut last) = (0, 0, None);
        read_stream(&mut input, DocumentFormat::Text, &mut |event| match event {
            DocumentEvent::Block(block) => {
                longest = longest.max(block.text().len());
                words += block.text().matches(|c: char| "é語dx".contains(c)).count();
                let place = block.locate_start(0);
                assert!(last < Some(place));
                last = Some(place);
            }
            DocumentEvent::InvalidUtf8(place) => panic!("{place:?} of {text:?}"),
            DocumentEvent::Directive(_) => {}
        })
        .unwrap();
        assert!(longest <= 1 << 20, "{longest}");
        let marked = text.matches(|c: char| "é語dx".contains(c)).count();
        assert_eq!(words, end / text.len() * marked, "{text:?}");
    }
}
