"""Why the loss computed here differs from the one a study printed: the sentence that stands beside both."""

from __future__ import annotations

from collections.abc import Iterable

from database.reader import Reader
from database.values import PlaceRecord
from economics import Loss, Money, Population, PrintedLoss
from exhibits import formats
from exhibits.cohorts import Cohort
from exhibits.lookup import source_lines
from exhibits.loss_anchor import EDITIONS, Anchored, anchored
from exhibits.model import SourceLine
from exhibits.printed import EACH, TOTAL, count_words
from exhibits.staff_figures import origin


def studies_of(reader: Reader, place: PlaceRecord, population: Population) -> tuple[Anchored | None, ...]:
    """What each edition prints of a place, the earliest first."""
    return tuple(study_of(reader, place, population, edition) for edition in EDITIONS)


def study_of(reader: Reader, place: PlaceRecord, population: Population, edition: int) -> Anchored | None:
    """What one edition prints of a place, and whom it counts; None where it has no loss per person."""
    return anchored(reader, place, population, edition, "published")


def printed_total(study: Anchored | None) -> PrintedLoss | None:
    """The total an edition prints for a place."""
    return study.printed.get(TOTAL) if study else None


def printed_sources(studies: Iterable[Anchored | None]) -> tuple[SourceLine, ...]:
    """Where the printed totals of some studies, and the numbers of people they are of, stand."""
    pairs = []
    for study in studies:
        if printed_total(study) is not None and study is not None:
            records = (study.total_record, study.count_record)
            pairs += [(each.source, f"printed in {study.anchor.edition}") for each in records if each is not None]
    return source_lines(pairs)


def reason(found: Anchored, loss: Loss, study: Anchored | None) -> str:
    """The sentence between a loss at the study's assumptions and the printed one; "" where they need none.

    Args:
        found: Whom the loss is of.
        loss: At the study's assumptions.
        study: The same place as one edition counts it (``study_of``).
    """
    printed = printed_total(study)
    if study is None or printed is None:
        return f"No total is printed for {found.anchor.place_name}."
    if found.counted is None and found.anchor.edition == study.anchor.edition:
        return _rounding(found, loss, printed)
    return " ".join(
        filter(None, (_counted_by(study), _here(found, loss), "Different people, so the two are no trend."))
    )


def _counted_by(study: Anchored) -> str:
    edition = study.anchor.edition
    if study.count_record is None:
        return f"The {edition} study counted {_people(study, 'the ')}, and does not print how many."
    whose = f" ({origin(study.count_record)})" if study.count_record.load_id is not None else ""
    return f"The {edition} study counted {_people(study, f'{count_words(study.count_record)} ')}{whose}."


def _people(found: Anchored, number: str) -> str:
    """Whom a study counted, after the number of them."""
    name, year = found.anchor.place_name, found.year
    if found.cohort is Cohort.DISCONNECTED:
        return f"{number}people of {name} aged 16 to 24, neither in school nor at work, in {year}"
    if found.cohort is Cohort.WITHOUT_DIPLOMA:
        return f"{number}people of {name} aged 18 without a diploma in {year}"
    return f"{number}of {formats.possessive(name)} class of {year} who did not graduate in four years"


def _here(found: Anchored, loss: Loss) -> str:
    counted, count = found.counted, loss.cohort.count
    if count is None:
        return ""
    if counted is None:
        return f"This counts {_people(found, f'{formats.grouped(count)} ')}."
    one = "one district’s" if len(counted.services) == 1 else f"{len(counted.services)} districts’"
    return (
        f"This counts {formats.grouped(count)} of {formats.possessive(counted.districts)} class of {counted.year} who did "
        f"not graduate in four years: {one} students, wherever they live."
    )


def _rounding(found: Anchored, loss: Loss, printed: PrintedLoss) -> str:
    total, record = loss.cohort.total, found.count_record
    if total is None or record is None or loss.cohort.count is None:
        return ""
    each = formats.money_exact(loss.person.total)
    product = f"{count_words(record)} people times {_hedge(found)}{each} is {formats.money_words(total)}"
    product = f"{product[0].upper()}{product[1:]}"
    said = formats.printed_words(printed)
    if _fits(total, printed):
        return f"{product}, which fits the printed total: {said}."
    side = "above" if total.amount > printed.value else "below"
    return f"{product}, {side} the printed total: {said}. The figures it is made of are printed rounded."


def _fits(total: Money, printed: PrintedLoss) -> bool:
    """Whether a product is the printed total as its hedge has it, to the digits that are shown."""
    amount = total.amount
    if printed.hedge == "more than":
        return printed.value <= amount < printed.value * 1.02
    if printed.hedge == "up to":
        return printed.value * 0.98 < amount <= printed.value
    return formats.money_words(total) == formats.money_words(Money(printed.value, total.basis))


def _hedge(found: Anchored) -> str:
    printed = found.printed.get(EACH)
    return f"{printed.hedge} " if printed and printed.hedge else ""


def each_once(*groups: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    """Sources of several kinds in one list, the first mention of each."""
    lines: dict[str, SourceLine] = {}
    for line in (line for group in groups for line in group):
        lines.setdefault(line.id, line)
    return tuple(lines.values())
