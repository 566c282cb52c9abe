//! What holds of every answer: no voice's words stand beside another's name, and every format writes what it was given;
//! and of every new file: it says what was typed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

#[path = "laws/corpora.rs"]
mod corpora;
#[path = "laws/statements.rs"]
mod statements;

use corpora::{Said, corpora, files_of, read};
use cxterms::{
    answer::{self, Ask, Detail, SearchRequest, TreeExtent, compare},
    check::{self, RuleLevels},
    diff,
    new::{self, ConceptScaffold, SourceDeclaration},
    render::{FORMATS, OutputStyle},
};
use cxterms_base::{
    Base, Perspective,
    corpus::{CorpusReading, Layer, SUBSET_OF, VoiceId},
};
use cxterms_page::{Block, Prose, Role, View};
use proptest::prelude::*;
use std::{collections::BTreeSet, path::Path};

const DETAILS: [Detail; 3] = [Detail::Digest, Detail::Everything, Detail::Data];

fn base_of(concepts: &[Vec<Said>]) -> Base {
    let reading = read(&files_of(concepts));
    assert_eq!(reading.diagnostics(), []);
    Base::compile(&reading.corpus).unwrap()
}

/// Two corpora of the same three concepts, some texts other, each with one concept that the other has not.
fn versions(old: &[Vec<Said>], new: &[Vec<Said>]) -> [CorpusReading; 2] {
    [("old", old), ("new", new)].map(|(name, concepts)| {
        let mut files = files_of(concepts);
        let only = format!(
            "{{id: {name}, label: {name}, relations: {{contrasts-with: [c0, c2], subset-of: {{concept: c1, by: w1}}}}}}\n"
        );
        files.push((format!("{name}.yaml"), only));
        if name == "new" {
            let other = |text: &str| {
                let text = text.replace("meaning 1", "sense 1").replace("term 2", "name 2");
                text.replace("value 1", "value 2")
            };
            for (_, text) in &mut files {
                *text = other(text);
            }
        }
        read(&files)
    })
}

/// Every piece of prose of a page that may hold voices' words.
fn proses<'p>(block: &'p Block<'p>) -> Vec<&'p Prose<'p>> {
    match block {
        Block::Title { text, .. } | Block::Text(text) => vec![text],
        Block::Paragraphs(texts) => texts.iter().collect(),
        Block::Sections(sections) => sections.iter().flat_map(|section| &section.items).collect(),
        Block::Fields(fields) => fields.iter().flat_map(|(_, values)| values).collect(),
        Block::Quotes(quotes) => quotes.iter().flat_map(|(who, words)| [who, words]).collect(),
        Block::List { items, .. } => items.iter().collect(),
        Block::Lines { items, .. } => {
            items.iter().flat_map(|item| [&item.lead, &item.text]).collect()
        }
        Block::Table(_, rows) => rows.iter().flatten().collect(),
        Block::Tree(rows) => rows.iter().map(|row| &row.aside).collect(),
        Block::Snippet(_) => vec![],
    }
}

/// Whose words a part is, by its own mark.
fn owner(text: &str) -> Option<char> {
    text.strip_prefix('v').filter(|rest| rest.contains('x')).and_then(|rest| rest.chars().next())
}

/// The name that a reader takes a voice's words for: the one before the colon, else the one in the bracket behind, else
/// the one behind the sentence that they end.
fn beside(prose: &Prose<'_>, at: usize) -> Option<String> {
    let voice = |index: Option<usize>| {
        let (role, text) = prose.0.get(index?)?;
        (*role == Role::Voice).then(|| text.to_string())
    };
    let colon = at
        .checked_sub(1)
        .and_then(|before| prose.0.get(before))
        .is_some_and(|(_, text)| text == ": ");
    let before = at.checked_sub(2);
    if colon && voice(before).is_some() {
        voice(before)
    } else {
        voice(Some(at + 2)).or(voice(Some(at + 3)))
    }
}

fn no_words_stray(view: &dyn View) -> Result<(), TestCaseError> {
    for prose in view.page().0.iter().flat_map(proses) {
        for (at, (_, text)) in prose.0.iter().enumerate() {
            if let Some(owner) = owner(text) {
                let name = beside(prose, at);
                prop_assert_eq!(name, Some(format!("V{owner}")), "{:?}", prose.text());
            }
        }
    }
    let mut json = vec![];
    FORMATS[1].write(view, OutputStyle::default(), &mut json).unwrap();
    citations_own_their_words(&serde_json::from_slice(&json).unwrap())
}

