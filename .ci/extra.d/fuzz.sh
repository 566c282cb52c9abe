#!/usr/bin/env bash
# The fuzz targets compile: a change of what they call is noticed here, since the workspace knows nothing of them.
set -euo pipefail
command -v c++ >/dev/null || { echo "skipped: no C++ compiler, which libFuzzer is built with"; exit 0; }
cargo fetch --quiet --locked --manifest-path fuzz/Cargo.toml || { echo "skipped: the crates of the fuzz targets cannot be had"; exit 0; }
cargo check --quiet --locked --manifest-path fuzz/Cargo.toml --target-dir target/fuzz
echo "$(ls fuzz/targets | wc -l) fuzz targets compile"
