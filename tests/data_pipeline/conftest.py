from __future__ import annotations

from tests.database.conftest import reader, small_database, url

__all__ = ["reader", "small_database", "url"]
