#!/usr/bin/env bash
# Say whether the locks follow from pyproject.toml, and whether the package index still has a wheel of everything they
# name, complete and with the locked hashes, for every supported Python and machine: ./scripts/check_lock.sh UV
set -uo pipefail
cd "$(dirname "$0")/.."
uv=$1
pythons="3.11 3.12 3.13 3.14"
machines="x86_64-manylinux_2_28 aarch64-manylinux_2_28 x86_64-apple-darwin aarch64-apple-darwin"
spare=$(mktemp -d)
trap 'rm -rf "$spare"' EXIT
failed=0

complain() {
  echo "$1"
  failed=1
}

cp requirements/*.txt "$spare"
if said=$(TARGET=$spare ./scripts/lock.sh "$uv" 2>&1); then
  for lock in requirements/*.txt; do
    cmp -s "$lock" "$spare/$(basename "$lock")" || complain "$lock does not follow from pyproject.toml: make lock"
  done
else
  complain "pyproject.toml cannot be resolved: $said"
fi

for python in $pythons; do
  for machine in $machines; do
    for lock in pip run,dev node; do
      # on Macs with an Intel processor the app runs; a part of the test tools has no wheel for them
      [ "$machine/$lock" != x86_64-apple-darwin/run,dev ] || lock=run
      files=()
      for name in ${lock//,/ }; do files+=(--requirement "requirements/$name.txt"); done
      said=$("$uv" pip install --dry-run --quiet --target "$spare/none" --only-binary :all: --require-hashes \
        --python-version "$python" --python-platform "$machine" "${files[@]}" 2>&1) \
        || complain "Python $python on $machine, requirements/{$lock}.txt: $said"
    done
  done
  [ $failed = 1 ] || echo "Python $python: the locks install on ${machines// /, }"
done
[ $failed = 0 ] || { echo "The locks do not install everywhere: make lock renews them"; exit 1; }
