"""Documents are kept version by version; nobody overwrites what somebody else saved meanwhile."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from data_pipeline.build import build
from database.documents import Changed, Documents
from database.engine import DatabaseError, database_path, start_problems
from database.reader import Reader
from tests.database.small_catalog import PLACE, write_catalog

AGENDA = "agenda"


@pytest.fixture
def documents(url: str) -> Iterator[Documents]:
    opened = Documents(url)
    yield opened
    opened.close()


def test_a_document_comes_back_as_it_was(documents: Documents) -> None:
    before = datetime.now(UTC)
    saved = documents.save(AGENDA, "council", '{"title": "Consejo ñ"}', 0)
    assert (saved.kind, saved.id, saved.version) == (AGENDA, "council", 1)
    assert before <= saved.saved_at <= datetime.now(UTC)
    assert documents.latest(AGENDA, "council") == documents.at(AGENDA, "council", 1) == saved


def test_what_is_not_there_is_none(documents: Documents) -> None:
    documents.save(AGENDA, "council", "{}", 0)
    assert documents.latest("plan", "council") is None
    assert documents.latest(AGENDA, "x") is None
    assert documents.at(AGENDA, "council", 2) is None
    assert documents.all("plan") == ()


def test_saving_appends_and_every_version_stays(documents: Documents) -> None:
    first = documents.save(AGENDA, "council", "1", 0)
    second = documents.save(AGENDA, "council", "2", first.version)
    assert documents.at(AGENDA, "council", 1) == first
    assert documents.latest(AGENDA, "council") == second
    assert (second.version, second.content) == (2, "2")


@pytest.mark.parametrize("based_on", [0, 1, 3])
def test_what_somebody_else_saved_is_not_overwritten(documents: Documents, based_on: int) -> None:
    documents.save(AGENDA, "council", "1", 0)
    current = documents.save(AGENDA, "council", "2", 1)
    with pytest.raises(Changed, match="was saved as version 2 meanwhile") as changed:
        documents.save(AGENDA, "council", "mine", based_on)
    assert changed.value.current == current
    with pytest.raises(Changed):
        documents.remove(AGENDA, "council", based_on)
    assert documents.latest(AGENDA, "council") == current


def test_a_version_of_a_document_that_never_was_is_refused(documents: Documents) -> None:
    with pytest.raises(Changed, match="was removed") as changed:
        documents.save(AGENDA, "council", "1", 4)
    assert (changed.value.current.version, changed.value.current.content) == (0, None)
    assert documents.all(AGENDA) == ()


def test_a_removed_document_is_gone_but_its_versions_stay(documents: Documents) -> None:
    first = documents.save(AGENDA, "council", "1", 0)
    documents.remove(AGENDA, "council", 1)
    assert documents.latest(AGENDA, "council") is None
    assert documents.all(AGENDA) == ()
    assert documents.at(AGENDA, "council", 1) == first
    last = documents.at(AGENDA, "council", 2)
    assert last is not None
    assert last.content is None
    with pytest.raises(Changed, match="agenda council was removed meanwhile") as changed:
        documents.save(AGENDA, "council", "2", 1)
    assert changed.value.current == last


def test_removing_twice_changes_nothing_and_a_removed_one_can_be_saved_again(documents: Documents) -> None:
    documents.remove(AGENDA, "council", 0)
    documents.save(AGENDA, "council", "1", 0)
    documents.remove(AGENDA, "council", 1)
    documents.remove(AGENDA, "council", 2)
    assert documents.at(AGENDA, "council", 3) is None
    assert documents.save(AGENDA, "council", "again", 2).version == 3


def test_the_latest_of_each_newest_first(documents: Documents) -> None:
    for name in ("a", "b", "c"):
        documents.save(AGENDA, name, f"{name}1", 0)
    documents.save("plan", "a", "other kind", 0)
    documents.save(AGENDA, "a", "a2", 1)
    documents.remove(AGENDA, "b", 1)
    assert [each.content for each in documents.all(AGENDA)] == ["a2", "c1"]


def _save(url: str, content: str, start: Barrier | threading.Barrier) -> bool:
    documents = Documents(url)
    start.wait()
    try:
        documents.save(AGENDA, "council", content, 1)
    except Changed:
        return False
    finally:
        documents.close()
    return True


def _save_and_say(url: str, content: str, start: Barrier, won: multiprocessing.SimpleQueue[bool]) -> None:
    won.put(_save(url, content, start))


def test_of_two_threads_with_the_same_base_one_wins(documents: Documents, url: str) -> None:
    documents.save(AGENDA, "council", "1", 0)
    start, won = threading.Barrier(4), []
    threads = [
        threading.Thread(target=lambda name: won.append(_save(url, name, start)), args=(name,)) for name in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, False, False, True]
    assert documents.at(AGENDA, "council", 3) is None


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_of_two_processes_with_the_same_base_one_wins(documents: Documents, url: str) -> None:
    documents.save(AGENDA, "council", "1", 0)
    context = multiprocessing.get_context("fork")
    start, won = context.Barrier(2), context.SimpleQueue()
    processes = [context.Process(target=_save_and_say, args=(url, name, start, won)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert sorted([won.get(), won.get()]) == [False, True]
    assert documents.at(AGENDA, "council", 2) is not None
    assert documents.at(AGENDA, "council", 3) is None


def test_a_database_that_cannot_be_written_says_so(documents: Documents, url: str) -> None:
    raw = sqlite3.connect(database_path(url))
    raw.execute("DROP TABLE document")
    raw.close()
    with pytest.raises(DatabaseError, match=r"cannot be written to now .*; nothing was changed"):
        documents.save(AGENDA, "council", "1", 0)


def test_documents_are_no_data_and_survive_a_rebuild(documents: Documents, url: str, tmp_path: Path) -> None:
    with Reader(url) as opened:
        before = opened.data_version()
        saved = documents.save(AGENDA, "council", "1", 0)
        assert opened.data_version() == before
        assert build(url, *write_catalog(tmp_path, place=PLACE.replace("542629", "542630"))).changed
    assert documents.latest(AGENDA, "council") == saved
    assert start_problems(url) == []
