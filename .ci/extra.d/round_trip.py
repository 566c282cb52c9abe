"""What of a SKOS vocabulary comes back, by predicate: import, export, and rdflib counts what is missing and what is added.

Usage: round_trip.py CXTERMS [--table | --verbose] FILE…. Needs rdflib. For each file it prints every predicate of which triples are
missing or added, and how that is declared: a kind of loss that the import or the export counts, or a sentence of
docs/exchange.md. What is declared nowhere ends it with 1. `--table` prints the table of docs/exchange.md, which stands in
exchange/src/skos/round_trip.md.

Nodes without a name, and nodes that stand for a text, a label or a statement, are compared by what is said of them.
"""

import collections
import json
import logging
import pathlib
import re
import subprocess
import sys
import tempfile

import rdflib

rdflib.NORMALIZE_LITERALS = False
logging.disable(logging.WARNING)
SYNTAX = {".ttl": "turtle", ".rdf": "xml", ".nt": "nt", ".jsonld": "json-ld"}
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "http://schema.org/",
    "schemas": "https://schema.org/",
    "cx": "urn:cxterms:vocabulary#",
}
# A predicate that differs less often has no row of its own in the table.
OFTEN = 20
# A node of ours that stands for a text, a label or a statement of a concept.
MADE = re.compile(r"[#-](note|definition|label|statement|facet)-\d+(-by-\d+)?$")
# Kinds of loss whose names do not name the predicate, which they declare.
KINDS = {
    "skosxl:": ["labels that are nodes and say no more than their text", "IRIs of labels", "who uses preferred labels"],
    "skos:definition": ["IRIs of definitions", "datatypes of texts"],
    "skos:notation": ["datatypes of notations", "languages of notations"],
    "skos:editorialNote": ["that a note is editorial"],
    "skos:memberList": ["orders of members"],
    "rdf:first": ["orders of members"],
    "rdf:rest": ["orders of members", "rdf:first"],
    "skos:altLabel": ["labels taken from another language or kind", "labels that are of another kind already"],
    "skos:hiddenLabel": ["labels taken from another language or kind", "labels that are of another kind already"],
    "skos:broadMatch": ["matches that SKOS forbids"],
    "skos:relatedMatch": ["matches that SKOS forbids"],
    "rdf:subject": ["statements about what is no claim"],
    "rdf:predicate": ["statements about what is no claim"],
    "rdf:object": ["statements about what is no claim"],
    "rdf:type": ["the type"],
    "skos:": ["IRIs of notes", "datatypes of texts", "markup in texts", "texts that name no language", "to what is no concept", "of a concept to itself"],
    "rdf:value": ["IRIs of", "datatypes of texts", "markup in texts", "texts that name no language"],
    "": ["empty texts"],
}
# What is said otherwise, as docs/exchange.md says.
SAID_OTHERWISE = {
    ("missing", "skos:narrower"): "written as skos:broader",
    ("added", "skos:broader"): "for skos:narrower",
    ("added", "skos:narrower"): "of a collection",
    ("missing", "skos:topConceptOf"): "of the scheme",
    ("added", "skos:topConceptOf"): "for skos:hasTopConcept",
    ("missing", "skos:hasTopConcept"): "of the scheme",
    ("added", "skos:hasTopConcept"): "for skos:topConceptOf",
    ("missing", "skos:inScheme"): "of the scheme",
    ("added", "skos:inScheme"): "each concept is in its scheme",
    ("missing", "skos:related"): "at one of both ends",
    ("added", "skos:related"): "at the other end",
    ("missing", "rdf:type"): "what is entailed",
    ("added", "rdf:type"): "what is entailed, and nodes of ours",
    ("added", "skos:prefLabel"): "other names, where SKOS gives none",
    ("added", "skos:altLabel"): "a second preferred label of one language",
    ("missing", "skos:prefLabel"): "a second preferred label of one language",
    ("added", "skos:note"): "for skos:editorialNote",
    ("added", "skos:member"): "for skos:memberList",
    ("added", "dcterms:title"): "the title of the scheme, of works and of notes",
    ("added", "dcterms:creator"): "of the scheme, and who says so",
    ("added", "dcterms:language"): "of the scheme",
    ("added", "rdfs:comment"): "what kinds and relations mean",
    ("missing", "dc:title"): "the title of the scheme",
    ("missing", "rdfs:label"): "as skos:prefLabel, or the title of the scheme",
    ("missing", "dc:publisher"): "the voice of the corpus",
    ("missing", "dc:creator"): "the voice of the corpus",
    ("missing", "schemas:name"): "the voice of the corpus",
}


