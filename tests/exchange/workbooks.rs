//! Workbooks: read by the rules of tables, written so that they come back, bounded whatever they hold.

use super::{
    corpora::{exported_bytes, read, rich, shipped},
    same, there_and_back,
};
use cxterms_base::corpus::Concept;
use cxterms_exchange::{
    Coverage, ExchangeFormat, ImportError, ImportOptions, ImportedCorpus, InputFile, Part,
    PlainTable,
};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

#[test]
fn terms_come_back_as_they_do_from_csv() {
    for corpus in [shipped(), read("tests/fixtures/small"), rich()] {
        same(&there_and_back("csv", &corpus), &there_and_back("xlsx", &corpus));
    }
}

#[test]
fn the_same_corpus_gives_the_same_bytes() {
    assert_eq!(exported_bytes("xlsx", &rich()).0, exported_bytes("xlsx", &rich()).0);
}

/// An archive of files.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An `.ods` with these sheets, each with its rows.
fn ods(sheets: &[(&str, &str)]) -> Vec<u8> {
    let tables: Vec<_> = sheets
        .iter()
        .map(|(name, rows)| format!("<table:table table:name=\"{name}\">{rows}</table:table>"))
        .collect();
    let tables = tables.concat();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    archive(&[
        ("mimetype", mimetype),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<_> = cells
        .iter()
        .map(|cell| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>")
        })
        .collect();
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn import(format: &str, bytes: &[u8], sheet: Option<&str>) -> Result<ImportedCorpus, ImportError> {
    let format = ExchangeFormat::from_name(format).unwrap();
    let input = InputFile { name: "it.ods".to_owned(), format, text: Box::new(bytes) };
    let options = ImportOptions { sheet: sheet.map(str::to_owned), ..ImportOptions::default() };
    (format.read.unwrap())(vec![input], &options)
}

fn labels(imported: &ImportedCorpus) -> Vec<&str> {
    imported.corpus.concepts.iter().map(Concept::preferred_label).collect()
}

#[test]
fn the_sheet_with_labels_is_read_and_the_others_are_told() {
    let cover = row(&["Our terms", "2026"]);
    let terms =
        row(&["Term", "Definition"]) + &row(&["hub", "a middle"]) + &row(&["spoke", "a rod"]);
    let old = row(&["Term", "Definition"]) + &row(&["nave", "a hub"]);
    let book = ods(&[("Cover", &cover), ("Terms 2026", &terms), ("Old", &old)]);
    let imported = import("ods", &book, None).unwrap();
    assert_eq!(labels(&imported), ["hub", "spoke"]);
    assert_eq!(imported.losses.count("sheets that are not read"), 2);
    assert_eq!(labels(&import("ods", &book, Some("old")).unwrap()), ["nave"]);
    let error = import("ods", &book, Some("Trems 2026")).unwrap_err().0;
    assert_eq!(error.message, "there is no sheet `Trems 2026`");
    assert_eq!(error.hint.as_deref(), Some("did you mean `Terms 2026`?"));
}

#[test]
fn a_fault_names_row_and_column_of_the_sheet() {
    let rows = row(&["id", "label", "subset-of"])
        + "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>"
        + &row(&["hub", "hub", "whele"])
        + &row(&["wheel", "wheel", ""]);
    let imported = import("ods", &ods(&[("Terms", &rows)]), None).unwrap();
    let found: Vec<_> =
        imported.findings.iter().map(|it| (it.line, it.column, it.hint.as_deref())).collect();
    assert_eq!(found, [(5, 3, Some("did you mean `wheel`?"))], "{:?}", imported.findings);
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused() {
    let empty = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"/></table:table-row>";
    let terms = row(&["label", "definition"]) + &row(&["hub", "a middle"]);
    // LibreOffice ends every sheet so.
    let imported = import("ods", &ods(&[("Terms", &(terms.clone() + empty))]), None).unwrap();
    assert_eq!(labels(&imported), ["hub"]);
    let full = empty.replace(
        "<table:table-cell ",
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" ",
    );
    // What stands far below is a few cells, however far.
    let far = terms.clone() + empty + &row(&["spoke", "a rod"]);
    assert_eq!(labels(&import("ods", &ods(&[("Terms", &far)]), None).unwrap()), ["hub", "spoke"]);
    let error = import("ods", &ods(&[("Terms", &(terms + &full))]), None).unwrap_err();
    assert_eq!(error.0.message, "a sheet has more than the 20000000 cells that are read");
    let bomb = " ".repeat(600 << 20);
    let error = import("xlsx", &archive(&[("xl/workbook.xml", &bomb)]), None).unwrap_err();
    assert_eq!(error.0.message, "this workbook holds more than 512 MiB, which is all that is read");
}

#[test]
fn what_is_no_workbook_is_told() {
    for (bytes, message) in [
        (&b"id,label\na,b\n"[..], "this is no workbook: neither .xlsx nor .ods"),
        (b"PK\x03\x04", "this is no workbook: neither .xlsx nor .ods"),
        (b"", "this file is empty"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
            "this workbook is an old .xls, or has a password: save it as .xlsx without one",
        ),
    ] {
        for format in ["xlsx", "ods"] {
            assert_eq!(import(format, bytes, None).unwrap_err().0.message, message);
        }
    }
    let error = import("xlsx", &archive(&[("a.txt", "x")]), None).unwrap_err();
    assert!(error.0.message.starts_with("this workbook is broken"), "{}", error.0.message);
}

#[test]
fn columns_are_added_to_a_table_that_else_stays_as_it_is() {
    for format in ["csv", "xlsx"] {
        let format = ExchangeFormat::from_name(format).unwrap();
        let csv = ExchangeFormat::from_name("csv").unwrap();
        let text = "Topic,count\n\"a, b\",=1+1\nc,2,wide\n";
        let input =
            InputFile { name: "it.csv".to_owned(), format: csv, text: Box::new(text.as_bytes()) };
        let mut table = PlainTable::read(input, &ImportOptions::default()).unwrap();
        assert_eq!(table.find_column(Some("topic")).unwrap(), 0);
        assert!(table.find_column(None).is_err());
        table.add_columns(["found", "why"], |row| [format!("={}", row[0]), String::new()]);
        let mut bytes = vec![];
        table.write(&format, &mut bytes).unwrap();
        let again = InputFile { name: "it".to_owned(), format, text: Box::new(&*bytes) };
        let again = PlainTable::read(again, &ImportOptions::default()).unwrap();
        assert_eq!(again.header, ["Topic", "count", "", "found", "why"]);
        let rows = [["a, b", "=1+1", "", "'=a, b", ""], ["c", "2", "wide", "'=c", ""]];
        assert_eq!(again.rows, rows, "{}", format.name);
    }
}

#[test]
fn a_column_that_is_named_tells_what_stands_between_cells() {
    let csv = ExchangeFormat::from_name("csv").unwrap();
    let read = |columns: Vec<(String, String)>| {
        let text = "Topic;N\ncx, all;1,5\nchurn;2\n";
        let input =
            InputFile { name: "it.csv".to_owned(), format: csv, text: Box::new(text.as_bytes()) };
        PlainTable::read(input, &ImportOptions { columns, ..ImportOptions::default() }).unwrap()
    };
    let named = read(vec![("label".to_owned(), "Topic".to_owned())]);
    assert_eq!(named.header, ["Topic", "N"]);
    assert_eq!(named.rows, [["cx, all", "1,5"], ["churn", "2"]]);
}

#[test]
fn numbers_stay_numbers_and_empty_rows_stay_where_they_are() {
    let csv = ExchangeFormat::from_name("csv").unwrap();
    let text = "Topic,N\na,12.5\nb,007\n";
    let input =
        InputFile { name: "it.csv".to_owned(), format: csv, text: Box::new(text.as_bytes()) };
    let table = PlainTable::read(input, &ImportOptions::default()).unwrap();
    let mut bytes = vec![];
    table.write(&ExchangeFormat::from_name("xlsx").unwrap(), &mut bytes).unwrap();
    let mut sheet = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::Read::read_to_string(
        &mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(),
        &mut sheet,
    )
    .unwrap();
    assert!(sheet.contains("<v>12.5</v>") && !sheet.contains("<v>7</v>"), "{sheet}");
    let gap =
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>";
    let rows = row(&["Topic"]) + &row(&["a"]) + gap + &row(&["b"]);
    let book = ods(&[("T", &rows)]);
    let format = ExchangeFormat::from_name("ods").unwrap();
    let input = InputFile { name: "it.ods".to_owned(), format, text: Box::new(&*book) };
    let table = PlainTable::read(input, &ImportOptions::default()).unwrap();
    assert_eq!(table.rows, [vec!["a".to_owned()], vec![], vec![], vec!["b".to_owned()]]);
}

#[test]
fn of_a_workbook_that_is_read_nothing_is_said_of_sheets_that_are_only_written() {
    let [xlsx, csv] = ["xlsx", "csv"].map(|name| ExchangeFormat::from_name(name).unwrap());
    assert_ne!(xlsx.coverage_of(Part::Sources), Coverage::No);
    assert_eq!(xlsx.as_read().coverage_of(Part::Sources), Coverage::No);
    assert_eq!(xlsx.as_read().coverage_of(Part::Facets), csv.as_read().coverage_of(Part::Facets));
}

#[test]
fn of_two_columns_of_one_name_neither_is_taken() {
    let csv = ExchangeFormat::from_name("csv").unwrap();
    let read = |text: &'static str| {
        let input =
            InputFile { name: "it.csv".to_owned(), format: csv, text: Box::new(text.as_bytes()) };
        PlainTable::read(input, &ImportOptions::default()).unwrap().find_column(Some("Topic"))
    };
    let error = read("Topic,Topic\ncx,cs\n").unwrap_err();
    assert_eq!(error.0.message, "2 columns are called `Topic`; leave one of that name");
    // Case tells two apart.
    assert_eq!(read("topic,Topic\nchurn,cx\n").unwrap(), 1);
    assert_eq!(read("TOPIC,n\nchurn,1\n").unwrap(), 0);
}

#[test]
fn a_formula_that_no_program_has_computed_is_counted() {
    let sheet = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>\
        <row r='1'><c r='A1' t='inlineStr'><is><t>Label</t></is></c><c r='B1' t='inlineStr'><is><t>Definition</t></is></c></row>\
        <row r='2'><c r='A2' t='inlineStr'><is><t>hub</t></is></c><c r='B2'><f>1+1</f><v></v></c></row>\
        <row r='3'><c r='A3' t='inlineStr'><is><t>rim</t></is></c><c r='B3'><f>1+1</f><v>2</v></c></row>\
        <row r='4'><c r='A4' t='inlineStr'><is><t>spoke</t></is></c><c r='B4' t='str'><f>\"\"</f><v></v></c></row>\
        <row r='5'><c r='A5' t='inlineStr'><is><t>tire</t></is></c><c r='B5' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>\
        </sheetData></worksheet>";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let of = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns='{package}'><Relationship Id='{id}' Type='{relations}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='{relations}'>\
         <sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>"
    );
    let bytes = archive(&[
        ("_rels/.rels", &*of("r0", "officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", &*book),
        ("xl/_rels/workbook.xml.rels", &*of("r1", "worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let imported = import("xlsx", &bytes, None).unwrap();
    let kind = "formulas without a value (open and save the file in a spreadsheet program)";
    let lost: Vec<_> = imported.losses.kinds().map(|it| (it, imported.losses.count(it))).collect();
    assert_eq!(lost, [("cells that hold an error", 1), (kind, 1)]);
    assert_eq!(imported.corpus.concepts.len(), 4);
}
