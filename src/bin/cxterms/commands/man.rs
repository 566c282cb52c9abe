//! `man`: the manual page, made from the same definitions as `--help`.

use anyhow::{Context, Result};
use clap::{Args, Command};
use std::io::stdout;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms man | man -l -
  cxterms man define > cxterms-define.1
  cxterms man new corpus")]
pub(crate) struct ManCommand {
    /// Print the page of this command [default: of all]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

impl ManCommand {
    /// Prints the page of the whole command line, or of one of its commands.
    pub(crate) fn run(&self, mut whole: Command) -> Result<bool> {
        whole.build();
        let mut page = &whole;
        for name in &self.command {
            let found = page.find_subcommand(name);
            page = found.with_context(|| {
                format!("no command `{}`; `cxterms --help` lists them", self.command.join(" "))
            })?;
        }
        // A command has no version of its own.
        let source = format!("cxterms {}", env!("CARGO_PKG_VERSION"));
        clap_mangen::Man::new(page.clone()).source(source).render(&mut stdout().lock())?;
        Ok(true)
    }
}
