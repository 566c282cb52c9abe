//! How long does a question take from a cold start, beside a process that only says hello?
//!
//! `cargo bench --bench cold` compiles that hello-world and runs it and cxterms in turn, so that both meet the same
//! machine, and prints each question's time as a ratio to hello's, pair by pair, beside what it should be. `-- --program
//! PATH` asks another build, such as the static one that packages hold.
//!
//! Each question is timed twice, since the system holds a file in larger or smaller pieces and each that is touched costs
//! a page fault. `fresh`: the program's file was just written, as by an installation. `reread`: it was put out of the
//! system's cache, and what runs has read back the parts that it needs, as after a start of the machine.

mod pairs;

use pairs::{Patience, Process};
use std::{env, fs, io, path::Path, process::Stdio, time::Duration};

/// Pairs of runs for each question.
const PATIENCE: Patience = Patience { warm_up: 20, most: 300, budget: Duration::MAX };

/// What is asked, and at most how many times hello it should take.
const QUESTIONS: &[(&[&str], Option<f64>)] = &[
    (&["--version"], None),
    (&["define", "nps"], Some(1.1)),
    (&["define", "success"], Some(1.5)),
    (&["define", "cs", "--brief"], None),
    (&["define", "succes"], Some(1.2)),
    (&["define", "success", "--format", "json"], None),
    (&["define", "success", "--width", "80"], None),
    (&["compare", "cx", "cs"], Some(1.6)),
    (&["tree"], Some(1.6)),
    (&["list"], None),
    (&["path", "loyalty", "touchpoint"], None),
    (&["search", "loyalty"], None),
    (&["disputes", "success"], None),
    (&["disputes"], Some(1.8)),
];

/// The peak of memory that no question should pass, in MiB.
const PEAK_GOAL: f64 = 4.0;

fn main() -> io::Result<()> {
    let named = env::args().skip_while(|word| word != "--program").nth(1);
    let program = named.unwrap_or_else(|| env!("CARGO_BIN_EXE_cxterms").to_owned());
    println!(
        "Whole processes, the lowest time to hello's lowest in the same run, {} pairs each.\n",
        PATIENCE.most
    );
    println!("| question | fresh, × | goal | reread, × | median of fresh, ms | peak MiB | goal |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for (question, goal) in QUESTIONS {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cxterms-asked");
        let asked = Process::new(question.iter().copied()).under(&[&copy.to_string_lossy()]);
        let _ = fs::remove_file(&copy);
        fs::write(&copy, fs::read(&program)?)?;
        fs::set_permissions(&copy, fs::metadata(&program)?.permissions())?;
        let fresh = asked.beside_hello(PATIENCE, || ())?;
        let reread = if pairs::forget_pages(&copy) {
            format!("{:.2}", asked.beside_hello(PATIENCE, || ())?.lowest)
        } else {
            "–".to_owned()
        };
        let goal = goal.map_or_else(String::new, |goal| format!("{goal:.1}"));
        let peak = find_peak(&asked).map_or_else(String::new, |peak| format!("{peak:.1}"));
        println!(
            "| `{}` | {:.2} | {goal} | {reread} | {:.2} | {peak} | {PEAK_GOAL:.1} |",
            question.join(" "),
            fresh.lowest,
            fresh.ms
        );
    }
    Ok(())
}

/// The peak of a process's memory in MiB, where `/usr/bin/time` can tell.
fn find_peak(process: &Process) -> Option<f64> {
    let mut timed = process.under(&["/usr/bin/time", "-f", "%M"]).command().ok()?;
    let told = timed.stderr(Stdio::piped()).output().ok()?;
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    Some(told.lines().last()?.trim().parse::<f64>().ok()? / 1024.0)
}
