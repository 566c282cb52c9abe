"""What does a vocabulary lose and gain on its way through a corpus?

Usage: conditions.py CXTERMS FILE-OR-FOLDER…. Needs rdflib. Each file is imported and exported again as Turtle. Told are the
triples that are missing and added, by predicate, beside the losses that `import` and `export` declare; whether the IRIs of
the schemes are the same; which names the export puts into the vocabulary's own namespaces; and whether file and export
together breach a condition of the SKOS Reference that the file did not, but for S13 where the file breaches S14. The last three
end it with 1.
"""

import collections
import json
import logging
import pathlib
import subprocess
import sys
import tempfile

import rdflib
from rdflib.compare import to_canonical_graph

# What a date may be is not asked here.
logging.getLogger("rdflib").setLevel(logging.CRITICAL)
CXTERMS, *PATHS = sys.argv[1:]
SYNTAXES = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".jsonld": "json-ld"}
SKOS = rdflib.SKOS
OURS = "urn:cxterms:"
# For names that are relative to no address.
NOWHERE = "https://nowhere.example/"


def run(*arguments, codes=(0,)):
    done = subprocess.run([CXTERMS, *map(str, arguments)], capture_output=True)
    assert done.returncode in codes, (arguments, done.stderr.decode())
    return done


def files_of(paths):
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            yield from sorted(it for it in path.rglob("*") if it.suffix in SYNTAXES)
        else:
            yield path


def import_file(file, folder):
    """What `import` tells of a file; nothing if it is refused."""
    done = run("import", file, "-o", folder, "--format", "json", "--all", codes=(0, 1, 2))
    return json.loads(done.stdout) if done.stdout.strip() else None


def schemes(graph):
    named = set(graph.subjects(rdflib.RDF.type, SKOS.ConceptScheme)) | set(graph.objects(None, SKOS.inScheme))
    named |= set(graph.subjects(SKOS.hasTopConcept)) | set(graph.objects(None, SKOS.topConceptOf))
    return {it for it in named if isinstance(it, rdflib.URIRef) and not str(it).startswith(OURS)}


def nodes(graph):
    return {it for triple in graph for it in triple if isinstance(it, rdflib.URIRef)}


def plain(graph):
    """The same graph: a text of the datatype `string` is a text without one (RDF 1.1)."""
    done = rdflib.Graph()
    for s, p, o in graph:
        text = isinstance(o, rdflib.Literal) and o.datatype == rdflib.XSD.string
        done.add((s, p, rdflib.Literal(str(o)) if text else o))
    return done


def count_by_predicate(graph, triples):
    count = collections.Counter(graph.namespace_manager.normalizeUri(p) for _, p, _ in triples)
    return dict(sorted(count.items()))


def breaches(told):
    return collections.Counter(it["rule"] for it in told["findings"] if it.get("rule"))


def try_file(file, folder):
    name = "/".join(file.parts[-2:])
    before = rdflib.Graph().parse(file, format=SYNTAXES[file.suffix], publicID=NOWHERE)
    if any(it.startswith(NOWHERE) for it in map(str, nodes(before))):
        file = folder / file.with_suffix(".ttl").name
        before.serialize(file, format="turtle")
    told = import_file(file, folder / "in")
    if not told or not (folder / "in").is_dir():
        print(f"{name}: no concept, or refused")
        return True
    done = run("export", "--to", "turtle", "--terms", folder / "in")
    after = rdflib.Graph().parse(data=done.stdout, format="turtle")
    # Nodes without a name are told apart by what is said of them.
    one, other = to_canonical_graph(plain(before)), to_canonical_graph(plain(after))
    missing, added = set(one) - set(other), set(other) - set(one)
    ours = {it for it in added if str(it[0]).startswith(OURS)}
    print(f"{name}: {len(before)} triples, {told['concepts']} concepts")
    print("  missing:", count_by_predicate(before, missing))
    print("  added:  ", count_by_predicate(before, added - ours), f"and {len(ours)} about what is ours")
    print("  losses: ", {what: it["count"] for what, it in told["losses"].items()})
    lost = done.stderr.decode().strip().replace("\n", "\n           ")
    print("  export: ", lost or "none")
    sound = True
    if schemes(before) != schemes(after):
        print("  SCHEMES DIFFER:", schemes(before) ^ schemes(after))
        sound = False
    new = {it for it in nodes(after) - nodes(before) if not str(it).startswith(OURS)}
    known = ("http://www.w3.org/", "http://purl.org/dc/", "http://xmlns.com/foaf/")
    new = {it for it in new if not str(it).startswith(known)}
    if new:
        print("  NAMES OF OTHERS:", len(new), sorted(new)[:3])
        sound = False
    both = folder / "both.ttl"
    (before + after).serialize(both, format="turtle")
    known = breaches(told)
    # The second of two preferred labels in one language is a synonym, which it is not in the file.
    known["S13"] += known["S14"]
    worse = breaches(import_file(both, folder / "again")) - known
    if worse:
        print("  NEW BREACHES:", dict(worse))
        sound = False
    return sound


def main():
    failed = []
    for file in files_of(PATHS):
        with tempfile.TemporaryDirectory() as folder:
            if not try_file(file, pathlib.Path(folder)):
                failed.append(file)
    if failed:
        sys.exit(f"{len(failed)} files differ in what they must not: {failed[:5]}")
    print("schemes, names and conditions are as in the files")


main()
