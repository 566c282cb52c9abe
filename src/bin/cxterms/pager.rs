//! The pager: what is longer than the terminal is read in a program that scrolls.

use crate::{terminal, value_parsers::When};
use anyhow::Result;
use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, IsTerminal, StdoutLock, Write, stdout},
    process::{Child, ChildStdin, Command, Stdio},
};

/// The variables that name a pager, the first that is set; an empty one means none.
const PAGER_VARIABLES: [&str; 2] = ["CXTERMS_PAGER", "PAGER"];
/// The pager where none is named: ends by itself where all fits, keeps colors, and leaves the text on the screen.
const DEFAULT_PAGER: &str = "less -FRX";
/// What `less` is told where it is named without its options and is told nothing by its own variable.
const LESS_OPTIONS: (&str, &str) = ("LESS", "FRX");
/// How much is held back until it is known whether all of it fits the terminal, and all notes are told.
const MAX_HELD_BYTES: usize = 1 << 20;

/// Standard output, or the pager before it.
pub(crate) struct PagedOutput {
    state: OutputState,
    untouched: bool,
}

enum OutputState {
    /// Goes out at once.
    Direct(BufWriter<StdoutLock<'static>>),
    /// Is held back, for a pager if it has so many lines or more.
    Held { text: Vec<u8>, most_lines: usize, pager: Command },
    /// Is read in a pager.
    Paged { reader: Child, pipe: BufWriter<ChildStdin> },
}

impl PagedOutput {
    /// Output that goes through a pager when it should.
    pub(crate) fn open(when: When) -> Self {
        let rows = || {
            let (_, rows) = terminal_size::terminal_size()?;
            let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
            (stdout().is_terminal() && !dumb).then_some(usize::from(rows.0))
        };
        let most_lines = match when {
            When::Never => None,
            When::Always => Some(0),
            When::Auto => rows(),
        };
        match most_lines.and_then(|most_lines| Some((most_lines, find_pager()?))) {
            Some((most_lines, pager)) => Self {
                state: OutputState::Held { text: vec![], most_lines, pager },
                untouched: true,
            },
            None => Self::direct(),
        }
    }

    fn direct() -> Self {
        Self { state: OutputState::Direct(BufWriter::new(stdout().lock())), untouched: true }
    }

    /// Whether nothing has been written to it.
    pub(crate) fn is_untouched(&self) -> bool {
        self.untouched
    }

    /// Writes what is held back and lets all that follows out at once, as to somebody who answers it line by line.
    pub(crate) fn release(&mut self) -> io::Result<()> {
        let OutputState::Held { text, .. } = &mut self.state else { return Ok(()) };
        let text = std::mem::take(text);
        *self = Self::direct();
        self.write_all(&text)?;
        self.flush()
    }

    /// Hands what is held back to the pager; where that cannot be started, lets it out.
    fn start_pager(&mut self) -> io::Result<()> {
        let OutputState::Held { text, pager, .. } = &mut self.state else { return Ok(()) };
        let text = std::mem::take(text);
        let started = pager.stdin(Stdio::piped()).spawn().ok();
        let piped = started.and_then(|mut reader| Some((reader.stdin.take()?, reader)));
        let Some((pipe, reader)) = piped else {
            *self = Self::direct();
            return self.write_all(&text);
        };
        survive_interrupts();
        self.state = OutputState::Paged { reader, pipe: BufWriter::new(pipe) };
        self.write_all(&text)
    }

    /// Writes what is left, and waits until it has been read.
    ///
    /// # Errors
    /// When it cannot be written; somebody who stops reading closes the pipe.
    pub(crate) fn finish(mut self) -> Result<()> {
        let started = match &self.state {
            // The prompt that follows needs a line of its own.
            OutputState::Held { text, most_lines, .. } => {
                let lines = text.split(|byte| *byte == b'\n').count() - 1;
                let told = terminal::count_told_lines();
                let long = lines + told >= *most_lines && !text.is_empty();
                if long { self.start_pager() } else { self.release() }
            }
            _ => Ok(()),
        };
        let written = started.and_then(|()| self.flush());
        if let OutputState::Paged { mut reader, pipe } = self.state {
            // The pager comes to the end of the text only once the pipe is closed.
            drop(pipe);
            reader.wait()?;
        }
        Ok(written?)
    }
}

impl Write for PagedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.untouched = false;
        let full = match &mut self.state {
            OutputState::Direct(out) => return out.write(bytes),
            OutputState::Paged { pipe, .. } => return pipe.write(bytes),
            OutputState::Held { text, .. } => {
                text.extend_from_slice(bytes);
                text.len() > MAX_HELD_BYTES
            }
        };
        if full {
            self.start_pager()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.state {
            OutputState::Direct(out) => out.flush(),
            OutputState::Paged { pipe, .. } => pipe.flush(),
            OutputState::Held { .. } => Ok(()),
        }
    }
}

/// The pager that the environment names, or the usual one; none if it says that there is none.
fn find_pager() -> Option<Command> {
    let named = PAGER_VARIABLES.iter().find_map(env::var_os);
    let words = split_pager(named)?;
    let (program, arguments) = words.split_first().filter(|(program, _)| *program != "cat")?;
    let mut pager = Command::new(program);
    pager.args(arguments);
    if env::var_os(LESS_OPTIONS.0).is_none() {
        pager.env(LESS_OPTIONS.0, LESS_OPTIONS.1);
    }
    Some(pager)
}

/// The words of a pager's command line, as a shell splits them.
fn split_pager(named: Option<OsString>) -> Option<Vec<String>> {
    let named =
        named.map_or_else(|| DEFAULT_PAGER.into(), |named| named.to_string_lossy().into_owned());
    shlex::split(&named)
}

/// Leaves an interrupt to the pager, which stops a search by it; the terminal is the pager's until it ends.
fn survive_interrupts() {
    #[cfg(unix)]
    {
        use std::sync::Arc;
        // Where that fails, an interrupt ends both.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_is_named_as_in_a_shell() {
        let split = |named: &str| split_pager(Some(named.into())).unwrap_or_default();
        assert_eq!(split("less -R"), ["less", "-R"]);
        assert_eq!(split("'/my tools/pager' --title='a b'"), ["/my tools/pager", "--title=a b"]);
        assert!(split("").is_empty(), "an empty name is no pager");
        assert!(split("less 'unclosed").is_empty());
        assert_eq!(split_pager(None).unwrap_or_default(), ["less", "-FRX"]);
    }
}
