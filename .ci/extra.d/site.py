"""Do the pages carry the triples that `export --to schema-org` writes?

Usage: site.py SITE EXPORT. Needs rdflib. Each document's context is taken as the vocabulary https://schema.org/, which is
what the one that schema.org publishes makes of the terms in use here.
"""

import json
import re
import sys
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.compare import to_isomorphic

SCHEMA = Namespace("https://schema.org/")
CONTEXT = {
    "@vocab": "https://schema.org/",
    "sameAs": {"@type": "@id"},
}


def read(document):
    document = dict(document)
    assert document["@context"] == "https://schema.org", document["@context"]
    document["@context"] = CONTEXT
    return Graph().parse(data=json.dumps(document), format="json-ld")


def linked_data_of(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(), re.S)
    assert len(found) == 1, f"{page}: {len(found)} blocks of linked data"
    return json.loads(found[0])


site, exported = Path(sys.argv[1]), read(json.loads(Path(sys.argv[2]).read_text()))
assert set(read(json.loads((site / "terms.json").read_text()))) == set(exported), "terms.json"
union = Graph()
pages = 0
for page in sorted(site.glob("concept/*.html")):
    beside = json.loads(page.with_suffix(".jsonld").read_text())
    within = linked_data_of(page)
    assert within == beside, page
    term = read(within)
    subject = URIRef(within["@id"])
    assert set(term) == set(exported.triples((subject, None, None))), page
    union += term
    pages += 1
union += read(linked_data_of(site / "index.html"))
# A term says of which set it is part; the set's own list of its terms stands in terms.json alone.
for term, whole in union.subject_objects(SCHEMA.inDefinedTermSet):
    union.add((whole, SCHEMA.hasDefinedTerm, term))
assert to_isomorphic(union) == to_isomorphic(exported), "the pages together"
print(f"site: {pages} pages carry {len(exported)} triples, those of the export")
