#!/usr/bin/env bash
# Prove that both commands work on a bare machine; slow, and not part of `make test`: ./scripts/prove_install.sh [STEP...]
#   pips     the pip that each supported Python brought first installs the locks, whatever came out since
#   pythons  on every supported Python of this machine, in a folder with a space: make run answers
#   user     a new user with nothing on PATH but Python, make, bash and coreutils: make run answers, make test passes
# The last one needs root. TESTS are the tests it runs (all); PORT is used by the servers (8063).
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
spare=$(mktemp -d)
user=dashboards-proof
export PORT=${PORT:-8063}
steps=${*:-pips pythons user}
cleanup() {
  [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  ! id "$user" >/dev/null 2>&1 || userdel "$user" 2>/dev/null || true
  rm -rf "$spare"
}
trap cleanup EXIT

# The checkout as git has it, without git.
copy_to() {
  mkdir -p "$1"
  git -C "$root" archive HEAD | tar -x -C "$1"
}

# answers COMMAND...: start a server, wait for its word that it answers, ask it, stop it.
answers() {
  "$@" >"$spare/server.log" 2>&1 &
  server=$!
  until grep -q "^Serving on" "$spare/server.log"; do
    kill -0 "$server" 2>/dev/null || { cat "$spare/server.log"; exit 1; }
    sleep 0.5
  done
  cat "$spare/server.log"
  python3 -c "import urllib.request; assert urllib.request.urlopen('http://127.0.0.1:$PORT/').status == 200"
  kill -- "$server" "$(pgrep -P "$server" | head -n 1)" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

prove_pips() {
  for version in 22.3 23.0.1 23.2.1 24.2 25.2; do
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$spare/pips" "pip==$version"
  done
  make --no-print-directory .venv/dev.stamp
  OLD_PIPS="$spare/pips" .venv/bin/python -m pytest -q tests/scripts/test_install.py
}

prove_pythons() {
  while read -r version path; do
    echo "== Python $version ($path), with the pip it brings"
    copy_to "$spare/a folder $version"
    answers make --no-print-directory -C "$spare/a folder $version" run PYTHON="$path"
    rm -rf "$spare/a folder $version"
  done < <(./scripts/find_pythons.sh)
}

prove_user() {
  [ "$(id -u)" = 0 ] || { echo "The step \"user\" needs root: it makes a user for the time of the proof" >&2; exit 1; }
  local folder="$spare/a home/the dashboards" python
  read -r _version python < <(./scripts/find_pythons.sh)
  mkdir "$spare/bin"
  for program in $(dpkg -L coreutils | grep -E '^(/usr)?/bin/'; command -v make bash sh); do
    ln -sf "$program" "$spare/bin/"
  done
  printf '#!/bin/sh\nexec %s "$@"\n' "$python" > "$spare/bin/python3"
  chmod a+x "$spare/bin/python3"
  copy_to "$folder"
  useradd --system --home-dir "$spare/a home" "$user"
  chown -R "$user" "$spare/a home"
  chmod a+rx "$spare"
  # Nothing of root's environment but what the machine needs to reach its package indexes.
  local as_user=(setpriv --reuid="$user" --regid="$user" --clear-groups env -i HOME="$spare/a home" PATH="$spare/bin" PORT="$PORT")
  for name in "${!PIP_@}" "${!npm_config_@}" SSL_CERT_FILE NODE_EXTRA_CA_CERTS HTTPS_PROXY https_proxy; do
    [ -z "${!name:-}" ] || as_user+=("$name=${!name}")
  done
  echo "== a user without rights, git, Node.js or a browser, in \"$folder\", Python $python"
  answers "${as_user[@]}" make --no-print-directory -C "$folder" run
  "${as_user[@]}" make --no-print-directory -C "$folder" test ${TESTS:+PYTEST_ARGS="$TESTS"} </dev/null
}

for step in $steps; do "prove_$step"; done
echo "Proven: $steps"
