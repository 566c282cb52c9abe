//! Compiles `terms/` into the image that the binary carries; a fault of the corpus fails the build.

use cxterms_base::{Base, corpus::CorpusReading};
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=terms");
    let mut reading = CorpusReading::default();
    reading.add_folder(Path::new("terms"));
    for found in reading.diagnostics() {
        println!("cargo::error={}:{}:{}: {}", found.file, found.line, found.column, found.message);
    }
    let out = env::var("OUT_DIR")?;
    fs::write(
        Path::new(&out).join("built-in.image"),
        Base::build_image(&reading.corpus, reading.digest)?,
    )?;
    Ok(())
}
