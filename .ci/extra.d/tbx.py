"""Do the published schemas take the TBX that we export?

Usage: tbx.py CXTERMS FOLDER. Needs lxml. FOLDER holds RELAX NG schemas named after our formats, as tbx-basic.rng. Each line
it prints was checked; any fault ends it with 1.
"""

import pathlib
import subprocess
import sys

from lxml import etree

CXTERMS, SCHEMAS = sys.argv[1], pathlib.Path(sys.argv[2])
CORPORA = [[], ["--terms", "tests/fixtures/small"]]
# The schemas were published before the standard's namespace was settled.
OLD, NEW = b"urn:iso:std:iso:30042:ed:3.0", b"urn:iso:std:iso:30042:ed-2"

faults = 0
checked = 0
for path in sorted(SCHEMAS.glob("*.rng")):
    grammar = etree.fromstring(path.read_bytes().replace(OLD, NEW))
    schema = etree.RelaxNG(etree.ElementTree(grammar))
    for corpus in CORPORA:
        export = [CXTERMS, "export", "--to", path.stem, *corpus]
        text = subprocess.run(export, capture_output=True, check=True).stdout
        valid = schema.validate(etree.fromstring(text).getroottree())
        entries = text.count(b"<conceptEntry")
        print(f"{path.stem}: {entries} entries of {corpus[-1] if corpus else 'the built-in corpus'} are", "valid" if valid else "INVALID")
        for error in list(schema.error_log)[:5]:
            print(f"  line {error.line}: {error.message}")
        checked += 1
        faults += not valid
    broken = etree.fromstring(text.replace(b"<term>", b"<name>").replace(b"</term>", b"</name>"))
    if schema.validate(broken.getroottree()):
        print(f"{path.stem}: takes anything")
        faults += 1
if not checked:
    print(f"skipped: {SCHEMAS} holds no *.rng")
sys.exit(1 if faults else 0)
