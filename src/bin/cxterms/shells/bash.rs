//! Completion for bash, which inserts what it is given as it is: each word is quoted for the place where it will stand.

use super::line::TypedLine;
use clap_complete::{engine, env::EnvCompleter};
use cxterms::answer::shell_word;
use cxterms_base::text;
use std::{
    env,
    ffi::OsString,
    io::{self, Write},
    path::Path,
};

/// Bash, with words quoted.
#[derive(Debug)]
pub(super) struct QuotedBash;

const SCRIPT: &str = r#"_cxterms_complete() {
    local reply
    COMPREPLY=()
    compopt +o nospace 2> /dev/null
    while IFS= read -r reply; do
        COMPREPLY+=("$reply")
    done < <(VARIABLE=bash _CXTERMS_LINE="${COMP_LINE:0:COMP_POINT}" _CXTERMS_BREAKS="$COMP_WORDBREAKS" \
        COMPLETER -- BIN 2> /dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/:] ]]; then
        compopt -o nospace 2> /dev/null
    fi
}
complete -o nospace -o nosort -F _cxterms_complete BIN 2> /dev/null ||
    complete -o nospace -F _cxterms_complete BIN
"#;

/// The line up to the cursor, if the script above hands it over.
pub(super) fn typed_line() -> Option<TypedLine> {
    let line = env::var("_CXTERMS_LINE").ok()?;
    Some(TypedLine::parse(&line, &env::var("_CXTERMS_BREAKS").unwrap_or_default()))
}

impl EnvCompleter for QuotedBash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == self.name()
    }

    fn write_registration(
        &self,
        var: &str,
        _: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let script = SCRIPT.replace("VARIABLE", var).replace("BIN", &shell_word(bin));
        out.write_all(script.replace("COMPLETER", &shell_word(completer)).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let last = words.len().saturating_sub(1);
        // An older script hands over words and which of them is meant; what it gets is quoted as well.
        let handed = || env::var("_CLAP_COMPLETE_INDEX").ok()?.parse().ok();
        let (line, index) = match typed_line() {
            Some(line) => (line, last),
            None => (TypedLine::default(), handed().unwrap_or(last)),
        };
        let found = engine::complete(command, words, index, folder)?;
        let found: Vec<_> = found
            .iter()
            .filter_map(|candidate| candidate.get_value().to_str())
            .filter(|word| text::is_safe(word))
            .map(str::to_owned)
            .collect();
        line.quote_insertions(&found).iter().try_for_each(|word| writeln!(out, "{word}"))
    }
}
