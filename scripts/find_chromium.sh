#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests, installing one where there is none: ./scripts/find_chromium.sh PYTHON
set -uo pipefail
python=$1

on_path() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

installed_by_apt() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "Installing Chromium (apt-get)" >&2
  { apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } >/dev/null 2>&1 && on_path
}

installed_by_playwright() {
  echo "Installing Chromium (Playwright)" >&2
  "$python" -m playwright install chromium >/dev/null 2>&1 || return 1
  "$python" -c 'from playwright.sync_api import sync_playwright as p; c = p().start(); print(c.chromium.executable_path); c.stop()'
}

if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] && { echo "$CHROMIUM"; exit 0; }
  echo "CHROMIUM is $CHROMIUM, but there is no program there" >&2
  exit 1
fi
on_path || installed_by_apt || installed_by_playwright || {
  echo "The browser tests need Chromium: install it (Debian: apt-get install chromium) or say CHROMIUM=/path/to/chromium" >&2
  exit 1
}
