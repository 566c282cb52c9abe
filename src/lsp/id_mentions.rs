//! Where a file of a corpus names concepts, voices, works, and words that the manifest declares.

use super::document_text::DocumentText;
use cxterms_base::{
    diagnostic::Name,
    yaml::{NodeValue, YamlNode, parse_document},
};
use std::ops::Range;

/// Of what a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MentionKind {
    Concept,
    /// A voice or a work, which have their names in common.
    Source,
    Kind,
    Facet,
    Relation,
    Scheme,
    VoiceKind,
}

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IdMention {
    pub(super) kind: MentionKind,
    pub(super) id: String,
    /// The bytes of the name, without quotes.
    pub(super) bytes: Range<usize>,
    /// Whether it is declared there.
    pub(super) defines: bool,
}

/// What a file declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CorpusFileKind {
    Manifest,
    Sources,
    Entries,
}

impl CorpusFileKind {
    /// That of a file by its path below the folder of its corpus.
    pub(super) fn of_path(below: &std::path::Path) -> Self {
        match below.to_str() {
            Some("corpus.yaml") => Self::Manifest,
            Some("sources.yaml") => Self::Sources,
            _ => Self::Entries,
        }
    }
}

/// The mentions in a file; none if it is no YAML.
pub(super) fn list_mentions(kind: CorpusFileKind, text: &str) -> Vec<IdMention> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (roots, _) = parse_document(0, plain.as_bytes());
    let lines = DocumentText::from(plain.to_owned());
    let mut reader = MentionReader { lines, mark: text.len() - plain.len(), found: vec![] };
    for root in &roots {
        match (kind, &root.value) {
            (CorpusFileKind::Manifest, NodeValue::Map(keys)) => reader.read_manifest(keys),
            (CorpusFileKind::Sources, NodeValue::Map(keys)) => reader.read_sources(keys),
            (CorpusFileKind::Entries, NodeValue::List(entries)) => {
                for entry in entries {
                    reader.read_entry(entry);
                }
            }
            (CorpusFileKind::Entries, _) => reader.read_entry(root),
            _ => {}
        }
    }
    reader.found.sort_by_key(|mention| mention.bytes.start);
    reader.found
}

type YamlPairs = [(Name, YamlNode)];

/// Walks a file.
struct MentionReader {
    lines: DocumentText,
    /// How many bytes stand before the text that is walked.
    mark: usize,
    found: Vec<IdMention>,
}