def short(iri):
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space):]}"
    return str(iri)


def plain(node, named):
    """A node or a text, so that two graphs can be compared. A name that leads nowhere has another space here and there."""
    if isinstance(node, rdflib.Literal):
        # A string of XML Schema is a plain text (RDF 1.1).
        if node.datatype == rdflib.XSD.string:
            return plain(rdflib.Literal(str(node)), named)
        tag = f"@{node.language.lower()}" if node.language else f"^^{node.datatype}" if node.datatype else ""
        return f'"{" ".join(str(node).split())}"{tag}'
    if isinstance(node, rdflib.BNode) or node in named or MADE.search(node):
        return "[]"
    nowhere = node.startswith("file:") or node.startswith("urn:cxterms:") and not short(node).startswith("cx:")
    return re.split("[/#:]", str(node))[-1] if nowhere else str(node)


def count_triples(graph):
    # A node that is a label or the text of a note has an IRI that is not kept.
    texts = set(graph.objects(None, rdflib.URIRef(PREFIXES["skosxl"] + "prefLabel")))
    for kind in ("altLabel", "hiddenLabel"):
        texts |= set(graph.objects(None, rdflib.URIRef(PREFIXES["skosxl"] + kind)))
    return collections.Counter((plain(s, texts), short(str(p)), plain(o, texts)) for s, p, o in graph)


def run(*arguments):
    return subprocess.run(arguments, capture_output=True)


def losses_of(done, out):
    try:
        return json.loads(out)
    except json.JSONDecodeError:
        sys.exit(f"no losses: {done.stderr.decode()[:400]}")


def come_back(cxterms, file, folder):
    """The graph of a file, the graph that comes back, and the kinds of loss that were counted."""
    source = rdflib.Graph().parse(file, format=SYNTAX[file.suffix])
    into, out = folder / "it", folder / "it.ttl"
    done = run(cxterms, "import", file, "-o", into, "--losses", "json")
    if done.returncode > 1 or not into.exists():
        return source, None, {}
    kinds = losses_of(done, done.stdout)
    done = run(cxterms, "export", "--to", "turtle", "--terms", into, "-o", out, "--losses", "json")
    told = done.stderr or done.stdout
    kinds = {**kinds, **losses_of(done, told)}
    return source, rdflib.Graph().parse(out, format="turtle"), kinds


def declare(predicate, way, kinds):
    """How it is declared that triples of a predicate are missing or added; none if it is not."""
    if way == "added" and predicate.split(":")[0] in ("cx", "foaf"):
        return "who says so"
    if way == "added" and predicate.split(":")[0] in ("skosxl", "rdf") or way == "added" and predicate == "dcterms:source":
        return "nodes of ours"
    if way == "added" and predicate.endswith("relation/related") and any("S27" in kind for kind in kinds):
        return "related pairs that SKOS forbids (S27)"
    if predicate.endswith("relation/in-scheme"):
        return "of several schemes each is an entry"
    prefix, _, local = predicate.partition(":")
    spelled = {predicate, PREFIXES.get(prefix, prefix + ":") + local}
    told = [kind for kind in kinds if spelled & set(re.split(r"[ ,]+", kind))]
    meant = [kinds_of for name, kinds_of in KINDS.items() if predicate.startswith(name)]
    told += [kind for kinds_of in meant for part in kinds_of for kind in kinds if part in kind and kind not in told]
    if told and way == "missing":
        return ", ".join(f"{kind} {kinds[kind]['count']:,}" for kind in told[:3])
    return SAID_OTHERWISE.get((way, predicate)) or (told and ", ".join(told[:2])) or None


