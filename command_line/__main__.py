"""``python -m command_line``: what ``.venv/bin/dashboards`` runs."""

from __future__ import annotations

import sys

from command_line.program import main

if __name__ == "__main__":
    main(sys.argv[1:])
