//! Reads a TBX term base of any dialect, style and version.

mod back;
mod dates;
mod entry;
mod given_up;
mod resolve;
mod settle;
mod statement;
mod term;

use super::xml::{LineColumn, XmlElement, XmlSource, XmlStep};
use crate::{CorpusDraft, ImportError, ImportOptions, ImportedCorpus, InputFile, Losses};
use cxterms_base::{
    corpus::{ConceptId, RelationId},
    diagnostic::{Diagnostic, Severity},
};
use std::path::Path;

/// Reads files as one corpus.
pub(super) fn read_tbx(
    inputs: Vec<InputFile<'_>>,
    options: &ImportOptions,
) -> Result<ImportedCorpus, ImportError> {
    let mut reading = TbxReader::new(options);
    for (number, input) in inputs.into_iter().enumerate() {
        reading.file = TbxFile { number, language: None };
        reading.files.push(input.name.clone());
        reading.read_file(input)?;
    }
    reading.into_imported()
}

/// A corpus that is being read.
struct TbxReader<'r> {
    options: &'r ImportOptions,
    /// What it grows into, from the first header or entry on.
    draft: Option<CorpusDraft>,
    losses: Losses,
    findings: Vec<Diagnostic>,
    file: TbxFile,
    /// How many entries have terms in which language, in the order in which they came.
    languages: Vec<(String, usize)>,
    /// The language that the first root names.
    language: Option<String>,
    /// What the files call their entries, where that is an identifier.
    identifiers: Vec<(ConceptId, String)>,
    /// Those whose identifiers are made of their first terms.
    made: Vec<ConceptId>,
    /// In which file and where each entry begins.
    entries: Vec<(usize, LineColumn)>,
    /// What the files are called.
    files: Vec<String>,
    /// What back matter describes.
    objects: Vec<back::BackMatterObject>,
    references: Vec<EntryReference>,
    sources: Vec<ClaimSources>,
}

/// The file that is being read.
#[derive(Default)]
struct TbxFile {
    number: usize,
    /// The language of what names none.
    language: Option<String>,
}

/// A reference to an entry that may not have been read yet.
struct EntryReference {
    from: ConceptId,
    /// Which relation it says to be there, and whether from the other end.
    relation: Option<(RelationId, bool)>,
    file: usize,
    target: String,
    text: String,
    place: LineColumn,
}

/// Who is named as a source, of what.
struct ClaimSources {
    concept: ConceptId,
    of: ClaimPosition,
    file: usize,
    /// In words, and where that is described.
    named: Vec<(String, Option<String>)>,
}

/// Of what a source is one, by its place in the concept.
#[derive(Clone, Copy)]
enum ClaimPosition {
    Definition(usize),
    Note(usize),
    Label(usize),
}

impl<'r> TbxReader<'r> {
    fn new(options: &'r ImportOptions) -> Self {
        Self {
            options,
            draft: None,
            losses: Losses::default(),
            findings: vec![],
            file: TbxFile::default(),
            languages: vec![],
            language: None,
            identifiers: vec![],
            made: vec![],
            entries: vec![],
            files: vec![],
            objects: vec![],
            references: vec![],
            sources: vec![],
        }
    }

    fn read_file(&mut self, input: InputFile<'_>) -> Result<(), ImportError> {
        let name = input.name.clone();
        let mut source = XmlSource::new(input, is_read_whole)?;
        let mut begun = false;
        while let Some(step) = source.next_step()? {
            match step {
                XmlStep::Open(root) | XmlStep::Whole(root) if !begun => {
                    begun = true;
                    self.check_root(&name, &root)?;
                }
                XmlStep::Open(element) => {
                    if !matches!(&*element.name, "text" | "body" | "back") {
                        self.losses
                            .add_example("elements that TBX does not have there", &element.name);
                    }
                }
                XmlStep::Whole(element) => match &*element.name {
                    "tbxHeader" | "martifHeader" => self.read_header(&element),
                    "refObjectSec" | "refObjectList" => self.read_objects(&element),
                    _ => self.read_entry(&element),
                },
                XmlStep::Stray((line, _)) => {
                    self.losses.add_example("text between elements", &format!("line {line}"));
                }
            }
        }
        Ok(())
    }

