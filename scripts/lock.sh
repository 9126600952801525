#!/usr/bin/env bash
# Compile the locked requirements from pyproject.toml, hashes included: ./scripts/lock.sh UV [--upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$1
shift

compile() {
  local target=requirements/$1.txt
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@" --output-file "$target"
  { echo "# Made by \"make lock\" from pyproject.toml: change that, not this."; cat "$target"; } > "$target.new"
  mv "$target.new" "$target"
}

compile run pyproject.toml "$@"
compile dev --group dev --constraint requirements/run.txt "$@"
compile node --group node "$@"
