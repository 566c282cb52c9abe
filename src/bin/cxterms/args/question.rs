//! Which questions can be asked of a base, and with what?

use super::{complete, values::offered};
use clap::Subcommand;

/// A question.
#[derive(Debug, Subcommand)]
#[command(defer = true)] // what the others take is described only when it is asked for
pub(crate) enum Question {
    /// What a term means, and who says so
    #[command(after_help = "\
Examples:
  cxterms define success
  cxterms define cx cs --brief
  cxterms define engagement --according-to franz
  cut -f1 terms.tsv | cxterms define - --format json")]
    Define {
        /// Names of terms, in any spelling of case, hyphens and plurals; `-` reads one a line
        #[arg(required = true, value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
        /// One line a term
        #[arg(long)]
        brief: bool,
        /// Everything that is said, not only what most voices say; every sense of a name that has many
        #[arg(long, conflicts_with = "brief")]
        all: bool,
    },
    /// How terms differ, what they share, and where voices disagree about them
    #[command(after_help = "\
Examples:
  cxterms compare cx cs
  cxterms compare support service success
  cxterms compare engagement            the senses of one label
  cxterms compare engagement --according-to franz --according-to wieberneit")]
    Compare {
        /// Two to six terms, or one whose label has several senses
        #[arg(required = true, value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
        /// Everything that is said, not only what most voices say
        #[arg(long)]
        all: bool,
    },
    /// The umbrella hierarchy: all of it, or from one term
    #[command(after_help = "\
Examples:
  cxterms tree
  cxterms tree experience --depth 1
  cxterms tree success --up
  cxterms tree --according-to franz")]
    Tree {
        /// Where to begin
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        name: Option<String>,
        /// How many levels below the first
        #[arg(long, value_name = "LEVELS")]
        depth: Option<usize>,
        /// Towards the umbrellas
        #[arg(long, requires = "name")]
        up: bool,
        /// Every sense of a name that has many, and every level
        #[arg(long, requires = "name")]
        all: bool,
    },
    /// Where voices disagree: about everything, or about some terms
    #[command(after_help = "\
Examples:
  cxterms disputes
  cxterms disputes success service
  cxterms disputes --according-to franz --according-to wieberneit")]
    Disputes {
        /// Only what concerns one of these
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        names: Vec<String>,
    },
    /// Where some words occur: in labels, definitions, facets and notes
    #[command(after_help = "\
Examples:
  cxterms search loyalty
  cxterms search cost centre
  cxterms search touchpoint --kind metric
  cxterms search outcome --voice gainsight")]
    Search {
        /// The words, in any order; `-` reads one query a line
        #[arg(required = true, value_name = "WORDS")]
        words: Vec<String>,
        /// Only terms of this kind
        #[arg(long, value_name = "KIND", add = offered(complete::kinds))]
        kind: Vec<String>,
        /// Only what this voice says
        #[arg(long, value_name = "VOICE", add = offered(complete::voices))]
        voice: Vec<String>,
        /// Every term that is found, not only the best
        #[arg(long)]
        all: bool,
    },
    /// How two terms hang together
    #[command(after_help = "\
Examples:
  cxterms path loyalty touchpoint
  cxterms path churn-rate csat --via subset-of")]
    Path {
        /// From this term
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        from: String,
        /// To this one
        #[arg(value_name = "TERM", add = offered(complete::terms))]
        to: String,
        /// Only over this relation; repeatable
        #[arg(long, value_name = "RELATION", add = offered(complete::relations))]
        via: Vec<String>,
    },
    /// Who speaks, or everything that one voice says
    #[command(after_help = "\
Examples:
  cxterms voices
  cxterms voices gainsight
  cxterms voices 'reader 7'")]
    Voices {
        /// A voice's identifier or name, or a work, which means everyone heard in it
        #[arg(value_name = "VOICE", add = offered(complete::voices))]
        name: Option<String>,
    },
    /// Every term, or those that a filter lets through
    #[command(after_help = "\
Examples:
  cxterms list
  cxterms list --kind discipline
  cxterms list --voice gainsight
  cxterms list --facet market=B2B")]
    List {
        /// Only terms of this kind
        #[arg(long, value_name = "KIND", add = offered(complete::kinds))]
        kind: Vec<String>,
        /// Only terms of which this voice says something
        #[arg(long, value_name = "VOICE", add = offered(complete::voices))]
        voice: Vec<String>,
        /// Only terms that somebody gives this value of a facet, or any value of it
        #[arg(long, value_name = "FACET[=VALUE]", add = offered(complete::facets))]
        facet: Vec<String>,
    },
}
