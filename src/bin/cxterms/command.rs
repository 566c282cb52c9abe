//! Every command, and the quick way to read the words of a question.

use crate::commands::{
    audit::AuditCommand, build::BuildCommand, check::CheckCommand, compare::CompareCommand,
    completions::CompletionsCommand, compute::ComputeCommand, define::DefineCommand,
    diff::DiffCommand, disputes::DisputesCommand, explain::ExplainCommand, export::ExportCommand,
    import::ImportCommand, info::InfoCommand, list::ListCommand, lsp::LspCommand, man::ManCommand,
    map::MapCommand, match_names::MatchCommand, mcp::McpCommand, new::NewCommand,
    path::PathCommand, scan::ScanCommand, search::SearchCommand, site::SiteCommand,
    tree::TreeCommand, voices::VoicesCommand,
};
use clap::{Args, Subcommand};
use std::ffi::OsString;

/// Every command, with the first line of its help: questions first, then work on corpora, then what a shell needs.
#[derive(Debug, Subcommand)]
#[command(defer = true)] // what the others take is described only when it is asked for
pub(crate) enum Command {
    /// Define a term and show who says so
    Define(DefineCommand),
    /// Compare terms: how they differ, what they share, where voices disagree
    Compare(CompareCommand),
    /// Draw the umbrella hierarchy, whole or from one term
    Tree(TreeCommand),
    /// Show where voices disagree, about everything or about some terms
    Disputes(DisputesCommand),
    /// Search labels, definitions, facets and notes for words
    Search(SearchCommand),
    /// Show how two terms are related, step by step
    Path(PathCommand),
    /// List the voices, or show everything that one voice says
    Voices(VoicesCommand),
    /// List every term, or the terms that match a filter
    List(ListCommand),
    /// Draw a term among its neighbors, the umbrella tree or the disciplines, as SVG
    Map(MapCommand),
    /// Compute a metric by every voice's formula, on values or on a table
    Compute(ComputeCommand),
    /// Match the names in a table to terms, in columns added to it
    Match(MatchCommand),
    /// Scan documents for words that mislead, and show who says so
    Scan(ScanCommand),
    /// Audit documents: what their abbreviations stand for, which names they use, what to decide
    Audit(AuditCommand),
    /// Check a corpus for errors and rule violations
    Check(CheckCommand),
    /// Show what changed between two corpora, claim by claim, and who says so
    Diff(DiffCommand),
    /// Explain a rule with an example, or list all rules
    Explain(ExplainCommand),
    /// Create a corpus, an overlay, a term or a source to start from
    New(NewCommand),
    /// Compile a corpus into one file that queries read directly
    Build(BuildCommand),
    /// Describe a built file: its title, how much it holds, the files it was made from
    Info(InfoCommand),
    /// Import terms from another tool's files into a YAML corpus
    Import(ImportCommand),
    /// Export a corpus to another tool's format
    Export(ExportCommand),
    /// Write a corpus as pages for a browser: a folder that opens as it is, and on any web server
    Site(SiteCommand),
    /// Serve an AI assistant, which asks over standard input and output (MCP)
    Mcp(McpCommand),
    /// Serve an editor, which asks over standard input and output (LSP)
    Lsp(LspCommand),
    /// Print the script that makes a shell complete commands
    Completions(CompletionsCommand),
    /// Print the manual page, in roff
    Man(ManCommand),
}

impl Command {
    /// Reads the words of a question that begin with its name and that nothing is wrong with: then what other commands take
    /// need not be described. Everything else is read by the whole command line.
    pub(crate) fn read_question(words: &[OsString]) -> Option<Self> {
        Some(match words.first()?.to_str()? {
            "define" => Self::Define(read_alone(words)?),
            "compare" => Self::Compare(read_alone(words)?),
            "tree" => Self::Tree(read_alone(words)?),
            "disputes" => Self::Disputes(read_alone(words)?),
            "search" => Self::Search(read_alone(words)?),
            "path" => Self::Path(read_alone(words)?),
            "voices" => Self::Voices(read_alone(words)?),
            "list" => Self::List(read_alone(words)?),
            _ => return None,
        })
    }
}

/// What a command takes, its name first, if nothing is wrong with it.
fn read_alone<T: Args>(words: &[OsString]) -> Option<T> {
    let mut command = T::augment_args(clap::Command::new("cxterms"));
    let mut matches = command.try_get_matches_from_mut(words).ok()?;
    let read = T::from_arg_matches_mut(&mut matches).ok();
    // Taking them apart would cost a tenth of reading them.
    std::mem::forget((command, matches));
    read
}
