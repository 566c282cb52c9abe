#!/usr/bin/env bash
# Packages are made and tried in empty places. They hold the program that was just built for the tests: packing and trying is
# what can break here, and the program as it ships would take minutes to build. `packaging/build` alone makes that.
set -euo pipefail
CXTERMS_BINARY=$1 packaging/build
