//! Lists the YAML files in the folder of a corpus.

use crate::{
    diagnostic::{Fault, Files, Place},
    text,
};
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

/// The files of a corpus in a folder, in the order of their paths, and what is wrong with others.
pub fn list_yaml_files(folder: &Path, files: &mut Files) -> (Vec<PathBuf>, Vec<Fault>) {
    let (mut paths, mut faults) = (vec![], vec![]);
    collect_yaml_files(folder, &mut paths, files, &mut faults);
    paths.sort();
    (paths, faults)
}

/// Gathers the YAML files below a folder. Links to folders are not followed, so the walk ends; they are reported.
fn collect_yaml_files(
    folder: &Path,
    paths: &mut Vec<PathBuf>,
    files: &mut Files,
    faults: &mut Vec<Fault>,
) {
    let mut report = |path: &Path, message: &str, hint: &str, files: &mut Files| {
        let file = files.add_file(path.display().to_string(), String::new());
        faults.push(Fault::new(Place::whole_file(file), message).hint(hint));
    };
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = match listed {
        Ok(entries) => entries,
        Err(error) => {
            let file = files.add_file(folder.display().to_string(), String::new());
            return faults.push(unreadable_fault(file, &error));
        }
    };
    let mut below = vec![];
    for entry in entries.iter().filter(|it| !it.file_name().to_string_lossy().starts_with('.')) {
        let path = entry.path();
        if path.is_dir() {
            let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if path.join("corpus.yaml").exists() {
                let hint = "name it with a further `--terms`";
                report(&path, "a corpus of its own lies below this one", hint, files);
            } else if linked {
                let hint = "put the files themselves here, or make a corpus of that folder";
                report(&path, "not read: a link to a folder is not followed", hint, files);
            } else {
                below.push(path);
            }
            continue;
        }
        if !path.exists() && path.extension().is_none() {
            report(&path, "not read: a link that leads nowhere", "remove it", files);
        }
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        if ending == "yaml" {
            paths.push(path);
        } else if ["yaml", "yml"].contains(&&*ending.to_lowercase()) {
            report(&path, "not read: a corpus's files end in `.yaml`", "rename it", files);
        }
    }
    for folder in below {
        collect_yaml_files(&folder, paths, files, faults);
    }
}

/// What a path stands for that is no folder.
pub(super) fn missing_folder_fault(folder: &Path, file: u32) -> Fault {
    if folder.exists() {
        let fault =
            Fault::new(Place::whole_file(file), "this is a file, not the folder of a corpus");
        return fault.hint("name the folder that holds corpus.yaml");
    }
    let fault = Fault::new(Place::whole_file(file), "there is no such folder");
    let parent =
        folder.parent().filter(|parent| parent != &Path::new("")).unwrap_or(Path::new("."));
    let beside = fs::read_dir(parent).into_iter().flatten().flatten();
    let folders = beside.filter(|entry| entry.path().is_dir());
    let names: Vec<_> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let wanted = folder.file_name().unwrap_or_default().to_string_lossy();
    match text::find_nearest(&wanted, names.iter().map(String::as_str)) {
        Some(name) => {
            fault.hint(format!("did you mean `{}`?", folder.with_file_name(name).display()))
        }
        None => fault,
    }
}

/// That a file or folder could not be read.
pub(super) fn unreadable_fault(file: u32, error: &io::Error) -> Fault {
    Fault::new(Place::whole_file(file), format!("cannot be read: {error}"))
}
