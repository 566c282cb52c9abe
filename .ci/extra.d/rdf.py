"""Do other tools read what we export, and do they find in it what we answer?

Usage: rdf.py CXTERMS [FOLDER-OF-VOCABULARIES]. Needs rdflib and pyoxigraph. Each line it prints was checked; any difference
ends it with 1.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import pyoxigraph
import rdflib
from rdflib.compare import isomorphic, to_isomorphic

CXTERMS = sys.argv[1]
DATA = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
FORMATS = {"turtle": "turtle", "rdfxml": "xml", "ntriples": "nt", "jsonld": "json-ld"}
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
SKOS = rdflib.SKOS
PREFIXES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX cx: <urn:cxterms:vocabulary#>
"""


def run(*arguments):
    done = subprocess.run([CXTERMS, *arguments], capture_output=True, check=True)
    return done.stdout


def graph(text, syntax):
    return rdflib.Graph().parse(data=text, format=FORMATS[syntax])


def same(what, one, other):
    if one != other:
        sys.exit(f"{what}: {sorted(one)[:5]} … and {sorted(other)[:5]} … differ")
    print(f"{what}: {len(one)} alike")


def the_four_syntaxes_are_one_graph(terms):
    graphs = {syntax: graph(run("export", "--to", syntax, *terms), syntax) for syntax in FORMATS}
    first = to_isomorphic(graphs["turtle"])
    for syntax, other in graphs.items():
        assert isomorphic(first, other), f"{syntax} says otherwise than turtle"
    print(f"rdflib: four syntaxes, one graph of {len(first)} triples")
    return first


def no_condition_is_breached(g):
    """S13, S14, S27 and S37 by rdflib's own means, not ours."""
    for concept in g.subjects(rdflib.RDF.type, SKOS.Concept):
        preferred = [label.language for label in g.objects(concept, SKOS.prefLabel)]
        assert len(preferred) == len(set(preferred)), f"S14: {concept}"
        kinds = [set(g.objects(concept, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert not (kinds[0] & kinds[1] or kinds[0] & kinds[2] or kinds[1] & kinds[2]), f"S13: {concept}"
        above = set(g.transitive_objects(concept, SKOS.broader)) - {concept}
        assert not above & set(g.objects(concept, SKOS.related)), f"S27: {concept}"
        assert (concept, rdflib.RDF.type, SKOS.Collection) not in g, f"S37: {concept}"
    print("rdflib: S13, S14, S27, S37 hold")


def a_triple_store_answers_as_we_do():
    store = pyoxigraph.Store()
    store.load(run("export", "--to", "turtle"), format=OXIGRAPH["turtle"])
    for term in ("customer-experience", "customer-success", "customer-service"):
        tree = json.loads(run("tree", term, "--depth", "1", "--format", "json"))
        ours = {child["id"] for root in tree["roots"] for child in root.get("children", [])}
        query = f'SELECT ?c WHERE {{ ?c skos:broader ?p . FILTER(STRENDS(STR(?p), ":{term}")) }}'
        theirs = {str(row["c"].value).rsplit(":", 1)[1] for row in store.query(PREFIXES + query)}
        same(f"pyoxigraph: children of {term}", ours, theirs)
        defined = json.loads(run("define", term, "--format", "json"))
        ours = {by["voice"] for concept in defined["concepts"] for it in concept["definitions"] for by in it["asserted_by"]}
        query = f"""SELECT DISTINCT ?id WHERE {{
            ?c skos:definition ?d . FILTER(STRENDS(STR(?c), ":{term}"))
            ?d dcterms:creator ?v . ?v cx:identifier ?id }}"""
        theirs = {row["id"].value for row in store.query(PREFIXES + query)}
        same(f"pyoxigraph: voices that define {term}", ours, theirs)
    for syntax, form in OXIGRAPH.items():
        other = pyoxigraph.Store()
        other.load(run("export", "--to", syntax), format=form)
        assert len(other) == len(store), syntax
    print(f"pyoxigraph: reads all four syntaxes, {len(store)} triples each")


def vocabularies_come_back():
    """What is imported, exported and imported again is the same graph."""
    files = sorted(DATA.glob("**/*.ttl"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        told = without = 0
        for number, file in enumerate(files):
            once, twice = folder / f"{number}-once", folder / f"{number}-twice"
            done = subprocess.run([CXTERMS, "import", file, "-o", once], capture_output=True)
            assert done.returncode in (0, 1), done.stderr
            if done.returncode == 1:
                without += 1
                continue
            text = run("export", "--to", "turtle", "--terms", once)
            (folder / "it.ttl").write_bytes(text)
            run("import", str(folder / "it.ttl"), "-o", str(twice))
            again = run("export", "--to", "turtle", "--terms", twice)
            if text != again:
                assert isomorphic(graph(text, "turtle"), graph(again, "turtle")), file
            told += 1
        print(f"{told} vocabularies come back as they left, {without} hold no concept")


def the_reference_s_own_examples_are_judged_as_it_does():
    """Every example that the SKOS Reference calls inconsistent is flagged with its condition, and no other is."""
    cases = json.loads((DATA / "w3c-reference-expected.json").read_text())["cases"]
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(cases):
            into = pathlib.Path(folder) / str(number)
            command = [CXTERMS, "import", DATA / case["file"], "-o", into, "--format", "json"]
            told = json.loads(subprocess.run(command, capture_output=True).stdout)
            found = {finding["rule"] for finding in told["findings"]}
            wanted = {case["rule"].split()[0]} if case["verdict"] == "invalid" else set()
            assert wanted <= found and bool(wanted) == bool(found), (case, found)
    print(f"{len(cases)} examples of the Reference judged as it does")


def one_vocabulary_in_four_syntaxes_is_one_corpus():
    """Files that differ in their ending alone hold one graph, and become one corpus."""
    for stem in {file.with_suffix("") for file in DATA.glob("**/*.jsonld")}:
        with tempfile.TemporaryDirectory() as folder:
            made = set()
            for ending in (".ttl", ".nt", ".rdf", ".jsonld"):
                into = pathlib.Path(folder) / ending[1:]
                run("import", str(stem) + ending, "-o", str(into), "--title", "One")
                made.add(b"".join(file.read_bytes() for file in sorted(into.glob("**/*.yaml"))))
            assert len(made) == 1, stem
        print(f"{stem.name}: one corpus from four syntaxes")


no_condition_is_breached(the_four_syntaxes_are_one_graph([]))
a_triple_store_answers_as_we_do()
if DATA:
    the_reference_s_own_examples_are_judged_as_it_does()
    one_vocabulary_in_four_syntaxes_is_one_corpus()
    vocabularies_come_back()
