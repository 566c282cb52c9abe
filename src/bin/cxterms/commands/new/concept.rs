//! A term of one's own: a file with its entry, beside the others of its kind.

use super::{
    MAX_CHOICES_LISTED, OpenedCorpus, choose_identifier, create_file, keep_if_told,
    prompt::{self, Prompt},
};
use crate::{complete, options::CorpusOptions, terminal, value_parsers::complete_with};
use anyhow::{Result, bail, ensure};
use clap::Args;
use cxterms::{
    answer::{self, Ask, DeclaredLookup, Lookup, MissingTerms, Term, VERSION},
    new::{self, ConceptScaffold},
};
use cxterms_base::{
    corpus::{self, LabelKind, Layer},
    text,
};
use cxterms_page::View;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead, Write},
    path::{Path, PathBuf},
};

/// Create a term in a corpus of yours: a file with its entry
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms new concept 'agenda' --in our-terms
  cxterms new concept 'red list' --in our-words --terms built-in --kind document --under success-plan
  cxterms new concept 'stand-up' --in our-terms --under meeting --definition 'a short one, on foot'")]
pub(crate) struct NewConcept {
    /// Give the term this label
    #[arg(value_name = "LABEL")]
    label: String,
    /// Write into the corpus in this folder
    #[arg(long = "in", value_name = "DIR")]
    dir: PathBuf,
    /// Give it this identifier [default: the words of the label, joined by hyphens]
    #[arg(long)]
    id: Option<String>,
    /// Add this qualifier, which tells it from another term of the same label
    #[arg(long)]
    qualifier: Option<String>,
    /// Make it of this kind
    #[arg(long, add = complete_with(complete::complete_kinds))]
    kind: Option<String>,
    /// Put it under this term (repeatable)
    #[arg(long, value_name = "TERM", add = complete_with(complete::complete_terms))]
    under: Vec<String>,
    /// Say that nothing is above it
    #[arg(long, conflicts_with = "under")]
    root: bool,
    /// Define it in the corpus's own words (repeatable)
    #[arg(long, value_name = "TEXT")]
    definition: Vec<String>,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl NewConcept {
    /// Writes an entry; false if its kind or an umbrella means nothing.
    pub(super) fn run(&self) -> Result<bool> {
        let wanted = self;
        let mut concept = draft_concept(wanted)?;
        let mut opened = OpenedCorpus::open(&self.corpus, &self.dir)?;
        opened.check_free(&concept)?;
        if let Err(unknown) = opened.fill_from_options(&mut concept, wanted)? {
            terminal::print_miss(&*unknown)?;
            return Ok(false);
        }
        if let Some(mut person) = prompt::person() {
            opened.ask_for_rest(&mut concept, &mut person)?;
        }
        let kinds = opened.base.kinds()?;
        let kinds: Vec<_> = kinds.iter().map(|kind| kind.id).collect();
        let entry = concept.entry_yaml(&kinds);
        let path = opened.choose_path(&concept);
        opened.check_entry(&path, &entry)?;
        create_file(&path, &entry)?;
        keep_if_told(opened.report_file(&path), || fs::remove_file(&path))?;
        Ok(true)
    }
}

/// The term as far as it needs no corpus.
fn draft_concept(wanted: &NewConcept) -> Result<ConceptScaffold> {
    let label = new::single_line("label", &wanted.label)?;
    let qualifier =
        wanted.qualifier.as_ref().map(|text| new::single_line("qualifier", text)).transpose()?;
    let whole = format!("{label} {}", qualifier.as_deref().unwrap_or_default());
    let id = choose_identifier(wanted.id.as_ref(), whole.trim_end())?;
    let definitions = wanted.definition.iter().map(|text| new::paragraphs("definition", text));
    let definitions = definitions.collect::<Result<_, _>>()?;
    Ok(ConceptScaffold {
        id,
        label,
        qualifier,
        definitions,
        root: wanted.root,
        ..ConceptScaffold::default()
    })
}

/// What a name means, or the answer that it means nothing.
type Meant<'b, T> = Result<T, Box<dyn View + 'b>>;

impl OpenedCorpus {
    /// Refuses a term that is there already; tells of one that has the label as another name.
    fn check_free(&self, concept: &ConceptScaffold) -> Result<()> {
        let folded = text::fold(&concept.label);
        let qualifier = concept.qualifier.as_deref().map(text::fold);
        for known in &self.reading.corpus.concepts {
            let mut labels = known.labels.iter().filter(|label| text::fold(&label.text) == folded);
            let preferred = |label: &corpus::Label| {
                label.kind == LabelKind::Preferred && label.language.is_none()
            };
            let same_label = labels.clone().any(preferred)
                && known.qualifier.as_deref().map(text::fold) == qualifier;
            if same_label {
                bail!(
                    "`{}` is there already: {}; {}",
                    concept.label,
                    self.whereabouts(known),
                    self.describe_way_on(known)
                );
            }
            if text::fold(&known.id) == text::fold(&concept.id) {
                bail!(
                    "the identifier is taken: {}; give another with `--id`",
                    self.whereabouts(known)
                );
            }
            if let Some(label) = labels.find(|label| !preferred(label)) {
                let there = self.whereabouts(known);
                terminal::print_note(&format!("`{}` is another name of {there}", label.text))?;
            }
        }
        Ok(())
    }

