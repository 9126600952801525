"""``python -m access owner-link``: a thin entry to ``.venv/bin/dashboards owner-link``."""

from __future__ import annotations

import sys

from command_line.program import main

if __name__ == "__main__":
    main(sys.argv[1:])
