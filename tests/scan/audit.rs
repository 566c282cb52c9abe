//! What an audit tells of documents, and the overlay that begins with it.

use crate::command::{folder, run_command};
use std::{fs, path::Path};

/// What `audit` writes, which must work.
fn audit(home: &Path, words: &[&str]) -> String {
    let (code, out, told) = run_command(home, &[&["audit"], words].concat(), "");
    assert_eq!(code, Some(0), "{told}");
    out
}

fn handbook() -> tempfile::TempDir {
    folder(&[
        ("a/1.md", "Ideal customer profile (ICP). ICP and ICP. CS. Unavoidable churn."),
        ("a/2.md", "Ideal candidate profile (ICP). CS, CSMs. Customer success managers (CSMs)."),
        ("a/3.md", "Response time (RT), reply time (RT). Customer success and Customer Success."),
        ("a/4.md", "Zonal quality board (ZQB). ZQB, XYZ.\n\nTHE CS SHOUTS.\n\n`NPS`"),
        ("b/1.md", "Internal control plan (ICP). Customer support (CS). Health score."),
    ])
}

#[test]
fn each_abbreviation_has_its_verdict() {
    let home = handbook();
    let told: serde_json::Value =
        serde_json::from_str(&audit(home.path(), &["a", "--format", "json"])).unwrap();
    let set = &told["sets"][0];
    assert_eq!((&set["set"], &set["files"]), (&"a".into(), &4.into()));
    let found = set["abbreviations"].as_array().unwrap().iter().map(|it| {
        let text = |field: &str| it[field].as_str().unwrap().to_owned();
        format!("{} {} {} {}", text("verdict"), text("abbreviation"), it["count"], it["files"])
    });
    let expected = [
        "conflicting ICP 4 2",
        "unexplained CS 2 2",
        "variants RT 2 1",
        "explained CSM 2 1",
        "explained ZQB 2 1",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
    assert_eq!(set["advice"][0]["name"], "unavoidable churn");
    assert_eq!(set["advice"][0]["instead"], "customer churn");
    let term = set["terms"].as_array().unwrap().iter().find(|it| it["id"] == "customer-success");
    assert_eq!(term.unwrap()["count"], 2);
    let pinned = "- {id: customer-success-manager, abbreviations: [CSM]}";
    assert!(set["overlay"].as_array().unwrap().contains(&pinned.into()), "{}", set["overlay"]);
}

#[test]
fn of_terms_used_alike_those_in_more_disputes_come_first() {
    let home =
        folder(&[("a.md", "Annual recurring revenue, customer success, customer experience.")]);
    let told: serde_json::Value =
        serde_json::from_str(&audit(home.path(), &["a.md", "--format", "json"])).unwrap();
    let terms = told["sets"][0]["terms"].as_array().unwrap().iter();
    let disputes: Vec<_> = terms.map(|it| it["disputes"].as_u64().unwrap()).collect();
    assert!(disputes.len() == 3 && disputes.is_sorted_by(|a, b| a >= b), "{disputes:?}");
}

#[test]
fn facts_give_the_same_audit() {
    let home = handbook();
    for part in ["a/1.md", "a/2.md", "a/3.md", "a/4.md"] {
        let (_, facts, _) = run_command(home.path(), &["scan", part, "--set", "a", "--facts"], "");
        fs::write(home.path().join(part.replace('/', "-")), facts).unwrap();
    }
    for format in ["json", "csv", "markdown", "xlsx"] {
        let parts = ["--merge", "a-3.md", "a-1.md", "a-4.md", "a-2.md", "--format", format];
        assert_eq!(audit(home.path(), &parts), audit(home.path(), &["a", "--format", format]));
    }
}

#[test]
fn two_sets_stand_side_by_side() {
    let home = handbook();
    let told = audit(home.path(), &["a", "--against", "b", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["differing"].as_array().unwrap().len(), 1);
    assert_eq!(told["differing"][0]["abbreviation"], "ICP");
    let names = |list: &serde_json::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&told["both"]), ["ICP", "CS"]);
    assert!(names(&told["only"][1]).contains(&"customer support".to_owned()));
    let other_way = audit(home.path(), &["b", "--against", "a", "--format", "json"]);
    let other_way: serde_json::Value = serde_json::from_str(&other_way).unwrap();
    assert_eq!(names(&other_way["only"][0]), names(&told["only"][1]));
    assert_eq!(names(&other_way["both"]), names(&told["both"]));
}

