//! The kinds of YAML nodes in a corpus: the order of the keys of each, and the kind of the values under them.

use cxterms_base::schema::{CONCEPT_KEYS, MANIFEST_KEYS, VOICE_KEYS, WORK_KEYS};
use std::path::Path;

/// What a node of a corpus's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YamlNodeKind {
    Manifest,
    Sources,
    Voices,
    Voice,
    Works,
    Work,
    /// A concept, or a list of them.
    Concept,
    /// A definition, or a list of them.
    Definition,
    Allow,
    Other,
}

impl YamlNodeKind {
    /// What a file's root is, by its name in the folder of its corpus.
    pub(super) fn of_file(name: &Path) -> Self {
        match name.to_str() {
            Some("corpus.yaml") => Self::Manifest,
            Some("sources.yaml") => Self::Sources,
            _ => Self::Concept,
        }
    }

    /// Its keys in order; none where their order is nobody's business or means something.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Concept => CONCEPT_KEYS,
            Self::Manifest => MANIFEST_KEYS,
            Self::Voice => VOICE_KEYS,
            Self::Work => WORK_KEYS,
            _ => &[],
        }
    }

    /// What stands under one of its keys.
    pub(super) fn value_kind(self, key: &str) -> Self {
        match (self, key) {
            (Self::Sources, "voices") => Self::Voices,
            (Self::Sources, "works") => Self::Works,
            (Self::Voices, _) => Self::Voice,
            (Self::Works, _) => Self::Work,
            (Self::Concept, "definition" | "definitions") | (Self::Definition, "text") => {
                Self::Definition
            }
            (Self::Concept, "allow") => Self::Allow,
            _ => Self::Other,
        }
    }

    /// What an item of its list is.
    pub(super) fn item_kind(self) -> Self {
        match self {
            Self::Concept | Self::Definition => self,
            _ => Self::Other,
        }
    }

    /// How it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Concept => "a concept",
            Self::Voice => "a voice",
            Self::Work => "a work",
            _ => "corpus.yaml",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cxterms_base::yaml::{NodeValue, YamlNode, parse_document};

    /// The first block of YAML below a heading of `docs/yaml.md`.
    fn documented(heading: &str) -> YamlNode {
        let page = std::fs::read_to_string("docs/yaml.md").unwrap();
        let below = page.split(&format!("\n## {heading}\n")).nth(1).unwrap();
        let block = below.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
        parse_document(0, block.as_bytes()).0.pop().unwrap()
    }

    fn keys(node: &YamlNode) -> Vec<&str> {
        let NodeValue::Map(pairs) = &node.value else { panic!("a map") };
        pairs.iter().map(|(key, _)| &*key.value).collect()
    }

    #[test]
    fn keys_stand_in_the_order_of_their_page() {
        assert_eq!(keys(&documented("A concept, every key once")), CONCEPT_KEYS);
        assert_eq!(keys(&documented("corpus.yaml")), MANIFEST_KEYS);
        let NodeValue::Map(sources) = documented("sources.yaml").value else { panic!("a map") };
        for ((_, node), known) in sources.iter().zip([VOICE_KEYS, WORK_KEYS]) {
            let NodeValue::Map(all) = &node.value else { panic!("a map") };
            let fullest = all.iter().map(|(_, one)| keys(one)).max_by_key(Vec::len).unwrap();
            assert_eq!(fullest, known);
        }
    }
}
