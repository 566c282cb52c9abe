//! What a manifest says that it lies over is brought along; circles and gaps are faults at their place.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use cxterms_base::corpus::{BUILT_IN, CorpusReading, LayerStack, MAX_LAYERS};
use std::{fs, path::Path};
use tempfile::TempDir;

/// A folder of corpora, each with what it lies over.
fn corpora(all: &[(&str, &str)]) -> TempDir {
    let lab = tempfile::tempdir().unwrap();
    for (name, over) in all {
        let folder = lab.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        let over = if over.is_empty() { String::new() } else { format!("over: {over}\n") };
        fs::write(folder.join("corpus.yaml"), format!("title: T\nvoice: us\n{over}")).unwrap();
    }
    lab
}

/// The stack of some of them: the names of the layers, lowest first, and what is wrong.
fn stack(lab: &TempDir, named: &[&str]) -> (Vec<String>, Vec<String>) {
    let place = |name: &&str| match *name {
        BUILT_IN => BUILT_IN.into(),
        name => lab.path().join(name),
    };
    let stack = LayerStack::from_named(&named.iter().map(place).collect::<Vec<_>>());
    let inner = |path: &Path| path.strip_prefix(lab.path()).unwrap_or(path).display().to_string();
    let mut reading = CorpusReading::default();
    reading.add_stack_faults(&stack);
    let faults = reading.diagnostics().into_iter();
    let faults = faults.map(|it| {
        format!("{}:{}:{} {}", inner(Path::new(&it.file)), it.line, it.column, it.message)
    });
    (stack.paths().iter().map(|path| inner(path)).collect(), faults.collect())
}

#[test]
fn each_layer_comes_once_over_what_it_lies_over() {
    let lab = corpora(&[("a", ""), ("b", "../a"), ("c", "../b/../b"), ("d", BUILT_IN)]);
    let none: Vec<String> = vec![];
    let layers = |names: &[&str]| (names.iter().map(ToString::to_string).collect(), none.clone());
    assert_eq!(stack(&lab, &["c"]), layers(&["a", "b", "c"]));
    assert_eq!(stack(&lab, &["c", "b", "a", "./c"]), layers(&["a", "b", "c"]));
    assert_eq!(stack(&lab, &["a", "d"]), layers(&[BUILT_IN, "a", "d"]));
    assert_eq!(stack(&lab, &["d", BUILT_IN]), layers(&[BUILT_IN, "d"]));
    assert_eq!(stack(&lab, &[]), layers(&[]));
}

#[test]
fn a_circle_and_a_gap_are_faults_at_their_place() {
    let lab = corpora(&[("a", "../b"), ("b", "../a"), ("c", "."), ("d", "../x"), ("e", "buit-in")]);
    let circle = "corpus.yaml:3:7 a circle: this corpus lies over itself";
    assert_eq!(stack(&lab, &["a"]).1, [format!("a/{circle}")]);
    assert_eq!(stack(&lab, &["b"]).1, [format!("b/{circle}")]);
    assert_eq!(stack(&lab, &["c"]).1, [format!("c/{circle}")]);
    let missing = stack(&lab, &["d"]).1.concat();
    assert!(missing.starts_with("d/corpus.yaml:3:7 there is no corpus"), "{missing}");
    assert_eq!(stack(&lab, &["e"]).1.len(), 1);
}

#[test]
fn the_layers_are_bounded() {
    let names: Vec<_> = (0..MAX_LAYERS + 2).map(|at| format!("c{at}")).collect();
    let over: Vec<_> = (0..MAX_LAYERS + 2).map(|at| format!("../c{}", at + 1)).collect();
    let all = names.iter().zip(&over).map(|(name, over)| (name.as_str(), over.as_str()));
    let lab = corpora(&all.collect::<Vec<_>>());
    let faults = stack(&lab, &["c0"]).1.concat();
    assert!(faults.contains("more than 64 corpora lie over each other"), "{faults}");
}

#[cfg(unix)]
#[test]
fn what_is_not_read_is_told() {
    let lab = corpora(&[("a", "")]);
    let inside = lab.path().join("a");
    fs::create_dir(lab.path().join("other")).unwrap();
    std::os::unix::fs::symlink("../other", inside.join("linked")).unwrap();
    std::os::unix::fs::symlink("../nowhere", inside.join("gone")).unwrap();
    for name in ["X.YAML", "y.yml", "z.Yml", "read.yaml", "README.md", ".hidden.yml"] {
        fs::write(inside.join(name), "").unwrap();
    }
    let mut reading = CorpusReading::default();
    reading.add_folder(&inside);
    let told = reading.diagnostics().into_iter().map(|it| {
        let name = Path::new(&it.file).file_name().unwrap().to_string_lossy().into_owned();
        format!("{name}: {}", it.message)
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    let ending = "not read: a corpus's files end in `.yaml`";
    assert_eq!(
        told,
        [
            format!("X.YAML: {ending}"),
            "gone: not read: a link that leads nowhere".to_owned(),
            "linked: not read: a link to a folder is not followed".to_owned(),
            format!("y.yml: {ending}"),
            format!("z.Yml: {ending}"),
        ]
    );
}
