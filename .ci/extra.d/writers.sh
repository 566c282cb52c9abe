#!/usr/bin/env bash
# What writers use reads our lists: textlint, cspell, Anki and Python-Markdown (which MkDocs is made of).
set -euo pipefail
python=target/python-writers/bin/python
node=target/node-writers
mkdir -p $node
if ! { python3 -m venv target/python-writers && $python -m pip install --quiet anki markdown pymdown-extensions; } >target/python-writers.log 2>&1; then
    echo "skipped: anki and markdown cannot be installed here: $(tail -n 1 target/python-writers.log)"
    exit 0
fi
if ! npm install --silent --prefix $node textlint textlint-rule-prh cspell >target/node-writers.log 2>&1; then
    echo "skipped: textlint and cspell cannot be installed here: $(tail -n 1 target/node-writers.log)"
    exit 0
fi
$python .ci/extra.d/writers.py "$1" $node/node_modules/.bin
echo "skipped: Vale, whose packages download it from elsewhere"
