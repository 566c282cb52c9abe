//! RDF/XML in other encodings than UTF-8.

use cxterms_exchange::{ExchangeFormat, ImportOptions, InputFile};

#[test]
fn rdf_xml_is_read_in_the_encoding_that_it_declares() {
    let file = |declared: &str| {
        format!(
            "<?xml version=\"1.0\"{declared}?>\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:skos='http://www.w3.org/2004/02/skos/core#'>\n<skos:Concept rdf:about='http://a.example/1'><skos:prefLabel xml:lang='fr'>pièce</skos:prefLabel></skos:Concept></rdf:RDF>"
        )
    };
    let format = ExchangeFormat::from_name("rdfxml").unwrap();
    let read = |bytes: &[u8]| {
        let text = Box::new(std::io::Cursor::new(bytes.to_vec()));
        let input = InputFile { name: "it.rdf".to_owned(), format, text };
        (format.read.unwrap())(vec![input], &ImportOptions::default())
    };
    let western = |declared: &str| -> Vec<u8> {
        file(declared).chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    };
    let wide = |declared: &str| -> Vec<u8> {
        format!("\u{feff}{}", file(declared)).encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    for bytes in [
        western(" encoding=\"ISO-8859-1\""),
        western(" encoding='windows-1252'"),
        wide(" encoding='UTF-16'"),
        wide(""),
        file(" encoding='utf-8'").into_bytes(),
        file("").into_bytes(),
    ] {
        let read = read(&bytes).unwrap();
        assert_eq!(read.corpus.concepts[0].labels[0].text, "pièce");
    }
    let broken = read(&western(" encoding='klingon'")).unwrap_err();
    assert!(broken.0.message.contains("klingon") && broken.0.hint.is_some());
    assert!(read(&western("")).is_err());
}
