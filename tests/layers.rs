//! Data flows one way: a room uses only those listed before it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::{collections::BTreeSet, fs, path::PathBuf};

/// Each crate's folder and its rooms, lowest first. Rooms on one line do not use each other.
const CRATES: &[(&str, &[&[&str]])] = &[
    (
        "base/src",
        &[
            &["formula", "language", "parallel", "text"],
            &["invisible"],
            &["diagnostic"],
            &["yaml"],
            &["schema"],
            &["corpus"],
            &["image"],
            &["base"],
            &["perspective", "remake", "resolve"],
            &["search"],
            &["suggest"],
            &["graph"],
            &["disputes"],
            &["build"],
        ],
    ),
    ("page/src", &[&["attribution", "grammar", "page"]]),
    (
        "document/src",
        &[
            &["bounds", "format", "place"],
            &["block"],
            &["words"],
            &["mask"],
            &["writer"],
            &["html", "office", "plain"],
            &["markdown"],
            &["read"],
            &["walk"],
        ],
    ),
    (
        "exchange/src",
        &[
            &["coverage", "named", "term_status"],
            &["losses"],
            &["draft", "graph", "report", "sound"],
            &["flatten", "merge"],
            &[
                "anki",
                "dot",
                "glossary",
                "graphml",
                "jsonl",
                "mermaid",
                "skos",
                "tables",
                "tbx",
                "word_lists",
            ],
            // They name terms as SKOS does, and guard cells as tables do.
            &["claims", "schema_org"],
        ],
    ),
    (
        "src",
        &[
            &["builtin"],
            &["answer", "check", "diff", "new", "render"],
            &["map", "scan"],
            &["mcp", "site"],
        ],
    ),
];

#[test]
fn rooms_use_only_those_below() {
    for (folder, layers) in CRATES {
        for (height, layer) in layers.iter().enumerate() {
            let out_of_reach = layers[height..].concat();
            for room in *layer {
                for file in files_of(folder, room) {
                    let text = fs::read_to_string(&file).unwrap();
                    let used: Vec<_> = imports(&text).filter(|name| name != room).collect();
                    for name in used {
                        assert!(!out_of_reach.contains(&name), "{} uses `{name}`", file.display());
                    }
                }
            }
        }
    }
}

#[test]
fn every_room_is_listed() {
    for (folder, layers) in CRATES {
        let found: BTreeSet<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .filter(|name| !["lib", "bin"].contains(&name.as_str()))
            .collect();
        let listed: BTreeSet<_> = layers.concat().into_iter().map(str::to_owned).collect();
        assert_eq!(found, listed, "{folder}");
    }
}

#[test]
fn only_the_binary_knows_the_command_line() {
    each_library_file(|file, text| {
        for word in ["clap", "anyhow", "anstream", "terminal_size"] {
            assert!(!text.contains(&format!("{word}::")), "{file} uses `{word}`");
        }
    });
}

#[test]
fn only_one_room_knows_yaml() {
    each_library_file(|file, text| {
        let knows = text.contains("serde_yaml::") || text.contains("granit_parser");
        assert!(!knows || file.starts_with("base/src/yaml/"), "{file} knows YAML");
    });
}

fn each_library_file(check: impl Fn(&str, &str)) {
    for (folder, layers) in CRATES {
        for file in layers.concat().into_iter().flat_map(|room| files_of(folder, room)) {
            check(file.to_str().unwrap(), &fs::read_to_string(&file).unwrap());
        }
    }
}

/// The word that follows each `crate::`, or those in the braces that do.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.split("crate::").skip(1).flat_map(move |rest| {
        let end = match rest.starts_with('{') {
            true => rest.find(';'),
            false => rest.find(|c| !is_part(c)),
        };
        rest[..end.unwrap_or(rest.len())].split(move |c| !is_part(c))
    })
}

fn files_of(folder: &str, room: &str) -> Vec<PathBuf> {
    let mut files = vec![];
    let mut next =
        vec![PathBuf::from(format!("{folder}/{room}.rs")), format!("{folder}/{room}").into()];
    while let Some(path) = next.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => next.extend(entries.map(|entry| entry.unwrap().path())),
            Err(_) if path.exists() => files.push(path),
            Err(_) => {}
        }
    }
    files
}
