//! Writes findings as JSON, each in a line of its own, for programs that read line by line.

use super::{FormatWriter, OutputFormat, json};
use std::io::{self, Write};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "jsonl",
    about: "what `check` and `scan` find, for programs: a finding a line",
    for_programs: true,
    writer: FormatWriter::Records(write_records),
};

fn write_records(records: &[&dyn erased_serde::Serialize], out: &mut dyn Write) -> io::Result<()> {
    records.iter().try_for_each(|record| json::write_line(*record, out))
}
