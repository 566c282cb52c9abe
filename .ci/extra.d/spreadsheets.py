"""Hands workbooks to openpyxl and LibreOffice, and takes theirs.

Usage: spreadsheets.py CXTERMS SOFFICE (empty where there is no LibreOffice)
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

CXTERMS, SOFFICE = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
ROWS = [
    ["Term", "Definition", "Synonyms", "Code", "Umbrella"],
    ["hub", "the middle of a wheel,\nwhere spokes meet", "nave | boss", 1, ""],
    ["spoke", "a rod: =hub", "", 2.5, "hub"],
    ["wheel & tire", "“round” <thing>", "'quoted", None, ""],
]


def cxterms(*arguments):
    done = subprocess.run([CXTERMS, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def convert(path, ending, folder):
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending]
        + ["--outdir", folder / "converted", path],
        check=True,
        capture_output=True,
    )
    return folder / "converted" / f"{path.stem}.{ending.split(':')[0]}"


def imported(path, folder):
    target = folder / f"corpus-{path.suffix[1:]}-{len(list(folder.iterdir()))}"
    cxterms("import", path, "-o", target, "--title", "It", "--voice", "we", "--column", "notations=Code")
    lines = cxterms("export", "--to", "jsonl", "--terms", target).splitlines()
    return [json.loads(line) for line in lines[2:]]


def read_csv(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def theirs(folder):
    with open(folder / "theirs.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(["" if cell is None else cell for cell in row] for row in ROWS)
    expected = imported(folder / "theirs.csv", folder)
    assert len(expected) == 3 and expected[0]["synonyms"] == ["nave", "boss"], expected
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active["A1"] = "Our terms"
    sheet = book.create_sheet("Terms")
    for row in ROWS:
        sheet.append(row)
    book.save(folder / "openpyxl.xlsx")
    assert imported(folder / "openpyxl.xlsx", folder) == expected
    print("openpyxl: its workbook comes in whole")
    if SOFFICE:
        for ending in ("xlsx", "ods"):
            assert imported(convert(folder / "openpyxl.xlsx", ending, folder), folder) == expected, ending
        print("libreoffice: its .xlsx and .ods come in whole")


def ours(folder):
    cxterms("export", "--to", "xlsx", "-o", folder / "ours.xlsx")
    cxterms("export", "--to", "csv", "-o", folder / "ours.csv")
    book = openpyxl.load_workbook(folder / "ours.xlsx")
    assert book.sheetnames == ["Terms", "Claims", "Contrasts", "Sources"], book.sheetnames
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, sheet.title
        assert sheet.max_row > 400, (sheet.title, sheet.max_row)
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row), sheet.title
    links = sum(1 for row in book["Sources"].iter_rows(min_row=2) for cell in row if cell.hyperlink)
    assert links > 1000, links
    expected = read_csv(folder / "ours.csv")
    rows = [["" if cell is None else cell for cell in row] for row in book["Terms"].iter_rows(values_only=True)]
    assert rows == expected
    print("openpyxl: our sheet of terms has the cells of our CSV;", links, "links")
    if SOFFICE:
        assert read_csv(convert(folder / "ours.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", folder)) == expected
        print("libreoffice: so it has there")


for attempt in (theirs, ours):
    with tempfile.TemporaryDirectory() as folder:
        attempt(pathlib.Path(folder))
if not SOFFICE:
    print("skipped: LibreOffice cannot be installed here")
