"""``python -m database backup | backups | verify | restore``: a thin entry to ``.venv/bin/dashboards db``."""

from __future__ import annotations

import sys

from command_line.program import main

if __name__ == "__main__":
    main(["db", *sys.argv[1:]])