#[test]
fn a_name_has_one_row_of_two_sets() {
    let home = handbook();
    let out = audit(home.path(), &["a", "--against", "b", "--format", "csv"]);
    let mut rows = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<Vec<String>> =
        rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let names: std::collections::BTreeSet<_> = rows.iter().map(|row| &row[..2]).collect();
    assert_eq!(names.len(), rows.len(), "{out}");
    let said = ["“Ideal candidate profile” 1, “Ideal customer profile” 1"];
    let other = ["“Internal control plan” 1"];
    let head = ["ICP", "abbreviation", "differs", "4", "1", "2", "1"];
    assert_eq!(rows[0], [&head[..], &said, &other].concat());
    assert!(rows.iter().all(|row| row[3..7].iter().all(|cell| !cell.is_empty())), "{out}");
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    let home = handbook();
    fs::write(home.path().join("a/broken.docx"), "no archive").unwrap();
    for words in [&["a"][..], &["a", "--format", "csv"], &["b", "--against", "a"], &["a", "b"]] {
        let (code, out, told) = run_command(home.path(), &[&["audit"], words].concat(), "");
        assert_eq!(code, Some(2), "{words:?}: {told}");
        // The rest is told all the same.
        assert!(out.contains("ICP"), "{out}");
        assert!(told.contains("1 file could not be read"), "{told}");
    }
    audit(home.path(), &["b"]);
}

