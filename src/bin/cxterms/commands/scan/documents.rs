//! `scan --documents jsonl`: a document a line in, an answer a line out, in the same order; or the facts of all.
//!
//! A thread reads what is at hand, others scan it, and this one writes the answers in order and lets them out at once. It
//! takes memory for so many batches and no more: who reads gets that of one that was written.

use super::{
    ScanCommand,
    line_batches::{BatchReader, LineBatch},
    plan, sets,
};
use crate::{load, pager::PagedOutput, terminal};
use anyhow::{Context, Result, anyhow, bail, ensure};
use cxterms::scan::{DocumentLine, LineOutcome, LineScanner, ScannedSet, ScannedSets, SetName};
use cxterms_base::image::ImageError;
use cxterms_document::DocumentFormat;
use cxterms_page::Count;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{Write, stdin},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, available_parallelism},
};

/// The only format that answers line by line.
const ANSWERS: &str = "jsonl";

/// Of how many lines it is told, where facts are asked for, why they could not be read.
const MAX_TOLD: usize = 10;

/// What is told to the thread that writes.
enum StreamEvent {
    Read(LineBatch),
    /// There is no more, or it cannot be read.
    Ended(Result<()>),
    Answered(usize, Result<Box<AnsweredBatch>, ImageError>),
}

/// Answers to a batch or what its documents say, with its memory.
struct AnsweredBatch {
    answers: Vec<u8>,
    facts: Option<ScannedSet>,
    /// Why lines hold no document, where no answer says so.
    faults: Vec<String>,
    counts: OutcomeCount,
    memory: Vec<u8>,
}

/// How many lines there were, and how they came out.
#[derive(Default)]
struct OutcomeCount {
    lines: usize,
    broken: usize,
    worst: LineOutcome,
}

/// What is done with lines.
struct LineTask<'t, 'v, 'b> {
    scanner: &'t LineScanner<'v, 'b>,
    /// What inputs are called in answers; standard input has no name.
    names: Vec<Option<String>>,
    /// The set to whose facts lines add, if they are asked for.
    set: Option<SetName>,
}

/// Takes answered batches in their order.
struct AnswerWriter {
    out: PagedOutput,
    facts: Option<ScannedSet>,
    counts: OutcomeCount,
    told: usize,
}

/// Answers each line; false if anything found is an error.
pub(super) fn answer_documents(wanted: &ScanCommand) -> Result<bool> {
    let format = wanted.input_format.unwrap_or(DocumentFormat::Markdown);
    let wants_facts = wanted.sums.facts;
    ensure!(
        wanted.format.name == ANSWERS || wants_facts,
        "`--documents` answers each line with a line: add `--format {ANSWERS}`"
    );
    ensure!(!format.is_office(), "a line holds a text, and `{}` is none", format.name());
    for path in wanted.paths.iter().filter(|path| *path != Path::new("-")) {
        let found = fs::metadata(path).with_context(|| format!("`{}`", path.display()))?;
        ensure!(!found.is_dir(), "`{}` is a folder; name files, or `-`", path.display());
    }
    let terms = &wanted.corpus.terms;
    let overlay = wanted.set.as_deref().map(plan::find_overlay_of_set).transpose()?.flatten();
    let overlay = overlay.filter(|_| load::named_corpora(terms).is_empty());
    let mut counts = OutcomeCount::default();
    sets::open_vocabulary(terms, overlay.as_deref(), wants_facts, |vocabulary| {
        let scanner = LineScanner::new(vocabulary, wanted.options(), format);
        let set = wants_facts.then(|| name_set(wanted.set.as_deref()));
        let names = wanted.paths.iter().map(|path| name_input(path)).collect();
        let task = LineTask { scanner: &scanner, names, set };
        let mut written = answer_inputs(wanted, &task)?;
        if let Some(mut facts) = written.facts.take() {
            facts.overlay = overlay.as_ref().map(|it| it.to_string_lossy().into_owned());
            facts.base = sets::digest_words(terms, overlay.as_deref())?;
            let mut sets = ScannedSets::new(&wanted.options());
            sets.add_set(facts).map_err(|error| anyhow!(error))?;
            sets.write_facts(&mut written.out)?;
        }
        counts = written.counts;
        written.out.finish()
    })?;
    if counts.broken > 0 {
        bail!("{} of {} could not be read", counts.broken, Count(counts.lines, "line"));
    }
    Ok(counts.worst == LineOutcome::Passed)
}

