#!/usr/bin/env bash
# rdflib compares what a vocabulary was with what leaves again; CXTERMS_SKOS may name a folder of vocabularies to try too.
set -euo pipefail
python=target/python/bin/python
if ! { python3 -m venv target/python && $python -m pip install --quiet rdflib; } >target/python.log 2>&1; then
    echo "skipped: rdflib cannot be installed here: $(tail -n 1 target/python.log)"
    exit 0
fi
exec $python .ci/extra.d/round_trip.py "$1" tests/cli/schemes.in ${CXTERMS_SKOS:+"$CXTERMS_SKOS"}
