//! Tables as people keep them: what a row says of its label, and of which concept it is one.

use super::{
    corpora::{csv, exported},
    there_and_back,
};
use cxterms_base::corpus::{Corpus, LabelKind};
use cxterms_exchange::{ExchangeFormat, ImportOptions, ImportedCorpus, InputFile};

/// Reads a table as it is.
fn table(text: &str) -> ImportedCorpus {
    csv(text, &ImportOptions::default())
}

/// The labels of each concept: its own, those it avoids in front of a `!`, abbreviations of a `^`, synonyms of a `~`.
fn labels(corpus: &Corpus) -> Vec<String> {
    let each = corpus.concepts.iter().map(|concept| {
        let mut all: Vec<_> = concept
            .labels
            .iter()
            .map(|label| {
                let sign = match label.kind {
                    LabelKind::Preferred => "",
                    LabelKind::Avoid => "!",
                    LabelKind::Abbreviation => "^",
                    _ => "~",
                };
                let tag = label.language.as_ref().map_or(String::new(), |tag| format!("@{tag}"));
                format!("{sign}{}{tag}", label.text)
            })
            .collect();
        all.sort();
        all.join(" ")
    });
    each.collect()
}

/// The states of concepts, each with its date, reason and what stands in the concept's place.
fn states(corpus: &Corpus) -> Vec<String> {
    let concepts = corpus.concepts.iter();
    let each = concepts.flat_map(|concept| {
        concept.states.iter().map(|state| {
            let since = state.since.as_ref().map(|since| format!(" since {since}"));
            let words = state.said.asserted_by[0].text.as_ref().map(|text| format!(" ({text})"));
            let instead = match state.replaced_by.is_empty() {
                true => String::new(),
                false => format!(" by {}", state.replaced_by.join(", ")),
            };
            let (since, words) = (since.unwrap_or_default(), words.unwrap_or_default());
            format!("{} {}{since}{words}{instead}", concept.preferred_label(), state.value.name())
        })
    });
    each.collect()
}

#[test]
fn a_status_is_the_state_of_the_concept_of_its_row() {
    let read = table(
        "id,Term,Status,status:since,status:replaced-by\na,rim,In review,2024-05-01,\n\
         b,hoop,Obsolete: too old,2020,rim; hub\nc,hub,Withdrawn,,\nd,tube,shiny,,\n",
    );
    let right = [
        "rim proposed since 2024-05-01",
        "hoop deprecated since 2020 (Obsolete: too old) by a, c",
        "hub retired",
    ];
    assert_eq!(states(&read.corpus), right);
    assert_eq!(read.corpus.concepts[3].facets[0].value, "shiny");
    assert!(read.losses.is_empty() && told(&read).is_empty(), "{:?}", read.losses);
    let back = there_and_back("csv", &read.corpus);
    assert_eq!(states(&back)[0], right[0]);
    // Each that cannot be read is told and counted.
    let read = table(
        "Term,Status,status:since,status:replaced-by\nrim,deprecated,long ago,hubb\nhub,,2020,rim\n",
    );
    assert_eq!(states(&read.corpus), ["rim deprecated"]);
    assert_eq!(read.losses.count("texts with faults"), 4);
    assert_eq!(told(&read).len(), 4);
    // Of another name it is no state.
    let read = table("id,Term,Status\n1,rim,approved\n1,hoop,draft\n");
    assert_eq!(states(&read.corpus), ["rim approved"]);
    assert_eq!(read.losses.count("states of other names"), 1);
    let read = table("Term,Deprecated since\nrim,\nhoop,2019-04\ntube,last year\n");
    assert_eq!(states(&read.corpus), ["hoop deprecated since 2019-04", "tube deprecated"]);
}

/// What is told, each with its line.
fn told(read: &ImportedCorpus) -> Vec<String> {
    read.findings.iter().map(|it| format!("{}: {}", it.line, it.message)).collect()
}

