//! Names of files that are safe on every system and never meet, and which addresses become links.

use cxterms_base::corpus::Digest;
use std::fmt::Write;

/// How many letters of an identifier a file is named by; a longer one is told apart by what it is hashed to.
const MAX_NAME_LETTERS: usize = 80;

/// Names that Windows keeps for its devices, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name of the file of something with an identifier, without its ending: the identifier, if that is plain; else the
/// plain part of it, a tilde, and what the whole is hashed to. A plain name has no tilde, so the two never meet.
pub(super) fn name_file(id: &str) -> String {
    if is_plain(id) {
        return id.to_owned();
    }
    let plain = |c: char| if is_plain_letter(c) { c } else { '-' };
    let lower = id.chars().take(MAX_NAME_LETTERS / 2).flat_map(char::to_lowercase).map(plain);
    let mut name: String = lower.collect();
    name = name.trim_matches(|c| "-.".contains(c)).to_owned();
    name.push('~');
    for byte in Digest::of_bytes(id.as_bytes()).0.iter().take(8) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

fn is_plain(id: &str) -> bool {
    let device = |name: &str| id == name || id.strip_prefix(name).is_some_and(is_device_end);
    (1..=MAX_NAME_LETTERS).contains(&id.len())
        && id.chars().all(is_plain_letter)
        && !id.starts_with(['-', '.'])
        && !id.ends_with('.')
        && !DEVICES.into_iter().any(device)
}

/// Whether what follows a device's name still names it: its number, or an ending.
fn is_device_end(rest: &str) -> bool {
    rest.starts_with('.') || rest.trim_start_matches(|c: char| c.is_ascii_digit()).is_empty() || {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        behind.len() < rest.len() && behind.starts_with('.')
    }
}

fn is_plain_letter(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c)
}

/// The file of a concept's page, from the folder of the whole, as are all that follow.
pub(super) fn name_concept_file(id: &str) -> String {
    format!("concept/{}.html", name_file(id))
}

/// The file of a pair's page; the same whichever is named first.
pub(super) fn name_pair_file(one: &str, other: &str) -> String {
    let (a, b) = if one <= other { (one, other) } else { (other, one) };
    format!("compare/{}/{}.html", name_file(a), name_file(b))
}

/// The file of a dispute's page.
pub(super) fn name_dispute_file(id: &str) -> String {
    format!("dispute/{}.html", name_file(id))
}

/// The file of a voice's page.
pub(super) fn name_voice_file(id: &str) -> String {
    format!("voice/{}.html", name_file(id))
}

/// The file of a work's page.
pub(super) fn name_work_file(id: &str) -> String {
    format!("work/{}.html", name_file(id))
}

/// The file of the page of a first letter.
pub(super) fn name_letter_file(letter: &str) -> String {
    format!("a-z/{}.html", name_file(&letter.to_lowercase()))
}

/// An address as a link may have it: on the web, or a mailbox; none for any other.
pub(super) fn find_link(address: &str) -> Option<&str> {
    let schemes = ["http://", "https://", "mailto:"];
    let known = schemes.iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let sound = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    Some(address).filter(|_| known && sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn plain_identifiers_are_names_of_files() {
        for id in ["customer-success", "nps", "a.b", "2024", "customer-success.stage", "console"] {
            assert_eq!(name_file(id), id);
        }
    }

    #[test]
    fn others_are_told_apart_in_any_case() {
        let long = "x".repeat(300);
        let ids = [
            "NPS", "Nps", "nps", "con", "com1", "con.a", "lpt9.x", "a/b", "a\\b", "..", "", "é",
            "e\u{301}", "日本", "a b", "a?b", "a:b", "-x", &long,
        ];
        let names: BTreeSet<_> = ids.iter().map(|id| name_file(id)).collect();
        assert_eq!(names.len(), ids.len());
        for name in &names {
            let plain = name.chars().all(|c| is_plain_letter(c) || c == '~');
            assert!(plain && name.len() <= MAX_NAME_LETTERS, "{name}");
            assert!(!["con", "com1", "con.a", "lpt9.x"].contains(&&**name), "{name}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        for address in ["https://a.org/", "HTTP://a.org", "mailto:a@b.org"] {
            assert_eq!(find_link(address), Some(address));
        }
        for address in [
            "javascript:alert(1)",
            " javascript:x",
            "data:text/html,x",
            "file:///etc",
            "//a.org",
            "a.org",
            "https://a.org/\n",
            "java\tscript:x",
        ] {
            assert_eq!(find_link(address), None, "{address}");
        }
    }
}
