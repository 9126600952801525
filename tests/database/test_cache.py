from __future__ import annotations

from database.cache import MISSING, VersionedCache


def test_answers_are_kept_within_a_version() -> None:
    cache = VersionedCache(2)
    assert cache.get(1, "a") is MISSING
    cache.put(1, "a", None)
    assert cache.get(1, "a") is None


def test_a_new_version_forgets_everything() -> None:
    cache = VersionedCache(2)
    cache.get(1, "a")
    cache.put(1, "a", "old")
    assert cache.get(2, "a") is MISSING
    assert len(cache) == 0


def test_the_answer_of_a_slow_thread_is_not_kept() -> None:
    cache = VersionedCache(2)
    cache.get(1, "a")
    cache.get(2, "a")
    cache.put(1, "a", "old")
    assert cache.get(2, "a") is MISSING


def test_the_least_recently_used_goes_first() -> None:
    cache = VersionedCache(2)
    cache.get(1, "a")
    cache.put(1, "a", "A")
    cache.put(1, "b", "B")
    cache.get(1, "a")
    cache.put(1, "c", "C")
    assert cache.get(1, "b") is MISSING
    assert cache.get(1, "a") == "A"
    assert cache.get(1, "c") == "C"
