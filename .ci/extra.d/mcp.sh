#!/usr/bin/env bash
# The official client of the Model Context Protocol, from PyPI, lists and calls every tool in each of its modes.
set -euo pipefail
home=target/mcp-trial
if [ ! -x "$home/bin/python" ]; then
    python3 -m venv "$home" 2>/dev/null || { echo "skipped: python3 has no venv"; exit 0; }
fi
"$home/bin/python" -c "import mcp, jsonschema" 2>/dev/null || "$home/bin/pip" install --quiet "mcp>=2.3" jsonschema ||
    { echo "skipped: mcp cannot be installed from PyPI"; exit 0; }
exec "$home/bin/python" .ci/extra.d/mcp_client.py "$1"
