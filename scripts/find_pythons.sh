#!/usr/bin/env bash
# List the supported Pythons of this machine that can make an environment, oldest first: "3.11.2 /usr/bin/python3.11".
# Looks on PATH and where pyenv and uv keep theirs; one line a minor version (its oldest release).
set -uo pipefail

ask='import ensurepip, platform, sys, venv
if (3, 11) <= sys.version_info < (3, 15) and sys.prefix == sys.base_prefix:
    print(platform.python_version(), sys.executable)'

for program in python3 python3.{11,12,13,14} \
  /usr/bin/python3.{11,12,13,14} /usr/local/bin/python3.{11,12,13,14} \
  "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python3 \
  "${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/uv/python}"/cpython-3.*/bin/python3; do
  command -v "$program" >/dev/null && "$program" -c "$ask" 2>/dev/null
done | sort -u -V | while read -r version path; do
  [ "${version%.*}" = "${last:-}" ] || echo "$version $path"
  last=${version%.*}
done
