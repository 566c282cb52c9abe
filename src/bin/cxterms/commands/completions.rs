//! `completions`: what makes a shell ask this program what can stand at the cursor.

use crate::{shells::SHELLS, value_parsers::shell_name};
use anyhow::Result;
use clap::Args;
use std::io::stdout;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  source <(cxterms completions bash)
  cxterms completions fish > ~/.config/fish/completions/cxterms.fish")]
pub(crate) struct CompletionsCommand {
    /// Print the script for this shell
    #[arg(value_parser = shell_name())]
    shell: String,
}

impl CompletionsCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        if let Some(completer) = SHELLS.completer(&self.shell) {
            let out = &mut stdout().lock();
            completer.write_registration("COMPLETE", "cxterms", "cxterms", "cxterms", out)?;
        }
        Ok(true)
    }
}
