//! Structured content as a text: line by line, each claim with who makes it and the number of the work.

use super::{message::JsonFields, shape::name_left_out};
use serde_json::Value;
use std::collections::BTreeMap;

/// What stands behind the number of voices who all have a reservation.
const RESERVED: char = '~';

/// A text that is being written.
pub(super) struct Reading<'v> {
    /// The number of each work.
    works: BTreeMap<&'v str, usize>,
    text: String,
}

/// The text of a field; nothing if it has none.
pub(super) fn text_of<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The items of a list; none if it is not there.
pub(super) fn items_of<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The items of a list of an object; none if it is not there.
pub(super) fn list_items<'v>(fields: &'v JsonFields, name: &str) -> &'v [Value] {
    fields.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// How many items of a list were left out.
pub(super) fn count_left_out(value: &Value, list: &str) -> u64 {
    value.get(name_left_out(list)).and_then(Value::as_u64).unwrap_or_default()
}

/// A term's name, with what tells it apart and its abbreviation.
pub(super) fn name_term(term: &Value) -> String {
    let mut name = text_of(term, "label").to_owned();
    for part in ["qualifier", "abbreviation"].map(|part| text_of(term, part)) {
        if !part.is_empty() {
            name = format!("{name} ({part})");
        }
    }
    name
}

impl<'v> Reading<'v> {
    /// Begins with the works that can be cited.
    pub(super) fn with_works(structured: &'v JsonFields) -> Self {
        let works = list_items(structured, "works").iter().map(|work| text_of(work, "work"));
        Self { works: works.zip(1..).collect(), text: String::new() }
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds a heading and items, unless there are none, with how many were left out of `list`.
    pub(super) fn part(&mut self, heading: &str, items: &[String], left_out: u64) {
        if items.is_empty() {
            return;
        }
        let more = if left_out > 0 { format!(" (and {left_out} more)") } else { String::new() };
        self.line(&format!("{heading}{more}:"));
        for item in items {
            self.line(&format!("- {item}"));
        }
    }

    /// A claim with who makes it.
    pub(super) fn claim(&self, words: &str, claim: &Value) -> String {
        let asserted = self.voices(claim, "asserted_by");
        let denied = self.voices(claim, "denied_by");
        match (asserted.is_empty(), denied.is_empty()) {
            (true, true) => words.to_owned(),
            (false, true) => format!("{words} — {asserted}"),
            (true, false) => format!("not so: {words} — {denied}"),
            (false, false) => format!("{words} — {asserted}; denied by {denied}"),
        }
    }

    /// Those of a list who say something, each with the number of the work.
    pub(super) fn voices(&self, claim: &Value, list: &str) -> String {
        let named = items_of(claim, list).iter().map(|cited| self.cite(cited));
        let named = named.collect::<Vec<_>>().join(", ");
        match count_left_out(claim, list) {
            0 => named,
            1 => format!("{named} and 1 more citation"),
            more => format!("{named} and {more} more citations"),
        }
    }

    fn cite(&self, cited: &Value) -> String {
        let mut name = text_of(cited, "name").to_owned();
        match (self.works.get(text_of(cited, "work")), text_of(cited, "title")) {
            (Some(number), _) => name = format!("{name} [{number}]"),
            (None, "") => {}
            (None, title) => name = format!("{name}, “{title}” {}", text_of(cited, "url")),
        }
        let but = text_of(cited, "but");
        if but.is_empty() { name.trim_end().to_owned() } else { format!("{name} (but: {but})") }
    }

    /// The text, with the works at its end.
    pub(super) fn finish(mut self, structured: &JsonFields) -> String {
        let asked = ["disputes", "more"].map(|list| list_items(structured, list));
        let mut asked = asked.into_iter().flatten().map(|it| text_of(it, "question"));
        if asked.any(|question| question.contains(RESERVED)) {
            self.line("~: each of these voices has a reservation (but: …)");
        }
        let works = list_items(structured, "works");
        if !works.is_empty() {
            self.line("Works:");
        }
        for (number, work) in (1..).zip(works) {
            self.line(&format!("[{number}] {}", describe_work(work)));
        }
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

fn describe_work(work: &Value) -> String {
    let by = items_of(work, "by").iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
    let place = ["published", "year"].map(|part| text_of(work, part));
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let mut text = format!("“{}”", text_of(work, "title"));
    if !by.is_empty() {
        text = format!("{by}, {text}");
    }
    if !place.is_empty() {
        text = format!("{text} ({})", place.join(", "));
    }
    match text_of(work, "url") {
        "" => text,
        url => format!("{text} {url}"),
    }
}
