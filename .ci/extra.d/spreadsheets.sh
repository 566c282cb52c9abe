#!/usr/bin/env bash
# LibreOffice and openpyxl open our workbooks, and we open theirs.
set -euo pipefail
python=target/python-sheets/bin/python
if ! { python3 -m venv target/python-sheets && $python -m pip install --quiet openpyxl; } >target/python-sheets.log 2>&1; then
    echo "skipped: openpyxl cannot be installed here: $(tail -n 1 target/python-sheets.log)"
    exit 0
fi
if ! command -v soffice >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends libreoffice-calc; } \
        >target/libreoffice.log 2>&1 || true
fi
exec $python .ci/extra.d/spreadsheets.py "$1" "$(command -v soffice || true)"
