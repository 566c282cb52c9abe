"""What a label of SKOS means: by rdflib, which loads the Turtle.

ask_rdflib.py TURTLE define LABEL
"""
import sys

from rdflib import Graph

QUERY = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT * {
    ?concept skos:prefLabel|skos:altLabel "%s"@en ; skos:definition ?means ; skos:prefLabel ?name .
    OPTIONAL { ?concept skos:broader/skos:prefLabel ?umbrella }
}
"""


def main(turtle, _question, name):
    for row in Graph().parse(turtle, format="turtle").query(QUERY % name):
        print(*row)


if sys.argv[1:]:
    main(*sys.argv[1:])
