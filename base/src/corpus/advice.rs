//! Advice what to say in place of a name to avoid.

use super::{Label, LabelKind};
use crate::text;

/// Whether a concept has a name, and only among those to avoid, so that nobody may be advised to say it.
pub fn is_only_avoided<S: AsRef<str>>(labels: &[Label<S>], name: &str) -> bool {
    let name = text::fold(name);
    let mut kinds = labels.iter().filter(|it| text::fold(it.text.as_ref()) == name).peekable();
    kinds.peek().is_some() && kinds.all(|label| label.kind == LabelKind::Avoid)
}

impl<S: AsRef<str>> Label<S> {
    /// Why it is to be avoided.
    pub fn why(&self) -> Option<&str> {
        self.why.as_ref().map(|why| (**why).as_ref())
    }

    /// What to say in its place.
    pub fn instead(&self) -> Option<&str> {
        self.instead.as_ref().map(|instead| (**instead).as_ref())
    }
}
