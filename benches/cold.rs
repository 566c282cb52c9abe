//! How long does a question take from a cold start, beside a process that only says hello?
//!
//! `cargo bench --bench cold` runs this program again as that hello-world (it links nothing but std) and cxterms in
//! turn, so that both meet the same machine, and prints each question's time as a ratio to hello's, pair by pair.

use std::{
    env,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Pairs of runs for each question, after the warm-up.
const PAIRS: usize = 300;
/// Pairs that are not counted.
const WARM_UP: usize = 20;
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

fn main() {
    if env::args().nth(1).as_deref() == Some("hello") {
        println!("hello");
        return;
    }
    let Ok(own) = env::current_exe() else {
        return eprintln!("cold: this program cannot find itself");
    };
    let own = own.to_string_lossy();
    println!(
        "{:34} {:>10} {:>8} {:>8} {:>8}",
        "whole process", "median", "ratio to hello:", "lowest", "median"
    );
    for question in QUESTIONS {
        let mut ratios = vec![];
        let mut times = vec![];
        for pair in 0..WARM_UP + PAIRS {
            let hello = time(&own, &["hello"]);
            let asked = time(env!("CARGO_BIN_EXE_cxterms"), question);
            if pair >= WARM_UP {
                ratios.push(asked.as_secs_f64() / hello.as_secs_f64());
                times.push(asked.as_secs_f64() * 1000.0);
            }
        }
        ratios.sort_by(f64::total_cmp);
        times.sort_by(f64::total_cmp);
        let middle = |sorted: &[f64]| sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN);
        let lowest = ratios.first().copied().unwrap_or(f64::NAN);
        let name = format!("cxterms {}", question.join(" "));
        println!(
            "{name:34} {:>7.2} ms {:>15} {lowest:>8.2} {:>8.2}",
            middle(&times),
            "",
            middle(&ratios)
        );
    }
}

/// How long one process takes from its start to its end; what it prints goes nowhere.
fn time(program: &str, arguments: &[&str]) -> Duration {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    // A process that cannot be started would end too soon to be believed: it shows as a ratio far below 1.
    let _ = command.status();
    start.elapsed()
}
