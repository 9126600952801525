"""The same act sent twice, one after the other or at once, makes one thing and answers the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest

from database.documents import Changed, Documents
from operations.agendas import Agenda, Agendas
from operations.plans import plans, start


def test_a_creating_act_is_done_once(url: str) -> None:
    documents = Documents(url)
    first = documents.save("agenda", "a1", "{}", 0, "key")
    again = documents.save("agenda", "a2", "{}", 0, "key")
    assert again == first
    assert [each.id for each in documents.all("agenda")] == ["a1"]
    assert documents.save("walk-plan", "p1", "{}", 0, "key").id == "p1"
    assert documents.save("agenda", "a2", "{}", 0, "other").id == "a2"


def test_at_once_too(url: str) -> None:
    agendas = Agendas(Documents(url))
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: agendas.create(Agenda(title="Convening"), "key").id, range(16)))
    assert len(set(made)) == 1
    assert len(agendas.all()) == 1


def test_a_plan_is_begun_once(url: str) -> None:
    documents = Documents(url)
    for _ in range(2):
        start(documents, date(2027, 1, 15), "Tucson Unified", time(9), "Ana", act="key")
    assert len(plans(documents)) == 1


def test_a_save_sent_again_is_no_conflict_and_another_one_is(url: str) -> None:
    documents = Documents(url)
    documents.save("agenda", "a1", "{}", 0)
    second = documents.save("agenda", "a1", '{"n": 1}', 1)
    assert documents.save("agenda", "a1", '{"n": 1}', 1) == second
    with pytest.raises(Changed):
        documents.save("agenda", "a1", '{"n": 2}', 1)
    assert documents.save("agenda", "a1", "{}", 2).version == 3
    with pytest.raises(Changed):
        documents.save("agenda", "a1", '{"n": 1}', 1)
