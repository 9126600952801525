"""Keys of creating acts: a page makes one when it is drawn, so that the same act sent twice makes one thing."""

from __future__ import annotations

import hashlib
import re
import secrets

from dash import dcc

KEY = re.compile(r"[0-9a-f-]{16,40}")


def act_key(identity: str) -> dcc.Store:
    """The key of this drawing of a page, kept in the page under an id."""
    return dcc.Store(id=identity, data=secrets.token_hex(16))


def act_of(key: object, *parts: object) -> str:
    """The key of one act on a page: of the page's key and what the act is about; "" where there is no page's key."""
    if not isinstance(key, str) or not KEY.fullmatch(key):
        return ""
    return hashlib.sha256(repr((key, *parts)).encode()).hexdigest()
