#!/usr/bin/env bash
# DuckDB, Polars, DataFusion and Oxigraph run the queries of docs/exchange.md over what we export.
set -euo pipefail
python=target/python-engines/bin/python
if ! { python3 -m venv target/python-engines && $python -m pip install --quiet duckdb polars datafusion pyoxigraph; } >target/python-engines.log 2>&1; then
    echo "skipped: duckdb, polars, datafusion and pyoxigraph cannot be installed here: $(tail -n 1 target/python-engines.log)"
    exit 0
fi
exec $python .ci/extra.d/engines.py "$1" docs/exchange.md
