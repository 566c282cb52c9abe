//! The built-in corpus: `terms/`, compiled by the build script.

use cxterms_base::{
    Base,
    corpus::BUILT_IN,
    image::{ImageError, InProgram},
};

/// The name by which `--terms` takes the corpus that ships.
pub const NAME: &str = BUILT_IN;

static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/built-in.image"));

/// Opens the corpus that ships.
///
/// # Errors
/// When the binary itself is damaged.
pub fn open() -> Result<Base, ImageError> {
    Base::open(Box::new(InProgram(IMAGE)))
}
