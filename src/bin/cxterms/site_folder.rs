//! The folder of a site: written beside its place and put there whole; an earlier site that is there goes, and nothing else.

use crate::{
    atomic_write::{is_empty_folder, parent_folder},
    hidden::{HiddenFolder, is_hidden_name},
};
use anyhow::{Context, Result, bail, ensure};
use cxterms::site::{MARKER, SiteSink, digest_names};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder that is to take a place, and what is there now.
pub(crate) struct SiteFolder {
    new: HiddenFolder,
    place: PathBuf,
    before: PlaceBefore,
}

/// What is in the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlaceBefore {
    Nothing,
    EmptyFolder,
    EarlierSite,
}

impl SiteFolder {
    /// Makes a folder beside a place, if a site may take that.
    pub(crate) fn begin(place: &Path) -> Result<Self> {
        let before = look_at_place(place)?;
        // `.` has no name of its own that another folder could take.
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        let outer = match before {
            PlaceBefore::EmptyFolder => &place,
            PlaceBefore::Nothing | PlaceBefore::EarlierSite => parent_folder(&place),
        };
        let cannot = || format!("`{}` cannot be made", place.display());
        fs::create_dir_all(outer).with_context(cannot)?;
        let new = HiddenFolder::create_in(outer).with_context(cannot)?;
        Ok(Self { new, place, before })
    }

    /// Takes its place. An earlier site leaves it at the same time.
    pub(crate) fn take_place(self) -> Result<()> {
        let cannot = || format!("`{}` cannot be made", self.place.display());
        match self.before {
            PlaceBefore::Nothing => self.new.take_name(&self.place).with_context(cannot),
            PlaceBefore::EmptyFolder => self.new.empty_into(&self.place).with_context(cannot),
            PlaceBefore::EarlierSite => {
                // It may have been changed while the new one was written.
                look_at_place(&self.place)?;
                let old =
                    HiddenFolder::create_in(parent_folder(&self.place)).with_context(cannot)?;
                self.new.take_name_of(&self.place, &old).with_context(cannot)
            }
        }
    }
}

impl SiteSink for SiteFolder {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.new.write_file(Path::new(path), bytes)
    }
}

/// What is in a place, if a site may take it.
fn look_at_place(place: &Path) -> Result<PlaceBefore> {
    let shown = place.display();
    match fs::metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(PlaceBefore::Nothing),
        Err(error) => return Err(error).with_context(|| format!("`{shown}` cannot be read")),
        Ok(there) => ensure!(there.is_dir(), "`{shown}` is a file; nothing was written"),
    }
    if is_empty_folder(place) {
        return Ok(PlaceBefore::EmptyFolder);
    }
    let link = fs::symlink_metadata(place).is_ok_and(|about| about.is_symlink());
    ensure!(!link, "`{shown}` is a link to a folder that is not empty; name the folder itself");
    let Some(names) = read_marker(place) else {
        bail!(
            "`{shown}` is not empty, and no site that this program wrote; choose a folder that is not there, or empty it"
        );
    };
    let mut files = vec![];
    list_files(place, "", &mut files).with_context(|| format!("`{shown}` cannot be read"))?;
    files.sort_unstable();
    ensure!(
        digest_names(files.iter().map(String::as_str)) == names,
        "`{shown}` holds other files than the site that was written there; move yours away, or choose another folder"
    );
    Ok(PlaceBefore::EarlierSite)
}

/// What the names of the files of an earlier site are hashed to, if there is one in a folder.
fn read_marker(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join(MARKER)).ok()?;
    let marker: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(marker.get("names")?.as_str()?.to_owned())
}

/// The paths of all files in a folder, below it, with `/`.
fn list_files(folder: &Path, before: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if is_hidden_name(&name) {
            continue;
        }
        let path = format!("{before}{}", name.to_string_lossy());
        if entry.file_type()?.is_dir() {
            list_files(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_site(place: &Path, names: &[&str]) -> Result<()> {
        let mut folder = SiteFolder::begin(place)?;
        let mut all: Vec<_> = names.iter().copied().chain([MARKER]).collect();
        all.sort_unstable();
        let marker = serde_json::json!({ "names": digest_names(all.into_iter()) });
        names.iter().try_for_each(|name| folder.put(name, b"page"))?;
        folder.put(MARKER, marker.to_string().as_bytes())?;
        folder.take_place()
    }

    #[test]
    fn a_site_takes_the_place_of_an_earlier_one_and_of_nothing_else() {
        let outer = tempfile::tempdir().unwrap();
        let place = outer.path().join("site");
        put_site(&place, &["index.html", "concept/a.html"]).unwrap();
        put_site(&place, &["index.html", "concept/b.html"]).unwrap();
        assert!(place.join("concept/b.html").is_file() && !place.join("concept/a.html").exists());
        fs::write(place.join("CNAME"), "ours.example").unwrap();
        let told = put_site(&place, &["index.html"]).unwrap_err().to_string();
        assert!(told.contains("other files"), "{told}");
        assert!(place.join("CNAME").is_file());
        assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_somebody_else_stays() {
        let outer = tempfile::tempdir().unwrap();
        fs::write(outer.path().join("notes.txt"), "mine").unwrap();
        assert!(put_site(outer.path(), &["index.html"]).is_err());
        let empty = outer.path().join("empty");
        fs::create_dir(&empty).unwrap();
        put_site(&empty, &["index.html"]).unwrap();
        assert!(empty.join("index.html").is_file());
        assert!(put_site(&outer.path().join("notes.txt"), &["index.html"]).is_err());
    }
}
