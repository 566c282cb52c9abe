//! Reads the voices and works that the back matter describes.

use super::{
    super::{attribution::AttributionNames, identifier::decode_identifier, xml::XmlElement},
    TbxReader,
};
use crate::IdentifierSource;
use cxterms_base::corpus::{Voice, VoiceId, Work, WorkId};
use std::collections::HashMap;

/// Something that back matter describes.
pub(super) struct BackMatterObject {
    file: usize,
    name: String,
    /// Whether its list holds works.
    listed: bool,
    items: Vec<(String, String)>,
}

/// What an object of the back matter stands for, by file and name.
pub(super) type BackMatterSources = HashMap<(usize, String), VoiceOrWork>;

/// What an object of the back matter stands for.
#[derive(Clone, Copy)]
pub(super) enum VoiceOrWork {
    Voice(VoiceId),
    Work(WorkId),
}

/// Items that name a person or an organisation.
const NAME_ITEMS: [&str; 4] = ["fn", "org", "name", "n"];

impl BackMatterObject {
    fn item_texts<'o>(&'o self, kind: &'static str) -> impl Iterator<Item = &'o str> {
        self.items.iter().filter(move |(known, _)| known == kind).map(|(_, text)| &**text)
    }

    fn first_item(&self, kind: &'static str) -> Option<&str> {
        self.item_texts(kind).next()
    }

    fn is_work(&self) -> bool {
        self.first_item("title").is_some() || self.listed
    }

    fn title(&self) -> &str {
        let any = || self.items.first().map(|(_, text)| &**text);
        self.first_item("title").or_else(any).unwrap_or(&self.name)
    }

    fn to_voice(&self) -> Voice {
        let named = NAME_ITEMS.iter().find_map(|kind| self.first_item(kind));
        let any = || self.items.first().map(|(_, text)| &**text);
        let name = named.or_else(any).unwrap_or(&self.name).to_owned();
        Voice {
            id: object_identifier(&self.name, "voice."),
            short: self.first_item("nickname").unwrap_or(&name).to_owned(),
            about: self.first_item("note").unwrap_or_default().to_owned(),
            name,
            ..Voice::default()
        }
    }

    fn to_work(&self) -> Work {
        Work {
            id: object_identifier(&self.name, "work."),
            title: self.title().to_owned(),
            published: self.first_item("publisher").unwrap_or_default().to_owned(),
            year: self.first_item("date").map(str::to_owned),
            url: self.first_item("identifier").map(str::to_owned),
            also_at: self.item_texts("hasVersion").map(str::to_owned).collect(),
            ..Work::default()
        }
    }
}

impl TbxReader<'_> {
    /// Keeps what a list of the back matter describes.
    pub(super) fn read_objects(&mut self, list: &XmlElement) {
        let kind = list.attribute("type").unwrap_or_default();
        let listed = kind == "works" || kind.starts_with("bib");
        for object in list.elements().filter(|object| object.name == "refObject") {
            let mut items = vec![];
            let mut inner: Vec<_> = object.elements().collect();
            while !inner.is_empty() {
                let element = inner.remove(0);
                if element.name == "item" {
                    let kind = element.attribute("type").unwrap_or_default().to_owned();
                    items.push((kind, self.element_text(element)));
                } else {
                    inner.extend(element.elements());
                }
            }
            let name = object.attribute("id").unwrap_or_default().to_owned();
            self.objects.push(BackMatterObject { file: self.file.number, name, listed, items });
        }
    }

    /// Takes all that is described into the corpus; what it is called is then known.
    pub(super) fn add_described(&mut self) -> BackMatterSources {
        let objects = std::mem::take(&mut self.objects);
        let (works, voices): (Vec<_>, Vec<_>) = objects.iter().partition(|it| it.is_work());
        let mut described = BackMatterSources::new();
        let told: Vec<_> = voices.iter().map(|object| object.to_voice()).collect();
        let called = AttributionNames::from_sources(&told, &[]);
        for ((object, voice), index) in voices.iter().zip(told).zip(0..) {
            let id = self.draft().find_or_add_voice(called.voice_name(VoiceId(index)));
            if let Some(slot) = self.draft().corpus.voices.get_mut(id.index()) {
                *slot = voice;
            }
            described.insert((object.file, object.name.clone()), VoiceOrWork::Voice(id));
            self.count_unknown_items(object, &["nickname", "note"], &NAME_ITEMS);
        }
        for object in works {
            let by: Vec<_> = match object.item_texts("creator").collect::<Vec<_>>() {
                named if !named.is_empty() => named,
                _ => vec![object.first_item("publisher").unwrap_or(object.title())],
            };
            let by = by.into_iter().map(|name| self.draft().find_or_add_voice(name)).collect();
            let key = format!("{}\n{}", object.file, object.name);
            let id = self.draft().find_or_add_work(
                &key,
                IdentifierSource::From(object.title()),
                object.title(),
                by,
            );
            if let Some(slot) = self.draft().corpus.works.get_mut(id.index()) {
                *slot = Work { by: std::mem::take(&mut slot.by), ..object.to_work() };
            }
            described.insert((object.file, object.name.clone()), VoiceOrWork::Work(id));
            let known = ["creator", "title", "publisher", "date", "identifier", "hasVersion"];
            self.count_unknown_items(object, &known, &[]);
        }
        described
    }

    /// Counts the items that have no place here: of those known, all but one of each kind that names it.
    fn count_unknown_items(&mut self, object: &BackMatterObject, known: &[&str], names: &[&str]) {
        let first = object.items.iter().position(|(kind, _)| names.contains(&&**kind));
        for (index, (kind, text)) in object.items.iter().enumerate() {
            let taken = known.contains(&&**kind) || first.unwrap_or(0) == index;
            if !taken {
                self.losses.add_example(&format!("{kind} in back matter"), text);
            }
        }
    }
}

/// What a name in back matter stands for, where it is one of ours.
fn object_identifier(name: &str, prefix: &str) -> String {
    decode_identifier(name.strip_prefix(prefix).unwrap_or(name)).to_owned()
}
