"""Runs the queries of docs/exchange.md as they stand there, and compares what they find with our own answers.

Usage: engines.py CXTERMS PAGE. Needs duckdb, polars, datafusion and pyoxigraph. Each line it prints was checked; any
difference ends it with 1.
"""

import collections
import contextlib
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import duckdb

CXTERMS, PAGE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SYMMETRIC = {"contrasts-with", "same-as"}


def run(*arguments, given=None):
    return subprocess.run([CXTERMS, *arguments], input=given, capture_output=True, check=True, text=True).stdout


def blocks():
    """The fenced blocks of the section on engines: their language and what they hold."""
    section = re.search(r"^## Query engines\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.S | re.M).group(1)
    return re.findall(r"^```(\w+)\n(.*?)^```$", section, re.S | re.M)


def found_in(folder):
    """What each query finds: by what its first line calls it, the rows of each engine that is asked."""
    found = collections.defaultdict(list)
    os.chdir(folder)
    os.environ["PATH"] = f"{CXTERMS.parent}{os.pathsep}{os.environ['PATH']}"
    for language, code in blocks():
        title = code.split("\n", 1)[0].strip("-# ")
        if language == "sh":
            subprocess.run(["sh", "-e", "-c", code], check=True, capture_output=True)
        elif language == "sql":
            found[title].append(duckdb.sql(code).fetchall())
        elif language == "python":
            names = {}
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, names)
            found[title].append(names["rows"])
    return found


def answers():
    """Every concept as `define` answers it."""
    entries = [json.loads(line) for line in run("export", "--to", "jsonl").splitlines()[2:]]
    lines = run("define", "-", "--format", "json", given="\n".join(entry["id"] for entry in entries)).splitlines()
    for entry, line in zip(entries, lines, strict=True):
        concept = next(it for it in json.loads(line)["concepts"] if it["id"] == entry["id"])
        # A note that is said of several concepts is shown with each, and stands in the entry of one.
        own = {note if isinstance(note, str) else note["text"] for note in entry.get("notes", [])}
        yield concept | {"notes": [note for note in concept["notes"] if note["text"] in own]}


def claims():
    """Who asserts and who denies each claim that anybody denies, as sets of voices, by what it is."""
    manifest = json.loads(run("export", "--to", "jsonl").splitlines()[0])["manifest"]
    declared = {"subset-of"} | SYMMETRIC | set(manifest["relations"])
    symmetric = SYMMETRIC | {name for name, it in manifest["relations"].items() if not it.get("inverse")}
    all = collections.defaultdict(lambda: (set(), set()))

    def add(key, claim):
        for voices, side in zip(all[key], ("asserted_by", "denied_by")):
            voices.update(by["voice"] for by in claim[side])

    for concept in answers():
        id = concept["id"]
        labels = [("synonym", "synonyms"), ("abbreviation", "abbreviations"), ("avoid", "avoid")]
        for property, key in labels:
            for label in concept[key]:
                add((id, property, label["text"]), label)
        for text in concept["definitions"]:
            add((id, "definition", text["text"]), text)
        for note in concept["notes"]:
            add((id, note["kind"], note["text"]), note)
        for facet in concept["facets"]:
            for value in facet["values"]:
                add((id, facet["facet"], value["value"]), value)
        if concept["root"]:
            add((id, "root", None), concept["root"])
        for state in concept.get("status", []):
            add((id, "status", state["value"]), state)
        for relation in concept["relations"]:
            name, other = relation["relation"], relation["concept"]
            if name in symmetric and other < id:
                continue
            if name in declared:
                add((id, name, other), relation)
    return {key: sides for key, sides in all.items() if sides[1]}


def same(what, one, other):
    if one != other:
        sys.exit(f"{what}: {one} and {other} differ")
    print(f"{what}: {len(one)} rows alike")


with tempfile.TemporaryDirectory() as folder:
    found = found_in(folder)
    names = len(set(run("export", "--to", "labels-csv").splitlines())) - 1
    counted = duckdb.sql("""
        SELECT count(DISTINCT claim) FILTER (WHERE part = 'label'), count(DISTINCT concept), count(DISTINCT work)
        FROM 'claims.csv'
    """).fetchall()
    run("build", "-o", "terms.cxt", "--terms", "built-in")
    about = json.loads(run("info", "terms.cxt", "--format", "json"))
same("DuckDB: what `info` counts", counted, [tuple(about[it] for it in ("labels", "concepts", "works"))])
denied = claims()

both = [(*key, len(said), len(unsaid)) for key, (said, unsaid) in denied.items() if said]
both.sort(key=lambda it: (-it[3], -it[4], it[:3]))
[rows] = found.pop("most asserted and yet denied")
same("DuckDB: most asserted and yet denied", [row[:4] + row[5:] for row in rows], both[:10])
assert all(row[4] <= row[3] for row in rows), "more origins than voices"

counts = collections.Counter(voice for _, unsaid in denied.values() for voice in unsaid)
most = sorted(counts.items(), key=lambda it: (-it[1], it[0]))[:10]
for engine, rows in zip(("Polars", "Polars, JSON Lines", "DataFusion"), found.pop("voices that deny most"), strict=True):
    same(f"{engine}: voices that deny most", rows, most)

tree = json.loads(run("tree", "customer-experience", "--depth", "1", "--format", "json"))
children = sorted(child["label"].split(" (")[0] for root in tree["roots"] for child in root.get("children", []))
[rows] = found.pop("what stands under customer experience")
same("Oxigraph: what stands under customer experience", rows, children)

[rows] = found.pop("words of a text that are names")
for label, concept in rows:
    meant = json.loads(run("define", label, "--format", "json"))["concepts"]
    assert concept in {id for it in meant for id in [it["id"], *it["also"]]}, (label, concept)
assert len(rows) >= 3, rows
print(f"DuckDB: {len(rows)} names in a text, of {names} in the base")
assert not found, f"queries that nothing is compared with: {list(found)}"
