//! Does any file, under any of the three names, stop the reader?
#![no_main]

use cxterms_base::{corpus::Layer, diagnostic::Files};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    for name in ["corpus.yaml", "sources.yaml", "terms.yaml"] {
        let (mut layer, mut files, mut faults) = (Layer::default(), Files::default(), vec![]);
        let text = String::from_utf8_lossy(bytes).into_owned();
        let file = files.add_file(name.to_owned(), text.trim_start_matches('\u{feff}').to_owned());
        layer.parse_file(Path::new(name), file, bytes, &mut faults);
        // Each fault finds its line.
        for fault in &faults {
            files.diagnose(fault);
        }
    }
});