#[test]
fn answers_are_no_names() {
    let read = table("id,Term,Deprecated,Definition\n1,rim,no,a ring\n1,hoop,yes,\n2,hub,no,\n");
    assert_eq!(labels(&read.corpus), ["!hoop rim", "hub"]);
    assert!(read.losses.is_empty(), "{:?}", read.losses);
    // The row to avoid may come first.
    let read = table("id;Begriff;Nicht verwenden\n1;hoop;ja\n1;rim;nein\n");
    assert_eq!(labels(&read.corpus), ["!hoop rim"]);
    let read = table("id,Term,Acronym?\n1,revolutions per minute,no\n1,RPM,Yes\n2,hub,\n");
    assert_eq!(labels(&read.corpus), ["^RPM revolutions per minute", "hub"]);
    for answer in ["x", "TRUE", "1", "oui", "Si", "sí"] {
        let read = table(&format!("id,Term,Forbidden\n1,rim,\n1,hoop,{answer}\n"));
        assert_eq!(labels(&read.corpus), ["!hoop rim"], "{answer}");
    }
    // One other cell, and the column holds names.
    let read = table("Term,avoid\nrim,hoop\nhub,no\n");
    assert_eq!(labels(&read.corpus), ["!no hub", "!hoop rim"]);
}

#[test]
fn a_label_that_is_none_stands_where_there_is_no_other() {
    let read = table("Term,Deprecated\nrim,no\nhoop,yes\n");
    assert_eq!(labels(&read.corpus), ["hoop", "rim"]);
    assert_eq!(states(&read.corpus), ["hoop deprecated"]);
    assert!(read.losses.is_empty() && told(&read).is_empty(), "{:?}", read.losses);
    let read = table("Term,Acronym?,Synonyms\nRPM,yes,speed\n");
    assert_eq!(labels(&read.corpus), ["RPM ~speed"]);
    assert_eq!(read.losses.count("abbreviations that stand alone"), 1);
}

#[test]
fn a_lone_name_that_might_be_an_answer_comes_back_as_a_name() {
    let read = table("id,label,avoid,synonyms\na,never,no | nope,\nb,cross,,x | ex\n");
    let mut corpus = read.corpus;
    for concept in &mut corpus.concepts {
        concept.labels.retain(|label| !["nope", "ex"].contains(&&*label.text));
    }
    assert_eq!(labels(&corpus), ["!no never", "cross ~x"]);
    assert!(exported("csv", &corpus).0.contains("no |"));
    assert_eq!(labels(&there_and_back("csv", &corpus)), labels(&corpus));
}

#[test]
fn another_label_under_one_id_is_told() {
    let read = table("id,Term\n1,rim\n1,hoop\n1,Rim\n2,hub\n2,hub\n");
    assert_eq!(labels(&read.corpus), ["rim ~hoop", "hub"]);
    assert_eq!(
        told(&read),
        ["3: an earlier row of this concept has the label `rim`; `hoop` is taken for a synonym"]
    );
}

#[test]
fn of_several_columns_of_labels_one_is_taken_and_the_rest_told() {
    let read = table("Concept,Term,Definition\nC1,rim,a ring\nC2,hub,a middle\n");
    assert_eq!(labels(&read.corpus), ["rim", "hub"]);
    assert_eq!(read.corpus.concepts[0].id, "C1");
    assert_eq!(
        told(&read),
        ["1: `Term` is taken for the labels, and this `Concept` for identifiers"]
    );
    let read = table("ID,Name,Name\n1,rim,hoop\n2,hub,\n");
    assert_eq!(labels(&read.corpus), ["rim ~hoop", "hub"]);
    assert_eq!(told(&read), ["1: `Name` is taken for the labels, and this `Name` for synonyms"]);
    let read = table("Begriff;Benennung\nringed part;rim\n");
    assert_eq!(labels(&read.corpus), ["rim ~ringed part"]);
    // A lone one is what it was, and one in another language is no other.
    let read = table("Concept,Term (de)\nrim,Felge\n");
    assert_eq!((labels(&read.corpus), told(&read)), (vec!["Felge@de rim".to_owned()], vec![]));
    assert!(read.losses.is_empty());
}

