//! Does any file, taken for any format that is read, stop the reader, and is what came of it a corpus that files can hold?
//!
//! The first byte of an input names the format; the rest is the file.
#![no_main]

use cxterms_base::corpus::{CorpusReading, Layer};
use cxterms_exchange::{FORMATS, ImportOptions, InputFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let readable: Vec<_> = FORMATS.iter().filter(|format| format.read.is_some()).collect();
    let format = *readable[usize::from(*first) % readable.len()];
    let input =
        InputFile { name: format!("it.{}", format.endings[0]), format, text: Box::new(text) };
    let read = format.read.expect("one that is read");
    let Ok(imported) = read(vec![input], &ImportOptions::default()) else { return };
    let (mut reading, mut layer, mut faults) = (CorpusReading::default(), Layer::default(), vec![]);
    for (path, text) in imported.corpus.to_yaml_files() {
        let file = reading.files.add_file(path.display().to_string(), text.clone());
        layer.parse_file(&path, file, text.as_bytes(), &mut faults);
        assert!(faults.is_empty(), "{}: {:?}\n{text}", path.display(), faults);
    }
    for format in FORMATS.iter().filter(|format| format.write.is_some()) {
        format.export(&imported.corpus, &mut std::io::sink());
    }
});
