//! Writes the back matter: voices and works.
//!
//! TBX leaves open how its back matter names things. Voices use the names of vCard, and works those of Dublin Core.

use super::TbxWriter;
use crate::Part;
use std::io;

impl TbxWriter<'_> {
    pub(super) fn write_back_matter(&mut self) -> io::Result<()> {
        let (corpus, list) = (self.corpus, self.element_names().references);
        if corpus.voices.is_empty() && corpus.works.is_empty() {
            return Ok(());
        }
        self.out.open_element("back", &[])?;
        if !corpus.voices.is_empty() {
            self.out.open_element(list, &[("type", "voices")])?;
            for (voice, name) in corpus.voices.iter().zip(&self.voices) {
                self.tally.add_one(Part::Sources);
                let short = Some(&voice.short).filter(|short| **short != voice.name);
                let items = [("fn", &voice.name)].into_iter();
                let items = items.chain(short.map(|short| ("nickname", short)));
                let about = Some(&voice.about).filter(|about| !about.is_empty());
                let items: Vec<_> = items.chain(about.map(|about| ("note", about))).collect();
                write_object(
                    &mut self.out,
                    name,
                    items.into_iter().map(|(kind, text)| (kind, &**text)),
                )?;
            }
            self.out.close_element(list)?;
        }
        if !corpus.works.is_empty() {
            self.out.open_element(list, &[("type", "works")])?;
            for (work, name) in corpus.works.iter().zip(&self.works) {
                self.tally.add_one(Part::Sources);
                let by = work.by.iter().map(|id| ("creator", self.attribution.voice_name(*id)));
                let published = Some(&*work.published).filter(|name| !name.is_empty());
                let items = by
                    .chain([("title", &*work.title)])
                    .chain(published.map(|name| ("publisher", name)))
                    .chain(work.year.as_deref().map(|year| ("date", year)))
                    .chain(work.url.as_deref().map(|url| ("identifier", url)))
                    .chain(work.also_at.iter().map(|url| ("hasVersion", &**url)));
                write_object(&mut self.out, name, items)?;
            }
            self.out.close_element(list)?;
        }
        self.out.close_element("back")
    }
}

fn write_object<'i>(
    out: &mut super::XmlWriter<'_>,
    name: &str,
    items: impl Iterator<Item = (&'static str, &'i str)>,
) -> io::Result<()> {
    out.open_element("refObject", &[("id", name)])?;
    for (kind, text) in items {
        out.write_leaf("item", &[("type", kind)], text)?;
    }
    out.close_element("refObject")
}
