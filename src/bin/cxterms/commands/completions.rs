//! `completions`: what makes a shell ask this program what can stand at the cursor.

use crate::value_parsers::shell_name;
use anyhow::Result;
use clap::Args;
use clap_complete::env::Shells;
use std::io::stdout;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  source <(cxterms completions bash)
  cxterms completions fish > ~/.config/fish/completions/cxterms.fish")]
pub(crate) struct CompletionsCommand {
    /// Which shell
    #[arg(value_parser = shell_name())]
    shell: String,
}

impl CompletionsCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        if let Some(completer) = Shells::builtins().completer(&self.shell) {
            let out = &mut stdout().lock();
            completer.write_registration("COMPLETE", "cxterms", "cxterms", "cxterms", out)?;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_that_is_offered_has_a_completer() {
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            assert!(Shells::builtins().completer(shell).is_some(), "{shell}");
        }
    }
}
