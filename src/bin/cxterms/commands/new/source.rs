//! A voice or work of one's own: added to `sources.yaml`, which else stays as it is.

use super::{
    MAX_CHOICES_LISTED, OpenedCorpus, choose_identifier, keep_if_told,
    prompt::{self, Prompt},
    without_article,
};
use crate::{
    atomic_write::{self, Before},
    complete,
    options::CorpusOptions,
    terminal,
    value_parsers::complete_with,
};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use cxterms::{
    answer::{UnknownName, VERSION},
    check,
    new::{self, SourceDeclaration},
};
use cxterms_base::{Perspective, VoiceLookup};
use std::{
    fs,
    io::{BufRead, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Add a voice or a work, or both, to the sources.yaml of a corpus of yours
#[derive(Clone, Debug, Default, Args)]
#[command(after_help = "\
Examples:
  cxterms new source --in our-terms --voice 'Ann Smith' --short Smith
  cxterms new source --in our-terms --title 'How we meet' --by ann-smith --year 2024
  cxterms new source --in our-terms --voice 'Bob Jones' --title 'On letters' --url https://example.org/letters")]
pub(crate) struct NewSource {
    /// Write into the corpus in this folder
    #[arg(long = "in", value_name = "DIR")]
    dir: PathBuf,
    /// Give it this identifier [default: the words of its name or title, joined by hyphens]
    #[arg(long)]
    id: Option<String>,
    /// Add this voice: the name of a person or organization
    #[arg(long, value_name = "NAME")]
    voice: Option<String>,
    /// Call the voice this in running text
    #[arg(long, value_name = "NAME", requires = "voice")]
    short: Option<String>,
    /// Say who the voice is
    #[arg(long, value_name = "TEXT", requires = "voice")]
    about: Option<String>,
    /// Add this work, by title
    #[arg(long)]
    title: Option<String>,
    /// Name its author, a voice by identifier or name (repeatable) [default: the voice that is added]
    #[arg(long, value_name = "VOICE", requires = "title", add = complete_with(complete::complete_voices))]
    by: Vec<String>,
    /// Say where it was published
    #[arg(long, value_name = "WHERE", requires = "title")]
    published: Option<String>,
    /// Say when, as a year or a date
    #[arg(long, requires = "title")]
    year: Option<String>,
    /// Give its address
    #[arg(long, requires = "title")]
    url: Option<String>,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl NewSource {
    /// Adds a voice, a work or both; false if an author means nobody.
    pub(super) fn run(&self) -> Result<bool> {
        // Nobody waits for a person who is asked: only what changed meanwhile is told.
        let person = prompt::person();
        let mut lock = person.is_none().then(|| atomic_write::lock_folder(&self.dir)).flatten();
        let before = SourcesFile::read(&self.dir)?;
        let opened = OpenedCorpus::open(&self.corpus, &self.dir)?;
        let mut wanted = self.clone();
        match person {
            Some(mut person) => opened.ask_source(&mut wanted, &mut person)?,
            None => ensure!(
                wanted.voice.is_some() || wanted.title.is_some(),
                "what is it? a voice: `--voice NAME`; a work: `--title TITLE --by VOICE`; or both"
            ),
        }
        let voice = opened.new_voice(&wanted)?;
        let work = match opened.new_work(&wanted, voice.as_ref())? {
            Ok(work) => work,
            Err(unknown) => {
                terminal::print_miss(&unknown)?;
                return Ok(false);
            }
        };
        let sources: Vec<_> = [voice, work].into_iter().flatten().collect();
        lock = lock.or_else(|| atomic_write::lock_folder(&self.dir));
        opened.add_sources(&before, &sources)?;
        drop(lock);
        Ok(true)
    }
}

impl OpenedCorpus {
    fn new_voice(&self, wanted: &NewSource) -> Result<Option<SourceDeclaration>> {
        let Some(name) = &wanted.voice else { return Ok(None) };
        ensure!(
            wanted.id.is_none() || wanted.title.is_none(),
            "`--id` names one thing: add the voice first, then the work"
        );
        let name = new::single_line("name", name)?;
        let id = self.free_id(wanted.id.as_ref(), &name)?;
        let line = |what, text: &Option<String>| {
            text.as_ref().map(|text| new::single_line(what, text)).transpose()
        };
        let (short, about) = (line("short name", &wanted.short)?, line("text", &wanted.about)?);
        Ok(Some(SourceDeclaration::voice(id, name, short, about)))
    }

    fn new_work(
        &self,
        wanted: &NewSource,
        voice: Option<&SourceDeclaration>,
    ) -> Result<Result<Option<SourceDeclaration>, UnknownName>> {
        let Some(title) = &wanted.title else { return Ok(Ok(None)) };
        let title = new::single_line("title", title)?;
        let id = self.free_id(wanted.id.as_ref(), &title)?;
        ensure!(
            voice.is_none_or(|voice| voice.id() != id),
            "`{id}` would be voice and work: add the voice first, then the work with `--id`"
        );
        let mut by = vec![];
        for name in &wanted.by {
            match self.find_author(name, voice)? {
                Ok(author) if by.contains(&author) => {}
                Ok(author) => by.push(author),
                Err(unknown) => return Ok(Err(unknown)),
            }
        }
        if by.is_empty() {
            by.extend(voice.map(|voice| voice.id().to_owned()));
        }
        ensure!(!by.is_empty(), "whose work is it? `--by VOICE`, or `--voice NAME` to add one");
        if let Some(url) = &wanted.url {
            ensure!(
                check::is_address(url),
                "`{url}` is no address: write https://… without spaces"
            );
        }
        let line = |what, text: &Option<String>| {
            text.as_ref().map(|text| new::single_line(what, text)).transpose()
        };
        let rest = [
            line("place of publication", &wanted.published)?,
            line("year", &wanted.year)?,
            line("address", &wanted.url)?,
        ];
        Ok(Ok(Some(SourceDeclaration::work(id, by, title, rest))))
    }

    /// The identifier of what is added, which nothing else may have.
    fn free_id(&self, given: Option<&String>, name: &str) -> Result<String> {
        let id = choose_identifier(given, without_article(name))?;
        let corpus = &self.reading.corpus;
        let voice =
            corpus.voices.iter().find(|it| it.id == id).map(|it| ("voice", &it.name, it.place));
        let work =
            || corpus.works.iter().find(|it| it.id == id).map(|it| ("work", &it.title, it.place));
        match voice.or_else(work) {
            Some((what, name, place)) => bail!(
                "`{id}` is there already: the {what} “{name}”, {}; another needs its own `--id`",
                self.describe_place(place)
            ),
            None => Ok(id),
        }
    }

    /// The identifier of the voice that goes by a name: the new one, or one that is there.
    fn find_author(
        &self,
        name: &str,
        voice: Option<&SourceDeclaration>,
    ) -> Result<Result<String, UnknownName>> {
        if let Some(voice) = voice.filter(|voice| [voice.id(), voice.name()].contains(&name)) {
            return Ok(Ok(voice.id().to_owned()));
        }
        let (what, hint) = match Perspective::find_voices(&self.base, name)? {
            VoiceLookup::Known(known) => match &*known {
                [one] => return Ok(Ok(self.base.voice(*one)?.id.to_owned())),
                several => {
                    let ids = several
                        .iter()
                        .take(MAX_CHOICES_LISTED)
                        .map(|id| Ok(self.base.voice(*id)?.id));
                    let ids = ids.collect::<Result<Vec<_>>>()?;
                    ("single voice", format!("it means {}", ids.join(", ")))
                }
            },
            VoiceLookup::Unknown(near) if near.is_empty() => {
                ("voice", "`cxterms new source --voice` adds one".to_owned())
            }
            VoiceLookup::Unknown(near) => {
                let near: Vec<_> = near.iter().map(|name| format!("`{name}`")).collect();
                ("voice", format!("did you mean {}?", near.join(", ")))
            }
        };
        Ok(Err(UnknownName { version: VERSION, what, name: name.to_owned(), hint }))
    }

    /// Asks for what is missing: for everything where nothing was given, for the author where only that is missing.
    fn ask_source<R: BufRead, W: Write>(
        &self,
        wanted: &mut NewSource,
        person: &mut Prompt<R, W>,
    ) -> Result<()> {
        let any = |words: &str| Ok(Ok(words.to_owned()));
        let id = wanted.id.clone();
        let free = |name: &str| {
            let taken = |error: anyhow::Error| error.to_string();
            Ok(self.free_id(id.as_ref(), name).map(|_| name.to_owned()).map_err(taken))
        };
        let nothing = wanted.voice.is_none() && wanted.title.is_none();
        if nothing {
            wanted.voice = person.ask("A voice to add, by name (or nothing)", free)?;
            if wanted.voice.is_some() {
                wanted.short = person.ask("What it is called in running text (or nothing)", any)?;
                wanted.about = person.ask("Who that is (or nothing)", any)?;
            }
            wanted.title = person.ask("A work to add, by title (or nothing)", free)?;
        }
        ensure!(
            wanted.voice.is_some() || wanted.title.is_some(),
            "nothing was named; nothing was written"
        );
        if wanted.title.is_some() && wanted.voice.is_none() && wanted.by.is_empty() {
            let voices =
                self.reading.corpus.voices.iter().take(MAX_CHOICES_LISTED).map(|voice| &*voice.id);
            person.tell(&format!("  for instance {}", voices.collect::<Vec<_>>().join(", ")))?;
            while wanted.by.is_empty() {
                let author = person.ask("Its author, a voice", |name| {
                    Ok(self.find_author(name, None)?.map_err(|unknown| prompt::words(&unknown)))
                })?;
                wanted.by.extend(author);
            }
        }
        if nothing && wanted.title.is_some() {
            wanted.published = person.ask("Where it was published (or nothing)", any)?;
            wanted.year = person.ask("When (or nothing)", any)?;
            wanted.url = person.ask("Its address (or nothing)", |url| {
                let said = format!("`{url}` is no address: write https://… without spaces");
                Ok(if check::is_address(url) { Ok(url.to_owned()) } else { Err(said) })
            })?;
        }
        Ok(())
    }

    /// Writes them into the file, and how they are cited to standard error.
    fn add_sources(&self, file: &SourcesFile, sources: &[SourceDeclaration]) -> Result<()> {
        let SourcesFile { path, before } = file;
        let mut text = before.clone().unwrap_or_default();
        for source in sources {
            text = new::add_source(&text, source).with_context(|| file.describe_unread())?;
        }
        let old = Before::of(before.as_deref().map(str::as_bytes));
        atomic_write::replace_file(path, text.as_bytes(), old)
            .with_context(|| format!("`{}` cannot be written", path.display()))?;
        let cited = sources.iter().try_for_each(|source| {
            terminal::print_note(&format!("cited as `{}`", source.citation()))
        });
        let told = cited.map_err(Into::into).and_then(|()| self.report_file(path));
        keep_if_told(told, || match before {
            Some(old) => {
                atomic_write::replace_file(path, old.as_bytes(), Before::Read(text.as_bytes()))
            }
            None => fs::remove_file(path),
        })
    }
}

/// The sources of a corpus, as they were before anything was added.
struct SourcesFile {
    path: PathBuf,
    before: Option<String>,
}

impl SourcesFile {
    fn read(folder: &Path) -> Result<Self> {
        let mut file = Self { path: folder.join("sources.yaml"), before: None };
        file.before = match fs::read_to_string(&file.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            read => Some(read.with_context(|| file.describe_unread())?),
        };
        Ok(file)
    }

    fn describe_unread(&self) -> String {
        format!("`{}` cannot be read", self.path.display())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answers: &str, wanted: &mut NewSource) -> (Result<()>, String) {
        let opened = OpenedCorpus::open_over(vec![], Path::new("tests/fixtures/small")).unwrap();
        let mut person = Prompt { answers: answers.as_bytes(), questions: vec![] };
        let done = opened.ask_source(wanted, &mut person);
        (done, String::from_utf8(person.questions).unwrap())
    }

    #[test]
    fn a_person_who_gave_nothing_is_asked_for_everything() {
        let mut wanted = NewSource::default();
        let (done, told) = asked(
            "Rider-A\nAnn Smith\nSmith\n\nWheels\nHere\n2021\nwww\nhttps://a.org\n",
            &mut wanted,
        );
        assert!(done.is_ok(), "{done:?}");
        let given = [&wanted.voice, &wanted.short, &wanted.title, &wanted.published, &wanted.url];
        let given: Vec<_> = given.map(|it| it.as_deref().unwrap_or_default()).into();
        assert_eq!(given, ["Ann Smith", "Smith", "Wheels", "Here", "https://a.org"]);
        assert!(wanted.about.is_none() && told.contains("`www` is no address"), "{told}");
        assert!(told.contains("  `rider-a` is there already: the voice “Rider A”"), "{told}");
    }

    #[test]
    fn a_person_who_gave_a_title_is_asked_for_its_author_alone() {
        let mut wanted = NewSource { title: Some("Wheels".to_owned()), ..NewSource::default() };
        let (done, told) = asked("rider-z\n\nRider A\n", &mut wanted);
        assert!(done.is_ok(), "{done:?}");
        assert_eq!(wanted.by, ["rider-a"]);
        let question = "Its author, a voice: ";
        let voices = "  for instance workshop, rider-a, rider-b\n";
        let miss = "  no voice `rider-z`; did you mean `rider-a`, `rider-b`?\n";
        assert_eq!(told, format!("{voices}{question}{miss}{question}{question}"));
        assert_eq!(asked("", &mut wanted).1, "");
    }

    #[test]
    fn a_person_who_names_nothing_adds_nothing() {
        let (done, _) = asked("\n\n", &mut NewSource::default());
        assert_eq!(done.unwrap_err().to_string(), "nothing was named; nothing was written");
    }
}
