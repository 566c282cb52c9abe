//! Details of terms, such as part of speech and gender: notes here, categories of the term there.

use super::categories::Category;

/// The categories that are kept as notes, and their values where a list has them.
const DETAILS: [(Category, &[&str]); 12] = [
    (Category::PartOfSpeech, &["adjective", "adverb", "noun", "other", "verb"]),
    (Category::GrammaticalGender, &["feminine", "masculine", "neuter", "other"]),
    (Category::GrammaticalNumber, &["dual", "mass", "other", "plural", "singular"]),
    (Category::Register, REGISTERS),
    (Category::GeographicalUsage, &[]),
    (Category::TransferComment, &[]),
    (Category::CustomerSubset, READ_ONLY),
    (Category::ProjectSubset, READ_ONLY),
    (Category::TermLocation, READ_ONLY),
    (Category::TermType, READ_ONLY),
    (Category::Reading, READ_ONLY),
    (Category::ReadingNote, READ_ONLY),
];

const REGISTERS: &[&str] = &[
    "bench-levelRegister",
    "colloquialRegister",
    "in-houseRegister",
    "neutralRegister",
    "slangRegister",
    "technicalRegister",
    "vulgarRegister",
];

/// The values of a category that comes back as a note.
const READ_ONLY: &[&str] = &[""];

/// Whether a category is kept as a note.
pub(super) fn is_detail(category: Category) -> bool {
    DETAILS.iter().any(|(known, _)| *known == category)
}

/// The note of a detail: of a term in a language, or of the concept.
pub(super) fn describe_detail(category: Category, of: Option<(&str, &str)>, value: &str) -> String {
    let name = category_words(category);
    match of {
        Some((term, language)) => format!("{name} of “{term}” ({language}): {value}"),
        None => format!("{name}: {value}"),
    }
}

/// The category and value that a note says of a term, if a category can hold it.
pub(super) fn parse_detail<'n>(
    note: &'n str,
    term: &str,
    language: &str,
) -> Option<(Category, &'n str)> {
    DETAILS.iter().find_map(|(category, values)| {
        let head = describe_detail(*category, Some((term, language)), "");
        let value = note.strip_prefix(&head)?;
        let fits = !value.is_empty() && (values.is_empty() || values.contains(&value));
        fits.then_some((*category, value))
    })
}

/// A category's name in words: `partOfSpeech` is “part of speech”.
fn category_words(category: Category) -> String {
    let mut words = String::new();
    for c in category.name().chars() {
        if c.is_uppercase() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_of_a_term_is_read_of_no_other() {
        let note = describe_detail(Category::PartOfSpeech, Some(("till", "en")), "verb");
        assert_eq!(note, "part of speech of “till” (en): verb");
        assert_eq!(parse_detail(&note, "till", "en"), Some((Category::PartOfSpeech, "verb")));
        assert_eq!(parse_detail(&note, "till", "de"), None);
        assert_eq!(parse_detail(&note, "tilt", "en"), None);
        assert_eq!(parse_detail(&note.replace("verb", "phrase"), "till", "en"), None);
        let subset = describe_detail(Category::CustomerSubset, Some(("till", "en")), "Acme");
        assert_eq!(parse_detail(&subset, "till", "en"), None);
    }
}
