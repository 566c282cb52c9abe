//! How long does a question take from a cold start, beside a process that only says hello?
//!
//! `cargo bench --bench cold` runs this program again as that hello-world (it links nothing but std) and cxterms in
//! turn, so that both meet the same machine, and prints each question's time as a ratio to hello's, pair by pair.

mod pairs;

use pairs::{Patience, Process};
use std::{io, time::Duration};

/// Pairs of runs for each question.
const PATIENCE: Patience = Patience { warm_up: 20, most: 300, budget: Duration::MAX };
/// What is asked.
const QUESTIONS: &[&[&str]] = &[
    &["define", "nps"],
    &["define", "success"],
    &["define", "cs", "--brief"],
    &["define", "succes"],
    &["define", "success", "--format", "json"],
    &["define", "success", "--width", "80"],
    &["compare", "cx", "cs"],
    &["tree"],
    &["list"],
    &["path", "loyalty", "touchpoint"],
    &["search", "loyalty"],
    &["disputes", "success"],
    &["disputes"],
];

fn main() -> io::Result<()> {
    if pairs::hello() {
        return Ok(());
    }
    println!(
        "{:34} {:>10} {:>8} {:>8} {:>8} {:>6}",
        "whole process", "median", "ratio to hello:", "lowest", "median", "pairs"
    );
    for question in QUESTIONS {
        let asked = Process::new(question.iter().copied()).under(&[env!("CARGO_BIN_EXE_cxterms")]);
        let timed = asked.beside_hello(PATIENCE, || ())?;
        let name = format!("cxterms {}", question.join(" "));
        println!(
            "{name:34} {:>7.2} ms {:>15} {:>8.2} {:>8.2} {:>6}",
            timed.ms, "", timed.lowest, timed.ratio, timed.pairs
        );
    }
    Ok(())
}
