//! What sets of documents give as JSON Lines: written in order, and read and summed again.
//!
//! Each block begins with a head and ends with the number of its lines, so that a block that was cut off is told. Several
//! may follow each other.

use super::{
    RuleScope, SCAN_RULES, ScanOptions,
    finding_place::FindingPlace,
    report::ScanFinding,
    scanned::ScannedSet,
    set_facts::{
        AbbreviationFacts, ExpansionFacts, FileUses, MetName, NameFacts, SetFacts, UseFacts,
    },
    set_name::SetName,
};
use crate::render::write_json_line;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    io::{self, BufRead, Read, Write},
};

/// The number of the shape that is written, and the only one that is read.
const FACTS_VERSION: u32 = 1;

/// The longest line that is read, in bytes.
const MAX_FACTS_LINE_BYTES: u64 = 16 << 20;

/// What several sets give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScannedSets {
    sets: BTreeMap<SetName, ScannedSet>,
    /// What was asked of every document; none, if there is none.
    asked: Option<AskedFacts>,
}

/// What was asked of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct AskedFacts {
    /// The rules of single documents.
    rules: BTreeSet<String>,
    /// Whether uses are kept file by file.
    each_file: bool,
}

/// Why facts cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsFault {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum FactsLine {
    Head {
        version: u32,
        #[serde(flatten)]
        asked: AskedFacts,
    },
    Set {
        of: SetName,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overlay: Option<String>,
        base: String,
        files: u64,
    },
    Abbreviation {
        of: SetName,
        abbreviation: String,
        explained: u64,
        explaining_files: u64,
        uses: u64,
        use_files: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<FileUses>,
        met: NameFacts,
    },
    Uses {
        of: SetName,
        abbreviation: String,
        uses: FileUses,
    },
    LongForm {
        of: SetName,
        abbreviation: String,
        key: String,
        facts: ExpansionFacts,
    },
    Beside {
        of: SetName,
        abbreviation: String,
        item: String,
        place: FindingPlace,
    },
    Name {
        of: SetName,
        name: MetName,
        met: NameFacts,
    },
    Finding {
        of: SetName,
        finding: Box<ScanFinding>,
    },
    End {
        lines: u64,
    },
}

/// The beginning of any line that a version has.
#[derive(Deserialize)]
struct FactsVersion {
    version: u32,
}

impl AskedFacts {
    fn of_options(options: &ScanOptions) -> Self {
        let rules = SCAN_RULES.iter().filter(|rule| {
            matches!(rule.find, RuleScope::Document(_))
                && options.levels.level_of(rule, None).is_some()
        });
        let rules = rules.map(|rule| rule.name.to_owned()).collect();
        Self { rules, each_file: options.each_file }
    }
}

impl ScannedSets {
    /// No sets yet of documents of which this is asked.
    pub fn new(options: &ScanOptions) -> Self {
        Self { sets: BTreeMap::new(), asked: Some(AskedFacts::of_options(options)) }
    }

    /// Adds a set, or to a set what other documents of it give.
    ///
    /// # Errors
    /// When the set is known, and was read with other terms.
    pub fn add_set(&mut self, set: ScannedSet) -> Result<(), String> {
        let new = || ScannedSet {
            overlay: set.overlay.clone(),
            base: set.base.clone(),
            ..ScannedSet::new(set.name.clone())
        };
        let known = self.sets.entry(set.name.clone()).or_insert_with(new);
        if (&known.base, &known.overlay) != (&set.base, &set.overlay) {
            return Err(format!("{} was read with other terms before", describe_set(&set.name)));
        }
        known.add_set(set);
        Ok(())
    }

    /// Each set by itself.
    pub fn into_sets(self) -> impl Iterator<Item = ScannedSet> {
        self.sets.into_values()
    }

    /// Each set, to be shown lines of its documents.
    pub fn sets_mut(&mut self) -> impl Iterator<Item = &mut ScannedSet> {
        self.sets.values_mut()
    }

    /// What is asked now and was not asked of every document, in running text.
    pub fn find_missing(&self, options: &ScanOptions) -> Option<String> {
        let now = AskedFacts::of_options(options);
        let asked = self.asked.clone().unwrap_or_default();
        let rule = now.rules.difference(&asked.rules).next();
        let files = (now.each_file && !asked.each_file).then_some("--each-file");
        rule.map(|rule| format!("--warn {rule}")).or(files.map(str::to_owned))
    }

