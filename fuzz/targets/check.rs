//! Does any corpus stop those who lay, check, compile, compare and show it?
//!
//! An input holds layers between lines of `===`, and in each, between lines of `---`, corpus.yaml, sources.yaml and
//! files of terms.
#![no_main]

use cxterms::{
    check::{self, RuleLevels},
    diff,
    render::{FORMATS, OutputStyle},
};
use cxterms_base::{
    Base,
    corpus::{CorpusReading, Layer},
};
use libfuzzer_sys::fuzz_target;
use std::{io::sink, path::Path};

fuzz_target!(|text: &str| {
    let mut reading = CorpusReading::default();
    for files in text.split("\n===\n").take(3) {
        let (mut layer, mut faults) = (Layer::default(), vec![]);
        for (index, text) in files.split("\n---\n").take(8).enumerate() {
            let name = match index {
                0 => "corpus.yaml".to_owned(),
                1 => "sources.yaml".to_owned(),
                _ => format!("terms-{index}.yaml"),
            };
            let shown = text.trim_start_matches('\u{feff}').to_owned();
            let file = reading.files.add_file(name.clone(), shown);
            layer.parse_file(Path::new(&name), file, text.as_bytes(), &mut faults);
        }
        reading.faults.extend(faults);
        reading.add_layer(layer);
    }
    let report = check::run_rules(&reading, &RuleLevels::default());
    let style = OutputStyle { width: Some(60), ..OutputStyle::default() };
    for format in FORMATS {
        format.write(&report, style, &mut sink()).expect("nothing to write to that could fail");
    }
    let itself = diff::compare_corpora(("one", &reading.corpus), ("other", &reading.corpus), true);
    assert!(!itself.has_changes(), "a corpus differs from itself: {:?}", itself.summary);
    // As far as it could be read: few inputs are without faults, and what is left of the others compiles as well.
    let base = Base::compile(&reading.corpus).expect("what was read compiles");
    let back = base.to_corpus().expect("what was compiled can be read");
    let kept = diff::compare_corpora(("read", &reading.corpus), ("compiled", &back), true);
    assert!(!kept.has_changes(), "an image loses something: {:?}", kept.summary);
});
