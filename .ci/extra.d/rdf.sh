#!/usr/bin/env bash
# rdflib and pyoxigraph read every SKOS export; CXTERMS_SKOS may name a folder of vocabularies to try too.
set -euo pipefail
python=target/python/bin/python
if ! { python3 -m venv target/python && $python -m pip install --quiet rdflib pyoxigraph; } >target/python.log 2>&1; then
    echo "skipped: rdflib and pyoxigraph cannot be installed here: $(tail -n 1 target/python.log)"
    exit 0
fi
$python .ci/extra.d/rdf.py "$1" ${CXTERMS_SKOS:+"$CXTERMS_SKOS"}
