//! TBX that says whether a term is to be used, in whichever category and words.

use super::reading::entry_with;
use cxterms_base::{corpus::LabelKind, diagnostic::Severity};

pub(super) fn status(category: &str, value: &str) -> String {
    format!("<termNote type='{category}'>{value}</termNote>")
}

#[test]
fn a_term_that_is_not_to_be_used_is_never_a_synonym() {
    let forbidden = [
        ("administrativeStatus", "forbidden"),
        ("administrativeStatus", "Deprecated"),
        ("administrativeStatus", "DEPRECATEDTERM-ADMN-STS"),
        ("administrativeStatus", "notRecommendedTerm-admn-sts"),
        ("AdministrativeStatus", "not recommended"),
        ("normativeAuthorization", "deprecatedTerm"),
        ("status", "rejected"),
        ("administrative-status", "Do not use"),
        ("termStatus", "Obsolete"),
    ];
    for (category, value) in forbidden {
        let read = entry_with(&[("hub", ""), ("nave", &status(category, value))]);
        let labels = &read.corpus.concepts[0].labels;
        assert_eq!(labels[1].kind, LabelKind::Avoid, "{category} {value}");
        assert_eq!(labels[1].instead(), Some("hub"));
        assert_eq!(read.findings, [], "{category} {value}");
    }
    for value in ["Preferred", "preferredTerm-admn-sts", "admitted term", "APPROVED"] {
        let read = entry_with(&[("hub", ""), ("nave", &status("administrativeStatus", value))]);
        assert!(read.corpus.concepts[0].labels.iter().all(|it| it.kind != LabelKind::Avoid));
    }
}

#[test]
fn a_status_is_none_where_it_is_empty_and_counted_where_it_says_more() {
    let kinds = |category: &str, value: &str| {
        let read = entry_with(&[("hub", ""), ("nave", &status(category, value))]);
        let labels = &read.corpus.concepts[0].labels;
        let nave = labels.iter().find(|it| it.text == "nave").unwrap().kind;
        (nave, read.findings.len(), read.losses.count("administrativeStatus"))
    };
    for empty in ["", "  "] {
        assert_eq!(kinds("administrativeStatus", empty), (LabelKind::Synonym, 0, 0));
    }
    for more in ["legalTerm-admn-sts", "regulatedTerm-admn-sts", "standardizedTerm-admn-sts"] {
        assert_eq!(kinds("administrativeStatus", more), (LabelKind::Synonym, 0, 1), "{more}");
    }
    // Other programs' own names for it.
    assert_eq!(kinds("lionbridge-Status", "Blacklisted"), (LabelKind::Avoid, 0, 0));
    assert_eq!(kinds("AcmeUsageStatus", "purple"), (LabelKind::Avoid, 1, 0));
    // How far the work on an entry has come says nothing against its term.
    assert_eq!(kinds("processStatus", "unprocessed"), (LabelKind::Synonym, 0, 0));
}

#[test]
fn a_status_that_is_not_known_is_told_with_its_line() {
    let read = entry_with(&[("hub", ""), ("nave", &status("administrativeStatus", "purple"))]);
    assert_eq!(read.corpus.concepts[0].labels[1].kind, LabelKind::Avoid);
    assert_eq!(read.findings.len(), 1);
    assert_eq!((read.findings[0].line, read.findings[0].severity), (2, Severity::Error));
    assert!(read.findings[0].message.contains("purple"));
}

#[test]
fn a_word_that_forbids_does_so_in_any_category_and_is_told() {
    for (category, value) in [
        ("usage", "forbidden"),
        ("Usage note", "Do not use"),
        ("validity", "deprecated"),
        ("process-status", "forbidden"),
        ("x-empfehlung", "verboten"),
    ] {
        let read = entry_with(&[("hub", ""), ("nave", &status(category, value))]);
        assert_eq!(read.corpus.concepts[0].labels[1].kind, LabelKind::Avoid, "{category}");
        let told: Vec<_> = read.findings.iter().map(|it| (it.severity, &*it.message)).collect();
        let right =
            format!("`{value}` under `{category}` is taken to say that its term is one to avoid");
        assert_eq!(told, [(Severity::Warning, &*right)]);
        assert!(read.losses.is_empty(), "{:?}", read.losses);
    }
    for (category, value) in
        [("usage", "formal"), ("usage", "deprecated in Texas, they say"), ("register", "archaic")]
    {
        let read = entry_with(&[("hub", ""), ("nave", &status(category, value))]);
        assert_eq!(read.corpus.concepts[0].labels[1].kind, LabelKind::Synonym, "{category}");
    }
}
