#!/usr/bin/env bash
# Files of python-docx, python-pptx and LibreOffice give the findings that Markdown of the same text gives.
set -euo pipefail
python=target/python-office/bin/python
if ! { python3 -m venv target/python-office && $python -m pip install --quiet python-docx python-pptx; } >target/python-office.log 2>&1; then
    echo "skipped: python-docx and python-pptx cannot be installed here: $(tail -n 1 target/python-office.log)"
    exit 0
fi
# Of LibreOffice, its writer is needed.
find_writer() {
    local office
    office=$(command -v soffice) && [ -e "$(dirname "$(readlink -f "$office")")/libswlo.so" ] && echo "$office"
}
if ! find_writer >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends libreoffice-writer; } \
        >target/libreoffice-writer.log 2>&1 || true
fi
exec $python .ci/extra.d/office.py "$1" "$(find_writer || true)"
