#!/usr/bin/env bash
# A browser opens maps: text fits its node in the types that are there, and the keyboard reaches every link.
# CXTERMS_CHROMIUM may name the browser.
set -euo pipefail
cxterms=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for term in success cx nps 'customer marketing'; do
    "$cxterms" map "$term" -o "$folder/${term// /-}.svg"
    "$cxterms" map "$term" --narrow -o "$folder/${term// /-}-narrow.svg"
done
"$cxterms" map -o "$folder/tree.svg"
"$cxterms" map --narrow -o "$folder/tree-narrow.svg"
"$cxterms" map --disciplines -o "$folder/disciplines.svg"

chromium=${CXTERMS_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$chromium" ]; then
    echo "skipped: there is no Chromium here (apt: chromium)"
    exit 0
fi
mkdir -p target/node-map
if ! (cd target/node-map && npm install --no-audit --no-fund --no-save playwright-core) >target/node-map.log 2>&1; then
    echo "skipped: playwright-core cannot be installed here: $(tail -n 1 target/node-map.log)"
    exit 0
fi
cp .ci/extra.d/map.mjs target/node-map/map.mjs
node target/node-map/map.mjs "$chromium" "$folder"/*.svg
