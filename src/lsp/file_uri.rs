//! Addresses of files: `file:///a%20b.md` and paths.

use lsp_types::Uri;
use std::{
    fmt::Write,
    path::{Path, PathBuf},
    str::FromStr,
};

/// The path that an address names, if it is one of a file.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // A host may stand before the path.
    let path = rest.get(rest.find('/')?..)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let decoded = decode_percents(path)?;
    let bare = decoded.strip_prefix('/').unwrap_or(&decoded);
    let drive = bare.as_bytes().get(1) == Some(&b':');
    Some(PathBuf::from(if drive { bare } else { &decoded }))
}

fn decode_percents(path: &str) -> Option<String> {
    let mut bytes = vec![];
    let mut rest = path.as_bytes();
    loop {
        match rest {
            [] => return String::from_utf8(bytes).ok(),
            [b'%', high, low, after @ ..] => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                bytes.push(u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?);
                rest = after;
            }
            [byte, after @ ..] => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
}

/// The address of a file.
pub(super) fn of_path(path: &Path) -> Option<Uri> {
    let text = path.to_str()?.replace('\\', "/");
    let mut uri = String::from("file://");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    Uri::from_str(&uri).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_lead_to_each_other() {
        for path in ["/a/b c/ä #%.md", "/plain", "/ü/😀.yaml"] {
            let uri = of_path(Path::new(path)).unwrap();
            assert_eq!(to_path(uri.as_str()).as_deref(), Some(Path::new(path)), "{path}");
        }
        assert_eq!(to_path("file://localhost/a.md").as_deref(), Some(Path::new("/a.md")));
        assert_eq!(to_path("file:///c%3A/a.md").as_deref(), Some(Path::new("c:/a.md")));
        for bad in ["untitled:Untitled-1", "file:", "file:///%zz", "", "file:///%ff"] {
            assert_eq!(to_path(bad), None, "{bad}");
        }
    }
}
