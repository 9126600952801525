#!/usr/bin/env bash
# Run every test on the oldest supported Python of this machine, then all but the browser tests on the newest, each in an
# environment of its own (.venv where that is of the same Python): ./scripts/test_pythons.sh MAKE
set -euo pipefail
cd "$(dirname "$0")/.."
make=$1
mapfile -t pythons < <(./scripts/find_pythons.sh)
[ "${#pythons[@]}" -gt 0 ] || { echo "No Python from 3.11 to 3.14 on this machine" >&2; exit 1; }
read -r oldest oldest_path <<< "${pythons[0]}"
read -r newest newest_path <<< "${pythons[-1]}"
missing=
for minor in 3.11 3.12 3.13 3.14; do
  [[ " ${pythons[*]}" == *" $minor."* ]] || missing+=" $minor"
done

# test_on VERSION PATH [VARIABLE=VALUE]
test_on() {
  local venv=.venv-${1%.*}
  [ "$(.venv/bin/python -V 2>/dev/null)" != "Python $1" ] || venv=.venv
  "$make" --no-print-directory test PYTHON="$2" VENV="$venv" "${@:3}"
}

echo "Python $oldest ($oldest_path): every test"
test_on "$oldest" "$oldest_path"
[ "$newest" = "$oldest" ] || {
  echo "Python $newest ($newest_path): every test but the browser tests"
  test_on "$newest" "$newest_path" BROWSER=no
}
echo "Run on Python $oldest (every test) and $newest (without a browser).${missing:+ Not on this machine:$missing.}"
