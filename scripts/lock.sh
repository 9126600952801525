#!/usr/bin/env bash
# Compile the locked requirements from pyproject.toml, hashes included. Versions that are locked already stay, unless
# the options say otherwise: ./scripts/lock.sh UV [--upgrade | --upgrade-package NAME]
# TARGET is the folder they are written to (requirements).
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$1
target=${TARGET:-requirements}
shift

compile() {
  local file=$target/$1.txt
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-build \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@" --output-file "$file"
  { echo "# Made by \"make lock\" from pyproject.toml: change that, not this."; cat "$file"; } > "$file.new"
  mv "$file.new" "$file"
}

# uv reads no configuration of pip's: hand over the index that this machine's pip is set to use.
index=${PIP_INDEX_URL:-$("$(dirname "$uv")/python" -m pip config get global.index-url 2>/dev/null || true)}
[ -z "$index" ] || export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index}

compile pip --group installer "$@"
compile run pyproject.toml "$@"
compile dev --group dev --constraint "$target/run.txt" "$@"
compile node --group node "$@"
