"""Writes one text as Markdown, .docx, .pptx and .odt, and scans each: the findings must be the same.

Usage: office.py CXTERMS SOFFICE (empty where there is no LibreOffice)
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import docx
import docx.oxml
import pptx
import pptx.util

CXTERMS, SOFFICE = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]

OVERLAY = {
    "corpus.yaml": "title: House\nvoice: house\nover: built-in\n",
    "sources.yaml": "voices: {house: {name: the house}}\n",
    "words.yaml": """\
- {id: customer-support, avoid: [{text: help desk, why: it sounds like a counter, instead: customer support}]}
- {id: customer, label: customer, avoid: [{text: client, why: they buy, instead: customer}]}
""",
}

# What a document holds: what each block is, and its words. In words, * stands around what is bold, and [ ] around a link.
TEXT = [
    ("heading", "Plan of the CS team"),
    ("paragraph", "Ask the help *desk* first, and then the [help desk] of a client."),
    ("paragraph", "Our CSMs know it. So do *Clients* and clients’ friends."),
    ("heading", "Ideal customer profile (ICP)"),
    ("item", "an ideal candidate profile (ICP)"),
    ("item", "customer *success* and customer service/success"),
    ("item", "The AM calls at 10 AM."),
    ("quote", "the client says CS"),
    ("paragraph", "CES means customer effort score. Unavoidable *ch*urn stays. customer_success_id and CS_URL are names."),
    ("table", [["Term", "Means"], ["client", "who buys"], ["TTV", "time to value"], ["HELP DESK", "see help-desk"]]),
    ("paragraph", "Zum Schluß: 顧客 client, naïve Clients’ CSAT 𝄞 client."),
]


def split_words(words):
    """The runs of a text: each with whether it is bold and whether it is a link."""
    runs, text, bold, link = [], "", False, False
    for letter in words + "\0":
        if letter in "*[]\0":
            if text:
                runs.append((text, bold, link))
            text = ""
            bold, link = bold ^ (letter == "*"), (letter == "[") or (link and letter != "]")
        else:
            text += letter
    return runs


def to_markdown():
    def words(text):
        runs = split_words(text)
        return "".join(
            f"**{it.strip()}**" + " " * it.endswith(" ") if bold else f"[{it}](https://example.org/x)" if link else it.replace("_", "\\_")
            for it, bold, link in runs
        )

    lines = []
    for kind, what in TEXT:
        if kind == "table":
            head, *rows = what
            lines += ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
            lines += ["| " + " | ".join(row) + " |" for row in rows]
        else:
            begins = {"heading": "## ", "item": "- ", "quote": "> "}.get(kind, "")
            lines.append(begins + words(what))
        lines.append("")
    return "\n".join(lines)


def add_runs(paragraph, words):
    for text, bold, link in split_words(words):
        run = paragraph.add_run(text)
        run.bold = bold or None
        if link:
            part = paragraph.part
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            element = docx.oxml.OxmlElement("w:hyperlink")
            element.set(docx.oxml.ns.qn("r:id"), part.relate_to("https://example.org/x", kind, is_external=True))
            element.append(run._r)
            paragraph._p.append(element)


def write_docx(path):
    document = docx.Document()
    for kind, what in TEXT:
        if kind == "table":
            table = document.add_table(rows=len(what), cols=len(what[0]))
            for row, cells in zip(table.rows, what):
                for cell, text in zip(row.cells, cells):
                    cell.text = text
        else:
            style = {"heading": "Heading 2", "item": "List Bullet", "quote": "Quote"}.get(kind)
            add_runs(document.add_paragraph(style=style), what)
    document.save(path)


def write_pptx(path):
    show = pptx.Presentation()
    layout, body = show.slide_layouts[1], None
    for kind, what in TEXT:
        if kind == "heading":
            slide = show.slides.add_slide(layout)
            slide.shapes.title.text = what
            body, empty = slide.placeholders[1].text_frame, True
        elif kind == "table":
            inches = pptx.util.Inches(1)
            shape = slide.shapes.add_table(len(what), len(what[0]), inches, inches, inches, inches)
            for row, cells in zip(shape.table.rows, what):
                for cell, text in zip(row.cells, cells):
                    cell.text = text
        elif kind != "quote":  # A presentation does not say what a quotation is.
            paragraph = body.paragraphs[0] if empty else body.add_paragraph()
            empty = False
            for text, bold, link in split_words(what):
                run = paragraph.add_run()
                run.text = text
                run.font.bold = bold or None
                if link:
                    run.hyperlink.address = "https://example.org/x"
    show.slides[0].notes_slide.notes_text_frame.text = "Nothing is said here."
    show.save(path)


def write_odt(path):
    profile = (path.parent / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "odt", "--outdir", path.parent]
    subprocess.run([*command, path.with_suffix(".docx")], check=True, capture_output=True)


def scan(path, *options):
    command = [CXTERMS, "scan", path, "--format", "jsonl", "--each-file", *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=path.parent)
    assert done.returncode == 0, (path, done.stdout, done.stderr)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return sorted((it["rule"], it["label"], it["severity"]) for it in found), found


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "house").mkdir()
    for name, text in OVERLAY.items():
        (folder / "house" / name).write_text(text)
    (folder / "it.md").write_text(to_markdown())
    write_docx(folder / "it.docx")
    write_pptx(folder / "it.pptx")
    if SOFFICE:
        write_odt(folder / "it.odt")
    for options in ([], ["--terms", "house"], ["--terms", "house", "--warn", "undefined-first-use"]):
        expected, _ = scan(folder / "it.md", *options)
        assert len(expected) >= 3, expected
        for ending in ("docx", "pptx", "odt"):
            if ending == "odt" and not SOFFICE:
                continue
            found, whole = scan(folder / f"it.{ending}", *options)
            if found != expected:
                sys.exit(f"{ending} {options}: only there {[it for it in found if it not in expected]}, "
                         f"only in Markdown {[it for it in expected if it not in found]}, {len(found)} and {len(expected)}")
            print(f"{ending}: {len(found)} findings as in Markdown {' '.join(options)}")
if not SOFFICE:
    print("skipped: LibreOffice cannot be installed here")
