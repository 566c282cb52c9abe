//! The digest (SHA-256) of the files that a corpus was read from.

use super::{folder::list_yaml_files, to_portable_path};
use crate::diagnostic::Files;
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::{fmt, fs, io, path::Path};

/// The SHA-256 of what a corpus was read from; zeros if nothing was.
///
/// Each file is digested on its own, so that several can be at once. A layer's digest is that of its files in the order
/// of their paths below the folder, written with `/`: of each the length of its path in bytes (eight, the lowest first),
/// the path, and the SHA-256 of its bytes. What lies over another layer has the digest of both, the lower one first.
///
/// It reads `sha256:` and its bytes in hexadecimal where people read the format, and is its bytes elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// That of a file's bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// That of a layer's files, each with its path; they are put in order.
    pub(super) fn of_files(files: &mut [(String, Self)]) -> Self {
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut whole = Sha256::new();
        for (path, Self(file)) in files {
            whole.update((path.len() as u64).to_le_bytes());
            whole.update(path);
            whole.update(file);
        }
        Self(whole.finalize().into())
    }

    /// That of the layer in a folder, whose files are read and not understood.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of_folder(folder: &Path) -> io::Result<Self> {
        let (paths, _) = list_yaml_files(folder, &mut Files::default());
        let digested = paths.iter().map(|path| {
            let below = path.strip_prefix(folder).unwrap_or(path);
            Ok((to_portable_path(below), Self::of_bytes(&fs::read(path)?)))
        });
        Ok(Self::of_files(&mut digested.collect::<io::Result<Vec<_>>>()?))
    }

    /// That of a layer over what was read before, if anything was.
    #[must_use]
    pub fn layered_over(self, below: Self) -> Self {
        if below == Self::default() { self } else { Self::of_bytes(&[below.0, self.0].concat()) }
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(&format_args!("sha256:{self}")),
            false => self.0.serialize(serializer),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(named: &[(&str, &str)]) -> Digest {
        let digested =
            named.iter().map(|(path, text)| (path.to_string(), Digest::of_bytes(text.as_bytes())));
        Digest::of_files(&mut digested.collect::<Vec<_>>())
    }

    #[test]
    fn it_is_what_other_tools_compute() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of_bytes(b"abc").to_string(), known);
    }

    #[test]
    fn it_tells_what_stands_where_and_in_which_layer() {
        let one = files(&[("a.yaml", "x"), ("b.yaml", "y")]);
        assert_eq!(one, files(&[("b.yaml", "y"), ("a.yaml", "x")]));
        assert_ne!(one, files(&[("a.yaml", "y"), ("b.yaml", "x")]));
        assert_ne!(one, files(&[("a.yaml", "xy"), ("b.yaml", "")]));
        let other = files(&[("a.yaml", "z")]);
        assert_eq!(one.layered_over(Digest::default()), one);
        assert_ne!(one.layered_over(other), other.layered_over(one));
    }
}