    /// Takes note of what was asked of other documents: what was not asked of all cannot be told.
    fn narrow_asked(&mut self, asked: AskedFacts) {
        let Some(known) = &mut self.asked else {
            self.asked = Some(asked);
            return;
        };
        known.rules.retain(|rule| asked.rules.contains(rule));
        known.each_file &= asked.each_file;
        let (rules, each_file) = (known.rules.clone(), known.each_file);
        for set in self.sets.values_mut() {
            let is_of_document = |found: &ScanFinding| super::find_scan_rule(found.rule).is_some();
            set.findings.retain(|it| rules.contains(it.rule) || !is_of_document(it));
            if !each_file {
                let facts = set.facts.abbreviations.values_mut();
                facts.for_each(|it| it.unsettled.each.clear());
            }
        }
    }

    /// Writes everything, a fact a line.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write_facts(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut lines = 0;
        let mut write = |line: &FactsLine, out: &mut dyn Write| {
            lines += 1;
            write_json_line(line, out)
        };
        let asked = self.asked.clone().unwrap_or_default();
        write(&FactsLine::Head { version: FACTS_VERSION, asked }, out)?;
        for set in self.sets.values_mut() {
            set.findings.sort_by(ScanFinding::compare_places);
            list_lines(set, &mut |line| write(line, out))?;
        }
        write_json_line(&FactsLine::End { lines: lines + 1 }, out)
    }

    /// Reads facts and adds them.
    ///
    /// # Errors
    /// When a line is no fact, or what is read ends early.
    pub fn read_facts(&mut self, mut input: impl BufRead) -> Result<(), FactsFault> {
        let (mut number, mut head) = (0, None);
        let mut line = vec![];
        loop {
            number += 1;
            line.clear();
            let fault = |what: String| FactsFault { line: number, what };
            let mut bounded = input.by_ref().take(MAX_FACTS_LINE_BYTES + 1);
            let read = bounded.read_until(b'\n', &mut line).map_err(|it| fault(it.to_string()))?;
            match (read, head) {
                (0, None) if number > 1 => return Ok(()),
                (0, _) => return Err(fault("the facts end early".to_owned())),
                _ if line.len() as u64 > MAX_FACTS_LINE_BYTES => {
                    let bound = MAX_FACTS_LINE_BYTES >> 20;
                    return Err(fault(format!("this line is longer than {bound} MiB")));
                }
                _ => {}
            }
            match (parse_line(&line).map_err(fault)?, head) {
                (FactsLine::Head { asked, .. }, None) => {
                    head = Some(number);
                    self.narrow_asked(asked);
                }
                (FactsLine::Head { .. }, Some(_)) => {
                    return Err(fault("other facts begin before these end".to_owned()));
                }
                (_, None) => return Err(fault("facts begin with a `head`".to_owned())),
                (FactsLine::End { lines }, Some(first)) if lines == number - first + 1 => {
                    head = None;
                }
                (FactsLine::End { lines }, Some(first)) => {
                    let found = number - first + 1;
                    return Err(fault(format!("of {lines} lines there are {found}")));
                }
                (line, Some(_)) => self.add_line(line).map_err(fault)?,
            }
        }
    }

    fn add_line(&mut self, line: FactsLine) -> Result<(), String> {
        match line {
            FactsLine::Head { .. } | FactsLine::End { .. } => Ok(()),
            FactsLine::Set { of, overlay, base, files } => {
                let mut set = ScannedSet { overlay, base, ..ScannedSet::new(of) };
                set.facts.files = files;
                self.add_set(set)
            }
            FactsLine::Abbreviation {
                of,
                abbreviation,
                explained,
                explaining_files,
                uses: count,
                use_files: files,
                most,
                met,
            } => {
                let unsettled = UseFacts { count, files, most, ..UseFacts::default() };
                let facts = AbbreviationFacts {
                    met,
                    unsettled,
                    explained,
                    explaining_files,
                    ..AbbreviationFacts::default()
                };
                self.add_facts(&of, SetFacts::of_abbreviation(abbreviation, facts))
            }
            FactsLine::Uses { of, abbreviation, uses } => {
                let kept = self.asked.as_ref().is_some_and(|asked| asked.each_file);
                let each = kept.then_some(uses).into_iter().collect();
                let unsettled = UseFacts { each, ..UseFacts::default() };
                let facts = AbbreviationFacts { unsettled, ..AbbreviationFacts::default() };
                self.add_facts(&of, SetFacts::of_abbreviation(abbreviation, facts))
            }
            FactsLine::LongForm { of, abbreviation, key, facts } => {
                let expansions = BTreeMap::from([(key, facts)]);
                let facts = AbbreviationFacts { expansions, ..AbbreviationFacts::default() };
                self.add_facts(&of, SetFacts::of_abbreviation(abbreviation, facts))
            }
            FactsLine::Beside { of, abbreviation, item, place } => {
                let beside = BTreeMap::from([(item, place)]);
                let facts = AbbreviationFacts { beside, ..AbbreviationFacts::default() };
                self.add_facts(&of, SetFacts::of_abbreviation(abbreviation, facts))
            }
            FactsLine::Name { of, name, met } => {
                let names = BTreeMap::from([(name, met)]);
                self.add_facts(&of, SetFacts { names, ..SetFacts::default() })
            }
            FactsLine::Finding { of, finding } => {
                let is_of_document = super::find_scan_rule(finding.rule).is_some();
                let asked = self.asked.as_ref();
                let kept = asked.is_some_and(|asked| asked.rules.contains(finding.rule));
                let set = self.known_set(&of)?;
                set.findings.extend(Some(*finding).filter(|_| kept || !is_of_document));
                Ok(())
            }
        }
    }

    fn add_facts(&mut self, of: &SetName, facts: SetFacts) -> Result<(), String> {
        self.known_set(of)?.facts.add(facts);
        Ok(())
    }

    fn known_set(&mut self, of: &SetName) -> Result<&mut ScannedSet, String> {
        let set = self.sets.get_mut(of);
        set.ok_or_else(|| format!("no `set` before it is {}", describe_set(of)))
    }
}