def compare(cxterms, file):
    """For each predicate: how many triples are missing, how many added, and how that is declared."""
    with tempfile.TemporaryDirectory() as folder:
        source, back, kinds = come_back(cxterms, file, pathlib.Path(folder))
    if back is None:
        return len(source), None, [], kinds
    one, other = count_triples(source), count_triples(back)
    rows = collections.defaultdict(lambda: [0, 0, []])
    for at, difference in enumerate((one - other, other - one)):
        for triple, count in difference.items():
            row = rows[triple[1]]
            row[at] += count
            if len(row[2]) < 2:
                row[2].append(("missing", "added")[at] + " " + " ".join(triple)[:150])
    return len(source), len(back), sorted(rows.items()), kinds


def declared_rows(rows, kinds):
    """Each difference: whether it is missing or added, its predicate, how often, and how that is declared."""
    for predicate, (gone, come, _) in rows:
        for way, count in (("missing", gone), ("added", come)):
            if count:
                yield way, predicate, count, declare(predicate, way, kinds)


def in_short(predicate, how):
    """How a difference is declared, without its number; what is counted by the name of its predicate, or of a class, is."""
    kinds = [re.sub(r" [\d,]+$", "", kind) for kind in re.split(r"(?<=\d), ", how)]
    by_name = [kind for kind in kinds if kind.removesuffix(" of the scheme") == predicate or kind.startswith("the type ")]
    others = [kind for kind in kinds if kind not in by_name]
    return ", ".join(others) or "counted by its name"


def print_table(names, results):
    """A column for each vocabulary, a row for each predicate that differs often, and the others together."""
    differences = collections.defaultdict(dict)
    declared = {}
    for at, (_, _, rows, kinds) in enumerate(results):
        for way, predicate, count, how in declared_rows(rows, kinds):
            differences[way, predicate][at] = count
            declared.setdefault((way, predicate), in_short(predicate, how or "NOT DECLARED"))

    def row(title, cells, how=""):
        print(f"| {title} | " + " | ".join(f"{cell:,}" if cell else "" for cell in cells) + f" | {how} |")

    def cells(counts):
        return [counts.get(at, 0) for at in range(len(results))]

    print("| | " + " | ".join(names) + " | declared as |\n|---|" + "---|" * (len(names) + 1))
    row("triples", [before for before, *_ in results])
    row("come back", [before - sum(row[0] for _, row in rows) for before, _, rows, _ in results])
    for way in ("missing", "added"):
        of_way = [(name, counts) for (known, name), counts in differences.items() if known == way]
        of_way.sort(key=lambda it: -sum(it[1].values()))
        often = [it for it in of_way if max(it[1].values()) >= OFTEN]
        for name, counts in often:
            row(f"{way}: `{re.split('[/#]', name)[-1]}`", cells(counts), declared[way, name])
        others = collections.Counter()
        for _, counts in of_way[len(often):]:
            others.update(counts)
        if others:
            row(f"{way}: {len(of_way) - len(often)} others", cells(others), "each by its name")


def main():
    cxterms, *files = sys.argv[1:]
    table, verbose = "--table" in files, "--verbose" in files
    files = [pathlib.Path(file) for file in files if not file.startswith("--")]
    results, names, undeclared = [], [], 0
    for file in files:
        before, after, rows, kinds = compare(cxterms, file)
        differences = list(declared_rows(rows, kinds))
        undeclared += sum(how is None for *_, how in differences)
        results.append((before, after, rows, kinds))
        names.append(file.stem)
        if table:
            continue
        if after is None:
            print(f"{file.name}: no concept")
            continue
        missing = sum(row[0] for _, row in rows)
        print(f"{file.name}: {before} triples, {before - missing} come back, {after} written")
        for way, predicate, count, how in sorted(differences, key=lambda it: (it[0] == "added", -it[2])):
            print(f"  {way:8} {count:7} {predicate:32} {how or 'NOT DECLARED'}")
        for predicate, (_, _, examples) in rows if verbose else []:
            print("   ", predicate, *examples, sep="\n      ")
    if table:
        print_table(names, results)
    if undeclared:
        sys.exit(f"{undeclared} differences are declared nowhere")


main()