    fn whereabouts(&self, known: &corpus::Concept) -> String {
        format!("`{}` {}", known.id, self.describe_place(known.place))
    }

    fn describe_way_on(&self, known: &corpus::Concept) -> String {
        match self.file_of(known.place) {
            Some(_) => "another sense of it needs a `--qualifier`".to_owned(),
            None => format!("to add to it, write an entry with `id: {}`", known.id),
        }
    }

    /// Takes kind and umbrellas as they were named.
    fn fill_from_options(
        &self,
        concept: &mut ConceptScaffold,
        wanted: &NewConcept,
    ) -> Result<Meant<'_, ()>> {
        if let Some(name) = &wanted.kind {
            match self.find_kind(name)? {
                Ok(kind) => concept.kind = Some(kind),
                Err(unknown) => return Ok(Err(unknown)),
            }
        }
        for name in &wanted.under {
            match self.find_umbrella(name)? {
                Ok(found) => match &*found.to_terms(Ask::new(&self.base))? {
                    [one] => concept.under.push(one.id.to_owned()),
                    terms => bail!(list_names(name, terms)),
                },
                Err(unknown) => return Ok(Err(unknown)),
            }
        }
        let mut seen = BTreeSet::new();
        concept.under.retain(|id| seen.insert(id.clone()));
        Ok(Ok(()))
    }

    fn find_kind(&self, name: &str) -> Result<Meant<'_, String>> {
        ensure!(!self.base.kinds()?.is_empty(), "no kinds are declared: corpus.yaml lists them");
        Ok(match answer::parse_filter(&self.base, &[name.to_owned()], &[], vec![])? {
            DeclaredLookup::Known(mut filter) => Ok(filter.kinds.pop().unwrap_or_default()),
            DeclaredLookup::Unknown(unknown) => Err(Box::new(unknown)),
        })
    }

    fn find_umbrella(&self, name: &str) -> Result<Meant<'_, Lookup>> {
        let found = Lookup::resolve_name(&self.base, name)?;
        if found.ids.is_empty() {
            let missing = vec![answer::suggest_terms(&self.base, name)?];
            return Ok(Err(Box::new(MissingTerms { version: VERSION, missing })));
        }
        found
            .describe_remarks(Ask::new(&self.base), name)?
            .iter()
            .try_for_each(|remark| terminal::print_note(remark))?;
        Ok(Ok(found))
    }

    /// Asks for what was not given.
    fn ask_for_rest<R: BufRead, W: Write>(
        &self,
        concept: &mut ConceptScaffold,
        person: &mut Prompt<R, W>,
    ) -> Result<()> {
        if concept.kind.is_none() && !self.base.kinds()?.is_empty() {
            let kinds = self.base.kinds()?;
            let widest = kinds.iter().map(|kind| kind.id.chars().count()).max().unwrap_or(0);
            for kind in &kinds {
                person.tell(&format!("  {:widest$}  {}", kind.id, kind.means))?;
            }
            concept.kind = person.ask("Kind (or nothing, to leave it open)", |name| {
                Ok(self.find_kind(name)?.map_err(|unknown| prompt::words(&*unknown)))
            })?;
        }
        if concept.under.is_empty() && !concept.root {
            let there = self.list_umbrellas();
            if !there.is_empty() {
                person.tell(&format!("  for instance {}", there.join(", ")))?;
            }
            let question = "Falls under (`-` if nothing is above it; or nothing)";
            match person.ask(question, |name| self.read_umbrella(name))?.as_deref() {
                Some("-") => concept.root = true,
                named => concept.under.extend(named.map(str::to_owned)),
            }
        }
        if concept.definitions.is_empty() {
            let own = person.ask("Definition (or nothing)", |words| {
                Ok(new::single_line("definition", words).map_err(|refused| refused.0))
            })?;
            concept.definitions.extend(own);
        }
        Ok(())
    }

    fn read_umbrella(&self, name: &str) -> Result<Result<String, String>> {
        if name == "-" {
            return Ok(Ok(name.to_owned()));
        }
        Ok(match self.find_umbrella(name)? {
            Ok(found) => match &*found.to_terms(Ask::new(&self.base))? {
                [one] => Ok(one.id.to_owned()),
                terms => Err(list_names(name, terms)),
            },
            Err(unknown) => Err(prompt::words(&*unknown)),
        })
    }

    /// Terms under which others stand, some of them.
    fn list_umbrellas(&self) -> Vec<&str> {
        let relations = self.reading.corpus.relations.iter();
        let above = relations.filter(|it| it.relation == corpus::SUBSET_OF).map(|it| it.to);
        let mut below: BTreeMap<_, usize> = BTreeMap::new();
        above.for_each(|id| *below.entry(id).or_default() += 1);
        let mut umbrellas: Vec<_> = below.into_iter().collect();
        umbrellas.sort_by_key(|(id, below)| (Reverse(*below), *id));
        let corpus = &self.reading.corpus;
        let known = umbrellas.iter().filter_map(|(id, _)| corpus.concept(*id));
        known.take(MAX_CHOICES_LISTED).map(|concept| &*concept.id).collect()
    }

    /// The file for a term: beside most of its kind, else in the corpus's own folder.
    fn choose_path(&self, concept: &ConceptScaffold) -> PathBuf {
        let corpus = &self.reading.corpus;
        let kind = corpus.kinds.iter().position(|kind| Some(&kind.id) == concept.kind.as_ref());
        let alike = |known: &&corpus::Concept| {
            kind.is_some() && known.kind.map(corpus::KindId::index) == kind
        };
        let mut folders: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for file in corpus.concepts.iter().filter(alike).filter_map(|it| self.file_of(it.place)) {
            *folders.entry(file.parent().unwrap_or(&self.folder).to_owned()).or_default() += 1;
        }
        let folder = folders.into_iter().min_by_key(|(_, count)| Reverse(*count));
        let folder = folder.map_or_else(|| self.folder.clone(), |(folder, _)| folder);
        // These two files mean something else to a corpus.
        let special =
            ["corpus", "sources"].iter().any(|name| concept.id.eq_ignore_ascii_case(name));
        let name = if special { "-term" } else { "" };
        folder.join(format!("{}{name}.yaml", concept.id))
    }

    /// Whether the corpus would be sound with the entry.
    fn check_entry(&mut self, path: &Path, entry: &str) -> Result<()> {
        let (mut layer, mut found) = (Layer::default(), vec![]);
        let file = self.reading.files.add_file(path.display().to_string(), entry.to_owned());
        layer.parse_file(path, file, entry.as_bytes(), &mut found);
        self.reading.add_layer(layer);
        match found.iter().chain(&self.reading.faults).next() {
            Some(fault) => bail!("this would be no sound entry: {}", fault.message),
            None => Ok(()),
        }
    }
}

