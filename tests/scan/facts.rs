//! Facts of documents: parts in any order sum to the same, and their findings are those of one run.

use crate::{
    command::{folder, house, run, run_command},
    shared::{built_in, with_rule},
};
use cxterms::scan::{
    DocumentFacts, ScanOptions, ScannedSet, ScannedSets, SetName, Vocabulary, gather_document,
    scan_document,
};
use cxterms_document::{DocumentFormat, read_bytes};
use proptest::prelude::*;
use std::{fs, path::Path};

/// What may stand in a document of a set.
const PARTS: &[&str] = &[
    "CS",
    "CS calls.\n\n",
    "customer success (CS)",
    "Customer Support (CS)",
    "sales, support and CS teams\n\n",
    "ICP",
    "ideal customer profile (ICP)",
    "ideal candidate profile (ICP)",
    "unavoidable churn",
    "customer service/success",
    "NPS",
    "AM",
    "\n\n",
    " ",
    ". ",
    "<!-- cxterms: ignore-file conflicting-expansion -->\n\n",
    "<!-- cxterms: ignore ambiguous-abbreviation -->\n\n",
    "<!-- cxterms: hush -->\n\n",
];

fn gather(vocabulary: &Vocabulary<'_>, name: &str, text: &str) -> DocumentFacts {
    let read = |emit: &mut dyn FnMut(cxterms_document::DocumentEvent<'_>)| {
        read_bytes(text.as_bytes(), DocumentFormat::Markdown, emit)
    };
    gather_document(vocabulary, name, read).unwrap().0
}

/// The facts of some documents of one set, as they are written.
fn write(sets: &mut ScannedSets) -> Vec<u8> {
    let mut out = vec![];
    sets.write_facts(&mut out).unwrap();
    out
}

fn sum_of<'f>(
    vocabulary: &Vocabulary<'_>,
    options: &ScanOptions,
    documents: impl IntoIterator<Item = &'f (usize, String)>,
) -> ScannedSets {
    let mut set = ScannedSet::new(SetName::Set("set".to_owned()));
    for (number, text) in documents {
        let facts = gather(vocabulary, &format!("{number}.md"), text);
        // Some are read only for what others mean.
        let facts = if number % 4 == 3 { facts.as_evidence() } else { facts };
        set.add_document(scan_document(vocabulary, &set.name, &facts, options).unwrap());
    }
    let mut sets = ScannedSets::new(options);
    sets.add_set(set).unwrap();
    sets
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_the_same_in_any_order(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(PARTS), 0..8), 1..9),
        seed in any::<u64>(),
        each_file in any::<bool>(),
    ) {
        let base = built_in();
        let vocabulary = Vocabulary::open(&base).unwrap().counting_names();
        let options = ScanOptions { each_file, ..with_rule("undefined-first-use") };
        let documents: Vec<_> = texts.iter().map(|parts| parts.concat()).enumerate().collect();
        let whole = write(&mut sum_of(&vocabulary, &options, &documents));
        // Another order, in three parts, two of which are summed first.
        let mut other = documents.clone();
        other.sort_by_key(|(number, _)| (*number as u64 + 1).wrapping_mul(seed | 1));
        let (one, rest) = other.split_at(seed as usize % (other.len() + 1));
        let (two, three) = rest.split_at(rest.len() / 2);
        let [one, two, three] =
            [one, two, three].map(|some| write(&mut sum_of(&vocabulary, &options, some)));
        let mut right = ScannedSets::default();
        right.read_facts(&*[two, three].concat()).unwrap();
        let mut sum = ScannedSets::default();
        sum.read_facts(&*write(&mut right)).unwrap();
        sum.read_facts(&*one).unwrap();
        prop_assert_eq!(String::from_utf8(write(&mut sum)).unwrap(), String::from_utf8(whole).unwrap());
    }
}

/// A folder of documents, part of which has an overlay of its own.
fn handbook() -> tempfile::TempDir {
    let mut files = house("book/support/");
    let texts = [
        "CS calls. <!-- cxterms: ignore ambiguous-abbreviation -->\n",
        "The *ideal candidate profile* (ICP) is new, and CS knows. So does CS.\n",
        "Unavoidable churn and the ideal customer profile (ICP). CS.\n\nCustomer service/success.\n",
        "AM and CS. <!-- cxterms: hush -->\n\nAccount manager (AM), sales, manager and AM.\n",
        "Customer experience (CX)\n\nResponse time (RT) and reply time (RT).\n",
    ];
    for number in 0..20 {
        files.push((format!("book/{number:02}.md"), texts[number % 5]));
    }
    files.push((
        "book/support/z.md".to_owned(),
        "The help desk of CS. Ideal coworker profile (ICP).",
    ));
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    folder(&files)
}