    /// Whether a file is a term base, and in which language where it does not say.
    fn check_root(&mut self, name: &str, root: &XmlElement) -> Result<(), ImportError> {
        if !matches!(&*root.name, "tbx" | "martif") {
            let what = format!("a term base begins with `tbx` or `martif`, not `{}`", root.name);
            return Err(ImportError::new(name, root.place, what));
        }
        self.file.language = root.attribute("lang").map(cxterms_base::language::format_tag);
        self.language = self.language.take().or_else(|| self.file.language.clone());
        Ok(())
    }

    /// What the file is called, and who made it.
    fn read_header(&mut self, header: &XmlElement) {
        let Some(described) = header.element("fileDesc") else { return };
        let line = |text: &str| super::attribution::to_one_line(text);
        let first = |outer: &str, inner: &str| {
            let text = described.element(outer)?.element(inner)?.text();
            Some(line(&text)).filter(|text| !text.is_empty())
        };
        let title = first("titleStmt", "title").or_else(|| first("sourceDesc", "p"));
        let named = || {
            let mut texts = described.element("sourceDesc")?.elements();
            let text = texts.find(|text| text.attribute("type") == Some("publisher"))?.text();
            Some(line(&text)).filter(|text| !text.is_empty())
        };
        let publisher = first("publicationStmt", "p").or_else(named);
        self.begin_corpus(title.as_deref(), publisher.as_deref());
        let known = [title, publisher, Some("TBXBasicXCSV02.xcs".to_owned())];
        let described = header.elements().flat_map(XmlElement::elements);
        for part in described.flat_map(|part| part.elements().map(move |text| (part, text))) {
            let text = line(&part.1.text());
            if !text.is_empty() && !known.contains(&Some(text.clone())) {
                self.losses.add_example(&part.0.name, &text);
            }
        }
        for text in header.elements().filter(|part| part.name == "encodingDesc") {
            let paragraphs = text.elements().map(|p| line(&p.text()));
            for text in paragraphs.filter(|text| !known.contains(&Some(text.clone()))) {
                self.losses.add_example("encodingDesc", &text);
            }
        }
    }

    /// The corpus, which begins with what the first file says of itself, or else with its name.
    fn begin_corpus(&mut self, title: Option<&str>, publisher: Option<&str>) -> &mut CorpusDraft {
        let name = self.files.first().map_or("", String::as_str);
        let stem = Path::new(name).file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().into_owned();
        self.draft.get_or_insert_with(|| {
            let title = title.unwrap_or(&stem);
            CorpusDraft::new(title, "", publisher.unwrap_or(title), self.options)
        })
    }

    fn draft(&mut self) -> &mut CorpusDraft {
        self.begin_corpus(None, None)
    }

    fn add_warning(&mut self, place: LineColumn, message: String) {
        self.add_warning_in(self.file.number, place, message);
    }

    /// Tells of what is wrong in the file that is being read.
    fn add_error(&mut self, place: LineColumn, message: String) {
        self.add_warning(place, message);
        if let Some(found) = self.findings.last_mut() {
            found.severity = Severity::Error;
        }
    }

    fn add_warning_in(&mut self, file: usize, (line, column): LineColumn, message: String) {
        let file = self.files.get(file).cloned().unwrap_or_default();
        let narrow = |number| u32::try_from(number).unwrap_or(u32::MAX);
        self.findings.push(Diagnostic {
            severity: Severity::Warning,
            file,
            line: narrow(line),
            column: narrow(column),
            width: 1,
            message,
            ..Diagnostic::default()
        });
    }
}

/// Whether an element is read whole: no more of a file is held at a time.
fn is_read_whole(name: &str) -> bool {
    let parts =
        ["tbxHeader", "martifHeader", "conceptEntry", "termEntry", "refObjectSec", "refObjectList"];
    parts.contains(&name)
}
