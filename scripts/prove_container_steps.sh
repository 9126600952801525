#!/usr/bin/env bash
# Run the Dockerfile's steps without a container engine, as another user, in a clean folder, up to a page that answers:
#   ./scripts/prove_container_steps.sh [FOLDER]
# Needs root (for useradd) and the node, npm and python3 of the machine in place of the images' own.
set -euo pipefail
cd "$(dirname "$0")/.."
user=dashboards-proof
folder=${1:-$(mktemp -d)}
[ $# = 1 ] || spare=$folder
port=${PORT:-8061}

[ "$(id -u)" = 0 ] || { echo "Run this as root: it makes a user for the time of the proof" >&2; exit 1; }
mkdir -p "$folder/packages" "$folder/app"
useradd --system --no-create-home "$user"
cleanup() {
  [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  userdel "$user"
  [ -z "${spare:-}" ] || rm -rf "$spare"
}
trap cleanup EXIT

echo "== packages stage"
cp package.json package-lock.json .npmrc "$folder/packages"
mkdir -p "$folder/packages/scripts" && cp scripts/outlines.mjs "$folder/packages/scripts"
(cd "$folder/packages" && npm ci --omit=dev --ignore-scripts --loglevel=error && node scripts/outlines.mjs)

echo "== build stage"
git archive HEAD | tar -x -C "$folder/app"
while read -r left; do rm -rf "$folder/app/$left"; done < <(grep -v '\*' .dockerignore)
cd "$folder/app"
python3 -m venv .venv
.venv/bin/python -m scripts.install run
cp -r "$folder/packages/node_modules" . && mkdir -p build && cp -r "$folder/packages/build/." build
.venv/bin/python -m scripts.build_static suites
.venv/bin/python -m scripts.build_static own
.venv/bin/python -m data_pipeline build
rm -rf node_modules

echo "== last stage, as $user"
chmod a+rx "$folder"
[ "$(find . -user "$user" | wc -l)" = 0 ]
HOST=127.0.0.1 PORT=$port PYTHONDONTWRITEBYTECODE=1 HOME=/nonexistent \
  setpriv --reuid="$user" --regid="$user" --clear-groups .venv/bin/gunicorn &
server=$!
for _ in $(seq 120); do
  status=$(python3 -c "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:$port/').status)" 2>/dev/null) && break
  sleep 0.5
done
[ "${status:-}" = 200 ] || { echo "no page answered" >&2; exit 1; }
echo "the page answers $status, served by $(ps -o user= -p "$server"); files written by the server: $(find . -user "$user" | wc -l)"
