//! Other words in the case and number of those that stand in a text: `Help Desks’` becomes `Customer Supports’`.

use cxterms_base::text;

/// Endings of a possessive.
const POSSESSIVES: &[&str] = &["'s", "’s"];

/// Words that titles leave in small letters.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "per", "the", "to", "with",
];

/// What to put in the place of written words that are a label, if `instead` stands for the label.
pub(super) fn adapt_words(written: &str, label: &str, instead: &str) -> String {
    let possessive = POSSESSIVES.iter().copied().find(|end| written.ends_with(end));
    let possessive = possessive.filter(|end| !label.ends_with(end)).unwrap_or_default();
    let bare = written.strip_suffix(possessive).unwrap_or(written);
    let numbered = adapt_number(bare, label, instead);
    let cased = adapt_case(bare, label, &numbered);
    let possessive = match cased.ends_with('s') && !possessive.is_empty() && is_plural(bare, label)
    {
        true => possessive.trim_end_matches('s'),
        false => possessive,
    };
    cased + possessive
}

fn last_word(words: &str) -> &str {
    words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Whether words are more than the label is: its plural.
fn is_plural(bare: &str, label: &str) -> bool {
    let (written, known) = (last_word(bare), last_word(label));
    let longer = written.chars().count() > known.chars().count();
    longer && written.ends_with(['s', 'S'])
}

fn adapt_number(bare: &str, label: &str, instead: &str) -> String {
    let (written, known) = (last_word(bare), last_word(label));
    let (head, last) = instead.split_at(instead.len() - last_word(instead).len());
    if is_plural(bare, label) {
        return head.to_owned() + &to_plural(last);
    }
    let shorter = written.chars().count() < known.chars().count() && known.ends_with('s');
    match shorter && text::fold(last) != last.to_lowercase() {
        true => head.to_owned() + &text::fold(last),
        false => instead.to_owned(),
    }
}

/// The plural of an English noun; a word that looks like one stays.
fn to_plural(word: &str) -> String {
    let short = word.chars().filter(|c| c.is_uppercase()).count() > 1;
    if !short && text::fold(word) != word.to_lowercase() {
        return word.to_owned();
    }
    let before_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) if !short => format!("{stem}ies"),
        _ if !short && ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

/// Of each word, whether it begins with a capital.
fn list_starts(words: &str) -> Vec<bool> {
    let words = words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let firsts = words.filter_map(|word| word.chars().next());
    firsts.filter(|first| first.is_alphabetic()).map(char::is_uppercase).collect()
}

fn adapt_case(bare: &str, label: &str, instead: &str) -> String {
    let (written, known) = (list_starts(bare), list_starts(label));
    let same = written.len() == known.len();
    // Words that are in capitals anyway say nothing of the case that is meant.
    let told = written.iter().zip(&known).filter(|(_, known)| !same || !**known);
    let raised: Vec<bool> = told.map(|(written, _)| *written).collect();
    let shouted = bare.chars().any(char::is_uppercase) && !bare.chars().any(char::is_lowercase);
    let is_short = !label.chars().any(char::is_lowercase);
    if bare.starts_with(label) || is_short {
        return instead.to_owned();
    }
    if shouted && bare.chars().count() > 1 {
        return instead.to_uppercase();
    }
    if raised.len() > 1 && raised.iter().all(|it| *it) {
        let words = instead.split(' ').enumerate().map(|(at, word)| {
            if at > 0 && SMALL.contains(&word) { word.to_owned() } else { capitalize(word) }
        });
        return words.collect::<Vec<_>>().join(" ");
    }
    if written.first() == Some(&true) { capitalize(instead) } else { instead.to_owned() }
}

fn capitalize(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::adapt_words;

    #[test]
    fn case_and_number_are_those_of_the_text() {
        for (written, label, instead, right) in [
            ("help desk", "help desk", "customer support", "customer support"),
            ("Help desk", "help desk", "customer support", "Customer support"),
            ("Help Desk", "help desk", "customer support", "Customer Support"),
            ("HELP DESK", "help desk", "customer support", "CUSTOMER SUPPORT"),
            ("help desks", "help desk", "support team", "support teams"),
            ("Clients", "client", "customer", "Customers"),
            ("clients'", "client", "customer", "customers'"),
            ("client's", "client", "customer", "customer's"),
            ("client", "clients", "customers", "customer"),
            (
                "internal SLAs",
                "internal SLA",
                "service level objective",
                "service level objectives",
            ),
            ("Internal SLA", "internal SLA", "service level objective", "Service level objective"),
            ("HDs", "HD", "support", "supports"),
            ("HD", "HD", "customer support", "customer support"),
            ("sales", "sales", "revenue", "revenue"),
            ("companies", "company", "agency", "agencies"),
            ("Head Of Desks", "head of desk", "lead of support", "Lead of Supports"),
            ("agents", "agent", "CSM", "CSMs"),
        ] {
            let bare = written.trim_end_matches('\'');
            let end = &written[bare.len()..];
            assert_eq!(adapt_words(bare, label, instead) + end, right, "{written}");
        }
    }
}
