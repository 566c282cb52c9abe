//! `voices`: who speaks, or everything that one voice says.

use crate::{
    asked::{Asked, ask, print_remarks},
    complete,
    input::one_name,
    options::{ExtentOptions, QuestionOptions},
    value_parsers::complete_with,
};
use anyhow::Result;
use clap::Args;
use cxterms::{
    answer::{self, Ask, Detail, shell_word},
    render::OutputStyle,
};
use cxterms_base::corpus::VoiceId;

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
            Some(name) => {
                write_speeches(asked, asked.to_ask_with_extent(&self.extent), name.trim())
            }
        })
    }
}

/// Writes what the voice that goes by a name says. Of several, a person sees the list, or what the one says of which it is
/// the very identifier; programs, and who wants all, get each.
fn write_speeches(asked: &Asked<'_>, ask: Ask<'_>, name: &str) -> Result<bool> {
    let Some(mut speakers) = asked.find_speakers(&[name.to_owned()])? else {
        return Ok(false);
    };
    if speakers.len() > 1 && ask.detail == Detail::Digest {
        let Some(identified) = find_identified(ask, &speakers, name)? else {
            asked.write(&answer::namesake_voices(ask, name, &speakers)?, asked.style)?;
            return Ok(true);
        };
        let others = speakers.iter().filter(|id| **id != identified);
        let others = others.map(|id| {
            let voice = ask.base.voice(*id)?;
            Ok(format!("{}: `cxterms voices {}`", voice.name, shell_word(voice.id)))
        });
        let others = others.collect::<Result<Vec<_>>>()?.join("; ");
        print_remarks(&[format!("`{name}` is also {others}")])?;
        speakers = vec![identified];
    }
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

/// The voice of which a name is the identifier, as it is written.
fn find_identified(ask: Ask<'_>, speakers: &[VoiceId], name: &str) -> Result<Option<VoiceId>> {
    for id in speakers {
        if ask.base.voice(*id)?.id == name {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}
