//! The files of a new corpus or overlay, filled in from templates.

use super::SourceDeclaration;
use cxterms_base::yaml::write_scalar;

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaffoldFile {
    /// Its name in the folder.
    pub name: &'static str,
    /// What it says.
    pub text: String,
}

/// The files of a corpus that stands by itself, the one that makes it a corpus last; `voice` is the corpus's own.
pub fn corpus_files(title: &str, voice: &SourceDeclaration, language: &str) -> Vec<ScaffoldFile> {
    let values =
        [("title", title), ("language", language), ("voice", voice.id()), ("name", voice.name())];
    fill_templates(
        &values,
        [
            ("example.yaml", include_str!("templates/example.yaml")),
            ("sources.yaml", include_str!("templates/sources.yaml")),
            ("corpus.yaml", include_str!("templates/corpus.yaml")),
        ],
    )
}

/// The files of a corpus that lies over the built-in one, likewise.
pub fn overlay_files(title: &str, voice: &SourceDeclaration) -> Vec<ScaffoldFile> {
    let values = [
        ("title", title),
        ("voice", voice.id()),
        ("name", voice.name()),
        ("over", crate::builtin::NAME),
    ];
    fill_templates(
        &values,
        [
            ("example.yaml", include_str!("templates/overlay-example.yaml")),
            ("sources.yaml", include_str!("templates/overlay-sources.yaml")),
            ("corpus.yaml", include_str!("templates/overlay.yaml")),
        ],
    )
}

fn fill_templates(
    values: &[(&str, &str)],
    templates: [(&'static str, &str); 3],
) -> Vec<ScaffoldFile> {
    templates
        .map(|(name, template)| ScaffoldFile { name, text: fill_template(template, values) })
        .into()
}

/// A template with each `«name»` replaced by its value, quoted as YAML needs. What a value holds is not looked at again.
fn fill_template(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split('«');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('»').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        filled += &value.map(|(_, value)| write_scalar(value)).unwrap_or_default();
        filled += rest;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_quoted_and_taken_as_it_is() {
        let filled = fill_template("a: «x»\n«y»: b\n", &[("x", "«y»: no"), ("y", "true")]);
        assert_eq!(filled, "a: \"«y»: no\"\n\"true\": b\n");
    }
}
