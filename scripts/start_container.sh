#!/bin/sh
# What a container does at its start. The volume may hold a database of an older image: it is backed up and migrated, and
# its figures are brought to this image's catalog. Agendas, plans, links, releases and figures of staff files stay.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/dashboards data build
exec .venv/bin/gunicorn
