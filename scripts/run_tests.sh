#!/usr/bin/env bash
# Run pytest with a Chromium where one is to be had: ./scripts/run_tests.sh PYTHON ""|no|required ARGUMENTS...
set -uo pipefail
python=$1 browser=$2
shift 2

if [ "$browser" = no ]; then
  echo "Browser tests are left out (BROWSER=no)"
  exec "$python" -m pytest -m "not browser" "$@"
fi
if found=$("$(dirname "$0")/find_chromium.sh" "$python"); then
  CHROMIUM=$found exec "$python" -m pytest "$@"
fi
[ "$browser" != required ] && [ -z "${CHROMIUM:-}" ] || exit 1
echo "Going on without the browser tests" >&2
"$python" -m pytest -m "not browser" "$@"
code=$?
echo "The browser tests were left out: no Chromium (see the first lines)" >&2
exit $code
