"""A container's health check: whether the program answers on the port it was told to listen on."""

from __future__ import annotations

import os
import sys
import urllib.request


def main() -> None:
    """Leave with 0 where it does; otherwise urllib says why, and leaves with 1."""
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8050')}/healthz"
    # The proxy of the machine, where one is set, is not asked for its own loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=4) as answer:
        sys.exit(answer.status != 200)


if __name__ == "__main__":
    main()