/// That a name means more than one thing.
fn list_names(name: &str, terms: &[Term<'_>]) -> String {
    let each: Vec<_> =
        terms.iter().take(MAX_CHOICES_LISTED).map(|term| format!("`{}`", term.id)).collect();
    let each = each.join(", ");
    match terms.len().saturating_sub(MAX_CHOICES_LISTED) {
        0 => format!("`{name}` has several meanings here: name one of {each}"),
        more => format!(
            "`{name}` has {} meanings here: name one of {each} or {more} more, which `cxterms define` lists",
            terms.len()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answers: &str, concept: &mut ConceptScaffold) -> (Result<()>, String) {
        let opened = OpenedCorpus::open_over(vec![], Path::new("tests/fixtures/small")).unwrap();
        let mut person = Prompt { answers: answers.as_bytes(), questions: vec![] };
        let done = opened.ask_for_rest(concept, &mut person);
        (done, String::from_utf8(person.questions).unwrap())
    }

    #[test]
    fn a_person_is_asked_for_what_is_missing_until_it_means_something() {
        let mut concept = ConceptScaffold::default();
        let answers = "machin\nMachine\ngear\nroad bikes\nit has two seats\n";
        let (done, told) = asked(answers, &mut concept);
        assert!(done.is_ok(), "{done:?}");
        assert_eq!(concept.kind.as_deref(), Some("machine"));
        assert_eq!(concept.under, ["road-bike"]);
        assert_eq!(concept.definitions, ["it has two seats"]);
        assert_eq!(
            told,
            "  machine  something that a person rides
  part     something that a machine is made of
Kind (or nothing, to leave it open):   no kind `machin`; did you mean `machine`?
Kind (or nothing, to leave it open):   for instance bicycle, gear-wheel
Falls under (`-` if nothing is above it; or nothing):   `gear` has several meanings here: name one of `gear-kit`, `gear-wheel`
Falls under (`-` if nothing is above it; or nothing): Definition (or nothing): "
        );
    }

    #[test]
    fn what_was_given_is_not_asked_for_and_what_is_not_answered_stays_open() {
        let mut concept =
            ConceptScaffold { kind: Some("part".into()), ..ConceptScaffold::default() };
        let (done, told) = asked("-\n\n", &mut concept);
        assert!(done.is_ok() && concept.root && concept.definitions.is_empty(), "{concept:?}");
        assert!(!told.contains("Kind"), "{told}");
        let mut concept = ConceptScaffold { root: true, definitions: vec!["x".into()], ..concept };
        assert_eq!(asked("", &mut concept).1, "");
    }

    #[test]
    fn answers_that_end_before_the_questions_write_nothing() {
        let (done, _) = asked("machine\n", &mut ConceptScaffold::default());
        assert_eq!(done.unwrap_err().to_string(), "the answers ended; nothing was written");
    }
}
