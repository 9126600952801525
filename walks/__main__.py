"""``python -m walks``: a thin entry to ``.venv/bin/dashboards walks``."""

from __future__ import annotations

import sys

from command_line.program import main

if __name__ == "__main__":
    main(["walks", *sys.argv[1:]])
