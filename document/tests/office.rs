//! Office files, made here part by part: what is prose in them, and its places.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

mod shared;

use cxterms_document::{
    BlockKind, CellPlace, DocumentError, DocumentEvent, DocumentFormat, ListPlace, OfficePlace,
    OfficeUnit, SourcePlace, read_bytes,
};
use shared::{read_kinds, zip_parts};

/// The blocks of a document of Word with this body.
fn read_docx(body: &str, others: &[(&str, &str)]) -> Vec<(BlockKind, String)> {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let parts = [&[("word/document.xml", document.as_str())], others].concat();
    read_kinds(&zip_parts(&parts), DocumentFormat::Docx)
}

fn paragraphs(texts: &[&str]) -> Vec<(BlockKind, String)> {
    texts.iter().map(|text| (BlockKind::Paragraph, (*text).to_owned())).collect()
}

#[test]
fn a_docx_is_read_without_what_is_no_prose() {
    for (body, texts) in [
        (
            "<w:p><w:r><w:t>customer </w:t></w:r><w:hyperlink><w:r><w:t>success</w:t></w:r></w:hyperlink></w:p>",
            &["customer success"][..],
        ),
        (
            "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>",
            &["a\nb\tc\u{2011}d"],
        ),
        (
            "<w:p><w:del><w:r><w:delText>CS</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
            &["new"],
        ),
        (
            "<w:p><w:r><w:instrText>REF CS</w:instrText></w:r><w:r><w:t>shown</w:t></w:r></w:p>",
            &["shown"],
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>CS</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>",
            &["\u{fffd}seen"],
        ),
        ("<w:p><w:pPr><w:pStyle w:val='Quote'/></w:pPr><w:r><w:t>CS said</w:t></w:r></w:p>", &[]),
        ("<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr><w:r><w:t>CS 3</w:t></w:r></w:p>", &[]),
        (
            "<w:p><w:r><w:t>the </w:t></w:r><w:r><w:rPr><w:rStyle w:val='VerbatimChar'/></w:rPr><w:t>CS</w:t></w:r></w:p>",
            &["the \u{fffd}"],
        ),
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>x &amp; &#121;</w:t></w:r></w:p>",
            &["x & y"],
        ),
        ("<w:p><m:oMath><m:r><m:t>CS</m:t></m:r></m:oMath><w:r><w:t>is</w:t></w:r></w:p>", &["is"]),
        (
            "<w:p><w:r><w:t>outer </w:t><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></w:r><w:r><w:t>end</w:t></w:r></w:p>",
            &["box", "outer end"],
        ),
        (
            "<w:p><w:r><w:t xml:space='preserve'>  spaced  </w:t></w:r></w:p><w:p/><w:p><w:r/></w:p>",
            &["  spaced"],
        ),
    ] {
        assert_eq!(read_docx(body, &[]), paragraphs(texts), "{body}");
    }
}

#[test]
fn a_docx_says_what_its_blocks_are() {
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let listed = |level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = [
        styled("berschrift2", "head"),
        listed(0, "one"),
        listed(1, "two"),
        styled("Normal", "between"),
        listed(0, "three"),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr></w:tc>{}</w:tr></w:tbl>",
            cell("a"),
            cell("b"),
            cell("c")
        ),
        "<w:p><w:r><w:drawing><wp:docPr id='1' descr='the logo'/></w:drawing></w:r></w:p>"
            .to_owned(),
    ];
    let sheet = "<w:styles><w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style></w:styles>";
    let notes = "<w:footnotes><w:footnote><w:p><w:r><w:t>below</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let read =
        read_docx(&body.concat(), &[("word/styles.xml", sheet), ("word/footnotes.xml", notes)]);
    let item = |list, item, depth| BlockKind::ListItem(ListPlace { list, item, depth });
    let cell = |row, column| BlockKind::TableCell(CellPlace { table: 1, row, column });
    let right = [
        (BlockKind::Heading(2), "head"),
        (item(1, 1, 1), "one"),
        (item(1, 2, 2), "two"),
        (BlockKind::Paragraph, "between"),
        (item(2, 1, 1), "three"),
        (cell(1, 1), "a"),
        (cell(1, 2), "b"),
        (cell(2, 3), "c"),
        (BlockKind::AltText, "the logo"),
        (BlockKind::Footnote, "below"),
    ];
    assert_eq!(read, right.map(|(kind, text)| (kind, text.to_owned())));
}

