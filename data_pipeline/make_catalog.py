"""Make the bundled catalog anew from the collected facts and the publishers' files.

Everything but ``measure.toml`` and ``measure_break.csv`` (written by hand) is made from the collected facts and the published
files in a folder. The same input gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from data_pipeline.catalog_builder import district_figures, districts, losses, observations, places, prices, schools
from data_pipeline.catalog_builder.citations import Citations
from data_pipeline.catalog_builder.inputs import CATALOG, Shared, measures
from data_pipeline.catalog_builder.tables import Cells, table_text, write

ORDER: dict[str, tuple[str, ...]] = {
    "source": ("id",),
    "place": ("kind", "geoid"),
    "place_county": ("place_geoid", "county_geoid"),
    "membership": ("period", "status", "place_geoid"),
    "observation": ("measure_id", "place_geoid", "period_end"),
    "published_loss": ("edition", "place_geoid", "population", "measure"),
    "district": ("entity_id",),
    "district_service": ("place_geoid", "district_id"),
    "district_observation": ("district_id", "measure_id", "period_end"),
    "high_school": ("district_id", "school_id"),
    "consumer_price": ("series", "year"),
    "walk_figure": ("organizer", "walk_date", "measure"),
    "context_figure": ("study", "place", "measure"),
    "derived_check": ("id",),
}
"""The tables made here and the columns their rows are sorted by."""


def catalog(shared: Shared) -> dict[str, str]:
    """The text of every file of the catalog that is made, by file name."""
    return {f"{name}.csv": table_text(name, rows, order=ORDER[name]) for name, rows in tables(shared).items()}


def tables(shared: Shared) -> dict[str, list[Cells]]:
    """The rows of every table that is made."""
    citations = Citations(losses.cited(shared))
    areas = places.place_rows(shared)
    geoids = places.geoids_by_name(areas)
    grades = districts.letter_grades(shared)
    services = districts.service_rows()
    serving = {str(row["district_id"]) for row in services}
    cities = observations.city_rows(shared, measures(), citations)
    given = {(str(row["place_geoid"]), str(row["measure_id"]), int(str(row["period_end"]))) for row in cities}
    made: dict[str, list[Cells]] = {
        "place": areas,
        "place_county": places.place_county_rows(shared),
        "membership": places.membership_rows(shared, geoids, citations),
        "observation": [
            *cities,
            *observations.census_rows(shared, given),
            *observations.indicator_rows(shared, geoids, citations),
        ],
        "published_loss": losses.loss_rows(shared, geoids, citations),
        "district": districts.district_rows(shared, grades),
        "district_service": services,
        "district_observation": district_figures.rows(shared, serving, grades),
        "high_school": schools.school_rows(shared, _with_high_schools(services)),
        "consumer_price": prices.rows(shared),
        "walk_figure": losses.walk_rows(shared, citations),
        "context_figure": losses.context_rows(shared, citations),
        "derived_check": losses.check_rows(shared),
    }
    return {**made, "source": _used(citations, made)}


def _with_high_schools(services: list[Cells]) -> set[str]:
    return {str(row["district_id"]) for row in services if row["levels"] != "elementary"}


def _used(citations: Citations, made: dict[str, list[Cells]]) -> list[Cells]:
    """The sources something cites: indicators that are left out cite some that nothing else does."""
    used = {entry["source_id"] for entry in measures().values()}
    for rows in made.values():
        used.update(cell for row in rows for column, cell in row.items() if column.endswith("source_id"))
    return [row for row in citations.rows() if row["id"] in used]


def main(
    shared: Annotated[Path, typer.Option(help="Folder with facts/ and files/.", exists=True, file_okay=False)],
    folder: Annotated[Path, typer.Option(help="Where the files go.", file_okay=False)] = CATALOG,
) -> None:
    """Make the catalog's files anew from the shared facts and files."""
    made = catalog(Shared(shared))
    for name, text in track(sorted(made.items()), description="Writing", transient=True):
        write(folder, name, text)
        typer.echo(f"{name}: {text.count(chr(10)) - 1} rows")


if __name__ == "__main__":
    typer.run(main)
