//! Voices of a claim, counted: who assert it and who deny it, each once, and where one of them can be read.

use super::attribution::NamedAttribution;
use cxterms_page::{Count, NamedCitation};
use std::collections::BTreeSet;

/// How many voices a sentence names before it counts the others.
const MAX_NAMES_TOLD: usize = 3;

/// Who assert something and who deny it. The corpus's own voice, which speaks where no other is named, is not counted
/// among those who assert it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountedVoices<'b> {
    /// The short names of those who assert it.
    pub asserting: Vec<&'b str>,
    /// The short names of those who deny it.
    pub denying: Vec<&'b str>,
    /// The first work among these that has an address: its title and that.
    pub cited: Option<(&'b str, &'b str)>,
    /// The identifiers of those who assert it.
    voices: BTreeSet<&'b str>,
    /// The identifiers of those who deny it.
    deniers: BTreeSet<&'b str>,
}

impl<'b> CountedVoices<'b> {
    /// Counts the voices of a claim.
    pub(super) fn of_claim(said: &NamedAttribution<'b>) -> Self {
        let mut counted = Self::default();
        counted.add_claim(said);
        counted
    }

    /// Counts the voices of a further claim too.
    pub(super) fn add_claim(&mut self, said: &NamedAttribution<'b>) {
        for cited in said.asserted_by.iter().filter(|cited| !cited.own) {
            if self.voices.insert(cited.voice) {
                self.asserting.push(cited.short);
            }
            self.add_work(cited);
        }
        for cited in &said.denied_by {
            if self.deniers.insert(cited.voice) {
                self.denying.push(cited.short);
            }
            self.add_work(cited);
        }
    }

    fn add_work(&mut self, cited: &NamedCitation<'b>) {
        if self.cited.is_none() {
            self.cited = cited.title.zip(cited.url);
        }
    }

    /// How many of those who assert something else do not assert this.
    pub(super) fn count_others(&self, all: &Self) -> usize {
        all.voices.difference(&self.voices).count()
    }

    /// Whether no one but the corpus itself says anything of it.
    pub fn is_silent(&self) -> bool {
        self.asserting.is_empty() && self.denying.is_empty()
    }

    /// How many say so or, where somebody denies it, for and against: `6`, `10 : 1`; nothing where only the corpus does.
    pub fn count_briefly(&self) -> String {
        match (self.asserting.len(), self.denying.len()) {
            (0, 0) => String::new(),
            (asserting, 0) => asserting.to_string(),
            (asserting, denying) => format!("{asserting} : {denying}"),
        }
    }

    /// The same with names: `6 voices (Franz, Murphy, Totango and 3 others), 1 against (reader 7)`.
    pub fn describe(&self) -> String {
        let told = |names: &[&str]| {
            // One more than is told is told too.
            let shown = if names.len() > MAX_NAMES_TOLD + 1 { MAX_NAMES_TOLD } else { names.len() };
            let named: Vec<_> = names.iter().take(shown).copied().collect();
            let others = names.len() - shown;
            let more = if others > 0 { format!(" and {others} others") } else { String::new() };
            format!("({}{more})", named.join(", "))
        };
        let [asserting, denying] = [&self.asserting, &self.denying];
        let said = (!asserting.is_empty())
            .then(|| format!("{} {}", Count(asserting.len(), "voice"), told(asserting)));
        let denied =
            (!denying.is_empty()).then(|| format!("{} against {}", denying.len(), told(denying)));
        said.into_iter().chain(denied).collect::<Vec<_>>().join(", ")
    }

    /// A statement with who says so and who denies it, and whether voices disagree about it.
    pub(super) fn attribute_statement(&self, statement: &str, disputed: bool) -> String {
        let said = self.describe();
        let colon = if said.is_empty() { "" } else { ": " };
        let mark = if disputed { "; disputed" } else { "" };
        format!("{statement}{colon}{said}{mark}")
    }
}
