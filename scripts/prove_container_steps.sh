#!/usr/bin/env bash
# Run the Dockerfile's steps without a container engine, as another user, in a clean folder, up to a page that answers:
#   ./scripts/prove_container_steps.sh [FOLDER]
# Needs root (for useradd) and the node, npm and python3 of the machine in place of the images' own.
set -euo pipefail
cd "$(dirname "$0")/.."
user=${PROOF_USER:-dashboards-proof}
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
install -m 755 scripts/dashboards .venv/bin/dashboards
rm -rf node_modules

echo "== last stage, as $user"
# The image's own database is left out here: the first start finds an empty volume and builds.
rm -rf data && mkdir data && chown "$user:$user" data && chmod a+rx "$folder"
[ "$(find . -path ./data -prune -o -user "$user" -print | wc -l)" = 0 ]
as_user() { setpriv --reuid="$user" --regid="$user" --clear-groups env HOME=/nonexistent PYTHONDONTWRITEBYTECODE=1 "$@"; }
serve() {
  # Its own process, not one of a shell in between: it is what is stopped.
  (exec setpriv --reuid="$user" --regid="$user" --clear-groups env HOME=/nonexistent PYTHONDONTWRITEBYTECODE=1 \
    HOST=127.0.0.1 PORT="$port" sh scripts/start_container.sh) &
  server=$!
  for _ in $(seq 240); do
    as_user PORT="$port" .venv/bin/python scripts/check_health.py 2>/dev/null && return
    sleep 0.5
  done
  echo "the health check never passed" >&2
  exit 1
}
stop() { kill "$server" && wait "$server" || true; server=; }
people_of_tucson() { python3 -c "import json, urllib.request as web; \
  found = json.load(web.urlopen('http://127.0.0.1:$port/api/v1/places'))['places']; \
  print(next(each['population_2020'] for each in found if each['slug'] == 'tucson'))"; }

catalog=data_pipeline/catalog/place.csv
cp "$catalog" "$folder/place.csv" && sed -i 's/,520116,542629,/,520116,500000,/' "$catalog"
serve
[ "$(people_of_tucson)" = 500000 ] || { echo "the older figures are not served" >&2; exit 1; }
as_user .venv/bin/python -c "from database.documents import Documents; from operations.agendas import Agenda, Agendas; \
  print('an agenda is saved:', Agendas(Documents('sqlite:///data/dashboards.sqlite')).create(Agenda(title='To be kept')).id)"
stop

echo "== an upgrade with the volume kept: this image has a newer catalog"
cp "$folder/place.csv" "$catalog"
serve
[ "$(people_of_tucson)" = 542629 ] || { echo "older figures are served after the upgrade" >&2; exit 1; }
stop
as_user .venv/bin/python -c "from database.documents import Documents; from operations.agendas import Agendas; \
  (kept,) = Agendas(Documents('sqlite:///data/dashboards.sqlite')).all(); print('kept through the upgrade:', kept.agenda.title)"
echo "backups in the volume: $(find data -path '*backup*' -type f | wc -l)"
echo "written outside the volume by $user: $(find . -path ./data -prune -o -user "$user" -print | wc -l) files"
