"""Hands the corpus to what writers use, and looks whether each finds what it should.

Usage: writers.py CXTERMS FOLDER_OF_NODE_PROGRAMS
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CXTERMS, PROGRAMS = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
TEXT = "We call it attrition, but agent attrition is another thing. A chatterbot helps. No one says internal  SLA.\n"


def export(name, path):
    subprocess.run([CXTERMS, "export", "--to", name, "-o", path], check=True, capture_output=True)


def run(program, *arguments, folder):
    return subprocess.run(
        [PROGRAMS / program, *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}
    )


def try_textlint(folder):
    export("textlint", folder / "terms.yml")
    modules = folder / "node_modules"
    modules.symlink_to(PROGRAMS.parent)
    (folder / ".textlintrc.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": ["terms.yml"]}}}))
    (folder / "page.md").write_text(TEXT)
    found = run("textlint", "--format", "json", "page.md", folder=folder)
    messages = json.loads(found.stdout)[0]["messages"]
    said = [TEXT[it["index"] :].split(",")[0].split(" ")[0].rstrip(".") for it in messages]
    assert said == ["attrition", "chatterbot", "internal"], (messages, found.stderr)
    assert any("an old name that is hardly used now (the editors)" in it["message"] for it in messages), messages
    print("textlint:", len(messages), "names to avoid found, none in", repr("agent attrition"))


def try_cspell(folder):
    export("cspell", folder / "terms.cspell.json")
    (folder / "cspell.json").write_text(json.dumps({"version": "0.2", "import": ["./terms.cspell.json"]}))
    (folder / "words.md").write_text("The phygital chatterbot scores its NPS.\n")
    found = run("cspell", "--no-progress", "--no-summary", "words.md", folder=folder)
    unknown = re.findall(r"(?:word|Unknown word) \(([^)]*)\)", found.stdout)
    assert unknown == ["chatterbot"], (found.stdout, found.stderr)
    print("cspell: knows phygital, flags chatterbot")


def try_anki(folder):
    from anki.collection import Collection, ImportCsvRequest

    export("anki", folder / "cards.txt")
    collection = Collection(str(folder / "cards.anki2"))
    for again in (False, True):
        metadata = collection.get_csv_metadata(str(folder / "cards.txt"), None)
        log = collection.import_csv(ImportCsvRequest(path=str(folder / "cards.txt"), metadata=metadata)).log
        assert len(log.new) == (0 if again else collection.note_count()), (again, len(log.new))
    tags = {tag: len(collection.find_notes(f"tag:{tag}")) for tag in ("definition", "abbreviation", "contrast")}
    assert sum(tags.values()) == collection.note_count() and min(tags.values()) > 50, tags
    decks = [deck.name for deck in collection.decks.all_names_and_ids()]
    assert "Customer disciplines" in decks, decks
    collection.close()
    print("anki:", tags, "and nothing new the second time")


def try_markdown(folder):
    import markdown

    export("abbreviations", folder / "abbreviations.md")
    text = "We measure NPS.\n\n" + (folder / "abbreviations.md").read_text()
    page = markdown.markdown(text, extensions=["abbr"])
    assert '<abbr title="net promoter score">NPS</abbr>' in page, page[:300]
    assert "*[" not in page, page[-300:]
    export("glossary", folder / "glossary.md")
    page = markdown.markdown((folder / "glossary.md").read_text(), extensions=["abbr", "tables"])
    anchors, links = set(re.findall(r'id="([^"]+)"', page)), re.findall(r'href="#([^"]+)"', page)
    assert len(links) > 1000 and not [link for link in links if link not in anchors]
    print("markdown:", len(links), "links of the glossary lead somewhere")


for attempt in (try_textlint, try_cspell, try_anki, try_markdown):
    with tempfile.TemporaryDirectory() as folder:
        attempt(pathlib.Path(folder))
