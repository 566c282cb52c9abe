//! Sessions as documents: `>` is sent, `<` comes back. `UPDATE=1 cargo test --test mcp sessions` writes what comes back.

use crate::shared::{SMALL, answer_line, open_session};
use std::{env, fmt::Write, fs};

#[test]
fn every_session_goes_as_it_is_written() {
    for file in fs::read_dir("tests/mcp/sessions").unwrap() {
        let path = file.unwrap().path();
        let written = fs::read_to_string(&path).unwrap();
        let mut session = open_session(&SMALL);
        let mut told = String::new();
        for line in written.lines().filter(|line| !line.starts_with('<')) {
            writeln!(told, "{line}").unwrap();
            let Some(sent) = line.strip_prefix("> ") else { continue };
            if let Some(reply) = answer_line(&mut session, sent) {
                writeln!(told, "< {reply}").unwrap();
            }
        }
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, told).unwrap();
        } else {
            let wrong = written.lines().zip(told.lines()).find(|(old, new)| old != new);
            assert!(written == told, "{}: {wrong:#?}", path.display());
        }
    }
}
