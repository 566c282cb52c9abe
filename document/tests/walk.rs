//! Which files of a folder are documents, in which order, and what is said of the others.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_document::{DocumentFormat, MAX_MARKUP_BYTES, WalkEvent, walk_documents};
use std::{fs, path::Path};

/// What a walk meets: a document by its path, another file with why it is skipped.
fn walk(start: &Path, format: Option<DocumentFormat>) -> Vec<String> {
    let mut met = vec![];
    walk_documents(start, format, &mut |event| {
        let shorten = |path: &Path| path.strip_prefix(start).unwrap_or(path).display().to_string();
        met.push(match event {
            WalkEvent::Document(path, format) => format!("{} {}", shorten(&path), format.name()),
            WalkEvent::Skipped(path, why) => format!("{} skipped: {why}", shorten(&path)),
        });
    });
    met
}

fn write_files(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_lock_of_office_is_no_document_unless_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["~$a.docx", "b/~$a.pptx", "~$.xlsx", "a~$.docx", "~a.docx", "$a.docx"];
    write_files(folder.path(), &files.map(|name| (name, "")));
    assert_eq!(walk(folder.path(), None), ["$a.docx docx", "a~$.docx docx", "~a.docx docx"]);
    let named = walk(&folder.path().join("~$a.docx"), None);
    assert_eq!(named, [" docx"]);
}

#[test]
fn ignored_and_hidden_files_are_passed_over_in_a_fixed_order() {
    let folder = tempfile::tempdir().unwrap();
    write_files(
        folder.path(),
        &[
            ("b/z.md", ""),
            ("b/a.txt", ""),
            ("b.md", ""),
            ("B.html", ""),
            ("a.rs", ""),
            (".hidden/x.md", ""),
            (".x.md", ""),
            (".gitignore", "out/\n*.tmp.md\n!keep.tmp.md\n"),
            ("out/x.md", ""),
            ("x.tmp.md", ""),
            ("keep.tmp.md", ""),
            ("b/.gitignore", "a.txt\n"),
            (".ignore", "b.md\n"),
        ],
    );
    let right = [
        "B.html html",
        "a.rs skipped: no document that is read",
        "b/z.md markdown",
        "b.md markdown",
        "keep.tmp.md markdown",
    ];
    assert_eq!(walk(folder.path(), None), right);
    // A format is for the file that is named, not for a folder's.
    assert_eq!(walk(folder.path(), Some(DocumentFormat::Text)), right);
}

#[test]
fn a_file_that_is_named_is_read_wherever_it_is() {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), &[(".gitignore", "*.md"), (".x.md", ""), ("LICENSE", "")]);
    assert_eq!(walk(&folder.path().join(".x.md"), None), [" markdown"]);
    assert_eq!(walk(&folder.path().join("LICENSE"), Some(DocumentFormat::Text)), [" text"]);
    assert_eq!(walk(&folder.path().join("LICENSE"), None), [" skipped: no document that is read"]);
    let missing = walk(&folder.path().join("missing.md"), None);
    assert_eq!(missing.len(), 1);
    assert!(missing[0].contains("skipped: cannot be read: No such file"), "{missing:?}");
}

#[test]
fn what_is_too_large_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.md", "b.txt"] {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        file.set_len(MAX_MARKUP_BYTES + 1).unwrap();
    }
    let right = ["a.md skipped: larger than the 16 MiB that are read", "b.txt text"];
    assert_eq!(walk(folder.path(), None), right);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), &[("docs/a.md", "")]);
    symlink(folder.path(), folder.path().join("docs/loop")).unwrap();
    symlink("loop.md", folder.path().join("docs/loop.md")).unwrap();
    symlink(folder.path().join("docs"), folder.path().join("link")).unwrap();
    let right = [
        "docs/a.md markdown",
        "docs/loop skipped: a link",
        "docs/loop.md skipped: a link",
        "link skipped: a link",
    ];
    assert_eq!(walk(folder.path(), None), right);
    // One that is named is followed.
    assert_eq!(walk(&folder.path().join("link"), None)[0], "a.md markdown");
}

#[test]
fn what_is_too_deep_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut deep = folder.path().to_owned();
    for _ in 0..cxterms_document::MAX_WALK_DEPTH + 5 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("a.md"), "").unwrap();
    let met = walk(folder.path(), None);
    assert_eq!(met.len(), 1);
    assert!(met[0].ends_with("skipped: more than 200 folders deep"), "{met:?}");
}
