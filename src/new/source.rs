//! Adds a voice or work to the text of `sources.yaml`, and changes nothing else in it.

use super::InvalidInput;
use cxterms_base::{
    diagnostic::{Fault, Name, Place},
    schema,
    yaml::{self, NodeValue, YamlNode, write_scalar},
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

    /// Its lines in block style, `indent` deep.
    fn yaml_lines(&self, indent: usize) -> Vec<String> {
        let (outer, inner) = (" ".repeat(indent), " ".repeat(indent + 2));
        let field = |(name, texts): &(&str, Vec<String>)| {
            let texts: Vec<_> = texts.iter().map(|text| write_scalar(text)).collect();
            match &*texts {
                [one] => format!("{inner}{name}: {one}"),
                several => format!("{inner}{name}: [{}]", several.join(", ")),
            }
        };
        let head = format!("{outer}{}:", write_scalar(&self.id));
        std::iter::once(head).chain(self.fields.iter().map(field)).collect()
    }

    /// What reading its lines must give.
    fn expected_node(&self) -> (Name, YamlNode) {
        let name = |text: &str| Name { value: text.to_owned(), place: Place::NOWHERE };
        let text = |text: &String| detached_node(NodeValue::Text(text.clone()));
        let fields = self.fields.iter().map(|(key, texts)| {
            let value = match &**texts {
                [one] => text(one),
                several => detached_node(NodeValue::List(several.iter().map(text).collect())),
            };
            (name(key), value)
        });
        (name(&self.id), detached_node(NodeValue::Map(fields.collect())))
    }
}

/// The text of `sources.yaml` with one more voice or work, at the end of those that are there. All else stays, letter by
/// letter.
///
/// # Errors
/// When the file is written in a way that leaves no line to put it on.
pub fn add_source(text: &str, source: &SourceDeclaration) -> Result<String, InvalidInput> {
    let plain = text.trim_start_matches('\u{feff}');
    let mut expected = read_sources(plain)?;
    let added = insert_source(plain, &expected, source)?;
    match section_map(&mut expected, source.section) {
        Some(YamlNode { value: NodeValue::Map(known), .. }) => known.push(source.expected_node()),
        _ => return Err(no_room_error(source)),
    }
    if !has_same_content(&expected, &read_sources(&added).map_err(|_| no_room_error(source))?) {
        return Err(no_room_error(source));
    }
    let mark = text.get(..text.len() - plain.len()).unwrap_or_default();
    Ok(mark.to_owned() + &added)
}

fn no_room_error(source: &SourceDeclaration) -> InvalidInput {
    let section = source.section;
    InvalidInput(format!(
        "`{section}` is written so that nothing can be added to it line by line; put each of them on lines of its own"
    ))
}

fn detached_node(value: NodeValue) -> YamlNode {
    YamlNode { value, place: Place::NOWHERE, bytes: 0..0, block: false }
}

/// What the file says: a map, empty if it says nothing.
fn read_sources(text: &str) -> Result<YamlNode, InvalidInput> {
    let refuse = |faults: &[Fault]| {
        let first =
            faults.first().map(|fault| format!("line {}: {}", fault.place.line, fault.message));
        InvalidInput(first.unwrap_or_default())
    };
    let parse = || yaml::parse_document(0, text.as_bytes());
    let (roots, mut faults) = parse();
    for root in roots.into_iter().filter(|root| !matches!(root.value, NodeValue::Null)) {
        schema::read_sources(root, &mut faults);
    }
    if !faults.is_empty() {
        return Err(refuse(&faults));
    }
    let root = parse().0.into_iter().find(|root| matches!(root.value, NodeValue::Map(_)));
    Ok(root.unwrap_or_else(|| detached_node(NodeValue::Map(vec![]))))
}

/// The map under a key of the file, which is put there if it is not.
fn section_map<'n>(root: &'n mut YamlNode, name: &str) -> Option<&'n mut YamlNode> {
    let NodeValue::Map(keys) = &mut root.value else { return None };
    if !keys.iter().any(|(key, _)| key.value == name) {
        let key = Name { value: name.to_owned(), place: Place::NOWHERE };
        keys.push((key, detached_node(NodeValue::Map(vec![]))));
    }
    keys.iter_mut().find(|(key, _)| key.value == name).map(|(_, node)| node)
}

