//! What is missing? Asked of the person at the terminal.

use anyhow::{Result, bail};
use cxterms_base::text;
use cxterms_page::{Block, View};
use std::io::{BufRead, IsTerminal, Stderr, StdinLock, Write, stderr, stdin};

/// Someone who is asked, and answers a line at a time.
pub(super) struct Prompt<R, W> {
    pub(super) answers: R,
    pub(super) questions: W,
}

/// The person at the terminal; none where nobody reads the questions or answers come from elsewhere.
pub(super) fn person() -> Option<Prompt<StdinLock<'static>, Stderr>> {
    let there = stdin().is_terminal() && stderr().is_terminal();
    there.then(|| Prompt { answers: stdin().lock(), questions: stderr() })
}

impl<R: BufRead, W: Write> Prompt<R, W> {
    /// Tells something before a question.
    pub(super) fn tell(&mut self, line: &str) -> Result<()> {
        Ok(writeln!(self.questions, "{}", text::to_safe(line))?)
    }

    /// Asks until `read` takes the answer, telling why it did not; an empty one leaves the thing open.
    pub(super) fn ask<T>(
        &mut self,
        question: &str,
        mut read: impl FnMut(&str) -> Result<Result<T, String>>,
    ) -> Result<Option<T>> {
        loop {
            write!(self.questions, "{}: ", text::to_safe(question))?;
            self.questions.flush()?;
            let mut line = vec![];
            if self.answers.read_until(b'\n', &mut line)? == 0 {
                self.tell("")?;
                bail!("the answers ended; nothing was written");
            }
            let answer = String::from_utf8_lossy(&line).trim().to_owned();
            if answer.is_empty() {
                return Ok(None);
            }
            match read(&answer)? {
                Ok(taken) => return Ok(Some(taken)),
                Err(why) => self.tell(&format!("  {why}"))?,
            }
        }
    }
}

/// What a view says in its paragraphs.
pub(super) fn words(view: &dyn View) -> String {
    let blocks = view.page().0;
    let texts = blocks.iter().filter_map(|block| match block {
        Block::Text(text) => Some(text.text()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Asked = Prompt<&'static [u8], Vec<u8>>;

    fn even(prompt: &mut Asked) -> Result<Option<u8>> {
        prompt.ask("How many", |answer| {
            let number = answer.parse().ok().filter(|number| number % 2 == 0);
            Ok(number.ok_or(format!("`{answer}` is odd")))
        })
    }

    #[test]
    fn a_question_is_asked_until_it_is_answered() {
        let mut prompt = Prompt { answers: &b"3\nx\n 4 \n\n"[..], questions: vec![] };
        assert_eq!(even(&mut prompt).unwrap(), Some(4));
        assert_eq!(even(&mut prompt).unwrap(), None);
        let asked = String::from_utf8(prompt.questions).unwrap();
        assert_eq!(asked, "How many:   `3` is odd\nHow many:   `x` is odd\nHow many: How many: ");
    }

    #[test]
    fn answers_that_end_are_no_answer() {
        let mut prompt = Prompt { answers: &b"\xff\n"[..], questions: vec![] };
        let told = even(&mut prompt).unwrap_err().to_string();
        assert_eq!(told, "the answers ended; nothing was written");
    }
}
