"""Writes SARIF of many findings, and has it judged by the standard's schema, by a validator, and by its own places.

Usage: sarif.py CXTERMS FOLDER_OF_THE_MULTITOOL
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

import jsonschema

CXTERMS, MULTITOOL = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]

# Signs of one unit of UTF-16 and of two, joined ones, ones from right to left, and tabs.
BEFORE = ["", "é ", "🎉 ", "👩‍👩‍👧 ", "𝔘nd ", "שלום ", "a\tb ", "e\u0301 ", "🇨🇭🎉 "]
WORDS = [
    "internal SLA",
    "unavoidable churn",
    "unavoidable\nchurn",
    "**unavoidable** churn",
    "customer service/success",
    "[internal\r\nSLA](https://example.org)",
    "The CS team",
    "ideal customer profile (ICP)",
    "*ideal candidate\nprofile* (ICP)",
]
DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
    "<w:r><w:t>🎉 Unavoidable churn.</w:t></w:r></w:p></w:body></w:document>",
}


def write_documents(folder):
    draw = random.Random(21)
    for number in range(60):
        ending = ["md", "md", "html", "txt"][number % 4]
        name = folder / f"Ordner {number % 3}" / f"50% “{number}” ü#.{ending}"
        name.parent.mkdir(exist_ok=True)
        lines = [f"{draw.choice(BEFORE)}{draw.choice(WORDS)}. {draw.choice(BEFORE)}{draw.choice(WORDS)}, they say." for _ in range(6)]
        page = "\n\n".join(f"<p>{line}</p>" if ending == "html" else line for line in lines)
        name.write_bytes((("\ufeff" if number % 5 == 0 else "") + page).encode())
    with zipfile.ZipFile(folder / "plan.docx", "w") as archive:
        for part, text in DOCX.items():
            archive.writestr(part, text)


def run(*arguments, folder):
    done = subprocess.run([CXTERMS, *arguments], cwd=folder, capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


def look_at_schema(log):
    schema = json.loads((MULTITOOL / "sarif-2.1.0.json").read_text())
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    faults = list(checker(schema, format_checker=checker.FORMAT_CHECKER).iter_errors(log))
    assert not faults, [(list(fault.absolute_path), fault.message) for fault in faults[:5]]


def run_validator(path):
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    command = [MULTITOOL / "Sarif.Multitool", "validate", path]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    told = done.stdout + done.stderr
    assert done.returncode == 0 and "successfully" in told and ": error" not in told, told
    # Nor a warning, but that the program names no page of its own, and that a whole file is meant.
    warned = [line for line in told.splitlines() if ": warning" in line]
    warned = [line for line in warned if "'informationUri'" not in line and "'region' property is absent" not in line]
    assert not warned, warned


def look_at_places(log, found, folder):
    """Each region, cut out of the file by UTF-16, is what the JSON of the same finding says."""
    results = log["runs"][0]["results"]
    assert log["runs"][0]["columnKind"] == "utf16CodeUnits"
    assert len(results) == len(found)
    crossed = wide = 0
    for result, finding in zip(results, found):
        place = result["locations"][0]["physicalLocation"]
        path = folder / urllib.parse.unquote(place["artifactLocation"]["uri"])
        assert path == folder / finding["file"] and result["ruleId"] == finding["rule"]
        if "line" not in finding:
            assert "region" not in place, place
            continue
        source, region = path.read_bytes(), place["region"]
        lines = source.decode().removeprefix("\ufeff").split("\n")
        lines = lines[region["startLine"] - 1 : region.get("endLine", region["startLine"])]
        units = [line.encode("utf-16-le") for line in lines]
        wide += len("".join(lines)) * 2 < len(b"".join(units))
        units[-1] = units[-1][: 2 * (region["endColumn"] - 1)]
        units[0] = units[0][2 * (region["startColumn"] - 1) :]
        words = source[finding["start"] : finding["end"]].decode()
        crossed += "\n" in words
        cut = "\n".join(line.decode("utf-16-le") for line in units)
        assert words == cut, (cut, words)
    assert len(results) > 300 and crossed > 20 and wide > 20, (len(results), crossed, wide)
    print(f"sarif: scan: {len(results)} findings, {crossed} over two lines, {wide} in lines with wide signs: schema, validator, places")


def try_all(home):
    write_documents(home)
    more = ["--each-file", "--warn", "undefined-first-use", "--deny", "name-to-avoid"]
    written = run("scan", ".", *more, "--format", "sarif", folder=home)
    (home / "scan.sarif").write_bytes(written)
    look_at_schema(json.loads(written))
    run_validator(home / "scan.sarif")
    found = json.loads(run("scan", ".", *more, "--format", "json", folder=home))["findings"]
    look_at_places(json.loads(written), found, home)
    count = 0
    for corpus in sorted((ROOT / "tests/faulty").iterdir()):
        written = run("check", corpus.relative_to(ROOT), "--format", "sarif", folder=ROOT)
        (home / f"{corpus.name}.sarif").write_bytes(written)
        look_at_schema(json.loads(written))
        run_validator(home / f"{corpus.name}.sarif")
        count += len(json.loads(written)["runs"][0]["results"])
    assert count > 100, count
    print(f"sarif: check: {count} findings: schema, validator")


with tempfile.TemporaryDirectory(prefix="cxterms-sarif-") as folder:
    try_all(pathlib.Path(folder))