/// A presentation of two slides, which are shown in the order that differs from their names.
fn make_pptx() -> Vec<u8> {
    let slide =
        |inner: &str| format!("<p:sld><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>");
    let shape = |holder: &str, texts: &[&str]| {
        let lines = texts.iter().map(|text| format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"));
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id='2' name='x'/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:txBody>{}</p:txBody></p:sp>",
            lines.collect::<String>()
        )
    };
    let one = slide(
        &[
            shape("<p:ph type='title'/>", &["Customer success"]),
            shape("<p:ph idx='1'/>", &["one", "two"]),
            shape("<p:ph type='sldNum'/>", &["CS 7"]),
        ]
        .concat(),
    );
    let two = slide(&[shape("", &["free"]), "<p:pic><p:cNvPr descr='the logo'/></p:pic><a:tbl><a:tr><a:tc><a:p><a:r><a:t>cell</a:t></a:r></a:p></a:tc></a:tr></a:tbl>".to_owned()].concat());
    let notes = slide(&shape("<p:ph type='body'/>", &["said"]));
    let relations = |all: &[(&str, &str, &str)]| {
        let all = all.iter().map(|(id, kind, target)| {
            format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
        });
        format!("<Relationships>{}</Relationships>", all.collect::<String>())
    };
    zip_parts(&[
        (
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='rId9'/><p:sldId id='257' r:id='rId3'/></p:sldIdLst></p:presentation>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            &relations(&[
                ("rId3", "slide", "slides/slide1.xml"),
                ("rId9", "slide", "/ppt/slides/slide2.xml"),
            ]),
        ),
        ("ppt/slides/slide2.xml", &one),
        ("ppt/slides/slide1.xml", &two),
        (
            "ppt/slides/_rels/slide2.xml.rels",
            &relations(&[("rId1", "notesSlide", "../notesSlides/n.xml")]),
        ),
        ("ppt/notesSlides/n.xml", &notes),
    ])
}

#[test]
fn a_pptx_is_read_in_the_order_of_the_show() {
    let mut read = vec![];
    read_bytes(&make_pptx(), DocumentFormat::Pptx, &mut |event| {
        if let DocumentEvent::Block(block) = event {
            read.push((block.text().to_owned(), block.kind(), block.locate_start(1)));
        }
    })
    .unwrap();
    let item = |list, item| BlockKind::ListItem(ListPlace { list, item, depth: 1 });
    let cell = BlockKind::TableCell(CellPlace { table: 1, row: 1, column: 1 });
    let at = |unit, number, character| SourcePlace::Office(OfficePlace { unit, number, character });
    let right = [
        ("Customer success", BlockKind::Heading(1), at(OfficeUnit::Slide, 1, 2)),
        ("one", item(1, 1), at(OfficeUnit::Slide, 1, 19)),
        ("two", item(1, 2), at(OfficeUnit::Slide, 1, 23)),
        ("said", item(2, 1), at(OfficeUnit::SlideNotes, 1, 2)),
        ("free", BlockKind::Paragraph, at(OfficeUnit::Slide, 2, 2)),
        ("the logo", BlockKind::AltText, at(OfficeUnit::Slide, 2, 7)),
        ("cell", cell, at(OfficeUnit::Slide, 2, 16)),
    ];
    assert_eq!(read, right.map(|(text, kind, place)| (text.to_owned(), kind, place)));
}