impl fmt::Display for FactsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

fn parse_line(line: &[u8]) -> Result<FactsLine, String> {
    if let Ok(FactsVersion { version }) = serde_json::from_slice(line)
        && version != FACTS_VERSION
    {
        return Err(format!(
            "these facts are of version {version}; this program reads {FACTS_VERSION}"
        ));
    }
    serde_json::from_slice(line).map_err(|error| {
        let told = error.to_string();
        let told = told.split(" at line ").next().unwrap_or_default();
        format!("this is no fact of `scan --facts`: {told}")
    })
}

fn describe_set(set: &SetName) -> String {
    match set {
        SetName::Set(name) | SetName::File(name) => format!("`{name}`"),
        SetName::Text | SetName::Documents => "the set of documents without a folder".to_owned(),
    }
}

/// The lines of a set, in order.
fn list_lines(
    set: &ScannedSet,
    write: &mut impl FnMut(&FactsLine) -> io::Result<()>,
) -> io::Result<()> {
    let of = || set.name.clone();
    let (overlay, base, files) = (set.overlay.clone(), set.base.clone(), set.facts.files);
    write(&FactsLine::Set { of: of(), overlay, base, files })?;
    for (abbreviation, facts) in &set.facts.abbreviations {
        let name = || abbreviation.clone();
        let UseFacts { count, files, most, each } = &facts.unsettled;
        write(&FactsLine::Abbreviation {
            of: of(),
            abbreviation: name(),
            explained: facts.explained,
            explaining_files: facts.explaining_files,
            uses: *count,
            use_files: *files,
            most: most.clone(),
            met: facts.met.clone(),
        })?;
        for uses in each.iter().cloned() {
            write(&FactsLine::Uses { of: of(), abbreviation: name(), uses })?;
        }
        for (key, facts) in &facts.expansions {
            let (key, facts) = (key.clone(), facts.clone());
            write(&FactsLine::LongForm { of: of(), abbreviation: name(), key, facts })?;
        }
        for (item, place) in &facts.beside {
            let (item, place) = (item.clone(), place.clone());
            write(&FactsLine::Beside { of: of(), abbreviation: name(), item, place })?;
        }
    }
    for (name, met) in &set.facts.names {
        write(&FactsLine::Name { of: of(), name: name.clone(), met: met.clone() })?;
    }
    let mut findings = set.findings.iter().cloned().map(Box::new);
    findings.try_for_each(|finding| write(&FactsLine::Finding { of: of(), finding }))
}
