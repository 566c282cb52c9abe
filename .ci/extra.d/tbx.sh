#!/usr/bin/env bash
# The published RELAX NG schemas of TBX take what we export; CXTERMS_TBX may name a folder that holds them, else they are
# fetched, and never kept in this repository. Their Schematron rules need XSLT 2, which lxml has not.
set -euo pipefail
python=target/python-tbx/bin/python
if ! { python3 -m venv target/python-tbx && $python -m pip install --quiet lxml; } >target/python-tbx.log 2>&1; then
    echo "skipped: lxml cannot be installed here: $(tail -n 1 target/python-tbx.log)"
    exit 0
fi
schemas=${CXTERMS_TBX:-target/tbx-schemas}
if [ -z "${CXTERMS_TBX:-}" ]; then
    mkdir -p "$schemas"
    from=https://raw.githubusercontent.com/LTAC-Global
    basic=TBX-Basic_dialect/c87ecad36ecef4c11c61eaf65a91f227626f5a64/DCA/TBX-Basic_DCA.rng
    core=TBX-Core_dialect/d05289437b977c75561e72ecb9eda88c43f2ce65/doc/TBX-Core_dialect_1.0/Schemas/TBXcoreStructV03_TBX-Core_integrated.rng
    for schema in tbx-basic=$basic tbx-core=$core; do
        there=$schemas/${schema%%=*}.rng
        if ! [ -s "$there" ] && ! curl -sSf -m 30 -o "$there" "$from/${schema#*=}" 2>target/tbx-schemas.log; then
            echo "skipped: the schemas cannot be fetched here: $(tail -n 1 target/tbx-schemas.log)"
            exit 0
        fi
    done
fi
exec $python .ci/extra.d/tbx.py "$1" "$schemas"
