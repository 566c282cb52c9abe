#!/usr/bin/env bash
# SARIF by `scan` and `check` against the published schema of 2.1.0, and Microsoft's validator of the standard.
set -euo pipefail
python=target/python-sarif/bin/python
node=target/node-sarif
mkdir -p $node
if ! { python3 -m venv target/python-sarif && $python -m pip install --quiet jsonschema; } >target/python-sarif.log 2>&1; then
    echo "skipped: jsonschema cannot be installed here: $(tail -n 1 target/python-sarif.log)"
    exit 0
fi
# The schema is in the same package.
if ! npm install --silent --prefix $node @microsoft/sarif-multitool-linux >target/node-sarif.log 2>&1; then
    echo "skipped: the SARIF multitool cannot be installed here: $(tail -n 1 target/node-sarif.log)"
    exit 0
fi
exec $python .ci/extra.d/sarif.py "$1" $node/node_modules/@microsoft/sarif-multitool-linux
