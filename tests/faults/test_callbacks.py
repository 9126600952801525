"""Every page stands, no body of a callback gives a 500, and one that is refused changes nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from random import Random

import dash
import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exhibits.shelf import Shelf
from operations.agendas import Agenda, Agendas, new_item
from operations.plans import start
from tests.faults.callback_bodies import Known, callbacks_of, make_body, spoil
from tests.operations.district.planted import ORGANIZER, SECOND, TODAY, planted
from tests.page_examples import Saved, addresses, documents
from tests.pages.standing import assert_stands
from tests.real_catalog import real_url
from tests.running import its_pages, open_page, owner_client
from walks.keys import WalkKey

__all__ = ["real_url"]

EXAMPLES = int(os.environ.get("CALLBACK_BODIES", "600"))
"""Bodies in all, half of them spoiled; the nightly run asks for 40,000."""
ACCEPTED = frozenset({200, 204, 400, 403, 404, 409, 413, 429})
ADDRESS = "/_dash-update-component"


@pytest.fixture(scope="module")
def database(real_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("callbacks") / "copy.sqlite"
    shutil.copyfile(real_url.removeprefix("sqlite:///"), copied)
    return copied


@pytest.fixture(scope="module")
def app(database: Path) -> Iterator[Dash]:
    """The app on a copy of its own, beside a made-up district, so that every callback has something to answer."""
    with its_pages(f"sqlite:///{database}") as made, planted(database.parent, days=(SECOND,)) as side:
        made.server.extensions["district"] = side
        made.server.extensions["shelf"] = Shelf(made.server.extensions["reader"], district=side)
        yield made


@pytest.fixture(scope="module")
def owner(app: Dash) -> FlaskClient:
    return owner_client(app)


@pytest.fixture(scope="module")
def known(app: Dash) -> Known:
    documents = app.server.extensions["documents"]
    item = new_item("coverage", {}, "First")
    agenda = Agendas(documents).create(Agenda(title="Convening", items=(item,), length=10))
    plan = start(documents, TODAY, "Tucson Unified", time(9), "Ana")
    return Known(agenda.id, item.id, plan.id, WalkKey(SECOND, ORGANIZER).slug)


def test_every_page_and_document_stands(owner: FlaskClient, app: Dash, known: Known) -> None:
    saved = Saved(known.agenda, known.plan, known.walk)
    for address in addresses(dash.page_registry, saved):
        path, mark, search = address.partition("?")
        assert owner.get(address).status_code == 200, address
        assert_stands(open_page(owner, path, mark + search))
    for address in documents(app, saved):
        answer = owner.get(address)
        assert (answer.status_code, answer.mimetype) == (404 if "ABCDEF" in address else 200, "text/html"), address


def test_what_a_page_could_send_passes_the_check_of_its_form(app: Dash, owner: FlaskClient, known: Known) -> None:
    """Else the spoiled bodies would try nothing behind that check."""
    statuses = Counter(
        owner.post(ADDRESS, json=make_body(key, callback, known, Random(seed))).status_code  # noqa: S311
        for key, callback in callbacks_of(app).items()
        for seed in range(2)
    )
    assert statuses[200] + statuses[204] > statuses.total() * 0.9, statuses


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False), spoiled=st.booleans())
def test_no_body_gives_a_500(
    app: Dash, owner: FlaskClient, known: Known, database: Path, random: Random, spoiled: bool
) -> None:
    callbacks = callbacks_of(app)
    key = random.choice(sorted(callbacks))
    body = make_body(key, callbacks[key], known, random)
    sent = spoil(body, random) if spoiled else body
    before = database.stat().st_mtime_ns, database.stat().st_size
    answer = owner.post(ADDRESS, data=json.dumps(sent), content_type="application/json")
    assert answer.status_code in ACCEPTED, (answer.status_code, answer.text, json.dumps(sent)[:3000])
    if answer.status_code >= 400:
        assert (database.stat().st_mtime_ns, database.stat().st_size) == before
