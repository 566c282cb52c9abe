//! `voices`: who speaks, or everything that one voice says.

use crate::{
    asked::{Asked, ask},
    complete,
    input::one_name,
    options::{ExtentOptions, QuestionOptions},
    value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    answer::{self, Ask},
    render::OutputStyle,
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms voices
  cxterms voices gainsight
  cxterms voices 'reader 7'")]
pub(crate) struct VoicesCommand {
    /// A voice's identifier or name, or a work, which means everyone cited in it
    #[arg(value_name = "VOICE", add = complete_with(complete::complete_voices))]
    words: Vec<String>,
    #[command(flatten)]
    extent: ExtentOptions,
    #[command(flatten)]
    options: QuestionOptions,
}

impl VoicesCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        ask(&self.options, |asked| match one_name(&self.words) {
            None => {
                asked
                    .write(&answer::voices(asked.to_ask_with_extent(&self.extent))?, asked.style)?;
                Ok(true)
            }
            Some(name) => write_speeches(asked, asked.to_ask_with_extent(&self.extent), &name),
        })
    }
}

/// Writes what each voice that goes by a name says.
fn write_speeches(asked: &Asked<'_>, ask: Ask<'_>, name: &String) -> Result<bool> {
    let Some(speakers) = asked.find_speakers(std::slice::from_ref(name))? else {
        return Ok(false);
    };
    let style = OutputStyle { one_line: speakers.len() > 1, ..asked.style };
    for (index, voice) in speakers.into_iter().enumerate() {
        if index > 0 && !asked.format.for_programs {
            asked.write_text("\n")?;
        }
        let alone = ask.perspective.of_voice_alone(voice);
        let speech = answer::voice_statements(ask, voice, &alone)?;
        asked.write(&speech, style)?;
    }
    Ok(true)
}
