//! Completion for PowerShell, which inserts what it is given as it is: only words that need no quotes are offered.

use super::line::needs_quotes;
use clap_complete::{
    engine,
    env::{EnvCompleter, Powershell},
};
use std::{
    ffi::OsString,
    io::{self, Write},
    path::Path,
};

/// PowerShell, with plain words alone.
#[derive(Debug)]
pub(super) struct PlainPowershell;

impl EnvCompleter for PlainPowershell {
    fn name(&self) -> &'static str {
        Powershell.name()
    }

    fn is(&self, name: &str) -> bool {
        Powershell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        Powershell.write_registration(var, name, bin, completer, out)
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let last = words.len().saturating_sub(1);
        for candidate in engine::complete(command, words, last, folder)? {
            let word = candidate.get_value().to_string_lossy();
            // `@`, `%` and `,` mean something to PowerShell, and so do quotes that are not ASCII.
            if word.chars().any(|c| needs_quotes(c) || "@%,‘’‚‛“”„".contains(c)) {
                continue;
            }
            let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
            match help.lines().next() {
                Some(help) => writeln!(out, "{word}\t{help}")?,
                None => writeln!(out, "{word}")?,
            }
        }
        Ok(())
    }
}
