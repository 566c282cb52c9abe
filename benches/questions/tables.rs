//! How are the figures shown? As tables in Markdown.

use crate::{
    asked::{BUILD, OWN, PEERS, QUESTIONS},
    goals::find_goal,
    measured::Measured,
    subjects::Subjects,
};

/// One question to one program.
pub(crate) struct Row {
    pub(crate) program: &'static str,
    pub(crate) name: &'static str,
    pub(crate) measured: Measured,
}

/// Everything at one size.
pub(crate) struct Size {
    pub(crate) concepts: usize,
    /// Megabytes of YAML.
    pub(crate) yaml: f64,
    /// Megabytes of the built file.
    pub(crate) built: f64,
    pub(crate) rows: Vec<Row>,
}

impl Size {
    fn own(&self, name: &str) -> Option<&Measured> {
        self.rows.iter().find(|row| row.program == OWN && row.name == name).map(|row| &row.measured)
    }
}

/// What is asked, and of what.
pub(crate) fn asked(about: &Subjects) {
    println!("| question | asks |\n|---|---|");
    let fill = |asks: &str| {
        about.iter().fold(asks.to_owned(), |asks, (key, value)| match *key {
            "names" => asks,
            key => asks.replace(&format!("{{{key}}}"), value),
        })
    };
    for question in QUESTIONS {
        println!("| {} | `{}` |", question.name, fill(question.asks));
    }
    println!();
}

/// What cxterms takes at one size, and beneath it what its peers do.
pub(crate) fn size(size: &Size) {
    let Size { concepts, yaml, built, .. } = size;
    println!("### {} concepts\n", grouped(*concepts));
    println!("{} MB of YAML, {} MB built.\n", figure(*yaml), figure(*built));
    println!("| question | goal ms | median ms | hello × | lowest | peak MiB | lines | pairs |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    for Row { name, measured, .. } in size.rows.iter().filter(|row| row.program == OWN) {
        let goal = find_goal(*concepts, name).map_or_else(String::new, figure);
        println!("| {name} | {goal} | {} |", cells(measured).join(" | "));
    }
    println!();
    if size.rows.iter().all(|row| row.program == OWN) {
        return;
    }
    println!("| question | program | median ms | cxterms × | peak MiB | lines | pairs |");
    println!("|---|---|--:|--:|--:|--:|--:|");
    for name in [BUILD].into_iter().chain(QUESTIONS.iter().map(|question| question.name)) {
        let own = size.own(name).map_or(f64::NAN, |own| own.timed.ms);
        for Row { program, measured, .. } in
            size.rows.iter().filter(|row| row.name == name && row.program != OWN)
        {
            let [ms, _, _, peak, lines, pairs] = cells(measured);
            let ratio = figure(measured.timed.ms / own);
            println!("| {name} | {program} | {ms} | {ratio} | {peak} | {lines} | {pairs} |");
        }
    }
    println!();
}

/// How each figure grows, and what the peers do otherwise.
pub(crate) fn growth(sizes: &[Size]) {
    let row = |name: &str, cell: &dyn Fn(&Size) -> String| {
        let cells: Vec<String> = sizes.iter().map(cell).collect();
        println!("| {name} | {} |", cells.join(" | "));
    };
    println!("### How each grows\n");
    println!("Milliseconds; in brackets the ratio to hello, and the peak of memory in MiB.\n");
    row("", &|size| format!("{} concepts", grouped(size.concepts)));
    println!("|---|{}", "--:|".repeat(sizes.len()));
    row("YAML, MB", &|size| figure(size.yaml));
    row("built file, MB", &|size| figure(size.built));
    for name in [BUILD].into_iter().chain(QUESTIONS.iter().map(|question| question.name)) {
        row(name, &|size| {
            size.own(name).map_or_else(String::new, |measured| {
                let [ms, ratio, _, peak, ..] = cells(measured);
                format!("{ms} ({ratio}, {peak})")
            })
        });
    }
    println!();
    for peer in PEERS {
        println!("* {}: {}.", peer.name, peer.remark);
    }
}

/// Median; ratio to hello, the median and the lowest; peak, lines, pairs.
fn cells(measured: &Measured) -> [String; 6] {
    let Measured { timed, peak, lines } = measured;
    let peak = figure(peak.unwrap_or(f64::NAN));
    [
        figure(timed.ms),
        figure(timed.ratio),
        figure(timed.lowest),
        peak,
        grouped(*lines),
        timed.pairs.to_string(),
    ]
}

/// Three digits that count.
fn figure(value: f64) -> String {
    match value {
        value if value.is_nan() => "–".to_owned(),
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds")]
        value => grouped(value.round() as usize),
    }
}

/// A number with commas.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
