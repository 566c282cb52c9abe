//! XML names (`NCName`) for identifiers, and the identifiers they encode.

use std::collections::HashSet;

/// The names that a file has given out.
#[derive(Debug, Default)]
pub(super) struct XmlNames(HashSet<String>);

impl XmlNames {
    /// The name for an identifier, `prefix` before it, that nothing else in the file has; whether the way back is exact.
    pub(super) fn assign_name(&mut self, prefix: &str, id: &str) -> (String, bool) {
        let plain = format!("{prefix}{}", encode_identifier(id, prefix.is_empty()));
        let (mut name, mut next) = (plain.clone(), 2);
        while !self.0.insert(name.clone()) {
            name = format!("{plain}_{next}");
            next += 1;
        }
        let exact = decode_identifier(name.strip_prefix(prefix).unwrap_or(&name)) == id;
        (name, exact)
    }
}

/// An identifier as the name of an element (`NCName`), which begins with a letter: `_` stands before what does not.
fn encode_identifier(id: &str, first: bool) -> String {
    let name: String = id.chars().map(|c| if is_name_char(c) { c } else { '_' }).collect();
    let bare = !first || name.starts_with(|c| is_name_char(c) && c.is_alphabetic());
    // A `_` is taken off on the way back, so that one of its own needs a second.
    if bare && !name.starts_with('_') { name } else { format!("_{name}") }
}

/// The identifier for which a name stands.
pub(super) fn decode_identifier(name: &str) -> &str {
    name.strip_prefix('_').unwrap_or(name)
}

/// Whether a character may stand in a name of XML 1.0.
fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '_' | '.' | '\u{b7}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{37d}')
        || matches!(c, '\u{37f}'..='\u{1fff}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}')
        || matches!(c, '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_exact() {
        for id in ["bicycle", "8x8", "_8x8", "-a", ".b", "größe", "a.b_c", "自転車", "__"] {
            let mut given = XmlNames::default();
            let (name, exact) = given.assign_name("", id);
            assert!(exact, "{id} became {name}");
            assert!(name.starts_with(|c: char| c.is_alphabetic() || c == '_'), "{name}");
        }
        assert_eq!(XmlNames::default().assign_name("work.", "8x8"), ("work.8x8".to_owned(), true));
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut given = XmlNames::default();
        assert_eq!(given.assign_name("", "work.a"), ("work.a".to_owned(), true));
        assert_eq!(given.assign_name("work.", "a"), ("work.a_2".to_owned(), false));
        assert_eq!(given.assign_name("", "m²"), ("m_".to_owned(), false));
    }
}
