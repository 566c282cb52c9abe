//! Does any corpus stop those who lay, check, compile, compare and show it?
//!
//! An input holds layers between lines of `===`, and in each, between lines of `---`, corpus.yaml, sources.yaml and
//! files of terms.
#![no_main]

use cxterms::{check::{self, Levels},
    diff,
    render::{FORMATS, Style}};
use cxterms_base::{
    Base,
    corpus::{Layer, Reading},
};
use libfuzzer_sys::fuzz_target;
use std::{io::sink, path::Path};

fuzz_target!(|text: &str| {
    let mut reading = Reading::default();
    for files in text.split("\n===\n").take(3) {
        let (mut layer, mut faults) = (Layer::default(), vec![]);
        for (index, text) in files.split("\n---\n").take(8).enumerate() {
            let name = match index {
                0 => "corpus.yaml".to_owned(),
                1 => "sources.yaml".to_owned(),
                _ => format!("terms-{index}.yaml"),
            };
            let shown = text.trim_start_matches('\u{feff}').to_owned();
            let file = reading.files.add(name.clone(), shown);
            layer.text(Path::new(&name), file, text.as_bytes(), &mut faults);
        }
        reading.faults.extend(faults);
        reading.lay(layer);
    }
    let report = check::check(&reading, &Levels::default());
    let style = Style { width: Some(60), ..Style::default() };
    for format in FORMATS {
        format.write(&report, style, &mut sink()).expect("nothing to write to that could fail");
    }
    let itself = diff::diff(("one", &reading.corpus), ("other", &reading.corpus), true);
    assert!(!itself.any(), "a corpus differs from itself: {:?}", itself.summary);
    // As far as it could be read: few inputs are without faults, and what is left of the others compiles as well.
    let base = Base::compile(&reading.corpus).expect("what was read compiles");
    let back = base.corpus().expect("what was compiled can be read");
    let kept = diff::diff(("read", &reading.corpus), ("compiled", &back), true);
    assert!(!kept.any(), "an image loses something: {:?}", kept.summary);
});
