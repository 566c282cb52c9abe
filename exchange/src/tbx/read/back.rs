//! Which voices and works does the back matter describe?

use super::{
    super::{attribution::Attribution, identifier::decoded, xml::Element},
    Reading,
};
use crate::Id;
use cxterms_base::corpus::{Voice, VoiceId, Work, WorkId};
use std::collections::HashMap;

/// Something that back matter describes.
pub(super) struct Object {
    file: usize,
    name: String,
    /// Whether its list holds works.
    listed: bool,
    items: Vec<(String, String)>,
}

/// What an object of the back matter stands for, by file and name.
pub(super) type Described = HashMap<(usize, String), Meant>;

/// What an object of the back matter stands for.
#[derive(Clone, Copy)]
pub(super) enum Meant {
    Voice(VoiceId),
    Work(WorkId),
}

/// Items that name a person or an organisation.
const NAMES: [&str; 4] = ["fn", "org", "name", "n"];

impl Object {
    fn all<'o>(&'o self, kind: &'static str) -> impl Iterator<Item = &'o str> {
        self.items.iter().filter(move |(known, _)| known == kind).map(|(_, text)| &**text)
    }

    fn first(&self, kind: &'static str) -> Option<&str> {
        self.all(kind).next()
    }

    fn is_work(&self) -> bool {
        self.first("title").is_some() || self.listed
    }

    fn title(&self) -> &str {
        let any = || self.items.first().map(|(_, text)| &**text);
        self.first("title").or_else(any).unwrap_or(&self.name)
    }

    fn voice(&self) -> Voice {
        let named = NAMES.iter().find_map(|kind| self.first(kind));
        let any = || self.items.first().map(|(_, text)| &**text);
        let name = named.or_else(any).unwrap_or(&self.name).to_owned();
        Voice {
            id: identifier(&self.name, "voice."),
            short: self.first("nickname").unwrap_or(&name).to_owned(),
            about: self.first("note").unwrap_or_default().to_owned(),
            name,
            ..Voice::default()
        }
    }

    fn work(&self) -> Work {
        Work {
            id: identifier(&self.name, "work."),
            title: self.title().to_owned(),
            published: self.first("publisher").unwrap_or_default().to_owned(),
            year: self.first("date").map(str::to_owned),
            url: self.first("identifier").map(str::to_owned),
            also_at: self.all("hasVersion").map(str::to_owned).collect(),
            ..Work::default()
        }
    }
}

impl Reading<'_> {
    /// Keeps what a list of the back matter describes.
    pub(super) fn objects(&mut self, list: &Element) {
        let kind = list.attribute("type").unwrap_or_default();
        let listed = kind == "works" || kind.starts_with("bib");
        for object in list.elements().filter(|object| object.name == "refObject") {
            let mut items = vec![];
            let mut inner: Vec<_> = object.elements().collect();
            while !inner.is_empty() {
                let element = inner.remove(0);
                if element.name == "item" {
                    let kind = element.attribute("type").unwrap_or_default().to_owned();
                    items.push((kind, self.text(element)));
                } else {
                    inner.extend(element.elements());
                }
            }
            let name = object.attribute("id").unwrap_or_default().to_owned();
            self.objects.push(Object { file: self.file.number, name, listed, items });
        }
    }

    /// Takes all that is described into the corpus; what it is called is then known.
    pub(super) fn described(&mut self) -> Described {
        let objects = std::mem::take(&mut self.objects);
        let (works, voices): (Vec<_>, Vec<_>) = objects.iter().partition(|it| it.is_work());
        let mut described = Described::new();
        let told: Vec<_> = voices.iter().map(|object| object.voice()).collect();
        let called = Attribution::of(&told, &[]);
        for ((object, voice), index) in voices.iter().zip(told).zip(0..) {
            let id = self.draft().voice(called.voice(VoiceId(index)));
            if let Some(slot) = self.draft().corpus.voices.get_mut(id.index()) {
                *slot = voice;
            }
            described.insert((object.file, object.name.clone()), Meant::Voice(id));
            self.unknown(object, &["nickname", "note"], &NAMES);
        }
        for object in works {
            let by: Vec<_> = match object.all("creator").collect::<Vec<_>>() {
                named if !named.is_empty() => named,
                _ => vec![object.first("publisher").unwrap_or(object.title())],
            };
            let by = by.into_iter().map(|name| self.draft().voice(name)).collect();
            let key = format!("{}\n{}", object.file, object.name);
            let id = self.draft().work(&key, Id::From(object.title()), object.title(), by);
            if let Some(slot) = self.draft().corpus.works.get_mut(id.index()) {
                *slot = Work { by: std::mem::take(&mut slot.by), ..object.work() };
            }
            described.insert((object.file, object.name.clone()), Meant::Work(id));
            let known = ["creator", "title", "publisher", "date", "identifier", "hasVersion"];
            self.unknown(object, &known, &[]);
        }
        described
    }

    /// Counts the items that have no place here: of those known, all but one of each kind that names it.
    fn unknown(&mut self, object: &Object, known: &[&str], names: &[&str]) {
        let first = object.items.iter().position(|(kind, _)| names.contains(&&**kind));
        for (index, (kind, text)) in object.items.iter().enumerate() {
            let taken = known.contains(&&**kind) || first.unwrap_or(0) == index;
            if !taken {
                self.losses.one(&format!("{kind} in back matter"), text);
            }
        }
    }
}

/// What a name in back matter stands for, where it is one of ours.
fn identifier(name: &str, prefix: &str) -> String {
    decoded(name.strip_prefix(prefix).unwrap_or(name)).to_owned()
}
