//! The names that headers of tables have for languages.

/// Languages by the names that headers have for them.
pub(super) const LANGUAGE_NAMES: [(&str, &[&str]); 9] = [
    ("en", &["english", "englisch", "anglais", "inglés", "ingles"]),
    ("de", &["german", "deutsch", "allemand", "alemán"]),
    ("fr", &["french", "französisch", "français", "francais", "francés"]),
    ("es", &["spanish", "spanisch", "espagnol", "español", "espanol"]),
    ("it", &["italian", "italienisch", "italien", "italiano"]),
    ("pt", &["portuguese", "portugiesisch", "portugais", "português", "portugués"]),
    ("nl", &["dutch", "niederländisch", "néerlandais", "nederlands"]),
    ("pl", &["polish", "polnisch", "polonais", "polski"]),
    ("ja", &["japanese", "japanisch", "japonais", "japonés"]),
];
