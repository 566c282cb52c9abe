//! `scan --documents jsonl`: a document a line in, an answer a line out, in the same order.
//!
//! A thread reads what is at hand, others scan it, and this one writes the answers in order and lets them out at once. It
//! takes memory for so many batches and no more: who reads gets that of one that was written.

use super::{
    ScanCommand,
    line_batches::{BatchReader, LineBatch},
    plan,
};
use crate::{
    cache::{self, CorpusCache},
    load,
};
use anyhow::{Context, Result, bail, ensure};
use cxterms::scan::{DocumentLine, LineOutcome, LineScanner, Vocabulary};
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

/// What is told to the thread that writes.
enum StreamEvent {
    Read(LineBatch),
    /// There is no more, or it cannot be read.
    Ended(Result<()>),
    Answered(usize, Result<AnsweredBatch, ImageError>),
}

/// Answers to a batch, with its memory.
struct AnsweredBatch {
    answers: Vec<u8>,
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

/// Answers each line; false if anything found is an error.
pub(super) fn answer_documents(wanted: &ScanCommand) -> Result<bool> {
    let format = wanted.input_format.unwrap_or(DocumentFormat::Markdown);
    ensure!(
        wanted.format.name == ANSWERS,
        "`--documents` answers each line with a line: add `--format {ANSWERS}`"
    );
    ensure!(!format.is_office(), "a line holds a text, and `{}` is none", format.name());
    for path in wanted.paths.iter().filter(|path| *path != Path::new("-")) {
        let found = fs::metadata(path).with_context(|| format!("`{}`", path.display()))?;
        ensure!(!found.is_dir(), "`{}` is a folder; name files, or `-`", path.display());
    }
    let mut terms = wanted.corpus.terms.clone();
    if let Some(set) = &wanted.set
        && load::named_corpora(&terms).is_empty()
    {
        terms.extend(plan::find_overlay_of_set(set)?);
    }
    let cache = if cache::is_distrusted() { None } else { CorpusCache::open()? };
    let opened = load::open_base(&terms, cache.as_ref())?;
    let answer = || -> Result<OutcomeCount> {
        let vocabulary = Vocabulary::open(&opened.base)?;
        let scanner = LineScanner::new(&vocabulary, wanted.options(), format);
        answer_inputs(wanted, &scanner)
    };
    let counts = load::name_built_file(&terms, answer())?;
    if counts.broken > 0 {
        bail!("{} of {} could not be read", counts.broken, Count(counts.lines, "line"));
    }
    Ok(counts.worst == LineOutcome::Passed)
}

/// Answers the lines of all inputs, by as many threads as have work and cores.
fn answer_inputs(wanted: &ScanCommand, scanner: &LineScanner<'_, '_>) -> Result<OutcomeCount> {
    let cores = available_parallelism().map_or(1, usize::from);
    let (events, told) = channel();
    let (give, memory) = channel();
    for _ in 0..cores * 2 {
        // The reader takes them as soon as it is there.
        let _ = give.send(vec![]);
    }
    let (paths, tell) = (wanted.paths.clone(), events.clone());
    // Not one of the scope: it may wait for input that never comes while nobody reads our answers any more.
    thread::spawn(move || read_inputs(&paths, &memory, &tell));
    let mut out = wanted.terminal.open_output(wanted.format);
    out.release()?;
    let (work, queue) = channel();
    let queue = Mutex::new(queue);
    let names: Vec<_> = wanted.paths.iter().map(|path| name_input(path)).collect();
    let counts = thread::scope(|scope| {
        let (mut threads, mut next, mut read, mut ended) = (0, 0, 0, None);
        let (mut waiting, mut counts) = (BTreeMap::new(), OutcomeCount::default());
        // Moved here, so that its end is that of the threads too.
        let work = work;
        while ended.is_none() || next < read {
            match told.recv()? {
                StreamEvent::Read(batch) => {
                    work.send((read, batch))?;
                    read += 1;
                    if threads < cores && threads < read - next {
                        threads += 1;
                        let (events, queue, names) = (events.clone(), &queue, &names);
                        scope.spawn(move || answer_batches(scanner, names, queue, &events));
                    }
                }
                StreamEvent::Ended(how) => ended = Some(how),
                StreamEvent::Answered(number, answered) => {
                    waiting.insert(number, answered?);
                }
            }
            while let Some(answered) = waiting.remove(&next) {
                out.write_all(&answered.answers)?;
                out.flush()?;
                counts.add(&answered.counts);
                next += 1;
                // A reader that has come to the end needs none.
                let _ = give.send(answered.memory);
            }
        }
        ended.unwrap_or(Ok(())).map(|()| counts)
    })?;
    out.finish()?;
    Ok(counts)
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
    // Where nobody hears it, all is over.
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

/// Answers one batch after another, until there are no more.
fn answer_batches(
    scanner: &LineScanner<'_, '_>,
    names: &[Option<String>],
    queue: &Mutex<Receiver<(usize, LineBatch)>>,
    events: &Sender<StreamEvent>,
) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, batch)) = next else { break };
        let answered = answer_batch(scanner, names, batch);
        if events.send(StreamEvent::Answered(number, answered)).is_err() {
            break;
        }
    }
}

fn answer_batch(
    scanner: &LineScanner<'_, '_>,
    names: &[Option<String>],
    batch: LineBatch,
) -> Result<AnsweredBatch, ImageError> {
    let (mut answers, mut counts) = (vec![], OutcomeCount::default());
    let file = names.get(batch.input).and_then(Option::as_deref);
    for (number, bytes) in (batch.first..).zip(batch.lines()) {
        let line = DocumentLine { file, number, bytes };
        let outcome = scanner.answer_line(line, &mut answers)?;
        counts.lines += 1;
        counts.broken += usize::from(outcome == LineOutcome::Broken);
        counts.worst = counts.worst.max(outcome);
    }
    Ok(AnsweredBatch { answers, counts, memory: batch.into_memory() })
}

/// What an input is called in answers; standard input has no name.
fn name_input(path: &Path) -> Option<String> {
    (path != Path::new("-")).then(|| path.to_string_lossy().into_owned())
}

impl OutcomeCount {
    fn add(&mut self, other: &Self) {
        self.lines += other.lines;
        self.broken += other.broken;
        self.worst = self.worst.max(other.worst);
    }
}
