"""The page is measured as the browser tests see it: the real app on the real database, in Chromium."""

from tests.browser.conftest import browser_context_args, database_url, live_server

__all__ = ["browser_context_args", "database_url", "live_server"]
