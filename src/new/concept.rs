//! The entry of a new term, with comments for the keys that remain to be filled in.

use cxterms_base::yaml::write_scalar;

/// A term that is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConceptScaffold {
    /// Its identifier.
    pub id: String,
    /// Its preferred label.
    pub label: String,
    /// What tells it from another term of that label.
    pub qualifier: Option<String>,
    /// Its kind, if it was chosen.
    pub kind: Option<String>,
    /// Identifiers of its umbrellas.
    pub under: Vec<String>,
    /// Whether nothing is above it.
    pub root: bool,
    /// What it means: the corpus's own definition, and further ones.
    pub definitions: Vec<String>,
}

impl ConceptScaffold {
    /// Its entry, with a comment for what is left open; `kinds` are those that it may be of.
    pub fn entry_yaml(&self, kinds: &[&str]) -> String {
        let mut lines = vec![yaml_pair("id", &self.id), yaml_pair("label", &self.label)];
        lines.extend(self.qualifier.iter().map(|qualifier| yaml_pair("qualifier", qualifier)));
        match &self.kind {
            Some(kind) => lines.push(yaml_pair("kind", kind)),
            None if kinds.is_empty() => {}
            None => lines.push(format!("# kind: one of {}", kinds.join(", "))),
        }
        match self.definitions.split_first() {
            Some((own, others)) => {
                lines.push(yaml_pair("definition", own));
                lines.extend((!others.is_empty()).then(|| "definitions:".to_owned()));
                lines.extend(others.iter().map(|text| format!("  - {}", write_scalar(text))));
            }
            None => lines.push("# definition: its umbrella and what sets it apart".to_owned()),
        }
        lines.extend(self.umbrella_lines());
        lines.join("\n") + "\n"
    }

    fn umbrella_lines(&self) -> Vec<String> {
        match &*self.under {
            [] if self.root => vec!["root: {}".to_owned()],
            [] => vec![
                "# What it is under; or, if nothing is above it, `root: {}`".to_owned(),
                "# relations: {subset-of: its-umbrella}".to_owned(),
            ],
            [one] => vec!["relations:".to_owned(), format!("  {}", yaml_pair("subset-of", one))],
            several => {
                let several: Vec<_> = several.iter().map(|id| write_scalar(id)).collect();
                let listed = format!("  subset-of: [{}]", several.join(", "));
                vec!["relations:".to_owned(), listed]
            }
        }
    }
}

fn yaml_pair(key: &str, value: &str) -> String {
    format!("{key}: {}", write_scalar(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_says_what_is_known_and_leaves_the_rest_to_fill_in() {
        let mut concept = ConceptScaffold {
            id: "no".into(),
            label: "no: never".into(),
            ..ConceptScaffold::default()
        };
        assert_eq!(
            concept.entry_yaml(&["activity", "document"]),
            "\
id: \"no\"
label: \"no: never\"
# kind: one of activity, document
# definition: its umbrella and what sets it apart
# What it is under; or, if nothing is above it, `root: {}`
# relations: {subset-of: its-umbrella}
"
        );
        concept.qualifier = Some("answer".into());
        concept.kind = Some("document".into());
        concept.definitions = vec!["what one says to most of it".into(), "a word, short".into()];
        concept.under = vec!["word".into(), "answer".into()];
        assert_eq!(
            concept.entry_yaml(&["activity", "document"]),
            "\
id: \"no\"
label: \"no: never\"
qualifier: answer
kind: document
definition: what one says to most of it
definitions:
  - \"a word, short\"
relations:
  subset-of: [word, answer]
"
        );
    }
}
