"""Making a file: written, opened again, checked, and only then handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exhibits.model import PRIVATE, Exhibit
from exports.check import RefusedFileError, faults
from exports.check_slides import deck_faults
from exports.csv_file import exhibit_csv
from exports.forms import BY_ENDING
from exports.origin import Origin
from exports.slides import deck, slide
from exports.xlsx_file import exhibit_xlsx

Writer = Callable[[Exhibit, Origin], bytes]
SLIDES = "pptx"
WRITERS: dict[str, Writer] = {
    SLIDES: slide,
    "xlsx": exhibit_xlsx,
    "csv": lambda exhibit, _: exhibit_csv(exhibit),
}


def checked(ending: str, exhibit: Exhibit, origin: Origin, write: Writer | None = None) -> bytes:
    """An exhibit as a file.

    Args:
        ending: of a form of ``forms.FORMS``.
        exhibit: built on the server from checked parameters, never from what a browser sends.
        origin: the site and the day.
        write: for forms that are written elsewhere.

    Raises:
        RefusedFileError: it may not be handed over in this form, or the file is not what it should be.
    """
    form = BY_ENDING[ending]
    if exhibit.private and not form.private:
        raise RefusedFileError(exhibit.title, form.label, [PRIVATE])
    content = (write or WRITERS[ending])(exhibit, origin)
    found = faults(ending, content, exhibit, origin)
    if found:
        raise RefusedFileError(exhibit.title, form.label, found)
    return content


def checked_deck(
    exhibits: Sequence[Exhibit], title: str, origin: Origin, subtitle: str = "", spoken: Sequence[str] = ()
) -> bytes:
    """Many exhibits as one presentation.

    Raises:
        RefusedFileError: for the first exhibit that may not be in it, by name; without it the others can be had.
    """
    form = BY_ENDING[SLIDES]
    for exhibit in exhibits:
        if exhibit.private:
            raise RefusedFileError(exhibit.title, form.label, [PRIVATE])
    content = deck(exhibits, title, origin, subtitle, spoken)
    for exhibit, found in zip(exhibits, deck_faults(content, exhibits, origin), strict=True):
        if found:
            raise RefusedFileError(exhibit.title, form.label, found)
    return content