/// Facts of a folder's documents in so many parts, each in a file.
fn gather_parts(home: &Path, count: usize, more: &[&str]) -> Vec<String> {
    let mut names: Vec<_> = (0..20).map(|number| format!("book/{number:02}.md")).collect();
    names.push("book/support".to_owned());
    let parts = (0..count).map(|part| {
        let own = names.iter().enumerate().filter(|(at, _)| at % count == part);
        let mut words: Vec<_> = own.map(|(_, name)| name.as_str()).collect();
        words.extend(["--facts", "--set", "book"]);
        words.extend(more);
        let (code, out, told) = run(home, &words, "");
        assert_eq!(code, Some(0), "{told}");
        let name = format!("{part}-of-{count}.facts");
        fs::write(home.join(&name), out).unwrap();
        name
    });
    parts.collect()
}

#[test]
fn parts_give_the_findings_of_one_run() {
    let home = handbook();
    for more in [&[][..], &["--each-file", "--warn", "undefined-first-use"]] {
        let parts = [1, 2, 8].map(|count| gather_parts(home.path(), count, more));
        for format in ["human", "json", "jsonl", "github", "sarif"] {
            let more = [more, &["--format", format]].concat();
            let one = run(home.path(), &[&["book"], &*more].concat(), "");
            // Every format lays out the same findings.
            let most = if format == "json" { parts.len() } else { 1 };
            for parts in parts.iter().rev().take(most) {
                let parts: Vec<_> = parts.iter().map(String::as_str).collect();
                let merged = run(home.path(), &[&["--merge"], &*parts, &*more].concat(), "");
                assert_eq!(merged, one, "{} {format}", parts.len());
            }
        }
    }
    let parts = gather_parts(home.path(), 3, &[]);
    let parts: Vec<_> = parts.iter().map(String::as_str).collect();
    let (_, whole, _) = run(home.path(), &["book", "--facts"], "");
    let (_, some, _) = run(home.path(), &["--merge", "--facts", parts[0], parts[2]], "");
    fs::write(home.path().join("some"), some).unwrap();
    let (_, all, _) = run(home.path(), &["--merge", "--facts", parts[1], "some"], "");
    assert_eq!(all, whole);
    let (_, piped, _) = run(home.path(), &["--merge", "--facts", "-"], &whole);
    assert_eq!(piped, whole);
    // A rule may matter more or less than when the facts were gathered.
    let denied = run(home.path(), &["--merge", "-", "--deny", "name-to-avoid"], &whole);
    assert_eq!(denied, run(home.path(), &["book", "--deny", "name-to-avoid"], ""));
    let allowed = run(home.path(), &["--merge", "-", "--allow", "name-to-avoid"], &whole);
    assert_eq!(allowed, run(home.path(), &["book", "--allow", "name-to-avoid"], ""));
}

#[test]
fn facts_of_a_folder_and_of_the_file_built_of_it_are_of_one_corpus() {
    let home = handbook();
    let words = home.path().join("words");
    fs::create_dir(&words).unwrap();
    let manifest = "title: Ours\nlanguage: en\nvoice: house\n";
    fs::write(words.join("corpus.yaml"), manifest).unwrap();
    fs::write(words.join("sources.yaml"), "voices: {house: {name: The House}}\n").unwrap();
    let terms = "- {id: customer-success, abbreviations: [CS]}\n";
    fs::write(words.join("terms.yaml"), terms).unwrap();
    let layers = ["--terms", "built-in", "--terms", "words"];
    let make = [&["build"][..], &layers, &["-o", "ours.cxterms"]].concat();
    assert_eq!(run_command(home.path(), &make, "").0, Some(0));
    let built = ["--terms", "ours.cxterms"];
    for (gathered, merged) in [(&layers[..], &built[..]), (&built, &layers)] {
        let (_, facts, told) = run(home.path(), &[&["book", "--facts"], gathered].concat(), "");
        assert!(!facts.is_empty(), "{told}");
        let summed = run(home.path(), &[&["--merge", "-"], merged].concat(), &facts);
        assert_eq!(summed, run(home.path(), &[&["book"], gathered].concat(), ""));
        // Other words in the same folder are another corpus.
        fs::write(words.join("terms.yaml"), terms.replace("CS", "CSX")).unwrap();
        let (code, _, told) = run(home.path(), &[&["--merge", "-"], &layers[..]].concat(), &facts);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("other terms"), "{told}");
        fs::write(words.join("terms.yaml"), terms).unwrap();
    }
}

