"""Sources by id: those of files are written by hand, those of single facts are made from their title and address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from data_pipeline.catalog_builder.inputs import own_sources

DATE = re.compile(r",?\s*((\d{1,2}\s+)?([A-Z][a-z]{2,8}\.?\s+)?(19|20)\d\d(-\d\d){0,2}|undated)\s*$")
ID_LENGTH = 56
NOT_PUBLISHERS = ("California", "REL 2008-No. 056")  # what else stands in brackets at the end of a title


class Citations:
    """Gives the source id of a title and address. All citations must be known beforehand, so that ids do not depend on order."""

    def __init__(self, cited: Iterable[tuple[str, str]]) -> None:
        self._own = [{str(key): value for key, value in entry.items()} for entry in own_sources()]
        self._by_address = {str(entry["address"]): str(entry["id"]) for entry in self._own if entry.get("address")}
        self._ids: dict[tuple[str, str], str] = {}
        taken = {str(entry["id"]) for entry in self._own}
        for title, address in sorted(set(cited)):
            if address not in self._by_address:
                self._ids[title, address] = _free_id(_shortened(slug(title)), taken)

    def of(self, title: str, address: str) -> str:
        """The source id of a citation.

        Raises:
            KeyError: the citation was not announced.
        """
        return self._by_address.get(address) or self._ids[title, address]

    def rows(self) -> list[dict[str, object]]:
        """The rows of the ``source`` table."""
        made = [_row(identifier, title, address) for (title, address), identifier in self._ids.items()]
        return [*self._own, *made]


def slug(text: str) -> str:
    """Small letters, digits and single hyphens: ``St. Johns`` -> ``st-johns``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "").replace("’", "")).strip("-")


def _shortened(text: str) -> str:
    """Whole words up to the length of an id."""
    return text if len(text) <= ID_LENGTH else text[: ID_LENGTH + 1].rpartition("-")[0]


def _free_id(wanted: str, taken: set[str]) -> str:
    identifier, count = wanted, 1
    while identifier in taken:
        count += 1
        identifier = f"{wanted}-{count}"
    taken.add(identifier)
    return identifier


def _row(identifier: str, title: str, address: str) -> dict[str, object]:
    publisher, vintage = _publisher_and_date(title, address)
    return {"id": identifier, "publisher": publisher, "title": title, "address": address or None, "vintage": vintage}


def _publisher_and_date(title: str, address: str) -> tuple[str, str | None]:
    """From a title such as ``Dropouts cost billions (AP via azfamily, 2014)``; else the host of the address."""
    host = (urlsplit(address).hostname or "not stated").removeprefix("www.")
    brackets = re.findall(r"\(([^()]*)\)", title)
    inside = brackets[-1] if brackets else ""
    dated = DATE.search(inside)
    name = DATE.sub("", inside).strip(" ,")
    looks_like_a_name = bool(name) and name[0].isupper() and name not in NOT_PUBLISHERS
    return (name if looks_like_a_name else host), (dated.group(1).strip() if dated else None)