#[test]
fn commas_are_judged_cell_by_cell() {
    let read =
        table("Term,Synonyms\nrim,\"hoop, ring, tyre\"\nhub,\"Gamma (G), delta\"\nrod,spoke\n");
    assert_eq!(
        labels(&read.corpus),
        ["hub ~Gamma (G), delta", "rim ~hoop ~ring ~tyre", "rod ~spoke"]
    );
    let lines: Vec<_> = read.findings.iter().map(|it| it.line).collect();
    assert_eq!(lines, [2, 3]);
    // Where another sign stands between names, a comma does not, and it is told.
    let read = table("Term,Synonyms\nrim,\"hoop, ring\"\nhub,nave | middle\n");
    assert_eq!(labels(&read.corpus), ["hub ~middle ~nave", "rim ~hoop, ring"]);
    assert_eq!(
        told(&read),
        ["2: this is taken for one name, since other signs stand between names in this column"]
    );
}

#[test]
fn tables_of_many_columns_and_of_one_label_are_bounded() {
    let wide = format!("label{}\nrim\n", ",synonym".repeat(1_000));
    let format = ExchangeFormat::from_name("csv").unwrap();
    let input = InputFile { name: "it.csv".into(), format, text: Box::new(wide.as_bytes()) };
    let broken = (format.read.unwrap())(vec![input], &ImportOptions::default()).unwrap_err();
    assert_eq!(broken.0.message, "this table has 1001 columns, more than the 1000 that are read");
    // So many equal labels, and names of one concept, that each must not look at all before it.
    let rows: Vec<_> = (0..20_000).map(|at| format!("{at}x,rim")).collect();
    let read = table(&format!("qualifier,label\n{}\n", rows.join("\n")));
    assert_eq!(read.corpus.concepts.len(), 20_000);
    let names: Vec<_> = (0..20_000).map(|at| format!("rim {at}")).collect();
    let read = table(&format!("label,synonyms\nrim,{}\n", names.join(" | ")));
    assert_eq!(read.corpus.concepts[0].labels.len(), 20_001);
    // Identifiers that differ in what no identifier can hold.
    let rows: Vec<_> = (1..=5_000).map(|at| format!("{},rim", "!".repeat(at))).collect();
    let read = table(&format!("id,label\n{}\n", rows.join("\n")));
    assert_eq!(read.corpus.concepts.len(), 5_000);
}

#[test]
fn rows_that_point_to_another_are_names_of_it() {
    let read = table(
        "Term,USE,BT,Definition\nclient,customer,,\ncustomer,,party,who buys\nparty,,,\nbuyer,,client,\npatron,client,,\n",
    );
    assert_eq!(labels(&read.corpus), ["buyer", "customer ~client ~patron", "party"]);
    assert_eq!(read.corpus.relations.len(), 2);
    assert!(read.findings.is_empty() && read.losses.is_empty());
    let read =
        table("id,Term,Synonym of,Replaced by\n1,rim,,\n2,hoop,1,\n3,tyre,,rim\n4,hub,hub,\n");
    assert_eq!(labels(&read.corpus), ["!tyre rim ~hoop", "hub"]);
    // One that points nowhere, or in a circle, is a concept of its own.
    let read = table("Term,USE\nrim,rims\nhub,nave\nnave,hub\nrings,\n");
    assert_eq!(labels(&read.corpus), ["hub ~nave", "rim", "rings"]);
    assert_eq!(read.losses.count("texts with faults"), 2);
    assert_eq!(told(&read).first().unwrap(), "2: no concept has the id or label `rims`");
}

#[test]
fn the_language_of_the_headers_is_that_of_the_texts_and_told() {
    let language = |text: &str| {
        let read = table(text);
        (read.corpus.settings.language.clone(), read.findings.len())
    };
    let (de, en) = (("de".to_owned(), 1), ("en".to_owned(), 0));
    assert_eq!(language("Begriff;Definition;Synonyme\nRad;rund;Ring\n"), de);
    assert_eq!(language("Benennung*;Quelle\nRad;Ann\n"), de);
    assert_eq!(language("Término;Definición\nrueda;redonda\n"), ("es".to_owned(), 1));
    assert_eq!(language("Libellé;Définition\nroue;ronde\n"), ("fr".to_owned(), 1));
    assert_eq!(language("Term;Definition;Synonyme\nRad;rund;Ring\n"), en);
    assert_eq!(language("Begriff (de)\nRad\n"), ("de".to_owned(), 0));
    let wished = ImportOptions { language: Some("nl".into()), ..ImportOptions::default() };
    let read = csv("Begriff\nRad\n", &wished);
    assert_eq!((&*read.corpus.settings.language, read.findings.len()), ("nl", 0));
}

