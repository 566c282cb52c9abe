"""Has Spark scan texts through our program, in parts and with processes that are killed, and compares with one process.

Usage: spark.py CXTERMS NUMBER_OF_TEXTS
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "examples/spark"))

import map_in_arrow  # noqa: E402
import pipe  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

CXTERMS, COUNT = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
PARTITIONS = [1, 2, 8]

# What people write into tickets, most of it fine as it is ...
PLAIN = [
    "Hello, the export has not arrived since Monday.",
    "Since the last update the page stays white 🎉, in Firefox and in Chrome.",
    "We have sent the invoice twice and got no answer; could somebody look at it?",
    "Danke für die schnelle Hilfe.",
    "See `CS_URL` and https://example.org/CS.",
    "NPS fell, CSAT rose, and CES is what it was.",
    "We meet at 10 AM ET.",
    "The *second* account still has the old plan, although it\nwas to change on the first.",
]
# ... and what our house (examples/house), or another voice, would say otherwise.
TOLD = [
    "We wait for an answer of the help desk.",
    "Our **quarterly check-in** is on Tuesday.",
    "Is this client success or client\ncare?",
    "Customer success (CS) and customer support (CS) gave two answers.",
    "The ideal customer profile (ICP) has changed.",
    "An ideal candidate profile (ICP) hangs in the office.",
    "Ask customer service/success.",
]


def make_document(number):
    draw = random.Random(number)
    text = " ".join(draw.choice(TOLD if draw.random() < 0.05 else PLAIN) for _ in range(draw.randint(0, 5)))
    return {"id": number, "text": text + draw.choice(["", "\n\nBest regards", "\n\n> Is this client care?"])}


def scan(*arguments, out):
    with out.open("wb") as file:
        subprocess.run([CXTERMS, "scan", *arguments], stdout=file, check=True)
    return out.read_bytes()


def read_processor_time():
    """The seconds that all processes have run that this one has begun, theirs and ended ones too."""
    own, seconds, parents = os.getpid(), {}, {}
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parents[pid] = int(fields[1])
        # Of this process, only what those were that have ended.
        seconds[pid] = sum(map(int, fields[13:15] if pid == own else fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def is_ours(pid):
        while pid not in (own, 0, None):
            pid = parents.get(pid)
        return pid == own

    return sum(took for pid, took in seconds.items() if is_ours(pid))


def timed(what, run):
    begun, before = time.monotonic(), read_processor_time()
    given = run()
    took, ran = time.monotonic() - begun, read_processor_time() - before
    # What was killed takes its time along.
    ran = f"; {COUNT / ran:,.0f} a second of processor time ({ran:.2f} s)" if ran > 0 else ""
    print(f"  {what}: {COUNT / took:,.0f} texts a second{ran}", flush=True)
    return given


def read_parts(folder):
    """What a job wrote, part after part."""
    parts = sorted(path for path in folder.iterdir() if path.name.startswith("part-"))
    return b"".join(path.read_bytes() for path in parts), len(parts)


def try_xargs(home, base, whole):
    subprocess.run(["split", "-n", "l/8", "tickets.jsonl", "split."], cwd=home, check=True)
    each = '"$0" scan --documents jsonl --format jsonl --terms "$1" "$2" > "$2.found"'
    command = f"ls split.?? | xargs -P 2 -n 1 sh -c '{each}' {CXTERMS} {base}"
    timed("split and xargs -P 2", lambda: subprocess.run(["bash", "-ec", command], cwd=home, check=True))
    found = b"".join(path.read_bytes() for path in sorted(home.glob("split.??.found")))
    assert found == whole, "xargs: not what one process says"


def try_pipe(spark, home, base, whole, partitions, program=CXTERMS):
    out = home / f"pipe-{partitions}-{program.name}"
    lines = spark.sparkContext.textFile(str(home / "tickets.jsonl"), partitions)
    answers = pipe.answer_lines(lines, program, base)
    timed(f"rdd.pipe, {lines.getNumPartitions()} partitions", lambda: answers.saveAsTextFile(str(out)))
    found, parts = read_parts(out)
    assert parts >= partitions, parts
    assert found == whole, f"rdd.pipe over {parts} partitions: not what one process says"


def try_arrow(spark, home, base, whole, partitions, program=CXTERMS):
    out = home / f"arrow-{partitions}-{program.name}"
    documents = spark.read.json(str(home / "tickets.jsonl"))
    # So many partitions, each of a range, so that the answers come in order.
    documents = documents.repartitionByRange(partitions, "id").sortWithinPartitions("id")
    answers = map_in_arrow.answer_texts(documents, program, base)
    timed(f"mapInArrow, {partitions} partitions", lambda: answers.write.text(str(out)))
    found, parts = read_parts(out)
    assert parts == partitions, parts
    assert found == whole, f"mapInArrow over {parts} partitions: not what one process says"


def try_facts(spark, home, base, facts, report, partitions):
    """Facts of each partition, summed up by one process."""
    out = home / f"facts-{partitions}"
    lines = spark.sparkContext.textFile(str(home / "tickets.jsonl"), partitions)
    found = pipe.answer_lines(lines, CXTERMS, base, ("--facts",))
    timed(f"rdd.pipe of facts, {lines.getNumPartitions()} partitions", lambda: found.saveAsTextFile(str(out)))
    parts = [path for path in out.iterdir() if path.name.startswith("part-")]
    assert len(parts) >= partitions, parts
    merged = ["--merge", "--terms", base, *random.Random(20).sample(parts, len(parts))]
    assert scan(*merged, "--facts", out=home / "sum") == facts, f"facts of {len(parts)} partitions: another sum"
    assert scan(*merged, "--format", "json", out=home / "sum") == report, f"facts of {len(parts)} partitions: another report"


def make_killer(home, name, victim):
    """A program that answers a hundred lines the first time, and then kills a process."""
    path = home / name
    path.write_text(
        f'#!/bin/sh\nif mkdir "{path}.killed" 2>/dev/null; then head -n 100 | "{CXTERMS}" "$@"; kill -9 {victim}; sleep 1; fi\n'
        f'exec "{CXTERMS}" "$@"\n'
    )
    path.chmod(0o755)
    return path


def try_kills(spark, home, base, whole):
    for what, victim in [("our process", "$$"), ("worker of Python", "$PPID")]:
        for attempt, number in [(try_pipe, 1), (try_arrow, 2)]:
            killer = make_killer(home, f"killer-{victim.strip('$').lower() or 'own'}-{number}", victim)
            attempt(spark, home, base, whole, 2, killer)
            assert pathlib.Path(f"{killer}.killed").is_dir(), "nothing was killed"
        print(f"  a {what} killed: the retries give the same")


def try_scripts(home, base, whole):
    """The examples as somebody starts them."""
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell"}
    for script in ["pipe", "map_in_arrow"]:
        command = [sys.executable, ROOT / f"examples/spark/{script}.py", "--cxterms", CXTERMS, "--base", base]
        command += [home / "tickets.jsonl", home / script]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert read_parts(home / script)[0] == whole, f"{script}.py: not what one process says"


def try_all(home):
    base, tickets = home / "house.cxterms", home / "tickets.jsonl"
    subprocess.run(
        [CXTERMS, "build", "--terms", "built-in", "--terms", ROOT / "examples/house", "--output", base],
        check=True,
        capture_output=True,
    )
    with tickets.open("w") as out:
        out.writelines(json.dumps(make_document(number)) + "\n" for number in range(COUNT))
    lines = ["--documents", "jsonl", "--terms", base, tickets]
    whole = timed("one process", lambda: scan(*lines, "--format", "jsonl", out=home / "whole.jsonl"))
    facts = timed("one process, facts", lambda: scan(*lines, "--facts", out=home / "whole.facts"))
    report = scan("--merge", "--terms", base, home / "whole.facts", "--format", "json", out=home / "whole.json")
    found = sum(len(json.loads(line)["findings"]) for line in whole.splitlines())
    assert whole.count(b"\n") == COUNT and found > COUNT // 20, found
    print(f"  {COUNT} texts of {tickets.stat().st_size} bytes, {found} findings; all facts {len(facts)}, base {base.stat().st_size}")
    try_xargs(home, base, whole)
    builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    spark = builder.config("spark.log.level", "OFF").getOrCreate()
    for partitions in PARTITIONS:
        try_pipe(spark, home, base, whole, partitions)
        try_arrow(spark, home, base, whole, partitions)
        try_facts(spark, home, base, facts, report, partitions)
    try_kills(spark, home, base, whole)
    spark.stop()
    try_scripts(home, base, whole)
    print("spark: 1, 2 and 8 partitions, killed processes and all, say what one process says")


with tempfile.TemporaryDirectory(prefix="cxterms-spark-") as folder:
    try_all(pathlib.Path(folder))