#[test]
fn no_cell_begins_as_a_formula() {
    let home =
        folder(&[("=a/=1.md", "Unavoidable churn. Customer support (CS)."), ("=a/-2.md", "CS.")]);
    let out = audit(home.path(), &["./=a", "--format", "csv", "--set", "."]);
    let paths = audit(home.path(), &["=a", "--format", "csv"]);
    for text in [out, paths] {
        let mut rows = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let cells = rows
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
        for cell in cells {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
    }
    audit(home.path(), &["=a", "--format", "xlsx", "-o", "x.xlsx"]);
    assert!(fs::read(home.path().join("x.xlsx")).unwrap().starts_with(b"PK"));
    let again = ["audit", "=a", "--format", "xlsx", "-o", "x.xlsx"];
    assert_eq!(run_command(home.path(), &again, "").0, Some(2));
}

#[test]
fn what_people_see_fits_a_screen() {
    let mut files = vec![];
    for number in 0..60_u8 {
        let short: String =
            [b'A' + number % 26, b'Q', b'A' + number / 26].map(char::from).iter().collect();
        let words = format!("{}lpha quality {}rea", &short[..1], &short[2..]);
        let text = format!(
            "{words} ({short}). {} quick {}rrow ({short}). Unavoidable churn, customer success, \
             customer support, health score, churn rate. CS, NPS, CSAT, CES, AM, CX and ARR.",
            &short[..1],
            &short[2..],
        );
        files.push((format!("a/{number}.md"), text));
    }
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let home = folder(&files);
    for words in [&["a", "--width", "80"][..], &["a", "--against", "a", "--width", "80"]] {
        let out = audit(home.path(), words);
        assert!(out.lines().count() <= 22, "{out}");
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    }
    assert!(audit(home.path(), &["a", "--all"]).lines().count() > 60);
}

/// The words of an overlay that begins with documents; the overlay must be sound.
fn begin_overlay(home: &Path, name: &str, from: &str) -> String {
    let words = ["new", "overlay", name, "--voice", "Acme", "--from", from];
    let (code, _, told) = run_command(home, &words, "");
    assert_eq!(code, Some(0), "{told}");
    check_overlay(home, name);
    fs::read_to_string(home.join(name).join("words.yaml")).unwrap()
}

fn check_overlay(home: &Path, name: &str) {
    let (code, out, told) = run_command(home, &["check", name], "");
    assert_eq!(code, Some(0), "{out}{told}");
    assert!(out.contains("nothing to say"), "{out}");
}

#[test]
fn an_overlay_gives_no_name_twice() {
    let home = folder(&[
        ("a/1.md", "Voice of the customer (VOC). VOC, VOC. Customer success manager (CsM)."),
        ("a/2.md", "Net promoter score (nPS). Customer effort score (CES). CES."),
        ("a/3.md", "Customer health score (CHS), customer health score (ChS), (chS)."),
        ("a/4.md", "Customer support (CS). Customer Support (cS)."),
        ("b/1.md", "Customer health score (cHS). Voice of the customer (VoC)."),
    ]);
    for (number, from) in ["a", "b", "."].into_iter().enumerate() {
        let words = begin_overlay(home.path(), &format!("o{number}"), from);
        assert!(!words.contains("[VOC]") && !words.contains("CsM"), "{words}");
        assert_eq!(from == "b", !words.contains("abbreviations: [CES]"), "{words}");
    }
}

#[test]
fn a_term_of_the_base_in_other_little_words_is_not_proposed() {
    let home = folder(&[
        ("a/1.md", "Voice of customer (VoC). VoC. Voice of a customer (VOC)."),
        ("a/2.md", "Voice of the customers (VoC). Cost of customer acquisition (CoCA)."),
        ("a/3.md", "Customer voice (CV). Zonal voice of customer (ZVOC)."),
    ]);
    let words = begin_overlay(home.path(), "o", "a");
    let proposed = |line: &&str| line.starts_with("# - {id: voice-of-");
    assert_eq!(words.lines().find(proposed), None, "{words}");
    assert!(words.contains("id: zonal-voice-of-customer"), "{words}");
    let told = audit(home.path(), &["a", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let found = told["sets"][0]["abbreviations"].as_array().unwrap();
    for short in ["VoC", "VOC"] {
        let found = found.iter().find(|it| it["abbreviation"] == short).unwrap();
        assert_eq!(found["meanings"][0]["concept"], "voice-of-the-customer", "{found}");
    }
}

#[test]
fn a_shortened_word_is_a_variant_of_the_whole_one() {
    let home = folder(&[
        ("a/1.md", "Read-Eval-Print-Loop (REPL). A Read Evaluate Print Loop (REPL)."),
        ("a/2.md", "Small-to-Medium Biz (SMB). Small and medium businesses (SMB)."),
        ("a/3.md", "Project mgmt office (PMO). Project management office (PMO)."),
        ("a/4.md", "Sales rep kit (SRK). Sales representative kit (SRK)."),
        ("a/5.md", "Org design (OD). Organization design (OD)."),
        ("b/1.md", "Small big shop (SBS). Small business shop (SBS)."),
    ]);
    let verdicts = |set: &str| {
        let told = audit(home.path(), &[set, "--format", "json"]);
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let found = told["sets"][0]["abbreviations"].as_array().unwrap().iter();
        found.map(|it| it["verdict"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(verdicts("a"), ["variants"; 5]);
    assert_eq!(verdicts("b"), ["conflicting"]);
}

#[test]
fn a_proposed_term_is_sound_once_it_is_defined() {
    let home = folder(&[
        ("a/1.md", "Cost of goods sold (COGS). COGS. Cost of goods sold (CoGS)."),
        (
            "a/2.md",
            "Board of Directors (BoD). Google Kubernetes Engine (GKE). House of Commons (HoC).",
        ),
        ("a/3.md", "Office of Personnel Management (OPM). The ripe zone order (RZO), (RiZO)."),
        (
            "a/4.md",
            "Total addressable market (TAM). TAM. Ripe Zone Order (RZO). Ripe Zone Order (RZO).",
        ),
    ]);
    let words = begin_overlay(home.path(), "o", "a");
    for label in [
        "label: Cost of goods sold, abbreviations: [COGS]",
        "id: board-of-directors, label: Board of Directors,",
        "id: google-kubernetes-engine, label: Google Kubernetes Engine,",
        "id: house-of-commons, label: House of Commons,",
        "id: office-of-personnel-management, label: Office of Personnel Management,",
        "label: Ripe Zone Order, abbreviations: [RZO",
        "TAM is technical account manager there",
    ] {
        assert!(words.contains(label), "{label}: {words}");
    }
    // Marks taken away, and each defined in its own words.
    let lines = words.lines().filter(|line| !line.starts_with("[]")).enumerate();
    let lines = lines.map(|(number, line)| {
        let defined = format!("definition: thing {number}");
        line.replace("# - {id", "- {id").replace("definition: \"\"", &defined) + "\n"
    });
    fs::write(home.path().join("o/words.yaml"), lines.collect::<String>()).unwrap();
    check_overlay(home.path(), "o");
}

#[test]
fn an_overlay_begins_with_what_documents_say() {
    let home = handbook();
    fs::create_dir(home.path().join("none")).unwrap();
    fs::write(home.path().join("none/x.md"), "Nothing of this.").unwrap();
    for (number, from) in ["a", "b", "none"].into_iter().enumerate() {
        let dir = format!("o{number}");
        let words = ["new", "overlay", &dir, "--voice", "Acme", "--from", from];
        let (code, out, told) = run_command(home.path(), &words, "");
        assert_eq!(code, Some(0), "{told}");
        assert!(out.contains("words.yaml"), "{out}");
        let (code, out, told) = run_command(home.path(), &["check", &dir], "");
        assert_eq!(code, Some(0), "{out}{told}");
        assert!(out.contains("nothing to say"), "{out}");
    }
    // What it pins is settled, and nothing is suggested again.
    let told = audit(home.path(), &["a", "--terms", "o0", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["sets"][0]["overlay"], serde_json::json!([]));
    let words = fs::read_to_string(home.path().join("o0/words.yaml")).unwrap();
    for part in ["abbreviations: [CSM]", "# CS is explained nowhere", "zonal-quality-board"] {
        assert!(words.contains(part), "{words}");
    }
    let again = ["new", "overlay", "o3", "--voice", "Acme", "--from", "nowhere"];
    assert_eq!(run_command(home.path(), &again, "").0, Some(2));
    assert!(!home.path().join("o3").exists());
}
