//! Rendering a corpus as the files of a folder: which concept goes into which file?

use super::{Concept, ConceptId, Corpus};
use crate::yaml::{self, YamlValue};
use std::{collections::HashSet, path::PathBuf};

/// Up to so many concepts have a file each; more share files of so many.
const CONCEPTS_PER_FILE: usize = 500;

/// The longest identifier, in bytes, after which a file is named: no file system takes much longer ones.
const MAX_FILE_NAME_BYTES: usize = 200;

impl Corpus {
    /// The entry of one concept, with its relations; none if there is no such number.
    pub fn entry_of(&self, id: ConceptId) -> Option<YamlValue> {
        let concept = self.concept(id)?;
        let first = self.relations.partition_point(|relation| relation.from < id);
        let end = self.relations.partition_point(|relation| relation.from <= id);
        Some(self.entry_to_yaml(concept, self.relations.get(first..end)?))
    }

    /// The files of a folder that holds this corpus, each with its path in it.
    pub fn to_yaml_files(&self) -> impl Iterator<Item = (PathBuf, String)> {
        let own =
            [("corpus.yaml", self.manifest_to_yaml()), ("sources.yaml", self.sources_to_yaml())];
        let own =
            own.into_iter().map(|(name, map)| (PathBuf::from(name), yaml::write_sections(&map)));
        own.chain(self.to_entry_files(|_| true))
    }

    /// The files of the concepts that are wanted, each with its path.
    pub fn to_entry_files(
        &self,
        wanted: impl Fn(&Concept) -> bool,
    ) -> impl Iterator<Item = (PathBuf, String)> {
        let count = self.concepts.iter().filter(|concept| wanted(concept)).count();
        let alone = count <= CONCEPTS_PER_FILE;
        let size = if alone { 1 } else { CONCEPTS_PER_FILE };
        let entries = self.concepts.iter().zip(self.entries_to_yaml());
        let mut entries = entries.filter(move |(concept, _)| wanted(concept));
        let mut taken = HashSet::new();
        (1..=count.div_ceil(size)).map(move |chunk| {
            let together = || format!("concepts/{chunk:04}.yaml");
            let (name, text) = match entries.next() {
                Some((concept, entry)) if alone => (file_name(&concept.id, &mut taken), entry),
                first => {
                    let rest = entries.by_ref().take(size - 1);
                    (None, YamlValue::List(first.into_iter().chain(rest).map(|it| it.1).collect()))
                }
            };
            (PathBuf::from(name.unwrap_or_else(together)), yaml::write_document(&text))
        })
    }
}

/// Names that Windows keeps for devices, with any ending, as its documentation of file names lists them.
const DEVICE_NAMES: &[&str] = &["aux", "con", "nul", "prn"];

/// Names of devices that a digit ends.
const NUMBERED_DEVICE_NAMES: &[&str] = &["com", "lpt"];

/// Whether no file and no folder can have this name on every system: Windows takes it for a device.
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = || {
        let mut digits = stem.chars();
        let digit = digits.next_back().is_some_and(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'));
        digit && NUMBERED_DEVICE_NAMES.contains(&digits.as_str())
    };
    DEVICE_NAMES.contains(&&*stem) || numbered()
}

/// The file named after a concept, if it would be read as one and is no other's under file systems that fold case.
fn file_name(id: &str, taken: &mut HashSet<String>) -> Option<String> {
    let folded = id.to_lowercase();
    let special = ["corpus", "sources"].contains(&&*folded) || is_device_name(id);
    let unfit = special || id.starts_with('.') || id.len() > MAX_FILE_NAME_BYTES;
    (!unfit && taken.insert(folded)).then(|| format!("{id}.yaml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_concept_takes_the_file_of_another_or_of_the_corpus() {
        let long = "a".repeat(300);
        let ids = ["Gear", "gear", "corpus", "Sources", ".hidden", &long, "wheel"];
        let concepts = ids.map(|id| Concept { id: id.to_owned(), ..Concept::default() }).into();
        let corpus = Corpus { concepts, ..Corpus::default() };
        let paths: Vec<_> =
            corpus.to_yaml_files().map(|(path, _)| path.display().to_string()).skip(2).collect();
        let numbered = |number| format!("concepts/{number:04}.yaml");
        let others = [2, 3, 4, 5, 6].map(numbered);
        assert_eq!(paths[0], "Gear.yaml");
        assert_eq!(paths[1..6], others);
        assert_eq!(paths[6], "wheel.yaml");
    }

    #[test]
    fn no_concept_has_a_file_that_windows_takes_for_a_device() {
        for name in ["con", "NUL", "aux", "prn.de", "com1", "LPT9", "com²", "con .x"] {
            assert!(is_device_name(name), "{name}");
            assert_eq!(file_name(name, &mut HashSet::new()), None, "{name}");
        }
        for name in ["cone", "null", "com", "com12", "lptx", "x.con", "auxiliary"] {
            assert!(!is_device_name(name), "{name}");
            assert_eq!(file_name(name, &mut HashSet::new()), Some(format!("{name}.yaml")));
        }
    }
}