#[test]
fn what_a_row_names_instead_is_what_is_advised() {
    let table = "id,Term,Synonyms,Replaced by\n\
        c,churn,customer loss,\n\
        ,attrition,,customer loss\n\
        ,turnover,,Churn\n\
        ,defection,,c\n";
    let corpus = csv(table, &ImportOptions::default()).corpus;
    let labels = corpus.concepts[0].labels.iter().filter(|it| it.kind == LabelKind::Avoid);
    let advice = labels.map(|it| (&*it.text, it.instead().unwrap()));
    let right = [("attrition", "customer loss"), ("turnover", "churn"), ("defection", "churn")];
    assert!(advice.eq(right), "{:?}", corpus.concepts[0].labels);
}

#[test]
fn cells_that_say_nothing_are_no_names() {
    for none in ["n/a", "N/A", "none", "NULL", "-", "–", "keine", "aucun", " None "] {
        let read = table(&format!(
            "Term,Synonyms,Avoid,Broader,Use instead,Definition\nrim,{none},{none},{none},{none},a ring\n"
        ));
        assert_eq!((labels(&read.corpus), told(&read)), (vec!["rim".to_owned()], vec![]), "{none}");
        assert_eq!(read.losses.count("cells that say that they hold nothing"), 4, "{none}");
    }
    // Among answers, in another language, and as a definition and a facet.
    let read = table("id,Term,Deprecated,Term (de),facet:size\n1,rim,n/a,–,-\n1,hoop,yes,,none\n");
    assert_eq!(labels(&read.corpus), ["!hoop rim"]);
    assert_eq!(read.corpus.concepts[0].facets[0].value, "none");
    assert!(table("Term,Definition\nrim,n/a\n").corpus.concepts[0].definition.is_none());
    // A term may be so called, and so may what is written.
    let read = table("id,label,synonyms,definition\nnone,N/A,'none,'-\n");
    assert_eq!(labels(&read.corpus), ["N/A ~none"]);
    assert_eq!(labels(&there_and_back("csv", &read.corpus)), ["N/A ~none"]);
    assert_eq!(read.corpus.concepts[0].definition.as_ref().unwrap().text, "-");
}

#[test]
fn a_status_that_forbids_makes_a_label_one_to_avoid() {
    for ban in
        ["deprecated", "DEPRECATED - use rim", "obsolete", "Not approved", "verboten", "Do not use"]
    {
        let read = table(&format!("id,Term,Status\n1,rim,approved\n1,hoop,{ban}\n2,tube,{ban}\n"));
        assert_eq!(labels(&read.corpus), ["!hoop rim", "tube"], "{ban}");
        assert_eq!(read.corpus.concepts[0].labels[1].why(), Some(ban));
        // Where it has no other, the concept is no longer in use.
        let words = if ban.contains(' ') { format!(" ({ban})") } else { String::new() };
        let right = ["rim approved".to_owned(), format!("tube deprecated{words}")];
        assert_eq!(states(&read.corpus), right, "{ban}");
        assert!(read.losses.is_empty() && told(&read).is_empty(), "{:?}", read.losses);
    }
    // What is written comes back as the value that it is.
    let read = table("label,facet:status\nrim,deprecated\n");
    assert_eq!(labels(&there_and_back("csv", &read.corpus)), ["rim"]);
    assert_eq!(there_and_back("csv", &read.corpus).concepts[0].facets[0].value, "deprecated");
}

