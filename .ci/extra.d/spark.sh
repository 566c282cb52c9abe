#!/usr/bin/env bash
# Spark hands documents to our program: examples/spark over 1, 2 and 8 partitions, and processes that are killed.
#
# CXTERMS_DOCUMENTS says how many texts are made (20,000); with more of them and a program that is optimized
# (`bash .ci/extra.d/spark.sh target/dist/cxterms`), the rates that it prints are a measure.
set -euo pipefail
python=target/python-spark/bin/python
if ! command -v java >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends openjdk-17-jre-headless; } \
        >target/java.log 2>&1 || true
fi
if ! command -v java >/dev/null; then
    echo "skipped: a JVM cannot be installed here: $(tail -n 1 target/java.log)"
    exit 0
fi
if ! { python3 -m venv target/python-spark && $python -m pip install --quiet pyspark pyarrow "pandas<3"; } >target/python-spark.log 2>&1; then
    echo "skipped: pyspark cannot be installed here: $(tail -n 1 target/python-spark.log)"
    exit 0
fi
# Workers start the Python that this names.
PYSPARK_PYTHON=$PWD/$python exec $python .ci/extra.d/spark.py "$1" "${CXTERMS_DOCUMENTS:-20000}"
