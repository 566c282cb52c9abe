//! The order of names in lists: letters without regard to marks and case, numbers by what they count.
//!
//! `icu_collator` knows more (the tailorings of each language), but adds 49 crates and 1.3 MB to the program (measured with
//! version 2, stripped), for lists in which names of several languages stand in one order.

use super::skeleton::bare;

/// The key by which a name is sorted: letters and numbers, then the name itself, which tells `resume` from `résumé`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey {
    letters: String,
    name: String,
}

impl CollationKey {
    /// The key of a name.
    pub fn new(name: &str) -> Self {
        let letters = match is_collated(name) {
            true => name.to_owned(),
            false => collate_letters(&bare(name)),
        };
        Self { letters, name: name.to_owned() }
    }

    /// Its first letter as a heading has it; none where it begins with a number, or has no letters.
    pub fn first_letter(&self) -> Option<String> {
        let first = self.letters.chars().next().filter(|c| c.is_alphabetic())?;
        Some(first.to_uppercase().collect())
    }

    /// Whether it begins with a number.
    pub fn begins_with_number(&self) -> bool {
        self.name.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_numeric)
    }
}

/// Whether a name is its own letters: plain small ones, in words with one space between them, as most names are.
fn is_collated(name: &str) -> bool {
    let mut before = b' ';
    name.bytes().all(|byte| {
        let plain = byte.is_ascii_lowercase() || byte == b' ' && before != b' ';
        before = byte;
        plain
    })
}

/// Letters as they are, each gap between words as one space, and before each number how many digits it has.
fn collate_letters(bare: &str) -> String {
    let mut out = String::with_capacity(bare.len() + 2);
    let mut rest = bare;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, behind) = rest.split_at(end);
            push_number(digits.trim_start_matches('0'), &mut out);
            rest = behind;
            continue;
        }
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') && c != '\'' && c != '’' {
            out.push(' ');
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

fn push_number(digits: &str, out: &mut String) {
    match u8::try_from(digits.len()) {
        Ok(count @ 0..=9) => out.push(char::from(b'0' + count)),
        // Behind all that are shorter, and before letters.
        _ => {
            out.push(':');
            let count = u32::try_from(digits.len()).unwrap_or(u32::MAX).min(0xd7ff);
            out.extend(char::from_u32(count));
        }
    }
    out.push_str(digits);
}

#[cfg(test)]
mod tests {
    use super::CollationKey;

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        let right = [
            "24/7 support",
            "360 view",
            "1000 cuts",
            "10000000000 reasons",
            "(an) anchor",
            "Ängste",
            "ängstlich",
            "banana",
            "customer success",
            "customers",
            "customer’s voice",
            "échelon",
            "on boarding",
            "onboarding",
            "resume",
            "résumé",
            "resumption",
            "tier 02",
            "tier 2",
            "tier 10",
            "Übergabe",
            "zeal",
            "Ωμέγα",
            "ωμός",
            "客户",
        ];
        let mut sorted = right;
        sorted.reverse();
        sorted.sort_by_cached_key(|name| CollationKey::new(name));
        assert_eq!(sorted, right);
    }

    #[test]
    fn a_heading_is_a_letter_without_marks() {
        let heading = |name| CollationKey::new(name).first_letter();
        assert_eq!(heading("échelon").as_deref(), Some("E"));
        assert_eq!(heading("“ß”").as_deref(), Some("S"));
        assert_eq!(heading("客户").as_deref(), Some("客"));
        assert_eq!(heading("24/7"), None);
        assert!(CollationKey::new("24/7").begins_with_number());
        assert_eq!(heading("--"), None);
    }
}
