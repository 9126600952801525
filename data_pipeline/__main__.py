"""``python -m data_pipeline``: a thin entry to ``.venv/bin/dashboards data``."""

from __future__ import annotations

import sys

from command_line.program import main

if __name__ == "__main__":
    main(["data", *sys.argv[1:]])
