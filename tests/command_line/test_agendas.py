"""Addresses of agendas from the command line: what a server without an owner's browser shares them with."""

from __future__ import annotations

import re

import pytest

from database.documents import Documents
from operations.agendas import Agenda, Agendas
from operations.sharing import Access, Shares
from tests.command_line.running import Ran, Runner

ADDRESS = re.compile(r"/convene/([a-z0-9]{26})\b")


@pytest.fixture
def documents(url: str, monkeypatch: pytest.MonkeyPatch) -> Documents:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SITE_URL", "https://dashboards.example")
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104 - a server that others reach
    return Documents(url)


@pytest.fixture
def agenda(documents: Documents) -> str:
    return Agendas(documents).create(Agenda(title="[bold]Spring convening", items=(), length=10)).id


def addresses(ran: Ran) -> tuple[str, ...]:
    assert ran.code == 0, ran.words
    return tuple(ADDRESS.findall(ran.out))


def opened(documents: Documents, identity: str) -> Access | None:
    found = Shares(documents).open(identity, is_owner=False)
    return found and found.access


def test_an_agenda_is_shared_renewed_and_withdrawn(documents: Documents, agenda: str, dashboards: Runner) -> None:
    assert "[bold]Spring convening" in dashboards("agendas", "list").out
    first = dashboards("agendas", "share", agenda, "--listed")
    presenter, audience = addresses(first)
    assert "https://dashboards.example/convene/" in first.out
    assert (opened(documents, presenter), opened(documents, audience)) == (Access.PRESENTER, Access.AUDIENCE)
    assert addresses(dashboards("agendas", "share", agenda)) == (presenter, audience)
    assert "yes, on the public list" in dashboards("agendas", "list").words
    renewed = addresses(dashboards("agendas", "renew", agenda, "--unlisted"))
    assert not set(renewed) & {presenter, audience}
    assert [opened(documents, each) for each in (presenter, audience)] == [None, None]
    assert opened(documents, renewed[0]) is Access.PRESENTER
    assert Shares(documents).listed() == ()
    assert dashboards("agendas", "withdraw", agenda).code == 0
    assert [opened(documents, each) for each in renewed] == [None, None]
    assert Agendas(documents).find(agenda) is not None


@pytest.mark.parametrize("command", ["renew", "withdraw"])
def test_what_is_not_shared_cannot_be_renewed_or_withdrawn(agenda: str, command: str, dashboards: Runner) -> None:
    refused = dashboards("agendas", command, agenda)
    assert (refused.code, f"agendas share {agenda}" in refused.err) == (1, True)


def test_an_agenda_that_is_not_there(documents: Documents, dashboards: Runner) -> None:
    assert "There are no agendas" in dashboards("agendas", "list").out
    for command in ("share", "renew", "withdraw"):
        refused = dashboards("agendas", command, "a1b2c3")
        assert (refused.code, "There is no agenda “a1b2c3”" in refused.err) == (1, True)