#[test]
fn an_odt_is_read_without_what_is_no_prose() {
    let content = "<office:document-content><office:automatic-styles>
        <style:style style:name='P1' style:parent-style-name='Quotations'/>
        <style:style style:name='T1' style:parent-style-name='Source_20_Text'/></office:automatic-styles><office:text>
        <text:tracked-changes><text:p>gone CS</text:p></text:tracked-changes>
        <text:h text:outline-level='2'>Head</text:h>
        <text:p>customer<text:s text:c='2'/><text:span>success</text:span><text:line-break/>on <text:span text:style-name='T1'>CS</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>below</text:p></text:note-body></text:note> end</text:p>
        <text:p text:style-name='P1'>CS said</text:p>
        <text:p>x<office:annotation><text:p>CS?</text:p></office:annotation>y</text:p>
        <text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell table:number-columns-repeated='2'/><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table>
        <text:table-of-content><text:p>CS 3</text:p></text:table-of-content>
        <text:p><draw:frame><svg:title>CS logo</svg:title><svg:desc/></draw:frame></text:p>
        </office:text></office:document-content>";
    let item = |item, depth| BlockKind::ListItem(ListPlace { list: 1, item, depth });
    let cell = BlockKind::TableCell(CellPlace { table: 1, row: 1, column: 3 });
    let right = [
        (BlockKind::Heading(2), "Head"),
        (BlockKind::Paragraph, "below"),
        (BlockKind::Paragraph, "customer success\non \u{fffd} end"),
        (BlockKind::Paragraph, "xy"),
        (item(1, 1), "one"),
        (item(2, 2), "two"),
        (cell, "cell"),
        (BlockKind::AltText, "CS logo"),
    ];
    let read = read_kinds(&zip_parts(&[("content.xml", content)]), DocumentFormat::Odt);
    assert_eq!(read, right.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn a_place_counts_paragraphs_and_characters() {
    let body = "<w:p><w:r><w:t>first</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>éa CS</w:t></w:r></w:p>";
    let bytes = zip_parts(&[("word/document.xml", &format!("<w:body>{body}</w:body>"))]);
    let mut places = vec![];
    shared::visit_blocks(&bytes, DocumentFormat::Docx, |block| {
        let at = block.text().len() - 2;
        let span = block.locate(at..at + 2);
        assert_eq!(span.bytes, None);
        places.push((span.start, span.end));
    });
    let at = |number, character| {
        SourcePlace::Office(OfficePlace { unit: OfficeUnit::Paragraph, number, character })
    };
    assert_eq!(places, [(at(1, 4), at(1, 6)), (at(3, 4), at(3, 6))]);
}

#[test]
fn what_is_no_office_file_is_told() {
    let fail =
        |bytes: &[u8], format| read_bytes(bytes, format, &mut |_| {}).unwrap_err().to_string();
    let docx = |bytes: &[u8]| fail(bytes, DocumentFormat::Docx);
    assert!(docx(b"just text").starts_with("is not an Office file of its format: "));
    assert!(docx(b"").starts_with("is not an Office file of its format: "));
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    assert!(docx(&old).starts_with("has a password or is older than 2007"));
    let empty = zip_parts(&[("other.xml", "<x/>")]);
    assert_eq!(docx(&empty), "holds no `word/document.xml`, as its format should");
    assert_eq!(fail(&empty, DocumentFormat::Odt), "holds no `content.xml`, as its format should");
    let broken = zip_parts(&[("word/document.xml", "<a><b></a>")]);
    assert!(docx(&broken).starts_with("holds a broken `word/document.xml`: "), "{}", docx(&broken));
    let mut cut = zip_parts(&[("word/document.xml", "<a>text and more text</a>")]);
    cut.truncate(cut.len() / 2);
    assert!(docx(&cut).starts_with("is not an Office file of its format: "));
}

#[test]
fn what_inflates_or_nests_too_far_is_told() {
    let docx = |document: &str| {
        let bytes = zip_parts(&[("word/document.xml", document)]);
        read_bytes(&bytes, DocumentFormat::Docx, &mut |_| {}).unwrap_err()
    };
    let bomb = format!("<w:p><w:t>{}</w:t></w:p>", "a".repeat(3 << 20));
    assert!(matches!(docx(&bomb), DocumentError::Inflated { .. }), "{}", docx(&bomb));
    let deep = docx(&"<w:p>".repeat(100_000)).to_string();
    assert_eq!(deep, "holds a broken `word/document.xml`: elements are nested more than 1000 deep");
    let laughs = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w:p><w:t>&b;</w:t></w:p>";
    let bytes = zip_parts(&[("word/document.xml", laughs)]);
    assert_eq!(read_kinds(&bytes, DocumentFormat::Docx), paragraphs(&["&b;"]));
}
