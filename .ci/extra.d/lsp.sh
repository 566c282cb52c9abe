#!/usr/bin/env bash
# The language server under other people's clients: pytest-lsp asks for every capability, Neovim shows a diagnostic and a
# hover without a screen, and `vsce` packs the extension.
set -euo pipefail
program=$(realpath "$1")
home=target/lsp-trial
if [ ! -x "$home/bin/python" ]; then
    python3 -m venv "$home" 2>/dev/null || { echo "skipped: python3 has no venv"; exit 0; }
fi
if "$home/bin/python" -c "import pytest_lsp" 2>/dev/null || "$home/bin/pip" install --quiet "pytest-lsp>=1.0" pytest-asyncio; then
    CXTERMS=$program "$home/bin/python" -m pytest -q -p no:cacheprovider .ci/extra.d/lsp_client.py
else
    echo "skipped: pytest-lsp cannot be installed from PyPI"
fi
if command -v nvim >/dev/null; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    mkdir "$folder/.git"
    printf '\360\237\230\200 Our CS grew.\n' >"$folder/a.md"
    CXTERMS=$program timeout 120 nvim --headless -u NONE -i NONE -n "$folder/a.md" -c "luafile .ci/extra.d/lsp.lua" 2>&1
    echo
else
    echo "skipped: no nvim here"
fi
if command -v npm >/dev/null; then
    stage=$(realpath "$home")/stage version=0.1.0
    mkdir -p "$stage/licenses" dist
    export stage version
    bash packaging/vscode/make
else
    echo "skipped: no npm here"
fi
