//! Who speaks, and in which works?
//!
//! TBX leaves open how its back matter names things; the names are vCard's for voices and Dublin Core's for works.

use super::Writing;
use crate::Part;
use std::io;

impl Writing<'_> {
    pub(super) fn back(&mut self) -> io::Result<()> {
        let (corpus, list) = (self.corpus, self.words().references);
        if corpus.voices.is_empty() && corpus.works.is_empty() {
            return Ok(());
        }
        self.out.open("back", &[])?;
        if !corpus.voices.is_empty() {
            self.out.open(list, &[("type", "voices")])?;
            for (voice, name) in corpus.voices.iter().zip(&self.voices) {
                self.tally.one(Part::Sources);
                let short = Some(&voice.short).filter(|short| **short != voice.name);
                let items = [("fn", &voice.name)].into_iter();
                let items = items.chain(short.map(|short| ("nickname", short)));
                let about = Some(&voice.about).filter(|about| !about.is_empty());
                let items: Vec<_> = items.chain(about.map(|about| ("note", about))).collect();
                object(&mut self.out, name, items.into_iter().map(|(kind, text)| (kind, &**text)))?;
            }
            self.out.close(list)?;
        }
        if !corpus.works.is_empty() {
            self.out.open(list, &[("type", "works")])?;
            for (work, name) in corpus.works.iter().zip(&self.works) {
                self.tally.one(Part::Sources);
                let by = work.by.iter().map(|id| ("creator", self.attribution.voice(*id)));
                let published = Some(&*work.published).filter(|name| !name.is_empty());
                let items = by
                    .chain([("title", &*work.title)])
                    .chain(published.map(|name| ("publisher", name)))
                    .chain(work.year.as_deref().map(|year| ("date", year)))
                    .chain(work.url.as_deref().map(|url| ("identifier", url)))
                    .chain(work.also_at.iter().map(|url| ("hasVersion", &**url)));
                object(&mut self.out, name, items)?;
            }
            self.out.close(list)?;
        }
        self.out.close("back")
    }
}

fn object<'i>(
    out: &mut super::Out<'_>,
    name: &str,
    items: impl Iterator<Item = (&'static str, &'i str)>,
) -> io::Result<()> {
    out.open("refObject", &[("id", name)])?;
    for (kind, text) in items {
        out.leaf("item", &[("type", kind)], text)?;
    }
    out.close("refObject")
}
