#!/usr/bin/env bash
# A browser opens the site from its folder and from a web server, and rdflib reads its linked data. CXTERMS_CHROMIUM may
# name the browser.
set -euo pipefail
cxterms=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$cxterms" site -o "$folder/site" >"$folder/told"
"$cxterms" site -o "$folder/hostile" --terms tests/fixtures/hostile-site >>"$folder/told"

python=target/python/bin/python
if { python3 -m venv target/python && $python -m pip install --quiet rdflib; } >target/python.log 2>&1; then
    "$cxterms" export --to schema-org -o "$folder/export.json" 2>/dev/null
    $python .ci/extra.d/site.py "$folder/site" "$folder/export.json"
else
    echo "skipped: rdflib cannot be installed here: $(tail -n 1 target/python.log)"
fi

chromium=${CXTERMS_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$chromium" ]; then
    echo "skipped: there is no Chromium here (apt: chromium)"
    exit 0
fi
mkdir -p target/node
if ! (cd target/node && npm install --no-audit --no-fund --no-save playwright-core axe-core) >target/node.log 2>&1; then
    echo "skipped: playwright-core and axe-core cannot be installed here: $(tail -n 1 target/node.log)"
    exit 0
fi
cp .ci/extra.d/site.mjs target/node/site.mjs
node target/node/site.mjs "$chromium" "$folder/site" "$folder/hostile"
