"""What a label or concept of SKOS means, and what lies above and below it: by pyoxigraph, in a store or in Turtle.

ask_pyoxigraph.py STORE load TURTLE
ask_pyoxigraph.py STORE|TURTLE define LABEL | concept ID | up ID | branch ID
"""
import os
import sys

from pyoxigraph import RdfFormat, Store

PREFIXES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX term: <urn:cxterms:wordnet:> "
MEANING = """ ?concept skos:definition ?means ; skos:prefLabel ?name .
    OPTIONAL { ?concept skos:broader/skos:prefLabel ?umbrella } } """
QUERIES = {
    "define": 'SELECT * { ?concept skos:prefLabel|skos:altLabel "%s"@en .' + MEANING,
    "concept": "SELECT * { VALUES ?concept { term:%s } ?concept skos:prefLabel|skos:altLabel ?label ." + MEANING,
    "up": "SELECT * { term:%s skos:broader* ?above . ?above skos:prefLabel ?name }",
    "branch": "SELECT * { ?below skos:broader* term:%s . ?below skos:prefLabel ?name }",
}


def main(place, question, name):
    if question == "load":
        store = Store(place)
        store.bulk_load(path=name, format=RdfFormat.TURTLE)
        return store.optimize()
    if os.path.isdir(place):
        store = Store.read_only(place)
    else:
        store = Store()
        store.bulk_load(path=place, format=RdfFormat.TURTLE)
    for row in store.query(PREFIXES + QUERIES[question] % name):
        print(*row)


if sys.argv[1:]:
    main(*sys.argv[1:])
