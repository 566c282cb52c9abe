//! Every span of a block leads back to the source that it was read from.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

mod shared;

use cxterms_document::{BlockPiece, DocumentFormat, ProseBlock, RunKind, words::split_words};
use proptest::{collection::vec, prelude::*, sample::select};
use shared::{slice_source, visit_blocks};

/// Checks each piece of a block against the source, and each place against a count from the start.
fn check_block(source: &[u8], block: &ProseBlock<'_>) {
    let text = block.text();
    let pieces: Vec<BlockPiece<'_>> = block.pieces(0..text.len()).collect();
    assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), text);
    let mut last = 0;
    for piece in &pieces {
        assert!(piece.bytes.start >= last, "{piece:?} goes back behind {last}");
        last = piece.bytes.end;
        let source = slice_source(source, &piece.bytes);
        match piece.kind {
            RunKind::Verbatim => assert_eq!(source, piece.text.as_bytes()),
            RunKind::Replaced => assert!(
                source.starts_with(b"&") || source.contains(&b'\\') || source.contains(&b'\r'),
                "{piece:?} {:?}",
                String::from_utf8_lossy(source)
            ),
            RunKind::Break => assert_eq!(piece.text, "\n"),
            RunKind::Hole => assert!(["\u{fffc}", "\u{fffd}"].contains(&piece.text)),
        }
    }
    check_places(source, block);
    for word in split_words(text) {
        let span = block.locate(word.start..word.end);
        let bytes = slice_source(source, &span.bytes.unwrap());
        let plain = !(span.crossing.markup || span.crossing.replaced || span.crossing.line_break);
        assert_eq!(plain, bytes == &text.as_bytes()[word.start..word.end], "{word:?} of {text:?}");
    }
}

fn check_places(source: &[u8], block: &ProseBlock<'_>) {
    let ends: Vec<_> = block.text().char_indices().map(|(at, _)| at).collect();
    for pair in ends.windows(2).step_by(5) {
        let span = block.locate(pair[0]..pair[1]);
        let bytes = span.bytes.unwrap();
        let place = span.start.line_place().unwrap();
        assert_eq!(place.byte, bytes.start);
        let before = String::from_utf8_lossy(slice_source(source, &(0..place.byte)));
        let line = before.rsplit('\n').next().unwrap();
        assert_eq!(place.line, before.matches('\n').count() as u64 + 1);
        assert_eq!(place.column, line.chars().count() as u64 + 1);
        assert_eq!(place.utf16_column, line.encode_utf16().count() as u64 + 1);
        assert!(span.end >= span.start);
    }
}

/// Pieces of which documents are made: words, and what surrounds them.
const PIECES: &[&str] = &[
    ":::note x\n",
    "!!! tip\n",
    "\n???+ note \"x\"\n    ",
    "customer",
    "success",
    "CS",
    "é𝄞",
    "顧客",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "**",
    "*",
    "_",
    "`",
    "``",
    "[",
    "](url)",
    "![",
    "](<a b>)",
    "- ",
    "1. ",
    "  - ",
    "> ",
    "> [!NOTE]\n> ",
    "# ",
    "\n| a | b |\n|---|---|\n| c | ",
    " | ",
    "&amp;",
    "&nbsp;",
    "\\*",
    "\\",
    "<b>",
    "</b>",
    "<div>\n",
    "</div>\n",
    "<!-- c -->",
    "<kbd>",
    "</kbd>",
    "<br>",
    "{{< x >}}",
    "{{ y }}",
    "{% z %}",
    "%%",
    "~~",
    "```\n",
    "\n---\n",
    "---\n",
    "[^1]",
    "\n[^1]: ",
    "<https://a.b>",
    "\u{a0}",
    "\t",
    "    ",
    ": ",
    "[[",
    "]]",
    "|",
    "<img alt=\"x &amp; y\">",
    "<p>",
    "<pre>",
    "<Tag a={b}>",
    "\u{0}",
    "[r]: /u 'CS'\n",
    "- [ ] ",
    "\n===\n",
    "<li>",
    "<td>",
    "</table>",
    "<table>",
    "<ul>",
    "{/* x */}",
    "import a from 'b'\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_leads_back(pieces in vec(select(PIECES), 0..40)) {
        let source = pieces.concat().replace('\0', "");
        visit_blocks(source.as_bytes(), DocumentFormat::Markdown, |block| check_block(source.as_bytes(), block));
    }

    #[test]
    fn html_leads_back(pieces in vec(select(PIECES), 0..40)) {
        let source = pieces.concat().replace('\0', "");
        visit_blocks(source.as_bytes(), DocumentFormat::Html, |block| check_block(source.as_bytes(), block));
    }

    #[test]
    fn text_leads_back(pieces in vec(select(PIECES), 0..40)) {
        let source = pieces.concat().replace('\0', "");
        visit_blocks(source.as_bytes(), DocumentFormat::Text, |block| check_block(source.as_bytes(), block));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        for format in [DocumentFormat::Markdown, DocumentFormat::Html, DocumentFormat::Text, DocumentFormat::Docx] {
            let _ = cxterms_document::read_bytes(&bytes, format, &mut |_| {});
        }
    }
}
