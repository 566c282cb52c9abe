//! `man`: the manual page, made from the same definitions as `--help`.

use anyhow::Result;
use clap::{Args, Command};
use std::io::stdout;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms man | man -l -
  cxterms man define > cxterms-define.1")]
pub(crate) struct ManCommand {
    /// Print the page of this command [default: of all]
    command: Option<String>,
}

impl ManCommand {
    /// Prints the page of the whole command line, or of one of its commands.
    pub(crate) fn run(&self, mut whole: Command) -> Result<bool> {
        whole.build();
        let page = match &self.command {
            None => &whole,
            Some(name) => match whole.find_subcommand(name) {
                Some(command) => command,
                None => anyhow::bail!("no command `{name}`; `cxterms --help` lists them"),
            },
        };
        clap_mangen::Man::new(page.clone()).render(&mut stdout().lock())?;
        Ok(true)
    }
}