fn citations_own_their_words(json: &serde_json::Value) -> Result<(), TestCaseError> {
    match json {
        serde_json::Value::Object(map) => {
            let text = map.get("text").and_then(serde_json::Value::as_str).and_then(owner);
            if let (Some(owner), Some(voice)) = (text, map.get("voice")) {
                prop_assert_eq!(voice.as_str(), Some(&*format!("v{owner}")));
            }
            map.values().try_for_each(citations_own_their_words)
        }
        serde_json::Value::Array(items) => items.iter().try_for_each(citations_own_their_words),
        _ => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_voice_s_words_stand_beside_another_s_name(concepts in corpora()) {
        let base = base_of(&concepts);
        let ids: Vec<_> = base.concept_ids().unwrap().collect();
        for index in 0..ids.len() {
            for detail in DETAILS {
                no_words_stray(&answer::define(Ask { detail, ..Ask::new(&base) }, &format!("term {index}")).unwrap())?;
            }
            let paths = answer::path(Ask::new(&base), (&ids[index..=index], &ids[..1]), &[]).unwrap();
            no_words_stray(&paths)?;
        }
        let names = vec!["term 0".to_owned(), "term 1".to_owned(), "term 2".to_owned()];
        for detail in DETAILS {
            no_words_stray(&compare::compare(Ask { detail, ..Ask::new(&base) }, &ids, &names).unwrap())?;
            no_words_stray(&compare::compare(Ask { detail, ..Ask::new(&base) }, &ids[..2], &names[..2]).unwrap())?;
        }
        no_words_stray(&answer::disputes(Ask { detail: Detail::Data, ..Ask::new(&base) }, &[]).unwrap())?;
        let wanted = SearchRequest { query: "meaning value", kinds: &[], all: true, options: &[] };
        no_words_stray(&answer::search(Ask::new(&base), wanted).unwrap())?;
        no_words_stray(&answer::tree(Ask::new(&base), TreeExtent::default()).unwrap())?;
    }

    #[test]
    fn the_nearest_senses_are_those_of_the_shortest_way(concepts in corpora(), half in 1..4_usize) {
        let base = base_of(&concepts);
        let ids: Vec<_> = base.concept_ids().unwrap().collect();
        let ends = ids.split_at(half.min(ids.len() - 1));
        let nearest = answer::nearest_paths(Ask::new(&base), ["one", "other"], ends, &[SUBSET_OF]).unwrap();
        let each = answer::path(Ask::new(&base), ends, &[SUBSET_OF]).unwrap();
        let steps = |paths: &answer::PathAnswer<'_>| {
            paths.paths.first().and_then(|path| path.ways.first()).map(Vec::len)
        };
        prop_assert_eq!(steps(&nearest), steps(&each));
        prop_assert_eq!(nearest.is_found(), each.is_found());
        no_words_stray(&nearest)?;
    }

    #[test]
    fn a_voice_that_is_alone_says_its_own_words(concepts in corpora()) {
        let base = base_of(&concepts);
        let ids: Vec<_> = base.concept_ids().unwrap().collect();
        let each: Vec<_> = (1..=2).map(|voice| Perspective::of_voices([VoiceId(voice)])).collect();
        let both = Perspective::of_voices([VoiceId(1), VoiceId(2)]);
        for (voice, alone) in (1..).zip(&each) {
            let speech = answer::voice_statements(Ask::new(&base), VoiceId(voice), alone).unwrap();
            let its_own = format!("{}", voice - 1);
            for prose in speech.page().0.iter().flat_map(proses) {
                for owner in prose.0.iter().filter_map(|(_, text)| owner(text)) {
                    prop_assert_eq!(owner.to_string(), its_own.clone(), "{:?}", prose.text());
                }
            }
        }
        let views = compare::compare_perspectives(Ask { perspective: &both, ..Ask::new(&base) }, &ids[..1], &each).unwrap();
        for block in &views.page().0 {
            let Block::Table(head, rows) = block else { continue };
            for (column, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
                for owner in cell.0.iter().filter_map(|(_, text)| owner(text)) {
                    prop_assert_eq!(head[column].text(), format!("V{owner}"));
                }
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_the_width(concepts in corpora(), width in 40_usize..120) {
        let base = base_of(&concepts);
        let ids: Vec<_> = base.concept_ids().unwrap().collect();
        let names = ["term 0".to_owned(), "term 1".to_owned()];
        let defined = answer::define(Ask::new(&base), "term 0").unwrap();
        let compared = compare::compare(Ask { detail: Detail::Everything, ..Ask::new(&base) }, &ids[..2], &names).unwrap();
        let disputes = answer::disputes(Ask { detail: Detail::Data, ..Ask::new(&base) }, &[]).unwrap();
        let voices = answer::voices(Ask::new(&base)).unwrap();
        for view in [&defined as &dyn View, &compared, &disputes, &voices] {
            let mut out = vec![];
            FORMATS[0].write(view, OutputStyle { width: Some(width), ..OutputStyle::default() }, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            // A command stays whole, so that it can be pasted.
            for line in text.lines().filter(|line| !line.contains(": cxterms ")) {
                prop_assert!(line.chars().count() <= width, "{line:?}");
            }
        }
    }

    #[test]
    fn what_rules_find_does_not_depend_on_the_order_of_files(concepts in corpora()) {
        let mut files = files_of(&concepts);
        let found = check::run_rules(&read(&files), &RuleLevels::default());
        files.reverse();
        let again = check::run_rules(&read(&files), &RuleLevels::default());
        prop_assert_eq!(found.findings, again.findings);
    }

    #[test]
    fn a_corpus_differs_in_nothing_from_itself_in_any_order(concepts in corpora()) {
        let mut files = files_of(&concepts);
        let one = read(&files);
        files.reverse();
        let other = read(&files);
        let same = diff::compare_corpora(("one", &one.corpus), ("other", &other.corpus), true);
        prop_assert!(!same.has_changes(), "{:?}", same.summary);
    }

    #[test]
    fn a_diff_names_every_claim_that_is_only_in_one(there in corpora(), back in corpora()) {
        let [old, new] = versions(&there, &back);
        let [before, after] = [&old, &new].map(|reading| statements::of(&reading.corpus));
        let diff = diff::compare_corpora(("old", &old.corpus), ("new", &new.corpus), true);
        let [gone, come] = statements::apart(&diff);
        prop_assert_eq!(gone, before.difference(&after).cloned().collect::<BTreeSet<_>>());
        prop_assert_eq!(come, after.difference(&before).cloned().collect::<BTreeSet<_>>());
        let back = diff::compare_corpora(("new", &new.corpus), ("old", &old.corpus), true);
        let [diff, back] = [diff, back].map(|diff| serde_json::to_value(&diff).unwrap());
        prop_assert_eq!(statements::settled(statements::mirrored(diff)), statements::settled(back));
    }

    #[test]
    fn a_diff_puts_no_words_beside_another_s_name_and_keeps_to_the_width(
        there in corpora(),
        back in corpora(),
        width in 40_usize..120,
    ) {
        let [old, new] = versions(&there, &back);
        for all in [true, false] {
            let diff = diff::compare_corpora(("old", &old.corpus), ("new", &new.corpus), all);
            no_words_stray(&diff)?;
            let mut out = vec![];
            FORMATS[0].write(&diff, OutputStyle { width: Some(width), ..OutputStyle::default() }, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            for line in text.lines().filter(|line| !line.contains(": cxterms ")) {
                prop_assert!(line.chars().count() <= width, "{line:?}");
            }
        }
    }

    #[test]
    fn contrasts_read_the_same_from_both_sides(concepts in corpora()) {
        let base = base_of(&concepts);
        let ids: Vec<_> = base.concept_ids().unwrap().collect();
        let names = ["term 0".to_owned(), "term 1".to_owned()];
        let ask = Ask { detail: Detail::Data, ..Ask::new(&base) };
        let there = compare::compare(ask, &[ids[0], ids[1]], &names).unwrap();
        let back = compare::compare(ask, &[ids[1], ids[0]], &names).unwrap();
        prop_assert_eq!(there.contrasts.len(), back.contrasts.len());
        prop_assert_eq!(there.differ.len(), back.differ.len());
        prop_assert_eq!(there.disputes.len(), back.disputes.len());
        let between = answer::disputes(ask, &[vec![ids[0]], vec![ids[1]]]).unwrap();
        let told: Vec<_> = there.disputes.iter().map(|it| &it.id).collect();
        prop_assert_eq!(told, between.disputes.iter().map(|it| &it.id).collect::<Vec<_>>());
        let facets = |differ: &[compare::FacetDifference<'_>]| differ.iter().map(|it| it.facet.to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(facets(&there.differ), facets(&back.differ));
    }
}

/// Texts as a user might type them: any, those of YAML's own signs, and words.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-:#,{}\\[\\]\"'|>&*!?%@`~. \\n\\ta-z0-9]{0,12}",
        "(no|null|true|0x1F|1e3|\\.nan|<<|---|=|[A-Z][a-z]{1,9} ?){1,4}",
    ]
}

/// What a file of sources may look like before something is added to it.
const SOURCES: [&str; 6] = [
    "",
    "# nobody yet\n",
    "voices:\n  v0: {name: Voice}\n",
    "# who\r\nvoices:\r\n    v0:\r\n        name: Voice\r\n\r\n# where\r\nworks: {}\r\n",
    "works:\n  w0: {by: v0, title: Work}\n\nvoices:\n  v0:\n    name: Voice\n    about: |\n      # one\n\n      two",
    "\u{feff}voices: {}   # none\nworks:\n  w0:\n    by: v0\n    title: Work\n# end\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_new_entry_is_read_back_as_it_was_typed(label in typed(), text in typed(), other in typed()) {
        let texts = [&label, &text, &other].map(|typed| new::single_line("text", typed));
        let [Ok(label), Ok(text), Ok(other)] = texts else { return Ok(()) };
        let concept = ConceptScaffold {
            id: new::derive_identifier(&label).unwrap_or("x".to_owned()),
            label,
            qualifier: Some(other.clone()),
            definitions: vec![text, other],
            ..ConceptScaffold::default()
        };
        let entry = concept.entry_yaml(&["part"]);
        let (mut layer, mut found) = (Layer::default(), vec![]);
        layer.parse_file(Path::new("new.yaml"), 0, entry.as_bytes(), &mut found);
        prop_assert_eq!(&found, &[], "{}", entry);
        prop_assert_eq!(layer.entries.len(), 1);
        let read = layer.entries.iter().next().unwrap();
        prop_assert_eq!(&read.id.value, &concept.id);
        prop_assert_eq!(&read.labels[0].text.value, &concept.label);
        prop_assert_eq!(read.qualifier.as_ref().map(|it| &it.value), concept.qualifier.as_ref());
        prop_assert_eq!(read.definition.as_ref().map(|it| &it.value), concept.definitions.first());
        prop_assert_eq!(read.definitions[0].text.as_ref(), concept.definitions.last());
    }

    #[test]
    fn a_new_source_is_read_back_and_no_line_of_the_file_is_lost(
        name in typed(), title in typed(), file in 0..SOURCES.len()
    ) {
        let (Ok(name), Ok(title)) = (new::single_line("name", &name), new::single_line("title", &title)) else {
            return Ok(());
        };
        let id = new::derive_identifier(&name).unwrap_or("x".to_owned()) + "-new";
        let voice = SourceDeclaration::voice(id.clone(), name.clone(), Some(title.clone()), None);
        let rest = [Some(name.clone()), None, None];
        let work = SourceDeclaration::work(id.clone() + "-work", vec![id], title.clone(), rest);
        let before = SOURCES[file];
        let after = new::add_source(&new::add_source(before, &voice).unwrap(), &work).unwrap();
        let (mut layer, mut found) = (Layer::default(), vec![]);
        layer.parse_file(Path::new("sources.yaml"), 0, after.as_bytes(), &mut found);
        prop_assert_eq!(&found, &[], "{}", after);
        let (voice, work) = (layer.sources.voices.last().unwrap(), layer.sources.works.last().unwrap());
        prop_assert_eq!(&voice.name.as_ref().unwrap().value, &name);
        prop_assert_eq!(voice.short.as_ref(), Some(&title));
        prop_assert_eq!(&work.title.as_ref().unwrap().value, &title);
        prop_assert_eq!(work.published.as_ref(), Some(&name));
        let mut lines = after.split('\n');
        for line in before.split('\n').filter(|line| !line.is_empty() && !line.contains(": {}")) {
            prop_assert!(lines.any(|kept| kept == line), "{line:?} of {before:?}");
        }
        prop_assert_eq!(before.ends_with('\n'), after.ends_with('\n') && !before.is_empty());
    }
}
