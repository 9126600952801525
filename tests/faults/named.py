"""A small app behind the real front, set up from the settings: it says by which address it was asked, and by whom."""

from __future__ import annotations

from flask import Flask, request

from access.site import Site, answer_to_names, names_of
from settings import Settings

app = Flask("named", static_folder=None)
app.config["MAX_CONTENT_LENGTH"] = 1_000_000


@app.route("/", methods=["GET", "POST"])
def said() -> dict[str, str | None]:
    return {"url": request.url, "by": request.remote_addr, "body": str(len(request.get_data()))}


_settings = Settings()
answer_to_names(app, Site(_settings.site_url, names_of(_settings.host, _settings.allowed_hosts), _settings.proxy_hops))