/// Puts the lines of `source` where they belong.
fn insert_source(
    text: &str,
    root: &YamlNode,
    source: &SourceDeclaration,
) -> Result<String, InvalidInput> {
    let NodeValue::Map(keys) = &root.value else { return Err(no_room_error(source)) };
    let margin = keys.first().map_or(0, |(key, _)| column_index(key.place));
    let Some(index) = keys.iter().position(|(key, _)| key.value == source.section) else {
        let head = format!("{}{}:", " ".repeat(margin), source.section);
        let lines = [vec![head], source.yaml_lines(margin + 2)].concat();
        return Ok(splice_lines(text, usize::MAX, &lines));
    };
    let Some((key, known)) = keys.get(index) else { return Err(no_room_error(source)) };
    let NodeValue::Map(entries) = &known.value else { return Err(no_room_error(source)) };
    let first_line = key.place.line as usize;
    let Some((first, _)) = entries.first() else {
        let opened = without_braces(text, known.place).ok_or_else(|| no_room_error(source))?;
        return Ok(splice_lines(&opened, first_line, &source.yaml_lines(margin + 2)));
    };
    if rest_at(text, known.place).is_none_or(|rest| rest.starts_with('{')) {
        return Err(no_room_error(source));
    }
    let next = keys.get(index + 1).map_or(usize::MAX, |(key, _)| key.place.line as usize);
    let lines = text.lines().enumerate().take(next.saturating_sub(1)).skip(first_line);
    let deeper = |line: &str| {
        !line.trim().is_empty() && line.len() - line.trim_start_matches(' ').len() > margin
    };
    let last = lines.filter(|(_, line)| deeper(line)).map(|(index, _)| index + 1).last();
    Ok(splice_lines(
        text,
        last.unwrap_or(first_line),
        &source.yaml_lines(column_index(first.place)),
    ))
}

/// How many characters stand before a place in its line.
fn column_index(place: Place) -> usize {
    place.column.saturating_sub(1) as usize
}

/// What stands at a place and behind it in the file.
fn rest_at(text: &str, place: Place) -> Option<&str> {
    let above = place.line.checked_sub(1)? as usize;
    let start = text.split_inclusive('\n').take(above).map(str::len).sum();
    let rest: &str = text.get(start..)?;
    rest.get(rest.char_indices().nth(column_index(place))?.0..)
}

/// The text less the `{}` at a place.
fn without_braces(text: &str, place: Place) -> Option<String> {
    let rest = rest_at(text, place)?;
    let head = text.get(..text.len() - rest.len())?;
    Some(head.trim_end_matches(' ').to_owned() + rest.strip_prefix("{}")?)
}

/// The text with `lines` behind its first `count` lines, in its own line ends; a last line without one stays so.
fn splice_lines(text: &str, count: usize, lines: &[String]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at: usize = text.split_inclusive('\n').take(count).map(str::len).sum();
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let block = lines.join(end);
    match head.is_empty() || head.ends_with('\n') {
        true => format!("{head}{block}{end}{tail}"),
        false => format!("{head}{end}{block}{tail}"),
    }
}

/// Whether two nodes say the same, wherever they stand.
fn has_same_content(one: &YamlNode, other: &YamlNode) -> bool {
    match (&one.value, &other.value) {
        (NodeValue::Null, NodeValue::Null) => true,
        (NodeValue::Text(one), NodeValue::Text(other)) => one == other,
        (NodeValue::List(one), NodeValue::List(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| has_same_content(one, other))
        }
        (NodeValue::Map(one), NodeValue::Map(other)) => {
            let same = |((key, one), (name, other)): (&(Name, YamlNode), &(Name, YamlNode))| {
                key.value == name.value && has_same_content(one, other)
            };
            one.len() == other.len() && one.iter().zip(other).all(same)
        }
        _ => false,
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
        for text in [
            "voices: {bob: {name: Bob}}\n",
            "{voices: {bob: {name: Bob}}}\n",
            "voices:\n  bob: {\n    name: Bob\n}\nworks: {}\n...\n",
        ] {
            assert!(refused(text).starts_with("`voices` is written so"), "{text}");
        }
        assert_eq!(refused("voices:\n  bob: {nam: Bob}\n"), "line 2: a voice has no key `nam`");
        assert!(refused("voices:\n  ann: {name: Bob}\n").starts_with("`voices` is written so"));
    }
}
