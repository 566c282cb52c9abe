//! The metrics of the corpus that ships: each has a formula or says why there is none, and each example is worked out right.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use cxterms::builtin;
use cxterms_base::{Base, ConceptId, Perspective, corpus::Concept, find_narrower};
use std::collections::{BTreeMap, BTreeSet};

fn metrics(base: &Base) -> Vec<(ConceptId, Concept<&str>)> {
    let ids = base.concept_ids().unwrap();
    let records = ids.into_iter().map(|id| (id, base.concept_record(id).unwrap().concept));
    let kinds = |concept: &Concept<&str>| {
        concept.kind.is_some_and(|kind| base.kind(kind).unwrap().id == "metric")
    };
    records.filter(|(_, concept)| kinds(concept)).collect()
}

/// Of a metric that takes in others, these tell.
#[test]
fn every_metric_has_a_formula_or_says_why_there_is_none() {
    let base = builtin::open().unwrap();
    let everyone = Perspective::default();
    for (id, concept) in metrics(&base) {
        let mut computations = concept.facets.iter().filter_map(|it| it.computation.as_ref());
        let computed = computations.any(|it| it.formula.is_some() || it.no_formula.is_some());
        let narrower = find_narrower(&base, id, &everyone).unwrap();
        assert!(computed || !narrower.is_empty(), "{} has no formula and no reason", concept.id);
    }
}

/// What the worked examples come to, by hand.
const FIGURES: &[(&str, &[&str])] = &[
    ("abandonment-rate", &["6%", "6.25%", "7%"]),
    ("activation-rate", &["25%", "40%"]),
    ("adoption-rate", &["37.5%", "40%", "25%"]),
    ("agent-attrition", &["10.71%", "12%", "12.5%"]),
    ("agent-utilization", &["2.5", "75%", "85.71%"]),
    ("annual-contract-value", &["12,000", "15,000"]),
    ("annual-recurring-revenue", &["500,000", "504,000"]),
    ("automated-resolution-rate", &["60%", "75%"]),
    ("average-handle-time", &["4.2 minutes", "4.45 minutes", "4.9 minutes"]),
    ("average-resolution-time", &["8 hours"]),
    ("average-response-time", &["15 minutes", "2 minutes", "26 minutes"]),
    ("average-revenue-per-user", &["100", "125", "50"]),
    ("average-speed-of-answer", &["20 seconds", "22 seconds"]),
    ("average-talk-time", &["2.5 minutes"]),
    ("backlog", &["25", "50", "60"]),
    ("cac-payback-period", &["6 months", "8 months"]),
    ("churn-rate", &["8%"]),
    ("contact-rate", &["10%", "20%", "30%"]),
    ("containment-rate", &["50%", "80%"]),
    ("cost-per-contact", &["2.5", "5", "6.25"]),
    ("cost-to-serve", &["500"]),
    ("csm-to-account-ratio", &["40"]),
    ("customer-acquisition-cost", &["500"]),
    ("customer-concentration", &["20%", "45%"]),
    ("customer-effort-score", &["5.6", "80%"]),
    ("customer-lifetime-value", &["1,200", "1,440", "1,800"]),
    ("customer-satisfaction-score", &["3.4", "60%"]),
    ("deflection-rate", &["3", "4", "40%", "60%", "70%"]),
    ("employee-net-promoter-score", &["+40"]),
    ("expected-wait-time", &["120 seconds", "180 seconds"]),
    ("first-contact-resolution", &["70%", "75%"]),
    ("first-level-resolution", &["65%"]),
    ("first-response-time", &["30 minutes", "35 minutes"]),
    ("gross-revenue-retention", &["86%", "90%"]),
    ("hold-time", &["1.5 minutes"]),
    ("logo-churn", &["8%"]),
    ("ltv-cac-ratio", &["3"]),
    ("market-share", &["20%", "25%"]),
    ("monthly-recurring-revenue", &["400"]),
    ("net-new-arr", &["110,000", "115,000"]),
    ("net-promoter-score", &["+25"]),
    ("net-revenue-retention", &["101%", "105%", "107%"]),
    ("occupancy", &["66.67%", "75%", "77.33%", "80%"]),
    ("renewal-rate", &["80%", "85%", "90%"]),
    ("reopen-rate", &["5%"]),
    ("repeat-purchase-rate", &["25%", "45%"]),
    ("resolution-rate", &["90%"]),
    ("resolution-time", &["24 hours"]),
    ("response-rate", &["20%", "25%", "30%", "80%"]),
    ("response-time", &["45 minutes"]),
    ("retention-rate", &["92%"]),
    ("return-on-investment", &["150%", "50%"]),
    ("revenue-churn", &["10%"]),
    ("saas-quick-ratio", &["5"]),
    ("schedule-adherence", &["85%", "90%", "92.5%", "95%"]),
    ("schedule-conformance", &["89.41%", "95%"]),
    ("service-level", &["80%", "81.63%"]),
    ("servqual", &["−0.5"]),
    ("share-of-wallet", &["25%"]),
    ("shrinkage", &["1.25", "20%", "30%"]),
    ("stickiness", &["20%", "25%"]),
    ("time-to-first-value", &["21 days"]),
    ("time-to-value", &["30 days", "35 days", "37 days", "40 days"]),
    ("transfer-rate", &["12%", "16%"]),
    ("unit-economics", &["400"]),
];

#[test]
fn every_worked_example_comes_to_what_it_should() {
    let base = builtin::open().unwrap();
    let expected: BTreeMap<_, _> = FIGURES.iter().copied().collect();
    let mut seen = BTreeSet::new();
    for (_, concept) in metrics(&base) {
        let mut figures = BTreeSet::new();
        for stated in concept.stated_formulas() {
            let result = stated.evaluate_example().unwrap();
            let unit = stated.result_unit().unwrap();
            let scale = stated.result_scale();
            assert!(scale.is_none_or(|it| it.contains(unit.to_written(result))), "{}", concept.id);
            figures.insert(unit.describe(result));
        }
        let Some(wanted) = expected.get(concept.id) else {
            // A metric that others bring in is worked out by its own corpus's rules.
            continue;
        };
        seen.insert(concept.id);
        let wanted: BTreeSet<_> = wanted.iter().map(ToString::to_string).collect();
        assert_eq!(figures, wanted, "{}", concept.id);
    }
    assert_eq!(seen.len(), FIGURES.len(), "a metric is gone");
}
