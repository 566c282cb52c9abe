"""What of a SKOS vocabulary comes back: import, export, and rdflib counts what is missing and what is added, by predicate.

Usage: round_trip.py CXTERMS [--table | --verbose] FILE-OR-FOLDER…. Needs rdflib. For each file it prints every predicate of which
triples are missing or added, and how that is declared: a kind of loss that the import or the export counts, or a sentence of
docs/exchange.md. It ends with 1 if a difference is declared nowhere; if the IRIs of the schemes are not the same; if the
export puts a name into the vocabulary's own namespaces; or if file and export together breach a condition of the SKOS
Reference that the file did not, but for S13 where the file breaches S14. `--table` prints the table of docs/exchange.md, which stands in
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
OURS = "urn:cxterms:"
# For names that are relative to no address.
NOWHERE = "https://nowhere.example/"
# How the names begin that belong to the vocabularies of an export.
KNOWN = (OURS, "http://www.w3.org/", "http://purl.org/dc/", "http://xmlns.com/foaf/")
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
    """A node or a text, so that two graphs can be compared. What has no name gets one of ours."""
    if isinstance(node, rdflib.Literal):
        # A string of XML Schema is a plain text (RDF 1.1).
        if node.datatype == rdflib.XSD.string:
            return plain(rdflib.Literal(str(node)), named)
        tag = f"@{node.language.lower()}" if node.language else f"^^{node.datatype}" if node.datatype else ""
        return f'"{" ".join(str(node).split())}"{tag}'
    if isinstance(node, rdflib.BNode) or node in named or MADE.search(node):
        return "[]"
    made_up = node.startswith(OURS) and not short(node).startswith("cx:")
    return re.split("[/#:]", str(node))[-1] if made_up else str(node)


def count_triples(graph):
    # A node that is a label or the text of a note has an IRI that is not kept.
    texts = set(graph.objects(None, rdflib.URIRef(PREFIXES["skosxl"] + "prefLabel")))
    for kind in ("altLabel", "hiddenLabel"):
        texts |= set(graph.objects(None, rdflib.URIRef(PREFIXES["skosxl"] + kind)))
    return collections.Counter((plain(s, texts), short(str(p)), plain(o, texts)) for s, p, o in graph)


def run(*arguments, codes=(0,)):
    done = subprocess.run(list(map(str, arguments)), capture_output=True)
    if done.returncode not in codes:
        sys.exit(f"{arguments}: {done.stderr.decode()[:400]}")
    return done


def import_file(cxterms, file, folder):
    """What `import` tells of a file; nothing if it is refused."""
    done = run(cxterms, "import", file, "-o", folder, "--format", "json", "--all", codes=(0, 1, 2))
    return json.loads(done.stdout) if done.stdout.strip() and folder.exists() else None


def read_source(file, folder):
    """The graph of a file, and a file in which no name is relative."""
    source = rdflib.Graph().parse(file, format=SYNTAX[file.suffix], publicID=NOWHERE)
    if any(str(node).startswith(NOWHERE) for node in nodes(source)):
        file = folder / file.with_suffix(".ttl").name
        source.serialize(file, format="turtle")
    return source, file


def come_back(cxterms, file, folder):
    """The graph of a file, the graph that comes back, the kinds of loss that were counted, and what must not be."""
    source, file = read_source(file, folder)
    into, out = folder / "it", folder / "it.ttl"
    told = import_file(cxterms, file, into)
    if told is None:
        return source, None, {}, []
    done = run(cxterms, "export", "--to", "turtle", "--terms", into, "-o", out, "--losses", "json")
    back = rdflib.Graph().parse(out, format="turtle")
    both = folder / "both.ttl"
    (source + back).serialize(both, format="turtle")
    together = import_file(cxterms, both, folder / "again")
    kinds = {**told["losses"], **json.loads(done.stderr or done.stdout)}
    return source, back, kinds, list(list_faults((source, told), (back, together)))


def nodes(graph):
    return {it for triple in graph for it in triple if isinstance(it, rdflib.URIRef)}


def schemes(graph):
    skos = rdflib.SKOS
    named = set(graph.subjects(rdflib.RDF.type, skos.ConceptScheme)) | set(graph.objects(None, skos.inScheme))
    named |= set(graph.subjects(skos.hasTopConcept)) | set(graph.objects(None, skos.topConceptOf))
    return {it for it in named if isinstance(it, rdflib.URIRef) and not str(it).startswith(OURS)}


def breaches(told):
    return collections.Counter(it["rule"] for it in told["findings"] if it.get("rule"))


def list_faults(before, after):
    """What must not be, however it is declared."""
    (source, told), (back, together) = before, after
    if differ := schemes(source) ^ schemes(back):
        yield f"SCHEMES DIFFER: {sorted(differ)[:3]}"
    new = [it for it in nodes(back) - nodes(source) if not str(it).startswith(KNOWN)]
    if new:
        yield f"NAMES OF OTHERS: {len(new)}, {sorted(new)[:3]}"
    known = breaches(told)
    # The second of two preferred labels in one language is a synonym, which it is not in the file.
    known["S13"] += known["S14"]
    if worse := breaches(together) - known:
        yield f"NEW BREACHES: {dict(worse)}"


def declare(predicate, way, kinds):
    """How it is declared that triples of a predicate are missing or added; none if it is not."""
    if way == "added" and predicate.split(":")[0] in ("cx", "foaf"):
        return "who says so"
    if way == "added" and predicate.split(":")[0] in ("skosxl", "rdf") or way == "added" and predicate == "dcterms:source":
        return "nodes of ours"
    if way == "added" and predicate.endswith("relation/related") and any("S27" in kind for kind in kinds):
        return "related pairs that SKOS forbids (S27)"
    prefix, _, local = predicate.partition(":")
    spelled = {predicate, PREFIXES.get(prefix, prefix + ":") + local}
    told = [kind for kind in kinds if spelled & set(re.split(r"[ ,]+", kind))]
    meant = [kinds_of for name, kinds_of in KINDS.items() if predicate.startswith(name)]
    told += [kind for kinds_of in meant for part in kinds_of for kind in kinds if part in kind and kind not in told]
    if told and way == "missing":
        return ", ".join(f"{kind} {kinds[kind]['count']:,}" for kind in told[:3])
    return SAID_OTHERWISE.get((way, predicate)) or (told and ", ".join(told[:2])) or None


def compare(cxterms, file):
    """How many triples there are, and come back; for each predicate how many are missing and added; and what must not be."""
    with tempfile.TemporaryDirectory() as folder:
        source, back, kinds, faults = come_back(cxterms, file, pathlib.Path(folder))
    if back is None:
        return len(source), None, [], kinds, []
    one, other = count_triples(source), count_triples(back)
    rows = collections.defaultdict(lambda: [0, 0, []])
    for at, difference in enumerate((one - other, other - one)):
        for triple, count in difference.items():
            row = rows[triple[1]]
            row[at] += count
            if len(row[2]) < 2:
                row[2].append(("missing", "added")[at] + " " + " ".join(triple)[:150])
    return len(source), len(back), sorted(rows.items()), kinds, faults


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
    for at, (_, _, rows, kinds, _) in enumerate(results):
        for way, predicate, count, how in declared_rows(rows, kinds):
            differences[way, predicate][at] = count
            declared.setdefault((way, predicate), in_short(predicate, how or "NOT DECLARED"))

    def row(title, cells, how=""):
        print(f"| {title} | " + " | ".join(f"{cell:,}" if cell else "" for cell in cells) + f" | {how} |")

    def cells(counts):
        return [counts.get(at, 0) for at in range(len(results))]

    print("| | " + " | ".join(names) + " | declared as |\n|---|" + "---|" * (len(names) + 1))
    row("triples", [before for before, *_ in results])
    row("come back", [before - sum(row[0] for _, row in rows) for before, _, rows, *_ in results])
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


def print_file(file, result, verbose):
    before, after, rows, kinds, faults = result
    if after is None:
        print(f"{file.name}: no concept, or refused")
        return
    missing = sum(row[0] for _, row in rows)
    print(f"{file.name}: {before} triples, {before - missing} come back, {after} written")
    differences = declared_rows(rows, kinds)
    for way, predicate, count, how in sorted(differences, key=lambda it: (it[0] == "added", -it[2])):
        print(f"  {way:8} {count:7} {predicate:32} {how or 'NOT DECLARED'}")
    print(*(f"  {fault}\n" for fault in faults), sep="", end="")
    for predicate, (_, _, examples) in rows if verbose else []:
        print("   ", predicate, *examples, sep="\n      ")


def files_of(paths):
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            yield from sorted(it for it in path.rglob("*") if it.suffix in SYNTAX)
        else:
            yield path


def main():
    cxterms, *paths = sys.argv[1:]
    table, verbose = "--table" in paths, "--verbose" in paths
    results, names, failed = [], [], []
    for file in files_of(path for path in paths if not path.startswith("--")):
        result = compare(cxterms, file)
        *_, rows, kinds, faults = result
        if faults or any(how is None for *_, how in declared_rows(rows, kinds)):
            failed.append(str(file))
        results.append(result)
        names.append(file.stem)
        if not table:
            print_file(file, result, verbose)
    if table:
        print_table(names, results)
    if failed:
        sys.exit(f"{len(failed)} files come back otherwise than is declared: {failed[:5]}")


main()
