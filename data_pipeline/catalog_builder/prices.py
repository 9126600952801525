"""Table ``consumer_price``: annual averages of the CPI-U."""

from __future__ import annotations

import pandas as pd

from data_pipeline.catalog_builder.inputs import Inputs
from data_pipeline.catalog_builder.tables import Cells
from data_pipeline.sources import consumer_prices

FILE = ("cpi-u", "CUUR0000SA0_from_cpi_2.1.0.csv")


def rows(inputs: Inputs) -> list[Cells]:
    """All years the file has."""
    table = consumer_prices.parse(inputs.file(*FILE))
    return [
        {
            "series": record["series"],
            "year": int(record["year"]),
            "value": float(record["value"]),
            "source_id": "bls-cpi-u",
            "note": None if pd.isna(record["note"]) else record["note"],
        }
        for record in table.to_dict("records")
    ]