impl MentionReader {
    fn read_manifest(&mut self, keys: &YamlPairs) {
        for (key, node) in keys {
            match &*key.value {
                "voice" => self.add_texts(MentionKind::Source, node, false),
                "kinds" => self.add_keys(MentionKind::Kind, node),
                "facets" => self.add_keys(MentionKind::Facet, node),
                "schemes" => self.add_keys(MentionKind::Scheme, node),
                "voice-kinds" => match node.value {
                    NodeValue::Map(_) => self.add_keys(MentionKind::VoiceKind, node),
                    _ => self.add_texts(MentionKind::VoiceKind, node, true),
                },
                "relations" => {
                    self.add_keys(MentionKind::Relation, node);
                    for (_, declared) in pairs_of(node) {
                        for (key, value) in pairs_of(declared) {
                            match &*key.value {
                                "inverse" => self.add_texts(MentionKind::Relation, value, true),
                                "excludes" => self.add_texts(MentionKind::Relation, value, false),
                                _ => {}
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn read_sources(&mut self, keys: &YamlPairs) {
        for (section, node) in keys {
            self.add_keys(MentionKind::Source, node);
            for (_, declared) in pairs_of(node) {
                for (key, value) in pairs_of(declared) {
                    match (&*section.value, &*key.value) {
                        ("voices", "kind") => self.add_texts(MentionKind::VoiceKind, value, false),
                        ("works", "by") => self.add_texts(MentionKind::Source, value, false),
                        _ => {}
                    }
                }
            }
        }
    }

    fn read_entry(&mut self, entry: &YamlNode) {
        for (key, node) in pairs_of(entry) {
            match &*key.value {
                "id" => self.add_texts(MentionKind::Concept, node, true),
                "kind" => self.add_texts(MentionKind::Kind, node, false),
                "schemes" | "top-of" => self.add_texts(MentionKind::Scheme, node, false),
                "facets" => {
                    for (facet, claims) in pairs_of(node) {
                        self.add_key(MentionKind::Facet, facet, false);
                        self.read_claims(claims);
                    }
                }
                "relations" => {
                    for (relation, claims) in pairs_of(node) {
                        self.add_key(MentionKind::Relation, relation, false);
                        self.add_texts(MentionKind::Concept, claims, false);
                        self.read_claims(claims);
                    }
                }
                _ => self.read_claims(node),
            }
        }
    }

    /// Walks claims of any shape, and what is in them.
    fn read_claims(&mut self, node: &YamlNode) {
        match &node.value {
            NodeValue::List(items) => items.iter().for_each(|item| self.read_claims(item)),
            NodeValue::Map(keys) => {
                for (key, value) in keys {
                    match &*key.value {
                        "by" | "denied-by" => self.read_citations(value),
                        "concept" | "with" | "replaced-by" => {
                            self.add_texts(MentionKind::Concept, value, false);
                        }
                        "facet" => self.add_texts(MentionKind::Facet, value, false),
                        _ => self.read_claims(value),
                    }
                }
            }
            NodeValue::Text(_) | NodeValue::Null | NodeValue::Refused => {}
        }
    }

    /// Adds the voices and works of citations: `rider-b in log`.
    fn read_citations(&mut self, node: &YamlNode) {
        match &node.value {
            NodeValue::List(items) => items.iter().for_each(|item| self.read_citations(item)),
            NodeValue::Map(keys) => {
                let by = keys.iter().filter(|(key, _)| key.value == "by");
                by.for_each(|(_, value)| self.read_citations(value));
            }
            NodeValue::Text(_) => {
                let written = self.lines.as_str().get(node.bytes.clone()).unwrap_or_default();
                let mut at = node.bytes.start;
                let mut found = vec![];
                for part in written.split_inclusive(char::is_whitespace) {
                    let word = part.trim_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
                    let start = at + part.find(word).unwrap_or_default();
                    at += part.len();
                    if !word.is_empty() && word != "in" {
                        found.push((word.to_owned(), start));
                    }
                }
                for (id, start) in found {
                    self.push(MentionKind::Source, id, start, false);
                }
            }
            NodeValue::Null | NodeValue::Refused => {}
        }
    }

    /// Adds a text, or those of a list.
    fn add_texts(&mut self, kind: MentionKind, node: &YamlNode, defines: bool) {
        match &node.value {
            NodeValue::Text(id) => {
                let written = self.lines.as_str().get(node.bytes.clone()).unwrap_or_default();
                if let Some(at) = written.find(&**id) {
                    self.push(kind, id.clone(), node.bytes.start + at, defines);
                }
            }
            NodeValue::List(items) => {
                for item in items {
                    self.add_texts(kind, item, defines);
                }
            }
            NodeValue::Map(_) | NodeValue::Null | NodeValue::Refused => {}
        }
    }

    /// Adds the keys of a map as what is declared.
    fn add_keys(&mut self, kind: MentionKind, node: &YamlNode) {
        for (key, _) in pairs_of(node) {
            self.add_key(kind, key, true);
        }
    }

    fn add_key(&mut self, kind: MentionKind, key: &Name, defines: bool) {
        let start = self.lines.find_column(key.place.line, key.place.column);
        let written = self.lines.as_str().get(start..).unwrap_or_default();
        // A quote may stand before it.
        let at = written.find(&*key.value).filter(|at| *at <= 1);
        if let Some(at) = at {
            self.push(kind, key.value.clone(), start + at, defines);
        }
    }

    fn push(&mut self, kind: MentionKind, id: String, start: usize, defines: bool) {
        let start = start + self.mark;
        let bytes = start..start + id.len();
        self.found.push(IdMention { kind, id, bytes, defines });
    }
}

/// The pairs of a map; none of anything else.
fn pairs_of(node: &YamlNode) -> &YamlPairs {
    match &node.value {
        NodeValue::Map(keys) => keys,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mentions of a text, each as written and with a mark where it is declared.
    fn list(kind: CorpusFileKind, text: &str) -> Vec<(MentionKind, String)> {
        let show = |it: IdMention| {
            assert_eq!(text.get(it.bytes.clone()), Some(&*it.id), "{it:?}");
            (it.kind, if it.defines { format!("={}", it.id) } else { it.id })
        };
        list_mentions(kind, text).into_iter().map(show).collect()
    }

    #[test]
    fn an_entry_names_concepts_sources_and_declared_words() {
        use MentionKind::{Concept, Facet, Kind, Relation, Source};
        let text = "\u{feff}- id: 'a'\r\n  label: 😀 {text: x, by: log}\r\n  kind: machine\r\n  facets:\r\n    use: {value: b, by: \"ann in log\"}\r\n  relations: {subset-of: c, needs: [d, {concept: e, facet: use, by: [{by: bob in log, text: t}]}]}\r\n  notes: [{text: by, with: [a], denied-by: log}]\r\n";
        let text = text.replace("😀 {text: x, by: log}", "{text: 😀, by: log}");
        let expected = [
            (Concept, "=a"),
            (Source, "log"),
            (Kind, "machine"),
            (Facet, "use"),
            (Source, "ann"),
            (Source, "log"),
            (Relation, "subset-of"),
            (Concept, "c"),
            (Relation, "needs"),
            (Concept, "d"),
            (Concept, "e"),
            (Facet, "use"),
            (Source, "bob"),
            (Source, "log"),
            (Concept, "a"),
            (Source, "log"),
        ];
        let expected = expected.map(|(kind, id)| (kind, id.to_owned()));
        assert_eq!(list(CorpusFileKind::Entries, &text), expected);
        assert_eq!(list(CorpusFileKind::Entries, "- {id: a"), []);
    }

    #[test]
    fn declarations_are_told_apart() {
        use MentionKind::{Kind, Relation, Source, VoiceKind};
        let manifest = "voice: w\nkinds: {k: {means: m}}\nrelations:\n  needs: {inverse: is-needed-by, excludes: [same-as]}\nvoice-kinds: [press]\n";
        let expected = [
            (Source, "w"),
            (Kind, "=k"),
            (Relation, "=needs"),
            (Relation, "=is-needed-by"),
            (Relation, "same-as"),
            (VoiceKind, "=press"),
        ];
        let expected = expected.map(|(kind, id)| (kind, id.to_owned()));
        assert_eq!(list(CorpusFileKind::Manifest, manifest), expected);
        let sources =
            "voices:\n  ann: {name: Ann, kind: press}\nworks:\n  log: {by: ann, title: ann}\n";
        let expected = [(Source, "=ann"), (VoiceKind, "press"), (Source, "=log"), (Source, "ann")];
        let expected = expected.map(|(kind, id)| (kind, id.to_owned()));
        assert_eq!(list(CorpusFileKind::Sources, sources), expected);
    }
}
