#!/usr/bin/env python3
"""How much does `scan` cost beside a search for the same names?

Usage: benches/scan.py CXTERMS FOLDER [BUILT-FILE]

Runs `cxterms scan FOLDER` and `rg -j1 -c -i -w -F -f NAMES FOLDER` in turn, with the names that the terms have in the list,
and tells the processor time of each, their ratio, and the peak of memory. With a built file of many concepts, a document of
20 KB is scanned against that too. Measure the program that packages hold, on a machine with nothing else to do.
"""

import csv
import io
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 15
SMALL_BYTES = 20_000


def run(command):
    """Processor seconds, seconds and peak in MiB of one run."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode > 1:
        sys.exit(f"{command[0]} failed: exit status {child.returncode}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024


def measure(*commands):
    """The median of each command's figures, run in turn, and of the ratios of their processor times to the first."""
    rows = [[run(command) for command in commands] for _ in range(RUNS + 1)][1:]
    figures = [[statistics.median(column) for column in zip(*of_one)] for of_one in zip(*rows)]
    ratios = [statistics.median(row[0][0] / other[0] for row, other in zip(rows, of_one)) for of_one in zip(*rows)]
    return figures, ratios


def list_names(cxterms):
    """The names that a scan looks for: several words, or abbreviations."""
    table = subprocess.run([cxterms, "export", "--to", "labels-csv"], capture_output=True, text=True)
    if table.returncode == 0:
        rows = csv.DictReader(io.StringIO(table.stdout))
        kept = {row["label"] for row in rows if " " in row["label"] or row["property"] == "abbreviation"}
        return sorted(kept)
    sys.exit(table.stderr)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    cxterms, folder = sys.argv[1:3]
    os.environ["CXTERMS_CACHE"] = "off"
    documents = sorted(it for it in pathlib.Path(folder).rglob("*.md") if it.is_file())
    size = sum(it.stat().st_size for it in documents)
    print(f"{len(documents)} files of Markdown, {size / 1000:.0f} KB; medians of {RUNS} runs in turn")
    with tempfile.TemporaryDirectory() as home:
        names = pathlib.Path(home) / "names"
        names.write_text("\n".join(list_names(cxterms)) + "\n")
        scan = [cxterms, "scan", folder]
        if shutil.which("rg"):
            search = ["rg", "-j1", "-c", "-i", "-w", "-F", "-f", str(names), folder]
            (ours, theirs), (_, ratio) = measure(scan, search)
            print(f"rg, {len(names.read_text().splitlines())} names: {1000 * theirs[0]:.1f} ms of processor time")
        else:
            (ours,), _ = measure(scan)
            ratio = None
            print("skipped: rg is not here")
        print(f"scan: {1000 * ours[0]:.1f} ms of processor time, {1000 * ours[1]:.1f} ms in all, peak {ours[2]:.1f} MiB")
        if ratio is not None:
            print(f"scan / rg: {ratio:.2f}")
        text = b"\n\n".join(it.read_bytes() for it in documents[:200])[:SMALL_BYTES]
        small = pathlib.Path(home) / "small.md"
        small.write_text(text.decode(errors="ignore"))
        for built in sys.argv[3:]:
            (one,), _ = measure([cxterms, "scan", str(small), "--terms", built])
            print(f"20 KB against {built}: {1000 * one[1]:.1f} ms, {1000 * one[0]:.1f} of processor time, peak {one[2]:.1f} MiB")


main()
