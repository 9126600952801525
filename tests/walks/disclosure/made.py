"""Made-up tables for the tests of disclosure control."""

from __future__ import annotations

import random
from collections.abc import Sequence

from walks.disclosure import Count, Overlap, PublishedTable, TrueTable, funnel, one_way, publish

SECRET = b"a key of the test suite"


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up tables, no secret


def counts(table_id: str, values: Sequence[int]) -> list[Count]:
    return [Count(f"{table_id}/{place}", f"cell {place}", value) for place, value in enumerate(values)]


def table(*values: int, table_id: str = "t", total: Count | None = None) -> TrueTable:
    whole = total or Count(f"{table_id}/total", "all", sum(values))
    return one_way(table_id, table_id, counts(table_id, values), whole)


def stages(*values: int, table_id: str = "f", outcomes: int = 0) -> TrueTable:
    """``outcomes``: how many of the last stages are outcomes of students."""
    cells = counts(table_id, values)
    return funnel(table_id, table_id, cells, [cell.key for cell in cells[len(cells) - outcomes :]])


def texts(published: PublishedTable) -> list[str]:
    return [str(cell.value) for cell in published.counts()]


def suppressed(*values: int, secret: bytes = SECRET) -> list[str]:
    return texts(publish([table(*values)], secret)[0])


def random_cells(chance: random.Random) -> list[int]:
    sizes = (0, 3, 10, 12, 40, 200)
    return [chance.randint(0, chance.choice(sizes)) for _ in range(chance.randint(1, 7))]


def made_walk(chance: random.Random, walk: str) -> list[TrueTable]:
    """A funnel, with its contacted and its re-enrolled broken down; the keys tie them together."""
    size = chance.choice((15, 60, 200, 450))
    values = [size]
    for _ in range(chance.randint(2, 6)):
        values.append(chance.randint(0, values[-1]))
    cells = counts(f"{walk}/journey", values)
    tables = [funnel(f"{walk}/journey", "journey", cells, [cell.key for cell in cells[3:]])]
    for place in (1, 2):
        parts = split(chance, values[place], chance.randint(2, 5))
        tables.append(one_way(f"{walk}/{place}", "by group", counts(f"{walk}/{place}", parts), cells[place]))
    return tables


def split(chance: random.Random, whole: int, parts: int) -> list[int]:
    """Cut ``whole`` into ``parts`` at random places, uneven ones among them."""
    cuts = sorted(round(whole * chance.random() ** chance.choice((0.3, 1, 3))) for _ in range(parts - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, whole], strict=True)]


def made_district(chance: random.Random) -> tuple[list[TrueTable], list[Overlap]]:
    """Two or three walks, the listed of all of them, and the students they make, each once."""
    walks = [made_walk(chance, f"w{number}") for number in range(chance.randint(2, 3))]
    first = [walk[0].cells[0] for walk in walks]
    sizes = [cell.count for cell in first if isinstance(cell.count, int)]
    unique = Count("unique", "students", chance.randint(max(sizes), sum(sizes)))
    alone = one_way("students", "students", [Count("students/all", "all", unique.count)], unique, outcomes=())
    tables = [table for walk in walks for table in walk] + [alone]
    return tables, [Overlap("unique", tuple(cell.key for cell in first))]
