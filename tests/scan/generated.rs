//! Documents as chance makes them, in every format that is text: pieces of prose, of markup, and of what is no prose.

use cxterms_document::{DocumentEvent, DocumentFormat, RunKind, read_bytes};
use proptest::{collection::vec, prelude::*, sample::select};
use std::path::Path;

/// What a document of each format is called.
pub(crate) const NAMES: [&str; 3] = ["a.md", "a.html", "a.txt"];

/// Pieces of texts and of markup, for every format.
const PIECES: &[&str] = &[
    "client",
    "Clients",
    "CLIENT",
    "client's",
    "help desk",
    "Help Desks",
    "help\ndesk",
    "CS",
    "(CS)",
    "CSMs",
    "AM",
    "10",
    "customer success",
    "Customer Support (CS)",
    "customer service/success",
    "ideal customer profile (ICP)",
    "ideal candidate profile (ICP)",
    "unavoidable churn",
    "a ",
    "an ",
    "é",
    "𝄞",
    "顧客",
    "\u{a0}",
    " ",
    " ",
    " ",
    " ",
    ". ",
    ", ",
    "\n",
    "\r\n",
    "\n\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "> ",
    "> [!NOTE]\n> ",
    "- ",
    "1. ",
    "# ",
    "    ",
    "[client](client \"client\")",
    "![a client](client.png)",
    "\n| client | b |\n|---|---|\n| ",
    " | ",
    "\n---\n",
    "[^1]",
    "\n[^1]: ",
    "&amp;",
    "&nbsp;",
    "\\",
    "<b>",
    "</b>",
    "<p>",
    "<div class=client>",
    "</div>",
    "<li>",
    "<td>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<img alt=\"client\">",
    "<a title=client href=\"/client\">",
    "</a>",
    "<!-- client -->",
    "<!-- cxterms: ignore -->",
    "<!-- cxterms: ignore-file name-to-avoid -->",
    "{{ client }}",
    "{{< client >}}",
    "{% client %}",
    "client@example.com",
    "http://client.com/client",
    "/client/",
    "client_id",
    "<br>",
    "<script>client;</script>",
];

/// A document: its name and its text.
pub(crate) fn documents() -> impl Strategy<Value = (&'static str, String)> {
    (select(&NAMES[..]), vec(select(PIECES), 0..40)).prop_map(|(name, it)| (name, it.concat()))
}

/// A document of so many pieces, the same for the same number.
pub(crate) fn numbered_document(number: usize, pieces: usize) -> String {
    let mut seed = number as u64 + 1;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        PIECES[seed as usize % PIECES.len()]
    };
    (0..pieces).map(|_| next()).collect()
}

/// What is left of a document without its prose.
pub(crate) fn without_prose(name: &str, text: &str) -> Vec<u8> {
    let (mut left, mut prose) = (text.as_bytes().to_owned(), vec![]);
    let format = DocumentFormat::from_path(Path::new(name)).unwrap();
    read_bytes(text.as_bytes(), format, &mut |event| {
        if let DocumentEvent::Block(block) = event {
            let pieces = block.pieces(0..block.text().len());
            let plain = pieces.filter(|piece| piece.kind == RunKind::Verbatim);
            prose.extend(plain.map(|piece| piece.bytes.start as usize..piece.bytes.end as usize));
        }
    })
    .unwrap();
    // What stands in an image's title, for example, is met out of order.
    prose.sort_by_key(|range| range.start);
    for range in prose.into_iter().rev() {
        left.splice(range, []);
    }
    left
}
