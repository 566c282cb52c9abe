//! The house as a newcomer meets it: one meaning a type name, and no files that import each other in a circle.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{
    UseTree,
    visit::{self, Visit},
};

/// The folder of each crate's source, and of the program's.
const ROOTS: &[&str] =
    &["base/src", "page/src", "document/src", "exchange/src", "src", "src/bin/cxterms"];

/// Where each type name is defined, and which modules a file names. Tests inside a file are passed over.
#[derive(Default)]
struct FileReader {
    types: Vec<String>,
    paths: Vec<Vec<String>>,
}

impl FileReader {
    fn read(file: &Path) -> Self {
        let mut reader = Self::default();
        reader.visit_file(&syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap());
        reader
    }

    fn add_use_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.add_use_tree(&with(path.ident.to_string()), &path.tree),
            UseTree::Name(name) => self.paths.push(with(name.ident.to_string())),
            UseTree::Rename(name) => self.paths.push(with(name.ident.to_string())),
            UseTree::Glob(_) => self.paths.push(before.to_vec()),
            UseTree::Group(group) => {
                group.items.iter().for_each(|it| self.add_use_tree(before, it));
            }
        }
    }
}

impl<'ast> Visit<'ast> for FileReader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_test = item.attrs.iter().any(|it| {
            it.path().is_ident("cfg") && it.parse_args::<syn::Ident>().is_ok_and(|it| it == "test")
        });
        if !is_test {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let name = match item {
            syn::Item::Struct(it) => Some(&it.ident),
            syn::Item::Enum(it) => Some(&it.ident),
            syn::Item::Trait(it) => Some(&it.ident),
            syn::Item::Type(it) => Some(&it.ident),
            syn::Item::Union(it) => Some(&it.ident),
            _ => None,
        };
        self.types.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_use_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|it| it.ident.to_string()).collect());
        visit::visit_path(self, path);
    }
}

#[test]
fn no_type_name_has_two_meanings() {
    let mut defined = BTreeMap::<String, BTreeSet<PathBuf>>::new();
    let mut twice = vec![];
    for (file, _) in ROOTS.iter().flat_map(|root| modules_of(root)) {
        for name in FileReader::read(&file).types {
            if !defined.entry(name.clone()).or_default().insert(file.clone()) {
                twice.push(format!("{name}: twice in {}", file.display()));
            }
        }
    }
    let several = defined.iter().filter(|(_, files)| files.len() > 1);
    twice.extend(several.map(|(name, files)| format!("{name}: {files:?}")));
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    for root in ROOTS {
        let files: BTreeMap<Vec<String>, PathBuf> =
            modules_of(root).into_iter().map(|(file, module)| (module, file)).collect();
        let edges: BTreeMap<_, BTreeSet<_>> = files
            .iter()
            .map(|(module, file)| {
                let paths = FileReader::read(file).paths;
                let used = paths.iter().filter_map(|path| find_module(&files, module, path));
                // A parent and its parts may know each other.
                (
                    module,
                    used.filter(|it| !module.starts_with(it) && !it.starts_with(module)).collect(),
                )
            })
            .collect();
        let circles: Vec<_> = files
            .iter()
            .filter(|(module, _)| find_reached(&edges, module).contains(module))
            .map(|(module, file)| (file, edges[module].clone()))
            .collect();
        assert!(circles.is_empty(), "{root}: files in circles, with what each uses: {circles:#?}");
    }
}

/// Every module that one uses, and what those use.
fn find_reached<'a>(
    edges: &BTreeMap<&'a Vec<String>, BTreeSet<&'a Vec<String>>>,
    start: &Vec<String>,
) -> BTreeSet<&'a Vec<String>> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<_> = edges[start].iter().copied().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(&edges[module]);
        }
    }
    reached
}

/// The module of the crate that a path leads into, as seen from `module`; none if it is outside.
fn find_module<'a>(
    files: &'a BTreeMap<Vec<String>, PathBuf>,
    module: &[String],
    path: &[String],
) -> Option<&'a Vec<String>> {
    let mut at = module.to_vec();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            at.clear();
            rest = &rest[1..];
        }
        "self" => rest = &rest[1..],
        "super" => {
            while rest.first().is_some_and(|it| it == "super") {
                at.pop();
                rest = &rest[1..];
            }
        }
        name if files.contains_key(&[module, &[name.to_owned()]].concat()) => {}
        _ => return None,
    }
    let found =
        (0..=rest.len()).rev().find_map(|end| files.get_key_value(&[&at, &rest[..end]].concat()));
    found.map(|(module, _)| module)
}

/// Every file below a folder with the path of its module; the program's are a crate of their own.
fn modules_of(root: &str) -> Vec<(PathBuf, Vec<String>)> {
    let mut found = vec![];
    let mut next = vec![PathBuf::from(root)];
    while let Some(path) = next.pop() {
        if path.is_dir() {
            let parts = fs::read_dir(&path).unwrap().map(|it| it.unwrap().path());
            next.extend(parts.filter(|it| it.file_name().unwrap() != "bin"));
        } else if path.extension().is_some_and(|it| it == "rs") {
            let inner = path.strip_prefix(root).unwrap().with_extension("");
            let mut module: Vec<String> =
                inner.iter().map(|it| it.to_str().unwrap().to_owned()).collect();
            if ["mod", "lib", "main"].contains(&module.last().unwrap().as_str()) {
                module.pop();
            }
            if module.last().is_none_or(|it| it != "tests") {
                found.push((path, module));
            }
        }
    }
    assert!(!found.is_empty(), "{root} holds no source");
    found
}
