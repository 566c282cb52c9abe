#!/usr/bin/env python3
"""Compares the texts of terms/ with the pages that they cite: longest common run, and share of words in one order.

Usage: .ci/own_words.py FOLDER [TERMS]      (TERMS: terms/ of this tree unless another is named)

FOLDER holds the text of pages, one a file, named after the work: `franz-difference.txt`. It is not part of this
repository. For each text that cites a work whose page is there, this counts the longest run of words that the two
have in common, and, of the content words, the share that stand in the page in the same order within one passage of
60 words. Names of concepts count as one word; numbers and names of voices count for nothing. What is over the limits
is printed: a run of more than 5 words, or more than two thirds in order of a text of six content words or more.
Needs PyYAML.
"""

import pathlib
import re
import sys

import yaml

MAX_RUN = 5
MAX_ORDER = 2 / 3
MIN_CONTENT = 6
PASSAGE = 60
COMMON = set(pathlib.Path(__file__).parent.parent.joinpath("tests/common_words.txt").read_text().split())


def words(text):
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())


def join_terms(tokens, terms):
    """Makes one word of each name of a concept, the longest first."""
    joined, at = [], 0
    while at < len(tokens):
        length = next((n for n in range(5, 1, -1) if tuple(tokens[at : at + n]) in terms), 1)
        joined.append(" ".join(tokens[at : at + length]))
        at += length
    return joined


def citations(value):
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item.split(" in ")[-1], None
        elif isinstance(item, dict):
            for by in item["by"] if isinstance(item.get("by"), list) else [item.get("by")]:
                if by:
                    yield by.split(" in ")[-1], item


def texts(entry):
    """Each text of an entry with the works that it is cited from."""
    claims = [claim for claim in entry.get("definitions") or [] if isinstance(claim, dict)]
    claims += [claim for claim in entry.get("notes") or [] if isinstance(claim, dict)]
    for part in ("facets", "relations"):
        for values in (entry.get(part) or {}).values():
            values = values if isinstance(values, list) else [values]
            claims += [claim for claim in values if isinstance(claim, dict)]
    for claim in claims:
        for side in ("by", "denied-by"):
            for work, item in citations(claim.get(side) or []):
                if side == "by" and claim.get("text"):
                    yield work, claim["text"]
                for key in ("text", "but"):
                    if item and item.get(key):
                        yield work, item[key]


def longest_run(text, page):
    places = {}
    for at, word in enumerate(page):
        places.setdefault(word, []).append(at)
    best = (0, 0)
    for start, word in enumerate(text):
        for place in places.get(word, ()):
            length = 0
            while text[start + length : start + length + 1] == page[place + length : place + length + 1] != []:
                length += 1
            best = max(best, (length, -start))
    return best[0], text[-best[1] : -best[1] + best[0]]


def common_order(text, page):
    """The longest common subsequence."""
    row = [0] * (len(page) + 1)
    for word in text:
        before = 0
        for at, other in enumerate(page, 1):
            here = before + 1 if word == other else max(row[at], row[at - 1])
            before, row[at] = row[at], here
    return row[-1]


def share_in_order(text, page, skipped):
    content = [word for word in text if word not in skipped and not word.isdigit()]
    if len(content) < MIN_CONTENT:
        return 0
    wanted = set(content)
    best = 0
    for start in range(0, max(1, len(page) - PASSAGE // 2), PASSAGE // 2):
        passage = [word for word in page[start : start + PASSAGE] if word in wanted]
        best = max(best, common_order(content, passage))
    return best / len(content)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    pages = {path.stem: path.read_text() for path in pathlib.Path(sys.argv[1]).glob("*.txt")}
    root = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parent.parent / "terms")
    entries = []
    for path in sorted(root.rglob("*.yaml")):
        if path.name not in ("corpus.yaml", "sources.yaml"):
            loaded = yaml.safe_load(path.read_text())
            entries += [(path, entry) for entry in (loaded if isinstance(loaded, list) else [loaded])]
    labels = {label for _, entry in entries for label in [entry.get("label"), *(entry.get("synonyms") or [])] if isinstance(label, str)}
    terms = {tuple(words(label)) for label in labels}
    sources = yaml.safe_load((root / "sources.yaml").read_text())
    names = {word for voice in sources["voices"].values() for word in words(voice["name"])}
    pages = {work: join_terms(words(text), terms) for work, text in pages.items()}
    seen, over, missing = 0, 0, set()
    for path, entry in entries:
        for work, text in texts(entry):
            if work not in pages:
                missing.add(work)
                continue
            seen += 1
            own = join_terms(words(text), terms)
            run, shared = longest_run(own, pages[work])
            share = share_in_order(own, pages[work], COMMON | names)
            if run > MAX_RUN or share > MAX_ORDER:
                over += 1
                print(f"{path}: {work}: run {run} ({' '.join(shared)}), {share:.0%} in order: {text}")
    print(f"{seen} texts compared with {len(pages)} pages, {over} over the limits; {len(missing)} works without a page")


main()
