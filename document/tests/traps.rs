//! What is prose in a document and what is not: a table for each format.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

mod shared;

use cxterms_document::{
    BlockKind, CellPlace, Directive, DocumentEvent, DocumentFormat, ListPlace, read_bytes,
};
use shared::{read_kinds, show_texts};

/// Sources with their blocks, parted by ` | `; `◻` is a hole, `▯` what stands in for a word.
fn check_all(format: DocumentFormat, cases: &[(&str, &str)]) {
    let mut wrong = vec![];
    for (source, right) in cases {
        let shown = show_texts(source, format);
        if shown != *right {
            wrong.push(format!("{source:?}\n  is  {shown}\n  not {right}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn markdown_without_its_markup() {
    check_all(
        DocumentFormat::Markdown,
        &[
            ("our **customer** *success* team", "our customer success team"),
            ("see [customer success](https://x.org/cs \"CS\") now", "see customer success now"),
            (
                "see [customer success][ref] now\n\n[ref]: /cs 'CS title'",
                "see customer success now",
            ),
            ("~~customer~~ service", "customer service"),
            ("customer\nsuccess", "customer⏎success"),
            ("customer  \nsuccess", "customer⏎success"),
            ("customer\\\nsuccess", "customer⏎success"),
            ("customer\u{a0}success", "customer\u{a0}success"),
            ("customer&nbsp;success", "customer\u{a0}success"),
            ("R&amp;D \\*not bold\\*", "R&D *not bold*"),
            ("# The CS team {#cs-team}", "The CS team"),
            ("CS team\n=======", "CS team"),
            ("- [ ] call CS\n- [x] call CX", "call CS | call CX"),
            ("1. CS\n   - CX\n2. EX", "CS | CX | EX"),
            ("a[^1]b\n\n[^1]: the *CS* note", "ab | the CS note"),
            ("CS\n: customer success", "CS | customer success"),
            (
                "| AB | Long |\n|---|---|\n| CS | customer \\| success |",
                "AB | Long | CS | customer | success",
            ),
            ("[[customer-success|the team]] here", "the team here"),
            ("[[1]](https://x.org/cs)", "1(https://x.org/cs)"),
            (
                "<details><summary>About CS</summary>\n\nThe *team*\n\n</details>",
                "About CS | The team",
            ),
            ("<div class=\"cs\">\nThe CS team\n</div>", "The CS team"),
            ("a <b>bold</b> word<br>and <a href=\"/cs\">link</a>", "a bold word⏎and link"),
            ("H<sub>2</sub>O", "H2O"),
            ("one\r\n\r\ntwo\r\nthree", "one | two⏎three"),
        ],
    );
}

#[test]
fn markdown_that_is_no_prose() {
    check_all(
        DocumentFormat::Markdown,
        &[
            ("the `CS` flag", "the ▯ flag"),
            ("customer `x` success", "customer ▯ success"),
            ("```\nCS\n```\ntext", "text"),
            ("```mermaid\ngraph TD\n  CS --> CX\n```", ""),
            ("~~~csv\nCS,customer success\n~~~\n", ""),
            ("text\n\n    CS = 1\n", "text"),
            ("<https://x.org/CS> is it", "▯ is it"),
            ("<cs@x.org> is it", "▯ is it"),
            ("---\ntitle: CS\n---\ntext", "text"),
            ("+++\ntitle = 'CS'\n+++\ntext", "text"),
            ("text\n\n---\nmore\n\n---\nend", "text | more | end"),
            ("a <!-- CS --> b", "a  b"),
            ("<!--\nCS\n\nmore CS\n-->\ntext", "text"),
            ("a %% CS %% b", "a  b"),
            ("50%% of CS is 20%% of it", "50%% of CS is 20%% of it"),
            ("{{< figure src=\"CS.png\" >}} text", "◻ text"),
            ("{{% notice CS %}}\nInside\n{{% /notice %}}", "◻⏎Inside⏎◻"),
            ("{{< button \"CS\" >}}Customer success{{< /button >}}", "◻Customer success◻"),
            ("see [the guide]({{< ref \"cs guide\" >}}) now", "see the guide now"),
            ("{% include CS.html %}\n\ntext", "text"),
            ("{% if CS == 'x' %}yes{% endif %}", "◻yes◻"),
            ("dear {{ CS.name }}, hello", "dear ▯, hello"),
            ("{{ CS }}'s team", "▯'s team"),
            ("use `{{` and `}}` for CS", "use ▯ and ▯ for CS"),
            ("{# CS #}text", "text"),
            ("[link](/cs){: .CS target=\"_blank\"} end", "link◻ end"),
            ("import CS from './CS'\nimport X from 'x'\n\ntext", "text"),
            ("export const meta = {\n  title: 'CS'\n}\n\ntext", "text"),
            ("import customers from every region", "import customers from every region"),
            ("export your CS list", "export your CS list"),
            ("<Tabs value={CS > 1}>\n\nInside\n\n</Tabs>", "Inside"),
            ("a <Badge text={`CS`} kind=\"CS\"/> b", "a  b"),
            ("{/* CS */}\n\ntext", "text"),
            ("> CS said so\n> twice\n\nwe say", "we say"),
            ("> [!NOTE]\n> CS is ours", "CS is ours"),
            ("> [!warning] Mind the CS\n> and more", "Mind the CS⏎and more"),
            ("> [!TIP]\n> ours\n> > theirs", "ours"),
            ("> <!-- c --> a\n> <div>CS</div>", ""),
            ("![the CS logo](cs.png \"CS\") text", "◻ text | the CS logo"),
            ("![](CS.png)", ""),
            ("a <img src=\"CS.png\" alt=\"two &amp; three\"> b", "a ◻ b | two & three"),
            ("<script>\nvar CS = 1;\n\nCS++\n</script>\n\ntext", "text"),
            ("<style>\n.CS { }\n</style>", ""),
            ("<pre>\nCS\n\nCS\n</pre>", ""),
            ("press <kbd>CS</kbd> now", "press ▯ now"),
            ("a <code>CS <b>x</b></code> b", "a ▯ b"),
            ("<blockquote>CS said</blockquote>\n\ntext", "text"),
            ("[CS]: https://x.org 'CS'\n", ""),
            ("US$5 for CS and $6, $7-$8", "US$5 for CS and $6, $7-$8"),
            ("a&#99;c", "acc"),
            (":::note CS here\ninside\n:::\n\ntext", "◻ CS here⏎inside⏎◻ | text"),
            ("!!! tip\n\n    The *CS* team\n\ntext", "The CS team | text"),
            ("??? note \"A title\"\n    inside\n", "▯ \"A title\"⏎inside"),
            ("???+ note\n    inside\n\n        code CS\n", "▯ ▯⏎inside"),
            ("=== \"Tab\"\n\n    - one\n    - two", "\"Tab\" | one | two"),
            ("CS\n===\n!!! So what", "CS | !!! So what"),
        ],
    );
}

#[test]
fn html_is_read_as_it_is_shown() {
    check_all(
        DocumentFormat::Html,
        &[
            ("<p>customer <b>success</b></p>", "customer success"),
            ("<p>customer\n   success</p>", "customer⏎   success"),
            ("<title>CS &amp; CX</title><h2>One</h2>two", "CS & CX | One | two"),
            ("<ul><li>one<li>two</ul>", "one | two"),
            ("<table><tr><th>AB<td>Long</table>", "AB | Long"),
            ("<dl><dt>CS<dd>customer success</dl>", "CS | customer success"),
            ("<p>a<br>b<wbr>c</p>", "a⏎bc"),
            ("<p>press <kbd>CS</kbd>, <samp>CS</samp> or <code>CS</code></p>", "press ▯, ▯ or ▯"),
            ("<pre>CS</pre><script>CS</script><style>CS</style><p>x</p>", "x"),
            (
                "<noscript>CS</noscript><template><p>CS</p></template><svg><text>CS</text></svg>x",
                "x",
            ),
            ("<blockquote><p>CS</p></blockquote>x", "x"),
            ("<img alt='the CS logo' src=CS.png> x", "◻ x | the CS logo"),
            ("<img alt=logo src=CS.png> x", "◻ x | logo"),
            ("<p title=\"CS\" data-x='CS'>x</p><!-- CS -->", "x"),
            ("<a href=\"/CS\">customer</a> success", "customer success"),
            ("<p>unclosed <code>CS</p><p>then</p>", "unclosed ▯ | then"),
            ("<p>{{ page.CS }} x {% CS %}</p>", "▯ x ◻"),
            ("<p>&copy; &unknown; &#x43;S</p>", "© &unknown; CS"),
            ("<select><option>CS<option>CX</select>", "CS | CX"),
            ("<textarea>CS</textarea><p>x", "x"),
            ("<P>Upper <CODE>CS</CODE></P>", "Upper ▯"),
            ("<p hidden>CS</p><p>x</p>", "x"),
            ("<p hidden>CS<p>x<p>y", "x | y"),
            ("a<span style=\"color: red; display : none\">CS</span>b", "ab"),
            ("<div hidden><div>CS</div>CS</div>x", "x"),
            ("<input hidden>x <p style='color: red'>y", "x | y"),
        ],
    );
}

#[test]
fn text_is_read_by_paragraphs() {
    check_all(
        DocumentFormat::Text,
        &[
            ("one\ntwo\n\n  three  \n \t\n\nfour", "one⏎two | three | four"),
            ("one\r\n\r\ntwo", "one | two"),
            ("*not* markup `here`", "*not* markup `here`"),
            ("\n\n", ""),
            ("\u{feff}one", "one"),
            ("she wrote:\n> CS said so\n> twice\nand I", "she wrote: | and I"),
            (">> CS\n\none > two", "one > two"),
            ("one <!-- cxterms: ignore --> two", "one ◻ two"),
            ("<!-- cxterms: ignore -->\none", "one"),
            ("one <!-- two -->", "one <!-- two -->"),
        ],
    );
}

#[test]
fn blocks_say_what_they_are() {
    let kinds = |source: &str, format| {
        let blocks = read_kinds(source.as_bytes(), format).into_iter();
        blocks.map(|(kind, _)| kind).collect::<Vec<_>>()
    };
    let item = |list, item, depth| BlockKind::ListItem(ListPlace { list, item, depth });
    let cell = |row, column| BlockKind::TableCell(CellPlace { table: 1, row, column });
    assert_eq!(
        kinds("## a\n\nb\n\n- c\n\n  d\n  - e\n- f\n\n1. g", DocumentFormat::Markdown),
        [
            BlockKind::Heading(2),
            BlockKind::Paragraph,
            item(1, 1, 1),
            item(1, 1, 1),
            item(2, 1, 2),
            item(1, 2, 1),
            item(3, 1, 1)
        ]
    );
    let table = [cell(1, 1), cell(1, 2), cell(2, 1), cell(2, 2), BlockKind::Paragraph];
    assert_eq!(kinds("|a|b|\n|-|-|\n|c|d|\n\ne", DocumentFormat::Markdown), table);
    let html = "<table><tr><td>a<td>b<tr><td>c<td>d</table>e";
    assert_eq!(kinds(html, DocumentFormat::Html), table);
    assert_eq!(kinds("a\n: b\n\nc\n: d\n\n# e", DocumentFormat::Markdown)[..4], table[..4]);
    let html = "<ul><li>a<ol><li>b</ol><li>c</ul><figcaption>d</figcaption>";
    assert_eq!(
        kinds(html, DocumentFormat::Html),
        [item(1, 1, 1), item(2, 1, 2), item(1, 2, 1), BlockKind::Caption]
    );
}

#[test]
fn items_go_on_with_a_sentence() {
    let source =
        "Teams of three kinds:\n\n- sales,\n- support, and\n- CS.\n- others\n\nThe end:\n\ntext";
    let mut continued = vec![];
    shared::visit_blocks(source.as_bytes(), DocumentFormat::Markdown, |block| {
        continued.push(block.continues_sentence());
    });
    assert_eq!(continued, [false, true, true, true, false, false, false]);
}

#[test]
fn comments_to_this_program_are_told() {
    let told = |source: &str, format| {
        let mut found = vec![];
        read_bytes(source.as_bytes(), format, &mut |event| {
            if let DocumentEvent::Directive(Directive { text, bytes, start, .. }) = event {
                let comment = shared::slice_source(source.as_bytes(), &bytes);
                let comment = String::from_utf8(comment.to_vec()).unwrap();
                found.push((text.to_owned(), comment, start.line, start.column));
            }
        })
        .unwrap();
        found
    };
    let comment = "<!-- cxterms: ignore rule-a -->";
    let right = |line, column| vec![("ignore rule-a".to_owned(), comment.to_owned(), line, column)];
    let markdown = |source: &str| told(source, DocumentFormat::Markdown);
    assert_eq!(markdown(&format!("{comment}\n\ntext")), right(1, 1));
    assert_eq!(markdown(&format!("a é {comment} b")), right(1, 5));
    assert_eq!(markdown(&format!("- a\n\n  {comment}\n")), right(3, 3));
    assert_eq!(markdown(&format!("> a\n> {comment}\n> b")), right(2, 3));
    assert_eq!(markdown(&format!("---\na: b\n---\n<div>\n{comment}</div>")), right(5, 1));
    assert_eq!(told(&format!("<p>a\n{comment}</p>"), DocumentFormat::Html), right(2, 1));
    assert_eq!(markdown(&format!("`{comment}`\n\n```\n{comment}\n```")), []);
    assert_eq!(markdown("<!-- other: ignore x -->"), []);
    assert_eq!(told(&format!("a é {comment} b"), DocumentFormat::Text), right(1, 5));
    assert_eq!(told(&format!("x\n\n{comment}\na <!-- b"), DocumentFormat::Text), right(3, 1));
    let mdx = markdown("text {/* cxterms: ignore rule-a */} more");
    assert_eq!(mdx, [("ignore rule-a".into(), "{/* cxterms: ignore rule-a */}".into(), 1, 6)]);
}

#[test]
fn broken_characters_are_told_and_the_rest_is_read() {
    for format in [DocumentFormat::Markdown, DocumentFormat::Html, DocumentFormat::Text] {
        let (mut texts, mut told) = (vec![], vec![]);
        read_bytes(b"ok line\nd\xc3\xa9j\xe9 vu CS\xff and much more text", format, &mut |event| {
            match event {
                DocumentEvent::Block(block) => texts.push(block.text().to_owned()),
                DocumentEvent::InvalidUtf8(place) => {
                    told.push((place.line, place.column, place.byte));
                }
                DocumentEvent::Directive(_) => {}
            }
        })
        .unwrap();
        assert_eq!(texts, ["ok line\ndéj\u{fffd} vu CS\u{fffd} and much more text"]);
        assert_eq!(told, [(2, 4, 12)]);
    }
}
