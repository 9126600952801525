"""An agenda's id opens it for its owner alone; its addresses open what they are for, until they are withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from database.documents import Documents
from database.migrate import upgrade
from operations.agendas import Agenda, Agendas, Question, Saved, new_item
from operations.sharing import Access, Shares

NOTE, LINE = "Private", "Spoken"


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    upgrade(url)
    return Documents(url)


@pytest.fixture
def saved(documents: Documents) -> Saved:
    question = Question(text="What share?", row="Tucson", column="rate")
    item = new_item("graduation", {"place": "tucson"}, LINE).model_copy(update={"notes": NOTE, "question": question})
    return Agendas(documents).create(Agenda(title="Convening", items=(item,)))


def test_the_id_opens_it_for_the_owner_alone(documents: Documents, saved: Saved) -> None:
    shares = Shares(documents)
    owner = shares.open(saved.id, is_owner=True)
    assert owner is not None and owner.access is Access.OWNER and owner.saved == saved
    assert shares.open(saved.id, is_owner=False) is None
    shares.share(saved.id)
    assert shares.open(saved.id, is_owner=False) is None
    for hostile in ("", "../x", "a" * 41, "agenda-share", saved.id.upper(), "\x00"):
        assert shares.open(hostile, is_owner=False) is None


def test_the_audience_sees_neither_notes_nor_where_an_answer_stands(documents: Documents, saved: Saved) -> None:
    shares = Shares(documents)
    share = shares.share(saved.id)
    assert len({share.audience, share.presenter}) == 2
    assert min(len(share.audience), len(share.presenter)) == 26
    audience = shares.open(share.audience, is_owner=False)
    assert audience is not None and not audience.may_present
    text = audience.saved.agenda.model_dump_json()
    for private in (NOTE, LINE, "rate", saved.id, share.presenter):
        assert private not in text + audience.saved.id
    presenter = shares.open(share.presenter, is_owner=False)
    assert presenter is not None and presenter.may_present and presenter.saved.agenda == saved.agenda
    assert presenter.saved.id == share.presenter


def test_addresses_are_renewed_and_withdrawn(documents: Documents, saved: Saved) -> None:
    shares = Shares(documents)
    first = shares.share(saved.id)
    assert shares.share(saved.id) == first
    second = shares.share(saved.id, renew=True)
    assert {first.audience, first.presenter}.isdisjoint({second.audience, second.presenter})
    assert shares.open(first.presenter, is_owner=False) is None
    shares.withdraw(saved.id)
    assert shares.open(second.audience, is_owner=False) is None
    assert shares.of(saved.id) is None
    third = shares.share(saved.id)
    assert shares.open(third.audience, is_owner=False) is not None


def test_the_list_names_only_what_is_to_be_listed(documents: Documents, saved: Saved) -> None:
    shares = Shares(documents)
    share = shares.share(saved.id)
    assert shares.listed() == ()
    shares.share(saved.id, listed=True)
    (listed,) = shares.listed()
    assert (listed.saved.id, listed.access) == (share.audience, Access.AUDIENCE)
    shares.share(saved.id, listed=False)
    assert shares.listed() == ()
    Agendas(documents).remove(saved.id, saved.version)
    assert shares.open(share.audience, is_owner=False) is None