#[test]
fn a_no_under_good_standing_is_a_yes_under_bad() {
    for (header, no, yes, right) in [
        ("Approved", "no", "yes", "!hoop rim"),
        ("Erlaubt?", "nein", "ja", "!hoop rim"),
        ("Preferred?", "no", "yes", "rim ~hoop"),
        ("Deprecated since", "2020", "", "!hoop rim"),
        ("Is deprecated", "TRUE", "FALSE", "!hoop rim"),
        ("Is synonym", "yes", "no", "rim ~hoop"),
        ("Preferred", "rim", "", "rim ~hoop"),
        ("Preferred", "rim", "rim", "rim ~hoop"),
    ] {
        let read = table(&format!("id,Term,{header}\n1,rim,{yes}\n1,hoop,{no}\n"));
        assert_eq!(labels(&read.corpus), [right], "{header}");
    }
    let read = table("id,Term,Deprecated since\n1,rim,-\n1,hoop,2020\n");
    assert_eq!(read.corpus.concepts[0].labels[1].why(), Some("deprecated since 2020"));
    // Names of who approved are no answers.
    let read = table("Term,Approved\nrim,Ann\n");
    assert_eq!(labels(&read.corpus), ["rim"]);
    assert_eq!(read.losses.count("cells of the column `Approved`"), 1);
}

#[test]
fn what_is_said_of_a_name_to_avoid_is_not_said_of_its_concept() {
    let head = "Term,Use instead,Definition,Source,Notes,Broader,Kind";
    let read = table(&format!(
        "{head}\nclient,customer,who pays,Ann,dated,hub,role\ncustomer,,who buys,,,,\nhub,,,,,,\n"
    ));
    let concept = &read.corpus.concepts[0];
    assert_eq!(labels(&read.corpus)[0], "!client customer");
    assert_eq!(concept.definition.as_ref().unwrap().text, "who buys");
    assert!(concept.definitions.is_empty() && concept.kind.is_none());
    let notes: Vec<_> = concept.notes.iter().map(|it| &*it.text).collect();
    assert_eq!(notes, ["“client”: who pays (Ann)", "“client”: dated"]);
    assert_eq!(read.losses.count("what is said of names to avoid"), 2);
    assert_eq!(read.corpus.relations, []);
    // A synonym has the meaning of its concept.
    let read = table("Term,USE,Definition\nclient,customer,who pays\ncustomer,,\n");
    assert_eq!(read.corpus.concepts[0].definition.as_ref().unwrap().text, "who pays");
    // One that names nothing keeps its own.
    let read = table("Term,Use instead,Definition\nclient,nobody,who pays\n");
    assert_eq!(read.corpus.concepts[0].definition.as_ref().unwrap().text, "who pays");
}

#[test]
fn columns_of_languages_hold_labels() {
    let read = table("Term,French,German\nrim,jante,Felge\n");
    assert_eq!(labels(&read.corpus), ["Felge@de jante@fr rim"]);
    let read = table("English,Deutsch,Français\nrim,Felge,jante\n");
    assert_eq!(labels(&read.corpus), ["Felge@de jante@fr rim"]);
    let read = table("Term;Terme à éviter;Opposite of\nrim;hoop;hub\nhub;;\n");
    assert_eq!((labels(&read.corpus)[1].as_str(), read.corpus.relations.len()), ("!hoop rim", 1));
}

#[test]
fn a_concept_that_is_given_up_keeps_its_names_in_other_languages() {
    let rows = "id,label,label@de,synonyms@de,label@fr,Status,avoid@de\n\
        a,rim,Felge,Radkranz,,deprecated,Rand\nb,tube,Schlauch,,chambre,Retired: gone,\n\
        c,hub,Nabe,,,approved,\nc,nave,Nave,,,obsolete,\n";
    let read = table(rows);
    let right = [
        "!Rand@de Felge@de rim ~Radkranz@de",
        "Schlauch@de chambre@fr tube",
        "!Nave@de !nave Nabe@de hub",
    ];
    assert_eq!(labels(&read.corpus), right);
    assert_eq!(labels(&there_and_back("csv", &read.corpus)), right);
    let yes = table("label,Label (de),Deprecated\nrim,Felge,yes\n");
    assert_eq!(labels(&yes.corpus), ["Felge@de rim"]);
    let alone = table("label,language,Status\nFelge,de,deprecated\nrim,,\n");
    assert_eq!(alone.corpus.concepts.len(), 2);
}
