//! Adds a voice or work to the text of `sources.yaml`, and changes nothing else in it.

use super::InvalidInput;
use cxterms_base::{
    schema,
    yaml::{self, NodeValue, YamlValue, write_scalar},
};

/// A voice or work that is to be declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDeclaration {
    section: &'static str,
    id: String,
    fields: Vec<(&'static str, Vec<String>)>,
}

impl SourceDeclaration {
    /// A voice: its name, what it is called in running text, and who that is.
    pub fn voice(id: String, name: String, short: Option<String>, about: Option<String>) -> Self {
        Self::from_fields("voices", id, [("name", Some(name)), ("short", short), ("about", about)])
    }

    /// A work: its authors and title; where it was published, when, and its address.
    pub fn work(id: String, by: Vec<String>, title: String, rest: [Option<String>; 3]) -> Self {
        let [published, year, url] = rest;
        let rest = [("published", published), ("year", year), ("url", url)];
        let mut work = Self::from_fields("works", id, rest);
        work.fields.splice(0..0, [("by", by), ("title", vec![title])]);
        work
    }

    fn from_fields<const N: usize>(
        section: &'static str,
        id: String,
        fields: [(&'static str, Option<String>); N],
    ) -> Self {
        let given = fields.into_iter().filter_map(|(name, text)| Some((name, vec![text?])));
        Self { section, id, fields: given.collect() }
    }

    /// Its identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name of a voice.
    pub fn name(&self) -> &str {
        let name = self.fields.iter().find(|(key, _)| *key == "name");
        name.and_then(|(_, name)| name.first()).map_or("", String::as_str)
    }

    /// How a claim cites it.
    pub fn citation(&self) -> String {
        if self.section == "works" { self.id.clone() } else { format!("{} in WORK", self.id) }
    }

    /// Its lines in block style.
    fn yaml_lines(&self) -> Vec<String> {
        let field = |(name, texts): &(&str, Vec<String>)| {
            let texts: Vec<_> = texts.iter().map(|text| write_scalar(text)).collect();
            match &*texts {
                [one] => format!("  {name}: {one}"),
                several => format!("  {name}: [{}]", several.join(", ")),
            }
        };
        let head = format!("{}:", write_scalar(&self.id));
        std::iter::once(head).chain(self.fields.iter().map(field)).collect()
    }

    /// What reading its lines must give.
    fn to_yaml(&self) -> YamlValue {
        let fields = self.fields.iter().map(|(key, texts)| {
            let value = match &**texts {
                [one] => YamlValue::from(&**one),
                several => {
                    YamlValue::List(several.iter().map(|it| YamlValue::from(&**it)).collect())
                }
            };
            ((*key).to_owned(), value)
        });
        YamlValue::Map(fields.collect())
    }
}

/// The text of `sources.yaml` with one more voice or work, at the end of those that are there. All else stays, letter by
/// letter.
///
/// # Errors
/// When the file has faults, or is written in a way that leaves no line to put it on.
pub fn add_source(text: &str, source: &SourceDeclaration) -> Result<String, InvalidInput> {
    check_sources(text)?;
    let entry = (source.id.clone(), source.to_yaml());
    let added = yaml::insert_entries(text, source.section, &source.yaml_lines(), &[entry]);
    added.ok_or_else(|| {
        let section = source.section;
        InvalidInput(format!(
            "`{section}` is written so that nothing can be added to it line by line; put each of them on lines of its own"
        ))
    })
}

/// Fails with the first fault of a file of sources.
fn check_sources(text: &str) -> Result<(), InvalidInput> {
    let (roots, mut faults) = yaml::parse_document(0, text.as_bytes());
    for root in roots.into_iter().filter(|root| !matches!(root.value, NodeValue::Null)) {
        schema::read_sources(root, &mut faults);
    }
    match faults.first() {
        Some(fault) => Err(InvalidInput(format!("line {}: {}", fault.place.line, fault.message))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ann() -> SourceDeclaration {
        let about = Some("rides: always".to_owned());
        SourceDeclaration::voice("ann".to_owned(), "Ann, the rider".to_owned(), None, about)
    }

    fn memo() -> SourceDeclaration {
        let (by, title) = (vec!["ann".to_owned(), "bob".to_owned()], "Wheels".to_owned());
        SourceDeclaration::work(
            "wheels".to_owned(),
            by,
            title,
            [None, Some("2021".to_owned()), None],
        )
    }

    const ANN: &str = "  ann:\n    name: \"Ann, the rider\"\n    about: \"rides: always\"\n";
    const MEMO: &str = "  wheels:\n    by: [ann, bob]\n    title: Wheels\n    year: \"2021\"\n";

    #[test]
    fn a_voice_stands_behind_the_last_one_and_all_else_stays() {
        let head = "# top\n\nvoices:   # who\n  bob: {name: Bob}   # rides\n  # the end\n";
        let rest = "\n# where\nworks:\n  log: {by: bob, title: Log}\n\n# bottom\n";
        assert_eq!(add_source(&format!("{head}{rest}"), &ann()), Ok(format!("{head}{ANN}{rest}")));
        let marked = format!("\u{feff}{head}{rest}");
        assert_eq!(add_source(&marked, &ann()), Ok(format!("\u{feff}{head}{ANN}{rest}")));
    }

    #[test]
    fn a_work_stands_behind_the_last_one_or_begins_the_works() {
        let works = "works:\n  log:\n    by: bob\n    title: >-\n      A\n\n      # B\n";
        let voices = "voices:\n  bob: {name: Bob}\n";
        let rest = "\n# bottom\n";
        let text = format!("{works}{rest}{voices}");
        assert_eq!(add_source(&text, &memo()), Ok(format!("{works}{MEMO}{rest}{voices}")));
        assert_eq!(add_source(voices, &memo()), Ok(format!("{voices}works:\n{MEMO}")));
        assert_eq!(add_source("", &memo()), Ok(format!("works:\n{MEMO}")));
        let none = format!("works: {{}}   # none yet\n{voices}");
        assert_eq!(add_source(&none, &memo()), Ok(format!("works:   # none yet\n{MEMO}{voices}")));
    }

    #[test]
    fn indents_line_ends_and_a_missing_last_one_stay_as_they_are() {
        let text = "voices:\r\n    bob:\r\n        name: Bob";
        let added =
            "\r\n    ann:\r\n      name: \"Ann, the rider\"\r\n      about: \"rides: always\"";
        assert_eq!(add_source(text, &ann()), Ok(format!("{text}{added}")));
        let text = "voices:\n  bob: {name: Bob}";
        let added = format!("{text}\nworks:\n{}", MEMO.trim_end());
        assert_eq!(add_source(text, &memo()), Ok(added));
    }

    #[test]
    fn a_file_without_room_or_with_faults_is_refused() {
        let refused = |text| add_source(text, &ann()).unwrap_err().0;
        let odd = "voices:\n  bob: {\n    name: Bob\n}\nworks: {}\n...\n";
        assert!(refused(odd).starts_with("`voices` is written so"));
        let within = "voices: {bob: {name: Bob}}\n";
        assert!(
            add_source(within, &ann()).unwrap().starts_with("voices: {bob: {name: Bob}, ann: {")
        );
        assert_eq!(refused("voices:\n  bob: {nam: Bob}\n"), "line 2: a voice has no key `nam`");
        assert!(refused("voices:\n  ann: {name: Bob}\n").starts_with("`voices` is written so"));
    }
}
