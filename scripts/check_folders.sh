#!/usr/bin/env bash
# Name the first file or folder that cannot be written to, before anything is installed: ./scripts/check_folders.sh PATH...
# The file of DATABASE_URL and that of DISTRICT_DATABASE_URL are looked at too.
set -uo pipefail

for url in "${DATABASE_URL:-}" "${DISTRICT_DATABASE_URL:-}"; do
  [[ $url == sqlite:///* ]] && set -- "$@" "${url#sqlite:///}"
done
for path in "$@"; do
  # What is not there yet is made in the nearest folder that is.
  place=$path
  until [ -e "$place" ]; do place=$(dirname -- "$place"); done
  [ -w "$place" ] && continue
  echo "$(realpath -- "$place") cannot be written to by $(id -un), and $path belongs there." >&2
  echo "Give yourself the right to write (sudo chown -R $(id -un) \"$(realpath -- "$place")\"), or use a copy in a folder of your own." >&2
  exit 1
done
