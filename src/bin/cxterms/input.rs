//! Names as they were typed: voices, and terms one a line from standard input.

use anyhow::Result;
use cxterms::answer::{UnknownName, VERSION};
use cxterms_base::{Base, Perspective, VoiceLookup, corpus::VoiceId};
use std::{
    io::{BufRead, stdin},
    sync::atomic::{AtomicBool, Ordering},
};

/// The voices that each name means, or the first name that means nobody.
pub(crate) fn find_speakers(
    base: &Base,
    names: &[String],
) -> Result<Result<Vec<Vec<VoiceId>>, UnknownName>> {
    let mut voices = vec![];
    for name in names {
        match Perspective::find_voices(base, name)? {
            VoiceLookup::Known(known) => voices.push(known),
            VoiceLookup::Unknown(near) => {
                let near: Vec<_> = near.iter().map(|name| format!("`{name}`")).collect();
                let hint = match near.is_empty() {
                    true => "`cxterms voices` shows every voice".to_owned(),
                    false => format!("did you mean {}?", near.join(", ")),
                };
                return Ok(Err(UnknownName {
                    version: VERSION,
                    what: "voice or work",
                    name: name.clone(),
                    hint,
                }));
            }
        }
    }
    Ok(Ok(voices))
}

/// The one name that words make up, if there are any; a question mark at the end is nothing.
pub(crate) fn one_name(words: &[String]) -> Option<String> {
    let name = words.join(" ");
    let asked = name.trim_end().trim_end_matches('?').trim_end();
    (!words.is_empty()).then(|| if asked.is_empty() { name.clone() } else { asked.to_owned() })
}

/// Whether names were read from standard input.
static STDIN_READ: AtomicBool = AtomicBool::new(false);

/// Whether names were read from standard input, which cannot be read twice.
pub(crate) fn has_read_stdin() -> bool {
    STDIN_READ.load(Ordering::Relaxed)
}

/// Calls `ask` for each name; `-` stands for one name a line of standard input.
pub(crate) fn each_name(names: &[String], mut ask: impl FnMut(&str) -> Result<()>) -> Result<()> {
    for name in names {
        if name != "-" {
            ask(name)?;
            continue;
        }
        STDIN_READ.store(true, Ordering::Relaxed);
        for (at, line) in stdin().lock().split(b'\n').enumerate() {
            // What is no UTF-8 is no label either: it is asked as far as it can be read, and missed.
            let line = String::from_utf8_lossy(&line?).into_owned();
            let mark = if at == 0 { "\u{feff}" } else { "" };
            let line = line.strip_prefix(mark).unwrap_or(&line).trim();
            if !line.is_empty() {
                ask(line)?;
            }
        }
    }
    Ok(())
}
