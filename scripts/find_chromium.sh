#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests: ./scripts/find_chromium.sh PYTHON
# Where there is none, it is installed only with consent: CI=true or YES=1 give it, and a person at a terminal is asked.
# Anybody else gets the command. Fails, with the reason, where none is to be had.
set -uo pipefail
python=$1

on_path() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

of_playwright() {
  "$python" - <<'PYTHON' 2>/dev/null
import os, sys
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path)
sys.exit(not os.access(path, os.X_OK))
PYTHON
}

# agreed WHAT COMMAND: whether it may be run.
agreed() {
  local answer
  [ "${CI:-}" = true ] || [ "${YES:-}" = 1 ] && return
  if [ -t 0 ] && [ -t 2 ]; then
    read -r -p "There is no Chromium for the browser tests. $1 [y/N] " answer
    [[ $answer == [yY]* ]]
    return
  fi
  echo "There is no Chromium for the browser tests. Install it: $2 (YES=1 does that for you)" >&2
  return 1
}

# run NAME COMMAND...: what it says is shown where it fails.
run() {
  local said
  echo "Installing Chromium: $*" >&2
  said=$("$@" 2>&1) && return
  printf '%s\n' "$said" | tail -n 15 >&2
  echo "\"$*\" failed: its last words are above" >&2
  return 1
}

installed_by_apt() {
  agreed "Install it as root with apt-get?" "apt-get update && apt-get install chromium" || return
  export DEBIAN_FRONTEND=noninteractive
  run apt-get update -q && run apt-get install -y -q --no-install-recommends chromium && on_path
}

installed_by_playwright() {
  agreed "Let Playwright download it (about 150 MB, into your own cache)?" "$python -m playwright install chromium" || return
  run "$python" -m playwright install chromium && of_playwright
}

if [ -n "${CHROMIUM:-}" ]; then
  command -v "$CHROMIUM" && exit 0
  echo "CHROMIUM is $CHROMIUM, but there is no program there" >&2
  exit 1
fi
on_path || of_playwright && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  installed_by_apt
else
  installed_by_playwright
fi && exit 0
echo "No Chromium: install one (Debian: apt-get install chromium), or say CHROMIUM=/path/to/chromium" >&2
exit 1