/// Answers the lines of all inputs, by as many threads as have work and cores.
fn answer_inputs(wanted: &ScanCommand, task: &LineTask<'_, '_, '_>) -> Result<AnswerWriter> {
    let cores = available_parallelism().map_or(1, usize::from);
    let (events, told) = channel();
    let (give, memory) = channel();
    for _ in 0..cores * 2 {
        // The reader takes them as soon as it is there.
        let _ = give.send(vec![]);
    }
    let (paths, tell) = (wanted.paths.clone(), events.clone());
    // Not one of the scope: it may wait for input that never comes while no one reads our answers any more.
    thread::spawn(move || read_inputs(&paths, &memory, &tell));
    let mut writer = AnswerWriter::open(wanted, task.set.clone())?;
    let (work, queue) = channel();
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        let (mut threads, mut next, mut read, mut ended) = (0, 0, 0, None);
        let mut waiting = BTreeMap::new();
        // Moved here, so that its end is that of the threads too.
        let work = work;
        while ended.is_none() || next < read {
            match told.recv()? {
                StreamEvent::Read(batch) => {
                    work.send((read, batch))?;
                    read += 1;
                    if threads < cores && threads < read - next {
                        threads += 1;
                        let (events, queue) = (events.clone(), &queue);
                        scope.spawn(move || task.answer_batches(queue, &events));
                    }
                }
                StreamEvent::Ended(how) => ended = Some(how),
                StreamEvent::Answered(number, answered) => {
                    waiting.insert(number, answered?);
                }
            }
            while let Some(answered) = waiting.remove(&next) {
                next += 1;
                // A reader that has come to the end needs none.
                let _ = give.send(writer.take_batch(*answered)?);
            }
        }
        ended.unwrap_or(Ok(()))
    })?;
    Ok(writer)
}

/// Reads all inputs, one after another.
fn read_inputs(paths: &[PathBuf], memory: &Receiver<Vec<u8>>, events: &Sender<StreamEvent>) {
    let read = || -> Result<()> {
        for (input, path) in paths.iter().enumerate() {
            let named = || format!("`{}`", path.display());
            if path == Path::new("-") {
                let lines = BatchReader::new(stdin().lock(), input);
                send_batches(lines, memory, events).context("standard input")?;
            } else {
                let lines = BatchReader::new(File::open(path).with_context(named)?, input);
                send_batches(lines, memory, events).with_context(named)?;
            }
        }
        Ok(())
    };
    // If no one receives it, the answers have ended already.
    let _ = events.send(StreamEvent::Ended(read()));
}

fn send_batches(
    mut lines: BatchReader<impl std::io::Read>,
    memory: &Receiver<Vec<u8>>,
    events: &Sender<StreamEvent>,
) -> std::io::Result<()> {
    while let Ok(given) = memory.recv() {
        let Some(batch) = lines.read_batch(given)? else { break };
        if events.send(StreamEvent::Read(batch)).is_err() {
            break;
        }
    }
    Ok(())
}

impl LineTask<'_, '_, '_> {
    /// Answers one batch after another, until there are no more.
    fn answer_batches(
        &self,
        queue: &Mutex<Receiver<(usize, LineBatch)>>,
        events: &Sender<StreamEvent>,
    ) {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((number, batch)) = next else { break };
            let answered = self.answer_batch(batch).map(Box::new);
            if events.send(StreamEvent::Answered(number, answered)).is_err() {
                break;
            }
        }
    }

    fn answer_batch(&self, batch: LineBatch) -> Result<AnsweredBatch, ImageError> {
        let (mut answers, mut faults, mut counts) = (vec![], vec![], OutcomeCount::default());
        let mut facts = self.set.clone().map(ScannedSet::new);
        let file = self.names.get(batch.input).and_then(Option::as_deref);
        for (number, bytes) in (batch.first..).zip(batch.lines()) {
            let line = DocumentLine { file, number, bytes };
            let outcome = match &mut facts {
                None => self.scanner.answer_line(line, &mut answers)?,
                Some(facts) => match self.scanner.add_line(line, facts)? {
                    Ok(()) => LineOutcome::Passed,
                    Err(fault) => {
                        let file = file.unwrap_or("standard input");
                        faults.extend(
                            (faults.len() < MAX_TOLD).then(|| format!("{file}:{number}: {fault}")),
                        );
                        LineOutcome::Broken
                    }
                },
            };
            counts.lines += 1;
            counts.broken += usize::from(outcome == LineOutcome::Broken);
            counts.worst = counts.worst.max(outcome);
        }
        Ok(AnsweredBatch { answers, facts, faults, counts, memory: batch.into_memory() })
    }
}

impl AnswerWriter {
    fn open(wanted: &ScanCommand, set: Option<SetName>) -> Result<Self> {
        let mut out = wanted.terminal.open_output(wanted.format);
        out.release()?;
        let facts = set.map(ScannedSet::new);
        Ok(Self { out, facts, counts: OutcomeCount::default(), told: 0 })
    }

    /// Takes the next batch, and gives its memory back.
    fn take_batch(&mut self, batch: AnsweredBatch) -> Result<Vec<u8>> {
        self.out.write_all(&batch.answers)?;
        self.out.flush()?;
        if let (Some(sum), Some(facts)) = (&mut self.facts, batch.facts) {
            sum.add_set(facts);
        }
        for fault in batch.faults.iter().take(MAX_TOLD.saturating_sub(self.told)) {
            terminal::print_note(&format!("passed over {fault}"))?;
            self.told += 1;
        }
        self.counts.lines += batch.counts.lines;
        self.counts.broken += batch.counts.broken;
        self.counts.worst = self.counts.worst.max(batch.counts.worst);
        Ok(batch.memory)
    }
}

/// What an input is called in answers; standard input has no name.
fn name_input(path: &Path) -> Option<String> {
    (path != Path::new("-")).then(|| path.to_string_lossy().into_owned())
}

/// The set that all lines add to.
fn name_set(set: Option<&Path>) -> SetName {
    set.map_or(SetName::Documents, |set| SetName::Set(set.to_string_lossy().into_owned()))
}
