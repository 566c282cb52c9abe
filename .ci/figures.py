#!/usr/bin/env python3
"""Counts what a newcomer meets in the code: names of functions and types, headers of modules, lengths.

Usage: .ci/figures.py [FOLDER]      (the tree to read; this one unless another is named)

Reads the Rust files under src/ and those of the crates in this workspace, tests left out: folders named `tests`,
files named `tests.rs`, and everything from a `#[cfg(test)]` module on. The code is expected to be as rustfmt leaves
it, so a function ends at the first closing brace indented like its `fn`.
"""

import collections
import pathlib
import re
import sys

FUNCTION = re.compile(r"^(\s*)(?:pub(?:\([^)]*\))? )?(?:const )?(?:extern \S+ )?fn (\w+)")
TYPE = re.compile(r"^\s*(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|type|union) (\w+)")
IMPLEMENTATION = re.compile(r"^(?:unsafe )?impl\b.* for ")


def sources(root):
    """The files of every crate, tests left out."""
    for folder in sorted({path.parent for path in root.glob("*/Cargo.toml")} | {root}):
        if folder.name in ("fuzz", "target"):
            continue
        for path in sorted((folder / "src").rglob("*.rs")):
            if path.name != "tests.rs" and "tests" not in path.parts:
                yield path, path.read_text().split("#[cfg(test)]\nmod ")[0].splitlines()


def percentile(values, share):
    """The value that `share` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))] if ordered else 0


def main():
    folders = [word for word in sys.argv[1:] if not word.startswith("--")]
    root = pathlib.Path(folders[0] if folders else ".")
    names, lengths, files, questions, types = [], [], [], [], collections.defaultdict(list)
    code = 0
    for path, lines in sources(root):
        files.append((len(lines), path))
        code += sum(1 for line in lines if line.strip() and not line.strip().startswith("//"))
        header = []
        for line in lines:
            if not line.startswith("//!"):
                break
            header.append(line[3:].strip())
        text = " ".join(header)
        if re.fullmatch(r"[^.:;!]*\?", text):
            questions.append(path)
        of_trait, in_trait = False, None
        for at, line in enumerate(lines):
            if line.startswith(("impl", "unsafe impl")):
                head = " ".join(lines[at : at + 4]).split("{")[0]
                of_trait = bool(IMPLEMENTATION.match(head))
            elif line == "}":
                of_trait = False
            if found := TYPE.match(line):
                # An associated type is no definition of a name.
                if not line.startswith("    type "):
                    types[found.group(1)].append(path)
            if found := FUNCTION.match(line):
                indent, name = found.groups()
                end = next((n for n in range(at, len(lines)) if lines[n] == indent + "}"), at)
                if line.rstrip().endswith((";", "}")):
                    end = at
                lengths.append((end - at + 1, name, path))
                # What a trait of somebody else asks for was not named here.
                if not of_trait:
                    names.append(name)
    # A part of a crate's type may be named like it only where the type is re-exported: definitions alone count here.
    twice = {name: found for name, found in types.items() if len(found) > 1}
    one_word = [name for name in names if "_" not in name]
    short = [name for name in names if len(name) <= 5]
    counts = [count for count, *_ in lengths]
    print(f"files                         {len(files)}")
    print(f"lines, lines of code          {sum(n for n, _ in files)}, {code}")
    print(f"functions named here          {len(names)}")
    print(f"  named by one word           {100 * len(one_word) / len(names):.1f} %")
    print(f"  of five letters or fewer    {100 * len(short) / len(names):.1f} %")
    print(f"functions, lines: p99, most   {percentile(counts, 99)}, {max(counts)}")
    print(f"files, lines: most            {max(n for n, _ in files)}")
    print(f"type names defined twice      {len(twice)}")
    print(f"headers that are a question   {len(questions)} of {len(files)}")
    outside = [path for path in questions if "answer" not in path.parts]
    print(f"  outside answer/             {len(outside)}")
    if "--list" in sys.argv:
        for name, found in sorted(twice.items()):
            print(f"{name}: {', '.join(map(str, found))}")


if __name__ == "__main__":
    main()
