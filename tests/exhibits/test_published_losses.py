"""What was printed, row by row: conflicts are shown, none is settled in silence."""

from __future__ import annotations

from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, column


def test_gilberts_half_that_is_no_half_is_shown_and_not_used(real: Build) -> None:
    found = real("published_losses", place="gilbert")
    assert "1 in conflict" in found.title
    assert "$79,000,000" in found.sentence
    assert "$69.5 million" in found.sentence
    assert found.sentence.endswith("the printed figure is shown, not used.")
    assert 79_000_000 in [cell.value for cell in column(found, "value")], "the printed row stays in the table"
    profile = real("profile", place="gilbert")
    assert "79" not in "".join(fact.text for fact in profile.cards[0].facts)


def test_two_sources_for_one_figure_are_both_named(small: Build) -> None:
    found = small("published_losses", place="tucson")
    assert found.sentence == "Tucson, 2014, count: about 1,140 (The Daily Paper) and about 1,100 (Policy institute)."
    hedges = [cell.text for cell in column(found, "hedge")]
    assert sorted(hedges) == ["rounded", "rounded, not used"]


def test_an_amount_whose_population_is_not_said_has_no_dollar_sign(small: Build) -> None:
    found = small("published_losses", place="arizona")
    texts = {cell.text for cell in column(found, "value")}
    assert "about 96,000,000,000 US dollars, population not said" in texts
    assert not any("$96" in text for text in texts)


def test_a_figure_no_source_prints_is_not_among_the_printed(real: Build) -> None:
    found = real("published_losses", place="arizona")
    spillover = next(row for row in found.table.rows if "productivity" in row[1].text and "per person" in row[1].text)
    assert (spillover[2].value, spillover[2].text) == (None, "not printed (inferred: $16,260)")
    printed = [cell for cell in column(found, "value") if cell.value is not None]
    assert found.title.startswith(f"{len(printed)} published figures for Arizona")
    assert "more than $7,600,000,000" in {cell.text for cell in printed}, (
        "the hedge of the source stays with the figure"
    )


def test_every_dollar_has_its_basis_beside_it(real: Build) -> None:
    found = real("published_losses")
    for value, basis in zip(column(found, "value"), column(found, "basis"), strict=True):
        assert ("dollars" in basis.text or "dollar year" in basis.text) == (
            "$" in value.text or "US dollars" in value.text
        )


def test_all_rows_of_the_catalog_are_there(real: Build) -> None:
    found = real("published_losses")
    assert len(found.table.rows) == 62
    assert_sound(found)


def test_a_place_without_any_says_so(small: Build) -> None:
    found = small("published_losses", place="mesa")
    assert found.title == "No published loss figures for Mesa"
    assert found.empty.startswith("No figure of the loss studies is published for Mesa")
