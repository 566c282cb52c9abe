"""What a label or synset of a file of JSON lines means, what lies above and below it, how two hang together: by wn.

ask_wn.py FOLDER add FILE | define LABEL | synset ID | path ID ID | up ID | branch ID
"""
import json
import sys
from collections import defaultdict

import wn


def resource(file):
    """A lexical resource as wn.lmf reads it: an entry for each label and part of speech, a sense for each synset."""
    entries, synsets, relations = {}, [], defaultdict(list)
    for line in open(file, encoding="utf-8"):
        synset = json.loads(line)
        id, part = synset["id"], synset["id"][-1]
        links = [(id, "antonym", other) for other in synset["antonyms"]]
        for umbrella in synset["hypernyms"]:
            links += (id, "hypernym", umbrella), (umbrella, "hyponym", id)
        for one, kind, other in links:
            relations[one].append({"target": other, "relType": kind, "meta": None})
        definition = {"text": synset["gloss"], "meta": None}
        synsets.append({"id": id, "ili": "", "partOfSpeech": part, "definitions": [definition],
                        "relations": relations[id], "meta": None})
        for label in synset["labels"]:
            entry = entries.setdefault((label, part), {
                "id": f"e{len(entries)}", "meta": None, "forms": [], "senses": [],
                "lemma": {"writtenForm": label, "partOfSpeech": part}})
            entry["senses"].append({"id": f"{entry['id']}-{id}", "synset": id, "meta": None})
    lexicon = {"id": "bench", "label": "WordNet", "language": "en", "email": "", "license": "", "version": "1",
               "meta": None, "entries": list(entries.values()), "synsets": synsets, "frames": []}
    return {"lmf_version": "1.1", "lexicons": [lexicon]}


def show(synset):
    print(synset.id, ", ".join(synset.lemmas()), "--", synset.definition())


def main(folder, question, *names):
    wn.config.data_directory = folder
    if question == "add":
        return wn.add_lexical_resource(resource(names[0]), progress_handler=None)
    if question == "define":
        for synset in wn.synsets(names[0]):
            show(synset)
            for umbrella in synset.hypernyms():
                print("    =>", ", ".join(umbrella.lemmas()))
        return None
    synset, *other = map(wn.synset, names)
    found = {"synset": lambda: [synset], "path": lambda: synset.shortest_path(*other),
             "up": lambda: (above for path in synset.hypernym_paths() for above in path),
             "branch": lambda: synset.closure("hyponym")}
    for answer in found[question]():
        show(answer)


if sys.argv[1:]:
    main(*sys.argv[1:])