#[test]
fn what_is_no_fact_is_told() {
    let home = handbook();
    let (_, facts, _) = run(home.path(), &["book", "--facts"], "");
    let lines: Vec<_> = facts.lines().collect();
    let told = |text: &str, words: &[&str]| {
        fs::write(home.path().join("x"), text).unwrap();
        let (code, out, told) = run(home.path(), &[&["--merge", "x"], words].concat(), "");
        assert_eq!((code, &*out), (Some(2), ""), "{told}");
        told
    };
    for (text, what) in [
        (String::new(), "x:1: the facts end early"),
        (lines[1..].join("\n"), "x:1: facts begin with a `head`"),
        (lines[..5].join("\n"), "x:6: the facts end early"),
        ([&lines[..3], &lines[4..]].concat().join("\n"), "lines there are"),
        (facts.replacen("\"version\":1", "\"version\":2", 1), "x:1: these facts are of version 2"),
        (facts.replacen("\"kind\":\"set\"", "\"kind\":\"bag\"", 1), "x:2: this is no fact"),
        (format!("{}\nno\n", lines[0]), "x:2: this is no fact"),
        (facts.replacen("\"base\":\"", "\"base\":\"0", 1), "other terms"),
        (
            format!("{}{}", facts, facts.replacen("\"base\":\"", "\"base\":\"0", 1)),
            "other terms before",
        ),
    ] {
        let told = told(&text, &[]);
        assert!(told.contains(what), "{told}\n{what}");
    }
    assert!(told(&facts, &["--warn", "undefined-first-use"]).contains("gather them with it"));
    assert!(told(&facts, &["--each-file"]).contains("`--each-file`"));
    assert!(told(&facts, &["--terms", "book/support"]).contains("`--terms`"));
    assert_eq!(run(home.path(), &["--merge", "nowhere"], "").0, Some(2));
    assert_eq!(run(home.path(), &["--merge", "x", "--fix"], "").0, Some(2));
}

#[test]
fn a_file_of_facts_that_is_named_twice_counts_once() {
    let home = handbook();
    let (_, facts, _) = run(home.path(), &["book", "--facts"], "");
    fs::write(home.path().join("x"), &facts).unwrap();
    fs::write(home.path().join("book/y"), &facts).unwrap();
    let (code, out, told) = run(home.path(), &["--merge", "x", "./x", "book/../x", "--facts"], "");
    assert_eq!((code, &out), (Some(0), &facts), "{told}");
    assert!(told.contains("`./x` is named again; its facts count once"), "{told}");
    // Another file is another part, even of the same bytes.
    let (_, out, told) = run(home.path(), &["--merge", "x", "book/y", "--facts"], "");
    assert!(out != facts && told.is_empty(), "{told}");
}

#[test]
fn what_is_no_file_of_facts_is_told_in_plain_words() {
    let home = handbook();
    for command in ["scan", "audit"] {
        for (path, what) in [
            ("book", "cxterms: `book` is a folder; name files of facts, or `-`\n"),
            ("nowhere", "cxterms: there is no `nowhere`\n"),
        ] {
            let (code, out, told) = run_command(home.path(), &[command, "--merge", path], "");
            assert_eq!((code, &*out, &*told), (Some(2), "", what));
        }
    }
}

#[test]
fn facts_grow_with_names_and_not_with_documents() {
    let text = |number: usize| {
        format!("{number} CS calls. Ideal customer profile (ICP). Sales, support and CS.\n")
    };
    let size = |count: usize| {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("a")).unwrap();
        for number in 0..count {
            fs::write(home.path().join(format!("a/{number:05}.md")), text(number)).unwrap();
        }
        run(home.path(), &["a", "--facts"], "").1.len()
    };
    let (few, many) = (size(20), size(2500));
    assert!(many < few + 100, "{few} {many}");
}

#[test]
fn very_many_long_forms_are_told_in_a_line() {
    let word = |number: usize, letter: char| {
        let digits = format!("{number:04}");
        let letters = digits.chars().map(|c| (b'a' + c as u8 - b'0') as char);
        format!("{letter}{}", letters.collect::<String>())
    };
    let form =
        |number| format!("The {} {} (CS). ", word(number, 'c'), word(number * 7 % 3000, 's'));
    let text: String = (0..3000).map(form).collect();
    let home = folder(&[("a.txt", &text)]);
    let (code, out, _) = run(home.path(), &["a.txt", "--format", "json"], "");
    assert_eq!(code, Some(0));
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    let message = told["findings"][0]["message"].as_str().unwrap();
    assert!(message.ends_with("other things") && message.len() < 200, "{message}");
}

#[test]
fn counts_that_no_documents_give_harm_nothing() {
    let home = handbook();
    let (_, facts, _) = run(home.path(), &["book", "--facts"], "");
    let huge = facts.replace("\"count\":1,", "\"count\":18446744073709551615,");
    fs::write(home.path().join("x"), &huge).unwrap();
    fs::write(home.path().join("y"), huge).unwrap();
    for words in [&["--merge", "x", "y"][..], &["--merge", "x", "y", "--facts"]] {
        let (code, _, told) = run(home.path(), words, "");
        assert_eq!(code, Some(0), "{told}");
    }
}
